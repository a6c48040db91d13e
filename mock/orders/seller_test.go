package orders_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// TestSellerFilters lists the orders of all sellers by every filter of the seller's list.
func TestSellerFilters(t *testing.T) {
	s := newStage(t, orders.Options{})
	a, b := s.goods(0), s.goods(1)
	place := func(line values) int64 {
		var id int64
		_, err := fmt.Sscanf(member(s.call(createOrder, wanted(line)), "orderId"), `"%d"`, &id)
		require.NoError(t, err)
		s.now = s.now.Add(time.Hour)
		return id
	}
	one, two := place(cargo(a, 0, a.Least)), place(cargo(b, 0, b.Least))
	s.member = "another"
	three := place(cargo(a, 1, a.Least))
	require.NoError(t, s.orders.MoveTo(two, orders.StageRefundAsked))
	cases := []struct {
		name   string
		filter values
		want   []int64
	}{
		{"none", values{}, []int64{three, two, one}},
		{"state", values{"orderStatus": "waitbuyerpay"}, []int64{three, one}},
		{"refund", values{"refundStatus": "waitselleragree"}, []int64{two}},
		{"product", values{"productName": b.Title}, []int64{two}},
		{"a part of the product's name", values{"productName": b.Title[len("【模拟】"):]}, []int64{two}},
		{"buyer", values{"buyerMemberId": "b2b-2202839761026"}, []int64{two, one}},
		{"made from", values{"createStartTime": "20260901210000000+0800"}, []int64{three, two}},
		{"made until", values{"createEndTime": "20260901210000000+0800"}, []int64{two, one}},
		{"changed from", values{"modifyStartTime": "20260901220000000+0800"}, []int64{three, two}},
		{"changed until", values{"modifyEndTime": "20260901200000000+0800"}, []int64{one}},
		{"a page", values{"page": 2, "pageSize": 2}, []int64{one}},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			body := s.call("alibaba.trade.getSellerOrderList", tt.filter)
			var rows []struct {
				BaseInfo struct {
					ID int64 `json:"id"`
				} `json:"baseInfo"`
			}
			decode(t, member(body, "result"), &rows)
			var got []int64
			for _, row := range rows {
				got = append(got, row.BaseInfo.ID)
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

// TestFastOrders compares what fastCreateOrder returns of orders that are split, fail in part or fail.
func TestFastOrders(t *testing.T) {
	s := newShop(t, orders.Options{Dialect: orders.Dialect{Split: true}})
	a, b := s.goods(0), s.goods(1)
	made := s.call(fastOrder, wanted(cargo(a, 0, a.Least), cargo(b, 0, 1e9)))
	equalJSON(t, fmt.Sprintf(`[{"offerId":"%d","specId":%q,"errorCode":"500_004",
		"errorMessage":"商品[%d_%s]库存不足，请核实库存后订购。"}]`,
		b.OfferID, b.Variants[0].SpecID, b.OfferID, b.Variants[0].SpecID), member(made, "failedOfferList"))
	assert.Empty(t, member(made, "orderIdList"), "one order is no list")
	equalJSON(t, s.fill(`{"success":false,"code":"500_004","message":"商品[{offer}_{spec}]库存不足，请核实库存后订购。"}`, 0),
		s.call(fastOrder, wanted(cargo(a, 0, 1e9))))
	s.orders.Limit(b.OfferID, orders.Limits{Most: 1})
	shown := s.call(preview, values{"flow": "saleproxy", "addressParam": values{"addressId": 1},
		"cargoParamList": []values{cargo(a, 0, a.Least), cargo(b, 0, b.Least+1)}})
	var parts []struct {
		Status bool   `json:"status"`
		Flow   string `json:"flowFlag"`
		Code   string `json:"resultCode"`
	}
	decode(t, member(shown, "orderPreviewResuslt"), &parts)
	require.Len(t, parts, 2)
	assert.Equal(t, "false saleproxy FAIL_BIZ_FAIL_BIZ_BOOKED_BEYOND_THE_MAX_QUANTITY", fmt.Sprint(parts[1].Status, " ",

		parts[1].Flow, " ", parts[1].Code))
}

// TestCreditToTheLast takes all of a credit and not one 分 more.
func TestCreditToTheLast(t *testing.T) {
	for _, tt := range []struct {
		credit int64
		ok     bool
	}{{4900, true}, {4899, false}} {
		s := newShop(t, orders.Options{})
		s.orders.SetCredit("one", tt.credit)
		const args = `"addressParam":{"addressId":1},"cargoParamList":[{"offerId":{offer},"specId":"{spec}",
			"quantity":2},
			{"offerId":{offer},"specId":"{spec2}","quantity":2}]}`
		equalJSON(t, `[{"name":"担保交易","tradeType":"assureTrade","opSupport":true},{"name":"账期交易","tradeType":"period",
			"opSupport":true},
			{"name":"诚e赊","tradeType":"creditBuy","opSupport":true}]`, member(s.ask(preview, `{`+args, 0),
			"tradeModelList"))
		made := s.ask(createOrder, `{"flow":"general","tradeType":"creditBuy",`+args, 0)
		assert.Equal(t, fmt.Sprint(tt.ok), member(made, "success"), made)
	}
}

// TestSecondRefund refunds a line in two parts, and the rest of the order by its stage.
func TestSecondRefund(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.at(orders.StageShipped)
	claim := func(lines string, amount int) {
		made := s.ask(createRefund,
			claimArgs(fmt.Sprintf(`goodsStatus="refundBuyerReceived";orderEntryIds=%s;applyPayment=%d`, lines, amount)),

			id)
		require.Equal(t, "true", member(made, "success"), made)
		require.NoError(t, s.orders.AgreeRefund(unquoted(member(made, "refundId"))))
	}
	refunds := func() []string {
		var items []struct {
			Refund any `json:"refund"`
		}
		decode(t, member(s.view(id), "productItems"), &items)
		return []string{fmt.Sprint(items[0].Refund), fmt.Sprint(items[1].Refund)}
	}
	claim("[{id}]", 1000)
	assert.Equal(t, []string{"10", "0"}, refunds())
	claim("[{id},{id2}]", 1500)
	assert.Equal(t, []string{"23", "2"}, refunds(), "the first line's rest, and then the second line")
	require.NoError(t, s.orders.MoveTo(id, orders.StageRefunded))
	assert.Equal(t, []string{"23", "23"}, refunds())
	require.ErrorContains(t, s.orders.MoveTo(id, orders.StageRefunded), "5010", "nothing is left to refund")
}

// TestAddressIDs keeps the id that an order names, and the town's code of a saved address.
func TestAddressIDs(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.order()
	assert.Equal(t, int64(1), s.orders.State().Orders[0].AddressID)
	assert.Equal(t, `"330108002"`, member(s.view(id), "townCode"))
	assert.EqualError(t, orders.Auto{Receive: -1}.Check(),
		"orders: the times after which orders go on must not be negative")
	assert.NoError(t, orders.Auto{}.Check())
}
