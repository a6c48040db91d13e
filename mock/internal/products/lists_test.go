package products_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/internal/products"
	"github.com/go-ali1688/ali1688/mock/world"
)

const (
	sellerQuery  = "product.search.querySellerOfferList"
	recommend    = "product.search.offerRecommend"
	relatedQuery = "product.related.recommend"
	suggestQuery = "alibaba.product.suggest.crossBorder"
	similarQuery = "alibaba.cross.similar.offer.search"
)

// offersOf returns the ids of found offers.
func offersOf(rows []world.Found) (ids []string) {
	for i := range rows {
		ids = append(ids, fmt.Sprint(rows[i].ID))
	}
	return ids
}

// TestSellerSearch finds the offers of a shop, by its open id or by another of its names.
func TestSellerSearch(t *testing.T) {
	c := newCatalogue(t, true)
	o := c.world.ListedOffer(305)
	own, total := c.world.Find(world.Search{Shop: &o.Shop, Page: 1, Size: 50})
	require.Greater(t, total, 20)
	price := func(id string) int64 {
		var n uint64
		_, _ = fmt.Sscan(id, &n)
		o, _ := c.world.Offer(n)
		return o.Tiers()[0].Price
	}
	search := func(seller, more string) platform.SellerProductPage {
		return ask[platform.SearchSellerProductsResponse](c, sellerQuery, fmt.Sprintf(
			`{"offerQueryParam":{"sellerOpenId":%q,"country":"en"%s}}`, seller, more)).Result.Result
	}
	rows := func(page platform.SellerProductPage) (ids []string) {
		for _, p := range page.Data {
			ids = append(ids, p.OfferID.String())
		}
		return ids
	}
	all := offersOf(own)
	first := search(o.Shop.OpenUID(), `,"beginPage":1,"pageSize":500`)
	assert.Equal(t, all, rows(first))
	assert.Equal(t, []int64{int64(total), 50, 1, int64(total+49) / 50}, []int64{number(first.TotalRecords),
		number(first.PageSize), number(first.CurrentPage), number(first.TotalPage)})
	assert.Equal(t, first, search(o.Shop.Company, `,"beginPage":0,"pageSize":50`))
	assert.Equal(t, all[5:10], rows(search(o.Shop.OpenUID(), `,"beginPage":2,"pageSize":5`)))
	cheap := rows(search(o.Shop.OpenUID(), `,"beginPage":1,"pageSize":50,"priceEnd":"30","priceStart":"10",
		"sort":"{\"price\":\"desc\"}"`))
	require.NotEmpty(t, cheap)
	for i, id := range cheap {
		assert.True(t, price(id) >= 1000 && price(id) <= 3000 && (i == 0 || price(id) <= price(cheap[i-1])), cheap)
	}
	leaf := o.Categories()[2].ID
	single := search(o.Shop.OpenUID(), fmt.Sprintf(`,"beginPage":1,"pageSize":50,"categoryId":%d,"filter":"isOnePsale"`,
		leaf)).Data
	require.NotEmpty(t, single)
	for _, p := range single {
		found, _ := c.world.Offer(uint64(number(p.OfferID)))
		assert.Equal(t, []any{leaf, int64(1)}, []any{found.Categories()[2].ID, found.Least()})
	}
	assert.Contains(t, c.body(sellerQuery, fmt.Sprintf(`{"offerQueryParam":{"sellerOpenId":%q,"country":"en",
		"beginPage":99,"pageSize":50,"filter":"isSupportMix"}}`, o.Shop.OpenUID())), `"totalRecords":0`)
	sameJSON(t, `{"result":{"success":true,"code":"200","message":"成功","result":{"totalRecords":0,"totalPage":0,
		"pageSize":50,"currentPage":1,"data":[]}}}`, c.body(sellerQuery, fmt.Sprintf(`{"offerQueryParam":{
		"sellerOpenId":%q,"country":"en","beginPage":1,"pageSize":50,"keyword":"xyzzy"}}`, o.Shop.OpenUID())))
	for _, nobody := range []string{"", "nobody"} {
		sameJSON(t, `{"result":{"success":false,"code":"MEMBER_NOT_EXIST","message":"会员不存在"}}`, c.body(sellerQuery,
			fmt.Sprintf(`{"offerQueryParam":{"sellerOpenId":%q,"country":"en","beginPage":1,"pageSize":1}}`, nobody)))
	}
	open := newCatalogue(t, false)
	assert.Contains(t, open.body(sellerQuery, `{"offerQueryParam":{"sellerOpenId":"","country":"en","beginPage":1,
		"pageSize":1}}`), "MEMBER_NOT_EXIST", "an open world has a shop for every name but none")
}

