package world_test

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// refused returns the failure of an operation, with the members that come with it.
func refused(t *testing.T, w *world.World, operation string, args url.Values) (code, members string) {
	t.Helper()
	body, failure := w.Append(nil, world.Query{Operation: operation, Platform: "1688", Get: args.Get})
	require.NotNil(t, failure, "%s %v: %s", operation, args, body)
	return failure.Code, string(body)
}

// rowsOf returns the rows of a response, which stand in items.item or in item.
func rowsOf(t *testing.T, out map[string]any) (rows []map[string]any) {
	t.Helper()
	list := out["item"]
	if items, ok := out["items"].(map[string]any); ok {
		list = items["item"]
	}
	for _, row := range list.([]any) {
		rows = append(rows, row.(map[string]any))
	}
	return rows
}

// pagesOf returns the rows of all pages up to the failure behind the last.
func pagesOf(t *testing.T, w *world.World, operation string, args url.Values) (rows []map[string]any) {
	t.Helper()
	for page := 1; ; page++ {
		args.Set("page", strconv.Itoa(page))
		body, failure := w.Append([]byte("{"), world.Query{Operation: operation, Platform: "1688", Get: args.Get})
		if failure != nil {
			assert.Equal(t, "2000", failure.Code)
			assert.Equal(t, "{", string(body), "a page behind the last has no members")
			return rows
		}
		rows = append(rows, rowsOf(t, answer(t, w, operation, args))...)
		require.Less(t, page, 100, "the pages do not end")
	}
}

// TestOrderPages has each order of the buyer on one page, those of a tab in the same order, and sums that agree.
func TestOrderPages(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	all := pagesOf(t, w, "buyer_order_list", url.Values{})
	assert.Len(t, all, 37)
	byState, seen := map[string][]string{}, map[string]bool{}
	for _, order := range all {
		id := fmt.Sprint(order["order_id"])
		assert.False(t, seen[id], "%s is on two pages", id)
		seen[id] = true
		state := fmt.Sprint(order["trading_status"])
		byState[state] = append(byState[state], id)
		goods := order["goods"].([]any)[0].(map[string]any)
		yuan := func(v any) int64 { return cents(t, fmt.Sprint(v)[len("¥"):]) }
		count := cents(t, goods["goods_count"]) / 100
		assert.Positive(t, count)
		assert.Equal(t, yuan(goods["unit_price"])*count+yuan(order["freight"]), yuan(order["total_price"]), id)
		offer, ok := w.Offer(uint64(cents(t, goods["goods_id"]) / 100))
		assert.True(t, ok)
		assert.Equal(t, offer.Title(false), goods["goods_name"])
		assert.Equal(t, offer.Shop.Company, order["shop_name"])
	}
	for tab, state := range map[string]string{"waitPay": "等待买家付款", "waitSend": "等待卖家发货",
		"waitConfirm": "等待买家确认收货", "waitRate": "等待评价"} {
		var got []string
		for _, order := range pagesOf(t, w, "buyer_order_list", url.Values{"tab_code": {tab}}) {
			assert.Equal(t, state, order["trading_status"], tab)
			got = append(got, fmt.Sprint(order["order_id"]))
		}
		assert.Equal(t, byState[state], got, tab)
	}
	assert.Len(t, pagesOf(t, w, "buyer_order_list", url.Values{"tab_code": {"whatever"}}), 37, "an unknown tab is all")
}

// TestReviewPages has each review on one page, the newest first, and an average that agrees with the stars.
func TestReviewPages(t *testing.T) {
	w := world.New(world.Options{Seed: 9})
	for _, o := range offers(w, 30) {
		args := url.Values{"num_iid": {strconv.FormatUint(o.ID, 10)}}
		first := answer(t, w, "item_review", args)["items"].(map[string]any)
		rows := pagesOf(t, w, "item_review", args)
		require.True(t, 3 <= len(rows) && len(rows) < 48, "%d reviews", len(rows))
		stars, good, last := int64(0), 0, "9"
		for _, r := range rows {
			n := cents(t, r["starLevel"]) / 100
			require.True(t, 3 <= n && n <= 5)
			stars += n
			if n > 3 {
				good++
			}
			published := fmt.Sprint(r["gmtPublished"])
			require.LessOrEqual(t, published, last, "the newest first")
			last = published
			require.Equal(t, r["explanation"] == nil, r["gmtExplanation"] == nil)
			if r["gmtExplanation"] != nil {
				require.Greater(t, fmt.Sprint(r["gmtExplanation"]), published)
			}
			require.Regexp(t, `^[a-z]\*\*\d$`, r["raterUserNick"])
			require.Regexp(t, `^\d+\.0$`, r["quantity"])
			require.NotEmpty(t, r["content"])
		}
		tenths := 10 * stars / int64(len(rows))
		assert.Equal(t, fmt.Sprintf("%d.%d", tenths/10, tenths%10), first["rate_average"])
		assert.Equal(t, fmt.Sprintf("好评率%d%%", 100*good/len(rows)), first["good_percent"])
	}
}

