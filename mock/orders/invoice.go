package orders

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
)

// invoice is one that a buyer applied for, for one order or for several of one seller.
type invoice struct {
	invoiceFacts
	orders []*order
}

// invoiceFacts are the members of an invoice that a state has as they are.
type invoiceFacts struct {
	ID      int64                `json:"id"`
	Amount  fen                  `json:"amount"`
	Kind    platform.InvoiceType `json:"kind"`
	Title   invoiceTitle         `json:"title"`
	Applied time.Time            `json:"applied"`
}

// invoiceTitle is whom an invoice is for.
type invoiceTitle struct {
	Type     platform.InvoiceTitleType `json:"type"`
	Title    string                    `json:"title"`
	Taxpayer string                    `json:"taxpayer,omitempty"`
	Bank     string                    `json:"bank,omitempty"`
	Account  string                    `json:"account,omitempty"`
	Address  string                    `json:"address,omitempty"`
	Phone    string                    `json:"phone,omitempty"`
}

// issueTime is how long a seller takes to issue an invoice.
const issueTime = 24 * time.Hour

// status is by the clock: invoices are issued by themselves.
func (v *invoice) status(now time.Time) platform.InvoiceStatus {
	if now.Before(v.issued()) {
		return platform.InvoiceStatusIssuing
	}
	return platform.InvoiceStatusIssued
}

func (v *invoice) issued() time.Time { return v.Applied.Add(issueTime) }

// modified is when the invoice was issued, or else applied for.
func (v *invoice) modified(now time.Time) time.Time {
	if now.Before(v.issued()) {
		return v.Applied
	}
	return v.issued()
}

// number is the unique number of the application: the id of its first order.
func (v *invoice) number() string { return formatID(v.orders[0].ID) }

// invoiceOf returns the invoice that covers an order, or nil.
func (w *World) invoiceOf(o *order) *invoice {
	for _, v := range w.invoices {
		if slices.Contains(v.orders, o) {
			return v
		}
	}
	return nil
}

// invoiceable is what was paid of an order and not refunded.
func (o *order) invoiceable() fen {
	if o.Paid.IsZero() {
		return 0
	}
	return o.total() - o.refunded()
}

// checkInvoice refuses an invoice that an order cannot have.
func (w *World) checkInvoice(o *order, kind platform.InvoiceType, title string) *failure {
	switch {
	case o.Status == platform.OrderStatusCancel:
		return &failure{platform.CodeApplyInvoiceOrderCancelled, "订单已取消，不允许开票"}
	case w.invoiceOf(o) != nil:
		return &failure{platform.CodeApplyInvoiceAlreadyApplied, "曾经从别的渠道历史已申请过发票"}
	case title == "" || o.invoiceable() <= 0:
		return &failure{platform.CodeApplyInvoiceBadArgument, "参数异常"}
	case kind == platform.InvoiceTypeSpecial && !o.lines[0].goods.Shop().Factory():
		return &failure{platform.CodeApplyInvoiceNoSpecialInvoice, "该订单的商品付款时不支持开具专票，请您联系商家咨询，开启\"专票\"开票设置"}
	}
	return nil
}

// issue files an invoice for orders.
func (w *World) issue(list []*order, amount fen, kind platform.InvoiceType, title invoiceTitle) {
	facts := invoiceFacts{int64(firstInvoice + len(w.invoices)), amount, kind, title, w.clock()}
	w.invoices = append(w.invoices, &invoice{facts, list})
}

const firstInvoice = 80_000_000_001

// applyInvoice files each application or fails it by itself.
func (w *World) applyInvoice(m member, req *platform.ApplyInvoiceRequest) platform.Answer {
	out := platform.ApplyInvoiceResult{Success: boolTrue}
	if len(req.Input.InvoiceApplyModelList) == 0 {
		return &platform.ApplyInvoiceResponse{Result: platform.ApplyInvoiceResult{
			Success: boolFalse, Code: string(platform.CodeApplyInvoiceNoArguments), Message: "基础参数检查异常",
		}}
	}
	for i := range req.Input.InvoiceApplyModelList {
		a := &req.Input.InvoiceApplyModelList[i]
		row := platform.AppliedInvoice{
			OutBizID: formatID(a.OrderID), OrderID: loose.IntNumber(a.OrderID), Result: boolTrue,
			TradeOrderCompleted: boolFalse,
		}
		o, failed := w.applyOne(m, a)
		if o != nil {
			row.TradeOrderCompleted = loose.BoolValue(o.Status == platform.OrderStatusSuccess)
		}
		if failed != nil {
			row.Result, row.ErrorCode, row.ErrorDesc = boolFalse, string(failed.code), failed.message
			out.Result.FailedList = append(out.Result.FailedList, row)
			continue
		}
		out.Result.SuccessList = append(out.Result.SuccessList, row)
	}
	return &platform.ApplyInvoiceResponse{Result: out}
}

func (w *World) applyOne(m member, a *platform.InvoiceApply) (*order, *failure) {
	o, failed := w.orderOf(m, a.OrderID)
	if failed != nil {
		return nil, &failure{platform.CodeApplyInvoiceFailed, failed.message}
	}
	p, kind := &a.PurchaserInvoiceTitleModel, platform.InvoiceType(a.InvoiceType)
	if failed := w.checkInvoice(o, kind, p.Title); failed != nil {
		return o, failed
	}
	if amount := fenIn(a.Amount); amount != o.invoiceable() {
		return o, &failure{platform.CodeApplyInvoiceBadArgument, "参数异常: amount " + formatID(int64(amount)) + ", 可开票 " +
			formatID(int64(o.invoiceable()))}
	}
	w.issue([]*order{o}, o.invoiceable(), kind, invoiceTitle{
		Type: platform.InvoiceTitleType(p.TitleType), Title: p.Title, Taxpayer: valueOf(p.TaxpayerIdentify),
		Bank: valueOf(p.BankName), Account: valueOf(p.BankAccountID),
		Address: valueOf(p.RegisterAddress),
		Phone:   valueOf(p.RegisterPhone),
	})
	return o, nil
}

