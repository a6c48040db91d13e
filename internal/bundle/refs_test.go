package bundle

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// alone is the smallest root that needs no path file.
const alone = "openapi: 3.0.3\npaths: {}\n"

func TestReferencesThatAreRewritten(t *testing.T) {
	tests := []struct{ name, schema, want string }{
		{"in the same file", "A: {items: {$ref: '#/B'}}\nB: {}\n", "A: {items: {$ref: '#/components/schemas/B'}}"},
		{"in the same folder", "A: {items: {$ref: c.yaml#/C}}\n", "A: {items: {$ref: '#/components/schemas/C'}}"},
		{"with the folder spelt out", "A: {items: {$ref: ../schemas/c.yaml#/C}}\n", "{$ref: '#/components/schemas/C'}"},
		{"in a list", "A: {anyOf: [{$ref: c.yaml#/C}, {type: string}]}\n",
			"anyOf: [{$ref: '#/components/schemas/C'}, {type: string}]"},
		{"keys beside it stay", "A: {items: {$ref: c.yaml#/C, description: d, x-evidence: {level: live}}}\n",
			"{$ref: '#/components/schemas/C', description: d, x-evidence: {level: live}}"},
		{"below a property named as a keyword", "A: {properties: {example: {$ref: c.yaml#/C}, x-y: {$ref: c.yaml#/C}}}\n",
			"example: {$ref: '#/components/schemas/C'}, x-y: {$ref: '#/components/schemas/C'}"},
		{"a discriminator's mapping", "A: {discriminator: {propertyName: p, mapping: {c: c.yaml#/C}}}\n",
			"mapping: {c: '#/components/schemas/C'}"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := yamlOf(t, map[string]string{"openapi.yaml": alone, "schemas/a.yaml": tt.schema, "schemas/c.yaml": "C: {}\n"})
			assert.Contains(t, got, tt.want)
		})
	}
}

func TestPayloadsAreLeftAlone(t *testing.T) {
	tests := []struct{ name, schema string }{
		{"example", "A: {example: {$ref: nowhere.yaml#/X}}"},
		{"default", "A: {default: [{$ref: nowhere.yaml#/X}]}"},
		{"extension", "A: {x-go-type: {$ref: nowhere.yaml#/X}}"},
		{"list of examples", "A: {examples: [{$ref: nowhere.yaml#/X}]}"},
		{"property named $ref", "A: {properties: {$ref: {type: string}}}"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := yamlOf(t, map[string]string{"openapi.yaml": alone, "schemas/a.yaml": tt.schema + "\n"})
			assert.Contains(t, got, tt.schema)
		})
	}
}

func TestExampleObjects(t *testing.T) {
	files := with(map[string]string{
		"examples.yaml":     "Whole: {value: {$ref: 'left#/alone'}}\n",
		"schemas/item.yaml": "Item: {}\n",
		"parameters.yaml": `cache:
  name: cache
  in: query
  examples:
    named: {$ref: examples.yaml#/Whole}
    here: {value: {$ref: left.yaml#/alone}}
`})
	got := yamlOf(t, files)
	assert.Contains(t, got, "named: {$ref: '#/components/examples/Whole'}")
	assert.Contains(t, got, "here: {value: {$ref: left.yaml#/alone}}")
	assert.Contains(t, got, "Whole: {value: {$ref: 'left#/alone'}}")
}

func TestEveryKindOfComponentHasAFile(t *testing.T) {
	files := map[string]string{"openapi.yaml": alone, "requestBodies.yaml": "Upload: {content: {}}\n"}
	want := "components:\n"
	for _, kind := range []string{"schemas", "responses", "headers"} {
		files[kind+"/a.yaml"] = "A: {description: a}\n"
		files[kind+"/b.yaml"] = "B: {description: b}\n"
		want += "  " + kind + ":\n    A: {description: a}\n    B: {description: b}\n"
		if kind == "responses" {
			want += "  requestBodies:\n    Upload: {content: {}}\n"
		}
	}
	assert.Contains(t, yamlOf(t, files), want)
}

