package orders_test

import (
	"github.com/go-ali1688/ali1688/generated/platform"
)

// claim asks for money, with the state of the goods that fits the order or with one at random.
func (p *play) claim(s *sale) {
	where := map[string]string{toSend: "refundWaitSellerSend", toReceive: "refundBuyerReceived",
		done: "aftersaleBuyerReceived"}
	status := where[s.state]
	if status == "" || p.rand.IntN(8) == 0 {
		status = []string{"refundWaitSellerSend", "refundBuyerReceived", "aftersaleBuyerReceived"}[p.rand.IntN(3)]
	}
	demand := []string{"refund", "returnRefund"}[p.rand.IntN(2)]
	left := s.price*s.quantity - s.returned
	amount := []int64{left, left / 2, left + 1}[p.rand.IntN(3)]
	want := ""
	switch {
	case where[s.state] != status || s.refund != "" || demand == "returnRefund" && status == "refundWaitSellerSend":
		want = "5010"
	case amount < 1 || amount > left || status == "refundWaitSellerSend" && amount != left:
		want = "5011"
	}
	answer, code := p.ask("alibaba.trade.createRefund", map[string]any{
		"orderId": s.id, "orderEntryIds": []int64{s.id}, "disputeRequest": demand, "applyPayment": amount,
		"applyCarriage": 0, "applyReasonId": 20021,
		"description": "不想要了", "goodsStatus": status,
	})
	if p.expect(want, code) {
		s.refund, s.asked, s.goods = asked, amount, demand == "returnRefund"
		s.refundID = answer.(*platform.CreateRefundResponse).Result.Result.RefundID
	}
}

// settle is what follows when the money goes back.
func (p *play) settle(s *sale) {
	s.returned += s.asked
	s.refund = ""
	if s.state == toSend {
		s.state = cancelled
		p.taken[s.sku] -= s.quantity
	}
}

func (p *play) agree(s *sale) {
	if p.other("agree", s, s.refund == asked, func() error { return p.world.AgreeRefund(s.refundID) }) {
		if s.goods {
			s.refund = toReturn
			return
		}
		p.settle(s)
	}
}

func (p *play) refuse(s *sale) {
	if p.other("refuse", s, s.refund == asked, func() error { return p.world.RefuseRefund(s.refundID, "不同意") }) {
		s.refund = refused
	}
}

func (p *play) withdraw(s *sale) {
	_, code := p.ask("alibaba.trade.cancelRefund", map[string]any{"refundId": s.refundID})
	want := ""
	switch {
	case s.refundID == "":
		want = "4005"
	case s.refund == "" || s.refund == returning:
		want = "4007"
	}
	if p.expect(want, code) {
		s.refund = ""
	}
}

func (p *play) sendBack(s *sale) {
	_, code := p.ask("alibaba.trade.refund.returnGoods", map[string]any{"refundId": s.refundID,
		"logisticsCompanyNo": "STO", "freightBill": "77"})
	want := ""
	switch {
	case s.refundID == "":
		want = "4005"
	case s.refund != toReturn:
		want = "4007"
	}
	if p.expect(want, code) {
		s.refund = returning
	}
}

func (p *play) takeBack(s *sale) {
	if p.other("take back", s, s.refund == returning, func() error { return p.world.TakeBack(s.refundID) }) {
		p.settle(s)
	}
}
