package orders

import (
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
)

// invoiceTitles are the titles that every member has.
func invoiceTitles(m member) (company, personal platform.InvoiceTitle) {
	company = platform.InvoiceTitle{
		InvoiceTitleID: loose.IntNumber(m.UserID*10 + 1), TitleType: platform.InvoiceTitleTypeCompany,
		Title:            companyName,
		TaxpayerIdentify: "91330000000000000X", BankName: "中国工商银行杭州分行", BankAccountID: "1200000000000000000",
		RegisterAddress: "浙江省杭州市滨江区网商路699号", RegisterPhone: "0571-00000000", Name: "张三", ReceiverPhone: "13800000000",
		IsDefault: "true",
	}
	personal = platform.InvoiceTitle{
		InvoiceTitleID: loose.IntNumber(m.UserID*10 + 2), TitleType: platform.InvoiceTitleTypePersonal, Title: "张三",
		ReceiverPhone: "13800000000", IsDefault: "false",
	}
	return company, personal
}

func (w *World) listInvoiceTitles(m member, req *platform.GetInvoiceTitlePageListRequest) platform.Answer {
	company, personal := invoiceTitles(m)
	all := []platform.InvoiceTitle{company, personal}
	if want := string(valueOf(req.Input.TitleType)); want != "" {
		all = slices.DeleteFunc(all, func(t platform.InvoiceTitle) bool { return string(t.TitleType) != want })
	}
	part, total := page(all, req.Input.Page, req.Input.PageSize, 1)
	out := platform.GetInvoiceTitlePageListResult{Success: boolTrue, TotalNum: loose.IntNumber(total)}
	number, size := pageNumbers(req.Input.Page, req.Input.PageSize, 1)
	out.CurrentPage, out.PageSize = loose.IntNumber(number), loose.IntNumber(size)
	for _, t := range part {
		if t.TitleType == platform.InvoiceTitleTypeCompany {
			out.Result.CompanyInvoiceTitles = append(out.Result.CompanyInvoiceTitles, t)
		} else {
			out.Result.PersonalInvoiceTitles = append(out.Result.PersonalInvoiceTitles, t)
		}
	}
	return &platform.GetInvoiceTitlePageListResponse{Result: out}
}

func (w *World) listInvoiceApplications(m member,
	req *platform.GetInvoiceApplyPageListBuyerViewRequest) platform.Answer {
	in := &req.Input
	all := latestFirst(w.invoices, func(v *invoice) bool { return v.orders[0].Buyer == m && w.matchesInvoice(v, in) })
	part, total := page(all, &in.Page, &in.PageSize, 1)
	out := platform.GetInvoiceApplyPageListBuyerViewResult{Success: boolTrue, TotalRecords: loose.IntNumber(total)}
	number, size := pageNumbers(&in.Page, &in.PageSize, 1)
	out.PageIndex, out.SizePerPage = loose.IntNumber(number), loose.IntNumber(size)
	out.ResultList = lists.Map(part, w.applicationView)
	return &platform.GetInvoiceApplyPageListBuyerViewResponse{Result: out}
}

// matchesInvoice compares an invoice with the filters of a list. No invoice reverses another here.
func (w *World) matchesInvoice(v *invoice, in *platform.GetInvoiceApplyPageListBuyerViewInput) bool {
	now := w.clock()
	status, applied, modified := v.status(now), v.Applied.UnixMilli(), v.modified(now).UnixMilli()
	number := func(id *string, ok func(string) bool) bool { return valueOf(id) == "" || ok(*id) }
	return (len(in.BizStatusList) == 0 || slices.Contains(in.BizStatusList, platform.InvoiceStatusFilter(status))) &&
		strings.Contains(v.Title.Title, valueOf(in.FuzzyInvoiceTitle)) &&
		(in.IsRedInvoice == nil || !*in.IsRedInvoice) &&
		number(in.OutBizID, func(id string) bool { return id == v.number() }) &&
		number(in.OrderID, func(id string) bool {
			return slices.ContainsFunc(v.orders, func(o *order) bool { return formatID(o.ID) == id })
		}) &&
		between(applied, in.CreateMillTimeStart, in.CreateMillTimeEnd) &&
		between(modified, in.ModifyMillTimeStart, in.ModifyMillTimeEnd)
}

func between(n int64, from, to *int64) bool {
	return (from == nil || n >= *from) && (to == nil || n <= *to)
}

func (w *World) listInvoices(m member, req *platform.GetInvoiceListBuyerViewRequest) platform.Answer {
	o, failed := w.orderOf(m, req.Input.OrderID)
	success, code, message := outcomeOf(failed)
	out := platform.GetInvoiceListBuyerViewResult{Success: success, Code: code, Message: message}
	if failed == nil {
		if v := w.invoiceOf(o); v != nil {
			out.Result = append(out.Result, w.invoiceView(v))
		}
	}
	return &platform.GetInvoiceListBuyerViewResponse{Result: out}
}

