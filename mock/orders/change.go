package orders

import (
	"slices"
	"time"

	"github.com/go-ali1688/ali1688/generated/messages"
	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
)

// tooYoung is the age below which an order cannot be cancelled.
const tooYoung = 10 * time.Second

func (w *World) cancel(m member, req *platform.TradeCancelRequest) platform.Answer {
	o, failed := w.orderOf(m, req.TradeID)
	switch {
	case failed != nil:
	case !allows(OrderTransitions, o.Status, apiCancel):
		failed = wrongState(o)
	case w.clock().Sub(o.Created) < tooYoung:
		failed = tooFast
	default:
		w.closeOrder(o, buyerCancelled)
	}
	success, code, message := outcomeOf(failed)
	return &platform.TradeCancelResponse{Success: success, ErrorCode: code, ErrorMessage: message}
}

// The reasons for which orders of this world are closed, beside those that the document has.
const (
	buyerCancelled platform.OrderCloseReason = "BUYER_CANCEL"
	moneyReturned  platform.OrderCloseReason = "BUYER_REFUND"
)

// closeOrder ends an order that was not shipped, and puts its goods back into stock.
func (w *World) closeOrder(o *order, reason platform.OrderCloseReason) {
	w.releaseLines(o.openLines())
	o.CloseReason, o.Done = reason, w.clock()
	w.setStatus(o, platform.OrderStatusCancel)
	if topic := closedTopics[reason]; topic != "" {
		w.tellOrder(o, topic, messages.OrderStatusCancel)
	}
}

// outcomeOf returns the members that state success or failure in most responses.
func outcomeOf(failed *failure) (success loose.Bool, code, message string) {
	if failed == nil {
		return loose.BoolValue(true), "", ""
	}
	return loose.BoolValue(false), string(failed.code), failed.message
}

func (w *World) addMemo(m member, req *platform.AddOrderMemoRequest) platform.Answer {
	o, failed := w.orderOf(m, req.OrderID)
	if failed != nil {
		failed = &failure{platform.CodeAddOrderMemoFailed, failed.message}
	} else {
		o.Memo, o.Icon, o.Modified = req.Memo, string(req.RemarkIcon), w.clock()
	}
	success, code, message := outcomeOf(failed)
	return &platform.AddOrderMemoResponse{Success: success, ErrorCode: code, ErrorMsg: message}
}

// longest is the largest number of characters of a feedback.
const longest = 500

func (w *World) addFeedback(m member, req *platform.TradeAddFeedbackRequest) platform.Answer {
	p := req.TradeFeedbackParam
	o, failed := w.orderOf(m, parseID(p.OrderID))
	switch {
	case failed != nil:
		failed = &failure{platform.CodeTradeAddFeedbackFailed, failed.message}
	case p.Feedback == "" || len([]rune(p.Feedback)) > longest:
		failed = &failure{platform.CodeTradeAddFeedbackBadArgument, "feedback长度错误"}
	default:
		o.Feedback, o.Modified = p.Feedback, w.clock()
	}
	success, code, message := outcomeOf(failed)
	return &platform.TradeAddFeedbackResponse{Success: success, Code: code, Message: message}
}

func (w *World) changeAddress(m member, req *platform.UpdateOrderAddressRequest) platform.Answer {
	o, failed := w.orderOf(m, req.Param.OrderID)
	if failed == nil && o.Status != platform.OrderStatusWaitBuyerPay &&
		o.Status != platform.OrderStatusWaitSellerSend {
		failed = wrongState(o)
	}
	if failed == nil {
		a := req.Param.ReceiveAddress
		var to address
		to, failed = resolveAddress(m, platform.OrderAddress{
			AddressID: a.AddressID, FullName: a.FullName, Mobile: a.Mobile, Phone: a.Phone, PostCode: a.PostCode,
			ProvinceText: a.ProvinceText,
			CityText:     a.CityText, AreaText: a.AreaText, TownText: a.TownText, Address: a.Address,
			DistrictCode: a.DistrictCode,
		})
		if failed == nil {
			o.to, o.Modified = to, w.clock()
		}
	}
	success, code, message := outcomeOf(failed)
	return &platform.UpdateOrderAddressResponse{
		Result: platform.OrderAddressChangeResult{Success: success, Code: code, Message: message, Result: success},
	}
}

func (w *World) deleteOrder(m member, req *platform.DeleteOrderRequest) platform.Answer {
	o, failed := w.orderOf(m, req.OrderID)
	switch {
	case failed != nil:
	case o.Done.IsZero():
		failed = wrongState(o)
	default:
		o.Deleted = true
	}
	success, code, message := outcomeOf(failed)
	return &platform.DeleteOrderResponse{Result: platform.DeleteOrderResult{Success: success, Code: code,
		Message: message, Result: success}}
}

// confirm confirms that lines have arrived. When all have, the order is done and the seller has the money.
func (w *World) confirm(m member, req *platform.ConfirmReceiveGoodsRequest) platform.Answer {
	o, failed := w.orderOf(m, req.OrderID)
	if failed == nil {
		failed = w.confirmLines(o, req.OrderEntryIDs)
	}
	success, code, message := outcomeOf(failed)
	return &platform.ConfirmReceiveGoodsResponse{Result: platform.ConfirmReceiveGoodsResult{Success: success,
		ErrorCode: code, ErrorInfo: message}}
}

func (w *World) confirmLines(o *order, ids []int64) *failure {
	if !allows(OrderTransitions, o.Status, apiConfirm) || o.openRefund() != nil {
		return wrongState(o)
	}
	if len(ids) == 0 {
		return &failure{noSuchOrder.code, "子订单不存在"}
	}
	for _, id := range ids {
		if l := o.line(id); l == nil || l.Dropped {
			return &failure{noSuchOrder.code, "子订单不存在: " + formatID(id)}
		}
	}
	for _, id := range ids {
		o.line(id).Confirmed = true
	}
	if !slices.ContainsFunc(o.openLines(), func(l *line) bool { return !l.Confirmed }) {
		o.Done = w.clock()
		w.setStatus(o, platform.OrderStatusSuccess)
	}
	w.tellReceived(o)
	return nil
}

// parseID parses an id. It returns 0 for a text that is not an id.
func parseID(id string) int64 {
	n, _ := loose.IDOf(id).Int64()
	return n
}
