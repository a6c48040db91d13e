package change

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestShort writes values on one line that is not too long.
func TestShort(t *testing.T) {
	cases := map[string]struct {
		value any
		want  string
	}{
		"nothing":          {nil, ""},
		"text":             {"a", "a"},
		"empty text":       {"", ""},
		"spaces":           {" a\n\tb  c ", "a b c"},
		"number":           {json.Number("1.50"), "1.50"},
		"bool":             {false, "false"},
		"list":             {[]any{"a", json.Number("1"), nil}, `["a",1,null]`},
		"object":           {object{"b": 1, "a": "x y"}, `{"a":"x y","b":1}`},
		"60 characters":    {strings.Repeat("x", 60), strings.Repeat("x", 60)},
		"61 characters":    {strings.Repeat("x", 61), strings.Repeat("x", 57) + "…"},
		"60 Han":           {strings.Repeat("货", 60), strings.Repeat("货", 60)},
		"61 Han":           {strings.Repeat("货", 61), strings.Repeat("货", 57) + "…"},
		"not JSON":         {math.Inf(1), "+Inf"},
		"long after space": {strings.Repeat(" ", 80) + "x", "x"},
	}
	for name, c := range cases {
		assert.Equal(t, c.want, short(c.value), name)
	}
	assert.Equal(t, "a, 1, true", shortList([]any{"a", 1, true}))
	assert.Empty(t, shortList(nil))
}

// TestWithout removes values by what they are, and keeps the order and the repetitions of the rest.
func TestWithout(t *testing.T) {
	cases := []struct{ a, b, want []any }{
		{nil, nil, nil},
		{[]any{"a", "b"}, nil, []any{"a", "b"}},
		{[]any{"a", "b", "a"}, []any{"b"}, []any{"a", "a"}},
		{[]any{"a", "b", "a"}, []any{"a"}, []any{"b"}},
		{[]any{object{"x": []any{"y"}}, "b"}, []any{object{"x": []any{"y"}}}, []any{"b"}},
		{[]any{object{"x": "y"}}, []any{object{"x": "z"}}, []any{object{"x": "y"}}},
		{[]any{"1", json.Number("1")}, []any{json.Number("1")}, []any{"1"}},
		{[]any{nil, "a"}, []any{nil}, []any{"a"}},
	}
	for _, c := range cases {
		assert.Equal(t, c.want, without(c.a, c.b), "%v without %v", c.a, c.b)
	}
}

// TestClone changes a copy at every depth and looks for it in the original.
func TestClone(t *testing.T) {
	original := func() object {
		return object{"a": object{"b": []any{object{"c": "d"}, []any{"e"}}}, "n": json.Number("1")}
	}
	changes := map[string]func(object){
		"member":         func(o object) { o["new"] = true },
		"inner member":   func(o object) { delete(child(o, "a"), "b") },
		"element":        func(o object) { list(child(o, "a")["b"])[0] = "x" },
		"member of list": func(o object) { objects(list(child(o, "a")["b"]))[0]["c"] = "x" },
		"inner element":  func(o object) { list(list(child(o, "a")["b"])[1])[0] = "x" },
	}
	for name, change := range changes {
		from := original()
		made := clone(from).(object)
		assert.Equal(t, from, made)
		change(made)
		assert.NotEqual(t, from, made, name)
		assert.Equal(t, original(), from, name)
	}
}

// TestReadingValues reads members of other kinds as none.
func TestReadingValues(t *testing.T) {
	o := object{"o": object{"x": "y"}, "l": []any{object{"a": 1}, "b", nil, object{"c": 2}}, "s": "text", "n": 1}
	for key, want := range map[string]object{"o": {"x": "y"}, "l": nil, "s": nil, "none": nil} {
		assert.Equal(t, want, child(o, key), key)
	}
	assert.Nil(t, child(nil, "o"))
	for key, want := range map[string]string{"s": "text", "o": "", "n": "", "none": ""} {
		assert.Equal(t, want, text(o[key]), key)
	}
	for key, want := range map[string]int{"l": 4, "o": 0, "s": 0, "none": 0} {
		assert.Len(t, list(o[key]), want, key)
	}
	assert.Equal(t, []object{{"a": 1}, {"c": 2}}, objects(list(o["l"])))
	assert.Nil(t, objects(list(o["s"])))
	assert.Equal(t, []string{"a", "b", "c"}, keys(object{"c": 1, "a": 1}, object{"b": 1, "a": 2}))
	assert.Nil(t, keys(nil, nil))
}

// TestEach visits every object once, those in lists included.
func TestEach(t *testing.T) {
	v := []any{object{"id": "1", "in": object{"id": "2"}}, "x", []any{object{"id": "3", "l": []any{object{"id": "4"}}}}}
	seen := map[string]int{}
	each(v, func(o object) { seen[text(o["id"])]++ })
	assert.Equal(t, map[string]int{"1": 1, "2": 1, "3": 1, "4": 1}, seen)
}

// TestNormal takes lists without an order as equal in any order, and no others.
func TestNormal(t *testing.T) {
	cases := []struct {
		a, b string
		same bool
	}{
		{`{"required": ["a", "b"]}`, `{"required": ["b", "a"]}`, true},
		{`{"enum": ["a", null, 1]}`, `{"enum": [1, "a", null]}`, true},
		{`{"anyOf": [{"type": "string"}, {"type": "integer"}]}`,
			`{"anyOf": [{"type": "integer"}, {"type": "string"}]}`, true},
		{`{"oneOf": [{"type": "string"}, {"type": "integer"}]}`,
			`{"oneOf": [{"type": "integer"}, {"type": "string"}]}`, true},
		{`{"x-required-on-success": ["a", "b"]}`, `{"x-required-on-success": ["b", "a"]}`, true},
		{`{"parameters": [{"name": "a"}, {"name": "b"}]}`, `{"parameters": [{"name": "b"}, {"name": "a"}]}`, true},
		{`{"items": [{"enum": ["a", "b"]}]}`, `{"items": [{"enum": ["b", "a"]}]}`, true},
		{`{"allOf": [{"type": "string"}, {"type": "integer"}]}`,
			`{"allOf": [{"type": "integer"}, {"type": "string"}]}`, false},
		{`{"tags": ["a", "b"]}`, `{"tags": ["b", "a"]}`, false},
		{`{"required": ["a", "b"]}`, `{"required": ["a"]}`, false},
		{`{"required": ["a"]}`, `{"required": "a"}`, false},
	}
	for _, c := range cases {
		a, b := parsed(t, c.a), parsed(t, c.b)
		assert.Equal(t, c.same, same(normal(a), normal(b)), "%s and %s", c.a, c.b)
		assert.Equal(t, parsed(t, c.a), a, "the value itself keeps its order")
	}
}
