package products_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/mock/internal/products"
	"github.com/go-ali1688/ali1688/mock/world"
)

// TestOneOfferEverywhere reads an offer by every operation that returns it whole, and one that was taken down.
func TestOneOfferEverywhere(t *testing.T) {
	book := new(world.LimitBook)
	w := world.New(world.Options{Seed: 1688, Limits: book})
	c := &catalogue{t, w, products.New(w)}
	kept, gone := int64(w.ListedOffer(3).ID), int64(w.ListedOffer(4).ID)
	book.Set(gone, world.Limits{Gone: true})
	own := ask[platform.GetProductResponse](c, "alibaba.product.get", fmt.Sprintf(`{"productID":%d}`, kept)).ProductInfo
	require.NotEmpty(t, own.SKUInfos)

	byIDs := func(ids string) platform.GetProductsByIDsResponse {
		return ask[platform.GetProductsByIDsResponse](c, "alibaba.product.getByIdList", `{"productIdList":[`+ids+`]}`)
	}
	assert.Equal(t, []platform.ProductInfo{own}, byIDs(fmt.Sprintf("%d,%d", gone, kept)).ProductList)
	assert.JSONEq(t, `{"success":true,"productList":[]}`, c.body("alibaba.product.getByIdList",
		fmt.Sprintf(`{"productIdList":[%d]}`, gone)))
	for _, api := range []string{"alibaba.fenxiao.productInfo.get", "alibaba.cpsMedia.productInfo"} {
		got := ask[platform.GetResaleProductResponse](c, api, fmt.Sprintf(`{"offerId":%d}`, kept))
		assert.Equal(t, own, got.ProductInfo, api)
		assert.JSONEq(t, `{"success":false,"errorCode":"OFFER_NOT_EXIST","errorMsg":"商品不存在"}`,
			c.body(api, fmt.Sprintf(`{"offerId":%d}`, gone)), api)
	}
	assert.JSONEq(t, fmt.Sprintf(`{"result":[{"productId":%d,"modifiable":true},
		{"productId":%d,"modifiable":false,"desc":"商品不存在"}]}`, kept, gone),
		c.body("alibaba.product.isModifiable", fmt.Sprintf(`{"productIds":[%d,%d],"webSite":"1688"}`, kept, gone)))
}

// TestCategoriesByKeyword finds by a part of the name, with what the category itself returns.
func TestCategoriesByKeyword(t *testing.T) {
	c := newCatalogue(t, false)
	found := ask[platform.SearchCategoriesResponse](c, "alibaba.category.searchByKeyword", `{"keyword":"裙"}`).Products
	require.NotEmpty(t, found)
	for _, row := range found {
		assert.Contains(t, row.Name, "裙")
		id, _ := row.CategoryID.Int64()
		one := ask[platform.GetCategoryResponse](c, "alibaba.category.get", fmt.Sprintf(`{"categoryID":%d}`, id))
		assert.Equal(t, []platform.CategoryInfo{row}, one.CategoryInfo)
	}
	for _, word := range []string{"", "没有这个类目"} {
		assert.JSONEq(t, `{"success":"true","products":[]}`, c.body("alibaba.category.searchByKeyword",
			fmt.Sprintf(`{"keyword":%q}`, word)))
	}
}

// TestMediaSimilar finds the offers of the search for everybody.
func TestMediaSimilar(t *testing.T) {
	c := newCatalogue(t, false)
	o := c.world.ListedOffer(3)
	args := fmt.Sprintf(`{"picUrl":%q,"page":1}`, o.Picture("http://mock.test", 0))
	want := ask[platform.SearchSimilarOffersResponse](c, "alibaba.cross.similar.offer.search", args)
	require.NotEmpty(t, want.Result.Result)
	got := ask[platform.SearchMediaOffersByImageResponse](c, "alibaba.cps.similar.offer.search", args)
	assert.Equal(t, want.Result, got.Result)
	assert.JSONEq(t, `{"success":false,"code":"SYSTEM_ERROR","message":"handle image error with url x"}`,
		c.body("alibaba.cps.similar.offer.search", `{"picUrl":"x","page":1}`))
}
