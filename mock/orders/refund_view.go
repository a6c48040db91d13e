package orders

import (
	"slices"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-json-experiment/json/jsontext"
)

func (w *World) refundReasons(m member, req *platform.GetRefundReasonListRequest) platform.Answer {
	_, failed := w.orderOf(m, req.OrderID)
	success, code, message := outcomeOf(failed)
	out := &platform.GetRefundReasonListResponse{Result: platform.GetRefundReasonListResult{Success: success,
		Code: code, Message: message}}
	if failed != nil {
		return out
	}
	for _, r := range reasons {
		out.Result.Result.Reasons = append(out.Result.Result.Reasons, platform.RefundReason{
			ID: loose.IntNumber(r.id), Name: r.name, NeedVoucher: loose.BoolValue(r.voucher),
			NoRefundCarriage: loose.BoolValue(false),
		})
	}
	return out
}

func (w *World) maxRefund(m member, req *platform.GetMaxRefundFeeRequest) platform.Answer {
	o, failed := w.orderOf(m, req.Input.OrderID)
	success, code, message := outcomeOf(failed)
	out := &platform.GetMaxRefundFeeResponse{Result: platform.GetMaxRefundFeeResult{Success: success, Code: code,
		Message: message}}
	if failed != nil {
		return out
	}
	lines := o.lines
	if len(req.Input.RefundGoodsCountList) > 0 {
		lines = slices.DeleteFunc(slices.Clone(lines), func(l *line) bool {
			return !slices.ContainsFunc(req.Input.RefundGoodsCountList,
				func(e platform.RefundEntryCount) bool { return e.ID == l.ID })
		})
	}
	goods, post := refundable(lines), o.Carriage-o.Returned
	if len(goodsStatuses[o.Status]) == 0 { // nothing was paid, or all came back
		goods, post = 0, 0
	}
	out.Result.Result = platform.MaxRefundFee{MaxGoodsFee: goods.number(), MaxPostFee: post.number(),
		MaxRefundFee: (goods + post).number()}
	return out
}

// refundView returns a refund as the platform shows it.
func (w *World) refundView(r *refund) platform.Refund {
	o := r.order
	out := platform.Refund{
		ID: loose.IntNumber(parseID(r.ID[len(refundPrefix):])), RefundID: r.ID, OrderID: loose.IntNumber(o.ID),
		Status:       r.Status,
		ApplyPayment: r.Payment.number(), ApplyCarriage: r.Carriage.number(), ApplyReason: r.reason.name,
		ApplyReasonID: loose.IntNumber(r.reason.id),
		BuyerMemberID: o.Buyer.ID, BuyerLoginID: o.Buyer.LoginID, BuyerUserID: loose.IntNumber(o.Buyer.UserID),
		SellerMemberID: o.seller.id, SellerLoginID: o.seller.loginID, SellerUserID: loose.IntNumber(o.seller.userID),
		BuyerSendGoods: loose.BoolValue(r.BillNo != ""), FreightBill: r.BillNo, BuyerLogisticsName: r.Carrier,
		CanRefundPayment: refundable(r.lines).number(), GMTApply: at(r.Applied), GMTCreate: at(r.Applied),
		GMTModified:  at(r.Modified),
		GMTCompleted: at(r.Done), GoodsReceived: loose.BoolValue(r.received()),
		GoodsStatus: loose.IntNumber(r.goodsPlace()),
		OnlyRefund:  loose.BoolValue(r.Demand == platform.RefundDemandRefund),
		RefundGoods: loose.BoolValue(r.Demand != platform.RefundDemandRefund),
		ProductName: r.lines[0].goods.Title, RejectReason: r.Refusal, RejectTimes: loose.IntNumber(r.Refusals),
		DisputeType: loose.IntNumber(r.disputeType()),
	}
	if r.Status == platform.RefundStatusRefundSuccess {
		out.RefundPayment, out.RefundCarriage = r.Payment.number(), r.Carriage.number()
	}
	out.OrderEntryIDList = lists.Map(ids(r.lines), loose.IntNumber)
	return out
}

