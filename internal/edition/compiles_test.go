package edition

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

const envelopedSchema = `ItemStockResponse:
  allOf:
    - $ref: envelope.yaml#/Envelope
    - type: object
      properties: {stock: {type: integer, description: Pieces., example: 12}}
`

// TestCompiles refuses names and types of which the generator makes Go that does not compile.
func TestCompiles(t *testing.T) {
	for name, c := range map[string]struct{ parameter, member, want string }{
		"fine":    {"{type: string}", "sku: {type: string, example: a}", ""},
		"a union": {"{type: string}", "sku: {oneOf: [{type: string}, {type: integer}], example: a}", ""},
		"twins": {"{type: string}", "a-b: {type: string}, a_b: {type: string}",
			"AB redeclared in gateway/gateway.gen.go, at AB string `json:\"a_b,omitempty,omitzero\"`: give "},
		"a name of ours": {"{type: string}", "raw: {type: string}", "cannot use raw (variable of type []byte) as string"},
		"a date": {"{type: string, format: date}", "sku: {type: string}",
			"undefined: openapi_types in gateway/gateway.gen.go, at Size *openapi_types.Date "},
	} {
		files := map[string]string{
			"paths/item_stock.yaml": strings.NewReplacer("../parameters.yaml#/NumIID", "../parameters.yaml#/lang",
				"{type: string, enum: [S, M]}", c.parameter).Replace(stockPath),
			"schemas/stock.yaml": strings.Replace(envelopedSchema, "stock: {type: integer, description: Pieces., example: 12}",
				c.member, 1),
		}
		_, err := (&Edition{Module: "../..", With: write(t, files), Import: "example.com/shop"}).Make()
		if c.want == "" {
			assert.NoError(t, err, name)
			continue
		}
		assert.ErrorContains(t, err, "the Go of your files does not compile: ", name)
		assert.ErrorContains(t, err, c.want, name)
	}
}
