package products_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/mock/internal/products"
	"github.com/go-ali1688/ali1688/mock/world"
)

// TestWholeAnswers compares every member of responses that are not about one offer.
func TestWholeAnswers(t *testing.T) {
	const (
		categoryQuery, translation = "alibaba.category.get", "category.translation.getById"
		templates, ranking         = "alibaba.logistics.myFreightTemplate.list.get", "product.topList.query"
		sales                      = "product.analyze.getPerdaySellQuantityTrendNew"
		rebuys                     = "product.analyze.getRepurchaseRateTrendNew"
		prices                     = "product.analyze.getThirtyDayMedianPriceTrendNew"
		two                        = `{"offerId":642203748141,"startDate":"20260901","endDate":"20260902"}`
		gone                       = `{"offerId":-1,"startDate":"20260901","endDate":"20260902"}`
		trend                      = `{"result":{"success":true,"retCode":"S000","retMsg":"成功","result":[
			{"date":"20260901","value":"%s"},{"date":"20260902","value":"%s"}]}}`
		template = `{"addressCodeText":"江苏 南京市","fromAreaCode":"320100","id":15877356,
			"memberId":"b2b-2208429943775d504","name":"默认运费模板","status":1`
		subTemplate = `"subTemplateDTO":{"chargeType":0,"isSysTemplate":false,"serviceChargeType":1,"serviceType":0,"type":0}`
		rate        = `"rateList":[{"isSysRate":false,"toAreaCodeText":"江苏","rateDTO":{"firstUnit":1000,"firstUnitFee":300,
			"leastExpenses":300}}]`
		child = `"language":"en","leaf":true,"level":"3","parentCateId":201280004,"fromCache":false`
	)
	cases := []struct{ api, args, want string }{
		{translation, `{"categoryId":201280004,"language":"en"}`, `{"result":{"success":true,"code":"S0000","message":"成功",
			"result":{"categoryId":201280004,"chineseName":"裙装","translatedName":"Skirts and Dresses","language":"en",
			"leaf":false,"level":"2","parentCateId":1038,"fromCache":false,"children":[
			{"categoryId":1031910,"chineseName":"连衣裙","translatedName":"dress",` + child + `},
			{"categoryId":122251020,"chineseName":"半身裙","translatedName":"skirt",` + child + `},
			{"categoryId":122272033,"chineseName":"吊带裙","translatedName":"slip dress",` + child + `}]}}}`},
		{templates, `{}`, `{"result":[` + template + `}]}`},
		{templates, `{"querySubTemplate":true}`, `{"result":[` + template + `,"expressSubTemplate":{` + subTemplate + `}}]}`},
		{templates, `{"queryRate":true,"templateId":0}`,
			`{"result":[` + template + `,"expressSubTemplate":{` + rate + `}}]}`},
		{"alibaba.photobank.album.getList", `{"webSite":"1688"}`,
			`{"albumInfos":[{"albumID":386433481,"name":"我的相册","authority":0,"imageCount":72}]}`},
		{"alibaba.photobank.photo.add", `{"albumID":5,"name":"a.png","imageBytes":"iVBORyBvbmU=","webSite":"1688"}`,
			`{"image":{"id":791000005538,"albumID":5,"name":"a.png",
			"url":"http://mock.test/img/ibank/O1CN01lNGcQvUYgCD0eqju1_!!2201534874624-0-cib.svg"}}`},
		{ranking, `{"rankQueryParams":{"rankId":"1031910","rankType":"goodPrice","limit":1,"language":"en"}}`,
			`{"result":{"success":true,"code":"S0000","message":"成功","result":{"rankId":"1031910",
			"rankName":"Good Price List","rankType":"goodPrice","rankProductModels":[{"itemId":797609696071,
			"title":"【模拟】经典款 宽松天丝连衣裙 开叉 一件代发",
			"translateTitle":"[mock] classic loose lyocell dress slit dropshipping",
			"imgUrl":"http://mock.test/img/ibank/O1CN01Zver9do78u60XUGt1_!!2204992573535-0-cib.svg","sort":1,
			"serviceList":["sendGoods48H"],"buyerNum":1479,"soldOut":4437,"goodsScore":"4.0"}]}}}`},
		{ranking, `{"rankQueryParams":{"rankId":"123280657","rankType":"hot","limit":1,"language":"zh"}}`,
			`{"result":{"success":true,"code":"S0000","message":"成功","result":{"rankId":"123280657","rankName":"热卖榜",
			"rankType":"hot","rankProductModels":[{"itemId":930689113239,
			"title":"【模拟】春秋款 轻奢藤编真空压缩袋 加厚 学生宿舍","translateTitle":"【模拟】春秋款 轻奢藤编真空压缩袋 加厚 学生宿舍",
			"imgUrl":"http://mock.test/img/ibank/O1CN01JIwwVW2q9bG0erQg2_!!2205339268809-0-cib.svg","sort":1,
			"serviceList":["sendGoods24H"],"buyerNum":2785,"soldOut":8354,"goodsScore":"4.8"}]}}}`},
		{sales, `{"tendQueryParam":` + two + `}`, fmt.Sprintf(trend, "2", "1")},
		{rebuys, `{"trendQueryParam":` + two + `}`, fmt.Sprintf(trend, "38%", "38%")},
		{prices, `{"trendQueryParam":` + two + `}`, fmt.Sprintf(trend, "4.80", "4.80")},
		{prices, `{"trendQueryParam":` + gone + `}`,
			`{"result":{"success":false,"retCode":"OFFER_NOT_EXIST","retMsg":"商品不存在"}}`},
		{"alibaba.product.isModifiable", `{"productIds":[],"webSite":"1688"}`, `{"result":[]}`},
		{"alibaba.trade.uploadRefundVoucher", `{"imageData":"UklGRiQAAABXRUJQ"}`,
			`{"result":{"success":false,"code":"IMAGE_REFUSED","message":"图片无法识别"}}`},
		{uploadImage, `{"uploadImageParam":{"imageBase64":"UklGRiQAAABXRUJQ"}}`,
			`{"result":{"success":"false","code":"IMAGE_REFUSED","message":"图片无法识别"}}`},
		{similarQuery, `{"picUrl":"http://x;base64,UklGRiQAAABXRUJQ","page":1}`, `{"success":false,"code":"SYSTEM_ERROR",
			"message":"handle image error with url http://x;base64,UklGRiQAAABXRUJQ"}`},
		{categoryQuery, `{"categoryID":201280004}`, `{"succes":"true","categoryInfo":[{"categoryID":201280004,"name":"裙装",
			"isLeaf":false,"parentIDs":[1038],"childCategorys":[
			{"id":1031910,"name":"连衣裙","isLeaf":true,"categoryType":"1"},
			{"id":122251020,"name":"半身裙","isLeaf":true,"categoryType":"1"},
			{"id":122272033,"name":"吊带裙","isLeaf":true,"categoryType":"1"}],
			"minOrderQuantity":1,"categoryType":"1","isSupportProcessing":false}]}`},
		{detailQuery, fmt.Sprintf(`{"offerDetailParam":{"offerId":%d,"country":"en"}}`, math.MinInt64),
			`{"result":{"success":false,"code":"OFFER_NOT_EXIST","message":"商品不存在"}}`},
	}
	c := newCatalogue(t, false)
	for _, tt := range cases {
		sameJSON(t, tt.want, c.body(tt.api, tt.args), "%s %s", tt.api, tt.args)
	}
}

