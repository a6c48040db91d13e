package orders

import (
	"maps"
	"slices"
	"time"

	"github.com/go-ali1688/ali1688/generated/platform"
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

type savedMember struct {
	ID      string `json:"id"`
	LoginID string `json:"login"`
	UserID  int64  `json:"user"`
}

type savedOrder struct {
	ID          int64                     `json:"id"`
	Buyer       savedMember               `json:"buyer"`
	Flow        string                    `json:"flow"`
	TradeType   string                    `json:"tradeType,omitempty"`
	Lines       []savedLine               `json:"lines"`
	AddressID   int64                     `json:"addressId,omitempty"`
	Address     []string                  `json:"address"`
	Carriage    fen                       `json:"carriage"`
	Message     string                    `json:"message,omitempty"`
	OutOrderID  string                    `json:"outOrderId,omitempty"`
	Status      platform.OrderStatus      `json:"status"`
	Created     time.Time                 `json:"created"`
	Modified    time.Time                 `json:"modified"`
	Paid        time.Time                 `json:"paid,omitzero"`
	Sent        time.Time                 `json:"sent,omitzero"`
	Done        time.Time                 `json:"done,omitzero"`
	CloseReason platform.OrderCloseReason `json:"closeReason,omitempty"`
	Memo        string                    `json:"memo,omitempty"`
	Icon        string                    `json:"icon,omitempty"`
	Feedback    string                    `json:"feedback,omitempty"`
	Parcels     []savedParcel             `json:"parcels,omitempty"`
	Returned    fen                       `json:"returned,omitempty"`
	Rated       bool                      `json:"rated,omitempty"`
	Deleted     bool                      `json:"deleted,omitempty"`
}

type savedLine struct {
	ID        int64  `json:"id"`
	Offer     int64  `json:"offer"`
	Spec      string `json:"spec"`
	Quantity  int64  `json:"quantity"`
	Price     fen    `json:"price"`
	Sent      bool   `json:"sent,omitempty"`
	Confirmed bool   `json:"confirmed,omitempty"`
	Dropped   bool   `json:"dropped,omitempty"`
	Refunded  fen    `json:"refunded,omitempty"`
}

type savedParcel struct {
	ID        string    `json:"id"`
	BillNo    string    `json:"billNo,omitempty"`
	Carrier   string    `json:"carrier,omitempty"`
	CarrierNo string    `json:"carrierNo,omitempty"`
	Lines     []int64   `json:"lines"`
	Sent      time.Time `json:"sent"`
	Notes     []note    `json:"notes,omitempty"`
	Told      int       `json:"told,omitempty"`
}

type savedRefund struct {
	ID          string                     `json:"id"`
	Order       int64                      `json:"order"`
	Lines       []int64                    `json:"lines"`
	Demand      platform.RefundDemand      `json:"demand"`
	Goods       platform.RefundGoodsStatus `json:"goods"`
	Payment     fen                        `json:"payment"`
	Carriage    fen                        `json:"carriage,omitempty"`
	Reason      int64                      `json:"reason"`
	Description string                     `json:"description,omitempty"`
	Status      platform.RefundStatus      `json:"status"`
	Applied     time.Time                  `json:"applied"`
	Modified    time.Time                  `json:"modified"`
	Done        time.Time                  `json:"done,omitzero"`
	Carrier     string                     `json:"carrier,omitempty"`
	BillNo      string                     `json:"billNo,omitempty"`
	Refusal     string                     `json:"refusal,omitempty"`
	Refusals    int64                      `json:"refusals,omitempty"`
	Steps       []savedStep                `json:"steps,omitempty"`
}

type savedInvoice struct {
	ID      int64                `json:"id"`
	Orders  []int64              `json:"orders"`
	Amount  fen                  `json:"amount"`
	Kind    platform.InvoiceType `json:"kind"`
	Title   invoiceTitle         `json:"title"`
	Applied time.Time            `json:"applied"`
}

type savedStep struct {
	At     time.Time             `json:"at"`
	Before platform.RefundStatus `json:"before,omitempty"`
	After  platform.RefundStatus `json:"after"`
}

type savedTokens struct {
	Count uint64               `json:"count,omitempty"`
	Ends  map[string]time.Time `json:"ends,omitempty"`
	Owner map[string]string    `json:"owner,omitempty"`
	Used  map[string]bool      `json:"used,omitempty"`
}

// State returns a copy of what the world has come to.
func (w *World) State() State {
	w.lock()
	defer w.mu.Unlock()
	st := State{
		Parcels: w.parcels, Taken: w.stock.state(), Limits: maps.Clone(w.limits.All()), Credit: map[string]int64{},
		Previewed: map[string]map[int64]change{},
		Bound:     maps.Clone(w.bound), Aliases: maps.Clone(w.aliases),
		Tokens: savedTokens{w.issued.count, maps.Clone(w.issued.ends), maps.Clone(w.issued.owner),
			maps.Clone(w.issued.used)},
	}
	for id, c := range w.credit {
		st.Credit[id] = int64(c)
	}
	for id, seen := range w.previewed {
		st.Previewed[id] = maps.Clone(seen)
	}
	for _, o := range w.orders {
		st.Orders = append(st.Orders, o.save())
	}
	st.SubAuths, st.Follows = maps.Clone(w.subAuths), slices.Clone(w.follows)
	for _, v := range w.invoices {
		st.Invoices = append(st.Invoices, v.save())
	}
	for _, r := range w.refunds {
		st.Refunds = append(st.Refunds, r.save())
	}
	return st
}

func (o *order) save() savedOrder {
	out := savedOrder{
		ID: o.id, Buyer: savedMember{o.buyer.id, o.buyer.loginID, o.buyer.userID}, Flow: o.flow, TradeType: o.tradeType,
		AddressID: o.to.id,
		Carriage:  o.carriage, Message: o.message, OutOrderID: o.outOrderID, Status: o.status, Created: o.created,
		Modified: o.modified,
		Paid:     o.paid, Sent: o.sent, Done: o.done, CloseReason: o.closeReason, Memo: o.memo, Icon: o.icon,
		Feedback: o.feedback,
		Returned: o.returned, Rated: o.rated, Deleted: o.deleted,
	}
	for _, text := range o.to.texts() {
		out.Address = append(out.Address, *text)
	}
	for _, l := range o.lines {
		out.Lines = append(out.Lines, savedLine{
			l.id, l.goods.OfferID, l.variant.SpecID, l.quantity, l.price, l.sent, l.confirmed, l.dropped, l.refunded,
		})
	}
	for _, p := range o.parcels {
		out.Parcels = append(out.Parcels, savedParcel{p.id, p.billNo, p.carrier, p.carrierNo, ids(p.lines), p.sent,
			slices.Clone(p.notes), p.told})
	}
	return out
}

func (r *refund) save() savedRefund {
	out := savedRefund{
		ID: r.id, Order: r.order.id, Lines: ids(r.lines), Demand: r.demand, Goods: r.goods, Payment: r.payment,
		Carriage: r.carriage,
		Reason:   r.reason.id, Description: r.description, Status: r.status, Applied: r.applied, Modified: r.modified,
		Done:    r.done,
		Carrier: r.carrier, BillNo: r.billNo, Refusal: r.refusal, Refusals: r.refusals,
	}
	for _, s := range r.steps {
		out.Steps = append(out.Steps, savedStep{s.at, s.before, s.after})
	}
	return out
}

func (v *invoice) save() savedInvoice {
	out := savedInvoice{ID: v.id, Amount: v.amount, Kind: v.kind, Title: v.title, Applied: v.applied}
	for _, o := range v.orders {
		out.Orders = append(out.Orders, o.id)
	}
	return out
}

func ids(lines []*line) []int64 {
	return lists.Map(lines, func(l *line) int64 { return l.id })
}

// texts returns the parts of an address in the order in which a state has them.
func (a *address) texts() []*string {
	return []*string{&a.name, &a.mobile, &a.phone, &a.post, &a.province, &a.city, &a.area, &a.town, &a.detail, &a.code,
		&a.townID}
}
