package loose_test

import (
	"encoding/json"
	"strings"
	"testing"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
)

// codec is one of the ways in which users decode and encode the types.
type codec struct {
	name      string
	unmarshal func([]byte, any) error
	marshal   func(any) ([]byte, error)
}

var codecs = []codec{
	{"v1", json.Unmarshal, json.Marshal},
	{"v2",
		func(b []byte, v any) error { return jsonv2.Unmarshal(b, v) },
		func(v any) ([]byte, error) { return jsonv2.Marshal(v) }},
	{"loose", loose.Unmarshal, loose.Marshal},
}

// value is what all scalar types have in common.
type value interface {
	Form() loose.Form
	IsZero() bool
	IsEmpty() bool
	String() string
}

// scalarType makes values of one scalar type, as a pointer and inside a struct.
type scalarType struct {
	name     string
	new      func() value
	inStruct func() any
}

func scalarTypeOf[T any](name string, asValue func(*T) value) scalarType {
	return scalarType{
		name:     name,
		new:      func() value { return asValue(new(T)) },
		inStruct: func() any { return new(member[T]) },
	}
}

type member[T any] struct {
	A T `json:"a,omitzero"`
	B T `json:"b"`
}

var scalarTypes = []scalarType{
	scalarTypeOf("Text", func(v *loose.Text) value { return v }),
	scalarTypeOf("ID", func(v *loose.ID) value { return v }),
	scalarTypeOf("Int", func(v *loose.Int) value { return v }),
	scalarTypeOf("Decimal", func(v *loose.Decimal) value { return v }),
	scalarTypeOf("Bool", func(v *loose.Bool) value { return v }),
	scalarTypeOf("Count", func(v *loose.Count) value { return v }),
}

// eachScalar runs test for every scalar type under every codec.
func eachScalar(t *testing.T, test func(t *testing.T, s scalarType, c codec)) {
	for _, s := range scalarTypes {
		for _, c := range codecs {
			t.Run(s.name+"/"+c.name, func(t *testing.T) { test(t, s, c) })
		}
	}
}

func TestScalarForms(t *testing.T) {
	tests := []struct {
		name, json string
		want       func(t *testing.T, typ string, v value)
	}{
		{"null", `null`, nothing(loose.FormNull)},
		{"empty string", `""`, nothing(loose.FormString)},
		{"empty array", `[]`, nothing(loose.FormArray)},
		{"empty array with space", "[ \n\t]", nothing(loose.FormArray)},
		{"empty object", `{}`, nothing(loose.FormObject)},
		{"empty object with space", "{\r\n}", nothing(loose.FormObject)},
		{"string", `"5.40"`, text(loose.FormString, "5.40")},
		{"number", `5.40`, text(loose.FormNumber, "5.40")},
		{"zero", `0`, text(loose.FormNumber, "0")},
		{"string zero", `"0"`, text(loose.FormString, "0")},
		{"negative", `-1`, text(loose.FormNumber, "-1")},
		{"19 digits", `9223372036854775807`, text(loose.FormNumber, "9223372036854775807")},
		{"string of 19 digits", `"9223372036854775807"`, text(loose.FormString, "9223372036854775807")},
		{"string null", `"null"`, text(loose.FormString, "null")},
		{"string []", `"[]"`, text(loose.FormString, "[]")},
		{"true", `true`, text(loose.FormBool, "true")},
		{"Chinese", `"已售300+"`, text(loose.FormString, "已售300+")},
		{"escaped", `"\u5df2\u552e \"\/\/\" \ud83d\ude00\n"`, text(loose.FormString, "已售 \"//\" 😀\n")},
		{"quote first", `"\"a"`, text(loose.FormString, `"a`)},
		{"space", `"  "`, text(loose.FormString, "  ")},
		{"html", `"<p>&nbsp;</p>"`, text(loose.FormString, "<p>&nbsp;</p>")},
		{"long", `"` + strings.Repeat(`\/a`, 1000) + `"`, text(loose.FormString, strings.Repeat("/a", 1000))},
		{"false", `false`, func(t *testing.T, typ string, v value) {
			isBool := typ == "Bool" // where alone false is a value
			assert.Equal(t, loose.FormBool, v.Form())
			assert.Equal(t, !isBool, v.IsEmpty())
			assert.Equal(t, map[bool]string{true: "false", false: ""}[isBool], v.String())
		}},
	}
	eachScalar(t, func(t *testing.T, s scalarType, c codec) {
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				v := s.new()
				require.NoError(t, c.unmarshal([]byte(tt.json), v))
				assert.False(t, v.IsZero())
				tt.want(t, s.name, v)
				got, err := c.marshal(v)
				require.NoError(t, err)
				assert.JSONEq(t, tt.json, string(got))
				if v.Form() == loose.FormNumber {
					assert.Equal(t, tt.json, string(got), "the same literal")
				}
			})
		}
	})
}

