package mock_test

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
)

// queries are keywords: categories, words of titles, both, English ones, and some that nobody knows.
var queries = []string{
	"女装", "连衣裙", "T恤", "纯棉 衬衫", "手机壳", "衣服", "保温杯 304不锈钢", "复古", "牛仔裤", "dress", "磁吸手机支架", "xyzzy", "袜子 卡通",
	"工作服 印花", "2025新款女装", "儿童", "数据线 快充",
}

// TestSearchProperty makes random searches and holds every row against the rest of the world.
func TestSearchProperty(t *testing.T) {
	seeds := []uint64{1, 1688, 77}
	if testing.Short() {
		seeds = seeds[:1]
	}
	for _, seed := range seeds {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			a, random := newAsker(t, mock.WithSeed(seed)), rand.New(rand.NewPCG(seed, 0))
			for range 12 {
				a.searchAtRandom(random)
			}
		})
	}
}

func (a *asker) searchAtRandom(random *rand.Rand) {
	a.t.Helper()
	maybe := func(v string) string {
		if random.IntN(2) == 0 {
			return ""
		}
		return v
	}
	p := map[string]string{
		"q": queries[random.IntN(len(queries))], "sort": maybe([]string{"bid", "_bid", "_sale", "sale", "_credit"}[random.IntN(5)]),
		"start_price": maybe(strconv.Itoa(random.IntN(80))), "end_price": maybe(strconv.Itoa(50 + random.IntN(200))),
		"quantityBegin": maybe(strconv.Itoa(1 + random.IntN(20))), "page_size": strconv.Itoa(10 + random.IntN(40)),
	}
	var pairs []string
	for _, name := range []string{"q", "sort", "start_price", "end_price", "quantityBegin", "page_size"} {
		pairs = append(pairs, name, p[name])
	}
	rows := a.all("item_search", pairs...)
	a.sorted(rows, p["sort"])
	a.distinct(rows)
	for i, row := range rows {
		if i%23 == 0 {
			a.fits(row, p)
		}
	}
}

func (a *asker) distinct(rows []body) {
	a.t.Helper()
	seen := map[string]bool{}
	for _, row := range rows {
		assert.False(a.t, seen[row.text("num_iid")], "%s comes twice", row.text("num_iid"))
		seen[row.text("num_iid")] = true
	}
}

func (a *asker) sorted(rows []body, sort string) {
	a.t.Helper()
	name := map[string]string{"bid": "price", "sale": "sales"}[strings.TrimPrefix(sort, "_")]
	for i := 1; name != "" && i < len(rows); i++ {
		x, y := rows[i-1].number(a.t, name), rows[i].number(a.t, name)
		if strings.HasPrefix(sort, "_") {
			x, y = y, x
		}
		assert.LessOrEqual(a.t, x, y, "%s at %d", sort, i)
	}
}

func (a *asker) fits(row body, p map[string]string) {
	a.t.Helper()
	detail := a.agree(row)
	assert.Equal(a.t, row.number(a.t, "sales"), detail.number(a.t, "item.sales"))
	price := row.number(a.t, "price")
	if low, err := strconv.ParseFloat(p["start_price"], 64); err == nil {
		assert.GreaterOrEqual(a.t, price, low)
	}
	if high, err := strconv.ParseFloat(p["end_price"], 64); err == nil {
		assert.LessOrEqual(a.t, price, high)
	}
	if least, err := strconv.ParseFloat(p["quantityBegin"], 64); err == nil {
		assert.LessOrEqual(a.t, detail.number(a.t, "item.min_num"), least)
	}
	a.inItsCategory(detail)
	a.inItsShop(detail)
}

func TestKeywordsFindWhatTheySay(t *testing.T) {
	a := newAsker(t)
	for _, q := range []string{"连衣裙", "复古", "工作服 印花", "保温杯 304不锈钢", "T恤"} {
		rows := a.all("item_search", "q", q)
		assert.NotEmpty(t, rows, q)
		for _, row := range rows {
			for word := range strings.FieldsSeq(q) {
				if word != "工作服" { // a category, whose name no title has
					assert.Contains(t, row.text("title"), word)
				}
			}
		}
	}
	row := a.all("item_search", "q", "夹克")[3]
	titles := a.all("item_search", "q", row.text("title"))
	found := false
	for _, same := range titles {
		found = found || same.text("num_iid") == row.text("num_iid")
	}
	assert.True(t, found, "a title finds its offer")
}

func TestCategoriesAndFilters(t *testing.T) {
	a := newAsker(t)
	for _, root := range a.ask("cat_get", "cid", "0").rows("itmes.itme") {
		cid := strconv.FormatFloat(root["id"].(float64), 'f', 0, 64)
		rows := a.all("item_search", "q", root.text("name"), "cat", cid, "page_size", "50")
		require.NotEmpty(t, rows, root.text("name"))
		assert.Len(t, a.all("item_search", "q", root.text("name"), "page_size", "50"), len(rows), "its name finds what is in it")
		assert.Equal(t, cid, a.agree(rows[0]).text("item.rootCatId"))
	}
	row := a.ask("item_search", "q", "女装").rows("items.item")[0]
	for _, near := range a.all("item_search", "q", "女装", "filter", "city:"+row.text("area")) {
		assert.Equal(t, row.text("area"), near.text("area"))
	}
	for _, same := range a.all("item_search", "q", "女装", "nick", row.text("seller_nick")) {
		assert.Equal(t, row.text("seller_nick"), same.text("seller_nick"))
	}
	for _, cheap := range a.all("item_search", "q", "女装", "discount_only", "1")[:10] {
		detail := a.agree(cheap)
		assert.Less(t, detail.number(t, "item.price"), detail.number(t, "item.orginal_price"))
	}
	assert.Equal(t, "2000", a.ask("item_search", "q", "女装", "cat", "5").text("error_code"))
	assert.Len(t, a.on("1688global", "item_search", "q", "女装", "cat", "5", "page_size", "50").rows("items.item"), 20, "1688global heeds neither")
}

