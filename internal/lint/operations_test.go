package lint

import "testing"

func TestVersion(t *testing.T) {
	runRuleTests(t, []ruleTest{
		{"3.1", files{"openapi.yaml": exchange(root, "3.0.3", "3.1.0")}, "small/openapi.yaml:1: openapi-version: write"},
	})
}

func TestOperationTexts(t *testing.T) {
	runRuleTests(t, []ruleTest{
		{"no summary", op("  summary: Get an offer\n", ""),
			"small/paths/item_get.yaml:1: operation-texts: give the operation a summary"},
		{"Chinese summary", op("Get an offer", "获取商品"),
			"small/paths/item_get.yaml:3: operation-texts: give the operation a summary"},
		{"empty description", op("Everything about one offer.", `""`),
			"small/paths/item_get.yaml:4: operation-texts: give the operation a description"},
		{"Chinese terms quoted", op("Get an offer", "Get an offer (商品)"), ""},
	})
}

func TestOperationID(t *testing.T) {
	elsewhere := files{
		"openapi.yaml":        exchange(root, "/item_get/:", "/item_gte/:"),
		"paths/item_get.yaml": whole,
	}
	runRuleTests(t, []ruleTest{
		{"none", op("  operationId: item_get\n", ""),
			"small/paths/item_get.yaml:1: operation-id: write `operationId: item_get`"},
		{"not the path's", elsewhere,
			"small/paths/item_get.yaml:2: operation-id: operationId item_get is not a segment of the path /item_gte/"},
		{"one segment of several", files{"openapi.yaml": exchange(root, "/item_get/:", "/1/trade/item_get/{appKey}:")}, ""},
	})
}

func TestFamily(t *testing.T) {
	runRuleTests(t, []ruleTest{
		{"none", op("  x-family: product\n", ""),
			"small/paths/item_get.yaml:1: family: x-family must be one of product, order"},
		{"unknown", op("x-family: product", "x-family: goods"), "small/paths/item_get.yaml:6: family: x-family must be"},
		{"another tag", op("tags: [product]", "tags: [order]"),
			"small/paths/item_get.yaml:5: family: write `tags: [product]`"},
		{"two tags", op("tags: [product]", "tags: [product, order]"), "small/paths/item_get.yaml:5: family: write"},
		{"no tag", op("  tags: [product]\n", ""), "small/paths/item_get.yaml:1: family: write"},
	})
}

func TestEvidence(t *testing.T) {
	const evidence = "  x-evidence: {level: recorded, sources: [a page], seen: 2024-04}\n"
	property := func(evidence string) files {
		return prop("title: {type: string, description: The title., example: '1', x-evidence: " + evidence + "}")
	}
	runRuleTests(t, []ruleTest{
		{"none", op(evidence, ""), "small/paths/item_get.yaml:1: evidence: say in x-evidence"},
		{"unknown level", op("level: recorded", "level: sure"),
			"small/paths/item_get.yaml:7: evidence: level must be one of recorded, official"},
		{"no sources", op("sources: [a page]", "sources: []"),
			"small/paths/item_get.yaml:7: evidence: list at least one source"},
		{"an empty source", op("sources: [a page]", "sources: ['']"), "small/paths/item_get.yaml:7: evidence: list"},
		{"a date that is none", op("seen: 2024-04", "seen: 2024-13"), "small/paths/item_get.yaml:7: evidence: write when"},
		{"a year", op("seen: 2024-04", "seen: '2024'"), "small/paths/item_get.yaml:7: evidence: write when"},
		{"of a property, cut", property("{level: live, seen: 2024-04}"), "small/schemas/item.yaml:4: evidence: list"},
		{"of a property, whole", property("{level: live, sources: [a], seen: 2024-04}"), ""},
		{"of a parameter, cut", op(`example: "610947572360"`, `example: "1"`+
			"\n      x-evidence: {level: live, sources: [a]}"), "small/paths/item_get.yaml:14: evidence: write when"},
	})
}
