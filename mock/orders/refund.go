package orders

import (
	"errors"
	"slices"
	"time"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
)

// refund is what a buyer wants back.
type refund struct {
	id                       string
	order                    *order
	lines                    []*line
	demand                   platform.RefundDemand
	goods                    platform.RefundGoodsStatus
	payment, carriage        fen // what is asked for, the freight beside the goods
	reason                   reason
	description              string
	status                   string
	applied, modified, done  time.Time
	carrier, billNo, refusal string
	refusals                 int64
	steps                    []step
}

// reason is why.
type reason struct {
	id      int64
	name    string
	voucher bool
}

// reasons are those that a buyer may give.
var reasons = []reason{
	{20021, "不想要了", false}, {20022, "与卖家协商一致退款", false}, {20023, "卖家缺货", false}, {20024, "商品质量问题", true},
}

func (r *refund) isOpen() bool { return r.done.IsZero() }

// open is the refund that is not decided yet, of which an order has one at most, or nil.
func (o *order) open() *refund {
	for _, r := range o.refunds {
		if r.isOpen() {
			return r
		}
	}
	return nil
}

// latest is the last refund, or nil.
func (o *order) latest() *refund {
	if len(o.refunds) == 0 {
		return nil
	}
	return o.refunds[len(o.refunds)-1]
}

// left is how much of the lines' price can still come back.
func left(lines []*line) fen {
	sum := fen(0)
	for _, l := range lines {
		sum += l.amount() - l.refunded
	}
	return sum
}

// goodsStatuses are where the goods of an order may be said to be.
var goodsStatuses = map[string][]platform.RefundGoodsStatus{
	platform.OrderStatusWaitsellersend:   {platform.RefundGoodsStatusRefundWaitSellerSend},
	platform.OrderStatusWaitbuyerreceive: {platform.RefundGoodsStatusRefundWaitBuyerReceive, platform.RefundGoodsStatusRefundBuyerReceived},
	platform.OrderStatusSuccess:          {platform.RefundGoodsStatusAftersaleBuyerReceived, platform.RefundGoodsStatusAftersaleBuyerNotReceived},
}

func (w *World) createRefund(m member, req *platform.CreateRefundRequest) platform.Answer {
	r, failed := w.claim(m, req)
	success, code, message := reported(failed)
	out := &platform.CreateRefundResponse{Result: platform.CreateRefundResult{Success: success, Code: code, Message: message}}
	if failed == nil {
		w.file(r)
		out.Result.Result.RefundID = r.id
	}
	return out
}

// file keeps a refund that is in order.
func (w *World) file(r *refund) {
	r.order.refunds = append(r.order.refunds, r)
	w.refunds = append(w.refunds, r)
	w.turn(r, platform.RefundStatusWaitselleragree)
}

// claim looks at what a buyer wants back, in the order in which the platform's codes are numbered.
func (w *World) claim(m member, req *platform.CreateRefundRequest) (*refund, *failure) {
	o, failed := w.bought(m, req.OrderID)
	switch {
	case failed == notYours:
		return nil, &failure{platform.CodeCreateRefundNotTheBuyer, "订单买家与用户身份不一致"}
	case failed != nil:
		return nil, &failure{platform.CodeCreateRefundOrderNotFound, "订单不存在"}
	case !slices.Contains(slices.Concat(goodsStatuses[platform.OrderStatusWaitsellersend], goodsStatuses[platform.OrderStatusWaitbuyerreceive],
		goodsStatuses[platform.OrderStatusSuccess]), req.GoodsStatus):
		return nil, &failure{platform.CodeCreateRefundBadGoodsStatus, "货物状态状态不合法"}
	}
	r := &refund{
		id: "TQ" + digits(o.id/1000+int64(len(w.refunds))), order: o, demand: req.DisputeRequest, goods: req.GoodsStatus,
		payment: fenIn(req.ApplyPayment), carriage: fenIn(req.ApplyCarriage), description: req.Description, applied: w.clock(),
	}
	if failed := r.explained(req); failed != nil {
		return nil, failed
	}
	return r, r.allowed(req)
}

// explained takes the reason, which may need pictures.
func (r *refund) explained(req *platform.CreateRefundRequest) *failure {
	i := slices.IndexFunc(reasons, func(x reason) bool { return x.id == req.ApplyReasonID })
	if i < 0 {
		return &failure{platform.CodeCreateRefundBadReason, "退款退货原因错误，请确认原因id"}
	}
	r.reason = reasons[i]
	if n := len([]rune(req.Description)); n < 2 || n > 150 {
		return &failure{platform.CodeCreateRefundBadDescription, "退款描述长度错误"}
	}
	if r.reason.voucher && len(req.Vouchers) == 0 {
		return &failure{platform.CodeCreateRefundProofNeeded, "需要上传凭证"}
	}
	return nil
}

// allowed asks whether the order is in a state for the refund, and whether so much was paid.
func (r *refund) allowed(req *platform.CreateRefundRequest) *failure {
	o := r.order
	bad := &failure{platform.CodeCreateRefundNotRefundable, "退货状态错误"}
	for _, id := range req.OrderEntryIDs {
		l := o.line(id)
		if l == nil || slices.Contains(r.lines, l) {
			return bad
		}
		r.lines = append(r.lines, l)
	}
	returnsNothing := r.demand == platform.RefundDemandReturnRefund && !r.received()
	if len(r.lines) == 0 || o.open() != nil || !slices.Contains(goodsStatuses[o.status], r.goods) || returnsNothing {
		return bad
	}
	if r.goods == platform.RefundGoodsStatusRefundWaitSellerSend && slices.ContainsFunc(r.lines, func(l *line) bool { return l.sent }) {
		return bad
	}
	most := left(r.lines)
	switch {
	case r.payment < 0 || r.carriage < 0 || r.payment+r.carriage < 1, r.payment > most, r.carriage > o.carriage-o.returned,
		r.goods == platform.RefundGoodsStatusRefundWaitSellerSend && r.payment != most:
		return &failure{platform.CodeCreateRefundAmountTooHigh, "退款金额错误"}
	}
	return nil
}

