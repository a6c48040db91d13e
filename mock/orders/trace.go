package orders

import (
	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
)

var notSent = &failure{platform.CodeGetLogisticsInfosBuyerViewNotShipped, "订单尚未发货，暂无物流详情，请稍候再试"}

func (w *World) parcelsOf(m member, req *platform.GetLogisticsInfosBuyerViewRequest) platform.Answer {
	o, failed := w.orderOf(m, req.OrderID)
	if failed == nil && len(o.parcels) == 0 {
		failed = notSent
	}
	success, code, message := outcomeOf(failed)
	out := &platform.GetLogisticsInfosBuyerViewResponse{Success: success, ErrorCode: code, ErrorMessage: message}
	if failed != nil {
		return out
	}
	out.Result = lists.Map(o.parcels, func(p *parcel) platform.LogisticsOrder { return w.logisticsOrder(o, p) })
	return out
}

func (w *World) logisticsOrder(o *order, p *parcel) platform.LogisticsOrder {
	passed := p.nodesPassed(w.clock())
	return platform.LogisticsOrder{
		LogisticsID: p.ID, LogisticsBillNo: p.BillNo, OrderEntryIDs: joinIDs(p.lines),
		Status:               passed[len(passed)-1].status,
		LogisticsCompanyName: p.Carrier, LogisticsCompanyNo: p.CarrierNo,
		Receiver: platform.LogisticsReceiver{
			ReceiverName: o.to.name, ReceiverMobile: o.to.mobile, ReceiverPhone: o.to.phone,
			ReceiverProvince: o.to.province,
			ReceiverCity:     o.to.city, ReceiverCounty: o.to.area, ReceiverCountyCode: o.to.code,
			ReceiverAddress: o.to.detail,
		},
		Sender: platform.LogisticsSender{SenderName: o.seller.loginID},
		SendGoods: lists.Map(p.lines, func(l *line) platform.LogisticsSendGood {
			quantity := loose.DecimalNumber(formatID(l.Quantity))
			return platform.LogisticsSendGood{GoodName: l.goods.Title, Quantity: quantity, Unit: l.goods.Unit}
		}),
	}
}

func (w *World) listTraces(m member, req *platform.GetLogisticsTraceInfoBuyerViewRequest) platform.Answer {
	o, failed := w.orderOf(m, req.OrderID)
	if failed == notYours {
		failed = &failure{platform.CodeGetLogisticsTraceInfoBuyerViewNotTheBuyer, "你没有权限获取该订单详情(买家端)"}
	}
	var rows []platform.LogisticsTrace
	if failed == nil {
		if rows = w.tracesOf(o, valueOf(req.LogisticsID)); len(rows) == 0 {
			return w.noTrace()
		}
	}
	success, code, message := outcomeOf(failed)
	return &platform.GetLogisticsTraceInfoBuyerViewResponse{Success: success, ErrorCode: code, ErrorMessage: message,
		LogisticsTrace: rows}
}

func (w *World) tracesOf(o *order, logisticsID string) []platform.LogisticsTrace {
	var out []platform.LogisticsTrace
	for _, p := range o.parcels {
		if p.BillNo == "" || logisticsID != "" && p.ID != logisticsID { // what needs no carrier has no trace
			continue
		}
		row := platform.LogisticsTrace{LogisticsID: p.ID, OrderID: loose.IntNumber(o.ID), LogisticsBillNo: p.BillNo}
		for _, n := range p.notesOf(w.clock()) {
			row.LogisticsSteps = append(row.LogisticsSteps, platform.LogisticsTraceStep{
				AcceptTime: sentAt(n.At), Remark: n.Remark,
			})
		}
		out = append(out, row)
	}
	return out
}

// noTrace returns the response while there is no trace: live a success with a text, by the page a failure.
func (w *World) noTrace() platform.Answer {
	if !w.options.Dialect.Pages {
		return &platform.GetLogisticsTraceInfoBuyerViewResponse{Success: boolTrue, ErrorMessage: "该订单没有物流跟踪信息。"}
	}
	return &platform.GetLogisticsTraceInfoBuyerViewResponse{
		Success: boolFalse, ErrorCode: string(platform.CodeGetLogisticsTraceInfoBuyerViewNoTrace),
		ErrorMessage: "无法找到相对应的物流单跟踪信息",
	}
}
