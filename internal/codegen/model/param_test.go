package model

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestLiteral writes an example as Go, in the form that its field takes.
func TestLiteral(t *testing.T) {
	for _, tt := range []struct {
		name  string
		param Param
		want  string
		text  bool
	}{
		{"text", Param{Type: "string", GoType: "string", Example: `a"b`}, `"a\"b"`, true},
		{"number", Param{Type: "integer", GoType: "int64", Example: "7"}, "7", false},
		{"optional text", Param{Type: "string", GoType: "string", Pointer: true, Example: "a"}, `ali1688.Ptr("a")`, false},
		{"optional number", Param{Type: "integer", GoType: "int64", Pointer: true, Example: "7"},
			"ali1688.Ptr(int64(7))", false},
		{"enumeration", Param{Type: "string", GoType: "Sort", Pointer: true, Example: "_sale"},
			`ali1688.Ptr(gateway.Sort("_sale"))`, false},
		{"required enumeration", Param{Type: "string", GoType: "Sort", Example: "_sale"}, `"_sale"`, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, tt.param.Literal())
			assert.Equal(t, tt.text, tt.param.Text())
		})
	}
}

// TestNeeded takes the required parameters of one place and the first of a group; the arguments of custom go together.
func TestNeeded(t *testing.T) {
	query := func(name string, required bool) Param { return Param{Name: name, In: "query", Required: required} }
	a, b, c := query("a", false), query("b", false), query("c", true)
	method, args := query("method", false), query("_o_args", false)
	form := Param{Name: "a", In: "form"}
	for _, tt := range []struct {
		name      string
		operation Operation
		want      []Param
	}{
		{"required", Operation{Params: []Param{a, c}}, []Param{c}},
		{"one of a group", Operation{Params: []Param{a, b, c}, OneOf: []Param{b, a}}, []Param{b, c}},
		{"method with its arguments", Operation{Params: []Param{args, method, a}, OneOf: []Param{method, a}},
			[]Param{args, method}},
		{"arguments without method", Operation{Params: []Param{args, a}, OneOf: []Param{a}}, []Param{a}},
		{"another place", Operation{Params: []Param{form}, OneOf: []Param{a}}, nil},
		{"nothing", Operation{Params: []Param{a}}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.operation.Needed("query")) })
	}
}

// TestConstant gives no constant to words that a message contains.
func TestConstant(t *testing.T) {
	for match, want := range map[string]bool{"": true, "end": true, "digits": true, "text": false} {
		r := Refusal{}
		r.Match = match
		assert.Equal(t, want, r.Constant(), match)
	}
}