// invoiceView returns an invoice as the buyer's list of one order has it. It can be fetched once it is issued.
func (w *World) invoiceView(v *invoice) platform.Invoice {
	a := w.applicationView(v)
	out := platform.Invoice{
		Amount: a.Amount, BizStatus: a.BizStatus, GMTCreate: a.GMTCreate, GMTModified: a.GMTModified, ID: a.ID,
		InvoiceDeadline: a.InvoiceDeadline, InvoiceMaterial: a.InvoiceMaterial, InvoiceType: a.InvoiceType,
		IsRedInvoice: a.IsRedInvoice,
		OutBizID:     a.OutBizID, PurchaserInvoiceTitleModel: a.PurchaserInvoiceTitleModel, RequestNo: a.RequestNo,
		SellerInvoiceTitleModel: a.SellerInvoiceTitleModel, SellerMemberID: a.SellerMemberID,
	}
	if v.status(w.clock()) == platform.InvoiceStatusIssued {
		out.SellerInputInvoiceTime, out.InvoiceDate = a.SellerInputInvoiceTime, a.SellerInputInvoiceTime
		out.InvoiceNo, out.InvoiceFileType = formatID(2_533_200_000_000_000_000+v.ID), platform.InvoiceFileTypePDF
		out.OSSInvoiceFileName, out.InvoiceDownloadURL = "invoice.pdf", w.base+"/invoice/"+formatID(v.ID)+".pdf"
	}
	return out
}

func (w *World) applicationView(v *invoice) platform.InvoiceApplication {
	now := w.clock()
	seller := v.orders[0].seller
	out := platform.InvoiceApplication{
		ID: loose.IntNumber(v.ID), Amount: v.Amount.number(), BizStatus: v.status(now), GMTCreate: at(v.Applied),
		GMTModified:     at(v.modified(now)),
		InvoiceDeadline: loose.IntNumber(v.issued().UnixMilli()), InvoiceMaterial: platform.InvoiceMaterialElectronic,
		InvoiceType:  v.Kind,
		IsRedInvoice: boolFalse, OutBizID: v.number(), RequestNo: v.number(), SellerMemberID: seller.id,
		PurchaserInvoiceTitleModel: platform.InvoiceParty{
			Title: v.Title.Title, TitleType: v.Title.Type, TaxpayerIdentify: v.Title.Taxpayer, BankName: v.Title.Bank,
			BankAccountID: v.Title.Account, RegisterAddress: v.Title.Address, RegisterPhone: v.Title.Phone,
		},
		SellerInvoiceTitleModel: platform.InvoiceParty{Title: seller.loginID,
			TitleType: platform.InvoiceTitleTypeCompany},
	}
	if v.status(now) == platform.InvoiceStatusIssued {
		out.SellerInputInvoiceTime = loose.IntNumber(v.issued().UnixMilli())
	}
	for _, o := range v.orders {
		for _, l := range o.lines {
			out.InvoiceDetailDTOList = append(out.InvoiceDetailDTOList, platform.InvoiceDetail{
				SubOutBizID: formatID(l.ID), CargoName: l.goods.Title, SKUID: formatID(l.variant.SKUID),
				SpecID:               l.variant.SpecID,
				InvoiceAmountWithTax: loose.IntNumber(int64(l.amount() - l.Refunded)),
				Quantity:             loose.IntNumber(l.Quantity), Unit: l.goods.Unit,
				Currency: "CNY", TaxRate: loose.IntNumber(13), RelatedInvoiceID: loose.IntNumber(v.ID),
			})
		}
	}
	return out
}

// relatedOrders lists, for a seller, the orders that share an invoice.
func (w *World) relatedOrders(_ member, req *platform.QueryInvoiceRelatedOrdersRequest) platform.Answer {
	out := platform.QueryInvoiceRelatedOrdersResult{Success: boolTrue, IsRetry: boolFalse,
		Result: platform.InvoiceRelatedOrders{MergeInvoice: boolFalse}}
	for _, v := range w.invoices {
		if !w.actsForSeller(v.orders[0]) || !v.covers(valueOf(req.ReqDTO.OutBizID),
			valueOf(req.ReqDTO.OrderID)) {
			continue
		}
		out.Result = platform.InvoiceRelatedOrders{MergeInvoice: loose.BoolValue(len(v.orders) > 1),
			OutBizID: v.number(), OrderIDs: orderIDs(v.orders)}
	}
	return &platform.QueryInvoiceRelatedOrdersResponse{Result: out}
}

// covers reports whether the invoice has the number of the application, which counts if it is given, or the order.
func (v *invoice) covers(number, orderID string) bool {
	if number != "" {
		return number == v.number()
	}
	return slices.ContainsFunc(v.orders, func(o *order) bool { return formatID(o.ID) == orderID })
}
