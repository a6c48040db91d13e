package orders

import (
	"cmp"
	"strings"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
	"github.com/go-ali1688/ali1688/refusal"
)

// quote is what an order would be.
type quote struct {
	seller   seller
	lines    []*line
	to       address
	carriage fen
}

func (q *quote) goods() fen { return (&order{lines: q.lines}).goods() }

// refusing returns the refusal of a preview with the text of the document, in which the ids of what is refused stand in brackets.
// Live programs read them there.
func refusing(code platform.Code, offer int64, spec string) *failure {
	row, _ := refusal.Find("alibaba.createOrder.preview", string(code), "", platform.CodesOf("alibaba.createOrder.preview"))
	text := string(code)
	if len(row.Texts) > 0 {
		text = row.Texts[0]
	}
	id := digits(offer)
	return &failure{code, strings.NewReplacer("{offers}", id, "{offer_spec}", id+"_"+spec, "{spec}", spec).Replace(text)}
}

// The failures that the page of the preview lists, as far as goods of this world can fail.
const (
	notForSale    = platform.CodeCreateOrderPreviewNotForSale
	severalOrNone = platform.CodeCreateOrderPreviewSeveralSellersOrNoSpec
	notItsVariant = platform.CodeCreateOrderPreviewSpecNotOfOffer
	outOfStock    = platform.CodeCreateOrderPreviewOutOfStock
	tooFew        = platform.CodeCreateOrderPreviewBelowMinimum
)

// quote looks at what is wanted in the order in which the platform's codes are numbered.
func (w *World) quote(m member, cargo []platform.OrderCargo, to platform.OrderAddress) (*quote, *failure) {
	q := new(quote)
	var failed *failure
	if q.to, failed = addressed(m, to); failed != nil {
		return nil, failed
	}
	if q.lines, failed = w.linesOf(cargo); failed != nil {
		return nil, failed
	}
	quantities, weight := map[int64]int64{}, int64(0)
	for _, l := range q.lines {
		quantities[l.goods.OfferID] += l.quantity
		weight += l.goods.Grams * l.quantity
	}
	for _, l := range q.lines {
		if quantities[l.goods.OfferID] < l.goods.Least {
			return nil, refusing(tooFew, l.goods.OfferID, "")
		}
		l.price = fen(l.goods.PriceOf(&l.variant, quantities[l.goods.OfferID]))
	}
	first := &q.lines[0].goods
	q.seller = seller{id: first.SellerID, loginID: first.Seller, userID: first.SellerUID}
	q.carriage = fen(first.FreightTo(q.to.zone(), weight))
	return q, nil
}

// linesOf are the lines of an order: one a variant, all of one seller, none of more than there is.
func (w *World) linesOf(cargo []platform.OrderCargo) ([]*line, *failure) {
	var lines []*line
	wanted := map[int64]int64{}
	for _, c := range cargo {
		l, failed := w.lineOf(c)
		if failed != nil {
			return nil, failed
		}
		if len(lines) > 0 && lines[0].goods.SellerID != l.goods.SellerID {
			return nil, refusing(severalOrNone, l.goods.OfferID, "")
		}
		if wanted[l.variant.SKUID] += l.quantity; wanted[l.variant.SKUID] > l.variant.Stock-w.stock.Taken(l.variant.SKUID) {
			return nil, refusing(outOfStock, l.goods.OfferID, l.variant.SpecID)
		}
		lines = append(lines, l)
	}
	if len(lines) == 0 {
		return nil, refusing(notForSale, 0, "")
	}
	return lines, nil
}

func (w *World) lineOf(c platform.OrderCargo) (*line, *failure) {
	if c.OfferID == nil {
		return nil, refusing(notForSale, 0, "")
	}
	o, ok := w.offer(uint64(*c.OfferID))
	if !ok {
		return nil, refusing(notForSale, *c.OfferID, "")
	}
	l := &line{goods: o.Goods(), quantity: int64(c.Quantity)}
	if c.SpecID == nil || *c.SpecID == "" {
		return nil, refusing(severalOrNone, *c.OfferID, "")
	}
	variant, ok := variantOf(&l.goods, *c.SpecID)
	if !ok {
		return nil, refusing(notItsVariant, *c.OfferID, *c.SpecID)
	}
	if l.quantity < 1 || float64(l.quantity) != c.Quantity {
		return nil, refusing(tooFew, *c.OfferID, "")
	}
	l.variant = variant
	return l, nil
}

func variantOf(g *world.Goods, specID string) (world.Variant, bool) {
	for _, v := range g.Variants {
		if v.SpecID == specID {
			return v, true
		}
	}
	return world.Variant{}, false
}

