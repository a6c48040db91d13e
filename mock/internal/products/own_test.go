package products_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/internal/products"
	"github.com/go-ali1688/ali1688/mock/world"
)

// TestPictures finds an offer by its picture: by its address, by the id that uploading gives, and by the category alone
// for others.
func TestPictures(t *testing.T) {
	c := newCatalogue(t, false)
	first := func(args string) string {
		page := ask[platform.SearchProductsByImageResponse](c, imageQuery,
			`{"offerQueryParam":{"beginPage":1,"pageSize":3,"country":"en",`+args+`}}`).Result.Result
		if len(page.Data) == 0 {
			return ""
		}
		return page.Data[0].OfferID.String()
	}
	for i := range 30 {
		o := c.world.ListedOffer(i * 13)
		picture := o.Picture("http://mock.test", 0)
		id := strconv.FormatUint(o.ID, 10)
		require.Equal(t, id, first(fmt.Sprintf(`"imageAddress":%q`, picture)))
		up := ask[platform.UploadProductImageResponse](c, uploadImage,
			fmt.Sprintf(`{"uploadImageParam":{"imageBase64":%q}}`, picture)).Result
		require.Equal(t, "true 200 成功", up.Success+" "+up.Code+" "+up.Message)
		require.Equal(t, id, first(fmt.Sprintf(`"imageId":%q`, up.Result)))
		require.Equal(t, id, first(fmt.Sprintf(`"imageId":%q,"imageAddress":"http://other/x.jpg"`, up.Result)),
			"the id counts")
	}
	const any = `"imageAddress":"http://other/x.jpg"`
	assert.NotEmpty(t, first(any))
	assert.Equal(t, first(any), first(any), "the same picture shows the same")
	assert.JSONEq(t, `{"result":{"success":"false","code":"IMAGE_NOT_EXIST","message":"图片不存在"}}`,
		c.body(imageQuery, `{"offerQueryParam":{"beginPage":1,"pageSize":3,"country":"en"}}`))
	none := c.body(uploadImage, `{"uploadImageParam":{"imageBase64":""}}`)
	assert.Contains(t, none, `"success":"false"`)
}

// TestLimits shows the limits of offers in details, in searches and in the seller's configuration.
func TestLimits(t *testing.T) {
	book := new(world.LimitBook)
	w := world.New(world.Options{Seed: 1688, Limits: book})
	c := &catalogue{t, w, products.New(w)}
	o := w.ListedOffer(3)
	detail := func() platform.ProductDetail {
		return ask[platform.QueryProductDetailResponse](c, detailQuery, fmt.Sprintf(`{"offerDetailParam":{"offerId":%d,
			"country":"en"}}`, o.ID)).Result.Result
	}
	mix := func() string {
		return c.body("alibaba.trade.OpQueryMarketingMixConfig", fmt.Sprintf(`{"sellerMemberId":%q}`, o.Shop.SID))
	}
	ownSales := func() platform.ProductSaleInfo {
		return ask[platform.GetProductResponse](c, "alibaba.product.get", fmt.Sprintf(`{"productID":%d,
			"webSite":"1688"}`, o.ID)).ProductInfo.SaleInfo
	}
	keyword := `,"keyword":"` + o.Categories()[2].Name.Chinese + `"`
	before := len(c.rows(keyword))
	assert.Equal(t, []string{"1", "false", ""}, []string{
		detail().BatchNumber.String(), detail().SellerMixSetting.GeneralHunpi.String(), ownSales().BatchNumber.String()})
	assert.Empty(t, c.rows(keyword+`,"filter":"isSupportMix"`))
	assert.JSONEq(t, `{"success":true,"result":{"generalHunpi":false,
		"memberId":"`+o.Shop.SID+`","mixAmount":0,"mixNumber":0}}`, mix())

	book.Set(int64(o.ID), world.Limits{Unit: 6, Mix: 12})
	d := detail()
	assert.Equal(t, []string{"6", "true", "12"}, []string{
		d.BatchNumber.String(), d.SellerMixSetting.GeneralHunpi.String(), d.SellerMixSetting.MixNumber.String()})
	assert.Contains(t, d.TagInfoList, platform.DetailTag{Key: "isSupportMix", Value: loose.BoolValue(true)})
	assert.Equal(t, "6 true", ownSales().BatchNumber.String()+" "+ownSales().MixWholeSale.String())
	assert.JSONEq(t, `{"success":true,"result":{"generalHunpi":true,
		"memberId":"`+o.Shop.SID+`","mixAmount":0,"mixNumber":12}}`, mix())
	found := c.rows(keyword + `,"filter":"isSupportMix"`)
	require.Len(t, found, 1)
	assert.Equal(t, strconv.FormatUint(o.ID, 10), found[0].OfferID.String())

	book.Set(int64(o.ID), world.Limits{Gone: true})
	assert.Empty(t, detail().OfferID.String())
	assert.Len(t, c.rows(keyword), before-1)

	list, total := c.ownList("")
	own, err := strconv.ParseInt(list[0], 10, 64)
	require.NoError(t, err)
	book.Set(own, world.Limits{Gone: true})
	list, left := c.ownList("")
	assert.Equal(t, total-1, left)
	assert.NotContains(t, list, strconv.FormatInt(own, 10))
}

// TestAlbums lists the album of the member's shop, with a picture an offer.
func TestAlbums(t *testing.T) {
	c := newCatalogue(t, false)
	ownSales := ask[platform.ListProductsResponse](c, "alibaba.product.list.get",
		`{"pageNo":1,"pageSize":1}`).Result.PageResult.TotalRecords
	for args, want := range map[string]int{`{"webSite":"1688"}`: 1, `{"webSite":"1688","albumType":"MY"}`: 1,
		`{"webSite":"1688","albumType":"OFF"}`: 0} {
		body := c.body("alibaba.photobank.album.getList", args)
		assert.Contains(t, body, `"albumInfos":[`)
		var got platform.ListAlbumsResponse
		require.NoError(t, loose.Unmarshal([]byte(body), &got))
		require.Len(t, got.AlbumInfos, want, args)
		for _, a := range got.AlbumInfos {
			assert.Equal(t, "我的相册 0 "+ownSales.String(), a.Name+" "+a.Authority.String()+" "+a.ImageCount.String())
			assert.Regexp(t, `^\d{9}$`, a.AlbumID.String())
		}
	}
}

// TestArguments refuses arguments that do not decode, and knows its operations.
func TestArguments(t *testing.T) {
	c := newCatalogue(t, false)
	_, err := c.Call(products.Call{API: detailQuery, Args: []byte(`{"offerDetailParam":[]}`)})
	require.ErrorContains(t, err, "/offerDetailParam")
	assert.True(t, products.Knows(detailQuery))
	assert.False(t, products.Knows("alibaba.trade.cancel"))
}
