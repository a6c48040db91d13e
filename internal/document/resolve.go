package document

import (
	"slices"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// deepest ends the pursuit of references that lead back to themselves.
const deepest = 16

// Resolve follows references. It returns an empty schema for nil, and where a reference leads nowhere.
func (d *Document) Resolve(s *Schema) *Schema {
	for range deepest {
		if s == nil {
			break
		}
		if s.Ref == "" {
			return s
		}
		s = d.schemas[s.Ref.Name()]
	}
	return new(Schema)
}

// Unwrap follows references, also one that is wrapped in an allOf for the sake of its own description.
func (d *Document) Unwrap(s *Schema) *Schema {
	for range deepest {
		if s = d.Resolve(s); s.wrapped() == nil {
			return s
		}
		s = s.wrapped()
	}
	return new(Schema)
}

// wrapped returns the only part of an allOf that adds texts to it and nothing else, or nil.
func (s *Schema) wrapped() *Schema {
	if len(s.AllOf) == 1 && s.Type == "" && len(s.Properties) == 0 {
		return s.AllOf[0]
	}
	return nil
}

// Component returns the name of the component that a schema refers to, also through an allOf of one, or "".
func (s *Schema) Component() string {
	if s == nil {
		return ""
	}
	if part := s.wrapped(); s.Ref == "" && part != nil {
		s = part
	}
	return s.Ref.Name()
}

// Description returns the description of a schema, or of the component that it refers to.
func (d *Document) Description(s *Schema) string {
	for range deepest {
		switch {
		case s == nil:
			return ""
		case s.Description != "":
			return s.Description
		case s.Ref != "":
			s = d.schemas[s.Ref.Name()]
		default:
			s = s.wrapped()
		}
	}
	return ""
}

// Property returns a property of the schema, of what it refers to, or of a part of its allOf; nil without one.
func (d *Document) Property(s *Schema, name string) *Schema {
	for _, part := range d.Composed(s) {
		if p := part.Properties.Get(name); p != nil {
			return p
		}
	}
	return nil
}

// Composed returns the schema that s refers to and all parts of its allOf, the schema first.
func (d *Document) Composed(s *Schema) []*Schema {
	return d.reach(nil, s, func(s *Schema) []*Schema { return s.AllOf })
}

// reach returns s and everything below it.
func (d *Document) reach(all []*Schema, s *Schema, below func(*Schema) []*Schema) []*Schema {
	s = d.Resolve(s)
	if slices.Contains(all, s) {
		return all
	}
	all = append(all, s)
	for _, part := range below(s) {
		all = d.reach(all, part, below)
	}
	return all
}

// Shapes returns all schemas that may describe a value of s: the schema that it refers to, the parts of its allOf, and
// the branches of its unions, each with its own.
func (d *Document) Shapes(s *Schema) []*Schema { return d.reach(nil, s, (*Schema).variants) }

func (s *Schema) variants() []*Schema { return slices.Concat(s.AllOf, s.AnyOf, s.OneOf) }

// AllProperties returns the properties of all shapes of a schema, without repetition. The schema's own come first.
func (d *Document) AllProperties(s *Schema) Map[*Schema] {
	var all Map[*Schema]
	for _, shape := range d.Shapes(s) {
		for name, property := range shape.Properties.All() {
			if !all.Has(name) {
				all = append(all, Member[*Schema]{name, property})
			}
		}
	}
	return all
}

// Elements returns the schema of the elements of a list, or nil.
func (d *Document) Elements(s *Schema) *Schema {
	for _, shape := range d.Shapes(s) {
		if shape.Items != nil {
			return shape.Items
		}
	}
	return nil
}

// Alternatives returns the branches of the schema's unions.
func (s *Schema) Alternatives() []*Schema { return slices.Concat(s.AnyOf, s.OneOf) }

// RequiredOnSuccess returns the members that every successful response of the schema has.
func (d *Document) RequiredOnSuccess(s *Schema) []string {
	return slices.Concat(lists.Map(d.Composed(s), func(part *Schema) []string { return part.RequiredOnSuccess })...)
}

// Parts returns the schemas that stand in the schema and describe its value, its elements, or members of any name: all
// but its properties.
func (s *Schema) Parts() []*Schema {
	parts := s.variants()
	if s.Items != nil {
		parts = append(parts, s.Items)
	}
	if s.Additional != nil && s.Additional.Schema != nil {
		parts = append(parts, s.Additional.Schema)
	}
	return parts
}