func nothing(form loose.Form) func(*testing.T, string, value) {
	return func(t *testing.T, _ string, v value) {
		assert.Equal(t, form, v.Form())
		assert.True(t, v.IsEmpty())
		assert.Empty(t, v.String())
	}
}

func text(form loose.Form, want string) func(*testing.T, string, value) {
	return func(t *testing.T, _ string, v value) {
		assert.Equal(t, form, v.Form())
		assert.False(t, v.IsEmpty())
		assert.Equal(t, want, v.String())
	}
}

func TestScalarAbsent(t *testing.T) {
	eachScalar(t, func(t *testing.T, s scalarType, c codec) {
		v := s.new()
		assert.True(t, v.IsZero())
		assert.True(t, v.IsEmpty())
		assert.Empty(t, v.String())
		assert.Equal(t, loose.FormAbsent, v.Form())
		got, err := c.marshal(v)
		require.NoError(t, err)
		assert.Equal(t, "null", string(got))
	})
}

func TestScalarInStruct(t *testing.T) {
	tests := []struct{ name, json, want string }{
		{"absent", `{}`, `{"b":null}`},
		{"null is not absent", `{"a":null,"b":null}`, `{"a":null,"b":null}`},
		{"empty is not absent", `{"a":"","b":[]}`, `{"a":"","b":[]}`},
		{"false is not absent", `{"a":false,"b":{}}`, `{"a":false,"b":{}}`},
		{"values", `{"a":5.40,"b":"5.40"}`, `{"a":5.40,"b":"5.40"}`},
	}
	eachScalar(t, func(t *testing.T, s scalarType, c codec) {
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				v := s.inStruct()
				require.NoError(t, c.unmarshal([]byte(tt.json), v))
				got, err := c.marshal(v)
				require.NoError(t, err)
				assert.Equal(t, tt.want, string(got))
			})
		}
	})
}

func TestScalarRefusesContents(t *testing.T) {
	tests := []struct{ json, got string }{
		{`[1]`, "got an array"},
		{`["secret"]`, "got an array"},
		{`{"a":"secret"}`, "got an object"},
		{`[[]]`, "got an array"},
	}
	eachScalar(t, func(t *testing.T, s scalarType, c codec) {
		for _, tt := range tests {
			err := c.unmarshal([]byte(tt.json), s.new())
			require.ErrorContains(t, err, "loose."+s.name+": want ")
			require.ErrorContains(t, err, tt.got)
			assert.NotContains(t, err.Error(), "secret")
		}
	})
}

// A value that is decoded again forgets what it was.
func TestScalarIsReplaced(t *testing.T) {
	eachScalar(t, func(t *testing.T, s scalarType, c codec) {
		v := s.new()
		for _, in := range []string{`"a"`, `1`, `null`, `true`, `[]`, `""`} {
			require.NoError(t, c.unmarshal([]byte(in), v))
			got, err := c.marshal(v)
			require.NoError(t, err)
			assert.Equal(t, in, string(got))
		}
	})
}

// Who calls UnmarshalJSON by hand may pass what is not JSON.
func TestScalarHostileBytes(t *testing.T) {
	refused := []string{``, ` `, `"`, `"a`, `x`, `nul`, `nulll`, `tru`, `[`, `{`, `,`, "\x00", "\xff"}
	for _, s := range scalarTypes {
		for _, in := range refused {
			assert.Error(t, s.new().(json.Unmarshaler).UnmarshalJSON([]byte(in)), "%s %q", s.name, in)
		}
		v := s.new()
		require.NoError(t, v.(json.Unmarshaler).UnmarshalJSON([]byte("\t \"a\"\n")))
		assert.Equal(t, "a", v.String())
	}
}

func TestScalarInvalidUTF8(t *testing.T) {
	for _, in := range []string{"\"\xc9\xee\"", `"\ud800\ud800"`, "\"\xff\\n\xff\""} {
		var v loose.Text
		require.NoError(t, loose.Unmarshal([]byte(in), &v))
		assert.Contains(t, v.String(), "\uFFFD")
		for _, c := range codecs {
			b, err := c.marshal(v)
			require.NoError(t, err)
			var again loose.Text
			require.NoError(t, c.unmarshal(b, &again))
			assert.Equal(t, v, again)
		}
	}
}