// received says whether the buyer has the goods.
func (r *refund) received() bool {
	return r.goods == platform.RefundGoodsStatusRefundBuyerReceived || r.goods == platform.RefundGoodsStatusAftersaleBuyerReceived
}

// turn changes the state of a refund.
func (w *World) turn(r *refund, status string) {
	r.steps = append(r.steps, step{w.clock(), r.status, status})
	r.status, r.modified, r.order.modified = status, w.clock(), w.clock()
}

// claimed is a refund of the member's own, or nil.
func (w *World) claimed(m member, id string) *refund {
	for _, r := range w.refunds {
		if r.id == id && r.order.buyer == m {
			return r
		}
	}
	return nil
}

func (w *World) cancelRefund(m member, req *platform.CancelRefundRequest) platform.Answer {
	r := w.claimed(m, req.RefundID)
	var failed *failure
	switch {
	case r == nil:
		failed = &failure{platform.CodeReturnRefundGoodsRefundNotFound, "退款单信息不存在"}
	case !r.isOpen() || r.status == platform.RefundStatusWaitsellerreceive:
		failed = &failure{platform.CodeReturnRefundGoodsBadStatus, "当前退款单状态不支持: " + r.status}
	default:
		r.done = w.clock()
		w.turn(r, platform.RefundStatusRefundclose)
	}
	success, code, message := reported(failed)
	return &platform.CancelRefundResponse{Result: platform.CancelRefundResult{Success: success, ErrorCode: code, ErrorInfo: message}}
}

func (w *World) returnGoods(m member, req *platform.ReturnRefundGoodsRequest) platform.Answer {
	r := w.claimed(m, req.RefundID)
	var failed *failure
	switch {
	case r == nil:
		failed = &failure{platform.CodeReturnRefundGoodsRefundNotFound, "退款单信息不存在"}
	case r.status != platform.RefundStatusWaitbuyersend:
		failed = &failure{platform.CodeReturnRefundGoodsBadStatus, "当前退款单状态不支持退货"}
	case len(req.Vouchers) > 10:
		failed = &failure{platform.CodeReturnRefundGoodsBadVouchers, "上传凭证数量过多"}
	default:
		r.carrier, r.billNo = req.LogisticsCompanyNo, req.FreightBill
		w.turn(r, platform.RefundStatusWaitsellerreceive)
	}
	success, code, message := reported(failed)
	return &platform.ReturnRefundGoodsResponse{Result: platform.ReturnRefundGoodsResult{Success: success, ErrorCode: code, ErrorInfo: message}}
}

// drop takes lines out of an order that was not sent yet: their goods are in stock again.
func (w *World) drop(lines []*line) {
	for _, l := range lines {
		l.dropped = true
		w.stock.take(l.variant.SKUID, -l.quantity)
	}
}

// settle pays back. What was not sent yet is not sent any more, and an order of which nothing is left is cancelled.
func (w *World) settle(r *refund) {
	o, sum := r.order, r.payment
	for _, l := range r.lines {
		part := min(sum, l.amount()-l.refunded)
		l.refunded += part
		sum -= part
	}
	if r.goods == platform.RefundGoodsStatusRefundWaitSellerSend {
		w.drop(r.lines)
	}
	o.returned += r.carriage
	r.done = w.clock()
	w.turn(r, platform.RefundStatusRefundsuccess)
	switch {
	case o.status != platform.OrderStatusWaitsellersend:
	case len(o.live()) == 0:
		w.close(o, "BUYER_REFUND")
	case o.allSent():
		o.sent = w.clock()
		w.move(o, platform.OrderStatusWaitbuyerreceive)
	}
}

// AgreeRefund is the seller who agrees: the money goes back, or the goods are to be sent first.
func (w *World) AgreeRefund(id string) error {
	return w.decide(id, platform.RefundStatusWaitselleragree, func(r *refund) {
		if r.demand == platform.RefundDemandReturnRefund {
			w.turn(r, platform.RefundStatusWaitbuyersend)
			return
		}
		w.settle(r)
	})
}

// RefuseRefund is the seller who does not agree. The buyer may withdraw the refund then, and ask anew.
func (w *World) RefuseRefund(id, why string) error {
	return w.decide(id, platform.RefundStatusWaitselleragree, func(r *refund) { w.refuse(r, why) })
}

func (w *World) refuse(r *refund, why string) {
	r.refusal = why
	r.refusals++
	w.turn(r, platform.RefundStatusWaitbuyermodify)
}

// TakeBack is the seller who has got the goods: the money goes back.
func (w *World) TakeBack(id string) error {
	return w.decide(id, platform.RefundStatusWaitsellerreceive, w.settle)
}

func (w *World) decide(id, status string, f func(*refund)) error {
	w.enter()
	defer w.mu.Unlock()
	for _, r := range w.refunds {
		if r.id != id {
			continue
		}
		if r.status != status {
			return errors.New("the refund " + id + " is " + r.status)
		}
		f(r)
		return nil
	}
	return errors.New("there is no refund " + id)
}
