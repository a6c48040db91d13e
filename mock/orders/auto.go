package orders

import (
	"errors"
	"time"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
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

// enter locks the world and makes the steps that have fallen due.
func (w *World) enter() {
	w.mu.Lock()
	if w.auto != (Auto{}) {
		w.catchUp()
	}
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
		w.due = when
		w.goOn(next)
	}
}

// dueOf is when the next step of an order is due. A refund that is open stops it.
func (w *World) dueOf(o *order) (at time.Time, ok bool) {
	if o.open() != nil {
		return at, false
	}
	since, wait := o.created, w.auto.Pay
	switch o.status {
	case platform.OrderStatusWaitbuyerpay:
	case platform.OrderStatusWaitsellersend:
		since, wait = o.paid, w.auto.Ship
	case platform.OrderStatusWaitbuyerreceive:
		since, wait = o.signed(), w.auto.Receive
	default:
		return at, false
	}
	for _, r := range o.refunds {
		if r.done.After(since) {
			since = r.done
		}
	}
	return since.Add(wait), wait > 0
}

// signed is when the last parcel is signed for.
func (o *order) signed() time.Time {
	last := o.sent
	for _, p := range o.parcels {
		if p.sent.After(last) {
			last = p.sent
		}
	}
	return last.Add(nodes[len(nodes)-1].after)
}

// goOn makes the next step of an order.
func (w *World) goOn(o *order) {
	switch o.status {
	case platform.OrderStatusWaitbuyerpay:
		w.pay(o)
	case platform.OrderStatusWaitsellersend:
		w.shipRest(o)
	case platform.OrderStatusWaitbuyerreceive:
		w.receiveAll(o)
	}
}

// receiveAll confirms every line.
func (w *World) receiveAll(o *order) {
	for _, l := range o.live() {
		l.confirmed = true
	}
	o.done = w.clock()
	w.move(o, platform.OrderStatusSuccess)
}

// carrierOf is the carrier and the waybill of an order that is shipped without one.
func carrierOf(o *order) carriage {
	return carriage{CarrierNo: "STO", Carrier: "申通快递(STO)", BillNo: digits(770_000_000_000_000 + o.id%1_000_000_000_000)}
}
