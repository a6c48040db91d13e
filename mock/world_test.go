package mock_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/mock"
)

// asker makes calls, and holds every answer against the document.
type asker struct {
	t  *testing.T
	rt http.RoundTripper
}

func newAsker(t *testing.T, opts ...mock.Option) *asker {
	return &asker{t, mock.Transport(append([]mock.Option{mock.WithClock(at)}, opts...)...)}
}

// ask calls an operation with parameters in pairs.
func (a *asker) ask(api string, pairs ...string) body {
	a.t.Helper()
	return a.on("1688", api, pairs...)
}

func (a *asker) on(platform, api string, pairs ...string) body {
	a.t.Helper()
	return a.get(api, "/"+platform+"/"+api+"/?"+auth+"&"+values(pairs...))
}

func (a *asker) get(api, target string) (b body) {
	a.t.Helper()
	text, _ := sendRaw(a.t, a.rt, request(a.t, http.MethodGet, target, ""))
	findings, err := conformance.Gateway().Check(api, []byte(text), conformance.Options{Strict: true})
	require.NoError(a.t, err)
	require.Empty(a.t, findings, target)
	for _, s := range []string{key, secret} {
		require.NotContains(a.t, text, s)
	}
	require.NoError(a.t, json.Unmarshal([]byte(text), &b))
	return b
}

