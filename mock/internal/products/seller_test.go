package products_test

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/mock/internal/products"
	"github.com/go-ali1688/ali1688/mock/world"
)

// ownList are the ids of the caller's own offers that fit.
func (c *catalogue) ownList(args string) (ids []string, total int64) {
	c.t.Helper()
	page := ask[platform.ListProductsResponse](c, "alibaba.product.list.get", `{"pageNo":1,
		"pageSize":50`+args+`}`).Result.PageResult
	for _, p := range page.ResultList {
		ids = append(ids, p.ProductID.String())
	}
	return ids, number(page.TotalRecords)
}

// TestOwnOffers lists the offers of the member's shop by every filter, and gives each as alibaba.product.get does.
func TestOwnOffers(t *testing.T) {
	c := newCatalogue(t, false)
	all, total := c.ownList("")
	require.Len(t, all, int(min(total, 50)))
	first, err := strconv.ParseUint(all[0], 10, 64)
	require.NoError(t, err)
	offer, ok := c.world.Offer(first)
	require.True(t, ok)
	own := offer.Shop.Offers()
	assert.EqualValues(t, len(own), total)
	price := func(fen int64) string { return fmt.Sprintf("%d.%02d", fen/100, fen%100) }
	middle := offer.Tiers()[0].Price
	cases := []struct {
		name, args string
		fits       func(o *world.Found) bool
	}{
		{"published", `,"statusList":["published"]`, func(*world.Found) bool { return true }},
		{"deleted", `,"statusList":["member deleted"]`, func(*world.Found) bool { return false }},
		{"category", fmt.Sprintf(`,"categoryId":%d`, offer.Categories()[1].ID),
			func(o *world.Found) bool { return o.Categories()[1] == offer.Categories()[1] }},
		{"another category", `,"categoryId":5`, func(*world.Found) bool { return false }},
		{"subject", fmt.Sprintf(`,"subjectKey":%q`, offer.Title(false)),
			func(o *world.Found) bool { return o.Title(false) == offer.Title(false) }},
		{"number", fmt.Sprintf(`,"cargoNumber":%q`, offer.Article()),
			func(o *world.Found) bool { return o.Article() == offer.Article() }},
		{"ids", fmt.Sprintf(`,"productIds":[%d,7]`, offer.ID), func(o *world.Found) bool { return o.ID == offer.ID }},
		{"from a price", `,"priceStart":` + price(middle),
			func(o *world.Found) bool { return o.Tiers()[0].Price >= middle }},
		{"up to a price", `,"priceEnd":` + price(middle),
			func(o *world.Found) bool { return o.Tiers()[0].Price <= middle }},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			want := map[string]bool{}
			for i := range own {
				if tt.fits(&own[i]) {
					want[strconv.FormatUint(own[i].ID, 10)] = true
				}
			}
			got, n := c.ownList(tt.args)
			assert.EqualValues(t, len(want), n)
			for _, id := range got {
				assert.True(t, want[id], id)
			}
		})
	}
	paged := ask[platform.ListProductsResponse](c, "alibaba.product.list.get", `{"pageNo":2,
		"pageSize":5}`).Result.PageResult
	assert.Equal(t, all[5], paged.ResultList[0].ProductID.String())
	assert.Equal(t, "2 5", paged.PageIndex.String()+" "+paged.SizePerPage.String())
	one := ask[platform.GetProductResponse](c, "alibaba.product.get", fmt.Sprintf(`{"productID":%d,"webSite":"1688"}`,
		offer.ID)).ProductInfo
	five := ask[platform.ListProductsResponse](c, "alibaba.product.list.get", `{"pageNo":1,
		"pageSize":1}`).Result.PageResult.ResultList[0]
	assert.Equal(t, one, five)
	assert.Equal(t, []string{offer.Title(false), offer.Article(), offer.Shop.Company, "published"},
		[]string{one.Subject, one.ProductCargoNumber, one.SupplierLoginID, string(one.Status)})
	assert.JSONEq(t, `{"errMsg":"商品不存在"}`, c.body("alibaba.product.get", `{"productID":-1,"webSite":"1688"}`))
}

