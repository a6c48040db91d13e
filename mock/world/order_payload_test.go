package world_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// TestOrderBody compares every row of buyer_order_list with the offer that was ordered.
func TestOrderBody(t *testing.T) {
	states := map[string]int{}
	for seed := range uint64(20) {
		w := world.New(world.Options{Seed: seed})
		for page := 1; page <= 4; page++ {
			english := seed%2 == 1
			q := world.Query{Operation: "buyer_order_list", English: english}
			got := bodyOf(t, w, q, fmt.Sprint("page=", page))
			var rows []any
			for i := range rowCount(t, got, "items", "item") {
				want, state := orderRow(t, w, got, i, english)
				rows = append(rows, want)
				states[state]++
			}
			require.Len(t, rows, []int{0, 10, 10, 10, 7}[page])
			equalMembers(t, object{"items": object{"item": rows}}, got)
		}
	}
	assert.Len(t, states, 6)
	assert.InDelta(t, 20*37*2/7, states["交易成功"], 60, "two of the seven states are that of a finished order")
	assert.InDelta(t, 20*37/7, states["交易关闭"], 40)
}

// orderRow returns a row as its offer wants it. The variant is that of the words in the row.
func orderRow(t *testing.T, w *world.World, got string, i int, english bool) (want object, state string) {
	t.Helper()
	goods := func(name string) string { return text(t, got, "items", "item", i, "goods", 0, name) }
	row := func(name string) string { return text(t, got, "items", "item", i, name) }
	o, ok := w.Offer(numberAt(t, got, "items", "item", i, "goods", 0, "goods_id"))
	require.True(t, ok)
	variants := o.Variants()
	k := slices.IndexFunc(variants, func(v world.Variant) bool {
		p := v.Properties
		return goods("goods_info") == in(p[0].Name, english)+":"+in(p[0].Value, english)+";"+
			in(p[1].Name, english)+":"+in(p[1].Value, english)
	})
	require.GreaterOrEqual(t, k, 0, goods("goods_info"))
	count := cents(t, goods("goods_count")) / 100
	require.True(t, count%o.Least() == 0 && o.Least() <= count && count <= 5*o.Least(), "%d of %d", count, o.Least())
	freight := o.FreightTo("330100", count*o.Grams()).Total
	require.Regexp(t, `^2[45]\d{17}$`, row("order_id"))
	require.True(t, world.MadeUp(row("order_id")))
	state = row("trading_status")
	require.Contains(t, []string{"等待买家付款", "等待卖家发货", "等待买家确认收货", "等待评价", "交易成功", "交易关闭"}, state)
	line := object{"goods_name": o.Title(english), "goods_id": digits(o.ID),
		"goods_image": strings.TrimPrefix(o.Picture(base, 0), "https:"), "unit_price": "¥" + yuan(variants[k].Price),
		"original_price": nil, "goods_count": digits(count), "goods_info": goods("goods_info")}
	return object{"order_id": row("order_id"), "createDay": "", "shop_name": o.Shop.Company,
		"seller_id": digits(o.Shop.ID), "seller_nick": o.Shop.Company, "goods": []any{line},
		"total_price": "¥" + yuan(variants[k].Price*count+freight), "freight": "¥" + yuan(freight),
		"trading_status": state, "countdown": nil}, state
}

// TestOrderBoundaries has four pages of orders, the first for what is not a page, and a refusal behind the last.
func TestOrderBoundaries(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	first := body(t, w, "buyer_order_list", "")
	for _, page := range []string{"1", "0", "-7", "x", "1.5", ""} {
		assert.Equal(t, first, body(t, w, "buyer_order_list", "page="+page), page)
	}
	assert.NotEqual(t, first, body(t, w, "buyer_order_list", "page=2"))
	for _, page := range []string{"5", "1000000", "16777216"} {
		wantRefusal(t, w, "buyer_order_list", "page="+page, "2000", "")
	}
	for _, tab := range []string{"waitPay", "waitSend", "waitConfirm", "waitRate"} {
		wantRefusal(t, w, "buyer_order_list", "page=5&tab_code="+tab, "2000", "")
	}
	assert.Equal(t, first, body(t, w, "buyer_order_list", "tab_code=waitpay"), "tabs are spelt as the document has them")
}

// TestOrderIDs has ids that a float64 does not hold, and that differ between the orders and between seeds.
func TestOrderIDs(t *testing.T) {
	ids := map[string]bool{}
	for seed := range uint64(5) {
		w := world.New(world.Options{Seed: seed})
		for page := range 4 {
			got := body(t, w, "buyer_order_list", fmt.Sprint("page=", page+1))
			for i := range rowCount(t, got, "items", "item") {
				id := numberAt(t, got, "items", "item", i, "order_id")
				require.NotEqual(t, id, uint64(float64(id)))
				ids[digits(id)] = true
			}
		}
	}
	assert.Len(t, ids, 5*37)
	first := body(t, world.New(world.Options{Seed: 1688}), "buyer_order_list", "")
	assert.Equal(t, "2444816115004686684", text(t, first, "items", "item", 0, "order_id"))
	for n, want := range map[uint64]uint64{
		2_400_000_000_000_000_000: 2_400_000_000_000_000_133,
		2_400_000_000_000_000_511: 2_400_000_000_000_000_133,
		2_400_000_000_000_000_512: 2_400_000_000_000_000_565,
	} {
		assert.Equal(t, want, world.OrderID(n), n)
	}
}
