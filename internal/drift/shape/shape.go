// Package shape describes JSON values of one place: their kinds, members, elements and an example.
package shape

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// Kinds is a set of kinds of JSON values. A number has one of two kinds, and so has a list, since PHP writes an empty
// map as an empty list.
type Kinds uint8

// The kinds.
const (
	Text Kinds = 1 << iota
	Integer
	Fraction
	Boolean
	Object
	List
	EmptyList
	Null
)

// Has reports whether the set has all of these kinds.
func (k Kinds) Has(kinds Kinds) bool { return k&kinds == kinds }

var words = []string{"text", "integer", "number", "boolean", "object", "list", "empty list", "null"}

// String lists the kinds, such as "text, integer or null".
func (k Kinds) String() string {
	var out []string
	for i, word := range words {
		if k.Has(1 << i) {
			out = append(out, word)
		}
	}
	last := len(out) - 1
	if last < 1 {
		return strings.Join(out, "")
	}
	return strings.Join(out[:last], ", ") + " or " + out[last]
}

// Shape is what is known of the values of one place.
type Shape struct {
	Kinds   Kinds
	Members []*Member      // of objects, in the order in which they were seen
	Element *Shape         // of lists that are not empty
	Example jsontext.Value // the first value that is neither null nor empty, or else the first one; redacted
	Values  []string       // the first different texts and numbers, as JSON
	Count   int

	// The extremes of numbers, and of the sizes of texts in characters, of lists and of objects.
	Low, High   float64
	Short, Long int

	texts number // of the texts, as long as all of them are numbers
	large bool   // an integer that no float64 holds
	plain bool   // a text is not a number
}

// Member is a member of an object.
type Member struct {
	Name  string
	Value *Shape
}

// number is what a text spells.
type number uint8

const (
	none number = iota
	whole
	decimal
)

const (
	maxValues  = 20
	maxExample = 400
	maxMembers = 1000 // of an object: names may be data
)

// Add adds a value. The second is the same value without secrets and personal data, which examples are taken from; an
// object or a list that was hidden as a whole gives none.
func (s *Shape) Add(v, shown jsontext.Value) {
	s.example(shown)
	defer func() { s.Count++ }()
	switch v.Kind() {
	case '{':
		s.Kinds |= Object
		s.size(s.object(v, shown))
	case '[':
		s.size(s.list(v, shown))
	case '"':
		s.Kinds |= Text
		s.text(v)
	case '0':
		s.number(string(v))
	case 'n':
		s.Kinds |= Null
	default:
		s.Kinds |= Boolean
	}
}

// example keeps the value if it says more than the one that is kept.
func (s *Shape) example(v jsontext.Value) {
	fits := len(v) <= maxExample && len(v) > 0
	if s.Example == nil && fits || isEmpty(s.Example) && !isEmpty(v) && fits {
		s.Example = v.Clone()
	}
	if kind := v.Kind(); (kind == '"' || kind == '0') && len(s.Values) < maxValues && fits &&
		!slices.Contains(s.Values, string(v)) {
		s.Values = append(s.Values, string(v))
	}
}

func isEmpty(v jsontext.Value) bool {
	return slices.Contains([]string{`""`, "[]", "{}", "null"}, string(v))
}

// object adds an object and returns the number of its members.
func (s *Shape) object(v, shown jsontext.Value) (members int) {
	values, examples := open(v), open(shown)
	for values.PeekKind() == '"' {
		name, _ := values.ReadToken()
		key := name.String()
		value, err := values.ReadValue()
		if err != nil {
			break
		}
		_, _ = examples.ReadToken()
		example, _ := examples.ReadValue()
		if members++; len(s.Members) < maxMembers || s.has(key) {
			s.Member(key).Add(value, example)
		}
	}
	return members
}

func (s *Shape) size(n int) {
	if s.Count == 0 {
		s.Short = n
	}
	s.Short, s.Long = min(s.Short, n), max(s.Long, n)
}

