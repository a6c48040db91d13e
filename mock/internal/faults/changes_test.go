package faults

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/mock/internal/splice"
)

// TestChanges changes values of JSON as PHP programs do, and leaves all others as they are written.
func TestChanges(t *testing.T) {
	cases := []struct {
		name   string
		change splice.Change
		body   string
		want   string
	}{
		{"another item", otherItem, `{"item":{"num_iid":"1","seller":{"num_iid":"1"}},"num_iid":"1"}`,
			`{"item":{"num_iid":"600000000001","seller":{"num_iid":"1"}},"num_iid":"1"}`},

		{"a map of properties", emptyMaps, `{"props":{"0:1":"x"}}`, `{"props":[]}`},
		{"a map of digits", emptyMaps, `{"a":{ "17":{"b":1}}}`, `{"a":[]}`},
		{"a map with an empty name", emptyMaps, `{"a":{"":1}}`, `{"a":[]}`},
		{"an object", emptyMaps, `{"a":{"b":"x"},"c":{"1a":1}}`, `{"a":{"b":"x"},"c":{"1a":1}}`},
		{"an empty object", emptyMaps, `{"a":{}}`, `{"a":{}}`},
		{"a list of maps", emptyMaps, `[{"1":2},{"a":{"3":4}}]`, `[[],{"a":[]}]`},
		{"a text like a map", emptyMaps, `{"a":"{\"1\":2}"}`, `{"a":"{\"1\":2}"}`},

		{"rows of items", singleRows, `{"items":{"item":[{"a":1},{"a":2}]}}`, `{"items":{"item":{"a":1}}}`},
		{"SKUs", singleRows, `{"skus":{"sku":[{"a":1},{"a":2}]}}`, `{"skus":{"sku":{"a":1}}}`},
		{"pictures of properties", singleRows, `{"prop_img":[{"a":1}]}`, `{"prop_img":{"a":1}}`},
		{"no rows", singleRows, `{"item":[]}`, `{"item":[]}`},
		{"a list of texts", singleRows, `{"item":["a","b"]}`, `{"item":["a","b"]}`},
		{"another list", singleRows, `{"list":[{"a":1}],"items":[{"a":1}]}`, `{"list":[{"a":1}],"items":[{"a":1}]}`},
		{"an object called item", singleRows, `{"item":{"a":[{"b":1}]}}`, `{"item":{"a":[{"b":1}]}}`},
		{"a row with a name twice", singleRows, `{"item":[{"a":1,"a":2}]}`, `{"item":{"a":1,"a":2}}`},

		{"numbers", numbersAsText, `{"a":-1.50,"b":[2e3],"c":true,"d":null,"e":"1"}`,
			`{"a":"-1.50","b":["2e3"],"c":true,"d":null,"e":"1"}`},
		{"texts of digits", textAsNumbers, `{"a":"1","b":["2.50"],"c":"1x","d":"","e":"-1","f":"0000"}`,
			`{"a":1,"b":[2.50],"c":"1x","d":"","e":"-1","f":"0000"}`},
		{"a text that is no number", textAsNumbers, `{"a":"1.2.3","b":".5","c":"5.","d":"."}`,
			`{"a":"1.2.3","b":".5","c":"5.","d":"."}`},
		{"the code", textAsNumbers, `{"error_code":"5000","a":{"error_code":"5000"}}`,
			`{"error_code":"5000","a":{"error_code":5000}}`},
		{"a number", textAsNumbers, `{"a":1,"b":true}`, `{"a":1,"b":true}`},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, string(splice.Rewrite([]byte(tt.body), tt.change)))
		})
	}
}