// consultInvoice groups the orders that can be invoiced by their sellers.
func (w *World) consultInvoice(m member, req *platform.ConsultInvoiceRequest) platform.Answer {
	var ids []string
	if json.Unmarshal([]byte(req.ReqDTO.OrderIDsJSONList), &ids) != nil {
		return &platform.ConsultInvoiceResponse{Result: platform.ConsultInvoiceResult{
			Success: boolFalse, ErrorCode: string(platform.CodeApplyInvoiceBadArgument), ErrorDesc: "参数异常",
			IsRetry: boolFalse,
		}}
	}
	var groups []platform.InvoiceGroup
	merges := false
	for _, list := range w.bySeller(m, ids) {
		groups = append(groups, platform.InvoiceGroup{
			SellerLoginID: list[0].seller.loginID, OrderIDs: orderIDs(list),
			TotalAmount: loose.IntNumber(int64(lists.Sum(list, (*order).invoiceable))),
		})
		merges = merges || len(list) > 1
	}
	return &platform.ConsultInvoiceResponse{Result: platform.ConsultInvoiceResult{
		Success: boolTrue, IsRetry: boolFalse, Result: platform.InvoiceGroups{Groups: groups,
			SupportMerge: loose.BoolValue(merges)},
	}}
}

func orderIDs(list []*order) []string {
	return lists.Map(list, func(o *order) string { return formatID(o.ID) })
}

// bySeller returns those of the member's orders that can have an ordinary invoice, grouped by seller.
func (w *World) bySeller(m member, ids []string) (groups [][]*order) {
	for _, id := range ids {
		o, failed := w.orderOf(m, parseID(id))
		if failed != nil || w.checkInvoice(o, platform.InvoiceTypeOrdinary, "-") != nil {
			continue
		}
		i := slices.IndexFunc(groups, func(list []*order) bool { return list[0].seller == o.seller })
		if i < 0 {
			groups = append(groups, []*order{o})
		} else if !slices.Contains(groups[i], o) {
			groups[i] = append(groups[i], o)
		}
	}
	return groups
}

var mergedTypes = map[platform.MergeInvoiceType]platform.InvoiceType{
	platform.MergeInvoiceTypeOrdinary: platform.InvoiceTypeOrdinary,
	platform.MergeInvoiceTypeSpecial:  platform.InvoiceTypeSpecial,
}

// mergeInvoices files one invoice a group, or none at all.
func (w *World) mergeInvoices(m member, req *platform.MergeApplyInvoiceRequest) platform.Answer {
	taken := platform.MergeAppliedInvoice{Result: boolTrue, Idempotent: boolFalse}
	if failed := w.mergeAll(m, &req.ReqDTO); failed != nil {
		taken = platform.MergeAppliedInvoice{Result: boolFalse, Idempotent: boolFalse, FailReason: failed.message}
	}
	return &platform.MergeApplyInvoiceResponse{Result: platform.MergeApplyInvoiceResult{
		Success: boolTrue, IsRetry: boolFalse, IsIdempotent: boolFalse, Result: taken,
	}}
}

func (w *World) mergeAll(m member, req *platform.MergeApplyInvoiceReqDTO) *failure {
	var texts []string
	if json.Unmarshal([]byte(req.OrderIDGroupsJSONList), &texts) != nil || len(texts) == 0 {
		return &failure{platform.CodeApplyInvoiceBadArgument, "参数异常"}
	}
	var groups [][]*order
	seen := map[*order]bool{}
	for _, text := range texts {
		var group []*order
		for id := range strings.SplitSeq(text, ",") {
			o, failed := w.orderOf(m, parseID(strings.TrimSpace(id)))
			if failed == nil {
				failed = w.checkInvoice(o, mergedTypes[req.InvoiceType], req.PurchaserInvoiceTitle.Title)
			}
			if failed == nil && (seen[o] || len(group) > 0 && group[0].seller != o.seller) {
				failed = &failure{platform.CodeApplyInvoiceBadArgument, "订单不能合并开票: " + formatID(o.ID)}
			}
			if failed != nil {
				return failed
			}
			seen[o], group = true, append(group, o)
		}
		groups = append(groups, group)
	}
	for _, group := range groups {
		w.issueMerged(group, req)
	}
	return nil
}

func (w *World) issueMerged(group []*order, req *platform.MergeApplyInvoiceReqDTO) {
	p := &req.PurchaserInvoiceTitle
	kind := platform.InvoiceTitleTypePersonal
	if valueOf(p.TaxpayerIdentify) != "" {
		kind = platform.InvoiceTitleTypeCompany
	}
	w.issue(group, lists.Sum(group, (*order).invoiceable), mergedTypes[req.InvoiceType], invoiceTitle{
		Type: kind, Title: p.Title, Taxpayer: valueOf(p.TaxpayerIdentify), Bank: valueOf(p.BankName),
		Account: valueOf(p.BankAccountID), Address: valueOf(p.RegisterAddress),
		Phone: valueOf(p.RegisterPhone),
	})
}
