package orders

import (
	"time"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/loose"
)

// beijing needs no time zone database: China has no summer time.
var beijing = time.FixedZone("Asia/Shanghai", 8*60*60)

// at is a time as answers have it, and nothing for the zero time.
func at(t time.Time) loose.Text {
	if t.IsZero() {
		return loose.Text{}
	}
	t = t.In(beijing)
	return loose.TextOf(t.Format("20060102150405") + t.Format(".000")[1:] + t.Format("-0700"))
}

// states are what a line's state is called.
var states = map[string]string{
	platform.OrderStatusWaitbuyerpay:     "等待买家付款",
	platform.OrderStatusWaitsellersend:   "等待卖家发货",
	platform.OrderStatusWaitbuyerreceive: "等待买家收货",
	platform.OrderStatusSuccess:          "交易成功",
	platform.OrderStatusCancel:           "交易取消",
	platform.OrderStatusTerminated:       "交易终止",
}

// info is an order as the platform shows it.
func (w *World) info(o *order, outOrderID bool) platform.TradeInfo {
	out := platform.TradeInfo{
		BaseInfo: w.baseInfo(o), NativeLogistics: w.nativeLogistics(o),
		TradeTerms:    tradeTerms(o),
		OrderRateInfo: platform.OrderRateInfo{BuyerRateStatus: loose.IntNumber(5), SellerRateStatus: loose.IntNumber(5)},
	}
	if outOrderID { // the buyer's view only, says its page
		out.BaseInfo.OutOrderID = o.outOrderID
	}
	if o.rated {
		out.OrderRateInfo.BuyerRateStatus = loose.IntNumber(4)
	}
	for _, l := range o.lines {
		out.ProductItems = append(out.ProductItems, w.item(o, l))
	}
	return out
}

// tradeTerms is empty until the order is paid, as in real orders.
func tradeTerms(o *order) []platform.TradeTerm {
	if o.paid.IsZero() {
		return nil
	}
	return []platform.TradeTerm{{
		PayStatus: platform.OrderPayStatus2, PayStatusDesc: "已付款", PayTime: at(o.paid), PayWay: platform.OrderPayWay1,
		PhasAmount: o.total().yuan(), Phase: loose.IntNumber(o.id),
	}}
}

func (w *World) baseInfo(o *order) platform.OrderBaseInfo {
	out := platform.OrderBaseInfo{
		ID: loose.IntNumber(o.id), IDOfStr: loose.IDOf(digits(o.id)), Status: o.status, BusinessType: platform.OrderBusinessTypeCn,
		TradeType: platform.OrderTradeType50060, FlowTemplateCode: "assureTrade",
		CreateTime: at(o.created), ModifyTime: at(o.modified), PayTime: at(o.paid), AllDeliveredTime: at(o.sent), CompleteTime: at(o.done),
		TotalAmount: o.total().yuan(), SumProductPayment: o.goods().yuan(), ShippingFee: o.carriage.yuan(), Discount: loose.FenOf(0),
		Refund: o.refunded().yuan(), RefundPayment: o.refunded().number(),
		BuyerID: o.buyer.id, BuyerLoginID: o.buyer.loginID, BuyerUserID: loose.IntNumber(o.buyer.userID),
		SellerID: o.seller.id, SellerLoginID: o.seller.loginID, SellerUserID: loose.IntNumber(o.seller.userID),
		BuyerMemo: o.memo, BuyerRemarkIcon: o.icon, BuyerFeedback: o.feedback, Remark: o.message, CloseReason: o.closeReason,
		StepPayAll: loose.BoolValue(false),
		ReceiverInfo: platform.OrderReceiver{
			ToFullName: o.to.name, ToMobile: o.to.mobile, ToPhone: o.to.phone, ToPost: o.to.post, ToDivisionCode: o.to.code,
			ToTownCode: o.to.townID, ToArea: o.to.codeText() + " " + o.to.detail,
		},
	}
	if o.status == platform.OrderStatusSuccess {
		out.ConfirmedTime, out.ReceivingTime = at(o.done), at(o.done)
	}
	if r := o.latest(); r != nil {
		out.RefundStatus, out.RefundID = r.status, r.id
	}
	return out
}

func (w *World) nativeLogistics(o *order) platform.NativeLogistics {
	out := platform.NativeLogistics{
		ContactPerson: o.to.name, Mobile: o.to.mobile, Telephone: o.to.phone, Province: o.to.province, City: o.to.city, Area: o.to.area,
		AreaCode: o.to.code, Town: o.to.town, TownCode: o.to.townID, Address: o.to.detail, Zip: o.to.post,
	}
	for i, p := range o.parcels {
		out.LogisticsItems = append(out.LogisticsItems, platform.NativeLogisticsItem{
			ID: loose.IntNumber(o.id + int64(i)), LogisticsCode: p.id, LogisticsBillNo: p.billNo, LogisticsCompanyNo: p.carrierNo,
			LogisticsCompanyName: p.carrier, DeliveredTime: at(p.sent), GmtCreate: at(p.sent), SubItemIDs: entries(p.lines), Type: "0", Status: "alreadysend",
		})
	}
	return out
}

func (w *World) item(o *order, l *line) platform.OrderProductItem {
	out := platform.OrderProductItem{
		ProductID: loose.IntNumber(l.goods.OfferID), SKUID: loose.IntNumber(l.variant.SKUID), SpecID: l.variant.SpecID, Name: l.goods.Title,
		ProductImgURL: []string{l.goods.Picture(w.base)}, Price: l.price.yuan(), Quantity: loose.DecimalNumber(digits(l.quantity)), Unit: l.goods.Unit,
		ItemAmount: l.amount().yuan(), EntryDiscount: loose.FenOf(0), Refund: l.refunded.yuan(), Status: o.status, StatusStr: states[o.status],
		LogisticsStatus: loose.IntNumber(logisticsStatus(l)), SubItemID: loose.IntNumber(l.id), SubItemIDString: digits(l.id), CloseReason: o.closeReason,
		GmtCreate: at(o.created), GmtModified: at(o.modified), GmtCompleted: at(o.done),
	}
	for _, p := range l.variant.Properties {
		out.SKUInfos = append(out.SKUInfos, platform.OrderSKUInfo{Name: p.Name.Chinese, Value: p.Value.Chinese})
	}
	return out
}

// logisticsStatus is 1 before a line is sent, 2 then, and 3 once it was received.
func logisticsStatus(l *line) int64 {
	switch {
	case l.confirmed:
		return 3
	case l.sent:
		return 2
	}
	return 1
}

func entries(lines []*line) string {
	text := ""
	for i, l := range lines {
		if i > 0 {
			text += ","
		}
		text += digits(l.id)
	}
	return text
}

func (w *World) getOrder(m member, req *platform.GetOrderBuyerViewRequest) platform.Answer {
	o, failed := w.bought(m, req.OrderID)
	success, code, message := reported(failed)
	out := &platform.GetOrderBuyerViewResponse{Success: loose.BoolOf(success.String()), ErrorCode: code, ErrorMessage: message}
	if failed == nil {
		out.Result = w.info(o, true)
	}
	return out
}
