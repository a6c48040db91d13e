package orders

import (
	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
)

// applyArbitration files a complaint: about a refund that the seller has refused, or about an order that is paid. Its
// codes are guesses, for no page lists any. Nobody decides the complaint.
func (w *World) applyArbitration(m member, req *platform.ApplyArbitrationRequest) platform.Answer {
	p := &req.Param
	o, failed := w.orderOf(m, p.OrderID)
	switch {
	case failed != nil:
	case p.Type == platform.ArbitrationTypeTradeComplaint:
		if o.Paid.IsZero() {
			failed = wrongState(o)
		}
	default:
		failed = w.checkComplaint(m, o, valueOf(p.RefundID))
	}
	success, code, message := outcomeOf(failed)
	out := platform.ApplyArbitrationResult{Success: success, Code: textOrNone(code), Message: textOrNone(message)}
	if failed == nil {
		out.Result = loose.IntNumber(o.ID/idsOfPolicies + int64(len(o.refunds)))
	}
	return &platform.ApplyArbitrationResponse{Result: out}
}

// checkComplaint refuses a complaint about a refund that the seller has not refused.
func (w *World) checkComplaint(m member, o *order, refundID string) *failure {
	r, failed := w.refundOf(m, refundID)
	if failed != nil || r.order != o {
		return refundMissing
	}
	if r.Status != platform.RefundStatusWaitBuyerModify {
		return &failure{platform.CodeReturnRefundGoodsBadStatus, "当前退款单状态不支持: " + string(r.Status)}
	}
	return nil
}
