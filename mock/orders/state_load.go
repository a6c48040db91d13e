package orders

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Load replaces everything by a state. It fails, and changes nothing, if the state names goods that this world does
// not have.
func (w *World) Load(st State) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	loaded := &World{options: Options{Offer: w.options.Offer}, byID: map[int64]*order{}, sellers: map[string]bool{}}
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
	w.issued.Count = st.Tokens.Count
	maps.Copy(w.issued.Ends, st.Tokens.Ends)
	maps.Copy(w.issued.Owner, st.Tokens.Owner)
	maps.Copy(w.issued.Used, st.Tokens.Used)
	w.options.Limits.Load(st.Limits)
	maps.Copy(w.bound, st.Bound)
	maps.Copy(w.aliases, st.Aliases)
	for id, c := range st.Credit {
		w.credit[id] = fen(c)
	}
	for id, seen := range st.Previewed {
		w.previewed[id] = maps.Clone(seen)
	}
	w.options.Stock.load(st.Taken)
	return nil
}

func (w *World) restore(s *savedOrder) error {
	o := &order{orderFacts: s.orderFacts, to: address{id: s.AddressID}}
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
	if len(o.lines) == 0 || w.byID[s.ID] != nil {
		return fmt.Errorf("orders: the order %d of the state has no lines, or is there twice", s.ID)
	}
	g := &o.lines[0].goods
	o.seller = seller{id: g.SellerID, loginID: g.Seller, userID: g.SellerUID}
	for _, p := range s.Parcels {
		restored := &parcel{parcelFacts: p.parcelFacts, lines: o.linesOf(p.Lines), order: o}
		restored.Notes = slices.Clone(p.Notes)
		restored.Told = min(max(p.Told, 0), len(traceSteps))
		o.parcels = append(o.parcels, restored)
		w.moving.add(restored)
	}
	w.addOrder(o)
	return nil
}

func (w *World) restoreLine(s *lineFacts) (*line, error) {
	o, ok := w.options.Offer(uint64(s.Offer))
	if !ok {
		return nil, fmt.Errorf("orders: the state has the offer %d, and this world does not", s.Offer)
	}
	l := &line{lineFacts: *s, goods: o.Goods()}
	if l.variant, ok = variantOf(&l.goods, s.Spec); !ok {
		return nil, fmt.Errorf("orders: the state has the variant %s of the offer %d, and this world does not", s.Spec,
			s.Offer)
	}
	return l, nil
}

func (w *World) restoreRefund(s *savedRefund) error {
	o := w.byID[s.Order]
	i := slices.IndexFunc(reasons, func(x reason) bool { return x.id == s.Reason })
	if o == nil || i < 0 || len(s.Lines) == 0 || len(o.linesOf(s.Lines)) != len(s.Lines) ||
		!strings.HasPrefix(s.ID, refundPrefix) {
		return fmt.Errorf("orders: the refund %q of the state belongs to no order of it, or has no id, lines or reason",
			s.ID)
	}
	r := &refund{s.refundFacts, o, o.linesOf(s.Lines), reasons[i]}
	r.Steps = slices.Clone(s.Steps)
	o.refunds = append(o.refunds, r)
	w.refunds = append(w.refunds, r)
	return nil
}

func (w *World) restoreInvoice(s *savedInvoice) error {
	v := &invoice{invoiceFacts: s.invoiceFacts}
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