// TestRoots shows the roots below the category 0, which has neither a parent nor a type.
func TestRoots(t *testing.T) {
	c := newCatalogue(t, false)
	roots := c.world.Subcategories(0)
	above := ask[platform.GetCategoryResponse](c, "alibaba.category.get", `{"categoryID":0}`).CategoryInfo[0]
	assert.Equal(t, "root 0 false", above.Name+" "+above.CategoryID.String()+" "+above.IsLeaf.String())
	assert.Empty(t, above.ParentIDs)
	assert.Empty(t, above.CategoryType)
	assert.Equal(t, " ", above.MinOrderQuantity.String()+" "+above.IsSupportProcessing.String())
	translated := ask[platform.GetCategoryTranslationByIDResponse](c, "category.translation.getById",
		`{"categoryId":0,"language":"ja"}`).Result
	assert.Equal(t, "true 0", translated.Success.String()+" "+translated.Result.CategoryID.String())
	require.Len(t, translated.Result.Children, len(roots))
	for i, r := range roots {
		assert.Equal(t, []string{fmt.Sprint(r.ID), r.Name.Chinese, r.Name.In("ja")}, []string{
			translated.Result.Children[i].CategoryID.String(), translated.Result.Children[i].ChineseName,
			translated.Result.Children[i].TranslatedName})
	}
}

