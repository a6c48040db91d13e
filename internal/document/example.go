package document

import (
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Example returns a value of the schema that is made of the examples in the document: its own example, its first
// listed value, or the examples of what it consists of. The envelope's members are left to whoever sends a response.
// Without examples it returns nil.
func (d *Document) Example(s *Schema) jsontext.Value { return d.example(s, 0) }

func (d *Document) example(s *Schema, depth int) jsontext.Value {
	if s = d.Resolve(s); depth > deepest {
		return nil
	}
	if s.Example != nil {
		return s.Example
	}
	if len(s.Enum) > 0 {
		return s.Enum[0]
	}
	if members := d.exampleMembers(s, depth+1); len(members) > 0 {
		return text(members)
	}
	if s.Items != nil {
		return slices.Concat(jsontext.Value("["), d.example(s.Items, depth+1), jsontext.Value("]"))
	}
	for _, part := range s.variants() {
		if v := d.example(part, depth+1); v != nil {
			return v
		}
	}
	return nil
}

// exampleMembers returns the examples of the properties and of those of the parts. The first of a name counts.
func (d *Document) exampleMembers(s *Schema, depth int) Map[jsontext.Value] {
	var all Map[jsontext.Value]
	add := func(name string, example jsontext.Value) {
		if !all.Has(name) {
			all = append(all, Member[jsontext.Value]{name, example})
		}
	}
	for _, part := range s.AllOf {
		var members Map[jsontext.Value]
		if v := d.example(part, depth); part.Ref != RefTo(Envelope) && v.Kind() == '{' && json.Unmarshal(v, &members) == nil {
			for name, example := range members.All() {
				add(name, example)
			}
		}
	}
	for name, property := range s.Properties.All() {
		if v := d.example(property, depth); v != nil {
			add(name, v)
		}
	}
	return all
}

// ResponseExamples returns the example of every operation's response that has one, by the name of the operation.
func (d *Document) ResponseExamples() map[string]jsontext.Value {
	out := map[string]jsontext.Value{}
	for _, op := range d.Operations() {
		if example := d.Resolve(d.Response(op)).Example; example != nil {
			out[op.ID] = example
		}
	}
	return out
}
