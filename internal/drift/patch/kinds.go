package patch

import (
	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/drift/shape"
)

// kindsOfType are the kinds of the types of OpenAPI.
var kindsOfType = map[string]shape.Kinds{
	"string": shape.Text, "integer": shape.Integer, "number": shape.Integer | shape.Fraction, "boolean": shape.Boolean,
	"object": shape.Object, "array": shape.List | shape.EmptyList,
}

const scalars = shape.Text | shape.Integer | shape.Fraction | shape.Boolean

// kinds returns the kinds of the values that a schema allows.
func kinds(doc *document.Document, s *document.Schema) shape.Kinds {
	var out shape.Kinds
	for _, part := range doc.Shapes(s) {
		out |= kindsOf(part)
	}
	return out
}

// kindsOf returns the kinds of a schema without those of its parts.
func kindsOf(s *document.Schema) shape.Kinds {
	k := kindsOfType[s.Type]
	switch {
	case s.IsEmptyList():
		k = shape.EmptyList
	case len(s.Enum) == 1 && s.Enum[0].Kind() == 'n':
		k = 0
	case s.Type == "" && len(s.Properties) > 0:
		k = shape.Object
	}
	if s.Nullable {
		k |= shape.Null
	}
	return k
}

// known adds the kind that goes with another in every document: a list may be empty.
func known(k shape.Kinds) shape.Kinds {
	if k.Has(shape.List) {
		k |= shape.EmptyList
	}
	if k.Has(shape.Fraction) {
		k |= shape.Integer
	}
	return k
}

// values returns the file with the components of the document's scalar values.
func (p *Patcher) values() (*file, error) {
	f, _, err := p.source(document.SchemaPointer("LooseID"))
	return f, err
}

// branches returns the components that the unions of scalar values consist of, by their kind.
func (p *Patcher) branches() map[shape.Kinds]string {
	out := map[shape.Kinds]string{}
	for _, member := range p.doc.Components.Schemas {
		for _, branch := range member.Value.AnyOf {
			name := branch.Ref.Name()
			s := p.doc.Schema(name)
			if branch.Ref == "" || s == nil || s.IsComposed() {
				continue
			}
			k := kindsOf(s)
			if k&^(scalars|shape.Null|shape.EmptyList) == 0 && out[k] == "" {
				out[k] = name
			}
		}
	}
	return out
}
