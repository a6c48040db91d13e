package mock

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// Request is a request that was received, with its secrets replaced by REDACTED.
type Request struct {
	Method        string
	Platform, API string // empty where the path is no address of an operation
	Query, Form   url.Values
	Deviations    []Deviation `json:",omitempty"` // from the document, in the order in which they were found
}

// collect reads the request once, for all handlers below, and tells the witness of it before anything answers.
func (s *server) collect(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := newCall(r, s.calls.Add(1), s.clock(), s.maxValues)
		c.known = c.known || s.own.has(c.api) && isPlatform(c.platform)
		c.base = s.base(r)
		c.used = s.meter.count(c.time)
		w.Header().Set("Content-Type", s.typeOf(c))
		s.examine(r, c)
		s.witness.called(r, c)
		next.ServeHTTP(w, r.WithContext(withCall(r.Context(), c)))
	})
}

func newRequest(method string, c *call) Request {
	redactor := c.redactor()
	return Request{
		Method: method, Platform: redactor.Text(c.platform), API: redactor.Text(c.api),
		Query: c.query.masked(redactor), Form: c.form.masked(redactor),
		Deviations: c.deviations,
	}
}

// dump prints a request for people, without secrets.
func dump(r *http.Request, c *call) string {
	redactor := c.redactor()
	shown := r.Clone(r.Context())
	shown.RequestURI = ""
	shown.URL = &url.URL{Path: r.URL.Path, RawQuery: c.query.masked(redactor).Encode()}
	shown.Body = io.NopCloser(strings.NewReader(shortened(c.form.masked(redactor)).Encode()))
	shown.TransferEncoding = nil
	for _, name := range []string{"Authorization", "Proxy-Authorization", "Cookie"} {
		if shown.Header.Get(name) != "" {
			shown.Header.Set(name, redact.Mark)
		}
	}
	text, err := httputil.DumpRequest(shown, true)
	if err != nil {
		text = []byte(sprint(err))
	}
	return "---REQUEST START---\n" + redactor.Text(string(text)) + "\n---REQUEST END---"
}

// shortened cuts what nobody reads: an image in a form.
func shortened(values url.Values) url.Values {
	for name, v := range values {
		values.Set(name, excerptText(v[0]))
	}
	return values
}

// excerptText is the beginning of a long text, and its length.
func excerptText(text string) string {
	if len(text) <= excerptSize {
		return strings.Clone(text) // not a part of a long query, which would be kept with it
	}
	return fmt.Sprintf("%s…(%d bytes)", text[:excerptSize], len(text))
}

// sprint writes the value of a panic, whose own methods may panic, too.
func sprint(v any) string { return fmt.Sprint(v) }
