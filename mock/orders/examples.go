package orders

import (
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/generated/platform"
)

// example is an order of the document's examples. A call that names one of its ids finds it, in the state that the
// operation of the example needs, so that a request copied from the document succeeds. Until then the world does not
// have it.
type example struct {
	order   int64
	stage   Stage
	entries []int64 // the ids of its lines, where the example names them
	refund  string
	returns bool   // the refund is one of goods, to which the seller has agreed
	claims  bool   // the refund is one of goods, to which the seller has not agreed
	bill    string // the number of the waybill
}

// examples are the orders of the document's examples.
var examples = []example{
	{order: 202711458975969812, stage: StageCreated}, // alibaba.trade.cancel
	{order: 154051432607498520, stage: StageCreated}, // the operations that pay
	{order: 151923545459498520, stage: StageCreated},
	{order: 151923545498520, stage: StageCreated},
	{order: 123123413, stage: StageCreated},
	{order: 1223234, stage: StageCreated},
	{order: 239695213738498520, stage: StageCreated},
	{order: 202711458975969814, stage: StageCreated},
	{order: 196965465451498520, stage: StagePaid}, // the operations about one order
	{order: 196965465451498522, stage: StageReceived},
	{order: 1198263322216969811, stage: StageCreated},
	{order: 159095856057498520, stage: StageReceived},
	{order: 12898772891323, stage: StagePaid},
	{order: 56623232655125698, stage: StageShipped, entries: []int64{562356635566365512}},
	{order: 149989279191615400, stage: StageShipped}, // logistics
	{order: 188983797838441800, stage: StageShipped},
	{order: 1234567890123456789, stage: StageShipped}, // custom
	{order: 188983797838441802, stage: StageShipped, bill: "78000000000001"},
	{order: 206026099675498520, stage: StagePaid, entries: []int64{206026099675498520}},
	{order: 206026099675498522, stage: StagePaid, entries: []int64{206026099675498522}},
	{order: 506683458994743225, stage: StageShipped, entries: []int64{506683458996743225}}, // refunds
	{order: 586683458994743215, stage: StageReceived, entries: []int64{586683458996743215, 586683458997743215}},
	{order: 151267031008969811, stage: StageReceived},
	{order: 101438677044920850, stage: StageRefundAsked, refund: "TQ10143867704492085"},
	{order: 865149372296119800, stage: StageRefundAsked, refund: "TQ8651493722961198"},
	{order: 267395256051660250, stage: StageRefundAsked, refund: "TQ267395256051660259"},
	{order: 367063380279915700, stage: StageShipped, refund: "TQ36706338027991577", returns: true},
	{order: 201089727630969811, stage: StageRefunded}, // what sellers see
	{order: 13342343, stage: StageShipped},
	{order: 108213621214421421, stage: StageShipped, refund: "TQ108213621214421421", claims: true},
	{order: 3356489569898, stage: StageRefundRefused, refund: "TQ129988192325"},
}

// exampleIDs are the ids by which calls name examples.
var exampleIDs = func() map[string]*example {
	all := map[string]*example{}
	for i := range examples {
		x := &examples[i]
		all[formatID(x.order)] = x
		if x.refund != "" {
			all[strings.TrimPrefix(x.refund, "TQ")] = x
		}
		if x.bill != "" {
			all[x.bill] = x
		}
	}
	return all
}()

// addExamples adds the examples that the arguments of a call name and that the world does not have, as orders of its
// member.
func (w *World) addExamples(m member, args string) {
	for _, digits := range strings.FieldsFunc(args, func(r rune) bool { return r < '0' || r > '9' }) {
		if x := exampleIDs[digits]; x != nil && w.byID[x.order] == nil {
			w.addExample(m, x)
		}
	}
}

// exampleAge is how long before the first call about it an example was ordered: long enough to be cancelled.
const exampleAge = time.Hour

func (w *World) addExample(m member, x *example) {
	cargo := w.sampleCargo()
	if cargo == nil {
		return
	}
	q, failed := w.quote(m, request{cargo: cargo, to: platform.OrderAddress{AddressID: &savedAddresses(m)[0].id}})
	if failed != nil {
		return
	}
	o := w.placeOrder(m, request{id: x.order}, q.parts[0])
	w.backdate(o, exampleAge)
	for i, id := range x.entries {
		o.lines[i].ID = id
	}
	_ = w.moveTo(o, x.stage) // every stage of the table is on the way of a new order
	if x.returns || x.claims {
		w.returnExample(o, x.returns)
	}
}

// exampleOf returns the example that an order is, and the zero value for any other order.
func exampleOf(o *order) (x example) {
	if found := exampleIDs[formatID(o.ID)]; found != nil && found.order == o.ID {
		x = *found
	}
	return x
}

// returnExample files a refund of goods that the seller waits for, if the seller has agreed.
func (w *World) returnExample(o *order, agreed bool) {
	req := &platform.CreateRefundRequest{OrderID: o.ID, DisputeRequest: platform.RefundDemandReturnRefund,
		GoodsStatus: platform.RefundGoodsStatusRefundBuyerReceived, ApplyReasonID: reasons[0].id,
		Description: reasons[0].name, OrderEntryIDs: []int64{o.lines[0].ID}, ApplyPayment: o.lines[0].amount().number()}
	if r, failed := w.addRefund(o.Buyer, req); failed == nil && agreed {
		w.setRefundStatus(r, platform.RefundStatusWaitBuyerSend)
	}
}