// open returns a decoder behind the first token of a value.
func open(v jsontext.Value) *jsontext.Decoder {
	d := jsontext.NewDecoder(bytes.NewReader(v), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	_, _ = d.ReadToken()
	return d
}

// Member returns the shape of a member, a new one if need be.
func (s *Shape) Member(name string) *Shape {
	for _, m := range s.Members {
		if m.Name == name {
			return m.Value
		}
	}
	m := &Member{name, new(Shape)}
	s.Members = append(s.Members, m)
	return m.Value
}

func (s *Shape) has(name string) bool {
	return slices.ContainsFunc(s.Members, func(m *Member) bool { return m.Name == name })
}

// list adds a list and returns the number of its elements.
func (s *Shape) list(v, shown jsontext.Value) (elements int) {
	values, examples := open(v), open(shown)
	if values.PeekKind() == ']' {
		s.Kinds |= EmptyList
		return 0
	}
	s.Kinds |= List
	if s.Element == nil {
		s.Element = new(Shape)
	}
	for values.PeekKind() != ']' {
		value, err := values.ReadValue()
		if err != nil {
			break
		}
		example, _ := examples.ReadValue()
		s.Element.Add(value, example)
		elements++
	}
	return elements
}

func (s *Shape) text(v jsontext.Value) {
	plain, err := jsontext.AppendUnquote(nil, v)
	s.size(utf8.RuneCount(plain))
	spelled := spell(string(plain))
	switch {
	case err != nil || spelled == none && len(plain) > 0:
		s.plain = true
	case len(plain) > 0:
		s.texts = max(s.texts, spelled)
		s.large = s.large || spelled == whole && isLarge(string(plain))
	}
}

// spell returns the number that a text spells. PHP writes numbers without a sign in front of positive ones and without
// leading zeros, so that other texts of digits are codes.
func spell(text string) number {
	digits := strings.TrimPrefix(text, "-")
	if digits == "" || len(digits) > 1 && digits[0] == '0' && digits[1] != '.' || strings.ContainsAny(digits, "eE+xX_ ") {
		return none
	}
	if _, err := strconv.ParseFloat(digits, 64); err != nil || digits[0] < '0' || digits[0] > '9' {
		return none
	}
	if strings.Contains(digits, ".") {
		return decimal
	}
	return whole
}

func (s *Shape) number(text string) {
	f, err := strconv.ParseFloat(text, 64)
	if s.Count == 0 {
		s.Low, s.High = f, f
	}
	s.Low, s.High = min(s.Low, f), max(s.High, f)
	switch {
	case err == nil && f != math.Trunc(f), strings.ContainsAny(text, ".eE"):
		s.Kinds |= Fraction
	default:
		s.Kinds |= Integer
		s.large = s.large || isLarge(text)
	}
}

// isLarge reports whether a float64 cannot hold every integer of that size.
func isLarge(digits string) bool {
	n, err := strconv.ParseInt(digits, 10, 64)
	return err != nil || n > 1<<53 || n < -1<<53
}

// Merge adds what another shape has seen.
func (s *Shape) Merge(other *Shape) {
	if s.Count == 0 {
		s.Low, s.High, s.Short, s.Long = other.Low, other.High, other.Short, other.Long
	}
	s.Low, s.High = min(s.Low, other.Low), max(s.High, other.High)
	s.Short, s.Long = min(s.Short, other.Short), max(s.Long, other.Long)
	s.Kinds |= other.Kinds
	s.Count += other.Count
	s.plain, s.large, s.texts = s.plain || other.plain, s.large || other.large, max(s.texts, other.texts)
	if s.Example == nil || isEmpty(s.Example) && other.Example != nil {
		s.Example = other.Example
	}
	for _, m := range other.Members {
		s.Member(m.Name).Merge(m.Value)
	}
	if other.Element == nil {
		return
	}
	if s.Element == nil {
		s.Element = new(Shape)
	}
	s.Element.Merge(other.Element)
}
