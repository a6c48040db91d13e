package gatewayapi_test

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
)

// TestSearchProperty makes random searches and compares every row with the rest of the world.
func TestSearchProperty(t *testing.T) {
	seeds := []uint64{1, 1688, 77}
	if testing.Short() {
		seeds = seeds[:1]
	}
	for _, seed := range seeds {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			a, random := mocktest.NewAsker(t, mock.WithSeed(seed)), rand.New(rand.NewPCG(seed, 0))
			for range 12 {
				a.SearchAtRandom(random)
			}
		})
	}
}

func TestKeywordsFindWhatTheySay(t *testing.T) {
	a := mocktest.NewAsker(t)
	for _, q := range []string{"连衣裙", "复古", "工作服 印花", "保温杯 304不锈钢", "T恤"} {
		rows := a.All("item_search", "q", q)
		assert.NotEmpty(t, rows, q)
		for _, row := range rows {
			for word := range strings.FieldsSeq(q) {
				if word != "工作服" { // a category, whose name no title has
					assert.Contains(t, row.Text("title"), word)
				}
			}
		}
	}
	row := a.All("item_search", "q", "夹克")[3]
	titles := a.All("item_search", "q", row.Text("title"))
	found := false
	for _, same := range titles {
		found = found || same.Text("num_iid") == row.Text("num_iid")
	}
	assert.True(t, found, "a title finds its offer")
}

func TestCategoriesAndFilters(t *testing.T) {
	a := mocktest.NewAsker(t)
	for _, root := range a.Ask("cat_get", "cid", "0").Rows("itmes.itme") {
		cid := strconv.FormatFloat(root["id"].(float64), 'f', 0, 64)
		rows := a.All("item_search", "q", root.Text("name"), "cat", cid, "page_size", "50")
		require.NotEmpty(t, rows, root.Text("name"))
		assert.Len(t, a.All("item_search", "q", root.Text("name"), "page_size", "50"), len(rows),
			"its name finds what is in it")
		assert.Equal(t, cid, a.Agree(rows[0]).Text("item.rootCatId"))
	}
	row := a.Ask("item_search", "q", "女装").Rows("items.item")[0]
	for _, near := range a.All("item_search", "q", "女装", "filter", "city:"+row.Text("area")) {
		assert.Equal(t, row.Text("area"), near.Text("area"))
	}
	for _, same := range a.All("item_search", "q", "女装", "nick", row.Text("seller_nick")) {
		assert.Equal(t, row.Text("seller_nick"), same.Text("seller_nick"))
	}
	for _, cheap := range a.All("item_search", "q", "女装", "discount_only", "1")[:10] {
		detail := a.Agree(cheap)
		assert.Less(t, detail.Number(t, "item.price"), detail.Number(t, "item.orginal_price"))
	}
	assert.Equal(t, "2000", a.Ask("item_search", "q", "女装", "cat", "5").Text("error_code"))
	assert.Len(t, a.On("1688global", "item_search", "q", "女装", "cat", "5", "page_size", "50").Rows("items.item"), 20,
		"1688global heeds neither")
}

func TestShopLists(t *testing.T) {
	a := mocktest.NewAsker(t)
	sid := a.Ask("item_get", "num_iid", "610947572360").Text("item.seller_info.sid")
	rows := a.All("item_search_shop", "seller_nick", sid)
	a.Distinct(rows)
	for _, row := range rows {
		assert.Equal(t, sid, a.Agree(row).Text("item.seller_info.sid"))
	}
	for _, sort := range []string{"bid", "_bid", "sale", "_sale"} {
		sorted := a.All("item_search_shop", "seller_nick", sid, "sort", sort)
		assert.Len(t, sorted, len(rows))
		a.Sorted(sorted, sort)
	}
	price := rows[len(rows)/2].Text("price")
	below := a.All("item_search_shop", "seller_nick", sid, "end_price", price)
	above := a.All("item_search_shop", "seller_nick", sid, "start_price", price)
	assert.GreaterOrEqual(t, len(below)+len(above), len(rows)+1)
	cid := a.Agree(rows[0]).Text("item.cid")
	for _, row := range a.All("item_search_shop", "seller_nick", sid, "cid", cid) {
		assert.Equal(t, cid, a.Agree(row).Text("item.cid"))
	}
}

