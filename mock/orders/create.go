package orders

import (
	"cmp"

	"github.com/go-ali1688/ali1688/generated/messages"
	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/push"
)

// request has the arguments that the preview and both ways to order share.
type request struct {
	flow                           string
	cargo                          []platform.OrderCargo
	to                             platform.OrderAddress
	message, outOrderID, tradeType string
	preview                        bool
	id                             int64 // of the order, or 0 for the next
}

func (w *World) preview(m member, req *platform.CreateOrderPreviewRequest) platform.Answer {
	flow := cmp.Or(valueOf(req.Flow), platform.OrderFlowGeneral)
	q, failed := w.quote(m, request{flow: string(flow), cargo: req.CargoParamList, to: req.AddressParam,
		preview: true})
	if failed != nil {
		return &platform.CreateOrderPreviewResponse{Success: boolFalse, ErrorCode: string(failed.code),
			ErrorMsg: failed.message}
	}
	w.notePreview(m, q)
	shown := lists.Map(q.parts, func(q *quote) platform.OrderPreview { return w.previewOf(m, q, string(flow)) })
	return &platform.CreateOrderPreviewResponse{Success: boolTrue, OrderPreviewResult: shown}
}

// previewOf returns an order as a preview shows it.
func (w *World) previewOf(m member, q *quote, flow string) platform.OrderPreview {
	if q.failed != nil {
		return platform.OrderPreview{Status: boolFalse, ResultCode: string(q.failed.code), Message: q.failed.message,
			FlowFlag: flow}
	}
	out := platform.OrderPreview{
		Status: boolTrue, FlowFlag: flow, DiscountFee: loose.FenOf(0), SumPayment: q.total().number(),
		SumCarriage:          q.carriage.number(),
		SumPaymentNoCarriage: q.goodsTotal().number(), TradeModelList: w.tradeModes(m),
	}
	out.TradeModeNameList = lists.Map(out.TradeModelList, func(m platform.PreviewTradeMode) string { return m.TradeType })
	for _, l := range q.lines {
		out.CargoList = append(out.CargoList, platform.PreviewCargo{
			OfferID: loose.IntNumber(l.goods.OfferID), SKUID: loose.IntNumber(l.variant.SKUID),
			SpecID:         l.variant.SpecID,
			FinalUnitPrice: l.Price.yuan(), Amount: l.amount().yuan(), ResultCode: "200",
		})
	}
	return out
}

func (w *World) createCross(m member, req *platform.CreateCrossOrderRequest) platform.Answer {
	q, failed := w.create(m, request{
		string(req.Flow), req.CargoParamList, req.AddressParam, valueOf(req.Message),
		valueOf(req.OutOrderID), valueOf(req.TradeType), false, 0,
	})
	if failed != nil {
		return &platform.CreateCrossOrderResponse{Success: boolFalse, Code: string(failed.code),
			Message: failed.doubled()}
	}
	out := platform.CrossOrderResult{
		Success: boolTrue, OrderID: q.id(), TotalSuccessAmount: q.total().number(), PostFee: q.carriage().number(),
		FailedOfferList: q.failed,
	}
	for _, o := range q.orders {
		out.OrderList = append(out.OrderList, platform.CreatedOrder{
			OrderID: formatID(o.ID), OrderAmount: o.total().number(), PostFee: o.Carriage.number(), Success: boolTrue,
			Discount: loose.IntNumber(0), SumPaymentNoCarriageFromClient: o.goodsTotal().number(), MergePay: boolFalse,
			ChooseFreeFreight: loose.BoolValue(o.Carriage == 0),
		})
	}
	for _, f := range q.refused {
		out.OrderList = append(out.OrderList, platform.CreatedOrder{Success: boolFalse, ResultCode: string(f.code),
			Message: f.message})
	}
	return &platform.CreateCrossOrderResponse{Success: boolTrue, Result: out}
}

func (w *World) createFast(m member, req *platform.FastCreateOrderRequest) platform.Answer {
	q, failed := w.create(m, request{
		string(req.Flow), req.CargoParamList, req.AddressParam, valueOf(req.Message),
		valueOf(req.OutOrderID), valueOf(req.TradeType), false, 0,
	})
	if failed != nil {
		return &platform.FastCreateOrderResponse{Success: boolFalse, Code: string(failed.code),
			Message: failed.message}
	}
	out := platform.FastOrderResult{
		OrderID: q.id(), TotalSuccessAmount: q.total().number(), PostFee: q.carriage().number().Int,
		FailedOfferList: q.failed,
	}
	if len(q.orders) > 1 {
		out.OrderIDList = lists.Map(q.orders, func(o *order) loose.ID { return loose.IDOf(formatID(o.ID)) })
	}
	return &platform.FastCreateOrderResponse{Success: boolTrue, Result: out}
}

// created is the result of a request: one order at least, and the lines and orders that failed.
type created struct {
	orders  []*order
	failed  []platform.FailedOffer
	refused []*failure // of whole orders
}

func (c *created) id() string { return formatID(c.orders[0].ID) }

func (c *created) total() fen { return lists.Sum(c.orders, (*order).total) }

func (c *created) carriage() fen {
	return lists.Sum(c.orders, func(o *order) fen { return o.Carriage })
}

// create makes orders, or returns those that were made for the same outOrderId.
func (w *World) create(m member, r request) (*created, *failure) {
	if made := w.ordersNumbered(m, r.outOrderID); len(made) > 0 {
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
		out.orders = append(out.orders, w.placeOrder(m, r, part))
	}
	return out, nil
}

// cargo returns the line as it was ordered.
func (l *line) cargo() platform.OrderCargo {
	return platform.OrderCargo{OfferID: &l.Offer, SpecID: &l.Spec, Quantity: float64(l.Quantity)}
}

// placeOrder makes one order, and takes its goods out of stock.
func (w *World) placeOrder(m member, r request, q *quote) *order {
	o := &order{seller: q.seller, lines: q.lines, to: q.to, orderFacts: orderFacts{
		ID: cmp.Or(r.id, w.nextID()), Buyer: m, Flow: cmp.Or(r.flow, string(platform.OrderFlowGeneral)),
		Carriage: q.carriage, Message: r.message, OutOrderID: r.outOrderID, TradeType: r.tradeType, Created: w.clock(),
	}}
	for i, l := range o.lines {
		l.ID = o.ID + int64(i)
	}
	w.setStatus(o, platform.OrderStatusWaitBuyerPay)
	w.addOrder(o)
	w.tellOrder(o, push.TopicOrderBuyerViewBuyerMake, messages.OrderStatusWaitBuyerPay)
	w.moveStock(movesOf(o.lines, 1))
	return o
}

// ordersNumbered returns the orders that the member made under the same number of its own, and that are not cancelled.
func (w *World) ordersNumbered(m member, outOrderID string) []*order {
	return lists.Select(w.orders, func(o *order) bool {
		return outOrderID != "" && o.OutOrderID == outOrderID && o.Buyer == m && o.Status != platform.OrderStatusCancel
	})
}
