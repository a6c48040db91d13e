package lint

import "testing"

func TestOutcome(t *testing.T) {
	changing := func(outcome string) files {
		return op("x-family: product", "x-family: product\n  x-effect: create").and("schemas/item.yaml",
			"Item:\n  type: object\n  description: An order."+outcome+`
  properties:
    ok:
      type: boolean
      description: Whether it worked.
      example: true
    rows:
      description: The orders.
      example: []
      allOf: [{$ref: '#/Rows'}]
Rows:
  type: array
  description: The orders.
  example: []
  items:
    $ref: '#/Row'
Row:
  type: object
  description: An order.
  properties:
    id:
      type: string
      description: The order's id.
      example: "1"
`)
	}
	const operation, schema = "small/paths/item_get.yaml:7: outcome: ", "small/schemas/item.yaml:4: outcome: "
	runRuleTests(t, []ruleTest{
		{"no proof", changing("\n  x-outcome: {success: [ok]}"), operation + "name in x-outcome.proof"},
		{"neither success nor proof", changing("\n  x-outcome: {message: [rows], proof: []}"), operation +
			"name in x-outcome of the response a member"},
		{"a code that may be absent", changing("\n  x-outcome: {code: [ok], proof: []}"), operation +
			"name in x-outcome of the response a member"},
		{"a code that is always there", changing("\n  required: [ok]\n  x-outcome: {code: [ok], proof: []}"), ""},
		{"no such member", changing("\n  x-outcome: {success: [okay], proof: []}"), schema + `"okay" is no path`},
		{"no such member of a row", changing("\n  x-outcome: {success: [ok], proof: ['rows[].orderId']}"), schema +
			`"rows[].orderId" is no path`},
		{"a row without a list", changing("\n  x-outcome: {success: ['ok[]'], proof: []}"), schema + `"ok[]" is no path`},
		{"a list of another name", changing("\n  x-outcome: {success: [ok], proof: [], failure: [ok]}"), schema +
			"x-outcome has the lists success, code"},
		{"whole", changing("\n  x-outcome: {success: [ok], proof: ['rows[].id']}"), ""},
		{"nothing but success", changing("\n  x-outcome: {success: [ok], proof: []}"), ""},
	})
}
