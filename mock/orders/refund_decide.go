package orders

import (
	"errors"

	"github.com/go-ali1688/ali1688/generated/platform"
)

// AgreeRefund agrees to a refund as its seller: the money goes back, or the buyer has to send the goods first.
func (w *World) AgreeRefund(id string) error {
	return w.decideRefund(id, actAgree, func(r *refund) {
		if r.Demand == platform.RefundDemandReturnRefund {
			w.setRefundStatus(r, platform.RefundStatusWaitBuyerSend)
			return
		}
		w.settleRefund(r)
	})
}

// RefuseRefund refuses a refund as its seller. The buyer may withdraw the refund then, and ask anew.
func (w *World) RefuseRefund(id, why string) error {
	return w.decideRefund(id, actRefuse, func(r *refund) { w.refuseRefund(r, why) })
}

func (w *World) refuseRefund(r *refund, why string) {
	r.Refusal = why
	r.Refusals++
	w.setRefundStatus(r, platform.RefundStatusWaitBuyerModify)
}

// TakeBack confirms as the seller that the goods came back: the money is returned.
func (w *World) TakeBack(id string) error {
	return w.decideRefund(id, actTakeBack, w.settleRefund)
}

func (w *World) decideRefund(id, act string, f func(*refund)) error {
	w.lock()
	defer w.mu.Unlock()
	for _, r := range w.refunds {
		if r.ID != id {
			continue
		}
		if !allows(RefundTransitions, r.Status, act) {
			return errors.New("the refund " + id + " is " + string(r.Status))
		}
		f(r)
		return nil
	}
	return errors.New("there is no refund " + id)
}
