package gatewayapi_test

import (
	"net/url"
	"strconv"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
)

// TestEveryNumberExists opens offers that nobody listed, of all lengths.
func TestEveryNumberExists(t *testing.T) {
	a := mocktest.NewAsker(t)
	for _, id := range []string{"1", "7", "63", "64", "9999", "45566582412", "449999999999", "450000000000",
		"610947572360", "999999999999",
		"2200000000000", "1234567890123456789", "9223372036854775808", "9999999999999999999"} {
		detail := a.Ask("item_get", "num_iid", id)
		assert.Equal(t, "0000", detail.Text("error_code"), id)
		assert.Equal(t, id, detail.Text("item.num_iid"))
		a.SameOffer(detail)
		a.InItsShop(detail)
	}
	assert.Equal(t, "2000", a.Ask("item_get", "num_iid", "0").Text("error_code"))
}

func TestImagesFindWhatTheyShow(t *testing.T) {
	a := mocktest.NewAsker(t)
	detail := a.Ask("item_get", "num_iid", "610947572360")
	for name, image := range map[string]string{
		"its picture":       detail.Text("item.pic_url"),
		"an upload of that": a.Ask("upload_img", "imgcode", detail.Text("item.pic_url")).Text("items.item.name"),
	} {
		found := a.Ask("item_search_img", "imgid", image).Rows("items.item")
		require.NotEmpty(t, found, name)
		assert.Equal(t, "610947572360", found[0].Text("num_iid"), name)
		for _, row := range found[:5] {
			assert.Equal(t, detail.Text("item.cid"), a.Agree(row).Text("item.cid"))
		}
	}
	inline := a.Ask("item_search_img", "imgid", "data:image/jpeg;base64,iVBORw0KGgo")
	assert.Equal(t, "5000 data error", inline.Text("error_code")+" "+inline.Text("error"))
	assert.Equal(t, "5000", a.Ask("item_search_img", "imgid", "UklGRiQAAABXRUJQ").Text("error_code"), "WebP")
	upload := func(image string) string { return a.Ask("upload_img", "imgcode", image).Text("items.item.name") }
	assert.Equal(t, upload("iVBORw0KGgo"), upload("iVBORw0KGgo"))
	assert.NotEqual(t, upload("iVBORw0KGgo"), upload("iVBORw0KGgp"))
	assert.Equal(t, "5000", a.Ask("upload_img", "imgcode", "UklGRiQAAABXRUJQ").Text("error_code"), "WebP")
	assert.Empty(t, a.On("1688global", "upload_img", "imgcode", "iVBORw0KGgo").Text("items.item.name"))
	assert.NotEmpty(t, a.On("1688global", "upload_img", "imgcode",
		"data:image/png;base64,iVBORw0KGgo").Text("items.item.name"))
}

func TestShareLinks(t *testing.T) {
	a, closed := mocktest.NewAsker(t), mocktest.NewAsker(t, mock.WithClosedWorld())
	const unknown = "https://qr.1688.com/share.html?secret=abcdefgh"
	assert.Equal(t, "5", a.Ask("item_password", "word", "https://detail.1688.com/offer/5.html?x").Text("item.num_iid"))
	assert.NotEmpty(t, a.Ask("item_password", "word", unknown).Text("item.num_iid"))
	assert.Equal(t, "error taobao password", closed.Ask("item_password", "word", unknown).Text("item.error"))
	assert.Equal(t, "error taobao password", a.Ask("item_password", "word", "words").Text("item.error"))
}

