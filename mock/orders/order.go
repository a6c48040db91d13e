package orders

import (
	"slices"
	"strconv"
	"time"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/splitmix"
	"github.com/go-ali1688/ali1688/mock/world"
)

// order is what a member bought of one seller.
type order struct {
	orderFacts
	seller  seller
	lines   []*line
	to      address
	parcels []*parcel
	refunds []*refund
}

// orderFacts are the members of an order that a state has as they are.
type orderFacts struct {
	ID          int64                     `json:"id"`
	Buyer       member                    `json:"buyer"`
	Flow        string                    `json:"flow"`
	TradeType   string                    `json:"tradeType,omitempty"`
	Carriage    fen                       `json:"carriage"`
	Message     string                    `json:"message,omitempty"`
	OutOrderID  string                    `json:"outOrderId,omitempty"`
	Status      platform.OrderStatus      `json:"status"`
	Created     time.Time                 `json:"created"`
	Modified    time.Time                 `json:"modified"`
	Paid        time.Time                 `json:"paid,omitzero"`
	Sent        time.Time                 `json:"sent,omitzero"`
	Done        time.Time                 `json:"done,omitzero"`
	CloseReason platform.OrderCloseReason `json:"closeReason,omitempty"`
	Memo        string                    `json:"memo,omitempty"`
	Icon        string                    `json:"icon,omitempty"`
	Feedback    string                    `json:"feedback,omitempty"`
	Returned    fen                       `json:"returned,omitempty"` // of the carriage
	Rated       bool                      `json:"rated,omitempty"`
	Deleted     bool                      `json:"deleted,omitempty"`
}

// seller is the seller of an order.
type seller struct {
	id, loginID string
	userID      int64
}

// line is one variant of an order.
type line struct {
	lineFacts
	goods   world.Goods
	variant world.Variant
}

// lineFacts are the members of a line that a state has.
type lineFacts struct {
	ID        int64  `json:"id"`
	Offer     int64  `json:"offer"`
	Spec      string `json:"spec"`
	Quantity  int64  `json:"quantity"`
	Price     fen    `json:"price"` // of one unit
	Sent      bool   `json:"sent,omitempty"`
	Confirmed bool   `json:"confirmed,omitempty"`
	Dropped   bool   `json:"dropped,omitempty"` // refunded before it was sent
	Refunded  fen    `json:"refunded,omitempty"`
}

func (l *line) amount() fen { return l.Price * fen(l.Quantity) }

func (o *order) goodsTotal() fen { return lists.Sum(o.lines, (*line).amount) }

func (o *order) total() fen { return o.goodsTotal() + o.Carriage }

// titles returns the titles of the goods with their quantities.
func (o *order) titles() []string {
	return lists.Map(o.lines, func(l *line) string { return l.goods.Title + " × " + formatID(l.Quantity) })
}

// refunded returns the sum of all refunds.
func (o *order) refunded() fen {
	return o.Returned + lists.Sum(o.lines, func(l *line) fen { return l.Refunded })
}

func (o *order) line(id int64) *line {
	for _, l := range o.lines {
		if l.ID == id {
			return l
		}
	}
	return nil
}

// failure is a refusal inside a response.
type failure struct {
	code    platform.Code
	message string
}

// The failures that the page of alibaba.trade.cancel lists.
var (
	noSuchOrder = &failure{platform.CodeTradeCancelOrderNotFound, "订单不存在"}
	notYours    = &failure{platform.CodeTradeCancelNotAllowed, "没有权限"}
	tooFast     = &failure{platform.CodeTradeCancelTooFast, "订单创建不足10秒"}
)

func wrongState(o *order) *failure {
	return &failure{platform.CodeTradeCancelBadStatus, "订单状态错误: " + string(o.Status)}
}

// find returns an order that exists.
func (w *World) find(id int64) (*order, *failure) {
	o := w.byID[id]
	if o == nil || o.Deleted {
		return nil, noSuchOrder
	}
	return o, nil
}

// orderOf returns an order of the member's own.
func (w *World) orderOf(m member, id int64) (*order, *failure) {
	o, failed := w.find(id)
	if failed == nil && o.Buyer != m {
		return nil, notYours
	}
	return o, failed
}

// nextID returns the id of the next order, of nineteen digits. The ids behind it are for its lines.
func (w *World) nextID() int64 {
	n := uint64(len(w.orders) + 1)
	id := firstID + n*1_000_000_000_000 + splitmix.Mix(w.options.Seed^n)%1_000_000*1_000_000
	return int64(world.OrderID(id))
}

const firstID = 2_600_000_000_000_000_000

// setStatus changes the state of an order.
func (w *World) setStatus(o *order, status platform.OrderStatus) {
	mustHave(OrderTransitions, o.Status, status)
	o.Status, o.Modified = status, w.clock()
}

// allSent reports whether every open line is shipped.
func (o *order) allSent() bool {
	return !slices.ContainsFunc(o.openLines(), func(l *line) bool { return !l.Sent })
}

// openLines returns the lines that are still to be shipped and received.
func (o *order) openLines() []*line {
	return lists.Select(o.lines, func(l *line) bool { return !l.Dropped })
}

func formatID(n int64) string { return strconv.FormatInt(n, 10) }
