package orders

import platform "github.com/go-ali1688/ali1688/generated/openplatform"

// Overview is what a person sees of an order.
type Overview struct {
	ID      int64            `json:"id,string"`
	Status  string           `json:"status"`
	Seller  string           `json:"seller"`
	Amount  string           `json:"amount"` // in 元
	Goods   []string         `json:"goods"`  // titles with quantities
	Acts    []string         `json:"acts"`   // what people can do with it now: pay, ship, rate
	Refunds []RefundOverview `json:"refunds"`
}

// RefundOverview is what a person sees of a refund.
type RefundOverview struct {
	ID     string   `json:"id"`
	Status string   `json:"status"`
	Acts   []string `json:"acts"` // what the seller can do with it now: agree, refuse, take-back
}

// Overview lists the last n orders, the newest first.
func (w *World) Overview(n int) []Overview {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := []Overview{}
	for i := len(w.orders) - 1; i >= 0 && len(out) < n; i-- {
		if o := w.orders[i]; !o.deleted {
			out = append(out, overviewOf(o))
		}
	}
	return out
}

func overviewOf(o *order) Overview {
	out := Overview{ID: o.id, Status: o.status, Seller: o.seller.loginID, Amount: o.total().String(), Goods: []string{}, Acts: actsOn(o), Refunds: []RefundOverview{}}
	for _, l := range o.lines {
		out.Goods = append(out.Goods, l.goods.Title+" × "+digits(l.quantity))
	}
	for _, r := range o.refunds {
		out.Refunds = append(out.Refunds, RefundOverview{r.id, r.status, refundActs[r.status]})
	}
	return out
}

// actsOn lists what people can do with an order that no call of the platform does.
func actsOn(o *order) []string {
	switch {
	case o.status == platform.OrderStatusWaitbuyerpay:
		return []string{"pay"}
	case o.status == platform.OrderStatusWaitsellersend && o.open() == nil:
		return []string{"ship"}
	case o.status == platform.OrderStatusSuccess && !o.rated:
		return []string{"rate"}
	}
	return []string{}
}

var refundActs = map[string][]string{
	platform.RefundStatusWaitselleragree:   {"agree", "refuse"},
	platform.RefundStatusWaitsellerreceive: {"take-back"},
}
