package orders

import (
	"maps"
	"slices"
	"time"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// State is everything that a world has come to, for JSON. What an offer is follows from the seed and is not in it.
type State struct {
	Orders    []savedOrder                `json:"orders,omitempty"`
	Refunds   []savedRefund               `json:"refunds,omitempty"`
	Invoices  []savedInvoice              `json:"invoices,omitempty"`
	SubAuths  map[string]time.Time        `json:"subAuths,omitempty"`
	Parcels   int64                       `json:"parcels,omitempty"`
	Taken     map[int64]int64             `json:"taken,omitempty"` // by SKU
	Tokens    savedTokens                 `json:"tokens"`
	Limits    map[int64]Limits            `json:"limits,omitempty"`
	Credit    map[string]int64            `json:"credit,omitempty"`
	Previewed map[string]map[int64]change `json:"previewed,omitempty"`
	Bound     map[string]string           `json:"bound,omitempty"`
	Aliases   map[string]string           `json:"aliases,omitempty"`
	Follows   relations                   `json:"follows,omitempty"`
}

type savedOrder struct {
	orderFacts
	Lines     []lineFacts   `json:"lines"`
	AddressID int64         `json:"addressId,omitempty"`
	Address   []string      `json:"address"`
	Parcels   []savedParcel `json:"parcels,omitempty"`
}

type savedParcel struct {
	parcelFacts
	Lines []int64 `json:"lines"`
}

type savedRefund struct {
	refundFacts
	Order  int64   `json:"order"`
	Lines  []int64 `json:"lines"`
	Reason int64   `json:"reason"`
}

type savedInvoice struct {
	invoiceFacts
	Orders []int64 `json:"orders"`
}

// State returns a copy of what the world has come to.
func (w *World) State() State {
	w.lock()
	defer w.mu.Unlock()
	st := State{
		Parcels: w.parcels, Taken: w.options.Stock.state(), Limits: maps.Clone(w.options.Limits.All()),
		Credit: map[string]int64{}, Previewed: map[string]map[int64]change{},
		Bound: maps.Clone(w.bound), Aliases: maps.Clone(w.aliases),
		Tokens: w.issued.clone(), SubAuths: maps.Clone(w.subAuths), Follows: slices.Clone(w.follows),
		Orders: lists.Map(w.orders, (*order).save), Refunds: lists.Map(w.refunds, (*refund).save),
		Invoices: lists.Map(w.invoices, (*invoice).save),
	}
	for id, c := range w.credit {
		st.Credit[id] = int64(c)
	}
	for id, seen := range w.previewed {
		st.Previewed[id] = maps.Clone(seen)
	}
	return st
}

func (o *order) save() savedOrder {
	return savedOrder{
		orderFacts: o.orderFacts, AddressID: o.to.id,
		Address: lists.Map(o.to.texts(), func(text *string) string { return *text }),
		Lines:   lists.Map(o.lines, func(l *line) lineFacts { return l.lineFacts }),
		Parcels: lists.Map(o.parcels, (*parcel).save),
	}
}

func (p *parcel) save() savedParcel {
	out := savedParcel{p.parcelFacts, ids(p.lines)}
	out.Notes = slices.Clone(p.Notes)
	return out
}

func (r *refund) save() savedRefund {
	out := savedRefund{r.refundFacts, r.order.ID, ids(r.lines), r.reason.id}
	out.Steps = slices.Clone(r.Steps)
	return out
}

func (v *invoice) save() savedInvoice {
	return savedInvoice{v.invoiceFacts, lists.Map(v.orders, func(o *order) int64 { return o.ID })}
}

func ids(lines []*line) []int64 {
	return lists.Map(lines, func(l *line) int64 { return l.ID })
}

// texts returns the parts of an address in the order in which a state has them.
func (a *address) texts() []*string {
	return []*string{&a.name, &a.mobile, &a.phone, &a.post, &a.province, &a.city, &a.area, &a.town, &a.detail, &a.code,
		&a.townID}
}
