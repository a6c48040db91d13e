package bundle

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestToJSON writes YAML of any kind as JSON in its own order.
func TestToJSON(t *testing.T) {
	for source, want := range map[string]string{
		"{b: 1, a: [x, {}]}": "{\n \"b\": 1,\n \"a\": [\n  \"x\",\n  {}\n ]\n}\n", "[]": "[]\n", "a": "\"a\"\n", "~": "null\n",
		"# only a comment": "", "": "", `{"a": "\u4e2d\n"}`: "{\n \"a\": \"中\\n\"\n}\n", "0x10": "16\n", "1_000": "1000\n",
		".5": "0.5\n", "+1": "1\n", "1e3": "1e3\n", "-0.0": "-0.0\n", "202711458975969812": "202711458975969812\n",
		"FALSE": "false\n", "2026-11-30": "\"2026-11-30\"\n", "'1'": "\"1\"\n", "<a> & b": "\"<a> & b\"\n",
		"{x: &a [1], y: *a}": "{\n \"x\": [\n  1\n ],\n \"y\": [\n  1\n ]\n}\n", "{1: a, true: b}": "{\n \"1\": \"a\",\n \"true\": \"b\"\n}\n",
		"|\n a\n b\n": "\"a\\nb\\n\"\n", ">\n a\n b\n": "\"a b\\n\"\n", "? a\n: b\n": "{\n \"a\": \"b\"\n}\n",
	} {
		got, err := ToJSON([]byte(source))
		require.NoError(t, err, source)
		assert.Equal(t, want, string(got), source)
	}
	_, err := ToJSON([]byte("a: ["))
	assert.ErrorContains(t, err, "yaml: ")
}

// TestWholePositions prints the line of every key and element, each file once.
func TestWholePositions(t *testing.T) {
	d := mustBuild(t, map[string]string{
		"openapi.yaml":     "openapi: 3.0.3\npaths:\n  /a~b/: {$ref: paths/a.yaml}\ntags: [x, {name: y}]\n",
		"paths/a.yaml":     "get:\n  summary: s\n  tags:\n    - t\n    - []\n",
		"schemas/one.yaml": "# first\nOne: {}\nTwo: {type: string}\n",
		"headers.yaml":     "H:\n  required: true\n",
	})
	assert.Equal(t, `{"":"openapi/small/openapi.yaml:1",
"/openapi":1,
"/paths":{"":2,
"/~1a~0b~1":{"":3,
"/get":{"":"openapi/small/paths/a.yaml:1",
"/summary":2,
"/tags":{"":3,
"/0":4,
"/1":5}}}},
"/tags":{"":4,
"/0":4,
"/1":{"":4,
"/name":4}},
"/components":{"":"openapi/small/schemas/one.yaml:2",
"/schemas":{"":2,
"/One":2,
"/Two":{"":3,
"/type":3}},
"/headers":{"":"openapi/small/headers.yaml:1",
"/H":{"":1,
"/required":2}}}}
`, string(d.Positions()))
}

// TestComments keeps what stands above, beside and below keys and files.
func TestComments(t *testing.T) {
	got := yamlOf(t, map[string]string{
		"openapi.yaml": "# Of the file.\n\n# Of the key.\nopenapi: 3.0.3 # beside\npaths:\n  # Of the path.\n  /a/: {$ref: paths/a.yaml} # kept\n",
		"paths/a.yaml": "# Of the item.\nget:\n  # Of the summary.\n  summary: s\n",
		"schemas.yaml": "# Above A.\nA: {type: string} # beside A\n# Above B.\nB: {type: string}\n# At the end.\n",
	})
	assert.Equal(t, `# Built from openapi/small by `+"`make generate`"+`. DO NOT EDIT: edit the files there.

# Of the file.

# Of the key.
openapi: 3.0.3 # beside
paths:
  # Of the path.
  /a/: # kept
    # Of the item.
    get:
      # Of the summary.
      summary: s
components:
  schemas:
    # Above A.
    A: {type: string} # beside A
    # Above B.
    B: {type: string}
    # At the end.
`, got)
}

