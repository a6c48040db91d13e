package products

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
)

func TestWithEmptyList(t *testing.T) {
	for _, tt := range []struct{ object, path, want string }{
		{`{}`, "a", `{"a":[]}`},
		{`{"b":1}`, "a", `{"b":1,"a":[]}`},
		{`{"a":[1]}`, "a", `{"a":[1]}`},
		{`{"r":{"r":{"n":0}},"x":{}}`, "r.r.a", `{"r":{"r":{"n":0,"a":[]}},"x":{}}`},
		{`{"r":{"r":{}}}`, "r.r.a", `{"r":{"r":{"a":[]}}}`},
		{`{"x":{}}`, "r.a", `{"x":{}}`},
		{`[]`, "a", `[]`},
	} {
		assert.Equal(t, tt.want, string(withEmptyList(jsontext.Value(tt.object), strings.Split(tt.path, "."))), tt.object)
	}
}