func (w *World) preview(m member, req *platform.CreateOrderPreviewRequest) platform.Answer {
	q, failed := w.quote(m, req.CargoParamList, req.AddressParam)
	if failed != nil {
		return &platform.CreateOrderPreviewResponse{Success: loose.BoolValue(false), ErrorCode: string(failed.code), ErrorMsg: failed.message}
	}
	flow := platform.OrderFlowGeneral
	if req.Flow != nil {
		flow = *req.Flow
	}
	out := platform.OrderPreview{
		Status: loose.BoolValue(true), FlowFlag: string(flow), DiscountFee: loose.FenOf(0),
		SumPayment: (q.goods() + q.carriage).number(), SumCarriage: q.carriage.number(), SumPaymentNoCarriage: q.goods().number(),
		TradeModeNameList: []string{"assureTrade"},
		TradeModelList:    []platform.PreviewTradeMode{{Name: "担保交易", TradeType: "assureTrade", OpSupport: loose.BoolValue(true)}},
	}
	for _, l := range q.lines {
		out.CargoList = append(out.CargoList, platform.PreviewCargo{
			OfferID: loose.IntNumber(l.goods.OfferID), SKUID: loose.IntNumber(l.variant.SKUID), SpecID: l.variant.SpecID,
			FinalUnitPrice: l.price.yuan(), Amount: l.amount().yuan(), ResultCode: "200",
		})
	}
	return &platform.CreateOrderPreviewResponse{Success: loose.BoolValue(true), OrderPreviewResuslt: []platform.OrderPreview{out}}
}

func (w *World) createCross(m member, req *platform.CreateCrossOrderRequest) platform.Answer {
	o, failed := w.create(m, request{string(req.Flow), req.CargoParamList, req.AddressParam, said(req.Message), said(req.OutOrderID)})
	if failed != nil {
		return &platform.CreateCrossOrderResponse{Success: loose.BoolValue(false), Code: string(failed.code), Message: failed.message}
	}
	return &platform.CreateCrossOrderResponse{
		Success: loose.BoolValue(true),
		Result: platform.CrossOrderResult{
			Success: loose.BoolValue(true), OrderID: digits(o.id), TotalSuccessAmount: o.total().number(), PostFee: o.carriage.number(),
			OrderList: []platform.CreatedOrder{{
				OrderID: digits(o.id), OrderAmmount: o.total().number(), PostFee: o.carriage.number(), Success: loose.BoolValue(true),
				Discount: loose.IntNumber(0), SumPaymentNoCarriageFromClient: o.goods().number(), MergePay: loose.BoolValue(false),
				ChooseFreeFreight: loose.BoolValue(o.carriage == 0),
			}},
		},
	}
}

func (w *World) createFast(m member, req *platform.FastCreateOrderRequest) platform.Answer {
	o, failed := w.create(m, request{string(req.Flow), req.CargoParamList, req.AddressParam, said(req.Message), said(req.OutOrderID)})
	if failed != nil {
		return &platform.FastCreateOrderResponse{Success: loose.BoolValue(false), Code: string(failed.code), Message: failed.message}
	}
	return &platform.FastCreateOrderResponse{
		Success: loose.BoolValue(true),
		Result:  platform.FastOrderResult{OrderID: digits(o.id), TotalSuccessAmount: o.total().number(), PostFee: o.carriage.number().Int},
	}
}

// request is what the two ways to order have in common.
type request struct {
	flow                string
	cargo               []platform.OrderCargo
	to                  platform.OrderAddress
	message, outOrderID string
}

// create makes an order, or gives the one that was made for the same outOrderId.
func (w *World) create(m member, r request) (*order, *failure) {
	if o := w.sameOut(m, r.outOrderID); o != nil {
		return o, nil
	}
	q, failed := w.quote(m, r.cargo, r.to)
	if failed != nil {
		return nil, failed
	}
	o := &order{
		id: w.nextID(), buyer: m, seller: q.seller, flow: cmp.Or(r.flow, string(platform.OrderFlowGeneral)), lines: q.lines, to: q.to,
		carriage: q.carriage, message: r.message, outOrderID: r.outOrderID, created: w.clock(),
	}
	for i, l := range o.lines {
		l.id = o.id + int64(i)
		w.stock.take(l.variant.SKUID, l.quantity)
	}
	w.move(o, platform.OrderStatusWaitbuyerpay)
	w.orders = append(w.orders, o)
	w.byID[o.id] = o
	return o, nil
}

// sameOut is the order that the member made under the same number of its own, and that is not cancelled.
func (w *World) sameOut(m member, outOrderID string) *order {
	for _, o := range w.orders {
		if outOrderID != "" && o.outOrderID == outOrderID && o.buyer == m && o.status != platform.OrderStatusCancel {
			return o
		}
	}
	return nil
}
