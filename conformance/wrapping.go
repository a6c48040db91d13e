package conformance

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/go-ali1688/ali1688/transport"
)

// wrapped says whether something may stand around the JSON of a body: most bodies are spared a second look.
func wrapped(body []byte) bool {
	text := bytes.TrimSpace(body)
	return len(text) == 0 || text[0] != '{' || text[len(text)-1] != '}' || !utf8.Valid(text)
}

// unwrap takes the JSON out of what PHP put around it, and makes a finding of each thing it had to take off. What is left
// is nil where the body is no JSON at all.
func unwrap(body []byte) (clean []byte, found []Finding) {
	w := transport.Unwrap(body)
	add := func(rule, want, got string) { found = append(found, Finding{Rule: rule, Want: want, Got: got}) }
	if w.BOM {
		add("bom", "no byte order mark", "one before the JSON")
	}
	if w.GBK {
		add("gbk", "UTF-8", "GBK")
	}
	if len(w.Before) > 0 {
		add("php-notice", "JSON at byte 0", quoted(w.Before)+" before it")
	}
	if len(w.After) > 0 {
		add("php-notice", "nothing behind the JSON", quoted(w.After)+" from byte "+strconv.Itoa(len(body)-len(w.After)))
	}
	if got := notJSON(w.JSON); got != "" {
		add("not-json", "JSON", got)
		return nil, found
	}
	return w.JSON, found
}

func quoted(text []byte) string { return strconv.Quote(shorten(scrub(string(text)))) }

// notJSON describes a body that cannot be JSON by its first character, or is empty for one that may be.
func notJSON(body []byte) string {
	text := bytes.TrimSpace(body)
	switch {
	case len(text) == 0 || bytes.IndexByte([]byte(`{["-0123456789tfn`), text[0]) >= 0:
		return ""
	case text[0] == '<':
		return "HTML, " + quoted(text)
	}
	return "text, " + quoted(text)
}