func TestRefused(t *testing.T) {
	tests := []struct {
		name    string
		changes map[string]string
		want    []string
	}{
		{"a name in two files",
			map[string]string{"schemas/other.yaml": "Other: {}\nItem: {}\n"},
			[]string{"openapi/small/schemas/other.yaml:2: schemas: a second component of the name Item, the first is at " +
				"openapi/small/schemas/item.yaml:2"}},
		{"a name in the root and a file",
			map[string]string{"securitySchemes.yaml": "key: {type: apiKey}\n"},
			[]string{"openapi/small/securitySchemes.yaml:1: ", "the first is at openapi/small/openapi.yaml:9"}},
		{"a name twice in one file",
			map[string]string{"schemas/loose.yaml": "Flag: {}\nFlag: {}\n"},
			[]string{`openapi/small/schemas/loose.yaml:2: "Flag" stands twice in one mapping, first on line 1`}},
		{"a property twice",
			map[string]string{"schemas/loose.yaml": "Flag:\n  type: string\n  type: number\n"},
			[]string{`schemas/loose.yaml:3: "type" stands twice`}},
		{"a missing file",
			map[string]string{"parameters.yaml": "cache:\n  name: cache\n  schema: {$ref: schemas/lose.yaml#/Flag}\n"},
			[]string{"openapi/small/parameters.yaml:3: $ref schemas/lose.yaml#/Flag: no file schemas/lose.yaml; the nearest " +
				"are schemas/loose.yaml, schemas/item.yaml, parameters.yaml"}},
		{"a missing name",
			map[string]string{"parameters.yaml": "cache:\n  name: cache\n  schema: {$ref: schemas/item.yaml#/ItemSkus}\n"},
			[]string{"openapi/small/parameters.yaml:3: $ref schemas/item.yaml#/ItemSkus: schemas/item.yaml has no such " +
				"component; the nearest are ItemSku, Item"}},
		{"a reference into a component",
			map[string]string{"parameters.yaml": "cache: {schema: {$ref: schemas/item.yaml#/Item/properties/zeta}}\n"},
			[]string{"has no such component"}},
		{"a bundled reference in a file",
			map[string]string{"parameters.yaml": "cache: {schema: {$ref: '#/components/schemas/Flag'}}\n"},
			[]string{"parameters.yaml has no such component"}},
		{"a missing name in the root",
			map[string]string{"openapi.yaml": alone + "components:\n  headers: {A: {$ref: '#/components/headers/B'}}\n"},
			[]string{"openapi.yaml:4: $ref #/components/headers/B: openapi.yaml has no such component; the nearest are " +
				"components/headers/A"}},
		{"another site",
			map[string]string{"parameters.yaml": "cache: {schema: {$ref: 'https://example.com/a.yaml#/A'}}\n"},
			[]string{"must not depend on other sites"}},
		{"a reference that is no string",
			map[string]string{"parameters.yaml": "cache: {schema: {$ref: [a]}}\n"},
			[]string{"parameters.yaml:1: a reference must be a string"}},
		{"a missing path item",
			map[string]string{"openapi.yaml": "openapi: 3.0.3\npaths:\n  /item_get/: {$ref: paths/item_gt.yaml}\n"},
			[]string{"openapi.yaml:3: $ref paths/item_gt.yaml: no such path item; the nearest are paths/item_get.yaml"}},
		{"a path item used twice",
			map[string]string{
				"openapi.yaml": "openapi: 3.0.3\npaths:\n  /a/: {$ref: paths/item_get.yaml}\n  /b/: {$ref: paths/item_get.yaml}\n"},
			[]string{"openapi.yaml:4: $ref paths/item_get.yaml: line 3 refers to it already"}},
		{"a path item nobody uses",
			map[string]string{"openapi.yaml": alone},
			[]string{"openapi/small/paths/item_get.yaml:1: no path of openapi.yaml refers to this file"}},
		{"something beside a path reference",
			map[string]string{"openapi.yaml": "openapi: 3.0.3\npaths:\n  /a/: {$ref: paths/item_get.yaml, summary: s}\n"},
			[]string{"openapi.yaml:3: /a/: a reference to a path item stands alone"}},
		{"a file in no known place",
			map[string]string{"schema/item.yaml": "Item: {}\n", "schemas/more.yml": "More: {}\n"},
			[]string{"schema/item.yaml:1: no place for this file", "schemas/more.yml:1: no place for this file"}},
		{"anchors and aliases",
			map[string]string{"schemas/loose.yaml": "Flag: &a {type: string}\nB: *a\n"},
			[]string{"schemas/loose.yaml:1: anchors", "schemas/loose.yaml:2: anchors"}},
		{"a merge key",
			map[string]string{"schemas/loose.yaml": "Flag: {<<: {type: string}}\n"},
			[]string{"schemas/loose.yaml:1: keys are plain words here"}},
		{"a number with leading zeros",
			map[string]string{"schemas/loose.yaml": "Flag:\n  example: 0000\n"},
			[]string{"schemas/loose.yaml:2: 0000 is not a number as JSON writes it: quote it if it is a string"}},
		{"a text cut in two by a comma",
			map[string]string{"schemas/loose.yaml": "Flag:\n  x-code: {en: Calls exceeded, or plan ended, retry: never}\n"},
			[]string{"schemas/loose.yaml:2: a key without a value"}},
		{"infinity",
			map[string]string{"schemas/loose.yaml": "Flag: {example: .inf}\n"},
			[]string{".inf is not a number"}},
		{"a tag",
			map[string]string{"schemas/loose.yaml": "Flag: {example: !!binary YQ==}\n"},
			[]string{"tag !!binary has no meaning in JSON"}},
		{"a name that OpenAPI forbids",
			map[string]string{"schemas/loose.yaml": "Flag: {}\n商品: {}\n"},
			[]string{`schemas/loose.yaml:2: "商品" cannot name a component`}},
		{"an empty file",
			map[string]string{"schemas/loose.yaml": "# nothing yet\n"},
			[]string{"openapi/small/schemas/loose.yaml: the file must hold a mapping"}},
		{"two YAML documents",
			map[string]string{"schemas/loose.yaml": "Flag: {}\n---\nB: {}\n"},
			[]string{"schemas/loose.yaml: the file must hold one YAML document"}},
		{"what is not YAML",
			map[string]string{"schemas/loose.yaml": "Flag: {\n"},
			[]string{"openapi/small/schemas/loose.yaml: yaml: line"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := build(with(tt.changes))
			require.Error(t, err)
			for _, want := range tt.want {
				assert.Contains(t, err.Error(), want)
			}
		})
	}
}

func TestFolderWithoutRoot(t *testing.T) {
	_, err := build(map[string]string{"parameters.yaml": "a: {}\n"})
	assert.ErrorContains(t, err, "openapi/small: open openapi.yaml")
}

func TestFilesThatAreNotYAMLAreLeftAlone(t *testing.T) {
	assert.Equal(t, yamlOf(t, small()), yamlOf(t, with(map[string]string{"README.md": "read me"})))
}
