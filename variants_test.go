package ali1688_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
)

func itemOf(t *testing.T, item string) *gateway.Item {
	t.Helper()
	var answer gateway.ItemGetResponse
	require.NoError(t, loose.Unmarshal([]byte(`{"item":`+item+`}`), &answer))
	return &answer.Item
}

// TestVariantsOfARecording resolves what a real response has.
func TestVariantsOfARecording(t *testing.T) {
	body, err := os.ReadFile("evidence/recordings/item_get/01-639741530227-lang-ko-2021.json")
	require.NoError(t, err)
	var answer gateway.ItemGetResponse
	require.NoError(t, loose.Unmarshal(body, &answer))
	variants := ali1688.Variants(&answer.Item)
	require.NotEmpty(t, variants)
	assert.Equal(t, ali1688.Variant{
		SKUID: "4759768662214", SpecID: "94d1d179497744028aa76873afdeba62", Price: loose.YuanOf("39.00"), Stock: 1000,
		Properties: []ali1688.Property{{Key: "0:0", Name: "색깔", Value: "하얀"}, {Key: "1:0", Name: "크기", Value: "S"}},
		Picture:    "https://cbu01.alicdn.com/img/ibank/O1CN01SB7fiC1W6xsv2Eo08_!!2207146052740-0-cib.jpg",
	}, variants[0])
}

func TestVariants(t *testing.T) {
	cases := map[string]struct {
		item string
		want []ali1688.Variant
	}{
		"no variants": {`{"skus":[]}`, nil},
		"names from the list": {
			`{"skus":{"sku":[{"sku_id":"1","properties":"0:1;1:0"}]},"props_list":{"0:1":"颜色:红","1:0":"尺码：大"}}`,
			[]ali1688.Variant{{SKUID: "1", Stock: -1, Properties: []ali1688.Property{{Key: "0:1", Name: "颜色", Value: "红"},
				{Key: "1:0", Name: "尺码：大"}}}}},
		"a value with separators": {
			`{"skus":{"sku":[{"sku_id":1,"properties_name":"0:1:规格:10:20;30;1:2:色:红","quantity":""}]}}`,
			[]ali1688.Variant{{SKUID: "1", Stock: -1, Properties: []ali1688.Property{{Key: "0:1", Name: "规格", Value: "10:20;30"},
				{Key: "1:2", Name: "色", Value: "红"}}}}},
		"its own picture, sold out": {
			`{"skus":{"sku":[{"sku_id":1,"quantity":0,"sku_img":"//cbu01.alicdn.com/a.jpg_60x60.jpg"}]}}`,
			[]ali1688.Variant{{SKUID: "1", Picture: "https://cbu01.alicdn.com/a.jpg"}}},
		"the picture of a property": {
			`{"skus":{"sku":[{"sku_id":1,"properties_name":"0:1:色:红"}]},"prop_imgs":{"prop_img":[{"properties":"0:0",` +
				`"url":"//a/0.jpg"},{"properties":"0:1","url":"//a/1.jpg"}]}}`,
			[]ali1688.Variant{{SKUID: "1", Stock: -1, Picture: "https://a/1.jpg",
				Properties: []ali1688.Property{{Key: "0:1", Name: "色", Value: "红"}}}}},
	}
	for name, tt := range cases {
		got := ali1688.Variants(itemOf(t, tt.item))
		for i := range got {
			got[i].Price = loose.Yuan{}
		}
		assert.Equal(t, tt.want, got, name)
	}
}

func TestPriceFor(t *testing.T) {
	const (
		tiers  = `"price":"9.90","min_num":"2","priceRange":[[2,"9.90"],["10","9.50"],[100,9]]`
		equal  = `"skus":{"sku":[{"sku_id":1,"price":"9.90"},{"sku_id":2,"price":9.9}]}`
		differ = `"skus":{"sku":[{"sku_id":1,"price":"9.90"},{"sku_id":2,"price":"12"}]}`
	)
	cases := []struct {
		name, item string
		quantity   int64
		variant    int // the number of the variant from 1, 0 for none
		want       string
	}{
		{"less than is sold", `{` + tiers + `}`, 1, 0, ""},
		{"nothing", `{"price":"9.90"}`, 0, 0, ""},
		{"first tier", `{` + tiers + `}`, 2, 0, "9.90"},
		{"before the second", `{` + tiers + `}`, 9, 0, "9.90"},
		{"second", `{` + tiers + `}`, 10, 0, "9.50"},
		{"last", `{` + tiers + `}`, 5000, 0, "9"},
		{"variants of one price", `{` + tiers + `,` + equal + `}`, 10, 2, "9.50"},
		{"variants that differ", `{` + tiers + `,` + differ + `}`, 10, 2, "12"},
		{"no tiers, a variant", `{"price":"9.90",` + equal + `}`, 1, 2, "9.9"},
		{"no tiers, no variant", `{"price":"9.90"}`, 1, 0, "9.90"},
		{"no price", `{}`, 1, 0, ""},
		{"before the first tier", `{"price":"9","priceRange":[[5,"8"]]}`, 1, 0, ""},
		{"rows that cannot be read", `{"price":"9","priceRange":[[5],["x","8"],[3,"7"]]}`, 3, 0, "7"},
		{"out of order", `{"price":"9","priceRange":[[10,"7"],[1,"8"]]}`, 9, 0, "8"},
	}
	for _, tt := range cases {
		item := itemOf(t, tt.item)
		var variant *ali1688.Variant
		if tt.variant > 0 {
			variant = &ali1688.Variants(item)[tt.variant-1]
		}
		got, ok := ali1688.PriceFor(item, tt.quantity, variant)
		assert.Equal(t, tt.want != "", ok, tt.name)
		assert.Equal(t, tt.want, got.String(), tt.name)
	}
}

func TestCheapest(t *testing.T) {
	variant := func(id, price string, stock int64) ali1688.Variant {
		return ali1688.Variant{SKUID: id, Price: loose.YuanOf(price), Stock: stock}
	}
	for name, tt := range map[string]struct {
		variants []ali1688.Variant
		want     string
	}{
		"none": {nil, ""},
		"lowest in stock": {[]ali1688.Variant{variant("a", "10", 5), variant("b", "8", 0), variant("c", "9.50", 1),
			variant("d", "9.5", 9)}, "c"},
		"no price":        {[]ali1688.Variant{variant("a", "", 5), variant("b", "12-30", 5), variant("c", "20", 5)}, "c"},
		"stock not known": {[]ali1688.Variant{variant("a", "1", -1)}, ""},
	} {
		got, ok := ali1688.Cheapest(tt.variants)
		assert.Equal(t, tt.want, got.SKUID, name)
		assert.Equal(t, tt.want != "", ok, name)
	}
}
