package orders

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/suggest"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
)

// Stage is a place on the way of an order.
type Stage string

// The stages, in the order of the way; the last four branch off.
const (
	StageCreated       Stage = "created"        // waits for payment
	StagePaid          Stage = "paid"           // waits for the seller
	StageHalfShipped   Stage = "half-shipped"   // one line is on its way, the others are not
	StageShipped       Stage = "shipped"        // waits for the buyer
	StageSigned        Stage = "signed"         // the carrier has delivered it
	StageReceived      Stage = "received"       // done
	StageCancelled     Stage = "cancelled"      // before it was paid
	StageRefundAsked   Stage = "in-refund"      // the buyer wants all money back, and the seller has not decided
	StageRefundRefused Stage = "refund-refused" // the seller has refused
	StageRefunded      Stage = "refunded"       // the money went back
)

// Stages are all stages.
var Stages = []Stage{
	StageCreated, StagePaid, StageHalfShipped, StageShipped, StageSigned, StageReceived,
	StageCancelled, StageRefundAsked, StageRefundRefused, StageRefunded,
}

// CheckStage returns an error with the nearest name for an unknown stage.
func CheckStage(s Stage) error {
	if slices.Contains(Stages, s) {
		return nil
	}
	names := lists.Map(Stages, func(known Stage) string { return string(known) })
	return fmt.Errorf("orders: there is no stage %q%s", s,
		cmp.Or(exchange.DidYouMean(suggest.To(string(s), names)), "; there are "+strings.Join(names, ", ")))
}

// MoveTo brings an order to a stage, by the steps that lead there. It fails if none do, and leaves the order where it
// was or on the way.
func (w *World) MoveTo(orderID int64, s Stage) error {
	if err := CheckStage(s); err != nil {
		return err
	}
	return w.changeOrder(orderID, func(o *order) *failure { return w.moveTo(o, s) })
}

// Start returns an order of two variants of one offer for the member behind an authorisation, and brings it to a stage.
func (w *World) Start(authorisation string, s Stage) (orderID int64, err error) {
	if err := CheckStage(s); err != nil {
		return 0, err
	}
	w.lock()
	defer w.mu.Unlock()
	cargo := w.sampleCargo()
	if cargo == nil {
		return 0, errors.New("orders: no listed offer has two variants in stock")
	}
	m := memberOf(w.issued.ownerOf(authorisation))
	made, failed := w.create(m, request{flow: string(platform.OrderFlowGeneral), cargo: cargo,
		to: platform.OrderAddress{AddressID: &savedAddresses(m)[0].id}})
	if failed == nil {
		failed = w.moveTo(made.orders[0], s)
	}
	if failed != nil {
		return 0, errors.New(string(failed.code) + ": " + failed.message)
	}
	return made.orders[0].ID, nil
}

// sampleCargo returns the minimum of two variants of the first listed offer that has them in stock.
func (w *World) sampleCargo() []platform.OrderCargo {
	for i := 0; w.options.Listed != nil && i < 1000; i++ {
		o := w.options.Listed(i)
		g := o.Goods()
		if w.options.Limits.Of(g.OfferID) != (Limits{}) {
			continue
		}
		var out []platform.OrderCargo
		for _, v := range g.Variants {
			if v.Stock-w.options.Stock.Taken(v.SKUID) >= g.Least && len(out) < 2 {
				out = append(out, platform.OrderCargo{OfferID: &g.OfferID, SpecID: &v.SpecID,
					Quantity: float64(g.Least)})
			}
		}
		if len(out) == 2 {
			return out
		}
	}
	return nil
}

// moveTo makes the steps to a stage.
func (w *World) moveTo(o *order, s Stage) *failure {
	switch s {
	case StageCancelled:
		if o.Status != platform.OrderStatusWaitBuyerPay {
			return wrongState(o)
		}
		w.closeOrder(o, buyerCancelled)
		return nil
	case StageRefundAsked, StageRefundRefused, StageRefunded:
		return w.moveIntoRefund(o, s)
	}
	goal := slices.Index(Stages, s)
	for at := w.stageOf(o); at < goal; at = w.stageOf(o) {
		if at < 0 || o.openRefund() != nil {
			return wrongState(o)
		}
		if failed := w.stepTowards(o, at, s); failed != nil {
			return failed
		}
	}
	if w.stageOf(o) != goal {
		return wrongState(o)
	}
	return nil
}

