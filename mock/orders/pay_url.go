package orders

import (
	"slices"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
)

// payable parts the orders that the member can pay from the others, and adds the former up. An order that is named
// twice is paid once.
func (w *World) payable(m member, ids []int64) (payable []string, others []platform.Integer, sum fen) {
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			continue
		}
		if o, failed := w.orderOf(m, id); failed == nil && o.Status == platform.OrderStatusWaitBuyerPay {
			payable = append(payable, formatID(id))
			sum += o.total()
		} else {
			others = append(others, loose.IntNumber(id))
		}
	}
	return payable, others, sum
}

const nothingPayable = "没有可以支付的订单"

// alipayURL returns the address of the cashier for those of the orders that can be paid.
func (w *World) alipayURL(m member, req *platform.GetAlipayURLRequest) platform.Answer {
	ids, others, _ := w.payable(m, req.OrderIDList)
	if len(ids) == 0 {
		return &platform.GetAlipayURLResponse{
			Success: boolFalse, ErrorCode: string(platform.CodeTradeCancelBadStatus), ErrorMsg: nothingPayable,
			PayFailureOrderList: others,
		}
	}
	if w.stockFails(ids) {
		return &platform.GetAlipayURLResponse{
			Success: boolFalse, ErrorCode: string(platform.CodeGetAlipayURLStockFailed), ErrorMsg: "存在付款减库存订单且扣减库存失败",
			PayFailureOrderList: others,
		}
	}
	return &platform.GetAlipayURLResponse{Success: boolTrue, PayFailureOrderList: others, PayURL: w.cashier(ids)}
}

// stockFails reports whether goods of one of the orders cannot be taken out of stock.
func (w *World) stockFails(ids []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool {
		return slices.ContainsFunc(w.byID[parseID(id)].lines,
			func(l *line) bool { return w.options.Limits.Of(l.goods.OfferID).StockFails })
	})
}

func (w *World) crossBorderURL(m member, req *platform.GetCrossBorderPayURLRequest) platform.Answer {
	ids, others, _ := w.payable(m, req.OrderIDList)
	if len(ids) == 0 {
		return &platform.GetCrossBorderPayURLResponse{
			Success: boolFalse, ErrorCode: string(platform.CodeGetCrossBorderPayURLNoSuchPayment),
			CantPayOrderList: others,
			ErrorMsg:         "无可使用支付渠道[跨境宝]付款的订单",
		}
	}
	return &platform.GetCrossBorderPayURLResponse{Success: boolTrue, CantPayOrderList: others, PayURL: w.cashier(ids)}
}

func (w *World) creditURL(m member, req *platform.GetCreditPayURLRequest) platform.Answer {
	ids, others, _ := w.payable(m, req.OrderIDList)
	if len(ids) == 0 {
		return &platform.GetCreditPayURLResponse{
			Success: boolFalse, ErrorCode: string(platform.CodeTradeCancelBadStatus), CantPayOrderList: others,
			ErrorMsg: nothingPayable,
		}
	}
	return &platform.GetCreditPayURLResponse{Success: boolTrue, CantPayOrderList: others, PayURL: w.cashier(ids)}
}

// groupURL is for all of the orders or for none: its response has no place for the others.
func (w *World) groupURL(m member, req *platform.GetGroupPayURLRequest) platform.Answer {
	ids, others, _ := w.payable(m, req.OrderIDs)
	if len(ids) == 0 || len(others) > 0 {
		return &platform.GetGroupPayURLResponse{Results: platform.GroupPayURL{
			Success: boolFalse, ErrorCode: textOrNone(string(platform.CodeTradeCancelBadStatus)),
			ErrorInfo: textOrNone(nothingPayable),
		}}
	}
	return &platform.GetGroupPayURLResponse{Results: platform.GroupPayURL{Success: boolTrue, PayURL: w.cashier(ids)}}
}

func (w *World) analyzePay(m member, req *platform.AnalyzeOrderPayRequest) platform.Answer {
	ids, others, sum := w.payable(m, req.OrderIDs)
	out := platform.OrderPayAnalysis{
		OrderIDs:        lists.Map(req.OrderIDs, loose.IntNumber),
		OrderTotalCount: loose.IntNumber(int64(len(req.OrderIDs))), TotalPayFee: sum.number().Int,
		PayChannel: platform.OrderPayChannel{
			Channel: string(req.PayChannel), Available: loose.BoolValue(len(ids) > 0 && len(others) == 0),
		},
	}
	return &platform.AnalyzeOrderPayResponse{Result: platform.OrderPayAnalysisResult{Success: boolTrue, Result: out}}
}

var boolTrue, boolFalse = loose.BoolValue(true), loose.BoolValue(false)
