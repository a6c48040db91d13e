package orders

import (
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/beijing"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
)

// at returns a time as responses have it, and nothing for the zero time.
func at(t time.Time) loose.Text {
	if t.IsZero() {
		return loose.Text{}
	}
	t = t.In(beijing.Zone)
	return loose.TextOf(t.Format("20060102150405") + t.Format(".000")[1:] + t.Format("-0700"))
}

// states are the names of states.
var states = map[platform.OrderStatus]string{
	platform.OrderStatusWaitBuyerPay:     "等待买家付款",
	platform.OrderStatusWaitSellerSend:   "等待卖家发货",
	platform.OrderStatusWaitBuyerReceive: "等待买家收货",
	platform.OrderStatusSuccess:          "交易成功",
	platform.OrderStatusCancel:           "交易取消",
	platform.OrderStatusTerminated:       "交易终止",
}

// orderView returns an order as the platform shows it.
func (w *World) orderView(o *order, outOrderID bool) platform.TradeInfo {
	out := platform.TradeInfo{
		BaseInfo: w.baseInfo(o), NativeLogistics: w.nativeLogistics(o),
		TradeTerms:   tradeTerms(o),
		ProductItems: lists.Map(o.lines, func(l *line) platform.OrderProductItem { return w.itemView(o, l) }),
		OrderRateInfo: platform.OrderRateInfo{BuyerRateStatus: loose.IntNumber(5),
			SellerRateStatus: loose.IntNumber(5)},
	}
	if outOrderID { // the buyer's view only, says its page
		out.BaseInfo.OutOrderID = o.OutOrderID
	}
	if o.Rated {
		out.OrderRateInfo.BuyerRateStatus = loose.IntNumber(4)
	}
	return out
}

// tradeTerms is empty until the order is paid, as in real orders.
func tradeTerms(o *order) []platform.TradeTerm {
	if o.Paid.IsZero() {
		return nil
	}
	return []platform.TradeTerm{{
		PayStatus: platform.OrderPayStatusPaid, PayStatusDesc: "已付款", PayTime: at(o.Paid), PayWay: platform.OrderPayWayAlipay,
		PhaseAmount: o.total().yuan(), Phase: loose.IntNumber(o.ID),
	}}
}

func (w *World) baseInfo(o *order) platform.OrderBaseInfo {
	out := platform.OrderBaseInfo{
		ID: loose.IntNumber(o.ID), IDOfStr: loose.IDOf(formatID(o.ID)), Status: o.Status,
		BusinessType: platform.OrderBusinessTypeOrdinary,
		TradeType:    platform.OrderTradeTypeVersion4, FlowTemplateCode: "assureTrade",
		CreateTime: at(o.Created), ModifyTime: at(o.Modified), PayTime: at(o.Paid), AllDeliveredTime: at(o.Sent),
		CompleteTime: at(o.Done),
		TotalAmount:  o.total().yuan(), SumProductPayment: o.goodsTotal().yuan(), ShippingFee: o.Carriage.yuan(),
		Discount: loose.FenOf(0),
		Refund:   o.refunded().yuan(), RefundPayment: o.refunded().number(),
		BuyerID: o.Buyer.ID, BuyerLoginID: o.Buyer.LoginID, BuyerUserID: loose.IntNumber(o.Buyer.UserID),
		SellerID: o.seller.id, SellerLoginID: o.seller.loginID, SellerUserID: loose.IntNumber(o.seller.userID),
		BuyerMemo: o.Memo, BuyerRemarkIcon: o.Icon, BuyerFeedback: o.Feedback, Remark: o.Message,
		CloseReason: o.CloseReason,
		StepPayAll:  loose.BoolValue(false),
		ReceiverInfo: platform.OrderReceiver{
			ToFullName: o.to.name, ToMobile: o.to.mobile, ToPhone: o.to.phone, ToPost: o.to.post,
			ToDivisionCode: o.to.code,
			ToTownCode:     o.to.townID, ToArea: o.to.codeText() + " " + o.to.detail,
		},
	}
	if o.Status == platform.OrderStatusSuccess {
		out.ConfirmedTime, out.ReceivingTime = at(o.Done), at(o.Done)
	}
	if r := o.latest(); r != nil {
		out.RefundStatus, out.RefundID = platform.OrderRefundStatus(r.Status), r.ID
	}
	return out
}

func (w *World) nativeLogistics(o *order) platform.NativeLogistics {
	out := platform.NativeLogistics{
		ContactPerson: o.to.name, Mobile: o.to.mobile, Telephone: o.to.phone, Province: o.to.province, City: o.to.city,
		Area:     o.to.area,
		AreaCode: o.to.code, Town: o.to.town, TownCode: o.to.townID, Address: o.to.detail, Zip: o.to.post,
	}
	for i, p := range o.parcels {
		out.LogisticsItems = append(out.LogisticsItems, platform.NativeLogisticsItem{
			ID: loose.IntNumber(o.ID + int64(i)), LogisticsCode: p.ID, LogisticsBillNo: p.BillNo,
			LogisticsCompanyNo:   p.CarrierNo,
			LogisticsCompanyName: p.Carrier, DeliveredTime: at(p.Sent), GMTCreate: at(p.Sent),
			SubItemIDs: joinIDs(p.lines), Type: "0", Status: "alreadysend",
		})
	}
	return out
}

func (w *World) itemView(o *order, l *line) platform.OrderProductItem {
	return platform.OrderProductItem{
		ProductID: loose.IntNumber(l.goods.OfferID), SKUID: loose.IntNumber(l.variant.SKUID), SpecID: l.variant.SpecID,
		Name:          l.goods.Title,
		ProductImgURL: []string{l.goods.Picture(w.base)}, Price: l.Price.yuan(),
		Quantity: loose.DecimalNumber(formatID(l.Quantity)), Unit: l.goods.Unit,
		ItemAmount: l.amount().yuan(), EntryDiscount: loose.FenOf(0), Refund: l.Refunded.yuan(), Status: o.Status,
		StatusStr:       states[o.Status],
		LogisticsStatus: loose.IntNumber(logisticsStatus(l)), SubItemID: loose.IntNumber(l.ID),
		SubItemIDString: formatID(l.ID), CloseReason: o.CloseReason,
		GMTCreate: at(o.Created), GMTModified: at(o.Modified), GMTCompleted: at(o.Done),
		SKUInfos: lists.Map(l.variant.Properties[:], func(p world.Attribute) platform.OrderSKUInfo {
			return platform.OrderSKUInfo{Name: p.Name.Chinese, Value: p.Value.Chinese}
		}),
	}
}

// logisticsStatus is 1 before a line is sent, 2 then, and 3 once it was received.
func logisticsStatus(l *line) int64 {
	switch {
	case l.Confirmed:
		return 3
	case l.Sent:
		return 2
	}
	return 1
}

func joinIDs(lines []*line) string {
	return strings.Join(lists.Map(ids(lines), formatID), ",")
}

func (w *World) getOrder(m member, req *platform.GetOrderBuyerViewRequest) platform.Answer {
	o, failed := w.orderOf(m, req.OrderID)
	success, code, message := outcomeOf(failed)
	out := &platform.GetOrderBuyerViewResponse{Success: loose.BoolOf(success.String()), ErrorCode: code,
		ErrorMessage: message}
	if failed == nil {
		out.Result = w.orderView(o, true)
	}
	return out
}
