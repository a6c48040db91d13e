package orders

import (
	"time"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
)

// related returns the operations that are about orders and change none, and what goes with them.
func related() map[string]handler {
	return map[string]handler{
		"alibaba.trade.refund.OpQueryOrderRefundOperationList": typed((*World).refundSteps),
		"alibaba.product.modifyStock":                          typed((*World).modifyStock),
		"trade.invoice.apply":                                  typed((*World).applyInvoice),
		"trade.invoice.consult":                                typed((*World).consultInvoice),
		"trade.invoice.mergeapply":                             typed((*World).mergeInvoices),
		"trade.invoice.getListBuyerView":                       typed((*World).listInvoices),
		"trade.invoice.sellerqueryrelatedorders":               typed((*World).relatedOrders),
		"trade.invoiceApply.getPageListBuyerView":              typed((*World).listInvoiceApplications),
		"trade.invoiceTitle.getPageList":                       typed((*World).listInvoiceTitles),
		"alibaba.subAccount.list":                              typed((*World).listSubAccounts),
		"querySubAccount":                                      typed((*World).querySubAccount),
		"subaccount.auth.add":                                  typed((*World).addSubAuth),
		"subaccount.auth.cancel":                               typed((*World).cancelSubAuth),
		"subaccount.auth.list":                                 typed((*World).listSubAuths),
		"alibaba.accountPeriod.list.buyerView":                 typed((*World).listAccountPeriods),
		"alibaba.product.delete":                               typed((*World).deleteOffer),
		"alibaba.product.expire":                               typed((*World).expireOffers),
		"alibaba.product.repost":                               typed((*World).repostOffers),
		"alibaba.product.republish":                            typed((*World).republishOffers),
		"trade.invoiceAmount.getList":                          typed((*World).invoiceAmounts),
		"shipping.insurance.get":                               typed((*World).insurance),
		"trade.arbitration.apply":                              typed((*World).applyArbitration),
		"logistics.delivery.urge":                              typed((*World).urge),
		"refund.address.get":                                   typed((*World).refundAddress),
		"alibaba.logistics.OpQueryLogisticCompanyList":         typed((*World).listCarriers),
		"alibaba.logistics.OpQueryLogisticCompanyList.offline": typed((*World).listOwnCarriers),
		"logistics.order.getOutOrderId":                        typed((*World).orderOfParcel),
		"alibaba.crossBorderPay.url.get":                       typed((*World).crossBorderURL),
		"alibaba.creditPay.url.get":                            typed((*World).creditURL),
		"alibaba.trade.grouppay.url.get":                       typed((*World).groupURL),
		"trade.orderpay.analysis":                              typed((*World).analyzePay),
	}
}

// carriers are those that sellers of this world send by, and some more.
var carriers = []platform.LogisticCompany{
	carrier(7, "申通快递(STO)", "STO"), carrier(8, "圆通速递(YTO)", "YTO"), carrier(9, "中通速递(ZTO)", "ZTO"), carrier(10, "顺丰速运",
		"SF"),
	carrier(11, "韵达快递", "YUNDA"),
}

func carrier(id int64, name, code string) platform.LogisticCompany {
	return platform.LogisticCompany{ID: loose.IntNumber(id), CompanyName: name, CompanyNo: code,
		SupportPrint: boolFalse}
}

func (w *World) listCarriers(member, *noArguments) platform.Answer {
	return &platform.QueryLogisticCompanyListResponse{Success: boolTrue, Result: carriers}
}

func (w *World) listOwnCarriers(member, *noArguments) platform.Answer {
	return &platform.QueryOfflineLogisticCompanyListResponse{Success: boolTrue, Result: carriers}
}

// refundAddress returns where the goods of an order go back to: one row an offer.
func (w *World) refundAddress(m member, req *platform.GetRefundAddressRequest) platform.Answer {
	o, failed := w.orderOf(m, parseID(req.MainOrderID))
	success, code, message := outcomeOf(failed)
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
			OfferID: loose.IntNumber(l.goods.OfferID), ProvinceText: province, CityText: city + "市",
			StreetAddress:     l.goods.Shop().Address(),
			StreetAddressCode: code, ReceiverName: o.seller.loginID, ContactPhone: "13800000000", Mobile: "13800000000",
		})
	}
	return &platform.GetRefundAddressResponse{Result: out}
}

// orderOfParcel finds the member's order by the number of a waybill. Parcels without an owner there are none.
func (w *World) orderOfParcel(m member, req *platform.GetOutOrderIDRequest) platform.Answer {
	for _, o := range w.orders {
		for _, p := range o.parcels {
			if o.Buyer == m && p.BillNo != "" && p.BillNo == valueOf(req.ShipmentID) {
				return &platform.GetOutOrderIDResponse{Result: platform.OutOrderIDResult{
					Success: boolTrue, Msg: "成功", Model: platform.OutOrderID{OutOrderID: o.OutOrderID,
						OrderID: formatID(o.ID)},
				}}
			}
		}
	}
	return &platform.GetOutOrderIDResponse{Result: platform.OutOrderIDResult{Success: boolFalse, Msg: "运单不存在"}}
}

