package orders

import (
	"slices"
	"time"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
)

// refund is what a buyer wants back.
type refund struct {
	refundFacts
	order  *order
	lines  []*line
	reason reason
}

// refundFacts are the members of a refund that a state has as they are.
type refundFacts struct {
	ID          string                     `json:"id"`
	Demand      platform.RefundDemand      `json:"demand"`
	Goods       platform.RefundGoodsStatus `json:"goods"`
	Payment     fen                        `json:"payment"` // of what is asked for, the freight beside the goods
	Carriage    fen                        `json:"carriage,omitempty"`
	Description string                     `json:"description,omitempty"`
	Status      platform.RefundStatus      `json:"status"`
	Applied     time.Time                  `json:"applied"`
	Modified    time.Time                  `json:"modified"`
	Done        time.Time                  `json:"done,omitzero"`
	Carrier     string                     `json:"carrier,omitempty"`
	BillNo      string                     `json:"billNo,omitempty"`
	Refusal     string                     `json:"refusal,omitempty"`
	Refusals    int64                      `json:"refusals,omitempty"`
	Steps       []step                     `json:"steps,omitempty"`
}

// reason is the reason of a refund.
type reason struct {
	id      int64
	name    string
	voucher bool
}

// reasons are the reasons that a buyer may give.
var reasons = []reason{
	{20021, "不想要了", false}, {20022, "与卖家协商一致退款", false}, {20023, "卖家缺货", false}, {20024, "商品质量问题", true},
	{20028, "其他", false},
}

// openRefund returns the refund that is not decided, of which an order has one at most, or nil.
func (o *order) openRefund() *refund {
	for _, r := range o.refunds {
		if r.Done.IsZero() {
			return r
		}
	}
	return nil
}

// latest returns the last refund, or nil.
func (o *order) latest() *refund {
	if len(o.refunds) == 0 {
		return nil
	}
	return o.refunds[len(o.refunds)-1]
}

// refundable returns how much of the lines' price can still be refunded.
func refundable(lines []*line) fen {
	return lists.Sum(lines, func(l *line) fen { return l.amount() - l.Refunded })
}

// goodsStatuses are the states of goods that a refund may state, by the state of the order.
var goodsStatuses = map[platform.OrderStatus][]platform.RefundGoodsStatus{
	platform.OrderStatusWaitSellerSend: {platform.RefundGoodsStatusRefundWaitSellerSend},
	platform.OrderStatusWaitBuyerReceive: {platform.RefundGoodsStatusRefundWaitBuyerReceive,
		platform.RefundGoodsStatusRefundBuyerReceived},
	platform.OrderStatusSuccess: {platform.RefundGoodsStatusAfterSaleBuyerReceived,
		platform.RefundGoodsStatusAfterSaleBuyerNotReceived},
}

func (w *World) createRefund(m member, req *platform.CreateRefundRequest) platform.Answer {
	r, failed := w.addRefund(m, req)
	success, code, message := outcomeOf(failed)
	out := &platform.CreateRefundResponse{Result: platform.CreateRefundResult{Success: success, Code: code,
		Message: message}}
	if failed == nil {
		out.Result.Result.RefundID = r.ID
	}
	return out
}

// addRefund files a refund, if it passes the checks.
func (w *World) addRefund(m member, req *platform.CreateRefundRequest) (*refund, *failure) {
	r, failed := w.newRefund(m, req)
	if failed != nil {
		return nil, failed
	}
	r.order.refunds = append(r.order.refunds, r)
	w.refunds = append(w.refunds, r)
	w.setRefundStatus(r, platform.RefundStatusWaitSellerAgree)
	return r, nil
}

// newRefund checks what a buyer claims, in the order in which the platform's codes are numbered.
func (w *World) newRefund(m member, req *platform.CreateRefundRequest) (*refund, *failure) {
	o, failed := w.orderOf(m, req.OrderID)
	switch {
	case failed == notYours:
		return nil, &failure{platform.CodeCreateRefundNotTheBuyer, "订单买家与用户身份不一致"}
	case failed != nil:
		return nil, &failure{platform.CodeCreateRefundOrderNotFound, "订单不存在"}
	case !slices.Contains(slices.Concat(goodsStatuses[platform.OrderStatusWaitSellerSend],
		goodsStatuses[platform.OrderStatusWaitBuyerReceive],
		goodsStatuses[platform.OrderStatusSuccess]), req.GoodsStatus):
		return nil, &failure{platform.CodeCreateRefundBadGoodsStatus, "货物状态状态不合法"}
	}
	r := &refund{order: o, refundFacts: refundFacts{
		ID: w.refundID(o), Demand: req.DisputeRequest, Goods: req.GoodsStatus,
		Payment: fenIn(req.ApplyPayment), Carriage: fenIn(req.ApplyCarriage), Description: req.Description,
		Applied: w.clock(),
	}}
	if failed := r.checkReason(req); failed != nil {
		return nil, failed
	}
	return r, r.checkClaim(req)
}

// refundID returns the id of the next refund of an order. The first refund of an example has the id of the document.
func (w *World) refundID(o *order) string {
	if id := exampleOf(o).refund; id != "" && len(o.refunds) == 0 {
		return id
	}
	return refundPrefix + formatID(o.ID/1000+int64(len(w.refunds)))
}

