package orders

import (
	"github.com/go-ali1688/ali1688/generated/messages"
	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/push"
)

// CloseBySeller is the seller who has run out of the goods of an order that is not paid.
func (w *World) CloseBySeller(orderID int64) error {
	return w.act(orderID, actClose, func(o *order) { w.closeOrder(o, platform.OrderCloseReasonSellerGoodsLack) })
}

// CloseUnpaid is the platform that closes an order because it was not paid in time.
func (w *World) CloseUnpaid(orderID int64) error {
	return w.act(orderID, actExpire, func(o *order) { w.closeOrder(o, platform.OrderCloseReasonBuyerNoPay) })
}

// ChangePrice is the seller who sets the freight of an order that is not paid, in 分.
func (w *World) ChangePrice(orderID, carriage int64) error {
	return w.changeOrder(orderID, func(o *order) *failure {
		switch {
		case o.Status != platform.OrderStatusWaitBuyerPay:
			return wrongState(o)
		case carriage < 0:
			return &failure{"400_1", "the freight must not be negative"}
		}
		o.Carriage, o.Modified = fen(carriage), w.clock()
		w.tellOrder(o, push.TopicOrderBuyerViewOrderPriceModify, messages.OrderStatusWaitBuyerPay)
		w.tellNow(push.TopicOrderOrderPriceModify, o.seller.id, formatID(o.ID), &messages.PushOrder{
			OrderID: loose.IDNumber(o.ID), CurrentStatus: messages.OrderStatusWaitBuyerPay, MsgSendTime: sentAt(w.clock()),
			BuyerMemberID: o.Buyer.ID})
		return nil
	})
}
