package mock

import (
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
)

func isForm(r *http.Request) bool { return mediaType(r) == "application/x-www-form-urlencoded" }

func mediaType(r *http.Request) string {
	name, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return name
}

// readBody reads what PHP would put into $_POST and $_FILES. A body of another type is ignored, as there.
func (c *call) readBody(r *http.Request) (err error) {
	if r.Body == nil || r.Method != http.MethodPost {
		return nil
	}
	if r.ContentLength > maxBody {
		return errBodyTooLarge
	}
	switch mediaType(r) {
	case "application/x-www-form-urlencoded":
		c.form, err = readForm(r.Body, r.ContentLength)
	case "multipart/form-data":
		c.multipart = true
		err = c.readParts(r)
	}
	return err
}

// readForm reads a form of a length that may be unknown. It copies a large one once.
func readForm(body io.Reader, length int64) (args, error) {
	var text strings.Builder
	text.Grow(int(max(length, 0)))
	n, err := io.Copy(&text, io.LimitReader(body, maxBody+1))
	if err == nil && n > maxBody {
		err = errBodyTooLarge
	}
	if err != nil {
		return nil, err
	}
	return parseArgs(text.String()), nil
}

// readAtMost reads to the end, or fails if that is farther than most bytes.
func readAtMost(r io.Reader, most int) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	if err == nil && len(content) > most {
		return nil, errBodyTooLarge
	}
	return content, err
}

// readParts reads the parts of a body: those with the name of a file are files, the others fields of a form.
func (c *call) readParts(r *http.Request) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return err
	}
	left := maxBody
	for len(c.form)+len(c.files) < maxArgs {
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

func (c *call) addPart(part *multipart.Part, content []byte) {
	switch name := part.FormName(); {
	case name == "":
	case part.FileName() == "":
		c.form = c.form.with(name, string(content))
	default:
		if c.files == nil {
			c.files = map[string][]byte{}
		}
		c.files[name] = content
	}
}

// fileSize is how many bytes the files of the body have.
func (c *call) fileSize() int {
	n := 0
	for _, content := range c.files {
		n += len(content)
	}
	return n
}

// olderAddress is the last part of the one address that the older gateway had for all operations.
const olderAddress = "api_call.php"

// readOlderAddress finds the operation of a request to /<platform>/api_call.php, which has it in the parameter
// api_name.
func (c *call) readOlderAddress(path string) {
	platform, rest, _ := strings.Cut(strings.Trim(path, "/"), "/")
	api := c.get("api_name")
	if rest != olderAddress || !isName(platform) || !isName(api) {
		return
	}
	c.olderAddress = true
	c.platform, c.api, c.known = splitPath("/" + platform + "/" + api)
}
