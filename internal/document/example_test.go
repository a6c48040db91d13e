package document

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestExample makes a value of the examples of a schema.
func TestExample(t *testing.T) {
	for _, tt := range []struct{ name, schema, want string }{
		{"its own", `{"example":{"a":1.50},"properties":{"b":{"example":2}}}`, `{"a":1.50}`},
		{"null", `{"example":null}`, `null`},
		{"the first listed value", `{"enum":["x","y"]}`, `"x"`},
		{"none", `{"type":"string"}`, ``},
		{"no members", `{"type":"object","properties":{"a":{"type":"string"}}}`, ``},
		{"members in their order", `{"properties":{"z":{"example":1},"n":{},"a":{"example":"2"}}}`, `{"z":1,"a":"2"}`},
		{"a list", `{"items":{"example":1}}`, `[1]`},
		{"a list of what has none", `{"items":{"type":"string"}}`, `[]`},
		{"a list of lists", `{"items":{"items":{"enum":[3]}}}`, `[[3]]`},
		{"the first branch with one", `{"anyOf":[{"type":"null"},{"example":"b"},{"example":"c"}]}`, `"b"`},
		{"one of", `{"oneOf":[{"example":"b"}]}`, `"b"`},
		{"all of", `{"allOf":[{"properties":{"a":{"example":1}}},{"properties":{"b":{"example":2}}}]}`, `{"a":1,"b":2}`},
		{"all of, a name twice", `{"allOf":[{"properties":{"a":{"example":1}}},{"properties":{"a":{"example":2},
			"b":{"example":3}}}],"properties":{"a":{"example":4}}}`, `{"a":1,"b":3}`},
		{"all of a scalar", `{"allOf":[{"example":7}],"description":"x"}`, `7`},
		{"without the envelope", `{"allOf":[{"$ref":"#/components/schemas/Envelope"},{"properties":{"a":{"example":1}}}]}`,
			`{"a":1}`},
		{"a reference", `{"$ref":"#/components/schemas/Named"}`, `"named"`},
		{"a loop", `{"$ref":"#/components/schemas/Loop"}`, ``},
		{"a tree", `{"$ref":"#/components/schemas/Leaf"}`, `{"id":1}`},
	} {
		d, err := Parse([]byte(`{"paths":{},"components":{"schemas":{"T":` + tt.schema + `,
			"Envelope":{"properties":{"error":{"example":""}}}, "Named":{"example":"named"},
			"Loop":{"$ref":"#/components/schemas/Loop"},
			"Leaf":{"properties":{"id":{"example":1},"up":{"$ref":"#/components/schemas/Loop"}}}}}}`))
		require.NoError(t, err, tt.name)
		assert.Equal(t, tt.want, string(d.Example(d.Schema("T"))), tt.name)
	}
}