// TestOwnShop is the same for the same member, and as a rule another one for others.
func TestOwnShop(t *testing.T) {
	c := newCatalogue(t, false)
	shops := map[string]bool{}
	for _, member := range []string{"a", "b", "c", "d", "e", "a", "b"} {
		body, err := c.Call(products.Call{API: "alibaba.logistics.myFreightTemplate.list.get", Args: []byte(`{}`),
			Member: member, Base: "http://mock.test"})
		require.NoError(t, err)
		shops[string(body)] = true
	}
	assert.Greater(t, len(shops), 2)
	assert.LessOrEqual(t, len(shops), 5)
}

// TestTemplates shows the freight template of the shop as its offers are charged.
func TestTemplates(t *testing.T) {
	c := newCatalogue(t, false)
	ids, _ := c.ownList("")
	id, err := strconv.ParseUint(ids[0], 10, 64)
	require.NoError(t, err)
	o, _ := c.world.Offer(id)
	_, _, code := o.Shop.Place()
	f := o.FreightTo(code, 1)
	short := ask[platform.ListMyFreightTemplatesResponse](c, "alibaba.logistics.myFreightTemplate.list.get",
		`{}`).Result
	require.Len(t, short, 1)
	assert.Equal(t, []string{fmt.Sprint(f.Template), code, "默认运费模板", o.Shop.SID},
		[]string{short[0].ID.String(), short[0].FromAreaCode, short[0].Name, short[0].MemberID})
	assert.Empty(t, short[0].ExpressSubTemplate.RateList)
	whole := ask[platform.ListMyFreightTemplatesResponse](c, "alibaba.logistics.myFreightTemplate.list.get",
		`{"querySubTemplate":true,"queryRate":true}`).Result
	assert.JSONEq(t, `{"result":[]}`, c.body("alibaba.logistics.myFreightTemplate.list.get", `{"templateId":7}`),
		"another template")
	same := ask[platform.ListMyFreightTemplatesResponse](c, "alibaba.logistics.myFreightTemplate.list.get",
		fmt.Sprintf(`{"templateId":%d}`, f.Template)).Result
	assert.Equal(t, short, same)
	require.Len(t, whole[0].ExpressSubTemplate.RateList, 1)
	assert.Equal(t, fmt.Sprint(f.First), whole[0].ExpressSubTemplate.RateList[0].RateDTO.FirstUnitFee.String())
}

// TestNames encrypts and decrypts login names, and leads to a chat and a company by each of them.
func TestNames(t *testing.T) {
	c := newCatalogue(t, true)
	o := c.world.ListedOffer(12)
	s := &o.Shop
	uid := ask[platform.EncryptLoginIDResponse](c, "loginid.openuid.encrypt", fmt.Sprintf(`{"loginId":%q}`,
		s.Company)).OpenUID
	assert.Equal(t, s.OpenUID(), uid)
	nick := ask[platform.DecryptWangwangNickResponse](c, "wangwangnick.openuid.decrypt", fmt.Sprintf(`{"openUid":%q}`,
		uid)).WangwangNick
	assert.Equal(t, s.Company, nick)
	chat := ask[platform.GetWangwangURLResponse](c, "account.wangwangUrl.get", fmt.Sprintf(`{"toOpenUid":%q}`,
		uid)).Result
	assert.Equal(t, "true", chat.Success.String())
	assert.Regexp(t, `^http://mock\.test/chat\.htm\?to=%E`, chat.Result)
	company := ask[platform.AccountCrossBasicResponse](c, "alibaba.account.agent.crossBasic",
		fmt.Sprintf(`{"loginId":%q}`, s.Company)).Result
	assert.Equal(t, []string{s.Company, s.Trade().Name.Chinese, fmt.Sprintf("https://shop%d.1688.com", s.ID)},
		[]string{company.CompanyName, company.CategoryName, company.ShopURL})
	byDomain := ask[platform.AccountCrossBasicResponse](c, "alibaba.account.agent.crossBasic",
		fmt.Sprintf(`{"domain":"https://shop%d.1688.com"}`, s.ID)).Result
	assert.Equal(t, company, byDomain)

	for api, args := range map[string]string{
		"loginid.openuid.encrypt": `{"loginId":"nobody"}`, "wangwangnick.openuid.decrypt": `{"openUid":"nobody"}`,
	} {
		assert.JSONEq(t, `{}`, c.body(api, args), api)
	}
	for _, args := range []string{`{"toOpenUid":"nobody"}`, `{"toOpenUid":""}`} {
		assert.JSONEq(t, `{"result":{"success":false,"code":"MEMBER_NOT_EXIST","message":"会员不存在"}}`,
			c.body("account.wangwangUrl.get", args))
	}
}

