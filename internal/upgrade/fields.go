package upgrade

import (
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/lists"
)

// field is a place of a response as the list of fields has it: [] stands for the rows of a list, {} for the values of a
// map.
type field struct{ operation, path, kinds string }

// envelopeRows is the operation of the rows that every response has.
const envelopeRows = "_envelope"

// fieldsOf lists the places of all responses of a document that has an envelope.
func fieldsOf(row *documents.Row) ([]field, error) {
	bundled, err := bundle.Dir(row.Folder())
	if err != nil {
		return nil, err
	}
	text, err := bundled.JSON()
	if err != nil {
		return nil, err
	}
	doc, err := document.Parse(text)
	if err != nil {
		return nil, err
	}
	l := &lister{doc: doc, envelope: doc.Schema(document.Envelope)}
	l.operation(envelopeRows, l.envelope, nil)
	for _, op := range doc.Sorted() {
		l.operation(op.ID, doc.Response(op), l.envelope)
	}
	return l.out, nil
}

type lister struct {
	doc      *document.Document
	envelope *document.Schema
	out      []field
	name     string
	known    map[string]bool
	entered  map[entered]int
}

// entered is a step from a schema. Where schemas contain themselves, each step is made twice.
type entered struct {
	from *document.Schema
	step string
}

func (l *lister) operation(name string, root, without *document.Schema) {
	l.name, l.known, l.entered = name, map[string]bool{}, map[entered]int{}
	own := func(s *document.Schema) bool { return without == nil || !slices.Contains(l.leaves(without), s) }
	l.below(lists.Select(l.leaves(root), own), "")
}

// leaves returns the shapes of a schema that consist of no others.
func (l *lister) leaves(s *document.Schema) []*document.Schema {
	return slices.DeleteFunc(l.doc.Shapes(s), (*document.Schema).IsComposed)
}

func (l *lister) below(shapes []*document.Schema, path string) {
	for _, s := range shapes {
		for name, property := range s.Properties.All() {
			l.enter(s, name, strings.TrimPrefix(path+"."+name, "."), property, shapes)
		}
		if s.Additional != nil && s.Additional.Schema != nil {
			l.enter(s, "{}", path+".{}", s.Additional.Schema, shapes)
		}
		if s.Items != nil && !s.IsEmptyList() {
			l.enter(s, "[]", path+"[]", s.Items, shapes)
		}
	}
}

func (l *lister) enter(from *document.Schema, step, path string, to *document.Schema, beside []*document.Schema) {
	if !l.known[path] {
		l.known[path] = true
		l.out = append(l.out, field{l.name, path, kinds(l.all(beside, step))})
	}
	at := entered{from, step}
	if l.entered[at]++; l.entered[at] <= 2 {
		l.below(l.leaves(to), path)
	}
	l.entered[at]--
}

// all returns the leaves of a step from several shapes.
func (l *lister) all(shapes []*document.Schema, step string) []*document.Schema {
	var out []*document.Schema
	for _, s := range shapes {
		switch next := s.Properties.Get(step); {
		case step == "[]" && s.Items != nil && !s.IsEmptyList():
			out = append(out, l.leaves(s.Items)...)
		case step == "{}" && s.Additional != nil && s.Additional.Schema != nil:
			out = append(out, l.leaves(s.Additional.Schema)...)
		case next != nil:
			out = append(out, l.leaves(next)...)
		}
	}
	return out
}

// kinds writes the kinds of JSON that schemas allow, sorted, as the list has them.
func kinds(schemas []*document.Schema) string {
	out := slices.Concat(lists.Map(schemas, kindsOf)...)
	slices.Sort(out)
	out = slices.Compact(out)
	for narrow, wide := range map[string]string{"[]": "array", "integer": "number"} {
		if slices.Contains(out, wide) {
			out = slices.DeleteFunc(out, func(k string) bool { return k == narrow })
		}
	}
	return strings.Join(out, ",")
}

func kindsOf(s *document.Schema) []string {
	kind := s.Type
	switch {
	case kind == "":
		return []string{"any"}
	case len(s.Enum) == 1 && s.Enum[0].Kind() == 'n':
		return []string{"null"}
	case s.IsEmptyList():
		kind = "[]"
	}
	if s.Nullable {
		return []string{kind, "null"}
	}
	return []string{kind}
}