// TestImageSearch filters, sorts and pages what looks like a picture.
func TestImageSearch(t *testing.T) {
	book := new(world.LimitBook)
	w := world.New(world.Options{Seed: 1688, Limits: book})
	c := &catalogue{t, w, products.New(w)}
	o := w.ListedOffer(305)
	all, total := w.Find(world.Search{Like: &o, Page: 1, Size: world.Listed})
	mixed := all[7].ID
	book.Set(int64(mixed), world.Limits{Mix: 3})
	search := func(more string) (rows []platform.ProductFoundByImage) {
		return ask[platform.SearchProductsByImageResponse](c, imageQuery, fmt.Sprintf(
			`{"offerQueryParam":{"imageAddress":%q,"pageSize":50,"country":"en"%s}}`, o.Picture("http://mock.test", 0),
			more)).Result.Result.Data
	}
	assert.Equal(t, fmt.Sprint(mixed), search(`,"beginPage":1,"filter":"isSupportMix"`)[0].OfferID.String())
	assert.Len(t, search(`,"beginPage":1,"filter":"isSupportMix"`), 1)
	last := int64(math.MaxInt64)
	for _, page := range []string{"1", "2"} {
		for _, row := range search(`,"beginPage":` + page + `,"sort":"{\"monthSold\":\"desc\"}"`) {
			assert.LessOrEqual(t, number(row.MonthSold), last)
			last = number(row.MonthSold)
		}
	}
	require.Less(t, total, 100)
	assert.Contains(t, c.body(imageQuery, fmt.Sprintf(`{"offerQueryParam":{"imageAddress":%q,"beginPage":3,
		"pageSize":50,"country":"en"}}`, o.Picture("http://mock.test", 0))), `"data":[]`)
	for _, row := range search(`,"beginPage":1,"filter":"isOnePsale","priceStart":"20","priceEnd":"60"`) {
		price := fen(t, row.PriceInfo.Price.String())
		assert.True(t, row.IsOnePsale.String() == "true" && price >= 2000 && price <= 6000, "%d", price)
	}
	other := w.ListedOffer(3)
	none := search(fmt.Sprintf(`,"beginPage":1,"categoryId":%d`, other.Categories()[2].ID))
	assert.Empty(t, none, "what looks alike is of one category")
}

