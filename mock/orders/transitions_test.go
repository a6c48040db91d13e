package orders

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/generated/messages"
	"github.com/go-ali1688/ali1688/generated/platform"
)

// TestTransitionsAllow asks which causes change which states.
func TestTransitionsAllow(t *testing.T) {
	for _, c := range []struct {
		state platform.OrderStatus
		want  []string
	}{
		{"", nil},
		{platform.OrderStatusWaitBuyerPay, []string{apiCancel, apiProtocolPay, actPay, actClose, actExpire}},
		{platform.OrderStatusWaitSellerSend, []string{apiSendOffline, actShip}},
		{platform.OrderStatusWaitBuyerReceive, []string{apiConfirm}},
		{platform.OrderStatusSuccess, nil},
		{platform.OrderStatusCancel, nil},
	} {
		got := actsOf(OrderTransitions, c.state, apiCancel, apiProtocolPay, apiSendOffline, apiConfirm, actPay, actShip,
			actClose, actExpire)
		assert.Equal(t, c.want, got, "an order that is %q", c.state)
	}
	for _, c := range []struct {
		state platform.RefundStatus
		want  []string
	}{
		{platform.RefundStatusWaitSellerAgree, []string{apiCancelRefund, actAgree, actRefuse}},
		{platform.RefundStatusWaitBuyerModify, []string{apiCancelRefund}},
		{platform.RefundStatusWaitBuyerSend, []string{apiCancelRefund, apiReturnGoods}},
		{platform.RefundStatusWaitSellerReceive, []string{actTakeBack}},
		{platform.RefundStatusRefundSuccess, nil},
		{platform.RefundStatusRefundClose, nil},
	} {
		got := actsOf(RefundTransitions, c.state, apiCancelRefund, apiReturnGoods, actAgree, actRefuse, actTakeBack)
		assert.Equal(t, c.want, got, "a refund that is %q", c.state)
	}
}

// TestUndeclaredTransition panics, so that no code changes a state in a way that the tables do not list.
func TestUndeclaredTransition(t *testing.T) {
	assert.PanicsWithValue(t, `orders: the table of transitions has none from "success" to "waitbuyerpay"`, func() {
		mustHave(OrderTransitions, platform.OrderStatusSuccess, platform.OrderStatusWaitBuyerPay)
	})
	assert.Panics(t, func() {
		mustHave(OrderTransitions, platform.OrderStatusWaitBuyerPay, platform.OrderStatusSuccess)
	}, "from a state that can be left, to one that it does not lead to")
	assert.NotPanics(t, func() { mustHave(OrderTransitions, "", platform.OrderStatusWaitBuyerPay) })
}

// TestClockTransitions lists the states of a parcel with the times after which they are reached.
func TestClockTransitions(t *testing.T) {
	assert.Equal(t, []Transition[platform.LogisticsOrderStatus]{
		{"", platform.LogisticsOrderStatusAccept, Carrier, actMove, 0},
		{platform.LogisticsOrderStatusAccept, platform.LogisticsOrderStatusTransport, Carrier, actMove, 12 * time.Hour},
		{platform.LogisticsOrderStatusTransport, platform.LogisticsOrderStatusSigned, Carrier, actMove, 48 * time.Hour},
	}, ParcelTransitions())
	trace := TraceTransitions()
	assert.Len(t, trace, 5)
	assert.Equal(t, Transition[messages.PushTraceStatus]{messages.PushTraceStatusTransport,
		messages.PushTraceStatusDelivering, Carrier, actMove, 36 * time.Hour}, trace[3])
}
