package phpjson_test

import (
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/phpjson"
)

func TestMembers(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string // name, text
		ok   bool
	}{
		{`{}`, nil, true},
		{` {"a":"x","b":1, "c" : {"d":[1,"e"]}} `, []string{"a", "x", "b", "1", "c", `{"d":[1,"e"]}`}, true},
		{`{"\u0061":"\u6dd8\"","n":null,"t":true,"s":""}`, []string{"a", `淘"`, "n", "null", "t", "true", "s", ""}, true},
		{`{"a":1,"a":2}`, []string{"a", "1", "a", "2"}, true},
		{"{\"a\":\"x\xff\"}", []string{"a", "x\ufffd"}, true},
		{`[{"a":1}]`, nil, false},
		{`"a"`, nil, false},
		{`{"a":1} x`, nil, false},
		{`{"a":1`, nil, false},
		{`{"a":1,}`, nil, false},
		{``, nil, false},
	} {
		members, ok := phpjson.Members([]byte(test.text))
		var got []string
		for _, m := range members {
			got = append(got, m.Name, m.Text())
		}
		assert.Equal(t, test.want, got, test.text)
		assert.Equal(t, test.ok, ok, test.text)
	}
}

func TestTypeOf(t *testing.T) {
	for value, want := range map[string]string{
		`{}`: "object", ` [1]`: "array", `"1"`: "string", `-1`: "number", `1.5`: "number",
		`true`: "boolean", `false`: "boolean", `null`: "null", ``: "", `x`: "",
	} {
		assert.Equal(t, want, phpjson.TypeOf(jsontext.Value(value)), value)
	}
}
