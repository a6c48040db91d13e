package orders

import "github.com/go-ali1688/ali1688/generated/platform"

// Overview is what a person sees of an order.
type Overview struct {
	ID      int64                `json:"id,string"`
	Status  platform.OrderStatus `json:"status"`
	Seller  string               `json:"seller"`
	Amount  string               `json:"amount"` // in 元
	Goods   []string             `json:"goods"`  // titles with quantities
	Acts    []string             `json:"acts"`   // what people can do with it now: pay, ship, rate, close, expire
	Refunds []RefundOverview     `json:"refunds"`
}

// RefundOverview is what a person sees of a refund.
type RefundOverview struct {
	ID     string                `json:"id"`
	Status platform.RefundStatus `json:"status"`
	Acts   []string              `json:"acts"` // what the seller can do with it now: agree, refuse, take-back
}

// Overview lists the last n orders, the newest first.
func (w *World) Overview(n int) []Overview {
	w.lock()
	defer w.mu.Unlock()
	out := []Overview{}
	for i := len(w.orders) - 1; i >= 0 && len(out) < n; i-- {
		if o := w.orders[i]; !o.Deleted {
			out = append(out, overviewOf(o))
		}
	}
	return out
}

func overviewOf(o *order) Overview {
	out := Overview{ID: o.ID, Status: o.Status, Seller: o.seller.loginID, Amount: o.total().String(), Goods: o.titles(),
		Acts: actsOn(o), Refunds: []RefundOverview{}}
	for _, r := range o.refunds {
		out.Refunds = append(out.Refunds, RefundOverview{r.ID, r.Status,
			actsOf(RefundTransitions, r.Status, actAgree, actRefuse, actTakeBack)})
	}
	return out
}

// actsOn lists what people can do with an order that no call of the platform does.
func actsOn(o *order) []string {
	switch {
	case o.Status == platform.OrderStatusSuccess && !o.Rated:
		return []string{"rate"}
	case o.openRefund() != nil:
		return []string{}
	}
	return append([]string{}, actsOf(OrderTransitions, o.Status, actPay, actShip, actClose, actExpire)...)
}
