package conformance

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestSingleObjects compares a fixture of another project, which guards with PHP's habit to send a list of one as its
// only row. No real body shows it, so the document does not describe it, and the checker names each place.
func TestSingleObjects(t *testing.T) {
	c, _ := gateway(t)
	body := `{"error_code": "0000", "item": {"num_iid": "1032031110243", "title": "Sample 1688 dress", "price": "69.00",
		"prop_imgs": {"prop_img": {"properties": "0:1", "url": "https://cbu01.alicdn.com/red.jpg"}},
		"skus": {"sku": {"sku_id": "sku-1", "properties_name": "颜色:红色", "price": "69.00", "quantity": "20"}}}}`
	var got []string
	for _, f := range check(t, c, "item_get", []byte(body), Options{Strict: true}) {
		got = append(got, f.Pointer+": "+f.Rule)
	}
	assert.ElementsMatch(t, []string{"/item/prop_imgs/prop_img: type", "/item/skus/sku: type"}, got)
}

// TestNewInAShop holds the lists of new offers as a post of 2021 shows them, which does not name the gateway.
func TestNewInAShop(t *testing.T) {
	c, _ := gateway(t)
	row := `[{"dealCount": "20", "imgUrl": "http://cbu01.alicdn.com/1.jpg", "offerUrl": ` +
		`"https://detail.m.1688.com/page/index.html?offerId=589984649469", "price": "469.00", "title": "手机"}]`
	body := `{"data": {"content": "", "stateInfo": "成功"}, "days_ago_30": ` + row + `, "lately_30_days": ` + row +
		`, "lately_7_days": []}`
	assert.Empty(t, check(t, c, "item_search_shop", []byte(body), Options{Strict: true}))
}
