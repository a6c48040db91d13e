package lint

import "testing"

// priced returns a document whose property title is written in the given way.
func priced(schema, components string) files {
	return files{
		"schemas/item.yaml": "Item:\n  properties:\n    title:\n      description: The title.\n      example: '1'\n      " +
			schema + "\n" + components}
}

func TestContentIsNamed(t *testing.T) {
	const named = "schema: {$ref: ../schemas/item.yaml#/Item}"
	const body = "  requestBody: {content: {application/json: {schema: {type: string}}}}\n"
	runRuleTests(t, []ruleTest{
		{"inline answer", op(named, "schema: {allOf: [{$ref: ../schemas/item.yaml#/Item}]}"),
			"small/paths/item_get.yaml:19: named-content: move the schema"},
		{"inline request", op("  responses:\n", body+"  responses:\n"),
			"small/paths/item_get.yaml:14: named-content: move the schema"},
		{"inline in a shared response",
			op("    \"200\":\n", "    \"400\": {$ref: ../responses.yaml#/Bad}\n    \"200\":\n").and("responses.yaml",
				"Bad: {description: Bad., content: {text/plain: {schema: {type: string}}}}\n"),
			"small/responses.yaml:1: named-content: move the schema"},
	})
}

func TestParameterEnums(t *testing.T) {
	const plain = "      schema: {type: string}\n"
	runRuleTests(t, []ruleTest{
		{"inline", op(plain, "      schema: {type: string, enum: ['610947572360']}\n"),
			"small/paths/item_get.yaml:12: named-enum: move the enum"},
		{"inline in a list", op(plain+`      example: "610947572360"`,
			"      schema: {type: array, items: {type: string, enum: [a]}}\n      example: [a]"),
			"small/paths/item_get.yaml:12: named-enum: move the enum"},
		{"named", op(plain, "      schema: {$ref: ../schemas/ids.yaml#/ID}\n").and("schemas/ids.yaml",
			"ID: {type: string, enum: ['610947572360']}\n"), ""},
		{"of a property, which may be inline", priced("type: string\n      enum: ['1', '2']", ""), ""},
	})
}

func TestUnionBranches(t *testing.T) {
	const wrong = "small/schemas/item.yaml:6: union-branch: refer to a named schema"
	runRuleTests(t, []ruleTest{
		{"inline object", priced("anyOf: [{type: string}, {type: object}]", ""), wrong},
		{"inline list", priced("oneOf: [{type: string}, {type: array, items: {type: string}}]", ""), wrong},
		{"no type", priced("anyOf: [{description: Anything.}]", ""), wrong},
		{"scalars", priced("anyOf: [{type: string}, {type: number}]", ""), ""},
		{"null alone", priced("anyOf: [{type: boolean, nullable: true, enum: [null]}, {type: string}]", ""), ""},
		{"empty list", priced("anyOf: [{type: string}, {type: array, items: {}, maxItems: 0}]", ""), ""},
		{"named", priced("anyOf: [{$ref: '#/Price'}]", "Price: {type: string}\n"), ""},
	})
}

func TestOpenStructs(t *testing.T) {
	item := func(more string) files {
		return files{
			"schemas/item.yaml": "Item:\n  type: object\n  properties: {title: {type: string, description: The title., " +
				"example: '1'}}\n" + more}
	}
	const wrong = "small/schemas/item.yaml:4: open-struct: remove additionalProperties"
	runRuleTests(t, []ruleTest{
		{"true", item("  additionalProperties: true\n"), wrong},
		{"an empty schema", item("  additionalProperties: {}\n"), wrong},
		{"false", item("  additionalProperties: false\n"), ""},
		{"a real map", files{"schemas/item.yaml": "Item: {type: object, additionalProperties: true}\n"}, ""},
	})
}

func TestNullable(t *testing.T) {
	runRuleTests(t, []ruleTest{
		{"beside anyOf", priced("anyOf: [{type: string}]\n      nullable: true", ""),
			"small/schemas/item.yaml:7: nullable: put nullable beside a type"},
		{"beside type", priced("type: string\n      nullable: true", ""), ""},
	})
}

func TestTwins(t *testing.T) {
	item := func(members ...string) files {
		text := "Item:\n  type: object\n  properties:\n"
		for _, m := range members {
			text += "    " + m + ", description: The share., example: '1'}\n"
		}
		return files{"schemas/item.yaml": text}
	}
	const wrong = "small/schemas/item.yaml:5: twin: generators for Go give turn_head and turnHead one name"
	runRuleTests(t, []ruleTest{
		{"by a capital", item("turn_head: {type: string", "turnHead: {type: string"), wrong},
		{"named", item("turn_head: {type: string", "turnHead: {type: string, x-go-name: OldTurnHead"), ""},
		{"two words in Go", item("pagecount: {type: string", "page_count: {type: string"), ""},
	})
}

func TestUnreferenced(t *testing.T) {
	runRuleTests(t, []ruleTest{
		{"a schema", files{"schemas/more.yaml": "More: {type: string}\n"},
			"small/schemas/more.yaml:1: unreferenced: nothing refers to More"},
		{"a schema that refers to itself", files{"schemas/more.yaml": "More: {type: array, items: {$ref: '#/More'}}\n"},
			"small/schemas/more.yaml:1: unreferenced: "},
		{"a parameter", files{
			"parameters.yaml": "cache: {name: cache, in: query, description: A cache., example: '1', schema: {type: string}}\n"},
			"small/parameters.yaml:1: unreferenced: nothing refers to cache"},
		{"a security scheme", files{"openapi.yaml": exchange(root, "security: [{key: []}]\n", "")},
			"small/openapi.yaml:7: unreferenced: nothing refers to key"},
		{"a security scheme of one operation",
			op("  tags: [product]\n", "  tags: [product]\n  security: [{key: []}]\n").and("openapi.yaml",
				exchange(root, "security: [{key: []}]\n", "")), ""},
		{"through another", priced("$ref: '#/Price'", "Price: {allOf: [{$ref: '#/Cents'}]}\nCents: {type: string}\n"), ""},
	})
}
