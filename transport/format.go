package transport

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/go-ali1688/ali1688/internal/valuelimit"
	"github.com/go-ali1688/ali1688/phpwire"
)

// ResultType requests responses in a format, unless the call itself requests one.
func ResultType(next http.RoundTripper, format phpwire.Format) http.RoundTripper {
	return Func(func(req *http.Request) (*http.Response, error) {
		if formatOf(req.URL.RawQuery) == "" {
			req = req.Clone(req.Context())
			req.URL.RawQuery = joined(req.URL.RawQuery, "result_type="+url.QueryEscape(string(format)))
		}
		return next.RoundTrip(req)
	})
}

// formatOf returns the format that a query requests, or "".
func formatOf(query string) phpwire.Format {
	if !strings.Contains(query, "result_type=") {
		return ""
	}
	values, _ := url.ParseQuery(query) // what can be read of it
	return phpwire.Format(values.Get("result_type"))
}

// joined puts two queries together, each of which may be empty.
func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "&" + b
}

// Translate converts a response in any format to clean JSON: a response in json or jsonu is cleaned as by [Clean], and
// from the others package phpwire generates equivalent JSON. A byte order mark, notices of PHP and GBK are handled in
// all of them. A response that is JSON regardless of the requested format is read as JSON, and one that cannot be read
// is passed on unchanged.
func Translate(format phpwire.Format, body []byte) []byte {
	clean, err := translation{ctx: context.Background()}.clean(format, body)
	if err != nil {
		return Clean(body)
	}
	return clean
}

// translation translates bodies within limits, until its context ends.
type translation struct {
	ctx    context.Context
	limits phpwire.Decoder
}

// clean is [Translate], with an error for a body beyond the limits.
func (t translation) clean(format phpwire.Format, body []byte) ([]byte, error) {
	if _, ok := opening[format]; !ok {
		return t.checked(Clean(body))
	}
	marked := withoutMarks(body)
	json, err := t.translated(format, marked)
	if json == nil && !t.stops(err) && !utf8.Valid(marked) {
		json, err = t.translated(format, utf8Of(marked))
	}
	if json != nil || t.stops(err) {
		return json, err
	}
	return t.checked(Clean(body))
}

func (t translation) checked(json []byte) ([]byte, error) {
	if err := valuelimit.JSON(t.ctx, json, t.limits.MaxValues); err != nil {
		return nil, fmt.Errorf("the response has %w", err)
	}
	return json, nil
}

// stops reports whether an error of package phpwire comes from the limits and not from the body's format.
func (t translation) stops(err error) bool {
	return errors.Is(err, phpwire.ErrTooManyValues) || t.ctx.Err() != nil
}

// opening matches the beginning of a response in a format of PHP.
var opening = map[phpwire.Format]*regexp.Regexp{
	phpwire.Serialize: regexp.MustCompile(`a:\d+:\{`),
	phpwire.VarExport: regexp.MustCompile(`(?i)array\s*\(`),
	phpwire.XML:       regexp.MustCompile(`<(\?xml|[A-Za-z_])`),
}

// page matches the beginning of HTML, which is often valid XML and never a response.
var page = regexp.MustCompile(`(?i)^\s*(<\?xml[^>]*>\s*)?<(!doctype\s+html|html)\b`)

// translated converts the text, without PHP's notices, to JSON. It returns nil if there is not JSON object
// in it.
func (t translation) translated(format phpwire.Format, text []byte) ([]byte, error) {
	if page.Match(text) {
		return nil, nil
	}
	json, err := t.limits.ToJSON(t.ctx, format, text)
	if err != nil && !t.stops(err) {
		json, err = t.limits.ToJSON(t.ctx, format, t.withoutNotices(format, text))
	}
	if err != nil || !bytes.HasPrefix(json, []byte("{")) {
		return nil, err
	}
	return json, nil
}

// withoutNotices removes the text before and behind a response, if it looks like PHP's notices.
func (t translation) withoutNotices(format phpwire.Format, text []byte) []byte {
	start := beginning(format, text)
	if len(bytes.TrimSpace(text[:start])) > 0 && !notice.Match(text[:start]) {
		return text
	}
	text = text[start:]
	end := t.ending(format, text)
	if len(bytes.TrimSpace(text[end:])) > 0 && !notice.Match(text[end:]) {
		return text
	}
	return text[:end]
}

// declaration is the beginning of XML from PHP. Where it is missing the root is found by its name alone.
var declaration = []byte("<?xml")

// beginning returns where the response begins. Notices may be HTML, so that of XML the declaration is looked for first.
func beginning(format phpwire.Format, text []byte) int {
	if at := bytes.Index(text, declaration); format == phpwire.XML && at >= 0 {
		return at
	}
	if at := opening[format].FindIndex(text); at != nil {
		return at[0]
	}
	return 0
}

// rootName finds the name of the first element.
var rootName = regexp.MustCompile(`<([A-Za-z_][^\s/>]*)`)

// ending returns where the response that a text begins with ends.
func (t translation) ending(format phpwire.Format, text []byte) int {
	if format == phpwire.XML {
		return endOfRoot(text)
	}
	_, err := t.limits.Decode(t.ctx, format, text)
	var syntax *phpwire.SyntaxError
	if errors.As(err, &syntax) && errors.Is(err, phpwire.ErrTrailing) {
		return syntax.Offset
	}
	return len(text)
}

func endOfRoot(text []byte) int {
	root := rootName.FindSubmatch(text)
	if root == nil {
		return len(text)
	}
	tag := append(append([]byte("</"), root[1]...), '>')
	if at := bytes.LastIndex(text, tag); at >= 0 {
		return at + len(tag)
	}
	return len(text)
}
