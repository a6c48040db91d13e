package orders

import (
	"slices"
	"strconv"
	"time"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/mock/world"
)

// order is what a member bought of one seller.
type order struct {
	id         int64
	buyer      member
	seller     seller
	flow       string
	lines      []*line
	to         address
	carriage   fen
	message    string
	outOrderID string
	tradeType  string

	status                              platform.OrderStatus
	created, modified, paid, sent, done time.Time
	closeReason                         platform.OrderCloseReason
	memo, icon, feedback                string
	parcels                             []*parcel
	refunds                             []*refund
	returned                            fen // of the carriage
	rated, deleted                      bool
}

// seller is the seller of an order.
type seller struct {
	id, loginID string
	userID      int64
}

// line is one variant of an order.
type line struct {
	id              int64
	goods           world.Goods
	variant         world.Variant
	quantity        int64
	price           fen // of one unit
	sent, confirmed bool
	dropped         bool // refunded before it was sent
	refunded        fen
}

func (l *line) amount() fen { return l.price * fen(l.quantity) }

func (o *order) goodsTotal() fen { return lists.Sum(o.lines, (*line).amount) }

func (o *order) total() fen { return o.goodsTotal() + o.carriage }

// titles returns the titles of the goods with their quantities.
func (o *order) titles() []string {
	return lists.Map(o.lines, func(l *line) string { return l.goods.Title + " × " + formatID(l.quantity) })
}

// refunded returns the sum of all refunds.
func (o *order) refunded() fen {
	return o.returned + lists.Sum(o.lines, func(l *line) fen { return l.refunded })
}

func (o *order) line(id int64) *line {
	for _, l := range o.lines {
		if l.id == id {
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
	return &failure{platform.CodeTradeCancelBadStatus, "订单状态错误: " + string(o.status)}
}

// find returns an order that exists.
func (w *World) find(id int64) (*order, *failure) {
	o := w.byID[id]
	if o == nil || o.deleted {
		return nil, noSuchOrder
	}
	return o, nil
}

// orderOf returns an order of the member's own.
func (w *World) orderOf(m member, id int64) (*order, *failure) {
	o, failed := w.find(id)
	if failed == nil && o.buyer != m {
		return nil, notYours
	}
	return o, failed
}

// nextID returns the id of the next order, of nineteen digits. The ids behind it are for its lines.
func (w *World) nextID() int64 {
	n := uint64(len(w.orders) + 1)
	id := firstID + n*1_000_000_000_000 + mix(w.seed^n)%1_000_000*1_000_000
	return int64(world.OrderID(id))
}

const firstID = 2_600_000_000_000_000_000

// setStatus changes the state of an order.
func (w *World) setStatus(o *order, status platform.OrderStatus) {
	mustHave(OrderTransitions, o.status, status)
	o.status, o.modified = status, w.clock()
}

// allSent reports whether every open line is shipped.
func (o *order) allSent() bool {
	return !slices.ContainsFunc(o.openLines(), func(l *line) bool { return !l.sent })
}

// openLines returns the lines that are still to be shipped and received.
func (o *order) openLines() []*line {
	return lists.Select(o.lines, func(l *line) bool { return !l.dropped })
}

func formatID(n int64) string { return strconv.FormatInt(n, 10) }
