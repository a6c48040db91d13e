package orders

import (
	"time"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/loose"
)

// related are the operations that are about orders and change none, and what goes with them.
func related() map[string]handler {
	return map[string]handler{
		"alibaba.trade.refund.OpQueryOrderRefundOperationList": on((*World).refundSteps),
		"alibaba.product.modifyStock":                          on((*World).modifyStock),
		"trade.invoiceAmount.getList":                          on((*World).invoiceAmounts),
		"shipping.insurance.get":                               on((*World).insurance),
		"logistics.delivery.urge":                              on((*World).urge),
		"refund.address.get":                                   on((*World).refundAddress),
		"alibaba.logistics.OpQueryLogisticCompanyList":         on((*World).listCarriers),
		"logistics.order.getOutOrderId":                        on((*World).orderOfParcel),
		"alibaba.crossBorderPay.url.get":                       on((*World).crossBorderURL),
		"alibaba.creditPay.url.get":                            on((*World).creditURL),
		"alibaba.trade.grouppay.url.get":                       on((*World).groupURL),
		"trade.orderpay.analysis":                              on((*World).analyzePay),
	}
}

// carriers are those that sellers of this world send by, and some more.
var carriers = []platform.LogisticCompany{
	carrier(7, "申通快递(STO)", "STO"), carrier(8, "圆通速递(YTO)", "YTO"), carrier(9, "中通速递(ZTO)", "ZTO"), carrier(10, "顺丰速运", "SF"),
	carrier(11, "韵达快递", "YUNDA"),
}

func carrier(id int64, name, code string) platform.LogisticCompany {
	return platform.LogisticCompany{ID: loose.IntNumber(id), CompanyName: name, CompanyNo: code, SupportPrint: no}
}

func (w *World) listCarriers(member, *nothing) platform.Answer {
	return &platform.QueryLogisticCompanyListResponse{Success: yes, Result: carriers}
}

// refundAddress is where the goods of an order go back to: one row an offer.
func (w *World) refundAddress(m member, req *platform.GetRefundAddressRequest) platform.Answer {
	o, failed := w.bought(m, number(req.MainOrderID))
	success, code, message := reported(failed)
	out := platform.GetRefundAddressResult{Success: success, ErrorCode: code, ErrorInfo: message}
	if failed != nil {
		return &platform.GetRefundAddressResponse{Result: out}
	}
	seen := map[int64]bool{}
	for _, l := range o.lines {
		if seen[l.goods.OfferID] {
			continue
		}
		seen[l.goods.OfferID] = true
		province, city, code := l.goods.Shop().Place()
		out.Data = append(out.Data, platform.RefundAddress{
			OfferID: loose.IntNumber(l.goods.OfferID), ProvinceText: province, CityText: city + "市", StreetAddress: l.goods.Shop().Address(),
			StreetAddressCode: code, ReceiverName: o.seller.loginID, ContactPhone: "13800000000", Mobile: "13800000000",
		})
	}
	return &platform.GetRefundAddressResponse{Result: out}
}

// orderOfParcel finds the member's order by the number of a waybill. Parcels without an owner there are none.
func (w *World) orderOfParcel(m member, req *platform.GetOutOrderIDRequest) platform.Answer {
	for _, o := range w.orders {
		for _, p := range o.parcels {
			if o.buyer == m && p.billNo != "" && p.billNo == said(req.ShipmentID) {
				return &platform.GetOutOrderIDResponse{Result: platform.OutOrderIDResult{
					Success: yes, Msg: "成功", Model: platform.OutOrderID{OutOrderID: o.outOrderID, OrderID: digits(o.id)},
				}}
			}
		}
	}
	return &platform.GetOutOrderIDResponse{Result: platform.OutOrderIDResult{Success: no, Msg: "运单不存在"}}
}

// step is what somebody did with a refund.
type step struct {
	at            time.Time
	before, after string
}

// bySeller are the states that a seller brings a refund into.
var bySeller = map[string]string{
	platform.RefundStatusWaitbuyersend: "卖家同意退货", platform.RefundStatusWaitbuyermodify: "卖家拒绝退款", platform.RefundStatusRefundsuccess: "退款成功",
}

// byBuyer are those that a buyer does.
var byBuyer = map[string]string{
	platform.RefundStatusWaitselleragree: "买家申请退款", platform.RefundStatusWaitsellerreceive: "买家已退货", platform.RefundStatusRefundclose: "买家撤销退款",
}