// stageOf returns the index of the stage at which an order is, and -1 off the way.
func (w *World) stageOf(o *order) int {
	stage := StageCreated
	switch o.Status {
	case platform.OrderStatusWaitBuyerPay:
	case platform.OrderStatusWaitSellerSend:
		stage = StagePaid
		if len(o.parcels) > 0 {
			stage = StageHalfShipped
		}
	case platform.OrderStatusWaitBuyerReceive:
		stage = StageShipped
		if !w.clock().Before(o.signedAt()) {
			stage = StageSigned
		}
	case platform.OrderStatusSuccess:
		stage = StageReceived
	default:
		return -1
	}
	return slices.Index(Stages, stage)
}

// stepTowards makes one step from a stage to another.
func (w *World) stepTowards(o *order, at int, goal Stage) *failure {
	switch Stages[at] {
	case StageCreated:
		w.markPaid(o)
	case StagePaid:
		if goal != StageHalfShipped {
			w.shipRest(o)
			return nil
		}
		if len(o.openLines()) < 2 {
			return &failure{"400_1", "an order of one line cannot be shipped by half"}
		}
		w.dispatch(o, o.openLines()[:1], carrierOf(o))
	case StageHalfShipped:
		w.shipRest(o)
	case StageShipped:
		w.backdate(o, o.signedAt().Sub(w.clock()))
	case StageSigned:
		w.receiveAll(o)
	}
	return nil
}

// backdate moves all times of an order into the past. The zero time is that of a step that was not made.
func (w *World) backdate(o *order, by time.Duration) {
	for _, t := range []*time.Time{&o.Created, &o.Modified, &o.Paid, &o.Sent} {
		if !t.IsZero() {
			*t = t.Add(-by)
		}
	}
	for _, p := range o.parcels {
		p.Sent = p.Sent.Add(-by)
	}
	w.moving.next = time.Time{}
	w.tellTraces(w.clock())
}

// moveIntoRefund asks for all that can come back of an order, paying it first where it is not, and decides.
func (w *World) moveIntoRefund(o *order, s Stage) *failure {
	if o.Status == platform.OrderStatusWaitBuyerPay {
		w.markPaid(o)
	}
	r := o.openRefund()
	if r == nil {
		var failed *failure
		if r, failed = w.refundAll(o); failed != nil {
			return failed
		}
	}
	switch {
	case r.Status != platform.RefundStatusWaitSellerAgree:
		return wrongState(o)
	case s == StageRefundAsked:
	case s == StageRefunded:
		w.settleRefund(r)
	default:
		w.refuseRefund(r, "不同意")
	}
	return nil
}

// refundAll claims the money of every line that can be refunded, and the freight if that is the whole order.
func (w *World) refundAll(o *order) (*refund, *failure) {
	goods := goodsStatuses[o.Status]
	if len(goods) == 0 {
		return nil, wrongState(o)
	}
	unsent := o.Status == platform.OrderStatusWaitSellerSend
	req := &platform.CreateRefundRequest{
		OrderID: o.ID, DisputeRequest: platform.RefundDemandRefund, GoodsStatus: goods[0], ApplyReasonID: reasons[0].id,
		Description: reasons[0].name,
	}
	sum := fen(0)
	for _, l := range o.openLines() {
		if l.amount() > l.Refunded && !(unsent && l.Sent) {
			req.OrderEntryIDs = append(req.OrderEntryIDs, l.ID)
			sum += l.amount() - l.Refunded
		}
	}
	req.ApplyPayment = sum.number()
	if len(req.OrderEntryIDs) == len(o.lines) {
		req.ApplyCarriage = (o.Carriage - o.Returned).number()
	}
	return w.addRefund(o.Buyer, req)
}
