package products_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
)

// TestTrends has a point a day of a month at most.
func TestTrends(t *testing.T) {
	c := newCatalogue(t, false)
	o := c.world.ListedOffer(4)
	cases := []struct {
		from, to string
		points   int // 0 for a refusal
	}{
		{"20260901", "20260901", 1}, {"20260901", "20260930", 30}, {"20260901", "20261002", 32}, {"20260901",
			"20261003", 0},
		{"20260902", "20260901", 0}, {"2026-09-01", "20260902", 0}, {"20260901", "x", 0}, {"20260228", "20260302", 3},
	}
	for api, param := range map[string]string{
		"product.analyze.getPerdaySellQuantityTrendNew":   "tendQueryParam",
		"product.analyze.getRepurchaseRateTrendNew":       "trendQueryParam",
		"product.analyze.getThirtyDayMedianPriceTrendNew": "trendQueryParam",
	} {
		for _, tt := range cases {
			body := c.body(api, fmt.Sprintf(`{%q:{"offerId":%d,"startDate":%q,"endDate":%q}}`, param, o.ID, tt.from,
				tt.to))
			var got struct {
				Result struct {
					Success bool   `json:"success"`
					Code    string `json:"retCode"`
					Result  []struct{ Date, Value string }
				} `json:"result"`
			}
			require.NoError(t, json.Unmarshal([]byte(body), &got))
			assert.Equal(t, tt.points > 0, got.Result.Success, body)
			assert.Equal(t, map[bool]string{true: "S000", false: "PARAM_ERROR"}[tt.points > 0], got.Result.Code)
			require.Len(t, got.Result.Result, tt.points)
			for i, p := range got.Result.Result {
				assert.True(t, i == 0 || p.Date > got.Result.Result[i-1].Date)
				assert.NotEmpty(t, p.Value)
			}
		}
	}
}

// TestRankings ranks the offers of a category, from the first on.
func TestRankings(t *testing.T) {
	c := newCatalogue(t, false)
	leaf := c.world.CategoriesNamed("连衣裙", "")[0]
	rank := func(kind string, limit int) platform.Ranking {
		return ask[platform.QueryTopListResponse](c, "product.topList.query", fmt.Sprintf(
			`{"rankQueryParams":{"rankId":"%d","rankType":%q,"limit":%d,"language":"en"}}`, leaf.ID, kind,
			limit)).Result.Result
	}
	for _, tt := range []struct {
		kind, name string
		limit, n   int
	}{{"hot", "Hot List", 10, 10}, {"goodPrice", "Good Price List", 10, 10}, {"complex", "Comprehensive List", 3, 3},
		{"hot", "Hot List", 99, 20}, {"hot", "Hot List", 0, 1}} {
		got := rank(tt.kind, tt.limit)
		require.Len(t, got.RankProductModels, tt.n)
		assert.Equal(t, []string{strconv.FormatInt(leaf.ID, 10), tt.name, tt.kind}, []string{got.RankID, got.RankName,
			got.RankType})
		last := int64(0)
		for i, p := range got.RankProductModels {
			o, ok := c.world.Offer(uint64(number(p.ItemID)))
			require.True(t, ok)
			assert.Equal(t, leaf.ID, o.Categories()[2].ID)
			assert.EqualValues(t, i+1, number(p.Sort))
			assert.Equal(t, []string{o.Title(false), o.TitleIn("en")}, []string{p.Title, p.TranslateTitle})
			key := map[string]int64{"hot": -number(p.SoldOut), "goodPrice": o.Tiers()[0].Price}[tt.kind]
			assert.True(t, i == 0 || key >= last)
			last = key
		}
	}
}

