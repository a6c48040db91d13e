package exchange

import (
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
)

const formType = "application/x-www-form-urlencoded"

func mediaType(r *http.Request) string {
	name, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return name
}

// readBody reads what PHP puts into $_POST and $_FILES. Like PHP, it ignores a body of another type.
func (c *Call) readBody(r *http.Request) (err error) {
	if r.Body == nil || r.Method != http.MethodPost {
		return nil
	}
	if r.ContentLength > maxBody {
		return ErrBodyTooLarge
	}
	switch mediaType(r) {
	case formType:
		c.Form, err = readForm(r.Body, r.ContentLength)
	case "multipart/form-data":
		c.multipart = true
		err = c.readParts(r)
	}
	return err
}

// readForm reads a form. Its length may be unknown, which is -1. A large form is copied once.
func readForm(body io.Reader, length int64) (Args, error) {
	var text strings.Builder
	text.Grow(int(max(length, 0)))
	n, err := io.Copy(&text, io.LimitReader(body, maxBody+1))
	if err == nil && n > maxBody {
		err = ErrBodyTooLarge
	}
	if err != nil {
		return nil, err
	}
	return ParseArgs(text.String()), nil
}

// readAtMost reads to the end, and fails beyond a number of bytes.
func readAtMost(r io.Reader, most int) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	if err == nil && len(content) > most {
		return nil, ErrBodyTooLarge
	}
	return content, err
}

// readParts reads a multipart body. Parts with a file name are files, the others are form fields.
func (c *Call) readParts(r *http.Request) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return err
	}
	left := maxBody
	for len(c.Form)+len(c.Files) < MaxArgs {
		part, err := parts.NextPart()
		if err == io.EOF { //nolint:errorlint // NextPart wraps io.EOF if the body ends before its last part
			return nil
		}
		if err != nil {
			return err
		}
		content, err := readAtMost(part, left)
		if err != nil {
			return err
		}
		left -= len(content)
		c.addPart(part, content)
	}
	return nil
}

func (c *Call) addPart(part *multipart.Part, content []byte) {
	switch name := part.FormName(); {
	case name == "":
	case part.FileName() == "":
		c.Form = c.Form.with(name, string(content))
	default:
		if c.Files == nil {
			c.Files = map[string][]byte{}
		}
		c.Files[name] = content
	}
}

// ExamineBody adds a deviation for a body of another type than the operation takes.
func (c *Call) ExamineBody(r *http.Request, takesFile bool) {
	switch {
	case c.multipart && !takesFile:
		c.Deviate(RuleBody, "Content-Type",
			"the body is multipart/form-data; the document has application/x-www-form-urlencoded")
	case r.Method == http.MethodPost && r.ContentLength > 0 && !c.multipart && mediaType(r) != formType:
		c.Deviate(RuleBody, "Content-Type", "the body is neither a form nor multipart/form-data, and is ignored")
	}
}
