package orders

import (
	"slices"
	"strings"
	"time"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/loose"
)

// filter says which orders are wanted. The zero value of a member does not restrict.
type filter struct {
	status, refund, product, outOrderID, seller string
	ids                                         []int64
	createdFrom, createdTo, modFrom, modTo      string
}

func (f *filter) takes(o *order) bool {
	switch {
	case o.deleted,
		f.status != "" && o.status != f.status,
		f.outOrderID != "" && o.outOrderID != f.outOrderID,
		f.seller != "" && o.seller.id != f.seller && o.seller.loginID != f.seller,
		len(f.ids) > 0 && !slices.Contains(f.ids, o.id),
		f.refund != "" && (o.latest() == nil || o.latest().status != f.refund),
		f.product != "" && !slices.ContainsFunc(o.lines, func(l *line) bool { return strings.Contains(l.goods.Title, f.product) }):
		return false
	}
	return within(o.created, f.createdFrom, f.createdTo) && within(o.modified, f.modFrom, f.modTo)
}

// within compares with times as the platform writes them, of one zone: they sort as texts.
func within(t time.Time, from, to string) bool {
	text := at(t).String()
	return (from == "" || text >= from) && (to == "" || text <= to)
}

// page is the part of a list that is asked for, and how long the list is.
func page[T any](list []T, number, size *int64, first int64) (part []T, total int64) {
	n, most := first, int64(20)
	if number != nil {
		n = max(first, *number)
	}
	if size != nil && *size > 0 {
		most = min(*size, 50)
	}
	total = int64(len(list))
	start := min(total, (n-first)*most)
	return list[start:min(total, start+most)], total
}

// newest are the orders that the filter takes and of which ok is true, the latest first.
func (w *World) newest(f filter, ok func(*order) bool) []*order {
	var out []*order
	for _, o := range slices.Backward(w.orders) {
		if ok(o) && f.takes(o) {
			out = append(out, o)
		}
	}
	return out
}

func (w *World) listBought(m member, req *platform.GetBuyerOrderListRequest) platform.Answer {
	all := w.newest(filter{
		status: text(req.OrderStatus), refund: text(req.RefundStatus), product: said(req.ProductName), outOrderID: said(req.OutOrderID),
		seller: said(req.SellerMemberID) + said(req.SellerLoginID), ids: req.OrderIDs, createdFrom: said(req.CreateStartTime),
		createdTo: said(req.CreateEndTime), modFrom: said(req.ModifyStartTime), modTo: said(req.ModifyEndTime),
	}, func(o *order) bool { return o.buyer == m })
	part, total := page(all, req.Page, req.PageSize, 1)
	return &platform.GetBuyerOrderListResponse{Result: w.rows(part), TotalRecord: loose.IntNumber(total)}
}

func (w *World) listSold(_ member, req *platform.GetSellerOrderListRequest) platform.Answer {
	all := w.newest(filter{
		status: text(req.OrderStatus), refund: text(req.RefundStatus), product: said(req.ProductName), createdFrom: said(req.CreateStartTime),
		createdTo: said(req.CreateEndTime), modFrom: said(req.ModifyStartTime), modTo: said(req.ModifyEndTime),
	}, func(o *order) bool {
		return w.sells(o) && (req.BuyerMemberID == nil || o.buyer.id == *req.BuyerMemberID)
	})
	part, total := page(all, req.Page, req.PageSize, 1)
	return &platform.GetSellerOrderListResponse{Success: loose.BoolValue(true), Result: w.rows(part), TotalRecord: loose.IntNumber(total)}
}

func (w *World) rows(list []*order) []platform.TradeInfoRow {
	out := []platform.TradeInfoRow{}
	for _, o := range list {
		view := w.info(o, false)
		out = append(out, platform.TradeInfoRow{
			BaseInfo: view.BaseInfo, NativeLogistics: view.NativeLogistics, TradeTerms: view.TradeTerms, OrderRateInfo: view.OrderRateInfo,
			ProductItems: view.ProductItems,
		})
	}
	return out
}

// text is an optional argument of a type of its own.
func text[T ~string](v *T) string {
	if v == nil {
		return ""
	}
	return string(*v)
}
