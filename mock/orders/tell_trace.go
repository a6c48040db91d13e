package orders

import (
	"slices"
	"time"

	"github.com/go-ali1688/ali1688/generated/messages"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/push"
)

// traceStep is a state of a parcel that is told once, some time after it was shipped.
type traceStep struct {
	after  time.Duration
	status messages.PushTraceStatus
}

// traceSteps follow the nodes of every parcel.
var traceSteps = []traceStep{
	{0, messages.PushTraceStatusConsign},
	{nodes[0].after, messages.PushTraceStatusAccept},
	{nodes[1].after, messages.PushTraceStatusTransport},
	{nodes[2].after, messages.PushTraceStatusDelivering},
	{nodes[3].after, messages.PushTraceStatusSigned},
}

// moving are the parcels whose last state was not told yet.
type moving struct {
	parcels []*parcel
	next    time.Time // when the next state is reached, at the latest
}

// add adds a parcel that a carrier has. Goods that need no carrier have no trace.
func (m *moving) add(p *parcel) {
	if p.allTold() || p.BillNo == "" {
		return
	}
	m.parcels = append(m.parcels, p)
	m.next = time.Time{}
}

// tellTraces tells the states that parcels have reached, the earliest first.
func (w *World) tellTraces(now time.Time) {
	if w.options.Tell == nil || len(w.moving.parcels) == 0 || now.Before(w.moving.next) {
		return
	}
	for {
		var first *parcel
		for _, p := range w.moving.parcels {
			if first == nil || p.nextTold().Before(first.nextTold()) {
				first = p
			}
		}
		if first == nil || now.Before(first.nextTold()) {
			if first != nil {
				w.moving.next = first.nextTold()
			}
			return
		}
		w.tellTrace(first)
		w.moving.parcels = slices.DeleteFunc(w.moving.parcels, (*parcel).allTold)
	}
}

func (p *parcel) nextTold() time.Time { return p.Sent.Add(traceSteps[p.Told].after) }

func (p *parcel) allTold() bool { return p.Told == len(traceSteps) }

// tellTrace tells the next state of a parcel.
func (w *World) tellTrace(p *parcel) {
	o, at := p.order, p.nextTold()
	w.options.Tell(Message{Topic: push.TopicLogisticsBuyerViewTrace, Member: o.Buyer.ID, Key: formatID(o.ID), At: at,
		Contents: &messages.PushTrace{OrderLogisticsTracingModel: messages.PushTraceParcel{
			LogisticsID: loose.IDOf(p.ID), CpCode: p.CarrierNo, MailNo: p.BillNo, StatusChanged: traceSteps[p.Told].status,
			ChangeTime: sentAt(at), OrderLogsItems: p.orderLines(),
		}}})
	p.Told++
}

// orderLines returns the lines of the order in a parcel, as messages have them.
func (p *parcel) orderLines() []messages.PushParcelOrder {
	return lists.Map(p.lines, func(l *line) messages.PushParcelOrder {
		return messages.PushParcelOrder{OrderID: loose.IDNumber(p.order.ID), OrderEntryID: loose.IDNumber(l.ID)}
	})
}

// ChangeWaybill gives the last parcel of an order another waybill number, as a seller does who has mistyped it.
func (w *World) ChangeWaybill(orderID int64, billNo string) error {
	return w.changeOrder(orderID, func(o *order) *failure {
		switch {
		case billNo == "":
			return badWaybill
		case len(o.parcels) == 0 || o.parcels[len(o.parcels)-1].BillNo == "":
			return wrongState(o)
		}
		p := o.parcels[len(o.parcels)-1]
		w.tellNow(push.TopicLogisticsMailNoChange, o.Buyer.ID, formatID(o.ID), &messages.PushMailNoChange{
			MailNoChangeModel: messages.PushMailNoParcel{
				LogisticsID: loose.IDOf(p.ID), OldCpCode: p.CarrierNo, NewCpCode: p.CarrierNo, OldMailNo: p.BillNo,
				NewMailNo: billNo, EventTime: sentAt(w.clock()), OrderLogsItems: p.orderLines(),
			}})
		p.BillNo, o.Modified = billNo, w.clock()
		return nil
	})
}
