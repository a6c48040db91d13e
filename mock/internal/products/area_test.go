package products_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/generated/platform"
)

// TestAreas reads provinces, cities and districts by their codes, and lists what is right below each.
func TestAreas(t *testing.T) {
	const one, below = "alibaba.trade.addresscode.get", "alibaba.trade.addresscode.getchild"
	cases := []struct{ api, args, want string }{
		{one, `{"areaCode":"330100"}`, `{"result":{"code":"330100","name":"杭州","parentCode":"330000","post":"330000",
			"children":["330108"]}}`},
		{one, `{"areaCode":"330108"}`, `{"result":{"code":"330108","name":"滨江区","parentCode":"330100","post":"330000"}}`},
		{one, `{"areaCode":"310000"}`, `{"result":{"code":"310000","name":"上海","post":"310000",
			"children":["310100"]}}`},
		{one, `{"areaCode":"1"}`, `{"errorCode":"AREA_NOT_EXIST","errorMessage":"地区不存在"}`},
		{below, `{"areaCode":"330100"}`, `{"result":[{"code":"330108","name":"滨江区","parentCode":"330100",
			"post":"330000"}]}`},
		{below, `{"areaCode":"330108"}`, `{"result":[]}`},
		{below, `{"areaCode":"1"}`, `{"result":[]}`},
	}
	c := newCatalogue(t, false)
	for _, tt := range cases {
		sameJSON(t, tt.want, c.body(tt.api, tt.args), "%s %s", tt.api, tt.args)
	}
	provinces := ask[platform.ListAddressCodeChildrenResponse](c, below, `{}`).Result
	assert.Len(t, provinces, len(c.world.AreasBelow("")))
	for _, p := range provinces {
		assert.Regexp(t, `^\d\d0000$`, p.Code)
		assert.Empty(t, p.ParentCode, "a province is in no area")
		for _, city := range p.Children {
			assert.Equal(t, p.Code[:2], city[:2])
		}
	}
}
