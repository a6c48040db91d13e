package orders

import (
	"fmt"
	"maps"
	"slices"
)

// Load replaces everything by a state. It fails, and changes nothing, if the state names goods that this world does
// not have.
func (w *World) Load(st State) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	loaded := &World{offer: w.offer, byID: map[int64]*order{}, sellers: map[string]bool{}}
	for i := range st.Orders {
		if err := loaded.restore(&st.Orders[i]); err != nil {
			return err
		}
	}
	for i := range st.Refunds {
		if err := loaded.restoreRefund(&st.Refunds[i]); err != nil {
			return err
		}
	}
	for i := range st.Invoices {
		if err := loaded.restoreInvoice(&st.Invoices[i]); err != nil {
			return err
		}
	}
	w.reset()
	w.invoices, w.follows, w.moving = loaded.invoices, slices.Clone(st.Follows), loaded.moving
	maps.Copy(w.subAuths, st.SubAuths)
	w.orders, w.refunds, w.byID, w.sellers, w.parcels = loaded.orders, loaded.refunds, loaded.byID, loaded.sellers,
		st.Parcels
	w.issued.count = st.Tokens.Count
	maps.Copy(w.issued.ends, st.Tokens.Ends)
	maps.Copy(w.issued.owner, st.Tokens.Owner)
	maps.Copy(w.issued.used, st.Tokens.Used)
	w.limits.Load(st.Limits)
	maps.Copy(w.bound, st.Bound)
	maps.Copy(w.aliases, st.Aliases)
	for id, c := range st.Credit {
		w.credit[id] = fen(c)
	}
	for id, seen := range st.Previewed {
		w.previewed[id] = maps.Clone(seen)
	}
	w.stock.load(st.Taken)
	return nil
}

func (w *World) restore(s *savedOrder) error {
	o := &order{
		id: s.ID, buyer: member{s.Buyer.ID, s.Buyer.LoginID, s.Buyer.UserID}, flow: s.Flow, tradeType: s.TradeType,
		carriage: s.Carriage,
		message:  s.Message, outOrderID: s.OutOrderID, status: s.Status, created: s.Created, modified: s.Modified,
		paid: s.Paid,
		sent: s.Sent, done: s.Done, closeReason: s.CloseReason, memo: s.Memo, icon: s.Icon, feedback: s.Feedback,
		returned: s.Returned, rated: s.Rated, deleted: s.Deleted,
	}
	o.to.id = s.AddressID
	for i, text := range o.to.texts() {
		if i < len(s.Address) {
			*text = s.Address[i]
		}
	}
	for i := range s.Lines {
		l, err := w.restoreLine(&s.Lines[i])
		if err != nil {
			return err
		}
		o.lines = append(o.lines, l)
	}
	if len(o.lines) == 0 {
		return fmt.Errorf("orders: the order %d of the state has no lines", s.ID)
	}
	g := &o.lines[0].goods
	o.seller = seller{id: g.SellerID, loginID: g.Seller, userID: g.SellerUID}
	for _, p := range s.Parcels {
		restored := &parcel{
			id: p.ID, billNo: p.BillNo, carrier: p.Carrier, carrierNo: p.CarrierNo, lines: o.linesOf(p.Lines),
			sent: p.Sent, notes: p.Notes, order: o, told: min(max(p.Told, 0), len(traceSteps)),
		}
		o.parcels = append(o.parcels, restored)
		w.moving.add(restored)
	}
	w.addOrder(o)
	return nil
}

func (w *World) restoreLine(s *savedLine) (*line, error) {
	o, ok := w.offer(uint64(s.Offer))
	if !ok {
		return nil, fmt.Errorf("orders: the state has the offer %d, and this world does not", s.Offer)
	}
	l := &line{
		id: s.ID, goods: o.Goods(), quantity: s.Quantity, price: s.Price, sent: s.Sent, confirmed: s.Confirmed,
		dropped:  s.Dropped,
		refunded: s.Refunded,
	}
	var found bool
	if l.variant, found = variantOf(&l.goods, s.Spec); !found {
		return nil, fmt.Errorf("orders: the state has the variant %s of the offer %d, and this world does not", s.Spec,
			s.Offer)
	}
	return l, nil
}

func (w *World) restoreRefund(s *savedRefund) error {
	o := w.byID[s.Order]
	i := slices.IndexFunc(reasons, func(x reason) bool { return x.id == s.Reason })
	if o == nil || i < 0 || len(s.Lines) == 0 || len(o.linesOf(s.Lines)) != len(s.Lines) {
		return fmt.Errorf("orders: the refund %s of the state belongs to no order of it, or has no lines or reason",
			s.ID)
	}
	r := &refund{
		id: s.ID, order: o, lines: o.linesOf(s.Lines), demand: s.Demand, goods: s.Goods, payment: s.Payment,
		carriage: s.Carriage,
		reason:   reasons[i], description: s.Description, status: s.Status, applied: s.Applied, modified: s.Modified,
		done:    s.Done,
		carrier: s.Carrier, billNo: s.BillNo, refusal: s.Refusal, refusals: s.Refusals,
	}
	for _, x := range s.Steps {
		r.steps = append(r.steps, step{x.At, x.Before, x.After})
	}
	o.refunds = append(o.refunds, r)
	w.refunds = append(w.refunds, r)
	return nil
}

func (w *World) restoreInvoice(s *savedInvoice) error {
	v := &invoice{id: s.ID, amount: s.Amount, kind: s.Kind, title: s.Title, applied: s.Applied}
	for _, id := range s.Orders {
		if o := w.byID[id]; o != nil {
			v.orders = append(v.orders, o)
		}
	}
	if len(s.Orders) == 0 || len(v.orders) != len(s.Orders) {
		return fmt.Errorf("orders: the invoice %d of the state belongs to no order of it", s.ID)
	}
	w.invoices = append(w.invoices, v)
	return nil
}

// linesOf returns the lines of an order with these ids.
func (o *order) linesOf(ids []int64) []*line {
	var out []*line
	for _, id := range ids {
		if l := o.line(id); l != nil {
			out = append(out, l)
		}
	}
	return out
}