// TestCategories shows categories with their parents and children, with names in the language of the call.
func TestCategories(t *testing.T) {
	c := newCatalogue(t, true)
	cases := []struct{ api, args, want string }{
		{"alibaba.category.get", `{"categoryID":1038}`, `{"succes":"true","categoryInfo":[{"categoryID":1038,
			"name":"女装","isLeaf":false,
			"parentIDs":[0],"childCategorys":[{"id":201280004,"name":"裙装","isLeaf":false,"categoryType":"1"},
			{"id":201284007,"name":"女士上装","isLeaf":false,"categoryType":"1"},{"id":201288010,"name":"女士裤装",
				"isLeaf":false,"categoryType":"1"},
			{"id":201292013,"name":"女士外套","isLeaf":false,"categoryType":"1"}],"minOrderQuantity":1,"categoryType":"1",
				"isSupportProcessing":false}]}`},
		{"alibaba.category.get", `{"categoryID":1031910}`, `{"succes":"true","categoryInfo":[{"categoryID":1031910,
			"name":"连衣裙","isLeaf":true,
			"parentIDs":[201280004],"minOrderQuantity":1,"categoryType":"1","isSupportProcessing":false}]}`},
		{"alibaba.category.get", `{"categoryID":5}`, `{"succes":"false","errorCode":"CATEGORY_NOT_EXIST",
			"errorMsg":"类目不存在"}`},
		{"category.translation.getById", `{"categoryId":1031910,"language":"en"}`, `{"result":{"success":true,
			"code":"S0000","message":"成功",
			"result":{"categoryId":1031910,"chineseName":"连衣裙","translatedName":"dress","language":"en","leaf":true,
				"level":"3",
			"parentCateId":201280004,"fromCache":false}}}`},
		{"category.translation.getById", `{"categoryId":5,"language":"en"}`,
			`{"result":{"success":false,"code":"CATEGORY_NOT_EXIST","message":"类目不存在"}}`},
		{"category.translation.getByKeyword", `{"cateName":"连衣裙","language":"ja"}`, `{"result":{"success":true,
			"code":"S0000","message":"成功",
			"result":[{"categoryId":1031910,"chineseName":"连衣裙","translatedName":"ワンピース","language":"ja","leaf":true,
				"level":"3",
			"parentCateId":201280004}]}}`},
		{"category.translation.getByKeyword", `{"cateName":"xyzzy","language":"en"}`,
			`{"result":{"success":true,"code":"S0000","message":"成功","result":[]}}`},
		{"category.translation.getByKeyword", `{"cateName":"","language":"en"}`,
			`{"result":{"success":true,"code":"S0000","message":"成功","result":[]}}`},
		{"alibaba.category.attribute.get", `{"categoryID":1038,"webSite":"1688"}`, `{"success":true,"attributes":[]}`},
		{"alibaba.category.attribute.get", `{"categoryID":5,"webSite":"1688"}`,
			`{"success":false,"errorCode":"CATEGORY_NOT_EXIST","errorMsg":"类目不存在"}`},
		{detailQuery, `{"offerDetailParam":{"offerId":5,"country":"en"}}`,
			`{"result":{"success":false,"code":"OFFER_NOT_EXIST","message":"商品不存在"}}`},
		{detailQuery, `{"offerDetailParam":{"offerId":-5,"country":"en"}}`,
			`{"result":{"success":false,"code":"OFFER_NOT_EXIST","message":"商品不存在"}}`},
		{"product.freight.estimate", `{"productFreightQueryParamsNew":{"offerId":5,"toProvinceCode":"1","totalNum":1}}`,

			`{"result":{"success":false,"code":"OFFER_NOT_EXIST","message":"商品不存在"}}`},
		{"product.topList.query", `{"rankQueryParams":{"rankId":"x","rankType":"hot","limit":5,"language":"en"}}`,
			`{"result":{"success":false,"code":"CATEGORY_NOT_EXIST","message":"类目不存在"}}`},
		{"product.search.topKeyword", `{"topSeKeywordParam":{"sourceId":"x","country":"en"}}`,
			`{"result":{"success":"false","code":"CATEGORY_NOT_EXIST","message":"类目不存在"}}`},
		{"alibaba.trade.OpQueryMarketingMixConfig", `{"sellerLoginId":"nobody"}`,
			`{"success":false,"errorCode":"MEMBER_NOT_EXIST","errorMessage":"会员不存在"}`},
		{"alibaba.account.agent.crossBasic", `{}`, `{"success":false,"errorCode":"MEMBER_NOT_EXIST",
			"errorMessage":"会员不存在"}`},
	}
	for _, tt := range cases {
		assert.JSONEq(t, tt.want, c.body(tt.api, tt.args), "%s %s", tt.api, tt.args)
	}
	roots := ask[platform.GetCategoryResponse](c, "alibaba.category.get", `{"categoryID":0}`).CategoryInfo[0]
	assert.Len(t, roots.ChildCategories, len(c.world.Subcategories(0)))
}