func (w *World) refundSteps(m member, req *platform.QueryOrderRefundOperationListRequest) platform.Answer {
	r := w.claimed(m, req.RefundID)
	if r == nil {
		return &platform.QueryOrderRefundOperationListResponse{
			ErrorCode: string(platform.CodeReturnRefundGoodsRefundNotFound), ErrorMessage: "退款单信息不存在",
		}
	}
	out := &platform.QueryOrderRefundOperationListResponse{}
	page, size := int(max(1, req.PageNo)), int(max(1, req.PageSize))
	for i := min(len(r.steps), (page-1)*size); i < min(len(r.steps), page*size); i++ {
		out.Result.OpOrderRefundOperationModels = append(out.Result.OpOrderRefundOperationModels, r.entry(i))
	}
	return out
}

func (r *refund) entry(i int) platform.RefundOperationEntry {
	s := r.steps[i]
	out := platform.RefundOperationEntry{
		ID: loose.IntNumber(50_000_000_000 + int64(i)), RefundID: r.id, BeforeOperateStatus: s.before, AfterOperateStatus: s.after,
		GmtCreate: at(s.at), GmtModified: at(s.at), CrmModifyRefund: no, CloseRefundStepID: loose.IntNumber(0), MsgType: loose.IntNumber(7),
		OperatorID: r.order.buyer.id, OperatorLoginID: r.order.buyer.loginID, OperatorUserID: loose.IntNumber(r.order.buyer.userID),
		OperatorRoleID: loose.IntNumber(1), OperateRemark: byBuyer[s.after], Discription: byBuyer[s.after],
	}
	if remark, ok := bySeller[s.after]; ok {
		out.OperatorID, out.OperatorLoginID = r.order.seller.id, r.order.seller.loginID
		out.OperatorUserID, out.OperatorRoleID = loose.IntNumber(r.order.seller.userID), loose.IntNumber(2)
		out.OperateRemark, out.Discription = remark, remark
	}
	switch s.after {
	case platform.RefundStatusWaitbuyermodify:
		out.RejectReason = r.refusal
	case platform.RefundStatusWaitsellerreceive:
		out.FreightBill = r.billNo
	}
	return out
}

// invoiceAmounts is what was paid of orders and not refunded.
func (w *World) invoiceAmounts(m member, req *platform.GetInvoiceAmountListRequest) platform.Answer {
	var out platform.InvoiceAmounts
	for _, id := range req.Input.OrderIDs {
		o, failed := w.bought(m, id)
		if failed != nil {
			return &platform.GetInvoiceAmountListResponse{Result: platform.GetInvoiceAmountListResult{
				Success: no, Code: string(failed.code), Message: failed.message,
			}}
		}
		amount := fen(0)
		if !o.paid.IsZero() {
			amount = o.total() - o.refunded()
		}
		out.OrderInvoiceAmountModelList = append(out.OrderInvoiceAmountModelList, platform.InvoiceAmount{
			OrderID: loose.IntNumber(id), Amount: amount.number(),
		})
	}
	return &platform.GetInvoiceAmountListResponse{Result: platform.GetInvoiceAmountListResult{Success: yes, Result: out}}
}

// insurance is that of an order of the member's own, on which there are no claims.
func (w *World) insurance(m member, req *platform.GetShippingInsuranceRequest) platform.Answer {
	o, failed := w.bought(m, req.OrderID)
	success, code, message := reported(failed)
	out := platform.ShippingInsuranceResult{Success: success, Code: code, Message: message}
	if failed == nil {
		out.Result = platform.ShippingInsurance{InsuranceID: loose.IntNumber(o.id/idsOfPolicies + 1), OrderID: loose.IntNumber(o.id)}
	}
	return &platform.GetShippingInsuranceResponse{Result: out}
}

const idsOfPolicies = 1_000_000_000

// urge presses the seller of an order that is paid and not shipped.
func (w *World) urge(m member, req *platform.UrgeDeliveryRequest) platform.Answer {
	o, failed := w.bought(m, number(req.OrderID))
	if failed == nil && o.status != platform.OrderStatusWaitsellersend {
		failed = wrongState(o)
	}
	success, code, message := reported(failed)
	return &platform.UrgeDeliveryResponse{Result: platform.UrgeDeliveryResult{
		Success: success, Code: code, Message: message, Result: success,
	}}
}