// TestAllFaults reports every fault inside the files at once, and those between files when there are none inside.
func TestAllFaults(t *testing.T) {
	_, err := build(map[string]string{"openapi.yaml": alone, "schemas/a.yaml": "A: {x: 01, x: 2}\n", "schemas/b.yaml": "B:\n",
		"parameters.yaml": "P: {schema: {$ref: gone.yaml#/X}}\n"})
	assert.EqualError(t, err, `openapi/small/schemas/a.yaml:1: "x" stands twice in one mapping, first on line 1
openapi/small/schemas/a.yaml:1: 01 is not a number as JSON writes it: quote it if it is a string
openapi/small/schemas/b.yaml:1: a key without a value: write null, or quote the text if a comma cut it in two`)
	_, err = build(map[string]string{"openapi.yaml": alone, "schemas/a.yaml": "A: {}\nB C: {}\n", "schemas/b.yaml": "A: {}\n",
		"parameters.yaml": "P: {schema: {$ref: gone.yaml#/X}}\n", "paths/p.yaml": "get: {}\n"})
	assert.EqualError(t, err, strings.Join([]string{
		`openapi/small/schemas/a.yaml:2: "B C" cannot name a component: letters, digits, dot, dash and underscore can`,
		"openapi/small/schemas/b.yaml:1: schemas: a second component of the name A, the first is at " +
			"openapi/small/schemas/a.yaml:1",
		"openapi/small/parameters.yaml:1: $ref gone.yaml#/X: no file gone.yaml; the nearest are schemas/a.yaml, " +
			"schemas/b.yaml, parameters.yaml",
		"openapi/small/paths/p.yaml:1: no path of openapi.yaml refers to this file",
	}, "\n"))
}

// TestNearest names at most three, the nearest first, and none where there is none.
func TestNearest(t *testing.T) {
	for want, schemas := range map[string]string{
		"; the nearest are ITEM, items, itemx": "ITEM: {}\nitems: {}\nitemx: {}\nother: {}\n", "; the nearest are zz": "zz: {}\n",
	} {
		_, err := build(map[string]string{"openapi.yaml": alone, "schemas/s.yaml": schemas,
			"headers.yaml": "H: {schema: {$ref: schemas/s.yaml#/item}}\n"})
		assert.EqualError(t, err, "openapi/small/headers.yaml:1: $ref schemas/s.yaml#/item: schemas/s.yaml has no such component"+
			want)
	}
	_, err := build(map[string]string{"openapi.yaml": "openapi: 3.0.3\npaths:\n  /a/: {$ref: paths/a.yaml}\n"})
	assert.EqualError(t, err, "openapi/small/openapi.yaml:3: $ref paths/a.yaml: no such path item")
}

// TestWhereReferencesStand rewrites keywords, and leaves alone what only looks like one.
func TestWhereReferencesStand(t *testing.T) {
	const ref, rewritten, kept = "{$ref: 'c.yaml#/C'}", "{$ref: '#/components/schemas/C'}", "{$ref: 'c.yaml#/C'}"
	for _, tt := range []struct{ before, after, want string }{
		{"{items: ", "}", rewritten}, {"{additionalProperties: ", "}", rewritten}, {"{not: ", "}", rewritten},
		{"{allOf: [", "]}", rewritten}, {"{properties: {default: ", "}}", rewritten}, {"{patternProperties: {x-a: ", "}}", rewritten},
		{"{properties: {properties: {properties: {enum: ", "}}}}", rewritten}, {"{const: ", "}", kept}, {"{default: ", "}", kept},
		{"{enum: [", "]}", kept}, {"{example: {a: [", "]}}", kept}, {"{x-a: {properties: {b: ", "}}}", kept},
		{"{properties: {a: {x-b: ", "}}}", kept}, {"{properties: {a: {example: ", "}}}", kept}, {"{examples: [", "]}", kept},
		{"{examples: {a: {value: ", "}}}", kept}, {"{examples: {value: ", "}}", rewritten},
	} {
		got := yamlOf(t, map[string]string{"openapi.yaml": alone, "schemas/a.yaml": "A: " + tt.before + ref + tt.after + "\n",
			"schemas/c.yaml": "C: {}\n"})
		assert.Contains(t, got, "    A: "+tt.before+tt.want+tt.after+"\n")
	}
}