// step is a change of a refund's state.
type step struct {
	At     time.Time             `json:"at"`
	Before platform.RefundStatus `json:"before,omitempty"`
	After  platform.RefundStatus `json:"after"`
}

// bySeller are the states that a seller's decision leads to.
var bySeller = map[platform.RefundStatus]string{
	platform.RefundStatusWaitBuyerSend: "卖家同意退货", platform.RefundStatusWaitBuyerModify: "卖家拒绝退款",
	platform.RefundStatusRefundSuccess: "退款成功",
}

// byBuyer are the states that a buyer's act leads to.
var byBuyer = map[platform.RefundStatus]string{
	platform.RefundStatusWaitSellerAgree: "买家申请退款", platform.RefundStatusWaitSellerReceive: "买家已退货",
	platform.RefundStatusRefundClose: "买家撤销退款",
}

func (w *World) refundSteps(m member, req *platform.QueryOrderRefundOperationListRequest) platform.Answer {
	r, failed := w.refundOf(m, req.RefundID)
	if failed != nil {
		return &platform.QueryOrderRefundOperationListResponse{ErrorCode: string(failed.code),
			ErrorMessage: failed.message}
	}
	out := &platform.QueryOrderRefundOperationListResponse{}
	from, to := span(int64(len(r.Steps)), max(1, req.PageNo)-1, max(1, req.PageSize))
	for i := from; i < to; i++ {
		out.Result.OpOrderRefundOperationModels = append(out.Result.OpOrderRefundOperationModels, r.stepView(int(i)))
	}
	return out
}

func (r *refund) stepView(i int) platform.RefundOperationEntry {
	s := r.Steps[i]
	out := platform.RefundOperationEntry{
		ID: loose.IntNumber(50_000_000_000 + int64(i)), RefundID: r.ID, BeforeOperateStatus: s.Before,
		AfterOperateStatus: s.After,
		GMTCreate:          at(s.At), GMTModified: at(s.At), CRMModifyRefund: boolFalse,
		CloseRefundStepID: loose.IntNumber(0),
		MsgType:           loose.IntNumber(7),
		OperatorID:        r.order.Buyer.ID, OperatorLoginID: r.order.Buyer.LoginID,
		OperatorUserID: loose.IntNumber(r.order.Buyer.UserID),
		OperatorRoleID: loose.IntNumber(1), OperateRemark: byBuyer[s.After], Description: byBuyer[s.After],
	}
	if remark, ok := bySeller[s.After]; ok {
		out.OperatorID, out.OperatorLoginID = r.order.seller.id, r.order.seller.loginID
		out.OperatorUserID, out.OperatorRoleID = loose.IntNumber(r.order.seller.userID), loose.IntNumber(2)
		out.OperateRemark, out.Description = remark, remark
	}
	switch s.After {
	case platform.RefundStatusWaitBuyerModify:
		out.RejectReason = r.Refusal
	case platform.RefundStatusWaitSellerReceive:
		out.FreightBill = r.BillNo
	}
	return out
}

// invoiceAmounts returns what was paid of orders and not refunded.
func (w *World) invoiceAmounts(m member, req *platform.GetInvoiceAmountListRequest) platform.Answer {
	var out platform.InvoiceAmounts
	for _, id := range req.Input.OrderIDs {
		o, failed := w.orderOf(m, id)
		if failed != nil {
			return &platform.GetInvoiceAmountListResponse{Result: platform.GetInvoiceAmountListResult{
				Success: boolFalse, Code: string(failed.code), Message: failed.message,
			}}
		}
		out.OrderInvoiceAmountModelList = append(out.OrderInvoiceAmountModelList, platform.InvoiceAmount{
			OrderID: loose.IntNumber(id), Amount: o.invoiceable().number(),
		})
	}
	return &platform.GetInvoiceAmountListResponse{Result: platform.GetInvoiceAmountListResult{Success: boolTrue,
		Result: out}}
}

// insurance is that of an order of the member's own, on which there are no claims.
func (w *World) insurance(m member, req *platform.GetShippingInsuranceRequest) platform.Answer {
	o, failed := w.orderOf(m, req.OrderID)
	success, code, message := outcomeOf(failed)
	out := platform.ShippingInsuranceResult{Success: success, Code: code, Message: message}
	if failed == nil {
		out.Result = platform.ShippingInsurance{InsuranceID: loose.IntNumber(o.ID/idsOfPolicies + 1),
			OrderID: loose.IntNumber(o.ID)}
	}
	return &platform.GetShippingInsuranceResponse{Result: out}
}

const idsOfPolicies = 1_000_000_000

// urge reminds the seller of an order that is paid and not shipped.
func (w *World) urge(m member, req *platform.UrgeDeliveryRequest) platform.Answer {
	o, failed := w.orderOf(m, parseID(req.OrderID))
	if failed == nil && o.Status != platform.OrderStatusWaitSellerSend {
		failed = wrongState(o)
	}
	success, code, message := outcomeOf(failed)
	return &platform.UrgeDeliveryResponse{Result: platform.UrgeDeliveryResult{
		Success: success, Code: code, Message: message, Result: success,
	}}
}