// goodsPlace returns 1 while the buyer has not got the goods, 2 when it has, 3 when they are on their way back.
func (r *refund) goodsPlace() int64 {
	switch {
	case r.BillNo != "":
		return 3
	case r.received():
		return 2
	}
	return 1
}

// afterSales is the type of a refund after the end of the order.
const afterSales = 2

// disputeType returns 1 for a refund before the end of the order and 2 for one after it.
func (r *refund) disputeType() int64 {
	if slices.Contains(goodsStatuses[platform.OrderStatusSuccess], r.Goods) {
		return afterSales
	}
	return 1
}

func (w *World) getRefund(m member, req *platform.QueryOrderRefundRequest) platform.Answer {
	r, failed := w.refundOf(m, req.RefundID)
	if failed != nil {
		return &platform.QueryOrderRefundResponse{ErrorCode: string(platform.CodeQueryOrderRefundNotFound),
			ErrorMessage: "REFUND_DATA_ERROR"}
	}
	return &platform.QueryOrderRefundResponse{
		Result: platform.QueryOrderRefundResult{OpOrderRefundModelDetail: w.refundView(r)}}
}

func (w *World) listRefunds(m member, req *platform.QueryBuyerOrderRefundListRequest) platform.Answer {
	all := latestFirst(w.refunds, func(r *refund) bool {
		return r.order.Buyer == m && (req.OrderID == nil || r.order.ID == *req.OrderID) &&
			(len(req.RefundStatusSet) == 0 || slices.Contains(req.RefundStatusSet,
				platform.RefundStatusFilter(r.Status)))
	})
	part, total := page(all, req.CurrentPageNum, req.PageSize, 0)
	out := &platform.QueryBuyerOrderRefundListResponse{Success: loose.BoolValue(true)}
	out.Result.TotalCount = loose.IntNumber(total)
	out.Result.OpOrderRefundModels = lists.Map(part, w.refundView)
	return out
}

func (w *World) refundsOfOrder(m member, req *platform.QueryBatchRefundByOrderIDAndStatusRequest) platform.Answer {
	o, failed := w.orderOf(m, parseID(req.OrderID))
	if failed != nil {
		return &platform.QueryBatchRefundByOrderIDAndStatusResponse{
			ErrorCode:    string(platform.CodeQueryBatchRefundByOrderIDAndStatusOrderNotFound),
			ErrorMessage: string(failed.code),
		}
	}
	if len(o.refunds) == 0 {
		return literalAnswer(`{"result":{"opOrderRefundModels":[]}}`)
	}
	out := new(platform.QueryBatchRefundByOrderIDAndStatusResponse)
	for _, r := range o.refunds {
		v := w.refundView(r)
		out.Result.OpOrderRefundModels = append(out.Result.OpOrderRefundModels, platform.RefundOfOrder{
			ID: v.ID, RefundID: v.RefundID, OrderID: v.OrderID, Status: v.Status, ApplyPayment: v.ApplyPayment,
			ApplyCarriage: v.ApplyCarriage,
			RefundPayment: v.RefundPayment, RefundCarriage: v.RefundCarriage, GMTApply: v.GMTApply,
			GMTModified:      v.GMTModified,
			OrderEntryIDList: v.OrderEntryIDList, BuyerMemberID: v.BuyerMemberID, SellerMemberID: v.SellerMemberID,
		})
	}
	return out
}

// literalAnswer is a response that Go's types cannot write: they leave out a list that is empty.
type literalAnswer jsontext.Value

// Body returns the response.
func (l literalAnswer) Body() *jsontext.Value { return (*jsontext.Value)(&l) }

// UnreadMembers has none.
func (literalAnswer) UnreadMembers() *loose.Unread { return new(loose.Unread) }

// Operation returns the operation whose response it is.
func (literalAnswer) Operation() *platform.Operation {
	return (*platform.QueryBuyerOrderRefundListResponse)(nil).Operation()
}

// MarshalJSON writes the response as it is.
func (l literalAnswer) MarshalJSON() ([]byte, error) { return l, nil }
