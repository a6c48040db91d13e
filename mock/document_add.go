package mock

import (
	"bytes"
	"maps"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// addition is what a document adds to the answers of another: members with their examples, here and further in.
type addition struct {
	members  map[string]jsontext.Value
	inside   map[string]*addition
	elements *addition
}

// additions finds what theirs has in answers of operations that ours has, too.
func additions(ours, theirs *sketch) map[string]*addition {
	out := map[string]*addition{}
	for api, answer := range ours.answers {
		if a := (comparison{ours, theirs}).of(answer, theirs.answers[api], 0); a != nil {
			out[api] = a
		}
	}
	return out
}

type comparison struct{ ours, theirs *sketch }

// of is what b has more than a, or nil.
func (c comparison) of(a, b *sketched, depth int) *addition {
	if a == nil || b == nil || depth > deepest {
		return nil
	}
	out := &addition{members: map[string]jsontext.Value{}, inside: map[string]*addition{}}
	old := c.ours.properties(a, 0)
	for name, property := range c.theirs.properties(b, 0) {
		was, ok := old[name]
		if inside := c.of(was, property, depth+1); inside != nil {
			out.inside[name] = inside
		}
		if example := c.theirs.example(property); !ok && example != nil {
			out.members[name] = example
		}
	}
	out.elements = c.of(c.ours.elements(a, 0), c.theirs.elements(b, 0), depth+1)
	if len(out.members) == 0 && len(out.inside) == 0 && out.elements == nil {
		return nil
	}
	return out
}

// to adds to a value what is missing in it. A value of another kind than the documents expect stays as it is.
func (a *addition) to(value jsontext.Value) (jsontext.Value, error) {
	switch value.Kind() {
	case jsontext.KindBeginObject:
		return a.toObject(value)
	case jsontext.KindBeginArray:
		if a.elements != nil {
			return a.elements.toEach(value)
		}
	}
	return value, nil
}

func (a *addition) toObject(value jsontext.Value) (jsontext.Value, error) {
	members, err := parseObject(value)
	if err != nil {
		return nil, err
	}
	for i, m := range members {
		if inside := a.inside[m.name]; inside != nil {
			if members[i].value, err = inside.to(m.value); err != nil {
				return nil, err
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(a.members)) {
		if valueOf(members, name) == nil {
			members = append(members, newMember(name, a.members[name]))
		}
	}
	return joined(members), nil
}

func (a *addition) toEach(list jsontext.Value) (jsontext.Value, error) {
	d := jsontext.NewDecoder(bytes.NewReader(list))
	if _, err := d.ReadToken(); err != nil {
		return nil, err
	}
	out := jsontext.Value("[")
	for d.PeekKind() != jsontext.KindEndArray {
		v, err := d.ReadValue()
		if err != nil {
			return nil, err
		}
		added, err := a.to(v)
		if err != nil {
			return nil, err
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(out, added...)
	}
	return append(out, ']'), nil
}