// TestRecommended lists what sells best, from the same place on for the same user.
func TestRecommended(t *testing.T) {
	c := newCatalogue(t, false)
	list := func(user string, page, size int) []platform.RecommendedProduct {
		return ask[platform.RecommendProductsResponse](c, recommend, fmt.Sprintf(
			`{"recommendOfferParam":{"country":"en","beginPage":%d,"pageSize":%d,"outMemberId":%q}}`, page, size,
			user)).Result.Result
	}
	row := list("u", 1, 1)
	require.Len(t, row, 1)
	o, _ := c.world.Offer(uint64(number(row[0].OfferID)))
	sameJSON(t, filled(t, `{"result":{"success":true,"code":"200","message":"成功","result":[{"imageUrl":"{main}",
		"subject":"{title}","subjectTrans":"{english}","priceInfo":{"price":"67.70"},"offerId":{id},"monthSold":14002,
		"repurchaseRate":"35%","traceInfo":"object_id@{id}^object_type@offer","isSelect":false,
		"promotionURL":"https://detail.1688.com/offer/{id}.html","sellerIdentities":["tp_member","super_factory"],
		"onePsale":true}]}}`, &o), c.body(recommend,
		`{"recommendOfferParam":{"country":"en","beginPage":1,"pageSize":1,"outMemberId":"u"}}`))
	best, _ := c.world.Find(world.Search{By: world.BySales, Down: true, Page: 1, Size: 50})
	starts := map[int]bool{}
	for user := range strings.SplitSeq("abcdefghijklmnop", "") {
		first := list(user, 1, 1)
		assert.Equal(t, first, list(user, 0, 0), "the same user, the same place")
		at := slices.Index(offersOf(best), first[0].OfferID.String())
		require.True(t, at >= 0 && at < 20, "place %d", at)
		assert.Equal(t, fmt.Sprint(best[at+1].ID), list(user, 2, 1)[0].OfferID.String(), "the next page")
		starts[at] = true
	}
	assert.Greater(t, len(starts), 5)
	assert.Len(t, list("u", 1, 51), 50)
	assert.Contains(t, c.body(recommend, `{"recommendOfferParam":{"country":"en","beginPage":99999,"pageSize":50,
		"outMemberId":"u"}}`), `"result":[]`)
}

// TestRelated lists the other offers of a category, ten a page at most.
func TestRelated(t *testing.T) {
	c := newCatalogue(t, false)
	o := c.world.ListedOffer(305)
	all, total := c.world.Find(world.Search{Like: &o, Page: 1, Size: world.Listed})
	require.Greater(t, total, 21)
	others := slices.DeleteFunc(offersOf(all), func(id string) bool { return id == fmt.Sprint(o.ID) })
	require.Len(t, others, total-1)
	list := func(page, size int) (ids []string) {
		for _, p := range ask[platform.RecommendRelatedProductsResponse](c, relatedQuery, fmt.Sprintf(
			`{"relatedQueryParams":{"offerId":%d,"language":"en","pageNo":%d,"pageSize":%d}}`, o.ID, page,
			size)).Result.Result {
			ids = append(ids, p.OfferID.String())
		}
		return ids
	}
	assert.Equal(t, others[:10], list(1, 10))
	assert.Equal(t, others[:10], list(0, 99))
	assert.Equal(t, others[3:6], list(2, 3))
	assert.Equal(t, others[:1], list(1, 0))
	last := (len(others) - 1) / 10
	assert.Equal(t, others[last*10:], list(last+1, 10))
	next, _ := c.world.Offer(all[1].ID)
	sameJSON(t, filled(t, `{"result":{"success":true,"code":"S0000","message":"成功","result":[{"imageUrl":"{main}",
		"subject":"{title}","subjectTrans":"{english}","priceInfo":{"price":"21.40"},"offerId":{id},"monthSold":476,
		"sellerIdentities":["tp_member","super_factory"],"topCategoryId":7906,"secondCategoryId":202600448,
		"thirdCategoryId":123280657}]}}`, &next), c.body(relatedQuery, fmt.Sprintf(
		`{"relatedQueryParams":{"offerId":%d,"language":"en","pageNo":1,"pageSize":1}}`, o.ID)))
	sameJSON(t, `{"result":{"success":true,"code":"S0000","message":"成功","result":[]}}`, c.body(relatedQuery,
		fmt.Sprintf(`{"relatedQueryParams":{"offerId":%d,"language":"en","pageNo":999,"pageSize":10}}`, o.ID)))
	sameJSON(t, `{"result":{"success":false,"code":"OFFER_NOT_EXIST","message":"商品不存在"}}`, c.body(relatedQuery,
		`{"relatedQueryParams":{"offerId":-1,"language":"en","pageNo":1,"pageSize":10}}`))
}