// rows are the objects of a list.
func (b body) rows(path string) []body {
	v := any(map[string]any(b))
	for name := range strings.SplitSeq(path, ".") {
		m, _ := v.(map[string]any)
		v = m[name]
	}
	list, _ := v.([]any)
	var out []body
	for _, row := range list {
		if m, ok := row.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}

func (b body) number(t *testing.T, path string) float64 {
	t.Helper()
	f, err := strconv.ParseFloat(b.text(path), 64)
	require.NoError(t, err, path)
	return f
}

// all are the rows of all pages. It makes sure that the totals add up.
func (a *asker) all(api string, pairs ...string) []body {
	a.t.Helper()
	first := a.ask(api, pairs...)
	if first.text("error_code") == "2000" {
		return nil
	}
	var out []body
	pages := int(first.number(a.t, "items.page_count"))
	for page := 1; page <= pages; page++ {
		b := a.ask(api, append(pairs, "page", strconv.Itoa(page))...)
		rows := b.rows("items.item")
		assert.EqualValues(a.t, len(rows), b.number(a.t, "items.page_size"))
		assert.EqualValues(a.t, page, b.number(a.t, "items.page"))
		assert.Equal(a.t, first.text("items.total_results"), b.text("items.total_results"))
		out = append(out, rows...)
	}
	assert.EqualValues(a.t, len(out), first.number(a.t, "items.total_results"))
	assert.Equal(a.t, "2000", a.ask(api, append(pairs, "page", strconv.Itoa(pages+1))...).text("error_code"))
	return out
}

// agree wants the detail of a row to say what the row says.
func (a *asker) agree(row body) body {
	a.t.Helper()
	detail := a.ask("item_get", "num_iid", row.text("num_iid"))
	for _, name := range []string{"num_iid", "title", "detail_url"} {
		assert.Equal(a.t, row.text(name), detail.text("item."+name), name)
	}
	if row.text("price") != "" {
		assert.Equal(a.t, row.number(a.t, "price"), detail.number(a.t, "item.price"))
	}
	for in, of := range map[string]string{"seller_nick": "nick", "sid": "seller_info.sid", "seller_id": "seller_id"} {
		if v := row.text(in); v != "" {
			assert.Equal(a.t, v, detail.text("item."+of), in)
		}
	}
	return detail
}

// TestEveryNumberExists opens offers that nobody listed, of all lengths.
func TestEveryNumberExists(t *testing.T) {
	a := newAsker(t)
	for _, id := range []string{"1", "7", "63", "64", "9999", "45566582412", "449999999999", "450000000000", "610947572360", "999999999999",
		"2200000000000", "1234567890123456789", "9223372036854775808", "9999999999999999999"} {
		detail := a.ask("item_get", "num_iid", id)
		assert.Equal(t, "0000", detail.text("error_code"), id)
		assert.Equal(t, id, detail.text("item.num_iid"))
		a.sameOffer(detail)
		a.inItsShop(detail)
	}
	assert.Equal(t, "2000", a.ask("item_get", "num_iid", "0").text("error_code"))
}

// sameOffer wants all operations on one offer to speak of the same.
func (a *asker) sameOffer(detail body) {
	a.t.Helper()
	id := detail.text("item.num_iid")
	assert.Equal(a.t, detail.text("item.title"), a.ask("item_get_pro", "num_iid", id).text("item.title"))
	app := a.ask("item_get_app", "num_iid", id)
	assert.Equal(a.t, detail.text("item.title"), app.text("item.tempModel.offerTitle"))
	assert.Equal(a.t, detail.text("item.price"), app.text("item.tempModel.price"))
	assert.Equal(a.t, app.number(a.t, "item.freightModel.unitWeight"), a.ask("item_get_specifications", "num_iid", id).number(a.t, "item.unit_weight"))
	assert.Equal(a.t, id, a.ask("item_password", "word", app.text("item.shareModel.shareUrl")).text("item.num_iid"))
	a.inItsCategory(detail)
}

func (a *asker) inItsCategory(detail body) {
	a.t.Helper()
	cat := a.ask("item_cat_get", "num_iid", detail.text("item.num_iid"))
	cid := detail.text("item.cid")
	assert.Equal(a.t, cid, cat.text("item.cat_id"))
	assert.Equal(a.t, detail.text("item.title"), cat.text("item.item_name"))
	assert.Equal(a.t, detail.text("item.rootCatId"), cat.text("item.root_cat_id"))
	root := a.ask("cat_get", "cid", cat.text("item.root_cat_id"))
	found := false
	for _, sub := range root.rows("itme.sub") {
		for _, leaf := range sub.rows("sub") {
			found = found || strconv.FormatFloat(leaf["id"].(float64), 'f', 0, 64) == cid
		}
	}
	assert.True(a.t, found, "the category %s is in the tree", cid)
	assert.Equal(a.t, cid, a.ask("cat_get", "cid", cid).text("itme.id"))
}

// inItsShop wants an offer in the list of its shop, and the shop to be one.
func (a *asker) inItsShop(detail body) {
	a.t.Helper()
	sid := detail.text("item.seller_info.sid")
	found := false
	for _, row := range a.all("item_search_shop", "seller_nick", sid) {
		found = found || row.text("num_iid") == detail.text("item.num_iid")
	}
	assert.True(a.t, found, "%s is among the offers of %s", detail.text("item.num_iid"), sid)
	a.sameShop(detail)
}

func (a *asker) sameShop(detail body) {
	a.t.Helper()
	name, sid := detail.text("item.nick"), detail.text("item.seller_info.sid")
	for _, by := range [][]string{{"sid", sid}, {"seller_id", detail.text("item.seller_id")}, {"nick", name}, {"shop_url", "https://shop" + detail.text("item.seller_id") + ".1688.com"}} {
		shop := a.ask("seller_info", by...)
		assert.Equal(a.t, name, shop.text("user.nick"), by[0])
		assert.Equal(a.t, sid, shop.text("user.sid"), by[0])
	}
	assert.Equal(a.t, name, a.ask("item_get_shop", "sid", sid).text("title"))
	assert.Equal(a.t, name, a.ask("item_get_hy", "sid", sid).text("shop_info.title"))
	assert.Equal(a.t, name, a.ask("item_get_contact", "sid", sid).text("item.company_name"))
	assert.Equal(a.t, sid, a.ask("item_get_strength", "sid", sid).text("item.memberId"))
	address := a.ask("item_get_factory", "sid", sid).text("item.address")
	assert.Equal(a.t, "中国"+address, a.ask("item_get_company", "sid", sid).text("item.address"))
}

func TestImagesFindWhatTheyShow(t *testing.T) {
	a := newAsker(t)
	detail := a.ask("item_get", "num_iid", "610947572360")
	for name, image := range map[string]string{
		"its picture":       detail.text("item.pic_url"),
		"an upload of that": a.ask("upload_img", "imgcode", detail.text("item.pic_url")).text("items.item.name"),
	} {
		found := a.ask("item_search_img", "imgid", image).rows("items.item")
		require.NotEmpty(t, found, name)
		assert.Equal(t, "610947572360", found[0].text("num_iid"), name)
		for _, row := range found[:5] {
			assert.Equal(t, detail.text("item.cid"), a.agree(row).text("item.cid"))
		}
	}
	upload := func(image string) string { return a.ask("upload_img", "imgcode", image).text("items.item.name") }
	assert.Equal(t, upload("iVBORw0KGgo"), upload("iVBORw0KGgo"))
	assert.NotEqual(t, upload("iVBORw0KGgo"), upload("iVBORw0KGgp"))
	assert.Equal(t, "5000", a.ask("upload_img", "imgcode", "UklGRiQAAABXRUJQ").text("error_code"), "WebP")
	assert.Empty(t, a.on("1688global", "upload_img", "imgcode", "iVBORw0KGgo").text("items.item.name"))
	assert.NotEmpty(t, a.on("1688global", "upload_img", "imgcode", "data:image/png;base64,iVBORw0KGgo").text("items.item.name"))
}

func TestShareLinks(t *testing.T) {
	a, closed := newAsker(t), newAsker(t, mock.WithClosedWorld())
	const unknown = "https://qr.1688.com/share.html?secret=abcdefgh"
	assert.Equal(t, "5", a.ask("item_password", "word", "https://detail.1688.com/offer/5.html?x").text("item.num_iid"))
	assert.NotEmpty(t, a.ask("item_password", "word", unknown).text("item.num_iid"))
	assert.Equal(t, "error taobao password", closed.ask("item_password", "word", unknown).text("item.error"))
	assert.Equal(t, "error taobao password", a.ask("item_password", "word", "words").text("item.error"))
}

func TestFreight(t *testing.T) {
	a := newAsker(t)
	fee := func(pairs ...string) float64 {
		b := a.ask("item_fee", append([]string{"num_iid", "610947572360"}, pairs...)...)
		return b.number(t, "item.express_fee")
	}
	detail := a.ask("item_get", "num_iid", "610947572360")
	app := a.ask("item_get_app", "num_iid", "610947572360")
	near, far := fee("area_id", "330100"), fee("area_id", "650100")
	assert.Equal(t, detail.number(t, "item.express_fee"), near, "item_get quotes to Hangzhou")
	assert.Equal(t, app.number(t, "item.freightModel.totalCost"), near)
	assert.Less(t, near, far)
	assert.Less(t, near, fee("area_id", "330100", "num", "10000"))
	assert.Equal(t, near, fee("area_id", "330100", "num", "1"), "the least order quantity is taken")
	assert.Equal(t, fee("area_id", "330100", "num", "800"), fee("area_id", "330100", "sku_list", "300,1,2.00;500,2,3.00"))
	assert.Less(t, near, fee("area_id", "330100", "unitweight", "900"))
	assert.Equal(t, far, fee("area_id", "650100", "temp_id", app.text("item.freightModel.subTemplateId"),
		"location", app.text("item.freightModel.locationCode"), "unitweight", app.text("item.freightModel.unitWeight")))
	assert.Equal(t, "新余", a.ask("item_fee", "num_iid", "1", "area_id", "2274").text("item.shipping_to"))
	nowhere := a.ask("item_fee", "num_iid", "1", "area_id", "990000")
	assert.Equal(t, "5000 data error,no cache", nowhere.text("error_code")+" "+nowhere.text("error"))
	assert.Equal(t, "1", nowhere.text("item.num_iid"))
}

func TestReviews(t *testing.T) {
	a := newAsker(t)
	for _, id := range []string{"610947572360", "5", "700000000000"} {
		detail := a.ask("item_get", "num_iid", id)
		count, last := 0, "9"
		for page := 1; ; page++ {
			b := a.ask("item_review", "num_iid", id, "user_id", detail.text("item.seller_id"), "nick", detail.text("item.nick"), "page", strconv.Itoa(page))
			rows := b.rows("items.item")
			if b.text("error_code") == "2000" {
				break
			}
			for _, row := range rows {
				assert.GreaterOrEqual(t, last, row.text("gmtPublished"), "the newest first")
				last = row.text("gmtPublished")
			}
			count += len(rows)
		}
		assert.EqualValues(t, detail.number(t, "item.sales_info.comment_num"), count)
	}
}

func TestVariants(t *testing.T) {
	a := newAsker(t)
	for id := range 200 {
		detail := a.ask("item_get", "num_iid", strconv.FormatInt(700_000_000_000+int64(id), 10))
		stock, sold, least, ids := 0.0, 0.0, 1e9, map[string]bool{}
		list := detail.rows("item.skus.sku")
		for _, sku := range list {
			stock += sku.number(t, "quantity")
			sold += sku.number(t, "sales")
			least = min(least, sku.number(t, "price"))
			ids[sku.text("sku_id")] = true
			assert.Regexp(t, `^[0-9a-f]{32}$`, sku.text("spec_id"))
			assert.Regexp(t, `^688[0-9]{15}$`, sku.text("sku_id"))
		}
		assert.Equal(t, stock, detail.number(t, "item.num"))
		assert.Equal(t, sold, detail.number(t, "item.sales"))
		assert.Equal(t, least, detail.number(t, "item.price"))
		assert.Len(t, ids, len(list))
	}
}

func TestOrders(t *testing.T) {
	a := newAsker(t)
	count := func(pairs ...string) (n int) {
		for page := 1; ; page++ {
			b := a.ask("buyer_order_list", append(pairs, "page", strconv.Itoa(page))...)
			if b.text("error_code") != "0000" {
				return n
			}
			for _, row := range b.rows("items.item") {
				goods := row.rows("goods")[0]
				assert.Equal(t, goods.text("goods_name"), a.ask("item_get", "num_iid", goods.text("goods_id")).text("item.title"))
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
	a := newAsker(t)
	const parse = "alibaba.trade.addresscode.parse"
	assert.Equal(t, "gw.ParamMissing", a.ask("custom", "method", "com.alibaba.trade/"+parse).text("response.error_code"))
	assert.Equal(t, "gw.APIUnsupported", a.ask("custom", "method", "com.alibaba.other/"+parse).text("response.error_code"))
	assert.Equal(t, "440305", a.ask("custom", "method", "com.alibaba.trade/"+parse, "_o_args", `{"addressInfo":"广东省深圳市南山区1号"}`).text("response.addressCode"))
	assert.Equal(t, "330108", a.ask("custom", "api", "com.alibaba.trade/"+parse, "addressInfo", "网商路699号").text("response.addressCode"))
	for _, name := range []string{"a/b", "com.alibaba.trade/alibaba.trade.nosuch", "system.oauth2/getToken"} {
		refused := a.ask("custom", "method", name)
		assert.Equal(t, "5000", refused.text("error_code"), name)
		assert.NotContains(t, refused, "response", name)
	}
	nested := newAsker(t, mock.WithNestedCustom())
	assert.Equal(t, "330108", nested.ask("custom", "api", "com.alibaba.trade/"+parse, "addressInfo", "网商路699号").text("response.result.addressCode"))
}

func TestImg2Text(t *testing.T) {
	a := newAsker(t)
	picture := a.ask("item_get", "num_iid", "5").text("item.pic_url")
	got := a.ask("img2text", "imgcode", picture)
	assert.Equal(t, "https://detail.1688.com/offer/5.html", got.rows("same_goods")[0].text("url"))
	assert.NotEmpty(t, a.ask("item_search", "q", got.text("find")).rows("items.item"))
}

func TestClosedWorld(t *testing.T) {
	a := newAsker(t, mock.WithClosedWorld())
	for api, pairs := range map[string][]string{
		"item_get": {"num_iid", "5"}, "item_search": {"q", "xyzzy"}, "seller_info": {"sid", "b2b-2206619673102e9470"},
		"item_search_shop": {"seller_nick", "nobody"}, "item_review": {"num_iid", "5", "user_id", "1", "nick", "x"},
		"item_get_app": {"num_iid", "5"}, "item_search_best": {"rankid", "5", "rank_type", "hot"}, "cat_get": {"cid", "5"},
		"item_cat_get": {"num_iid", "5"}, "item_search_peerbuy": {"num_iid", "5", "sid", "x"},
	} {
		assert.Equal(t, "2000", a.ask(api, pairs...).text("error_code"), api)
	}
	for _, row := range a.all("item_search", "q", "连衣裙") {
		a.agree(row)
	}
}

func TestShopsByTheirNames(t *testing.T) {
	h, err := mock.NewHandler()
	require.NoError(t, err)
	a := &asker{t, h.Transport()}
	for _, id := range []uint64{2206619673102, 2200000000000, 2208589934591, 7031250001, 12, 950078515} {
		shop, ok := h.World().Shop(id)
		require.True(t, ok)
		for _, name := range []string{shop.SID, shop.Company, shop.OpenID(), "shop" + strconv.FormatUint(id, 10)} {
			got := a.ask("item_search_shop", "seller_nick", name)
			assert.Equal(t, shop.Company, got.text("user.nick"), name)
			assert.Equal(t, shop.SID, got.text("user.user_num_id"), name)
		}
	}
	const given = "b2b-2206619673102e9470"
	assert.Equal(t, given, a.ask("seller_info", "sid", given).text("user.sid"), "a shop has the sid that a test gives it")
}

func TestNoSecretInWhatIsEchoed(t *testing.T) {
	a := newAsker(t)
	a.ask("item_search_suggest", "q", "连衣裙"+secret)
	a.ask("item_password", "word", "https://qr.1688.com/share.html?secret="+secret+"&key="+key)
	a.ask("item_search", "q", url.QueryEscape(secret), "lang", "en")
}
