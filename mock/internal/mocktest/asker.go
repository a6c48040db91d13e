package mocktest

import (
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Asker makes calls, and validates every response against the document.
type Asker struct {
	T            *testing.T
	RoundTripper http.RoundTripper
}

// NewAsker returns an Asker of a new mock, whose clock stands at [At] unless opts set another.
func NewAsker(t *testing.T, opts ...mock.Option) *Asker {
	return &Asker{t, mock.Transport(append([]mock.Option{mock.WithClock(At)}, opts...)...)}
}

// SearchAtRandom makes one search with random parameters, and checks that its rows are sorted, distinct and fitting.
func (a *Asker) SearchAtRandom(random *rand.Rand) {
	a.T.Helper()
	maybe := func(v string) string {
		if random.IntN(2) == 0 {
			return ""
		}
		return v
	}
	p := map[string]string{
		"q":           Queries[random.IntN(len(Queries))],
		"sort":        maybe([]string{"bid", "_bid", "_sale", "sale", "_credit"}[random.IntN(5)]),
		"start_price": maybe(strconv.Itoa(random.IntN(80))), "end_price": maybe(strconv.Itoa(50 + random.IntN(200))),
		"quantityBegin": maybe(strconv.Itoa(1 + random.IntN(20))), "page_size": strconv.Itoa(10 + random.IntN(40)),
	}
	var pairs []string
	for _, name := range []string{"q", "sort", "start_price", "end_price", "quantityBegin", "page_size"} {
		pairs = append(pairs, name, p[name])
	}
	rows := a.All("item_search", pairs...)
	a.Sorted(rows, p["sort"])
	a.Distinct(rows)
	for i, row := range rows {
		if i%23 == 0 {
			a.fits(row, p)
		}
	}
}

// Distinct checks that no two rows are of the same offer.
func (a *Asker) Distinct(rows []Body) {
	a.T.Helper()
	seen := map[string]bool{}
	for _, row := range rows {
		assert.False(a.T, seen[row.Text("num_iid")], "%s comes twice", row.Text("num_iid"))
		seen[row.Text("num_iid")] = true
	}
}

// Sorted checks the order of rows by price or by sales, and accepts any order for other values of sort.
func (a *Asker) Sorted(rows []Body, sort string) {
	a.T.Helper()
	name := map[string]string{"bid": "price", "sale": "sales"}[strings.TrimPrefix(sort, "_")]
	for i := 1; name != "" && i < len(rows); i++ {
		x, y := rows[i-1].Number(a.T, name), rows[i].Number(a.T, name)
		if strings.HasPrefix(sort, "_") {
			x, y = y, x
		}
		assert.LessOrEqual(a.T, x, y, "%s at %d", sort, i)
	}
}

func (a *Asker) fits(row Body, p map[string]string) {
	a.T.Helper()
	detail := a.Agree(row)
	assert.Equal(a.T, row.Number(a.T, "sales"), detail.Number(a.T, "item.sales"))
	price := row.Number(a.T, "price")
	if low, err := strconv.ParseFloat(p["start_price"], 64); err == nil {
		assert.GreaterOrEqual(a.T, price, low)
	}
	if high, err := strconv.ParseFloat(p["end_price"], 64); err == nil {
		assert.LessOrEqual(a.T, price, high)
	}
	if least, err := strconv.ParseFloat(p["quantityBegin"], 64); err == nil {
		assert.LessOrEqual(a.T, detail.Number(a.T, "item.min_num"), least)
	}
	a.inItsCategory(detail)
	a.InItsShop(detail)
}

// Ask calls an operation with parameters in pairs.
func (a *Asker) Ask(api string, pairs ...string) Body {
	a.T.Helper()
	return a.On("1688", api, pairs...)
}

// On calls an operation of a platform with parameters in pairs.
func (a *Asker) On(platform, api string, pairs ...string) Body {
	a.T.Helper()
	return a.get(api, "/"+platform+"/"+api+"/?"+Auth+"&"+Pairs(pairs...))
}

func (a *Asker) get(api, target string) (b Body) {
	a.T.Helper()
	req := Request(a.T, http.MethodGet, target, "")
	text, _ := SendRaw(a.T, a.RoundTripper, req) //nolint:bodyclose // SendRaw closes it
	findings, err := conformance.Gateway().Check(api, []byte(text), conformance.Options{Strict: true})
	require.NoError(a.T, err)
	require.Empty(a.T, findings, target)
	for _, s := range []string{Key, Secret} {
		require.NotContains(a.T, text, s)
	}
	require.NoError(a.T, json.Unmarshal([]byte(text), &b))
	return b
}

// All are the rows of all pages. It makes sure that the totals add up.
func (a *Asker) All(api string, pairs ...string) []Body {
	a.T.Helper()
	first := a.Ask(api, pairs...)
	if first.Text("error_code") == "2000" {
		return nil
	}
	var out []Body
	pages := int(first.Number(a.T, "items.page_count"))
	for page := 1; page <= pages; page++ {
		b := a.Ask(api, append(pairs, "page", strconv.Itoa(page))...)
		rows := b.Rows("items.item")
		assert.EqualValues(a.T, len(rows), b.Number(a.T, "items.page_size"))
		assert.EqualValues(a.T, page, b.Number(a.T, "items.page"))
		assert.Equal(a.T, first.Text("items.total_results"), b.Text("items.total_results"))
		out = append(out, rows...)
	}
	assert.EqualValues(a.T, len(out), first.Number(a.T, "items.total_results"))
	assert.Equal(a.T, "2000", a.Ask(api, append(pairs, "page", strconv.Itoa(pages+1))...).Text("error_code"))
	return out
}

// Agree wants the detail of a row to say what the row says.
func (a *Asker) Agree(row Body) Body {
	a.T.Helper()
	detail := a.Ask("item_get", "num_iid", row.Text("num_iid"))
	for _, name := range []string{"num_iid", "title", "detail_url"} {
		assert.Equal(a.T, row.Text(name), detail.Text("item."+name), name)
	}
	if row.Text("price") != "" {
		assert.Equal(a.T, row.Number(a.T, "price"), detail.Number(a.T, "item.price"))
	}
	for in, of := range map[string]string{"seller_nick": "nick", "sid": "seller_info.sid", "seller_id": "seller_id"} {
		if v := row.Text(in); v != "" {
			assert.Equal(a.T, v, detail.Text("item."+of), in)
		}
	}
	return detail
}

// SameOffer wants all operations on one offer to speak of the same.
func (a *Asker) SameOffer(detail Body) {
	a.T.Helper()
	id := detail.Text("item.num_iid")
	assert.Equal(a.T, detail.Text("item.title"), a.Ask("item_get_pro", "num_iid", id).Text("item.title"))
	app := a.Ask("item_get_app", "num_iid", id)
	assert.Equal(a.T, detail.Text("item.title"), app.Text("item.tempModel.offerTitle"))
	assert.Equal(a.T, detail.Text("item.price"), app.Text("item.tempModel.price"))
	assert.Equal(a.T, app.Number(a.T, "item.freightModel.unitWeight"),
		a.Ask("item_get_specifications", "num_iid", id).Number(a.T, "item.unit_weight"))
	assert.Equal(a.T, id, a.Ask("item_password", "word", app.Text("item.shareModel.shareUrl")).Text("item.num_iid"))
	a.inItsCategory(detail)
}

func (a *Asker) inItsCategory(detail Body) {
	a.T.Helper()
	cat := a.Ask("item_cat_get", "num_iid", detail.Text("item.num_iid"))
	cid := detail.Text("item.cid")
	assert.Equal(a.T, cid, cat.Text("item.cat_id"))
	assert.Equal(a.T, detail.Text("item.title"), cat.Text("item.item_name"))
	assert.Equal(a.T, detail.Text("item.rootCatId"), cat.Text("item.root_cat_id"))
	root := a.Ask("cat_get", "cid", cat.Text("item.root_cat_id"))
	found := false
	for _, sub := range root.Rows("itme.sub") {
		for _, leaf := range sub.Rows("sub") {
			found = found || strconv.FormatFloat(leaf["id"].(float64), 'f', 0, 64) == cid
		}
	}
	assert.True(a.T, found, "the category %s is in the tree", cid)
	assert.Equal(a.T, cid, a.Ask("cat_get", "cid", cid).Text("itme.id"))
}

// InItsShop wants an offer in the list of its shop, and the shop to be one.
func (a *Asker) InItsShop(detail Body) {
	a.T.Helper()
	sid := detail.Text("item.seller_info.sid")
	found := false
	for _, row := range a.All("item_search_shop", "seller_nick", sid) {
		found = found || row.Text("num_iid") == detail.Text("item.num_iid")
	}
	assert.True(a.T, found, "%s is among the offers of %s", detail.Text("item.num_iid"), sid)
	a.sameShop(detail)
}

func (a *Asker) sameShop(detail Body) {
	a.T.Helper()
	name, sid := detail.Text("item.nick"), detail.Text("item.seller_info.sid")
	for _, by := range [][]string{{"sid", sid}, {"seller_id", detail.Text("item.seller_id")}, {"nick", name},
		{"shop_url", "https://shop" + detail.Text("item.seller_id") + ".1688.com"}} {
		shop := a.Ask("seller_info", by...)
		assert.Equal(a.T, name, shop.Text("user.nick"), by[0])
		assert.Equal(a.T, sid, shop.Text("user.sid"), by[0])
	}
	assert.Equal(a.T, name, a.Ask("item_get_shop", "sid", sid).Text("title"))
	assert.Equal(a.T, name, a.Ask("item_get_hy", "sid", sid).Text("shop_info.title"))
	assert.Equal(a.T, name, a.Ask("item_get_contact", "sid", sid).Text("item.company_name"))
	assert.Equal(a.T, sid, a.Ask("item_get_strength", "sid", sid).Text("item.memberId"))
	address := a.Ask("item_get_factory", "sid", sid).Text("item.address")
	assert.Equal(a.T, "中国"+address, a.Ask("item_get_company", "sid", sid).Text("item.address"))
}

// Rows are the objects of a list.
func (b Body) Rows(path string) []Body {
	v := any(map[string]any(b))
	for name := range strings.SplitSeq(path, ".") {
		m, _ := v.(map[string]any)
		v = m[name]
	}
	list, _ := v.([]any)
	var out []Body
	for _, row := range list {
		if m, ok := row.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}

// Number returns the number at a path, which may be text in JSON, and fails the test if there is none.
func (b Body) Number(t *testing.T, path string) float64 {
	t.Helper()
	f, err := strconv.ParseFloat(b.Text(path), 64)
	require.NoError(t, err, path)
	return f
}

// Queries are keywords: categories, words of titles, both, English ones, and some that nobody knows.
var Queries = []string{
	"女装", "连衣裙", "T恤", "纯棉 衬衫", "手机壳", "衣服", "保温杯 304不锈钢", "复古", "牛仔裤", "dress", "磁吸手机支架", "xyzzy", "袜子 卡通",
	"工作服 印花", "2025新款女装", "儿童", "数据线 快充",
}
