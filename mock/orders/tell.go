package orders

import (
	"time"

	"github.com/go-ali1688/ali1688/generated/messages"
	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/beijing"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/push"
)

// Message is what the platform tells applications about a change in this world.
type Message struct {
	Topic    string
	Member   string // the member id of the account that it is about, or ""
	Key      string // of the thing that it is about
	Contents any    // a type of package messages
	At       time.Time
}

// tellNow sends a message about a change that happens now.
func (w *World) tellNow(topic, member, key string, contents any) {
	if w.options.Tell != nil {
		w.options.Tell(Message{Topic: topic, Member: member, Key: key, Contents: contents, At: w.clock()})
	}
}

// sentAt writes a time as messages have it.
func sentAt(t time.Time) string { return t.In(beijing.Zone).Format("2006-01-02 15:04:05") }

// tellOrder tells the buyer what happened to an order.
func (w *World) tellOrder(o *order, topic string, status messages.OrderStatus) {
	w.tellNow(topic, o.Buyer.ID, formatID(o.ID), &messages.PushOrder{
		OrderID: loose.IDNumber(o.ID), CurrentStatus: status, MsgSendTime: sentAt(w.clock()),
		BuyerMemberID: o.Buyer.ID, SellerMemberID: o.seller.id,
	})
}

// closedTopics are the topics of orders that were closed, by the reason. Of one whose money went back the message about
// the refund tells.
var closedTopics = map[platform.OrderCloseReason]string{
	buyerCancelled:                           push.TopicOrderBuyerViewOrderBuyerClose,
	platform.OrderCloseReasonSellerGoodsLack: push.TopicOrderBuyerViewOrderSellerClose,
	platform.OrderCloseReasonBuyerNoPay:      push.TopicOrderBuyerViewOrderBopsClose,
}

// tellReceived tells that the receipt of lines was confirmed, and that an order is done.
func (w *World) tellReceived(o *order) {
	if o.Status != platform.OrderStatusSuccess {
		w.tellOrder(o, push.TopicOrderBuyerViewOrderConfirmReceiveGoods, messages.OrderStatus(o.Status))
		return
	}
	w.tellOrder(o, push.TopicOrderBuyerViewOrderConfirmReceiveGoods, messages.OrderStatusConfirmGoods)
	w.tellOrder(o, push.TopicOrderBuyerViewOrderSuccess, messages.OrderStatusSuccess)
}

// tellPaidTogether tells the result of a payment of several orders.
func (w *World) tellPaidTogether(paid []*order) {
	if len(paid) < 2 {
		return
	}
	rows := lists.Map(paid, func(o *order) messages.PushBatchPayOrder {
		return messages.PushBatchPayOrder{OrderID: loose.IDOf(formatID(o.ID)), Status: messages.PushBatchPayStatusSucceeded}
	})
	w.tellNow(push.TopicOrderBatchPay, paid[0].Buyer.ID, formatID(paid[0].ID), &messages.PushBatchPay{BatchPay: rows})
}

// refundActions are the actions that lead to each state of a refund, and who takes them.
var refundActions = map[platform.RefundStatus]struct {
	action messages.PushRefundAction
	by     messages.PushRefundOperator
}{
	platform.RefundStatusWaitSellerAgree: {messages.PushRefundActionBuyerApplyRefund, messages.PushRefundOperatorBuyer},
	platform.RefundStatusWaitBuyerModify: {messages.PushRefundActionSellerRejectRefund,
		messages.PushRefundOperatorSeller},
	platform.RefundStatusWaitBuyerSend: {messages.PushRefundActionSellerAgreeRefundProtocol,
		messages.PushRefundOperatorSeller},
	platform.RefundStatusWaitSellerReceive: {messages.PushRefundActionBuyerSendGoods,
		messages.PushRefundOperatorBuyer},
	platform.RefundStatusRefundSuccess: {messages.PushRefundActionSellerAgreeRefund,
		messages.PushRefundOperatorSeller},
	platform.RefundStatusRefundClose: {messages.PushRefundActionBuyerCancelRefundClose,
		messages.PushRefundOperatorBuyer},
}

