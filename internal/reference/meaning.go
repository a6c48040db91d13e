package reference

import (
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
)

// Meaning is a value of an enumeration and its meaning.
type Meaning struct {
	Value  string
	EN, ZH string
}

// meanings returns the values that a schema lists, with their meanings, and whether others may come. Of a list they are
// those of its rows.
func (s *source) meanings(in *document.Schema) (listed []Meaning, open bool) {
	for _, branch := range append([]*document.Schema{in}, in.Alternatives()...) {
		r := s.Unwrap(branch)
		if r.Type == "array" && r.Items != nil {
			r = s.Unwrap(r.Items)
		}
		for value, words := range r.KnownValues.All() {
			listed = append(listed, Meaning{value, words.EN, words.ZH})
		}
		if len(listed) > 0 {
			return listed, true
		}
		for value, text := range r.EnumDescriptions.All() {
			zh, en, both := strings.Cut(text, ", ")
			if !both {
				en = zh
			}
			listed = append(listed, Meaning{value, en, zh})
		}
		if len(listed) > 0 {
			return listed, false
		}
	}
	return nil, false
}

// Enumeration returns the values that a named schema lists, with their meanings, or nil.
func (d *Document) Enumeration(schema string) []Meaning {
	in := d.source.Schema(schema)
	if in == nil {
		return nil
	}
	listed, _ := d.source.meanings(in)
	return listed
}
