package orders

import (
	"fmt"
	"slices"
	"time"

	"github.com/go-ali1688/ali1688/generated/messages"
	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
)

// Party is who makes a transition.
type Party string

// The parties of a trade.
const (
	Buyer    Party = "buyer"
	Seller   Party = "seller"
	Carrier  Party = "carrier"
	Platform Party = "platform" // because a time has passed
)

// Transition is a change of state that this world makes. The operations and the acts of people are refused in a state
// that has no transition for them.
type Transition[S ~string] struct {
	From, To S // From is empty where something begins
	By       Party
	// Cause is the operation that makes it, or the act of a person that no operation makes, such as pay.
	Cause string
	After time.Duration // the time since the parcel was shipped, of a transition by the clock
}

// The acts of people and of time that no operation makes.
const (
	actPay        = "pay"         // at the cashier that alibaba.alipay.url.get leads to
	actClose      = "close"       // the seller is out of stock
	actExpire     = "expire"      // it was not paid in time
	actShip       = "ship"        // on the pages of the seller
	actReceive    = "receive"     // the time to confirm has passed
	actRefundAll  = "refund-all"  // every line is refunded before it was sent
	actRefundRest = "refund-rest" // every line that was not sent is refunded
	actAgree      = "agree"
	actRefuse     = "refuse"
	actTakeBack   = "take-back" // the goods came back
	actMove       = "move"      // the parcel, by the clock
)

// Operations that more than one place names.
const (
	apiCancel       = "alibaba.trade.cancel"
	apiProtocolPay  = "alibaba.trade.pay.protocolPay.preparePay"
	apiSendOffline  = "alibaba.logistics.OpDeliverySendOrder.offline"
	apiConfirm      = "trade.receivegoods.confirm"
	apiCreateRefund = "alibaba.trade.createRefund"
	apiCancelRefund = "alibaba.trade.cancelRefund"
	apiReturnGoods  = "alibaba.trade.refund.returnGoods"
	apiAgreeReturn  = "alibaba.trade.refund.OpAgreeReturnGoods"
)

// OrderTransitions are the changes of the state of an order.
var OrderTransitions = []Transition[platform.OrderStatus]{
	{To: platform.OrderStatusWaitBuyerPay, By: Buyer, Cause: "alibaba.trade.createCrossOrder"},
	{To: platform.OrderStatusWaitBuyerPay, By: Buyer, Cause: "alibaba.trade.fastCreateOrder"},
	changeOf(platform.OrderStatusWaitBuyerPay, platform.OrderStatusWaitSellerSend, Buyer, apiProtocolPay),
	changeOf(platform.OrderStatusWaitBuyerPay, platform.OrderStatusWaitSellerSend, Buyer, actPay),
	changeOf(platform.OrderStatusWaitSellerSend, platform.OrderStatusWaitBuyerReceive, Seller, apiSendOffline),
	changeOf(platform.OrderStatusWaitSellerSend, platform.OrderStatusWaitBuyerReceive, Seller,
		"alibaba.logistics.OpDeliverySendOrder.dummy"),
	changeOf(platform.OrderStatusWaitSellerSend, platform.OrderStatusWaitBuyerReceive, Seller, actShip),
	changeOf(platform.OrderStatusWaitSellerSend, platform.OrderStatusWaitBuyerReceive, Seller, actRefundRest),
	changeOf(platform.OrderStatusWaitBuyerReceive, platform.OrderStatusSuccess, Buyer, apiConfirm),
	changeOf(platform.OrderStatusWaitBuyerReceive, platform.OrderStatusSuccess, Platform, actReceive),
	changeOf(platform.OrderStatusWaitBuyerPay, platform.OrderStatusCancel, Buyer, apiCancel),
	changeOf(platform.OrderStatusWaitBuyerPay, platform.OrderStatusCancel, Seller, actClose),
	changeOf(platform.OrderStatusWaitBuyerPay, platform.OrderStatusCancel, Platform, actExpire),
	changeOf(platform.OrderStatusWaitSellerSend, platform.OrderStatusCancel, Seller, actRefundAll),
}

// RefundTransitions are the changes of the state of a refund.
var RefundTransitions = []Transition[platform.RefundStatus]{
	{To: platform.RefundStatusWaitSellerAgree, By: Buyer, Cause: apiCreateRefund},
	changeOf(platform.RefundStatusWaitSellerAgree, platform.RefundStatusWaitBuyerSend, Seller, actAgree),
	changeOf(platform.RefundStatusWaitSellerAgree, platform.RefundStatusWaitBuyerSend, Seller, apiAgreeReturn),
	changeOf(platform.RefundStatusWaitBuyerSend, platform.RefundStatusWaitSellerReceive, Buyer, apiReturnGoods),
	changeOf(platform.RefundStatusWaitSellerReceive, platform.RefundStatusRefundSuccess, Seller, actTakeBack),
	changeOf(platform.RefundStatusWaitSellerAgree, platform.RefundStatusRefundSuccess, Seller, actAgree),
	changeOf(platform.RefundStatusWaitSellerAgree, platform.RefundStatusWaitBuyerModify, Seller, actRefuse),
	changeOf(platform.RefundStatusWaitSellerAgree, platform.RefundStatusRefundClose, Buyer, apiCancelRefund),
	changeOf(platform.RefundStatusWaitBuyerSend, platform.RefundStatusRefundClose, Buyer, apiCancelRefund),
	changeOf(platform.RefundStatusWaitBuyerModify, platform.RefundStatusRefundClose, Buyer, apiCancelRefund),
}

func changeOf[S ~string](from, to S, by Party, cause string) Transition[S] {
	return Transition[S]{From: from, To: to, By: by, Cause: cause}
}

// ParcelTransitions returns the changes of the state of a parcel, as the operations about logistics have it.
func ParcelTransitions() []Transition[platform.LogisticsOrderStatus] {
	return moves(nodes, func(n node) (platform.LogisticsOrderStatus, time.Duration) { return n.status, n.after })
}

// TraceTransitions returns the changes of the state of a parcel, as the messages about it have it.
func TraceTransitions() []Transition[messages.PushTraceStatus] {
	return moves(traceSteps, func(s traceStep) (messages.PushTraceStatus, time.Duration) { return s.status, s.after })
}

// moves returns the changes that a parcel makes by the clock on its route.
func moves[N any, S ~string](route []N, read func(N) (S, time.Duration)) (out []Transition[S]) {
	var before S
	for _, n := range route {
		if status, after := read(n); status != before {
			out = append(out, Transition[S]{before, status, Carrier, actMove, after})
			before = status
		}
	}
	return out
}

// allows reports whether a cause changes a state.
func allows[S ~string](table []Transition[S], state S, cause string) bool {
	return slices.ContainsFunc(table, func(t Transition[S]) bool { return t.From == state && t.Cause == cause })
}

// mustHave panics if a table has no transition between two states, which is a mistake in this package.
func mustHave[S ~string](table []Transition[S], from, to S) {
	if !slices.ContainsFunc(table, func(t Transition[S]) bool { return t.From == from && t.To == to }) {
		panic(fmt.Sprintf("orders: the table of transitions has none from %q to %q", from, to))
	}
}

// actsOf returns those of the acts that change a state, in the order given, or nil.
func actsOf[S ~string](table []Transition[S], state S, acts ...string) []string {
	return lists.Select(acts, func(act string) bool { return allows(table, state, act) })
}
