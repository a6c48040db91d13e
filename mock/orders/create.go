package orders

import (
	"cmp"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/loose"
)

// request is what preview and the two ways to order have in common.
type request struct {
	flow                           string
	cargo                          []platform.OrderCargo
	to                             platform.OrderAddress
	message, outOrderID, tradeType string
	preview                        bool
}

func (w *World) preview(m member, req *platform.CreateOrderPreviewRequest) platform.Answer {
	flow := platform.OrderFlowGeneral
	if req.Flow != nil {
		flow = *req.Flow
	}
	q, failed := w.quote(m, request{flow: string(flow), cargo: req.CargoParamList, to: req.AddressParam, preview: true})
	if failed != nil {
		return &platform.CreateOrderPreviewResponse{Success: no, ErrorCode: string(failed.code), ErrorMsg: failed.message}
	}
	w.notePreview(m, q)
	out := &platform.CreateOrderPreviewResponse{Success: yes}
	for _, part := range q.parts {
		out.OrderPreviewResuslt = append(out.OrderPreviewResuslt, w.shown(m, part, string(flow)))
	}
	return out
}

// shown is an order as a preview shows it.
func (w *World) shown(m member, q *quote, flow string) platform.OrderPreview {
	if q.failed != nil {
		return platform.OrderPreview{Status: no, ResultCode: string(q.failed.code), Message: q.failed.message, FlowFlag: flow}
	}
	out := platform.OrderPreview{
		Status: yes, FlowFlag: flow, DiscountFee: loose.FenOf(0), SumPayment: q.total().number(), SumCarriage: q.carriage.number(),
		SumPaymentNoCarriage: q.goods().number(), TradeModelList: w.tradeModes(m),
	}
	for _, mode := range out.TradeModelList {
		out.TradeModeNameList = append(out.TradeModeNameList, mode.TradeType)
	}
	for _, l := range q.lines {
		out.CargoList = append(out.CargoList, platform.PreviewCargo{
			OfferID: loose.IntNumber(l.goods.OfferID), SKUID: loose.IntNumber(l.variant.SKUID), SpecID: l.variant.SpecID,
			FinalUnitPrice: l.price.yuan(), Amount: l.amount().yuan(), ResultCode: "200",
		})
	}
	return out
}

func (w *World) createCross(m member, req *platform.CreateCrossOrderRequest) platform.Answer {
	q, failed := w.create(m, request{
		string(req.Flow), req.CargoParamList, req.AddressParam, said(req.Message), said(req.OutOrderID), said(req.TradeType), false,
	})
	if failed != nil {
		return &platform.CreateCrossOrderResponse{Success: no, Code: string(failed.code), Message: failed.twice()}
	}
	out := platform.CrossOrderResult{
		Success: yes, OrderID: q.id(), TotalSuccessAmount: q.total().number(), PostFee: q.carriage().number(), FailedOfferList: q.failed,
	}
	for _, o := range q.orders {
		out.OrderList = append(out.OrderList, platform.CreatedOrder{
			OrderID: digits(o.id), OrderAmmount: o.total().number(), PostFee: o.carriage.number(), Success: yes,
			Discount: loose.IntNumber(0), SumPaymentNoCarriageFromClient: o.goods().number(), MergePay: no,
			ChooseFreeFreight: loose.BoolValue(o.carriage == 0),
		})
	}
	for _, f := range q.refused {
		out.OrderList = append(out.OrderList, platform.CreatedOrder{Success: no, ResultCode: string(f.code), Message: f.message})
	}
	return &platform.CreateCrossOrderResponse{Success: yes, Result: out}
}

func (w *World) createFast(m member, req *platform.FastCreateOrderRequest) platform.Answer {
	q, failed := w.create(m, request{
		string(req.Flow), req.CargoParamList, req.AddressParam, said(req.Message), said(req.OutOrderID), said(req.TradeType), false,
	})
	if failed != nil {
		return &platform.FastCreateOrderResponse{Success: no, Code: string(failed.code), Message: failed.message}
	}
	out := platform.FastOrderResult{
		OrderID: q.id(), TotalSuccessAmount: q.total().number(), PostFee: q.carriage().number().Int, FailedOfferList: q.failed,
	}
	if len(q.orders) > 1 {
		for _, o := range q.orders {
			out.OrderIDList = append(out.OrderIDList, loose.IDOf(digits(o.id)))
		}
	}
	return &platform.FastCreateOrderResponse{Success: yes, Result: out}
}

// created is what a request has made, one order at least, and what it has not made.
type created struct {
	orders  []*order
	failed  []platform.FailedOffer
	refused []*failure // of whole orders
}

func (c *created) id() string { return digits(c.orders[0].id) }

func (c *created) total() fen {
	sum := fen(0)
	for _, o := range c.orders {
		sum += o.total()
	}
	return sum
}

func (c *created) carriage() fen {
	sum := fen(0)
	for _, o := range c.orders {
		sum += o.carriage
	}
	return sum
}

// create makes orders, or returns those that were made for the same outOrderId.
func (w *World) create(m member, r request) (*created, *failure) {
	if made := w.sameOut(m, r.outOrderID); len(made) > 0 {
		return &created{orders: made}, nil
	}
	q, failed := w.quote(m, r)
	if failed != nil {
		return nil, failed
	}
	out := &created{failed: q.failed}
	for _, part := range q.parts {
		if part.failed != nil {
			out.refused = append(out.refused, part.failed)
			for _, l := range part.lines {
				out.failed = append(out.failed, failedOffer(l.cargo(), part.failed))
			}
			continue
		}
		out.orders = append(out.orders, w.place(m, r, part))
	}
	return out, nil
}

// cargo is the line as it was ordered.
func (l *line) cargo() platform.OrderCargo {
	return platform.OrderCargo{OfferID: &l.goods.OfferID, SpecID: &l.variant.SpecID, Quantity: float64(l.quantity)}
}

// place makes one order, and takes its goods out of stock.
func (w *World) place(m member, r request, q *quote) *order {
	o := &order{
		id: w.nextID(), buyer: m, seller: q.seller, flow: cmp.Or(r.flow, string(platform.OrderFlowGeneral)), lines: q.lines, to: q.to,
		carriage: q.carriage, message: r.message, outOrderID: r.outOrderID, tradeType: r.tradeType, created: w.clock(),
	}
	for i, l := range o.lines {
		l.id = o.id + int64(i)
		w.stock.take(l.variant.SKUID, l.quantity)
	}
	w.move(o, platform.OrderStatusWaitbuyerpay)
	w.keep(o)
	return o
}

// sameOut returns the orders that the member made under the same number of its own, and that are not cancelled.
func (w *World) sameOut(m member, outOrderID string) []*order {
	var out []*order
	for _, o := range w.orders {
		if outOrderID != "" && o.outOrderID == outOrderID && o.buyer == m && o.status != platform.OrderStatusCancel {
			out = append(out, o)
		}
	}
	return out
}
