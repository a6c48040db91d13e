package bodies

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/openapi"
)

// har has the parts of an HTTP Archive that state responses.
type har struct {
	Log struct {
		Entries harEntries `json:"entries"`
	} `json:"log"`
}

// harEntries passes on one entry after the other, so that an archive takes no more memory than its largest entry.
type harEntries struct {
	each func(index int, entry jsontext.Value) error
}

type harEntry struct {
	Started string `json:"startedDateTime"`
	Request struct {
		Method   string     `json:"method"`
		URL      string     `json:"url"`
		Headers  []harPair  `json:"headers"`
		Cookies  []harPair  `json:"cookies"`
		Query    []harPair  `json:"queryString"`
		PostData harContent `json:"postData"`
	} `json:"request"`
	Response struct {
		Status  int       `json:"status"`
		Headers []harPair `json:"headers"`
		Cookies []harPair `json:"cookies"`
		Content struct {
			Text     string `json:"text"`
			Encoding string `json:"encoding"`
		} `json:"content"`
	} `json:"response"`
}

// harPair is a header, a cookie or a parameter.
type harPair struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// harContent is the body of a request.
type harContent struct {
	MimeType string    `json:"mimeType"`
	Text     string    `json:"text"`
	Params   []harPair `json:"params"`
}

// UnmarshalJSONFrom reads the list.
func (h *harEntries) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	if token, err := d.ReadToken(); err != nil || token.Kind() != '[' {
		return errors.Join(err, errNoArchive)
	}
	for i := 0; d.PeekKind() != ']'; i++ {
		entry, err := d.ReadValue()
		if err != nil {
			return err
		}
		if err := h.each(i, entry.Clone()); err != nil {
			return err
		}
	}
	_, err := d.ReadToken()
	return err
}

var errNoArchive = errors.New("not an HTTP Archive")

// yieldEntries yields a part for every entry of an archive, which is decoded when the part is read.
func yieldEntries(in io.Reader, name string, yield func(Part) bool) {
	from, err := unpacked(in)
	if err != nil {
		yield(failed(name, readError(name, err)))
		return
	}
	limited := &limited{from: withoutMark(from), left: maxSize}
	var archive har
	read := 0 // entries
	archive.Log.Entries.each = func(i int, entry jsontext.Value) error {
		limited.left, read = maxSize, i+1
		if !yield(entryPart(entry, i, name)) {
			return errStop
		}
		return nil
	}
	switch err := json.UnmarshalRead(limited, &archive, lax); {
	case err == nil, errors.Is(err, errStop):
	case limited.err != nil:
		yield(failed(name, readError(name, limited.err)))
	case read > 0: // the decoder's own text may quote a value
		yield(failed(name, fmt.Errorf("%s breaks off or is not JSON behind entry %d", name, read-1)))
	default:
		yield(failed(name, fmt.Errorf("%s is not an HTTP Archive", name)))
	}
}

// errStop ends an archive when the consumer stops.
var errStop = errors.New("stop")

// limited fails where more bytes are read than are left.
type limited struct {
	from io.Reader
	left int
	err  error
}

// Read reads, and keeps the error.
func (l *limited) Read(p []byte) (int, error) {
	if l.left < 0 {
		l.err = fmt.Errorf("an entry is larger than %d MiB", MaxSize>>20)
		return 0, l.err
	}
	n, err := l.from.Read(p)
	if l.left -= n; err != nil && !errors.Is(err, io.EOF) {
		l.err = err
	}
	return n, err
}

// entryPart is the part of an entry.
func entryPart(text jsontext.Value, i int, name string) Part {
	return func(yield func(Body, error) bool) {
		var e harEntry
		file := fmt.Sprintf("%s:%d", name, i)
		if json.Unmarshal(text, &e, lax) != nil {
			yield(Body{File: file}, fmt.Errorf("%s: entry %d is not one of an HTTP Archive", name, i))
			return
		}
		body := Body{File: file, API: e.operation(), Status: e.Response.Status}
		if body.API == "" {
			return
		}
		body.secrets, body.Request = e.secrets(), e.request()
		body.Seen, _ = time.Parse(time.RFC3339, e.Started)
		var err error
		if body.Content, err = e.content(); err != nil {
			err = fmt.Errorf("%s: entry %d: the content is not base64", name, i)
		}
		yield(body, err)
	}
}

func (e *harEntry) content() ([]byte, error) {
	text := e.Response.Content.Text
	if e.Response.Content.Encoding != "base64" {
		return []byte(text), nil
	}
	return base64.StdEncoding.DecodeString(text)
}

// operation returns the operation of the entry, or "": browsers archive redirects and preflight requests, too.
func (e *harEntry) operation() string {
	if e.Request.Method == http.MethodOptions || e.Response.Status/100 == 3 {
		return ""
	}
	return operationOf(e.Request.URL)
}

// operationOf returns the operation that an address names, or "" for an address of another API.
func operationOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	for _, d := range openapi.Documents() {
		if _, api, ok := d.Operation(u.Path); ok {
			return api
		}
	}
	return ""
}