func TestShopLists(t *testing.T) {
	a := newAsker(t)
	sid := a.ask("item_get", "num_iid", "610947572360").text("item.seller_info.sid")
	rows := a.all("item_search_shop", "seller_nick", sid)
	a.distinct(rows)
	for _, row := range rows {
		assert.Equal(t, sid, a.agree(row).text("item.seller_info.sid"))
	}
	for _, sort := range []string{"bid", "_bid", "sale", "_sale"} {
		sorted := a.all("item_search_shop", "seller_nick", sid, "sort", sort)
		assert.Len(t, sorted, len(rows))
		a.sorted(sorted, sort)
	}
	price := rows[len(rows)/2].text("price")
	below := a.all("item_search_shop", "seller_nick", sid, "end_price", price)
	above := a.all("item_search_shop", "seller_nick", sid, "start_price", price)
	assert.GreaterOrEqual(t, len(below)+len(above), len(rows)+1)
	cid := a.agree(rows[0]).text("item.cid")
	for _, row := range a.all("item_search_shop", "seller_nick", sid, "cid", cid) {
		assert.Equal(t, cid, a.agree(row).text("item.cid"))
	}
}

// TestOtherLists holds the rows of the lists without page counts against the details, page after page.
func TestOtherLists(t *testing.T) {
	a := newAsker(t)
	for _, q := range queries[1:7] {
		var seen, details []body
		for page := 1; ; page++ {
			b := a.ask("item_search_new", "q", q, "page", strconv.Itoa(page), "sort", "_bid")
			if b.text("error_code") == "2000" {
				break
			}
			for _, row := range b.rows("item") {
				seen, details = append(seen, row), append(details, a.agree(row))
			}
		}
		a.distinct(seen)
		for i := 1; i < len(details); i++ {
			assert.GreaterOrEqual(t, details[i-1].number(t, "item.price"), details[i].number(t, "item.price"))
		}
	}
	detail := a.ask("item_get", "num_iid", "5")
	peers := a.ask("item_search_peerbuy", "num_iid", "5", "sid", detail.text("item.seller_info.sid")).rows("item")
	assert.NotEmpty(t, peers)
	for _, row := range peers {
		assert.Equal(t, detail.text("item.cid"), a.agree(row).text("item.cid"))
	}
}

func TestRankings(t *testing.T) {
	a := newAsker(t)
	cid := a.ask("item_get", "num_iid", "5").text("item.cid")
	for kind, member := range map[string]string{"hot": "saleCount", "goodPrice": "price"} {
		rows := a.ask("item_search_best", "rankid", cid, "rank_type", kind).rows("items.item")
		require.NotEmpty(t, rows)
		for i, row := range rows {
			id := strconv.FormatFloat(row["offerId"].(float64), 'f', 0, 64)
			assert.Equal(t, cid, a.ask("item_get", "num_iid", id).text("item.cid"))
			if i > 0 && kind == "hot" {
				assert.GreaterOrEqual(t, rows[i-1].number(t, member), row.number(t, member))
			}
			if i > 0 && kind == "goodPrice" {
				assert.LessOrEqual(t, rows[i-1].number(t, member), row.number(t, member))
			}
		}
	}
}

func TestSuggestionsFindSomething(t *testing.T) {
	a := newAsker(t)
	for _, q := range queries {
		list, _ := a.ask("item_search_suggest", "q", q)["items"].(map[string]any)["result"].([]any)
		require.NotEmpty(t, list, q)
		for _, one := range list {
			text := one.([]any)[0].(string)
			words := strings.NewReplacer("_", "", "%", "").Replace(text)
			assert.NotEmpty(t, a.ask("item_search", "q", words).rows("items.item"), text)
		}
	}
}

func TestSuppliers(t *testing.T) {
	a := newAsker(t)
	for _, row := range a.ask("item_search_seller", "q", "女装").rows("items.item") {
		assert.Equal(t, row.text("title"), a.ask("seller_info", "sid", row.text("memberId")).text("user.title"))
		for _, offer := range row.rows("item") {
			seller := a.ask("item_get", "num_iid", offer.text("item_id")).text("item.seller_info.sid")
			assert.Equal(t, row.text("memberId"), seller, "the offers are the shop's own")
		}
	}
	last := 1.0
	rows := a.ask("item_search_factory", "q", "五金工具", "sort", "lookback").rows("item")
	assert.NotEmpty(t, rows)
	for _, row := range rows {
		shop := a.ask("seller_info", "sid", row.text("seller_id"))
		assert.Equal(t, row.text("title"), shop.text("user.title"))
		assert.NotEmpty(t, shop.text("user.company_info.comapnyInfo.factorySize"), "it is a factory")
		assert.LessOrEqual(t, row.number(t, "ht_score"), last)
		last = row.number(t, "ht_score")
	}
}