// TestFeeResponses quotes the same freight as orders pay, and comes with an empty quote where it fails.
func TestFeeResponses(t *testing.T) {
	w := world.New(world.Options{Seed: 5})
	for _, o := range offers(w, 50) {
		id := strconv.FormatUint(o.ID, 10)
		one := answer(t, w, "item_fee", url.Values{"num_iid": {id}, "area_id": {"330108"}})["item"].(map[string]any)
		assert.Equal(t, id, fmt.Sprint(one["num_iid"]))
		assert.Equal(t, fmt.Sprint(one["beginAmount"]), fmt.Sprint(one["num"]), "as many as it sells at least")
		asked := url.Values{"num_iid": {id}, "area_id": {"650102"}, "num": {"9000"}}
		more := answer(t, w, "item_fee", asked)["item"].(map[string]any)
		assert.Equal(t, "9000", more["num"])
		assert.GreaterOrEqual(t, cents(t, more["express_fee"]), cents(t, one["express_fee"]), "far and many is not cheaper")
		heavy := answer(t, w, "item_fee", url.Values{"num_iid": {id}, "area_id": {"330108"}, "unitweight": {"2.5"},
			"num": {"9000"}})["item"].(map[string]any)
		assert.Equal(t, "2.5", fmt.Sprint(heavy["unitWeight"]))
		assert.Equal(t, "22500", fmt.Sprint(heavy["Weight"]))
	}
	for name, args := range map[string]url.Values{
		"no offer":      {"num_iid": {"x"}, "area_id": {"330108"}},
		"no such place": {"num_iid": {fmt.Sprint(w.ListedOffer(1).ID)}, "area_id": {"990108"}},
	} {
		code, members := refused(t, w, "item_fee", args)
		assert.Equal(t, "5000", code, name)
		assert.Contains(t, members, fmt.Sprintf(`"item":{"num_iid":"%s","area_id":"%s"`, args.Get("num_iid"),
			args.Get("area_id")))
		assert.Contains(t, members, `"express_fee":"",`, name)
		assert.Contains(t, members, `"price":null,`, name)
	}
}

// TestGoneOffers refuses every operation about an offer that nobody can find.
func TestGoneOffers(t *testing.T) {
	w := world.New(world.Options{Seed: 5, Closed: true})
	for _, operation := range []string{"item_get", "item_get_pro", "item_get_app",
		"item_get_specifications", "item_review",
		"item_search_peerbuy", "item_cat_get"} {
		for _, id := range []string{"", "0", "x", "-1", "7", "99999999999999999999"} {
			code, _ := refused(t, w, operation, url.Values{"num_iid": {id}})
			assert.Equal(t, "2000", code, "%s of %s", operation, id)
		}
	}
}

// TestRankings sorts a category by what the ranking is about.
func TestRankings(t *testing.T) {
	w := world.New(world.Options{Seed: 5})
	root := w.Subcategories(0)[2]
	for kind, value := range map[string]func(row map[string]any) int64{
		"hot":       func(row map[string]any) int64 { return -cents(t, row["saleCount"]) },
		"goodPrice": func(row map[string]any) int64 { return cents(t, row["price"]) },
	} {
		rows := rowsOf(t, answer(t, w, "item_search_best", url.Values{"rankid": {fmt.Sprint(root.ID)}, "rank_type": {kind}}))
		require.Len(t, rows, 20)
		var values []int64
		for i, row := range rows {
			values = append(values, value(row))
			assert.Equal(t, fmt.Sprint(i+1), fmt.Sprint(row["rank"]))
			offer, ok := w.Offer(uint64(cents(t, row["offerId"]) / 100))
			require.True(t, ok)
			assert.Equal(t, root.ID, offer.Categories()[0].ID)
			assert.Equal(t, offer.Categories()[2].ID, cents(t, row["categoryId"])/100)
		}
		assert.True(t, slices.IsSorted(values), "%s: %v", kind, values)
	}
	any1 := rowsOf(t, answer(t, w, "item_search_best", url.Values{"rankid": {"whatever"}}))
	any2 := rowsOf(t, answer(t, w, "item_search_best", url.Values{"rankid": {"whatever"}}))
	assert.Equal(t, any1, any2, "any id means some category, always the same")
	code, _ := refused(t, world.New(world.Options{Closed: true}), "item_search_best", url.Values{"rankid": {"whatever"}})
	assert.Equal(t, "2000", code)
}

// TestPeers are offers of the same category, and never the offer itself.
func TestPeers(t *testing.T) {
	w := world.New(world.Options{Seed: 5})
	for _, o := range offers(w, 40) {
		rows := rowsOf(t, answer(t, w, "item_search_peerbuy", url.Values{"num_iid": {strconv.FormatUint(o.ID, 10)}}))
		require.NotEmpty(t, rows)
		for _, row := range rows {
			peer, ok := w.Offer(uint64(cents(t, row["num_iid"]) / 100))
			require.True(t, ok)
			require.NotEqual(t, o.ID, peer.ID)
			require.Equal(t, o.Categories()[2], peer.Categories()[2])
			require.Equal(t, peer.Title(false), row["title"])
		}
	}
}
