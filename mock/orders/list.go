package orders

import (
	"slices"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/loose"
)

// filter says which orders are wanted. The zero value of a member does not restrict.
type filter struct {
	status, refund, product, outOrderID, sellerID, sellerLogin string
	ids                                                        []int64
	createdFrom, createdTo, modFrom, modTo                     string
}

func (f *filter) matches(o *order) bool {
	switch {
	case o.Deleted,
		f.status != "" && string(o.Status) != f.status,
		f.outOrderID != "" && o.OutOrderID != f.outOrderID,
		f.sellerID != "" && o.seller.id != f.sellerID,
		f.sellerLogin != "" && o.seller.loginID != f.sellerLogin,
		len(f.ids) > 0 && !slices.Contains(f.ids, o.ID),
		f.refund != "" && (o.latest() == nil || string(o.latest().Status) != f.refund),
		f.product != "" && !slices.ContainsFunc(o.lines, func(l *line) bool {
			return strings.Contains(l.goods.Title, f.product)
		}):
		return false
	}
	return within(o.Created, f.createdFrom, f.createdTo) && within(o.Modified, f.modFrom, f.modTo)
}

// within compares times as the platform writes them: texts of one zone, which sort as times do.
func within(t time.Time, from, to string) bool {
	text := at(t).String()
	return (from == "" || text >= from) && (to == "" || text <= to)
}

// page returns a page of a list, and the length of the list.
func page[T any](list []T, number, size *int64, first int64) (part []T, total int64) {
	n, most := pageNumbers(number, size, first)
	total = int64(len(list))
	from, to := span(total, n-first, most)
	return list[from:to], total
}

// span returns the bounds of the n-th page of a list, from 0. A page behind the list is empty, however large its
// number.
func span(total, n, size int64) (from, to int64) {
	if n > total/size {
		return total, total
	}
	return n * size, min(total, n*size+size)
}

// pageNumbers returns the number and the size of a page that is asked for.
func pageNumbers(number, size *int64, first int64) (n, most int64) {
	n, most = first, 20
	if number != nil {
		n = max(first, *number)
	}
	if size != nil && *size > 0 {
		most = min(*size, 50)
	}
	return n, most
}

// latestFirst returns the elements for which ok is true, the last of the list first.
func latestFirst[T any](list []T, ok func(T) bool) []T {
	out := lists.Select(list, ok)
	slices.Reverse(out)
	return out
}

func (w *World) listBought(m member, req *platform.GetBuyerOrderListRequest) platform.Answer {
	f := filter{
		status: string(valueOf(req.OrderStatus)), refund: string(valueOf(req.RefundStatus)),
		product: valueOf(req.ProductName), outOrderID: valueOf(req.OutOrderID),
		sellerID: valueOf(req.SellerMemberID), sellerLogin: valueOf(req.SellerLoginID), ids: req.OrderIDs,
		createdFrom: valueOf(req.CreateStartTime),
		createdTo:   valueOf(req.CreateEndTime), modFrom: valueOf(req.ModifyStartTime),
		modTo: valueOf(req.ModifyEndTime),
	}
	all := latestFirst(w.orders, func(o *order) bool { return o.Buyer == m && f.matches(o) })
	part, total := page(all, req.Page, req.PageSize, 1)
	return &platform.GetBuyerOrderListResponse{Result: w.orderRows(part), TotalRecord: loose.IntNumber(total)}
}

func (w *World) listSold(_ member, req *platform.GetSellerOrderListRequest) platform.Answer {
	f := filter{
		status: string(valueOf(req.OrderStatus)), refund: string(valueOf(req.RefundStatus)),
		product: valueOf(req.ProductName), createdFrom: valueOf(req.CreateStartTime),
		createdTo: valueOf(req.CreateEndTime), modFrom: valueOf(req.ModifyStartTime),
		modTo: valueOf(req.ModifyEndTime),
	}
	all := latestFirst(w.orders, func(o *order) bool {
		return w.actsForSeller(o) && (req.BuyerMemberID == nil || o.Buyer.ID == *req.BuyerMemberID) && f.matches(o)
	})
	part, total := page(all, req.Page, req.PageSize, 1)
	return &platform.GetSellerOrderListResponse{Success: loose.BoolValue(true), Result: w.orderRows(part),
		TotalRecord: loose.IntNumber(total)}
}

func (w *World) orderRows(list []*order) []platform.TradeInfoRow {
	out := []platform.TradeInfoRow{}
	for _, o := range list {
		view := w.orderView(o, false)
		out = append(out, platform.TradeInfoRow{
			BaseInfo: view.BaseInfo, NativeLogistics: view.NativeLogistics, TradeTerms: view.TradeTerms,
			OrderRateInfo: view.OrderRateInfo,
			ProductItems:  view.ProductItems,
		})
	}
	return out
}
