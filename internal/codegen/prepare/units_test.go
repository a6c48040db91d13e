package prepare

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// prepared returns a schema A as Gateway prepares it, beside the components of the test.
func prepared(t *testing.T, schema string) string {
	t.Helper()
	const others = "        B: {type: string}\n"
	got, err := Gateway([]byte(schemas("        A: " + schema + "\n" + others)))
	require.NoError(t, err)
	const head = "components:\n    schemas:\n        A: "
	require.Equal(t, head, string(got[:len(head)]))
	return string(got[len(head) : len(got)-len(others)-1])
}

// TestUnitWords explains every unit; one without an explanation stands for itself.
func TestUnitWords(t *testing.T) {
	for unit, want := range map[string]string{
		"yuan_text": "元 (yuan), in a text that has more than the number", "us_cent": "US cents",
		"currency": "the currency that the member or argument named above holds", "cm3": "cm³", "m3": "m³",
		"unix_s": "Unix seconds", "unix_ms": "Unix milliseconds", "beijing_time": "Beijing time", "percent": "percent",
		"ratio": "ratio, 1 is all", "piece": "pieces, in the offer's unit of sale", "unknown": "unknown", "kg": "kg",
	} {
		assert.Contains(t, prepared(t, "{type: string, x-unit: "+unit+", description: ' A value. '}"),
			`description: "A value.\n\nUnit: `+want+`."`, unit)
	}
}

// TestMoneyTypes gives an amount a type if its schema is a number, or a text that may be one.
func TestMoneyTypes(t *testing.T) {
	const fen, yuan = ", x-go-type: loose.Fen, x-go-type-import: {path: github.com/go-ali1688/ali1688/loose}}",
		", x-go-type: loose.Yuan, x-go-type-import: {path: github.com/go-ali1688/ali1688/loose}}"
	reference := func(name string) string { return "{allOf: [{$ref: '#/components/schemas/" + name + "'}], x-unit: fen" }
	for schema, end := range map[string]string{
		"{type: integer, x-unit: fen": fen, "{type: number, x-unit: yuan": yuan, "{type: string, x-unit: fen": fen,
		"{type: boolean, x-unit: fen": "}", "{type: object, x-unit: fen": "}", "{x-unit: fen": "}",
		"{type: integer, enum: [1], x-unit: fen": "}", "{type: integer, x-unit: us_cent": "}",
		"{type: integer, x-unit: [fen]": "}", reference("LooseInt"): fen, reference("LooseDecimal"): fen, reference("Shop"): "}",
		"{allOf: [{$ref: '#/components/schemas/LooseInt'}, {type: string}], x-unit: fen": "}",
		"{allOf: [{type: integer}], x-unit: fen":                                         "}",
	} {
		assert.Equal(t, schema+end, prepared(t, schema+"}"), schema)
	}
}

// TestNestedUnits reaches the elements of lists and the members of members.
func TestNestedUnits(t *testing.T) {
	const fen = "x-unit: fen, x-go-type: loose.Fen, x-go-type-import: {path: github.com/go-ali1688/ali1688/loose}"
	assert.Equal(t, "{items: {type: integer, "+fen+"}, properties: {a: {properties: {b: {type: integer, "+fen+
		", x-order: 1}}, x-order: 1}}}",
		prepared(t, "{items: {type: integer, x-unit: fen}, properties: {a: {properties: {b: {type: integer, x-unit: fen}}}}}"))
}

// TestOrder numbers members from one in every object, also in those of parts.
func TestOrder(t *testing.T) {
	assert.Equal(t, "{properties: {b: {x-order: 1}, a: {allOf: [{properties: {d: {x-order: 1}, c: {x-order: 2}}}], x-order: 2}}, "+
		"allOf: [{properties: {f: {x-order: 1}}}, {properties: {e: {x-order: 1}}}]}",
		prepared(t, "{properties: {b: {}, a: {allOf: [{properties: {d: {}, c: {}}}]}}, allOf: [{properties: {f: {}}}, "+
			"{properties: {e: {}}}]}"))
}

// TestLooseEnums makes only members loose that refer, alone and by allOf, to an open enumeration of numbers.
func TestLooseEnums(t *testing.T) {
	const known = `        Number: {type: integer, x-enum-open: {"1": {en: one}}}
        Text: {type: string, x-enum-open: {"1": {en: one}}}
        None: {x-enum-open: {"1": {en: one}}}
        Plain: {type: integer, enum: [1]}
`
	const loose = ", x-go-type: 'loose.Enum[Number]', x-go-type-import: {path: github.com/go-ali1688/ali1688/loose}"
	for schema, added := range map[string]string{
		"allOf: [{$ref: '#/components/schemas/Number'}]":                  loose,
		"allOf: [{$ref: '#/components/schemas/Text'}]":                    "",
		"allOf: [{$ref: '#/components/schemas/None'}]":                    "",
		"allOf: [{$ref: '#/components/schemas/Plain'}]":                   "",
		"allOf: [{$ref: '#/components/schemas/Number'}, {nullable: yes}]": "",
		"allOf: [{type: integer}]":                                        "",
		"$ref: '#/components/schemas/Number'":                             "",
	} {
		got, err := Gateway([]byte(schemas("        A: {items: {" + schema + "}}\n" + known)))
		require.NoError(t, err)
		assert.Contains(t, string(got), "        A: {items: {"+schema+added+"}}\n", schema)
		assert.Contains(t, string(got), `        None: {x-enum-open: {"1": {en: one}}, enum: ["1"]}`)
	}
}

// TestParameterExamples prints examples that are one value, of parameters wherever they stand, and of nothing else.
func TestParameterExamples(t *testing.T) {
	for parameter, want := range map[string]string{
		"{in: query, description: ' A word. ', example: a}": `{in: query, description: "A word.\n\nExample: a", example: a}`,
		"{in: query, description: A page., example: 7}":     `{in: query, description: "A page.\n\nExample: 7", example: 7}`,
		"{in: query, description: A list., example: [7]}":   `{in: query, description: A list., example: [7]}`,
		"{in: query, example: 7}":                           `{in: query, example: 7}`,
		"{description: No parameter., example: 7}":          `{description: No parameter., example: 7}`,
	} {
		for _, place := range []string{"paths: {/a/: {get: {parameters: [%]}}}\n", "paths: {/a/: {parameters: [%]}}\n"} {
			got, err := Gateway([]byte(filled(place, parameter) + schemas("        B: {}\n")))
			require.NoError(t, err)
			assert.Equal(t, filled(place, want)+schemas("        B: {}\n"), string(got))
		}
	}
}
