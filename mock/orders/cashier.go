package orders

import (
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/generated/platform"
)

// CashierPath is where the mock has its cashier. Addresses for paying lead there, with the orders in the parameter
// orderId, as those of the platform do.
const CashierPath = "/order/cashier.htm"

// cashier returns the address where these orders are paid.
func (w *World) cashier(ids []string) string {
	return w.base + CashierPath + "?orderId=" + strings.Join(ids, ",")
}

// Bill is what the cashier shows of an order.
type Bill struct {
	OrderID     int64
	Seller      string
	Goods       []string // titles with quantities
	Amount      string   // in 元
	Payable     bool
	StateInText string
}

// Bills returns what is to be paid for orders, in 元 in all for those that can still be paid. Ids without an order are
// left out.
func (w *World) Bills(ids []int64) (bills []Bill, sum string) {
	w.lock()
	defer w.mu.Unlock()
	all := fen(0)
	for _, id := range ids {
		o, failed := w.find(id)
		if failed != nil || slices.ContainsFunc(bills, func(b Bill) bool { return b.OrderID == id }) {
			continue
		}
		b := Bill{OrderID: id, Seller: o.seller.loginID, Goods: o.titles(), Amount: o.total().String(),
			StateInText: states[o.Status]}
		if b.Payable = o.Status == platform.OrderStatusWaitBuyerPay; b.Payable {
			all += o.total()
		}
		bills = append(bills, b)
	}
	return bills, all.String()
}
