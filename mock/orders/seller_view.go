package orders

import (
	"slices"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
)

// ofSeller returns the operations by which a seller reads and changes the orders that buyers made.
func ofSeller() map[string]handler {
	return map[string]handler{
		"alibaba.trade.get.sellerView":                   typed((*World).getSold),
		"alibaba.trade.getLogisticsTraceInfo.sellerView": typed((*World).tracesSold),
		"alibaba.trade.refund.queryOrderRefundList":      typed((*World).listRefundsSold),
		apiAgreeReturn: typed((*World).agreeReturn),
	}
}

// soldOrder returns an order that the call under way may act on for its seller.
func (w *World) soldOrder(id int64) (*order, *failure) {
	o, failed := w.find(id)
	if failed == nil && !w.actsForSeller(o) {
		return nil, notYours
	}
	return o, failed
}

func (w *World) getSold(_ member, req *platform.GetOrderSellerViewRequest) platform.Answer {
	o, failed := w.soldOrder(req.OrderID)
	_, code, message := outcomeOf(failed)
	out := &platform.GetOrderSellerViewResponse{ErrorCode: code, ErrorMessage: message}
	if failed == nil {
		out.Result = w.orderView(o, false)
	}
	return out
}

// tracesSold has no member for a failure: without a trace, or for another seller, the list is empty.
func (w *World) tracesSold(_ member, req *platform.GetTraceSellerViewRequest) platform.Answer {
	var rows []platform.LogisticsTrace
	if o, failed := w.soldOrder(req.OrderID); failed == nil {
		rows = w.tracesOf(o, valueOf(req.LogisticsID))
	}
	if len(rows) == 0 {
		return literalAnswer(`{"logisticsTrace":[]}`)
	}
	return &platform.GetTraceSellerViewResponse{LogisticsTrace: rows}
}

func (w *World) listRefundsSold(_ member, req *platform.ListRefundsSellerViewRequest) platform.Answer {
	all := latestFirst(w.refunds, func(r *refund) bool { return w.actsForSeller(r.order) && asked(req, r) })
	part, total := page(all, req.CurrentPageNum, req.PageSize, 1)
	n, _ := pageNumbers(req.CurrentPageNum, req.PageSize, 1)
	out := &platform.ListRefundsSellerViewResponse{Success: boolTrue}
	out.Result = platform.SellerRefundPage{TotalCount: loose.IntNumber(total), CurrentPageNum: loose.IntNumber(n)}
	out.Result.OpOrderRefundModels = lists.Map(part, w.refundView)
	return out
}

// asked reports whether a refund fits the arguments of the seller's list.
func asked(req *platform.ListRefundsSellerViewRequest, r *refund) bool {
	fits := func(want *string, got string) bool { return valueOf(want) == "" || *want == got }
	return (req.OrderID == nil || r.order.ID == *req.OrderID) &&
		(len(req.RefundStatusSet) == 0 || slices.Contains(req.RefundStatusSet, string(r.Status))) &&
		fits(req.BuyerMemberID, r.order.Buyer.ID) && fits(req.BuyerLoginID, r.order.Buyer.LoginID) &&
		fits(req.LogisticsNo, r.BillNo) && (req.DisputeType == nil || *req.DisputeType == r.disputeType()) &&
		within(r.Applied, valueOf(req.ApplyStartTime), valueOf(req.ApplyEndTime)) &&
		within(r.Modified, valueOf(req.ModifyStartTime), valueOf(req.ModifyEndTime))
}

// agreeReturn is for refunds with a return, says the page: the buyer is to send the goods.
func (w *World) agreeReturn(_ member, req *platform.AgreeReturnRequest) platform.Answer {
	failed := refundMissing
	for _, r := range w.refunds {
		if r.ID == req.RefundID && w.actsForSeller(r.order) {
			failed = w.agreeReturnOf(r)
		}
	}
	success, code, message := outcomeOf(failed)
	return &platform.AgreeReturnResponse{Success: success, ErrorCode: code, ErrorMessage: message}
}

func (w *World) agreeReturnOf(r *refund) *failure {
	if !allows(RefundTransitions, r.Status, apiAgreeReturn) || r.Demand != platform.RefundDemandReturnRefund {
		return &failure{"REFUND_STATUS_ERROR", "退款单状态错误: " + string(r.Status)}
	}
	w.setRefundStatus(r, platform.RefundStatusWaitBuyerSend)
	return nil
}
