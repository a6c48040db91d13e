package params

import (
	"testing"
)

func TestEveryExpressionCompiles(t *testing.T) {
	for api, op := range Operations {
		for _, p := range op.Params {
			if p.pattern != nil {
				_ = p.pattern() // panics
			}
			if p.Wants() == "" {
				t.Errorf("%s: nobody knows what %s takes", api, p.Name)
			}
		}
	}
}

func TestSizes(t *testing.T) {
	for _, tt := range []struct {
		least, most *float64
		want        string
	}{
		{nil, nil, ""},
		{bound(1), nil, " of at least 1"},
		{nil, bound(1e7), " of at most 10000000"},
		{bound(0.5), bound(2), " from 0.5 to 2"},
	} {
		if got := sizes(tt.least, tt.most); got != tt.want {
			t.Errorf("got %q\nwant %q", got, tt.want)
		}
	}
}

func TestCheck(t *testing.T) {
	op := Operation{OneOf: []string{"a", "b"}, Params: []Param{
		Rule{Name: "n", Required: true, Kind: "integer", Min: bound(1)}.Param(),
		Rule{Name: "a", Kind: "string", Enum: []string{"x", "y"}}.Param(),
		Rule{Name: "b", Kind: "string", Pattern: "^[0-9]+$", MaxLength: 3}.Param(),
		Rule{Name: "c", Kind: "number", Max: bound(2)}.Param(),
	}}
	for _, tt := range []struct {
		name string
		sent map[string]string
		want string
	}{
		{"fine", map[string]string{"n": "1", "a": "x"}, ""},
		{"missing", map[string]string{"a": "x"}, "the parameter n is required and must be a whole number of at least 1"},
		{"empty is missing", map[string]string{"n": "", "a": "x"},
			"the parameter n is required and must be a whole number of at least 1"},
		{"none of a group", map[string]string{"n": "1"}, "at least one of the parameters a, b is required"},
		{"no number", map[string]string{"n": "one", "a": "x"}, "the parameter n must be a whole number of at least 1"},
		{"too small", map[string]string{"n": "0", "a": "x"}, "the parameter n must be a whole number of at least 1"},
		{"not in the list", map[string]string{"n": "1", "a": "z"}, "the parameter a must be one of x, y"},
		{"no match", map[string]string{"n": "1", "b": "1a"}, "the parameter b must be text that matches ^[0-9]+$"},
		{"too long", map[string]string{"n": "1", "b": "1234"}, "the parameter b must be text that matches ^[0-9]+$"},
		{"too large", map[string]string{"n": "1", "a": "x", "c": "2.5"}, "the parameter c must be a number of at most 2"},
		{"infinite", map[string]string{"n": "1", "a": "x", "c": "Inf"}, "the parameter c must be a number of at most 2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fault, got := op.Check(func(name string) string { return tt.sent[name] }), ""
			if fault != nil {
				got = fault.Reason
			}
			if got != tt.want {
				t.Errorf("got %q\nwant %q", got, tt.want)
			}
		})
	}
}

func bound(f float64) *float64 { return &f }
