package lint

import "testing"

func TestDescriptions(t *testing.T) {
	runRuleTests(t, []ruleTest{
		{"parameter without", op("      description: The offer's id (商品ID).\n", ""),
			"small/paths/item_get.yaml:9: description: describe the parameter num_iid"},
		{"property without", prop("title: {type: string, example: '1'}"),
			"small/schemas/item.yaml:4: description: describe the property title"},
		{"property in Chinese", prop("title: {type: string, example: '1', description: 价格}"),
			"small/schemas/item.yaml:4: description: describe the property title"},
		{"on the component", prop("title: {$ref: '#/Price'}").and("schemas/item.yaml",
			"Item: {properties: {title: {$ref: '#/Price'}}}\nPrice: {type: string, description: The title., example: '1'}\n"),
			""},
		{"not on the component either",
			files{"schemas/item.yaml": "Item: {properties: {title: {$ref: '#/Price'}}}\nPrice: {type: string, example: '1'}\n"},
			"small/schemas/item.yaml:1: description: describe"},
		{"beside the reference",
			files{"schemas/item.yaml": "Item: {properties: {title: {$ref: '#/Price', description: The title.}}}\nPrice: " +
				"{type: string, example: '1'}\n"}, ""},
		{"a property called description", prop("description: {type: string, example: '1', description: What it is.}"), ""},
	})
}

func TestExamples(t *testing.T) {
	described := func(rest, component string) files {
		return files{"schemas/item.yaml": "Item:\n  properties:\n    title: {description: The title., " + rest + "}\n" +
			component + "\n"}
	}
	const missing = "small/schemas/item.yaml:3: example: give the property title an example"
	runRuleTests(t, []ruleTest{
		{"optional parameter without", op(`      example: "610947572360"`+"\n", ""), ""},
		{"required parameter without", op(`      example: "610947572360"`+"\n", "      required: true\n"),
			"small/paths/item_get.yaml:9: example: give the parameter num_iid an example"},
		{"parameter whose schema has one", op("      schema: {type: string}\n"+`      example: "610947572360"`+"\n",
			"      schema: {type: string, example: '1'}\n"), ""},
		{"parameter with named ones", op(`      example: "610947572360"`, "      examples: {one: {value: '1'}}"), ""},
		{"property without", described("type: string", ""), missing},
		{"null is an example", described("type: string, nullable: true, example: null", ""), ""},
		{"through a reference", described("allOf: [{$ref: '#/Price'}]", "Price: {type: string, example: '1'}"), ""},
		{"through the properties of a component",
			described("$ref: '#/Price'", "Price: {properties: {cents: {type: integer, description: In cents., example: 1}}}"),
			""},
		{"through the items", described("type: array, items: {$ref: '#/Price'}", "Price: {type: string, example: '1'}"), ""},
		{"items without", described("type: array, items: {$ref: '#/Price'}", "Price: {type: string}"), missing},
		{"through a branch", described("anyOf: [{$ref: '#/Price'}, {type: number}]", "Price: {type: string, example: '1'}"),
			""},
		{"a component made of itself", described("$ref: '#/Price'", "Price: {type: array, items: {$ref: '#/Price'}}"),
			missing},
	})
}

func TestExamplesConform(t *testing.T) {
	property := func(rest string) files {
		return prop("title: {description: The title., " + rest + "}")
	}
	const wrong = "small/schemas/item.yaml:4: example-conforms: correct the example or its schema: "
	const media = "          schema: {$ref: ../schemas/item.yaml#/Item}\n"
	runRuleTests(t, []ruleTest{
		{"another kind", property("type: string, example: 1"), wrong + "value must be a string"},
		{"null where none may be", property("type: string, example: null"), wrong + "Value is not nullable"},
		{"null where it may be", property("type: string, nullable: true, example: null"), ""},
		{"not in the enum", property("type: string, enum: [a, b], example: c"), wrong},
		{"against the pattern", property(`type: string, pattern: "^[0-9]+$", example: x`), wrong},
		{"deep inside", property("type: array, items: {type: array, items: {type: string}}, example: [[a], [b, 1]]"), wrong +
			"value must be a string at /1/1"},
		{"through a reference", files{
			"schemas/item.yaml": "Item:\n  type: object\n  properties:\n    title: {allOf: [{$ref: '#/Price'}], description: " +
				"The title., example: 1}\nPrice: {type: string}\n"}, wrong + "value must be a string"},
		{"of a parameter", op(`"610947572360"`, "610947572360"), "small/paths/item_get.yaml:13: example-conforms: "},
		{
			"of an answer",
			op(media, media+"          example: {title: 1}\n"),
			"small/paths/item_get.yaml:20: example-conforms: correct the example or its schema: value must be a string at /title",
		},
		{"of an answer, named and shared",
			op(media, media+"          examples: {one: {$ref: ../examples.yaml#/One}}\n").and("examples.yaml",
				"One: {value: {title: 1}}\n"), "small/paths/item_get.yaml:20: example-conforms: "},
		{"of an answer, right", op(media, media+"          examples: {one: {value: {title: '1'}}}\n"), ""},
	})
}
