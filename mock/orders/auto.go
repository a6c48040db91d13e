package orders

import (
	"cmp"
	"errors"
	"time"

	"github.com/go-ali1688/ali1688/generated/platform"
)

// Auto lets orders go on by themselves as the clock does. A zero member leaves the step to calls and to tests.
//
// Nothing runs in the background: before each call the steps that have fallen due are made, in the order of their
// times, and each has the time at which it was due. So the result does not depend on when somebody looks.
type Auto struct {
	Pay     time.Duration // after the order was made
	Ship    time.Duration // after it was paid
	Receive time.Duration // after its last parcel was signed for, two days after it was shipped
}

// Check returns an error for a negative time.
func (a Auto) Check() error {
	if a.Pay < 0 || a.Ship < 0 || a.Receive < 0 {
		return errors.New("orders: the times after which orders go on must not be negative")
	}
	return nil
}

// lock locks the world and makes the steps that are due.
func (w *World) lock() {
	w.mu.Lock()
	if w.options.Auto != (Auto{}) {
		w.catchUp()
	}
	w.tellTraces(w.clock())
}

// Advance makes the steps that are due by the clock, with their messages. Every call does so, too.
func (w *World) Advance() {
	w.lock()
	defer w.mu.Unlock()
}

// catchUp makes the steps that are due, the earliest first.
func (w *World) catchUp() {
	now := w.clock()
	defer func() { w.due = time.Time{} }()
	for {
		var next *order
		var when time.Time
		for _, o := range w.orders {
			at, ok := w.dueOf(o)
			if ok && !at.After(now) && (next == nil || at.Before(when)) {
				next, when = o, at
			}
		}
		if next == nil {
			return
		}
		w.tellTraces(when)
		w.due = when
		w.advanceOrder(next)
	}
}

// dueOf returns when the next step of an order is due. An open refund stops it.
func (w *World) dueOf(o *order) (at time.Time, ok bool) {
	if o.openRefund() != nil {
		return at, false
	}
	since, wait := o.Created, w.options.Auto.Pay
	switch o.Status {
	case platform.OrderStatusWaitBuyerPay:
	case platform.OrderStatusWaitSellerSend:
		since, wait = o.Paid, w.options.Auto.Ship
	case platform.OrderStatusWaitBuyerReceive:
		since, wait = o.signedAt(), w.options.Auto.Receive
	default:
		return at, false
	}
	for _, r := range o.refunds {
		if r.Done.After(since) {
			since = r.Done
		}
	}
	return since.Add(wait), wait > 0
}

// signedAt returns when the last parcel is signed for.
func (o *order) signedAt() time.Time {
	last := o.Sent
	for _, p := range o.parcels {
		if p.Sent.After(last) {
			last = p.Sent
		}
	}
	return last.Add(nodes[len(nodes)-1].after)
}

// advanceOrder makes the next step of an order.
func (w *World) advanceOrder(o *order) {
	switch o.Status {
	case platform.OrderStatusWaitBuyerPay:
		w.markPaid(o)
	case platform.OrderStatusWaitSellerSend:
		w.shipRest(o)
	case platform.OrderStatusWaitBuyerReceive:
		w.receiveAll(o)
	}
}

// receiveAll confirms every line.
func (w *World) receiveAll(o *order) {
	for _, l := range o.openLines() {
		l.Confirmed = true
	}
	o.Done = w.clock()
	w.setStatus(o, platform.OrderStatusSuccess)
	w.tellReceived(o)
}

// carrierOf returns a carrier and a waybill for the next parcel of an order.
func carrierOf(o *order) carriage {
	return carriage{CarrierNo: "STO", Carrier: "申通快递(STO)", BillNo: cmp.Or(exampleOf(o).bill,
		formatID(770_000_000_000_000+(o.ID+int64(len(o.parcels)))%1_000_000_000_000))}
}
