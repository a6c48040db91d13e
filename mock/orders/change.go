package orders

import (
	"time"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/loose"
)

// tooYoung is how long an order cannot be cancelled after it was made.
const tooYoung = 10 * time.Second

func (w *World) cancel(m member, req *platform.TradeCancelRequest) platform.Answer {
	o, failed := w.bought(m, req.TradeID)
	switch {
	case failed != nil:
	case o.status != platform.OrderStatusWaitbuyerpay:
		failed = wrongState(o)
	case w.clock().Sub(o.created) < tooYoung:
		failed = tooFast
	default:
		w.close(o, "BUYER_CANCEL")
	}
	success, code, message := reported(failed)
	return &platform.TradeCancelResponse{Success: success, ErrorCode: code, ErrorMessage: message}
}

// close ends an order before it was sent, and puts its goods back.
func (w *World) close(o *order, reason string) {
	w.drop(o.live())
	o.closeReason, o.done = reason, w.clock()
	w.move(o, platform.OrderStatusCancel)
}

// reported is how most answers tell of success and failure.
func reported(failed *failure) (success loose.Bool, code, message string) {
	if failed == nil {
		return loose.BoolValue(true), "", ""
	}
	return loose.BoolValue(false), string(failed.code), failed.message
}

func (w *World) addMemo(m member, req *platform.AddOrderMemoRequest) platform.Answer {
	o, failed := w.bought(m, req.OrderID)
	if failed != nil {
		failed = &failure{platform.CodeAddOrderMemoFailed, failed.message}
	} else {
		o.memo, o.icon, o.modified = req.Memo, string(req.RemarkIcon), w.clock()
	}
	success, code, message := reported(failed)
	return &platform.AddOrderMemoResponse{Success: success, ErrorCode: code, ErrorMsg: message}
}

// longest is how many characters a feedback may have.
const longest = 500

func (w *World) addFeedback(m member, req *platform.TradeAddFeedbackRequest) platform.Answer {
	p := req.TradeFeedbackParam
	o, failed := w.bought(m, number(p.OrderID))
	switch {
	case failed != nil:
		failed = &failure{platform.CodeTradeAddFeedbackFailed, failed.message}
	case p.Feedback == "" || len([]rune(p.Feedback)) > longest:
		failed = &failure{platform.CodeTradeAddFeedbackBadArgument, "feedback长度错误"}
	default:
		o.feedback, o.modified = p.Feedback, w.clock()
	}
	success, code, message := reported(failed)
	return &platform.TradeAddFeedbackResponse{Success: success, Code: code, Message: message}
}

func (w *World) changeAddress(m member, req *platform.UpdateOrderAddressRequest) platform.Answer {
	o, failed := w.bought(m, req.Param.OrderID)
	if failed == nil && o.status != platform.OrderStatusWaitbuyerpay && o.status != platform.OrderStatusWaitsellersend {
		failed = wrongState(o)
	}
	if failed == nil {
		a := req.Param.ReceiveAddress
		var to address
		to, failed = addressed(m, platform.OrderAddress{
			AddressID: a.AddressID, FullName: a.FullName, Mobile: a.Mobile, Phone: a.Phone, PostCode: a.PostCode, ProvinceText: a.ProvinceText,
			CityText: a.CityText, AreaText: a.AreaText, TownText: a.TownText, Address: a.Address, DistrictCode: a.DistrictCode,
		})
		if failed == nil {
			o.to, o.modified = to, w.clock()
		}
	}
	success, code, message := reported(failed)
	return &platform.UpdateOrderAddressResponse{
		Result: platform.OrderAddressChangeResult{Success: success, Code: code, Message: message, Result: success},
	}
}

func (w *World) deleteOrder(m member, req *platform.DeleteOrderRequest) platform.Answer {
	o, failed := w.bought(m, req.OrderID)
	switch {
	case failed != nil:
	case o.done.IsZero():
		failed = wrongState(o)
	default:
		o.deleted = true
	}
	success, code, message := reported(failed)
	return &platform.DeleteOrderResponse{Result: platform.DeleteOrderResult{Success: success, Code: code, Message: message, Result: success}}
}

// confirm says that lines have arrived. When all have, the order is done and the seller has the money.
func (w *World) confirm(m member, req *platform.ConfirmReceiveGoodsRequest) platform.Answer {
	o, failed := w.bought(m, req.OrderID)
	if failed == nil {
		failed = w.confirmed(o, req.OrderEntryIDs)
	}
	success, code, message := reported(failed)
	return &platform.ConfirmReceiveGoodsResponse{Result: platform.ConfirmReceiveGoodsResult{Success: success, ErrorCode: code, ErrorInfo: message}}
}

func (w *World) confirmed(o *order, ids []int64) *failure {
	if o.status != platform.OrderStatusWaitbuyerreceive || o.open() != nil {
		return wrongState(o)
	}
	for _, id := range ids {
		if o.line(id) == nil {
			return &failure{noSuchOrder.code, "子订单不存在: " + digits(id)}
		}
	}
	for _, id := range ids {
		o.line(id).confirmed = true
	}
	for _, l := range o.live() {
		if !l.confirmed {
			return nil
		}
	}
	o.done = w.clock()
	w.move(o, platform.OrderStatusSuccess)
	return nil
}

// number reads an id, and gives 0 for what is none.
func number(id string) int64 {
	n, _ := loose.IDOf(id).Int64()
	return n
}