// TestMixOfSeller shows the smallest mix of a seller's offers, by either name of the seller.
func TestMixOfSeller(t *testing.T) {
	const api = "alibaba.trade.OpQueryMarketingMixConfig"
	book := new(world.LimitBook)
	w := world.New(world.Options{Seed: 1688, Limits: book})
	c := &catalogue{t, w, products.New(w)}
	shop := w.ListedOffer(305).Shop
	own := shop.Offers()
	want := func(mix int64) string {
		return fmt.Sprintf(`{"success":true,"result":{"generalHunpi":%t,"memberId":%q,"mixAmount":0,"mixNumber":%d}}`,
			mix > 0, shop.SID, mix)
	}
	by := func(name, value string) string { return c.body(api, fmt.Sprintf(`{%q:%q}`, name, value)) }
	sameJSON(t, want(0), by("sellerLoginId", shop.Company))
	for i, mix := range []int64{9, 4, 6} {
		book.Set(int64(own[i].ID), world.Limits{Mix: mix})
	}
	book.Set(int64(own[3].ID), world.Limits{Mix: 2, NoMix: true})
	sameJSON(t, want(4), by("sellerLoginId", shop.Company))
	sameJSON(t, want(4), by("sellerMemberId", shop.SID))
	sameJSON(t, `{"success":false,"errorCode":"MEMBER_NOT_EXIST","errorMessage":"会员不存在"}`, c.body(api, `{}`),
		"an open world has a shop for every name but none")
	sameJSON(t, `{"success":false,"errorCode":"MEMBER_NOT_EXIST","errorMessage":"会员不存在"}`,
		c.body("alibaba.account.agent.crossBasic", `{"loginId":""}`))
	sameJSON(t, `{"result":{"success":false,"code":"MEMBER_NOT_EXIST","message":"会员不存在"}}`,
		c.body("account.wangwangUrl.get", `{"toOpenUid":""}`))
	sameJSON(t, `{"success":false,"errorCode":"MEMBER_NOT_EXIST","errorMessage":"会员不存在"}`,
		newCatalogue(t, true).body("alibaba.account.agent.crossBasic", `{"loginId":"nobody"}`))
}

// TestLevels are steps of five tenths from 2.5 on, and quality is in whole points.
func TestLevels(t *testing.T) {
	c := newCatalogue(t, false)
	seen := map[int]bool{}
	for i := range 1500 {
		o := c.world.ListedOffer(i * 13)
		tenths := o.Shop.Score(0)
		if seen[tenths] {
			continue
		}
		seen[tenths] = true
		level, quality := fmt.Sprint((tenths-25)/5), fmt.Sprint(tenths/10)
		detail := c.body(detailQuery, fmt.Sprintf(`{"offerDetailParam":{"offerId":%d,"country":"en"}}`, o.ID))
		assert.Equal(t, `"`+level+`"`, part(t, detail, "result", "result", "sellerDataInfo", "tradeMedalLevel"))
		found := c.body(keywordQuery, filled(t,
			`{"offerQueryParam":{"keyword":"{title}","beginPage":1,"pageSize":1,"country":"en"}}`, &o))
		assert.Equal(t, `"`+level+`"`, part(t, found, "result", "result", "data", "0", "sellerDataInfo", "tradeMedalLevel"))
		own := c.body("alibaba.product.get", fmt.Sprintf(`{"productID":%d,"webSite":"1688"}`, o.ID))
		assert.Equal(t, quality, part(t, own, "productInfo", "qualityLevel"))
	}
	assert.Greater(t, len(seen), 15)
}

// TestSellingUnit shows a unit of several pieces, and none for single pieces.
func TestSellingUnit(t *testing.T) {
	book := new(world.LimitBook)
	w := world.New(world.Options{Seed: 1688, Limits: book})
	c := &catalogue{t, w, products.New(w)}
	id := int64(w.ListedOffer(305).ID)
	for unit, want := range map[int64][2]string{0: {"", "1"}, 1: {"", "1"}, 2: {"2", "2"}} {
		book.Set(id, world.Limits{Unit: unit})
		sale := ask[platform.GetProductResponse](c, "alibaba.product.get", fmt.Sprintf(`{"productID":%d}`,
			id)).ProductInfo.SaleInfo
		detail := ask[platform.QueryProductDetailResponse](c, detailQuery, fmt.Sprintf(
			`{"offerDetailParam":{"offerId":%d,"country":"en"}}`, id)).Result.Result
		assert.Equal(t, want, [2]string{sale.BatchNumber.String(), detail.BatchNumber.String()}, unit)
	}
}
