package world

import (
	"cmp"
	"strconv"
	"strings"
)

// custom answers as the open platform might, with as little as makes sense. An API that is not among the few known here is
// answered with success and nothing else.
func (w *World) custom(e *encoder, q *Query) *Failure {
	_, api, _ := strings.Cut(cmp.Or(q.Get("method"), q.Get("api")), "/")
	switch api {
	case "alibaba.trade.getLogisticsInfos.buyerView":
		e.list("response")
		e.row()
		e.plain("logisticsCompanyName", "申通快递(STO)")
		e.plain("logisticsCompanyNo", "STO")
		e.plain("status", "SIGN")
		e.endObject()
		e.endList()
	case "alibaba.trade.fastCreateOrder", "alibaba.trade.createCrossOrder":
		e.createdOrder(w, q)
	case "alibaba.trade.addresscode.parse":
		e.parsedAddress()
	default:
		e.object("response")
		e.raw("success", "true")
		e.endObject()
	}
	return nil
}

// createdOrder names an order that follows from the arguments, so that a call made twice is seen.
func (e *encoder) createdOrder(w *World, q *Query) {
	id := 2_500_000_000_000_000_000 + hashText(w.seed, q.Get("_o_args"))%100_000_000_000_000_000
	e.object("response")
	e.raw("success", "true")
	e.object("result")
	e.plain("orderId", strconv.FormatUint(id, 10))
	e.raw("totalSuccessAmount", "1000")
	e.raw("postFee", "0")
	e.endObject()
	e.endObject()
}

func (e *encoder) parsedAddress() {
	e.object("response")
	e.raw("success", "true")
	e.object("result")
	e.plain("addressCode", "330108")
	e.plain("addressCodeText", "浙江省 杭州市 滨江区")
	e.plain("postCode", "310051")
	e.endObject()
	e.endObject()
}
