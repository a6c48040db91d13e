package orders

import (
	"cmp"
	"slices"
	"time"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-json-experiment/json/jsontext"
)

// parcel is a shipment of lines.
type parcel struct {
	parcelFacts
	lines []*line
	order *order
}

// parcelFacts are the members of a parcel that a state has as they are.
type parcelFacts struct {
	ID        string    `json:"id"`
	BillNo    string    `json:"billNo,omitempty"`
	Carrier   string    `json:"carrier,omitempty"`
	CarrierNo string    `json:"carrierNo,omitempty"`
	Sent      time.Time `json:"sent"`
	Notes     []note    `json:"notes,omitempty"`
	Told      int       `json:"told,omitempty"` // states that messages were sent about
}

// node is the place of a parcel some time after it was shipped.
type node struct {
	after  time.Duration
	status platform.LogisticsOrderStatus
	remark string
}

// nodes is the route of every parcel.
var nodes = []node{
	{0, platform.LogisticsOrderStatusAccept, "已揽收"},
	{12 * time.Hour, platform.LogisticsOrderStatusTransport, "离开分拨中心，运输中"},
	{36 * time.Hour, platform.LogisticsOrderStatusTransport, "派送中"},
	{48 * time.Hour, platform.LogisticsOrderStatusSigned, "已签收"},
}

// nodesPassed returns the nodes that a parcel has reached, of which the first is that it was shipped. The clock may
// have been set back since.
func (p *parcel) nodesPassed(now time.Time) []node {
	for i, n := range nodes[1:] {
		if now.Before(p.Sent.Add(n.after)) {
			return nodes[:i+1]
		}
	}
	return nodes
}

// carriage is the carrier in extBody, as JSON in a text.
type carriage struct {
	CarrierNo string `json:"cpCode"`
	Carrier   string `json:"logisticsCpName"`
	BillNo    string `json:"mailNo"`
}

func (w *World) sendOffline(_ member, req *platform.SendOrderOfflineRequest) platform.Answer {
	c, failed := carriageOf(valueOf(req.ExtBody))
	var sent *parcel
	if failed == nil {
		sent, failed = w.sendLines(req.SendGoods, c)
	}
	success, code, message := outcomeOf(failed)
	out := &platform.SendOrderOfflineResponse{Success: success, ErrorCode: code, ErrorMessage: message}
	if sent == nil {
		return out
	}
	out.Result.LogisticsID = sent.ID
	for _, g := range req.SendGoods {
		row := platform.SentGood{SourceID: loose.IDOf(g.SourceID)}
		for _, e := range g.SendGoodEntries {
			sent := platform.SentGoodEntry{SourceEntryID: loose.IDOf(e.SourceEntryID)}
			if e.Amount != nil {
				sent.Amount = loose.IntNumber(*e.Amount)
			}
			row.SendGoodEntries = append(row.SendGoodEntries, sent)
		}
		out.Result.SendGoods = append(out.Result.SendGoods, row)
	}
	return out
}

// sendDummy ships goods that need no carrier.
func (w *World) sendDummy(_ member, req *platform.SendOrderDummyRequest) platform.Answer {
	sent, failed := w.sendLines(req.SendGoods, carriage{Carrier: "无需物流"})
	success, code, message := outcomeOf(failed)
	out := &platform.SendOrderDummyResponse{Success: success, ErrorCode: code, ErrorMessage: message}
	if sent != nil {
		out.Result.LogisticsID = sent.ID
	}
	return out
}

var badWaybill = &failure{platform.CodeSendOrderOfflineBadWaybill, "运单号不符合规则"}

func carriageOf(extBody string) (carriage, *failure) {
	var c carriage
	if loose.Unmarshal(jsontext.Value(extBody), &c) != nil || c.BillNo == "" {
		return c, badWaybill
	}
	return c, nil
}

// sendLines ships lines of one order. When all lines are shipped, the order waits for the buyer.
func (w *World) sendLines(goods []platform.SendGoodParam, c carriage) (*parcel, *failure) {
	if len(goods) != 1 || len(goods[0].SendGoodEntries) == 0 {
		return nil, &failure{"400_1", "sendGoods: one order, with its lines"}
	}
	o, failed := w.soldOrder(parseID(goods[0].SourceID))
	if failed != nil {
		return nil, failed
	}
	if !allows(OrderTransitions, o.Status, apiSendOffline) || o.openRefund() != nil {
		return nil, wrongState(o)
	}
	var lines []*line
	for _, e := range goods[0].SendGoodEntries {
		l := o.line(parseID(e.SourceEntryID))
		if l == nil || l.Sent || l.Dropped || slices.Contains(lines, l) {
			return nil, &failure{noSuchOrder.code, "子订单不存在或已发货: " + e.SourceEntryID}
		}
		lines = append(lines, l)
	}
	return w.dispatch(o, lines, c), nil
}

func (w *World) dispatch(o *order, lines []*line, c carriage) *parcel {
	w.parcels++
	p := &parcel{lines: lines, order: o, parcelFacts: parcelFacts{
		ID: "LP" + formatID(100_000_000_000_000+w.parcels), BillNo: c.BillNo, Carrier: cmp.Or(c.Carrier, c.CarrierNo),
		CarrierNo: c.CarrierNo, Sent: w.clock(),
	}}
	o.parcels = append(o.parcels, p)
	for _, l := range lines {
		l.Sent = true
	}
	o.Modified = w.clock()
	if o.allSent() {
		o.Sent = w.clock()
		w.setStatus(o, platform.OrderStatusWaitBuyerReceive)
	}
	w.tellShipped(o, p)
	return p
}

// Ship is the seller who sends everything that is not on its way yet, in one parcel.
func (w *World) Ship(orderID int64) error {
	return w.act(orderID, actShip, w.shipRest)
}

// shipRest sends every line that is not on its way in one parcel.
func (w *World) shipRest(o *order) {
	w.dispatch(o, lists.Select(o.openLines(), func(l *line) bool { return !l.Sent }), carrierOf(o))
}

// AddTrace adds a step that the carrier reports now to the traces of an order.
func (w *World) AddTrace(orderID int64, remark string) error {
	return w.changeOrder(orderID, func(o *order) *failure {
		switch {
		case remark == "":
			return &failure{"400_1", "the remark is empty"}
		case len(o.parcels) == 0:
			return wrongState(o)
		}
		for _, p := range o.parcels {
			p.Notes = append(p.Notes, note{w.clock(), remark})
		}
		return nil
	})
}

// note is a step of a trace that somebody added.
type note struct {
	At     time.Time `json:"at"`
	Remark string    `json:"remark"`
}

// notesOf returns the steps of a trace: where the parcel has been by the clock, and what was added.
func (p *parcel) notesOf(now time.Time) []note {
	out := lists.Map(p.nodesPassed(now), func(n node) note { return note{p.Sent.Add(n.after), n.remark} })
	out = append(out, p.Notes...)
	slices.SortStableFunc(out, func(a, b note) int { return a.At.Compare(b.At) })
	return out
}
