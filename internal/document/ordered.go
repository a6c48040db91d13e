package document

import (
	"cmp"
	"iter"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// Map is a JSON object in the order of the document.
type Map[V any] []Member[V]

// Member is a member of a [Map].
type Member[V any] struct {
	Name  string
	Value V
}

// UnmarshalJSONFrom implements [json.UnmarshalerFrom].
func (m *Map[V]) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	*m = nil
	return eachMember(dec, func(name string) error {
		*m = append(*m, Member[V]{Name: name})
		return json.UnmarshalDecode(dec, &(*m)[len(*m)-1].Value)
	})
}

// eachMember reads an object; read reads the value of each member.
func eachMember(dec *jsontext.Decoder, read func(name string) error) error {
	if dec.PeekKind() != '{' { // let the package say what is wrong
		return json.UnmarshalDecode(dec, &map[string]jsontext.Value{})
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for dec.PeekKind() == '"' {
		token, err := dec.ReadToken()
		if err != nil {
			return err
		}
		if err := read(token.String()); err != nil {
			return err
		}
	}
	_, err := dec.ReadToken()
	return err
}

// Find returns a member's value and reports whether there is one.
func (m Map[V]) Find(name string) (V, bool) {
	for i := range m {
		if m[i].Name == name {
			return m[i].Value, true
		}
	}
	var none V
	return none, false
}

// Get returns a member's value, or the zero value.
func (m Map[V]) Get(name string) V {
	v, _ := m.Find(name)
	return v
}

// Has reports whether there is a member of that name.
func (m Map[V]) Has(name string) bool {
	_, ok := m.Find(name)
	return ok
}

// All ranges over the names and values.
func (m Map[V]) All() iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		for i := range m {
			if !yield(m[i].Name, m[i].Value) {
				return
			}
		}
	}
}

// Names returns the names in order.
func (m Map[V]) Names() []string {
	return lists.Map(m, func(member Member[V]) string { return member.Name })
}

// Sorted ranges over the names and values by name.
func (m Map[V]) Sorted() iter.Seq2[string, V] {
	sorted := slices.Clone(m)
	slices.SortFunc(sorted, func(a, b Member[V]) int { return cmp.Compare(a.Name, b.Name) })
	return sorted.All()
}

// text returns an object of JSON texts as JSON.
func text(m Map[jsontext.Value]) jsontext.Value {
	out := []byte{'{'}
	for i, member := range m {
		if i > 0 {
			out = append(out, ',')
		}
		out, _ = jsontext.AppendQuote(out, member.Name) // names were read from JSON
		out = append(append(out, ':'), member.Value...)
	}
	return append(out, '}')
}

func (m Map[V]) index() map[string]V {
	out := make(map[string]V, len(m))
	for _, member := range m {
		out[member.Name] = member.Value
	}
	return out
}
