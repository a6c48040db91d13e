package record

import (
	"regexp"
	"strings"

	"github.com/go-ali1688/ali1688/transport"
)

// value is one value in a text that no parser reads: quoted, with its quotes escaped or not and possibly cut off, a flat
// list or object, or a bare word.
const value = `\\+"[^"\\]*(?:\\+")?|"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|\{[^{}]*\}?|\[[^\[\]]*\]?|[^\s,;}\])<>"'\\]+`

var (
	// member is a name and its value in broken JSON, in a script, and as var_export ('a' => 'b') and serialize
	// (s:1:"a";s:1:"b") write them.
	member = regexp.MustCompile(`(?s)\\*["']([\w-]+)\\*["']\s*(?:=>|[:;])\s*(?:s:\d+:\s*)?(` + value + `)`)
	// element is a name and its text in XML and HTML.
	element = regexp.MustCompile(`(?s)<([\w-]+)(?:\s[^<>]*)?>(<!\[CDATA\[.*?\]\]>|[^<]+)`)
)

// loose redacts a text of which no more is known than that names stand before values in it: JSON that is cut off, HTML, XML,
// what PHP prints.
func (r redactor) loose(text string) string {
	for _, form := range []*regexp.Regexp{member, element} {
		text = rewrite(form, text, r.unparsed)
	}
	return r.text("", text)
}

// unparsed keeps the quotes around a private value, and what says that there is none.
func (r redactor) unparsed(name, value string) string {
	text := strings.TrimLeft(value, `\"'`)
	quote := value[:len(value)-len(text)]
	switch {
	case !r.private(name) || isNothing(strings.Trim(value, "\\\"' \t\r\n")):
		return value
	case strings.HasPrefix(text, "{") || strings.HasPrefix(text, "["):
		return `"` + transport.Redacted + `"`
	case quote != "" && strings.HasSuffix(text, quote):
		return quote + transport.Redacted + quote
	}
	return quote + transport.Redacted
}

func isNothing(value string) bool {
	switch strings.ToLower(value) {
	case "", "null", "true", "false":
		return true
	}
	return false
}
