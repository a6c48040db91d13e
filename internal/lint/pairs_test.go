package lint

import "testing"

// answered returns the whole operation with the parameters and the example of its response written in the given way.
func answered(parameter, response string) files {
	const plain = "    - name: num_iid\n      in: query\n      description: The offer's id (商品ID).\n      schema: " +
		"{type: string}\n      example: \"610947572360\"\n"
	const media = "          schema: {$ref: ../schemas/item.yaml#/Item}\n"
	out := op(plain, "    - {in: query, description: A parameter., schema: {}, "+parameter+"}\n")
	return files{
		"paths/item_get.yaml": exchange(out["paths/item_get.yaml"], media, media+"          example: "+response+"\n"),
		"schemas/item.yaml":   "Item: {type: object}\n",
	}
}

func TestPairs(t *testing.T) {
	const at = "small/paths/item_get.yaml:9: example-pair: "
	runRuleTests(t, []ruleTest{
		{"the same id", answered("name: num_iid, example: '1'", "{item: {num_iid: '1'}}"), ""},
		{"another id", answered("name: num_iid, example: '1'", "{item: {num_iid: '2'}}"), at +
			"the example of the request has num_iid 1, that of its response num_iid 2"},
		{"another id under another name", answered("name: sid, example: b2b-1", "{item: {memberId: b2b-2}}"), at +
			"the example of the request has sid b2b-1, that of its response memberId b2b-2"},
		{"an unknown id", answered("name: num_iid, example: '1'", "{item: {num_iid: ''}}"), ""},
		{"the ids of rows", answered("name: num_iid, example: '1'", "{items: [{num_iid: '2'}]}"), ""},
		{"what is no id", answered("name: page_size, example: 40", "{items: {page_size: 19}}"), ""},
		{"the keyword", answered("name: q, example: 奶瓶", "{items: [{title: 护理奶瓶}]}"), ""},
		{"another keyword", answered("name: q, example: 女装", "{items: [{title: 护理奶瓶}]}"), at +
			"no text of the example of the response has the keyword 女装"},
		{"a lower price", answered("name: start_price, example: 10", "{items: [{price: '2.13'}]}"), at +
			"the example of the request has start_price 10, that of its response price 2.13"},
		{"a higher price", answered("name: end_price, example: 2", "{items: [{price: 2.13}]}"), at +
			"the example of the request has end_price 2, that of its response price 2.13"},
		{"no limit of the price", answered("name: end_price, example: 0", "{items: [{price: '2.13'}]}"), ""},
		{"an empty example", answered("name: q, example: ''", "{items: []}"), ""},
	})
}
