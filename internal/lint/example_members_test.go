package lint

import "testing"

func TestExampleMembers(t *testing.T) {
	const media = "schema: {$ref: ../schemas/item.yaml#/Item}\n"
	shown := func(example, schema string) files {
		return op(media, media+"          example: "+example+"\n").and("schemas/item.yaml", schema)
	}
	const (
		item  = "Item: {type: object, properties: {title: {type: string, description: The title., example: a}"
		parts = "Item:\n  allOf: [{$ref: '#/Named'}, {type: object, properties: {b: {type: string, description: The " +
			"member., example: b}}}]\n" +
			"Named: {type: object, properties: {a: {type: string, description: The member., example: a}}}\n"
		rows = item + ", rows: {type: array, description: Rows., example: [{n: 1}], items: {$ref: '#/Row'}}}}\n" +
			"Row: {type: object, properties: {n: {type: integer, description: The member., example: 1}}}\n"
		union = "Item: {anyOf: [{type: string}, {$ref: '#/Named'}]}\n" +
			"Named: {type: object, properties: {a: {type: string, description: The member., example: a}}}\n"
	)
	const wrong = "small/paths/item_get.yaml:20: example-member: no schema has the member "
	runRuleTests(t, []ruleTest{
		{"named", shown("{title: a}", item+"}}\n"), ""},
		{"renamed", shown("{name: a}", item+"}}\n"), wrong + "name: rename it in the example"},
		{"of a part", shown("{a: a, b: b}", parts), ""},
		{"of no part", shown("{a: a, c: c}", parts), wrong + "c"},
		{"of a branch", shown("{a: a}", union), ""},
		{"of no branch", shown("{b: a}", union), wrong + "b"},
		{"in a list", shown("{rows: [{n: 1}, {m: 1}]}", rows), wrong + "m"},
		{"of a map", shown("{x: a, y: b}", "Item: {type: object, additionalProperties: {type: string}}\n"), ""},
		{"within a map", shown("{x: {m: 1}}",
			"Item: {type: object, additionalProperties: {$ref: '#/Row'}}\nRow: {type: object, properties: {n: {type: integer, "+
				"description: The member., example: 1}}}\n"), wrong + "m"},
		{"of an object without named members", shown("{x: a}", "Item: {type: object}\n"), ""},
	})
}