func TestFreight(t *testing.T) {
	a := mocktest.NewAsker(t)
	fee := func(pairs ...string) float64 {
		b := a.Ask("item_fee", append([]string{"num_iid", "610947572360"}, pairs...)...)
		return b.Number(t, "item.express_fee")
	}
	detail := a.Ask("item_get", "num_iid", "610947572360")
	app := a.Ask("item_get_app", "num_iid", "610947572360")
	near, far := fee("area_id", "330100"), fee("area_id", "650100")
	assert.Equal(t, detail.Number(t, "item.express_fee"), near, "item_get quotes to Hangzhou")
	assert.Equal(t, app.Number(t, "item.freightModel.totalCost"), near)
	assert.Less(t, near, far)
	assert.Less(t, near, fee("area_id", "330100", "num", "10000"))
	assert.Equal(t, near, fee("area_id", "330100", "num", "1"), "the least order quantity is taken")
	assert.Equal(t, fee("area_id", "330100", "num", "800"), fee("area_id", "330100", "sku_list", "300,1,2.00;500,2,3.00"))
	assert.Less(t, near, fee("area_id", "330100", "unitweight", "900"))
	assert.Equal(t, far, fee("area_id", "650100", "temp_id", app.Text("item.freightModel.subTemplateId"),
		"location", app.Text("item.freightModel.locationCode"), "unitweight", app.Text("item.freightModel.unitWeight")))
	assert.Equal(t, "新余", a.Ask("item_fee", "num_iid", "1", "area_id", "2274").Text("item.shipping_to"))
	nowhere := a.Ask("item_fee", "num_iid", "1", "area_id", "990000")
	assert.Equal(t, "5000 data error,no cache", nowhere.Text("error_code")+" "+nowhere.Text("error"))
	assert.Equal(t, "1", nowhere.Text("item.num_iid"))
}

func TestReviews(t *testing.T) {
	a := mocktest.NewAsker(t)
	for _, id := range []string{"610947572360", "5", "700000000000"} {
		detail := a.Ask("item_get", "num_iid", id)
		count, last := 0, "9"
		for page := 1; ; page++ {
			b := a.Ask("item_review", "num_iid", id, "user_id", detail.Text("item.seller_id"), "nick", detail.Text("item.nick"),
				"page", strconv.Itoa(page))
			rows := b.Rows("items.item")
			if b.Text("error_code") == "2000" {
				break
			}
			for _, row := range rows {
				assert.GreaterOrEqual(t, last, row.Text("gmtPublished"), "the newest first")
				last = row.Text("gmtPublished")
			}
			count += len(rows)
		}
		assert.EqualValues(t, detail.Number(t, "item.sales_info.comment_num"), count)
	}
}

func TestVariants(t *testing.T) {
	a := mocktest.NewAsker(t)
	for id := range 200 {
		detail := a.Ask("item_get", "num_iid", strconv.FormatInt(700_000_000_000+int64(id), 10))
		stock, sold, least, ids := 0.0, 0.0, 1e9, map[string]bool{}
		list := detail.Rows("item.skus.sku")
		for _, sku := range list {
			stock += sku.Number(t, "quantity")
			sold += sku.Number(t, "sales")
			least = min(least, sku.Number(t, "price"))
			ids[sku.Text("sku_id")] = true
			assert.Regexp(t, `^[0-9a-f]{32}$`, sku.Text("spec_id"))
			assert.Regexp(t, `^688[0-9]{15}$`, sku.Text("sku_id"))
		}
		assert.Equal(t, stock, detail.Number(t, "item.num"))
		assert.Equal(t, sold, detail.Number(t, "item.sales"))
		assert.Equal(t, least, detail.Number(t, "item.price"))
		assert.Len(t, ids, len(list))
	}
}

func TestOrders(t *testing.T) {
	a := mocktest.NewAsker(t)
	count := func(pairs ...string) (n int) {
		for page := 1; ; page++ {
			b := a.Ask("buyer_order_list", append(pairs, "page", strconv.Itoa(page))...)
			if b.Text("error_code") != "0000" {
				return n
			}
			for _, row := range b.Rows("items.item") {
				goods := row.Rows("goods")[0]
				assert.Equal(t, goods.Text("goods_name"), a.Ask("item_get", "num_iid", goods.Text("goods_id")).Text("item.title"))
				n++
			}
		}
	}
	all := count()
	assert.Equal(t, 37, all)
	sum := 0
	for _, tab := range []string{"waitPay", "waitSend", "waitConfirm", "waitRate"} {
		sum += count("tab_code", tab)
	}
	assert.Positive(t, sum)
	assert.Less(t, sum, all)
}

