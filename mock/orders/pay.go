package orders

import (
	"errors"
	"fmt"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/loose"
)

func (w *World) payWays(m member, req *platform.QueryPayWayRequest) platform.Answer {
	o, failed := w.bought(m, number(req.OrderID))
	if failed != nil {
		return &platform.QueryPayWayResponse{
			Success: loose.BoolValue(false), ErrorCode: string(platform.CodeQueryPayWayNotTheBuyer), ErrorMsg: failed.message,
		}
	}
	return &platform.QueryPayWayResponse{Success: loose.BoolValue(true), ResultList: platform.PayWays{
		OrderID: digits(o.id), PayFee: o.total().number(),
		Channels: []platform.PayWay{{Code: loose.IntNumber(platform.PayWayCode1), Name: "支付宝"}},
	}}
}

// protocolPayOpen says that the member has agreed to pay without a password.
func (w *World) protocolPayOpen(m member, _ *nothing) platform.Answer {
	return &platform.IsProtocolPayOpenResponse{Result: platform.ProtocolPayStatusResult{
		Success: loose.BoolValue(true), Code: loose.TextOf("S0000"),
		Result: platform.ProtocolPayAgreements{PaymentAgreements: []platform.ProtocolPayAgreement{{
			PayChannel: platform.ProtocolPayChannelAlipay, BindingStatus: "true", SignedStatus: "true", AgreementNo: "AG" + digits(m.userID),
		}}},
	}}
}

// protocolPay pays without a password: money moves.
func (w *World) protocolPay(m member, req *platform.PrepareProtocolPayRequest) platform.Answer {
	p := req.TradeWithholdPreparePayParam
	o, failed := w.bought(m, p.OrderID)
	if failed != nil && !w.dialect.Pages { // live programs saw it at the top, without result
		return &platform.PrepareProtocolPayResponse{Success: no, Code: "500", Message: "不是自己的订单"}
	}
	switch {
	case failed != nil:
	case o.status != platform.OrderStatusWaitbuyerpay:
		failed = wrongState(o)
	case p.PayAmount != nil && fenIn(*p.PayAmount) != o.total():
		failed = &failure{"400_1", fmt.Sprintf("payAmount %s, 应付 %d", *p.PayAmount, o.total())}
	default:
		w.pay(o)
	}
	success, code, message := reported(failed)
	return &platform.PrepareProtocolPayResponse{Result: platform.ProtocolPayResult{
		Success: success, Code: optional(code), Message: optional(message),
		Result: platform.ProtocolPayment{PayChannel: loose.TextOf("alipay"), PaySuccess: success},
	}}
}

func optional(text string) loose.Text {
	if text == "" {
		return loose.Text{}
	}
	return loose.TextOf(text)
}

func (w *World) pay(o *order) {
	o.paid = w.clock()
	w.move(o, platform.OrderStatusWaitsellersend)
}

// Pay is the buyer at the cashier that alibaba.alipay.url.get leads to.
func (w *World) Pay(orderID int64) error {
	return w.act(orderID, func(o *order) *failure {
		if o.status != platform.OrderStatusWaitbuyerpay {
			return wrongState(o)
		}
		w.pay(o)
		return nil
	})
}

// Rate is the buyer's rating, which no call of the platform gives.
func (w *World) Rate(orderID int64) error {
	return w.act(orderID, func(o *order) *failure {
		if o.status != platform.OrderStatusSuccess || o.rated {
			return wrongState(o)
		}
		o.rated, o.modified = true, w.clock()
		return nil
	})
}

// act does something that no call of the platform does.
func (w *World) act(orderID int64, f func(*order) *failure) error {
	w.enter()
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