// TestOtherLists compares the rows of the lists without page counts with the details, page after page.
func TestOtherLists(t *testing.T) {
	a := mocktest.NewAsker(t)
	for _, q := range mocktest.Queries[1:7] {
		var seen, details []mocktest.Body
		for page := 1; ; page++ {
			b := a.Ask("item_search_new", "q", q, "page", strconv.Itoa(page), "sort", "_bid")
			if b.Text("error_code") == "2000" {
				break
			}
			for _, row := range b.Rows("item") {
				seen, details = append(seen, row), append(details, a.Agree(row))
			}
		}
		a.Distinct(seen)
		for i := 1; i < len(details); i++ {
			assert.GreaterOrEqual(t, details[i-1].Number(t, "item.price"), details[i].Number(t, "item.price"))
		}
	}
	detail := a.Ask("item_get", "num_iid", "5")
	peers := a.Ask("item_search_peerbuy", "num_iid", "5", "sid", detail.Text("item.seller_info.sid")).Rows("item")
	assert.NotEmpty(t, peers)
	for _, row := range peers {
		assert.Equal(t, detail.Text("item.cid"), a.Agree(row).Text("item.cid"))
	}
}

func TestRankings(t *testing.T) {
	a := mocktest.NewAsker(t)
	cid := a.Ask("item_get", "num_iid", "5").Text("item.cid")
	for kind, member := range map[string]string{"hot": "saleCount", "goodPrice": "price"} {
		rows := a.Ask("item_search_best", "rankid", cid, "rank_type", kind).Rows("items.item")
		require.NotEmpty(t, rows)
		for i, row := range rows {
			id := strconv.FormatFloat(row["offerId"].(float64), 'f', 0, 64)
			assert.Equal(t, cid, a.Ask("item_get", "num_iid", id).Text("item.cid"))
			if i > 0 && kind == "hot" {
				assert.GreaterOrEqual(t, rows[i-1].Number(t, member), row.Number(t, member))
			}
			if i > 0 && kind == "goodPrice" {
				assert.LessOrEqual(t, rows[i-1].Number(t, member), row.Number(t, member))
			}
		}
	}
}

func TestSuggestionsFindSomething(t *testing.T) {
	a := mocktest.NewAsker(t)
	for _, q := range mocktest.Queries {
		list, _ := a.Ask("item_search_suggest", "q", q)["items"].(map[string]any)["result"].([]any)
		require.NotEmpty(t, list, q)
		for _, one := range list {
			text := one.([]any)[0].(string)
			words := strings.NewReplacer("_", "", "%", "").Replace(text)
			assert.NotEmpty(t, a.Ask("item_search", "q", words).Rows("items.item"), text)
		}
	}
}

func TestSuppliers(t *testing.T) {
	a := mocktest.NewAsker(t)
	for _, row := range a.Ask("item_search_seller", "q", "女装").Rows("items.item") {
		assert.Equal(t, row.Text("title"), a.Ask("seller_info", "sid", row.Text("memberId")).Text("user.title"))
		for _, offer := range row.Rows("item") {
			seller := a.Ask("item_get", "num_iid", offer.Text("item_id")).Text("item.seller_info.sid")
			assert.Equal(t, row.Text("memberId"), seller, "the offers are the shop's own")
		}
	}
	last := 1.0
	rows := a.Ask("item_search_factory", "q", "五金工具", "sort", "lookback").Rows("item")
	assert.NotEmpty(t, rows)
	for _, row := range rows {
		shop := a.Ask("seller_info", "sid", row.Text("seller_id"))
		assert.Equal(t, row.Text("title"), shop.Text("user.title"))
		assert.NotEmpty(t, shop.Text("user.company_info.comapnyInfo.factorySize"), "it is a factory")
		assert.LessOrEqual(t, row.Number(t, "ht_score"), last)
		last = row.Number(t, "ht_score")
	}
}
