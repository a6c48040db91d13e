package edition

import (
	"maps"
	"slices"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/mock/internal/splice"
	"github.com/go-json-experiment/json/jsontext"
)

// addition has the members, with examples, that one document adds to a schema of another.
type addition struct {
	members  map[string]jsontext.Value
	inside   map[string]*addition
	elements *addition
}

// additions returns what theirs adds to the responses of operations that ours has.
func additions(ours, theirs *document.Document) map[string]*addition {
	out := map[string]*addition{}
	responses := map[string]*document.Schema{}
	for _, op := range ours.Operations() {
		responses[op.ID] = ours.Response(op)
	}
	for _, op := range theirs.Operations() {
		if a := (comparison{ours, theirs}).compare(responses[op.ID], theirs.Response(op), 0); a != nil {
			out[op.ID] = a
		}
	}
	return out
}

type comparison struct{ ours, theirs *document.Document }

// deepest ends the comparison of schemas that contain themselves.
const deepest = 12

// compare returns what b adds to a, or nil.
func (c comparison) compare(a, b *document.Schema, depth int) *addition {
	if a == nil || b == nil || depth > deepest {
		return nil
	}
	out := &addition{members: map[string]jsontext.Value{}, inside: map[string]*addition{}}
	old := c.ours.AllProperties(a)
	for name, property := range c.theirs.AllProperties(b).All() {
		was, ok := old.Find(name)
		if inside := c.compare(was, property, depth+1); inside != nil {
			out.inside[name] = inside
		}
		if example := c.theirs.Example(property); !ok && example != nil {
			out.members[name] = example
		}
	}
	out.elements = c.compare(c.ours.Elements(a), c.theirs.Elements(b), depth+1)
	if len(out.members) == 0 && len(out.inside) == 0 && out.elements == nil {
		return nil
	}
	return out
}

// addTo adds the missing members to a value. It does not change a value of an unexpected kind.
func (a *addition) addTo(value jsontext.Value) (jsontext.Value, error) {
	switch value.Kind() {
	case jsontext.KindBeginObject:
		return a.addToObject(value)
	case jsontext.KindBeginArray:
		if a.elements != nil {
			return splice.MapElements(value, a.elements.addTo)
		}
	}
	return value, nil
}

func (a *addition) addToObject(value jsontext.Value) (jsontext.Value, error) {
	members, err := splice.ParseObject(value)
	if err != nil {
		return nil, err
	}
	for i, m := range members {
		if inside := a.inside[m.Name]; inside != nil {
			if members[i].Value, err = inside.addTo(m.Value); err != nil {
				return nil, err
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(a.members)) {
		if splice.Value(members, name) == nil {
			members = append(members, splice.NewMember(name, a.members[name]))
		}
	}
	return splice.Join(members), nil
}
