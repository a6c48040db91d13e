package redact

import (
	"strings"

	"github.com/go-ali1688/ali1688/internal/lazyregexp"
)

var (
	// element is a name and its text in XML and HTML, and attribute one inside a tag.
	element   = lazyregexp.New(`(?s)<([\w:-]+)(?:\s[^<>]*)?>(<!\[CDATA\[.*?\]\]>|[^<]+)`)
	tag       = lazyregexp.New(`(?s)<([\w:-]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))+)`)
	attribute = lazyregexp.New(`(?s)([\w:-]+)\s*=\s*("[^"]*"|'[^']*')`)
	// htmlNames are attributes of HTML that mean nothing about people.
	htmlTags = set("meta input img a div span p form button select textarea param iframe table td tr th link script style")
)

// Loose redacts a text of which no more is known than that names stand before values in it: JSON that is cut off,
// HTML, XML, what PHP prints.
func (r Redactor) Loose(text string) string {
	if r.valuesOnly {
		return r.values(text)
	}
	text = finder(findMember).rewrite(text, r.unparsed)
	text = rewrite(element(), text, r.unparsed)
	text = rewrite(tag(), text, func(element, attributes string) string {
		parent, person := Fold(element), r.attributeOfPerson(attributes)
		return rewrite(attribute(), attributes, func(name, value string) string {
			if htmlTags[parent] && !r.secretAnyway(name) {
				return value
			}
			return r.unparsedIn(parent, name, value, person)
		})
	})
	return r.Text(text)
}

// attributeOfPerson reports whether one of the attributes is personal: then the name beside it is that of a person.
func (r Redactor) attributeOfPerson(attributes string) bool {
	for _, at := range attribute().FindAllStringSubmatch(attributes, -1) {
		if r.personal("", Fold(at[1])) {
			return true
		}
	}
	return false
}

func (r Redactor) unparsed(name, value string) string { return r.unparsedIn("", name, value, false) }

// unparsedIn keeps the quotes around a private value, and a value that means that there is none.
func (r Redactor) unparsedIn(parent, name, value string, person bool) string {
	text := strings.TrimLeft(value, `\"'`)
	quote := value[:len(value)-len(text)]
	private := r.private(parent, name) || person && Fold(name) == "name"
	switch {
	case !private || isNothing(strings.Trim(value, "\\\"' \t\r\n")):
		return value
	case strings.HasPrefix(text, "{") || strings.HasPrefix(text, "["):
		return `"` + Mark + `"`
	case quote != "" && strings.HasSuffix(text, quote):
		return quote + Mark + quote
	}
	return quote + Mark
}