// tellRefund tells the buyer about the last step of a refund.
func (w *World) tellRefund(r *refund) {
	topic := push.TopicOrderBuyerViewOrderBuyerRefundInSales
	if r.disputeType() == afterSales {
		topic = push.TopicOrderBuyerViewOrderRefundAfterSales
	}
	done := refundActions[r.Status]
	if last := r.Steps[len(r.Steps)-1]; last.Before == platform.RefundStatusWaitSellerReceive &&
		r.Status == platform.RefundStatusRefundSuccess {
		done.action = messages.PushRefundActionSellerReceiveGoods
	}
	o := r.order
	w.tellNow(topic, o.Buyer.ID, formatID(o.ID), &messages.PushRefund{
		OrderID: loose.IDNumber(o.ID), CurrentStatus: messages.OrderRefundStatus(r.Status),
		MsgSendTime: sentAt(w.clock()), BuyerMemberID: o.Buyer.ID, SellerMemberID: o.seller.id,
		RefundAction: done.action, Operator: done.by, RefundID: loose.IDOf(r.ID),
	})
}

// moveStock takes goods out of stock or puts them back, and sends a message to the members that follow the offer.
func (w *World) moveStock(moves []stockMove) {
	for _, m := range moves {
		w.options.Stock.take(m.sku, m.quantity)
	}
	if w.options.Tell == nil {
		return
	}
	var rows []messages.PushInventoryChange
	for _, m := range moves {
		if m.quantity != 0 && len(w.follows.members(m.offer)) > 0 {
			rows = append(rows, w.inventoryRow(m))
		}
	}
	if len(rows) > 0 {
		w.tellNow(push.TopicProductProductInventoryChange, "", rows[0].OfferID.String(),
			&messages.PushInventory{OfferInventoryChangeList: rows})
	}
}

// stockMove is a quantity of a SKU that is taken.
type stockMove struct{ offer, sku, quantity int64 }

func (w *World) inventoryRow(m stockMove) messages.PushInventoryChange {
	out := messages.PushInventoryChange{OfferID: loose.IDNumber(m.offer), SKUID: loose.IDNumber(m.sku),
		Quantity: -m.quantity}
	o, _ := w.options.Offer(uint64(m.offer))
	for _, v := range o.Variants() {
		left := max(0, v.Stock-w.options.Stock.Taken(v.SKUID))
		out.OfferOnSale += left
		if v.SKUID == m.sku {
			out.SKUOnSale = left
		}
	}
	return out
}

// tellOffer tells the members that have a relation to an offer what happened to it, in the topic of the change and in
// the one of all changes.
func (w *World) tellOffer(id int64, topic string, action messages.PushProductAction) {
	if w.options.Tell == nil {
		return
	}
	o, _ := w.options.Offer(uint64(id))
	for _, member := range w.follows.members(id) {
		if status := statusOf[topic]; status != "" {
			w.tellNow(topic, member, formatID(id), &messages.PushProducts{ProductIDs: formatID(id),
				MemberID: o.Shop.SID, Status: status, MsgSendTime: sentAt(w.clock())})
		}
		w.tellNow(push.TopicProductRelationViewProductChange, member, formatID(id), &messages.PushProductChange{
			ProductIDs: formatID(id), MemberID: o.Shop.SID, Action: action, MsgSendTime: sentAt(w.clock())})
	}
}

// statusOf has what topics about offers repeat inside.
var statusOf = map[string]messages.PushProductsStatus{
	push.TopicProductRelationViewProductNewOrModify: messages.PushProductsStatusNewOrModify,
	push.TopicProductRelationViewProductRepost:      messages.PushProductsStatusRepost,
	push.TopicProductRelationViewProductExpire:      messages.PushProductsStatusExpire,
	push.TopicProductRelationViewProductDelete:      messages.PushProductsStatusDelete,
}

// movesOf returns the moves of lines that are taken out of stock, or put back with the sign -1.
func movesOf(lines []*line, sign int64) []stockMove {
	return lists.Map(lines, func(l *line) stockMove {
		return stockMove{l.goods.OfferID, l.variant.SKUID, sign * l.Quantity}
	})
}

// tellShipped tells that lines were shipped, and follows their parcel.
func (w *World) tellShipped(o *order, p *parcel) {
	if w.options.Tell == nil {
		return
	}
	topic := push.TopicOrderBuyerViewPartPartSendGoods
	if o.Status == platform.OrderStatusWaitBuyerReceive {
		topic = push.TopicOrderBuyerViewAnnounceSendGoods
	}
	w.tellOrder(o, topic, messages.OrderStatus(o.Status))
	w.moving.add(p)
	w.tellTraces(w.clock())
}
