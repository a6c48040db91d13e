package orders_test

import (
	"fmt"

	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
)

// look compares an order with the model: its state and its sums in both units.
func (p *play) look(s *sale) {
	answer, code := p.ask("alibaba.trade.get.buyerView", map[string]any{"webSite": "1688", "orderId": s.id})
	if s.deleted {
		p.expect("ORDER_NOT_EXIST", code)
		return
	}
	p.expect("", code)
	base := answer.(*platform.GetOrderBuyerViewResponse).Result.BaseInfo
	total, _ := base.TotalAmount.Fen()
	returned, _ := base.RefundPayment.Int64()
	yuan, _ := base.Refund.Fen()
	got := fmt.Sprint(base.Status, total, returned, yuan)
	require.Equal(p.t, fmt.Sprint(s.state, s.price*s.quantity+s.carriage, s.returned, s.returned), got, "%s",
		p.story())
	require.Equal(p.t, p.taken[s.sku], p.stock.Taken(s.sku), "stock%s", p.story())
	if s.refund != "" {
		require.Equal(p.t, platform.OrderRefundStatus(s.refund), base.RefundStatus, "%s", p.story())
	}
}

// count compares how many orders there are in a state.
func (p *play) count() {
	state := []string{toPay, toSend, toReceive, done, cancelled}[p.rand.IntN(5)]
	want := int64(0)
	for _, s := range p.orders {
		if s.state == state && !s.deleted {
			want++
		}
	}
	filter := map[string]string{toPay: "waitbuyerpay", toSend: "waitsellersend", toReceive: "waitbuyerreceive",
		done: "success", cancelled: "cancel"}
	answer, _ := p.ask("alibaba.trade.getBuyerOrderList", map[string]any{"orderStatus": filter[state]})
	got, _ := answer.(*platform.GetBuyerOrderListResponse).TotalRecord.Int64()
	require.Equal(p.t, want, got, "orders that are %s%s", state, p.story())
}