// TestUploads takes pictures and refuses WebP.
func TestUploads(t *testing.T) {
	c := newCatalogue(t, false)
	encoded := func(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }
	photo := func(data string) platform.AddPhotoResponse {
		return ask[platform.AddPhotoResponse](c, "alibaba.photobank.photo.add",
			fmt.Sprintf(`{"albumID":5,"name":"a.png","imageBytes":%q,"webSite":"1688"}`, encoded(data)))
	}
	got := photo("\x89PNG one")
	assert.Equal(t, "5 a.png", got.Image.AlbumID.String()+" "+got.Image.Name)
	assert.Regexp(t, `^http://mock\.test/img/ibank/.+\.svg$`, got.Image.URL)
	assert.Equal(t, got, photo("\x89PNG one"), "the same picture is the same")
	assert.NotEqual(t, got.Image.URL, photo("\x89PNG two").Image.URL)
	refused := photo("RIFF\x24\x00\x00\x00WEBP")
	assert.Equal(t, "IMAGE_REFUSED 图片无法识别", refused.ErrorCode+" "+refused.ErrorMsg)
	voucher := ask[platform.UploadRefundVoucherResponse](c, "alibaba.trade.uploadRefundVoucher",
		fmt.Sprintf(`{"imageData":%q}`, encoded("\x89PNG one"))).Result
	assert.Equal(t, "true", voucher.Success.String())
	assert.Equal(t, got.Image.URL, voucher.Result.ImageDomain+"/"+voucher.Result.ImageRelativeURL)
}

// TestAttributesOfCategory lists the attributes of a leaf: those that variants differ by are required, and every value
// of
// an offer is among them.
func TestAttributesOfCategory(t *testing.T) {
	c := newCatalogue(t, false)
	o := c.world.ListedOffer(9)
	got := ask[platform.GetCategoryAttributesResponse](c, "alibaba.category.attribute.get",
		fmt.Sprintf(`{"categoryID":%d,"webSite":"1688"}`, o.Categories()[2].ID)).Attributes
	want := c.world.CategoryAttributes(o.Categories()[2].ID)
	require.Len(t, got, len(want))
	for i, a := range want {
		assert.Equal(t, []string{fmt.Sprint(a.ID), a.Name.Chinese, fmt.Sprint(a.SKU), fmt.Sprint(a.SKU), fmt.Sprint(i +
			1)}, []string{
			got[i].AttrID.String(), got[i].Name, got[i].Required.String(), got[i].IsSKUAttribute.String(),
			got[i].Sort.String()})
		require.Len(t, got[i].AttrValues, len(a.Values))
		for j, v := range a.Values {
			assert.Equal(t, []string{fmt.Sprint(world.AttributeValueID(v.Chinese)), v.Chinese, v.English},
				[]string{got[i].AttrValues[j].AttrValueID.String(), got[i].AttrValues[j].Name,
					got[i].AttrValues[j].EnName})
		}
	}
	words := ask[platform.GetTopKeywordsResponse](c, "product.search.topKeyword",
		fmt.Sprintf(`{"topSeKeywordParam":{"sourceId":"%d","country":"en"}}`, o.Categories()[2].ID)).Result.Result
	for i, w := range c.world.HotWords(o.Categories()[2].ID) {
		assert.Equal(t, []string{w.Chinese, w.English}, []string{words[i].SeKeyword, words[i].SeKeywordTranslation})
	}
	assert.Equal(t, o.Categories()[2].Name.Chinese, words[0].SeKeyword)
}
