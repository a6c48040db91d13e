package redact

import (
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/lazyregexp"
)

var (
	// tag is one with attributes in XML and HTML.
	tag       = lazyregexp.New(`(?s)<([\w:-]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))+)`)
	attribute = lazyregexp.New(`(?s)([\w:-]+)\s*=\s*("[^"]*"|'[^']*')`)
	// serialized begins a list or an object as PHP serializes it.
	serialized = lazyregexp.New(`^[aOC]:\d+:`)
	// htmlTags are elements of HTML whose attributes mean nothing about people.
	htmlTags = set("meta input img a div span p form button select textarea param iframe table td tr th link script style")
	// fieldNames are the attributes that name a field. fieldValues are the attributes that contain its value.
	fieldNames  = set("name id property key index")
	fieldValues = set("value content")
)

// Loose redacts a text of which no more is known than that names stand before values in it: JSON that is cut off,
// HTML, XML, what PHP prints.
func (r Redactor) Loose(text string) string {
	if r.valuesOnly {
		return r.values(text)
	}
	text = hiding{findMember, afterValue, marked, func(name string) bool { return r.private("", name) }}.rewrite(text)
	text = r.elements(text)
	text = rewrite(tag(), text, func(element, attributes string) string {
		parent, secret := Fold(element), r.secretAnyway(element)
		person, field := r.attributeOfPerson(attributes), r.namesField(attributes)
		return rewrite(attribute(), attributes, func(name, value string) string {
			switch {
			case (field && fieldValues[Fold(name)] || secret) && !isNothing(unquoted(value)):
				return marked(value)
			case htmlTags[parent] && !r.secretAnyway(name):
				return value
			}
			return r.unparsedIn(parent, name, value, person)
		})
	})
	return r.Text(text)
}

// attributeOfPerson reports whether one of the attributes is personal: then the name beside it is that of a person.
func (r Redactor) attributeOfPerson(attributes string) bool {
	return slices.ContainsFunc(attribute().FindAllStringSubmatch(attributes, -1), func(at []string) bool {
		return r.personal("", Fold(at[1]))
	})
}

// namesField reports whether one of the attributes has the name of a private field, as in name="csrf-token".
func (r Redactor) namesField(attributes string) bool {
	return slices.ContainsFunc(attribute().FindAllStringSubmatch(attributes, -1), func(at []string) bool {
		field := unquoted(at[2])
		return fieldNames[Fold(at[1])] && (r.secretAnyway(field) || r.personal("", Fold(field)))
	})
}

// unparsedIn keeps the quotes around a private value, and a value that means that there is none.
func (r Redactor) unparsedIn(parent, name, value string, person bool) string {
	private := r.private(parent, name) || person && Fold(name) == "name"
	if !private || isNothing(unquoted(value)) {
		return value
	}
	return marked(value)
}

// unquoted returns the text of a value that no parser read.
func unquoted(value string) string { return strings.Trim(value, "\\\"' \t\r\n") }

// marked returns what stands in place of a value: REDACTED in the quotes of the value, in quotes of JSON for a list or
// an object, and as a text for a list that PHP serialized.
func marked(value string) string {
	text := strings.TrimLeft(value, `\"'`)
	quote := value[:len(value)-len(text)]
	switch {
	case strings.HasPrefix(text, "{") || strings.HasPrefix(text, "["):
		return `"` + Mark + `"`
	case quote == "" && serialized().MatchString(text):
		return `s:8:"` + Mark + `";`
	case quote != "" && strings.HasSuffix(text, quote):
		return quote + Mark + quote
	}
	return quote + Mark
}
