package conformance

import (
	"bytes"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/go-ali1688/ali1688/transport"
)

// wrapped reports whether something may stand around the JSON of a body: most bodies are spared a second look.
func wrapped(body []byte) bool {
	text := bytes.TrimSpace(body)
	return len(text) == 0 || text[0] != '{' || text[len(text)-1] != '}' || !utf8.Valid(text)
}

// inner is the JSON of a body and where it begins there.
type inner struct {
	json []byte // nil where the body is not JSON at all
	at   int
}

// unwrap takes the JSON out of what PHP put around it, and makes a finding of each thing it had to take off.
func (t *tree) unwrap(body []byte) (text inner, found []Finding) {
	w := transport.Unwrap(body)
	add := func(rule, want, got string, at int) {
		found = append(found, Finding{Rule: rule, Want: want, Got: got + " at byte " + strconv.Itoa(at)})
	}
	start := find(body, w.JSON, 0)
	if w.BOM {
		add("bom", "no byte order mark", "one", 0)
	}
	if w.GBK {
		add("gbk", "UTF-8", "GBK", firstInvalid(body))
	}
	if len(w.Before) > 0 {
		add("php-notice", "nothing before the JSON", t.quoted(w.Before), find(body, w.Before, 0))
	}
	if len(w.After) > 0 {
		add("php-notice", "nothing behind the JSON", t.quoted(w.After), find(body, w.After, start+len(w.JSON)))
	}
	if got := t.notJSON(w.JSON); got != "" {
		add("not-json", "JSON", got, start)
		return inner{}, found
	}
	return inner{w.JSON, start}, found
}

// find returns where a part of the body begins, from a byte on. A part that was GBK is not found again, and so begins
// there.
func find(body, part []byte, from int) int {
	return from + max(bytes.Index(body[min(from, len(body)):], part), 0)
}

func (t *tree) quoted(text []byte) string { return strconv.Quote(shorten(t.scrub(string(text)))) }

// isWord tells a word of JSON, which may be cut or followed by something, from other text.
func isWord(text []byte) bool {
	return slices.ContainsFunc([]string{"true", "false", "null"}, func(word string) bool {
		n := min(len(word), len(text))
		return string(text[:n]) == word[:n]
	})
}

// notJSON describes a body that cannot be JSON by its first character, or is empty for one that may be.
func (t *tree) notJSON(body []byte) string {
	text := bytes.TrimSpace(body)
	switch {
	case len(text) == 0 || bytes.IndexByte([]byte(`{["-0123456789`), text[0]) >= 0 || isWord(text):
		return ""
	case text[0] == '<':
		return "HTML, " + t.quoted(text)
	}
	return "text, " + t.quoted(text)
}
