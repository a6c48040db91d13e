package site

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/reference"
)

// TestRestrain compares parameters of the document with what the reference is given.
func TestRestrain(t *testing.T) {
	cases := map[string][2]string{
		"required": {`{in: query, required: true, example: 1, schema: {}}`,
			`{"in":"query","required":true,"example":1,"schema":{}}`},
		"optional": {`{in: query, example: 1, schema: {}}`,
			`{"in":"query","schema":{},"examples":{"default":{"value":1,"x-disabled":true}}}`},
		"no example": {`{in: query, schema: {}}`,
			`{"in":"query","schema":{},"examples":{"default":{"value":"","x-disabled":true}}}`},
		"of its schema": {`{in: query, schema: {example: x}}`,
			`{"in":"query","schema":{"example":"x"},"examples":{"default":{"value":"x","x-disabled":true}}}`},
		"no parameter": {`{in: query, name: signature}`, `{"in":"query","name":"signature"}`},
		"form": {`{operationId: op, requestBody: {content: {application/x-www-form-urlencoded: {schema: {}}}}}`,
			`{"operationId":"op","requestBody":{"content":{"application/x-www-form-urlencoded":
				{"schema":{},"example":{"a":1}}}}}`},
	}
	v := &volume{Document: &reference.Document{Operations: []reference.Operation{{Name: "op", Arguments: `{"a":1}`}}}}
	for name, c := range cases {
		var tree yaml.Node
		require.NoError(t, yaml.Unmarshal([]byte(c[0]), &tree))
		v.restrain(&tree)
		var out bytes.Buffer
		bundle.WriteJSON(&out, &tree)
		assert.JSONEq(t, c[1], out.String(), name)
	}
}