// TestCustomHandsOn answers what the open platform's document describes as the platform does, and refuses anything
// else.
func TestCustomHandsOn(t *testing.T) {
	a := mocktest.NewAsker(t)
	const parse = "alibaba.trade.addresscode.parse"
	assert.Equal(t, "gw.ParamMissing", a.Ask("custom", "method", "com.alibaba.trade/"+parse).Text("response.error_code"))
	assert.Equal(t, "gw.APIUnsupported", a.Ask("custom", "method", "com.alibaba.other/"+parse).Text("response.error_code"))
	assert.Equal(t, "440305", a.Ask("custom", "method", "com.alibaba.trade/"+parse, "_o_args",
		`{"addressInfo":"广东省深圳市南山区1号"}`).Text("response.addressCode"))
	assert.Equal(t, "330108", a.Ask("custom", "api", "com.alibaba.trade/"+parse, "addressInfo",
		"网商路699号").Text("response.addressCode"))
	for _, name := range []string{"a/b", "com.alibaba.trade/alibaba.trade.nosuch", "system.oauth2/getToken"} {
		refused := a.Ask("custom", "method", name)
		assert.Equal(t, "5000", refused.Text("error_code"), name)
		assert.NotContains(t, refused, "response", name)
	}
	nested := mocktest.NewAsker(t, mock.WithNestedCustom())
	assert.Equal(t, "330108", nested.Ask("custom", "api", "com.alibaba.trade/"+parse, "addressInfo",
		"网商路699号").Text("response.result.addressCode"))
}

func TestImg2Text(t *testing.T) {
	a := mocktest.NewAsker(t)
	picture := a.Ask("item_get", "num_iid", "5").Text("item.pic_url")
	got := a.Ask("img2text", "imgcode", picture)
	assert.Equal(t, "https://detail.1688.com/offer/5.html", got.Rows("same_goods")[0].Text("url"))
	assert.NotEmpty(t, a.Ask("item_search", "q", got.Text("find")).Rows("items.item"))
}

func TestClosedWorld(t *testing.T) {
	a := mocktest.NewAsker(t, mock.WithClosedWorld())
	for api, pairs := range map[string][]string{
		"item_get": {"num_iid", "5"}, "item_search": {"q", "xyzzy"}, "seller_info": {"sid", "b2b-2206619673102e9470"},
		"item_search_shop": {"seller_nick", "nobody"}, "item_review": {"num_iid", "5", "user_id", "1", "nick", "x"},
		"item_get_app": {"num_iid", "5"}, "item_search_best": {"rankid", "5", "rank_type", "hot"}, "cat_get": {"cid", "5"},
		"item_cat_get": {"num_iid", "5"}, "item_search_peerbuy": {"num_iid", "5", "sid", "x"},
	} {
		assert.Equal(t, "2000", a.Ask(api, pairs...).Text("error_code"), api)
	}
	for _, row := range a.All("item_search", "q", "连衣裙") {
		a.Agree(row)
	}
}

func TestShopsByTheirNames(t *testing.T) {
	h, err := mock.NewHandler()
	require.NoError(t, err)
	a := &mocktest.Asker{T: t, RoundTripper: h.Transport()}
	for _, id := range []uint64{2206619673102, 2200000000000, 2208589934591, 7031250001, 12, 950078515} {
		shop, ok := h.World().Shop(id)
		require.True(t, ok)
		for _, name := range []string{shop.SID, shop.Company, shop.OpenID(), "shop" + strconv.FormatUint(id, 10)} {
			got := a.Ask("item_search_shop", "seller_nick", name)
			assert.Equal(t, shop.Company, got.Text("user.nick"), name)
			assert.Equal(t, shop.SID, got.Text("user.user_num_id"), name)
		}
	}
	const given = "b2b-2206619673102e9470"
	assert.Equal(t, given, a.Ask("seller_info", "sid", given).Text("user.sid"), "a shop has the sid that a test gives it")
}

func TestNoSecretInWhatIsEchoed(t *testing.T) {
	a := mocktest.NewAsker(t)
	a.Ask("item_search_suggest", "q", "连衣裙"+mocktest.Secret)
	a.Ask("item_search_seller", "q", "连衣裙"+mocktest.Secret)
	a.Ask("item_password", "word", "https://qr.1688.com/share.html?secret="+mocktest.Secret+"&key="+mocktest.Key)
	a.Ask("item_search", "q", url.QueryEscape(mocktest.Secret), "lang", "en")
}
