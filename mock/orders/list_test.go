package orders_test

import (
	"cmp"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// TestFilters lists orders by every filter: those that it takes and no others, and none of another member.
func TestFilters(t *testing.T) {
	s := newStage(t, orders.Options{})
	a, b := s.goods(0), s.goods(1)
	place := func(out string, lines ...values) int64 {
		args := wanted(lines...)
		args["outOrderId"] = out
		var id int64
		_, err := fmt.Sscanf(member(s.call(createOrder, args), "orderId"), `"%d"`, &id)
		require.NoError(t, err)
		s.now = s.now.Add(time.Hour)
		return id
	}
	one := place("mine-1", cargo(a, 0, a.Least))
	two := place("mine-2", cargo(b, 0, b.Least))
	three := place("", cargo(a, 1, a.Least))
	require.NoError(t, s.orders.MoveTo(two, orders.StageRefundAsked))
	s.member = "another"
	place("mine-1", cargo(a, 0, a.Least))
	s.member = "one"
	cases := []struct {
		name   string
		filter values
		want   []int64 // the newest first
	}{
		{"none", values{}, []int64{three, two, one}},
		{"a number of one's own", values{"outOrderId": "mine-1"}, []int64{one}},
		{"another number", values{"outOrderId": "mine-2"}, []int64{two}},
		{"a number of nobody", values{"outOrderId": "mine-3"}, nil},
		{"state", values{"orderStatus": "waitbuyerpay"}, []int64{three, one}},
		{"refund", values{"refundStatus": "waitselleragree"}, []int64{two}},
		{"ids", values{"orderIds": []int64{one, two}}, []int64{two, one}},
		{"product", values{"productName": b.Title}, []int64{two}},
		{"seller", values{"sellerMemberId": a.SellerID}, []int64{three, one}},
		{"seller's name", values{"sellerLoginId": b.Seller}, []int64{two}},
		{"seller by both", values{"sellerMemberId": b.SellerID, "sellerLoginId": b.Seller}, []int64{two}},
		{"two sellers", values{"sellerMemberId": a.SellerID, "sellerLoginId": b.Seller}, nil},
		{"made from", values{"createStartTime": "20260901210000000+0800"}, []int64{three, two}},
		{"made until", values{"createEndTime": "20260901210000000+0800"}, []int64{two, one}},
		{"changed from", values{"modifyStartTime": "20260901230000000+0800"}, []int64{two}},
		{"changed until", values{"modifyEndTime": "20260901200000000+0800"}, []int64{one}},
		{"a page", values{"page": 2, "pageSize": 2}, []int64{one}},
		{"a page beyond", values{"page": 3, "pageSize": 2}, nil},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			body := s.call("alibaba.trade.getBuyerOrderList", tt.filter)
			var rows []struct {
				BaseInfo struct {
					ID int64 `json:"id"`
				} `json:"baseInfo"`
			}
			if list := member(body, "result"); list != "" {
				decode(t, list, &rows)
			}
			var got []int64
			for _, row := range rows {
				got = append(got, row.BaseInfo.ID)
			}
			require.NotContains(t, body, "error_code")
			assert.Equal(t, tt.want, got, body)
		})
	}
}

// TestRefundedLinesAreGone refunds a line before it is sent. No second refund may name it, which would put its goods
// back into stock again.
func TestRefundedLinesAreGone(t *testing.T) {
	cases := []struct{ name, instead string }{
		{"with the other line", "applyPayment=2300"},
		{"for the freight", "orderEntryIds=[{id}];applyPayment=0;applyCarriage=1"},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			id := s.paid()
			first := s.ask(createRefund, claimArgs("orderEntryIds=[{id}];applyPayment=2300"), id)
			require.NoError(t, s.orders.AgreeRefund(unquoted(member(first, "refundId"))))
			assert.Equal(t, `"5010"`, member(s.ask(createRefund, claimArgs(tt.instead), id), "code"))
			assert.Equal(t, map[int64]int64{s.goods(0).Variants[0].SKUID: 0, s.goods(0).Variants[1].SKUID: 2},
				s.orders.State().Taken)
		})
	}
}

// TestFreightIsRefundedOnce gives the freight back with the first refund, and adds nothing to it with the second.
func TestFreightIsRefundedOnce(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.paid()
	require.NoError(t, s.orders.Ship(id))
	fee := func() (goods, post int64) {
		body := s.call("alibaba.trade.getMaxRefundFee", values{"input": values{"orderId": id}})
		_, _ = fmt.Sscan(member(body, "maxGoodsFee"), &goods)
		_, _ = fmt.Sscan(member(body, "maxPostFee"), &post)
		return goods, post
	}
	claim := func(line, payment, carriage int64) string {
		return s.call("alibaba.trade.createRefund", values{
			"orderId": id, "orderEntryIds": []int64{line}, "disputeRequest": "refund", "applyPayment": payment,
			"applyCarriage": carriage,
			"applyReasonId": 20021, "description": "不想要了", "goodsStatus": "refundBuyerReceived",
		})
	}
	goods, post := fee()
	require.Positive(t, post)
	cases := []struct {
		name                    string
		line, payment, carriage int64
		code                    string
		goodsLeft, postLeft     int64
	}{
		{"more than the freight", id, 1, post + 1, "5011", goods, post},
		{"a part of it", id, 1, 1, "", goods - 1, post - 1},
		{"more than is left", id, 1, post, "5011", goods - 1, post - 1},
		{"the rest, with nothing for the goods", id, 0, post - 1, "", goods - 1, 0},
		{"none is left", id + 1, 1, 1, "5011", goods - 1, 0},
		{"the other line", id + 1, 1, 0, "", goods - 2, 0},
		{"nothing", id + 1, 0, 0, "5011", goods - 2, 0},
		{"less than nothing", id + 1, -1, 2, "5011", goods - 2, 0},
	}
	returned := int64(0)
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			made := claim(tt.line, tt.payment, tt.carriage)
			require.Equal(t, quoted(tt.code), member(made, "code"), made)
			if tt.code == "" {
				require.NoError(t, s.orders.AgreeRefund(unquoted(member(made, "refundId"))))
				returned += tt.payment + tt.carriage
			}
			gotGoods, gotPost := fee()
			assert.Equal(t, []int64{tt.goodsLeft, tt.postLeft}, []int64{gotGoods, gotPost})
			assert.Equal(t, fmt.Sprint(returned), cmp.Or(member(s.view(id), "refundPayment"), "0"))
		})
	}
}
