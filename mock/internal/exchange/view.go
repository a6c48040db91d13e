package exchange

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// Request is a request that was received, with its secrets replaced by REDACTED.
type Request struct {
	Method        string
	Platform, API string // empty where the path is no address of an operation
	Query, Form   url.Values
	Deviations    []Deviation `json:",omitempty"` // from the document, in the order in which they were found
}

// NewRequest returns a call for output, with its secrets and personal data redacted.
func NewRequest(method string, c *Call) Request {
	redactor := c.Redactor()
	return Request{
		Method: method, Platform: redactor.Text(c.Platform), API: redactor.Text(c.API),
		Query: c.Query.masked(redactor), Form: c.Form.masked(redactor),
		Deviations: c.Deviations,
	}
}

// Dump prints a request for people, without secrets.
func Dump(r *http.Request, c *Call) string {
	redactor := c.Redactor()
	shown := r.Clone(r.Context())
	shown.RequestURI = ""
	shown.URL = &url.URL{Path: r.URL.Path, RawQuery: c.Query.masked(redactor).Encode()}
	form := c.Form.masked(redactor)
	for name, v := range form {
		form.Set(name, Excerpt(v[0])) // images are long
	}
	shown.Body = io.NopCloser(strings.NewReader(form.Encode()))
	shown.TransferEncoding = nil
	for name := range shown.Header {
		if redact.IsSecret(name) {
			shown.Header.Set(name, redact.Mark)
		}
	}
	text, _ := httputil.DumpRequest(shown, true) // fails only where the body cannot be read
	return "---REQUEST START---\n" + redactor.Text(string(text)) + "\n---REQUEST END---"
}

// Excerpt returns a text, or the beginning and the length of a long one.
func Excerpt(text string) string {
	if len(text) <= ExcerptSize {
		return strings.Clone(text) // not a part of a long query, which would be kept with it
	}
	return fmt.Sprintf("%s…(%d bytes)", Cut(text, ExcerptSize), len(text))
}

// Cut returns the beginning of a text, of at most a number of bytes. It does not cut a character in two.
func Cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for end := most; end > most-utf8.UTFMax && end > 0; end-- {
		if utf8.RuneStart(text[end]) {
			return text[:end]
		}
	}
	return text[:most] // not UTF-8
}

// ExcerptSize is the number of bytes of a long text that is shown.
const ExcerptSize = 200

// Brief returns a function that writes a value without secrets, of a long one its beginning. It redacts no more than
// it has to.
func Brief(redactor redact.Redactor) func(name, value string) string {
	const long, enough = 2048, 1024
	return func(name, value string) string {
		if len(value) <= long {
			return redactor.Value(name, value)
		}
		start := redactor.Value(name, value[:long])
		return fmt.Sprintf("%s…(%d bytes)", strings.ToValidUTF8(start[:min(len(start), enough)], ""), len(value))
	}
}
