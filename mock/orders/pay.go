package orders

import (
	"errors"
	"fmt"

	"github.com/go-ali1688/ali1688/generated/messages"
	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/push"
)

func (w *World) payWays(m member, req *platform.QueryPayWayRequest) platform.Answer {
	o, failed := w.orderOf(m, parseID(req.OrderID))
	if failed != nil {
		return &platform.QueryPayWayResponse{
			Success: loose.BoolValue(false), ErrorCode: string(platform.CodeQueryPayWayNotTheBuyer),
			ErrorMsg: failed.message,
		}
	}
	return &platform.QueryPayWayResponse{Success: loose.BoolValue(true), ResultList: platform.PayWays{
		OrderID: formatID(o.ID), PayFee: o.total().number(),
		Channels: []platform.OfferedPayWay{{Code: loose.EnumOf(platform.PayWayAlipay), Name: "支付宝"}},
	}}
}

// protocolPayOpen says that the member has agreed to pay without a password.
func (w *World) protocolPayOpen(m member, _ *noArguments) platform.Answer {
	return &platform.IsProtocolPayOpenResponse{Result: platform.ProtocolPayStatusResult{
		Success: loose.BoolValue(true), Code: loose.TextOf("S0000"),
		Result: platform.ProtocolPayAgreements{PaymentAgreements: []platform.ProtocolPayAgreement{{
			PayChannel: platform.ProtocolPayChannelAlipay, BindingStatus: "true", SignedStatus: "true",
			AgreementNo: "AG" + formatID(m.UserID),
		}}},
	}}
}

// protocolPay pays without a password: money moves.
func (w *World) protocolPay(m member, req *platform.PrepareProtocolPayRequest) platform.Answer {
	p := req.TradeWithholdPreparePayParam
	o, failed := w.orderOf(m, p.OrderID)
	if failed != nil && !w.options.Dialect.Pages { // live programs saw it at the top, without result
		return &platform.PrepareProtocolPayResponse{Success: boolFalse, Code: "500", Message: "不是自己的订单"}
	}
	switch {
	case failed != nil:
	case !allows(OrderTransitions, o.Status, apiProtocolPay):
		failed = wrongState(o)
	case p.PayAmount != nil && fenIn(*p.PayAmount) != o.total():
		failed = &failure{"400_1", fmt.Sprintf("payAmount %s, 应付 %d", *p.PayAmount, o.total())}
	default:
		w.markPaid(o)
	}
	success, code, message := outcomeOf(failed)
	return &platform.PrepareProtocolPayResponse{Result: platform.ProtocolPayResult{
		Success: success, Code: textOrNone(code), Message: textOrNone(message),
		Result: platform.ProtocolPayment{PayChannel: loose.TextOf("alipay"), PaySuccess: success},
	}}
}

func textOrNone(text string) loose.Text {
	if text == "" {
		return loose.Text{}
	}
	return loose.TextOf(text)
}

func (w *World) markPaid(o *order) {
	o.Paid = w.clock()
	w.setStatus(o, platform.OrderStatusWaitSellerSend)
	w.tellOrder(o, push.TopicOrderBuyerViewOrderPay, messages.OrderStatusWaitSellerSend)
}

// Pay pays an order as the buyer does at the cashier that alibaba.alipay.url.get leads to.
func (w *World) Pay(orderID int64) error {
	return w.act(orderID, actPay, w.markPaid)
}

// PayTogether is the buyer at the cashier with several orders. Orders that need no payment are left out.
func (w *World) PayTogether(orderIDs []int64) {
	w.lock()
	defer w.mu.Unlock()
	var paid []*order
	for _, id := range orderIDs {
		if o, failed := w.find(id); failed == nil && allows(OrderTransitions, o.Status, actPay) {
			w.markPaid(o)
			paid = append(paid, o)
		}
	}
	w.tellPaidTogether(paid)
}

// Rate rates an order as its buyer, for which the platform has no operation.
func (w *World) Rate(orderID int64) error {
	return w.changeOrder(orderID, func(o *order) *failure {
		if o.Status != platform.OrderStatusSuccess || o.Rated {
			return wrongState(o)
		}
		o.Rated, o.Modified = true, w.clock()
		return nil
	})
}

// act makes an act of people on an order without an open refund.
func (w *World) act(orderID int64, act string, f func(*order)) error {
	return w.changeOrder(orderID, func(o *order) *failure {
		if !allows(OrderTransitions, o.Status, act) || o.openRefund() != nil {
			return wrongState(o)
		}
		f(o)
		return nil
	})
}

// changeOrder changes an order as people do and no call of the platform does.
func (w *World) changeOrder(orderID int64, f func(*order) *failure) error {
	w.lock()
	defer w.mu.Unlock()
	o, failed := w.find(orderID)
	if failed == nil {
		failed = f(o)
	}
	if failed != nil {
		return errors.New(string(failed.code) + ": " + failed.message)
	}
	return nil
}