// refundPrefix is what ids of refunds begin with, before digits.
const refundPrefix = "TQ"

// checkReason sets the reason of a refund, which may need pictures.
func (r *refund) checkReason(req *platform.CreateRefundRequest) *failure {
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

// checkClaim checks the state of the order and the amount.
func (r *refund) checkClaim(req *platform.CreateRefundRequest) *failure {
	o := r.order
	bad := &failure{platform.CodeCreateRefundNotRefundable, "退货状态错误"}
	for _, id := range req.OrderEntryIDs {
		l := o.line(id)
		if l == nil || l.Dropped || slices.Contains(r.lines, l) {
			return bad
		}
		r.lines = append(r.lines, l)
	}
	returnsNothing := r.Demand == platform.RefundDemandReturnRefund && !r.received()
	if len(r.lines) == 0 || o.openRefund() != nil || !slices.Contains(goodsStatuses[o.Status], r.Goods) ||
		returnsNothing {
		return bad
	}
	if r.Goods == platform.RefundGoodsStatusRefundWaitSellerSend && slices.ContainsFunc(r.lines,
		func(l *line) bool { return l.Sent }) {
		return bad
	}
	most := refundable(r.lines)
	switch {
	case r.Payment < 0 || r.Carriage < 0 || r.Payment+r.Carriage < 1, r.Payment > most,
		r.Carriage > o.Carriage-o.Returned,
		r.Goods == platform.RefundGoodsStatusRefundWaitSellerSend && r.Payment != most:
		return &failure{platform.CodeCreateRefundAmountTooHigh, "退款金额错误"}
	}
	return nil
}

// received reports whether the buyer has the goods.
func (r *refund) received() bool {
	return r.Goods == platform.RefundGoodsStatusRefundBuyerReceived ||
		r.Goods == platform.RefundGoodsStatusAfterSaleBuyerReceived
}

// setRefundStatus changes the state of a refund.
func (w *World) setRefundStatus(r *refund, status platform.RefundStatus) {
	mustHave(RefundTransitions, r.Status, status)
	r.Steps = append(r.Steps, step{w.clock(), r.Status, status})
	r.Status, r.Modified, r.order.Modified = status, w.clock(), w.clock()
	w.tellRefund(r)
}

var refundMissing = &failure{platform.CodeReturnRefundGoodsRefundNotFound, "退款单信息不存在"}

// refundOf returns a refund of the member's own.
func (w *World) refundOf(m member, id string) (*refund, *failure) {
	for _, r := range w.refunds {
		if r.ID == id && r.order.Buyer == m {
			return r, nil
		}
	}
	return nil, refundMissing
}

func (w *World) cancelRefund(m member, req *platform.CancelRefundRequest) platform.Answer {
	r, failed := w.refundOf(m, req.RefundID)
	switch {
	case failed != nil:
	case !allows(RefundTransitions, r.Status, apiCancelRefund):
		failed = &failure{platform.CodeReturnRefundGoodsBadStatus, "当前退款单状态不支持: " + string(r.Status)}
	default:
		r.Done = w.clock()
		w.setRefundStatus(r, platform.RefundStatusRefundClose)
	}
	success, code, message := outcomeOf(failed)
	return &platform.CancelRefundResponse{Result: platform.CancelRefundResult{Success: success, ErrorCode: code,
		ErrorInfo: message}}
}

func (w *World) returnGoods(m member, req *platform.ReturnRefundGoodsRequest) platform.Answer {
	r, failed := w.refundOf(m, req.RefundID)
	switch {
	case failed != nil:
	case !allows(RefundTransitions, r.Status, apiReturnGoods):
		failed = &failure{platform.CodeReturnRefundGoodsBadStatus, "当前退款单状态不支持退货"}
	case len(req.Vouchers) > 10:
		failed = &failure{platform.CodeReturnRefundGoodsBadVouchers, "上传凭证数量过多"}
	default:
		r.Carrier, r.BillNo = req.LogisticsCompanyNo, req.FreightBill
		w.setRefundStatus(r, platform.RefundStatusWaitSellerReceive)
	}
	success, code, message := outcomeOf(failed)
	return &platform.ReturnRefundGoodsResponse{Result: platform.ReturnRefundGoodsResult{Success: success,
		ErrorCode: code, ErrorInfo: message}}
}

// settleRefund pays back. Lines that were not shipped are released, and an order without lines is cancelled.
func (w *World) settleRefund(r *refund) {
	o, sum := r.order, r.Payment
	for _, l := range r.lines {
		part := min(sum, l.amount()-l.Refunded)
		l.Refunded += part
		sum -= part
	}
	if r.Goods == platform.RefundGoodsStatusRefundWaitSellerSend {
		w.releaseLines(r.lines)
	}
	o.Returned += r.Carriage
	r.Done = w.clock()
	w.setRefundStatus(r, platform.RefundStatusRefundSuccess)
	switch {
	case o.Status != platform.OrderStatusWaitSellerSend:
	case len(o.openLines()) == 0:
		w.closeOrder(o, moneyReturned)
	case o.allSent():
		o.Sent = w.clock()
		w.setStatus(o, platform.OrderStatusWaitBuyerReceive)
	}
}