// TestSimilarPages pages what looks like a picture, twenty a page at most.
func TestSimilarPages(t *testing.T) {
	c := newCatalogue(t, false)
	o := c.world.ListedOffer(305)
	all, total := c.world.Find(world.Search{Like: &o, Page: 1, Size: world.Listed})
	picture := o.Picture("http://mock.test", 0)
	for _, tt := range []struct {
		more       string
		page, size int
		from, to   int
	}{
		{`,"page":1`, 1, 20, 0, 20}, {`,"page":1,"pageSize":5`, 1, 5, 0, 5}, {`,"page":2,"pageSize":5`, 2, 5, 5, 10},
		{`,"page":1,"pageSize":21`, 1, 20, 0, 20}, {`,"page":0,"pageSize":0`, 1, 20, 0, 20},
		{`,"page":1,"pageSize":1`, 1, 1, 0, 1}, {`,"page":99`, 99, 20, 0, 0},
	} {
		body := c.body(similarQuery, fmt.Sprintf(`{"picUrl":%q%s}`, picture, tt.more))
		var got platform.SearchSimilarOffersResponse
		require.NoError(t, loose.Unmarshal([]byte(body), &got))
		var ids []string
		for _, p := range got.Result.Result {
			ids = append(ids, p.OfferID)
		}
		assert.Equal(t, offersOf(all[tt.from:tt.to]), ids, tt.more)
		assert.Equal(t, []int{total, tt.page, tt.size}, []int{int(number(got.Result.Total)),
			int(number(got.Result.Page)), int(number(got.Result.PageSize))}, tt.more)
		assert.Contains(t, body, `"result":[`, "a page without rows has an empty list")
	}
	for _, bad := range []string{"", "x", "ftp://mock.test/x.jpg"} {
		sameJSON(t, fmt.Sprintf(`{"success":false,"code":"SYSTEM_ERROR","message":"handle image error with url %s"}`, bad),
			c.body(similarQuery, fmt.Sprintf(`{"picUrl":%q,"page":1}`, bad)))
	}
}

// TestSuggested lists what sells best for a word, in all shops or in one.
func TestSuggested(t *testing.T) {
	c := newCatalogue(t, true)
	suggest := func(args string) (ids []string) {
		for _, p := range ask[platform.SuggestProductsResponse](c, suggestQuery, args).ResultList {
			ids = append(ids, p.ProductID.String())
		}
		return ids
	}
	best, _ := c.world.Find(world.Search{Keyword: "连衣裙", By: world.BySales, Down: true, Page: 1, Size: 20})
	require.Len(t, best, 20)
	assert.Equal(t, offersOf(best), suggest(`{"keyWord":" 连衣裙 "}`))
	shop := best[0].Shop
	own, _ := c.world.Find(world.Search{Keyword: "连衣裙", Shop: &shop, By: world.BySales, Down: true, Page: 1, Size: 20})
	assert.Equal(t, offersOf(own), suggest(fmt.Sprintf(`{"keyWord":"连衣裙","loginId":%q}`, shop.Company)))
	sameJSON(t, `{"success":"true","resultList":[]}`, c.body(suggestQuery, `{"keyWord":"xyzzy"}`))
	sameJSON(t, `{"success":"false","errorCode":"MEMBER_NOT_EXIST","errorMsg":"会员不存在"}`,
		c.body(suggestQuery, `{"keyWord":"连衣裙","loginId":"nobody"}`))
}

// TestOffersOfOthers reads offers by the operations of buyers and of the cross-border service.
func TestOffersOfOthers(t *testing.T) {
	book := new(world.LimitBook)
	w := world.New(world.Options{Seed: 1688, Limits: book})
	c := &catalogue{t, w, products.New(w)}
	kept, gone := w.ListedOffer(305), int64(w.ListedOffer(4).ID)
	book.Set(gone, world.Limits{Gone: true})
	own := part(t, filled(t, wholeOwn, &kept), "productInfo")
	sameJSON(t, `{"productInfo":`+own+`}`, c.body("alibaba.product.simple.get", fmt.Sprintf(`{"productID":%d,
		"webSite":"1688"}`, kept.ID)))
	sameJSON(t, `{"success":true,"productInfo":`+own+`}`, c.body("alibaba.cross.productInfo",
		fmt.Sprintf(`{"productId":%d}`, kept.ID)))
	missing := fmt.Sprintf(`商品[%d]不存在`, gone)
	sameJSON(t, `{"errMsg":"`+missing+`"}`, c.body("alibaba.product.simple.get", fmt.Sprintf(`{"productID":%d,
		"webSite":"1688"}`, gone)))
	sameJSON(t, `{"success":false,"message":"`+missing+`"}`, c.body("alibaba.cross.productInfo",
		fmt.Sprintf(`{"productId":%d}`, gone)))
	sameJSON(t, `{"result":{"success":false}}`, c.body("product.skuinfo.get", fmt.Sprintf(`{"offerId":%d}`, gone)))

	list := c.body("alibaba.cross.productList", fmt.Sprintf(`{"productIdList":[%d,%d,-7]}`, gone, kept.ID))
	assert.Equal(t, fmt.Sprintf(`"%d:商品不存在,-7:商品不存在"`, gone), part(t, list, "message"))
	row := part(t, list, "productList", "0")
	assert.NotContains(t, row, "skuInfos")
	assert.NotContains(t, row, "priceRanges")
	assert.NotContains(t, row, "freightTemplateID")
	for _, name := range []string{"subject", "attributes", "image", "description"} {
		sameJSON(t, part(t, own, name), part(t, row, name))
	}
	sameJSON(t, `{"success":true,"productList":[],"message":"-7:商品不存在"}`,
		c.body("alibaba.cross.productList", `{"productIdList":[-7]}`))
}
