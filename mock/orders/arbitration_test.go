package orders_test

import (
	"testing"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// TestArbitration files complaints about refunds that the seller has refused, and about paid orders.
func TestArbitration(t *testing.T) {
	const (
		api    = "trade.arbitration.apply"
		refund = `{"param":{"type":"RefundComplaint","orderId":{id},"refundId":"` + refundID +
			`","reasonText":"货没收到","reasonId":12}}`
		trade   = `{"param":{"type":"TradeComplaint","orderId":{id},"reasonText":"货没收到","reasonId":12}}`
		unknown = `{"param":{"type":"AfterSalesComplaint","orderId":{id},"refundId":"TQ1","reasonText":"货没收到",
			"reasonId":12}}`
	)
	failed := func(code, message string) string {
		return `{"result":{"success":false,"code":"` + code + `","message":"` + message + `"}}`
	}
	cases := []struct {
		name  string
		stage orders.Stage
		args  string
		want  string
	}{
		{"a refused refund", orders.StageRefundRefused, refund, `{"result":{"success":true,"result":2600001592}}`},
		{"an open refund", orders.StageRefundAsked, refund, failed("4007", "当前退款单状态不支持: waitselleragree")},
		{"a refund that was paid", orders.StageRefunded, refund, failed("4007", "当前退款单状态不支持: refundsuccess")},
		{"an unknown refund", orders.StageRefundRefused, unknown, failed("4005", "退款单信息不存在")},
		{"no refund", orders.StagePaid, refund, failed("4005", "退款单信息不存在")},
		{"a paid order", orders.StagePaid, trade, `{"result":{"success":true,"result":2600001591}}`},
		{"an unpaid order", orders.StageCreated, trade, failed("ORDER_STATUS_ERROR", "订单状态错误: waitbuyerpay")},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			id := s.at(tt.stage)
			equalJSON(t, tt.want, s.ask(api, tt.args, id))
			s.member = "another"
			equalJSON(t, failed("400_3", "没有权限"), s.ask(api, tt.args, id))
		})
	}
	s := newShop(t, orders.Options{})
	s.at(orders.StageRefundRefused)
	equalJSON(t, failed("4005", "退款单信息不存在"), s.ask(api, refund, s.paid()), "the refund of another order")
}
