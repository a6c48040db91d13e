package shape_test

import (
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/drift/shape"
)

func of(values ...string) *shape.Shape {
	s := new(shape.Shape)
	for _, v := range values {
		s.Add(jsontext.Value(v), jsontext.Value(v))
	}
	return s
}

func TestMeaning(t *testing.T) {
	cases := []struct {
		name, member string
		values       []string
		kinds        string
		want         shape.Meaning
	}{
		{"words", "title", []string{`"a"`, `""`}, "text", shape.Words},
		{"only empty", "title", []string{`""`}, "text", shape.Words},
		{"a price of PHP", "price", []string{`"5.40"`, `0`}, "text or integer", shape.Amount},
		{"a price as text", "price", []string{`"5.40"`, `"6"`}, "text", shape.Amount},
		{"a count as text", "num", []string{`"12"`, `""`}, "text", shape.Count},
		{"a count", "num", []string{`12`, `null`}, "integer or null", shape.Count},
		{"an id by name", "num_iid", []string{`"12"`}, "text", shape.ID},
		{"an id by name", "categoryId", []string{`12`}, "integer", shape.ID},
		{"an id by size", "order", []string{`9007199254740993`}, "integer", shape.ID},
		{"an id by size, as text", "order", []string{`"105581756010628640"`}, "text", shape.ID},
		{"a name that ends so", "paid", []string{`1`}, "integer", shape.Count},
		{"a code", "code", []string{`"0000"`}, "text", shape.Words},
		{"a signed text", "phone", []string{`"+86"`}, "text", shape.Words},
		{"mixed", "sales", []string{`"2000+"`, `12`}, "text or integer", shape.Words},
		{"a fraction", "rate", []string{`0.5`, `1`}, "integer or number", shape.Amount},
		{"an exponent", "rate", []string{`1e3`}, "number", shape.Amount},
		{"a flag", "isNew", []string{`true`}, "boolean", shape.Flag},
		{"a flag or nothing", "isNew", []string{`true`, `""`}, "text or boolean", shape.Flag},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := of(tt.values...)
			assert.Equal(t, tt.kinds, s.Kinds.String())
			assert.Equal(t, tt.want, s.Meaning(tt.member))
		})
	}
}

// TestNested reads members and elements, and keeps the example that says the most.
func TestNested(t *testing.T) {
	s := of(`[]`, `[{"a":"","b":[]},{"a":"x","c":{"0:0":"red"}}]`, `{"k":null}`)
	assert.Equal(t, "object, list or empty list", s.Kinds.String())
	element := s.Element
	assert.Equal(t, "object", element.Kinds.String())
	assert.Equal(t, 2, element.Count)
	assert.Equal(t, `"x"`, string(element.Member("a").Example))
	assert.Equal(t, []string{`""`, `"x"`}, element.Member("a").Values)
	assert.Equal(t, "empty list", element.Member("b").Kinds.String())
	assert.True(t, element.Member("c").IsMap())
	assert.False(t, element.IsMap())
	assert.False(t, of(`{}`).IsMap())
}

// TestExamplesAreRedacted takes kinds from the values, and examples from what may be shown.
func TestExamplesAreRedacted(t *testing.T) {
	s := new(shape.Shape)
	s.Add(jsontext.Value(`{"phone":13800000000,"owner":{"name":"x"},"n":1}`),
		jsontext.Value(`{"phone":"REDACTED","owner":"REDACTED","n":1}`))
	assert.Equal(t, "integer", s.Member("phone").Kinds.String())
	assert.Equal(t, `"REDACTED"`, string(s.Member("phone").Example))
	assert.Nil(t, s.Member("owner").Member("name").Example)
	assert.Equal(t, "1", string(s.Member("n").Example))
}
