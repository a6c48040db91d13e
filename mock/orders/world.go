package orders

import (
	"cmp"
	"maps"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/world"
	"github.com/go-json-experiment/json/jsontext"
)

// Options say which world it is.
type Options struct {
	Seed  uint64
	Clock func() time.Time
	// Offer finds what can be ordered.
	Offer func(id uint64) (world.Offer, bool)
	// Listed finds the n-th offer of searches, which [World.Start] orders.
	Listed func(n int) world.Offer
	// Stock is where goods are taken from; nil is one of its own.
	Stock *Stock
	// Limits restrict how offers can be ordered; nil is a book of its own.
	Limits *world.LimitBook
	// Dialect chooses between sources that disagree.
	Dialect Dialect
	// Auto lets orders go on by themselves.
	Auto Auto
	// Tell is notified of every change that the platform sends messages about, with the world locked: it must neither
	// block nor call the world. Nil tells nobody.
	Tell func(Message)
	// IssuedTokens refuses access tokens that the world has not issued. Without it any text is the token of a member
	// of its own.
	IssuedTokens bool
}

// World keeps the orders of all members. It is safe for concurrent use.
type World struct {
	options Options
	clock   func() time.Time

	mu       sync.Mutex
	due      time.Time       // of a step that had fallen due, while it is made
	acting   string          // what the call under way is authorised by
	base     string          // of the call under way
	orders   []*order        // as they were made
	sellers  map[string]bool // memberIds and login names of sellers that have orders
	byID     map[int64]*order
	refunds  []*refund
	invoices []*invoice
	subAuths map[string]time.Time // the end of the authorisation of a sub-account, by its login id
	parcels  int64
	issued   tokens
	// by key of the gateway: the account, and the session that is another name of it
	bound, aliases map[string]string
	credit         map[string]fen              // by member
	follows        relations                   // of members to offers
	moving         moving                      // parcels that messages are to be sent about
	previewed      map[string]map[int64]change // by member, the offers, and what happened to them since
}

// New returns a world without orders.
func New(o Options) *World {
	if o.Stock == nil {
		o.Stock = new(Stock)
	}
	if o.Limits == nil {
		o.Limits = new(world.LimitBook)
	}
	w := &World{options: o}
	w.clock = func() time.Time {
		if !w.due.IsZero() {
			return w.due
		}
		return o.Clock()
	}
	w.reset()
	return w
}

// Clear forgets every order, refund and token. Ids begin anew.
func (w *World) Clear() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.options.Stock.clear()
	w.reset()
}

func (w *World) reset() {
	w.orders, w.refunds, w.invoices, w.parcels, w.byID = nil, nil, nil, 0, map[int64]*order{}
	w.issued = newTokens(w.options.Seed)
	w.sellers, w.subAuths = map[string]bool{}, map[string]time.Time{}
	w.bound, w.aliases = map[string]string{}, map[string]string{}
	w.options.Limits.Load(nil)
	w.follows, w.moving = nil, moving{}
	w.credit, w.previewed = map[string]fen{}, map[string]map[int64]change{}
}

// Call is a call of the platform.
type Call struct {
	API    string         // such as alibaba.trade.cancel
	Args   jsontext.Value // an object, as [Arguments] makes it
	Member string         // what the call was authorised by
	Base   string         // scheme and host of the mock, for addresses of pictures and of the cashier
}

// Knows reports whether the world has a behaviour for an operation.
func Knows(api string) bool { return handlers[api] != nil }

// Refusal is the response of the platform to a request that its operation never sees.
type Refusal = exchange.Refusal

// Call answers a call that the world [Knows]. A refusal is the platform's own.
func (w *World) Call(c Call) (platform.Answer, *Refusal) {
	w.lock()
	defer w.mu.Unlock()
	w.acting = c.Member
	w.addExamples(memberOf(c.Member), string(c.Args))
	w.base = cmp.Or(c.Base, world.DefaultBase)
	return handlers[c.API](w, memberOf(c.Member), c.Args)
}

type handler func(*World, member, jsontext.Value) (platform.Answer, *Refusal)

// typed returns a handler with typed arguments. It refuses arguments that do not decode.
func typed[Req any](f func(*World, member, *Req) platform.Answer) handler {
	return func(w *World, m member, args jsontext.Value) (platform.Answer, *Refusal) {
		req := new(Req)
		if err := loose.Unmarshal(args, req); err != nil {
			return nil, &Refusal{Code: "400", Message: "the arguments are not what the document says: " + err.Error()}
		}
		return f(w, m, req), nil
	}
}

// noArguments is for operations without arguments.
type noArguments struct{}

// handlers are set by init, because they call each other's types.
var handlers map[string]handler

func init() {
	handlers = map[string]handler{
		"alibaba.createOrder.preview":                               typed((*World).preview),
		"alibaba.trade.createCrossOrder":                            typed((*World).createCross),
		"alibaba.trade.fastCreateOrder":                             typed((*World).createFast),
		"alibaba.trade.get.buyerView":                               typed((*World).getOrder),
		"alibaba.trade.getBuyerOrderList":                           typed((*World).listBought),
		"alibaba.trade.getSellerOrderList":                          typed((*World).listSold),
		"alibaba.trade.cancel":                                      typed((*World).cancel),
		"alibaba.order.memoAdd":                                     typed((*World).addMemo),
		"alibaba.trade.addFeedback":                                 typed((*World).addFeedback),
		"order.receiveAddress.buyerUpdate":                          typed((*World).changeAddress),
		"trade.order.buyerdelete":                                   typed((*World).deleteOrder),
		"trade.receivegoods.confirm":                                typed((*World).confirm),
		"alibaba.alipay.url.get":                                    typed((*World).alipayURL),
		"alibaba.trade.payWay.query":                                typed((*World).payWays),
		"alibaba.trade.pay.protocolPay.isopen":                      typed((*World).protocolPayOpen),
		"alibaba.trade.pay.protocolPay.preparePay":                  typed((*World).protocolPay),
		"alibaba.logistics.OpDeliverySendOrder.offline":             typed((*World).sendOffline),
		"alibaba.logistics.OpDeliverySendOrder.dummy":               typed((*World).sendDummy),
		"alibaba.trade.getLogisticsInfos.buyerView":                 typed((*World).parcelsOf),
		"alibaba.trade.getLogisticsTraceInfo.buyerView":             typed((*World).listTraces),
		"alibaba.trade.receiveAddress.get":                          typed((*World).listAddresses),
		"alibaba.trade.addresscode.parse":                           typed((*World).parseAddress),
		"alibaba.trade.getRefundReasonList":                         typed((*World).refundReasons),
		"alibaba.trade.getMaxRefundFee":                             typed((*World).maxRefund),
		"alibaba.trade.createRefund":                                typed((*World).createRefund),
		"alibaba.trade.cancelRefund":                                typed((*World).cancelRefund),
		"alibaba.trade.refund.returnGoods":                          typed((*World).returnGoods),
		"alibaba.trade.refund.OpQueryOrderRefund":                   typed((*World).getRefund),
		"alibaba.trade.refund.buyer.queryOrderRefundList":           typed((*World).listRefunds),
		"alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus": typed((*World).refundsOfOrder),
		"alibaba.account.basic":                                     typed((*World).account),
	}
	maps.Copy(handlers, related())
	maps.Copy(handlers, ofSeller())
	maps.Copy(handlers, ofDistribution())
}
