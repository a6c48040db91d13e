package lint

import "testing"

func TestUnits(t *testing.T) {
	runRuleTests(t, []ruleTest{
		{"a unit of the list", prop("price: {type: string, description: The price., example: \"5\", x-unit: yuan}"), ""},
		{"unknown", prop("price: {type: string, description: The price., example: \"5\", x-unit: unknown}"), ""},
		{"a currency that a member names",
			prop("price: {type: string, description: The price in `fobCurrency`., example: \"5\", x-unit: currency}"), ""},
		{"a currency that nothing names",
			prop("price: {type: string, description: The price abroad., example: \"5\", x-unit: currency}"),
			"small/schemas/item.yaml:4: unit: say which member or argument names the currency of price"},
		{"another word", prop("price: {type: string, description: The price., example: \"5\", x-unit: cents}"),
			"small/schemas/item.yaml:4: unit: x-unit must be one of fen, yuan"},
		{"money without a unit", prop("refundAmount: {type: integer, description: The amount., example: 5}"),
			"small/schemas/item.yaml:4: unit: say in which unit refundAmount is"},
		{"a weight without a unit", prop("unitWeight: {type: number, description: The weight., example: 5}"),
			"small/schemas/item.yaml:4: unit: say in which unit unitWeight is"},
		{"a time without a unit", prop("gmtCreate: {type: string, description: When., example: a}"),
			"small/schemas/item.yaml:4: unit: say in which unit gmtCreate is"},
		{"money in a union", prop("postFee: {anyOf: [{type: string}, {type: number}], description: The fee., example: 5}"),
			"small/schemas/item.yaml:4: unit: say in which unit postFee is"},
		{"a text about money", prop("priceInfo: {type: string, description: About the price., example: a}"), ""},
		{"a flag", prop("isFreePostage: {type: string, description: Whether it is free., example: a}"), ""},
		{"a word with fee in it", prop("feedback: {type: string, description: What they said., example: a}"), ""},
		{"an object", prop("price: {type: object, description: The price., example: {}}"), ""},
	})
}
