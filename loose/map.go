package loose

import (
	"iter"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Map is a map with text keys which keeps the order of the wire. PHP writes an empty
// one as [], and one with the keys 0, 1, 2 as a list; it also writes null, "" and
// false for none. A Map decodes all of these, a list with the keys "0", "1" and so on,
// and encodes back to the form it came in. If a key comes twice, the last value wins
// and keeps the place of the first.
//
// The zero Map is absent and ready for use. Copies share their contents, as
// copies of Go's maps do: change only one of them.
type Map[T any] struct {
	entries []entry[T]
	index   map[string]int // place of a key, nil while the map is small
	form    Form
}

type entry[T any] struct {
	key   string
	value T
}

// smallMap is the size up to which looking at all keys is faster than an index.
const smallMap = 16

const wantMap = "loose.Map: want an object"

// Form returns the JSON form in which the map came.
func (m Map[T]) Form() Form { return m.form }

// IsZero reports whether the map is absent. The struct tag omitzero asks it.
func (m Map[T]) IsZero() bool { return m.form == FormAbsent }

// Len returns the number of entries, 0 for an absent map.
func (m Map[T]) Len() int { return len(m.entries) }

// Get returns the value under key, and false when there is none.
func (m Map[T]) Get(key string) (value T, ok bool) {
	if i := m.find(key); i >= 0 {
		return m.entries[i].value, true
	}
	return value, false
}

// All iterates over the entries in the order of the wire.
func (m Map[T]) All() iter.Seq2[string, T] {
	return func(yield func(string, T) bool) {
		for _, e := range m.entries {
			if !yield(e.key, e.value) {
				return
			}
		}
	}
}

// Keys returns the keys in the order of the wire.
func (m Map[T]) Keys() []string {
	keys := make([]string, len(m.entries))
	for i, e := range m.entries {
		keys[i] = e.key
	}
	return keys
}

// Set puts value under key, at the end if the key is new. A new key makes the
// map encode as an object, whatever it came as.
func (m *Map[T]) Set(key string, value T) {
	i := m.find(key)
	if i < 0 {
		i = m.add(key)
		m.form = FormObject
	}
	m.entries[i].value = value
}

// UnmarshalJSON decodes a map in any of its forms.
func (m *Map[T]) UnmarshalJSON(b []byte) error { return Unmarshal(b, m) }

// UnmarshalJSONFrom decodes a map in any of its forms.
func (m *Map[T]) UnmarshalJSONFrom(dec *jsontext.Decoder) (err error) {
	*m = Map[T]{}
	switch dec.PeekKind() {
	case '{':
		m.form = FormObject
		return m.readObject(dec)
	case '[':
		m.form = FormArray
		return m.readArray(dec)
	}
	m.form, err = readNothing(dec, wantMap)
	return err
}

// contains reports whether a value of the kind is decoded part by part.
func (*Map[T]) contains(kind jsontext.Kind) bool {
	return kind == jsontext.KindBeginObject || kind == jsontext.KindBeginArray
}

// MarshalJSON returns the map in the form it came in, and null for an absent one.
func (m Map[T]) MarshalJSON() ([]byte, error) { return marshal(m, written) }

// MarshalJSONTo writes the map in the form it came in, and null for an absent one.
func (m Map[T]) MarshalJSONTo(enc *jsontext.Encoder) error {
	switch m.form {
	case FormObject:
		return m.write(enc, jsontext.BeginObject, jsontext.EndObject)
	case FormArray:
		return m.write(enc, jsontext.BeginArray, jsontext.EndArray)
	}
	return writeNothing(enc, m.form)
}

func (m *Map[T]) find(key string) int {
	if m.index != nil {
		if i, ok := m.index[key]; ok {
			return i
		}
		return -1
	}
	return slices.IndexFunc(m.entries, func(e entry[T]) bool { return e.key == key })
}

// add appends an entry for a key that is not there yet.
func (m *Map[T]) add(key string) int {
	i := len(m.entries)
	m.entries = append(m.entries, entry[T]{key: key})
	switch {
	case m.index != nil:
		m.index[key] = i
	case i >= smallMap:
		m.buildIndex()
	}
	return i
}

func (m *Map[T]) buildIndex() {
	m.index = make(map[string]int, 2*len(m.entries))
	for i, e := range m.entries {
		m.index[e.key] = i
	}
}

func (m *Map[T]) readObject(dec *jsontext.Decoder) error {
	if _, err := dec.ReadToken(); err != nil { // {
		return err
	}
	for dec.PeekKind() != '}' {
		token, err := dec.ReadToken()
		if err != nil {
			return err
		}
		if err := m.readValue(dec, token.String()); err != nil {
			return err
		}
	}
	_, err := dec.ReadToken() // }
	return err
}

func (m *Map[T]) readArray(dec *jsontext.Decoder) error {
	if _, err := dec.ReadToken(); err != nil { // [
		return err
	}
	for i := 0; dec.PeekKind() != ']'; i++ {
		if err := m.readValue(dec, strconv.Itoa(i)); err != nil {
			return err
		}
	}
	_, err := dec.ReadToken() // ]
	return err
}

// readValue decodes the next value in its place, without a copy.
func (m *Map[T]) readValue(dec *jsontext.Decoder, key string) error {
	i := m.find(key)
	if i < 0 {
		i = m.add(key)
	}
	m.entries[i].value = *new(T)
	return json.UnmarshalDecode(dec, &m.entries[i].value)
}

func (m *Map[T]) write(enc *jsontext.Encoder, begin, end jsontext.Token) error {
	if err := enc.WriteToken(begin); err != nil {
		return err
	}
	for i := range m.entries {
		if err := m.writeEntry(enc, &m.entries[i]); err != nil {
			return err
		}
	}
	return enc.WriteToken(end)
}

func (m *Map[T]) writeEntry(enc *jsontext.Encoder, e *entry[T]) error {
	if m.form == FormObject {
		if err := enc.WriteToken(jsontext.String(e.key)); err != nil {
			return err
		}
	}
	return json.MarshalEncode(enc, &e.value)
}
