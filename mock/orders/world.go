package orders

import (
	"cmp"
	"maps"
	"sync"
	"time"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/loose"
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
	// Dialect chooses between sources that disagree.
	Dialect Dialect
	// Auto lets orders go on by themselves.
	Auto Auto
	// IssuedTokens refuses access tokens that the world has not issued. Without it any text is the token of a member
	// of its own.
	IssuedTokens bool
}

// World keeps the orders of all members. It is safe for concurrent use.
type World struct {
	seed         uint64
	clock        func() time.Time
	listed       func(int) world.Offer
	auto         Auto
	offer        func(uint64) (world.Offer, bool)
	stock        *Stock
	dialect      Dialect
	issuedTokens bool

	mu             sync.Mutex
	due            time.Time       // of a step that had fallen due, while it is made
	acting         string          // what the call under way is authorised by
	base           string          // of the call under way
	orders         []*order        // as they were made
	sellers        map[string]bool // memberIds and login names of sellers that have orders
	byID           map[int64]*order
	refunds        []*refund
	parcels        int64
	issued         tokens
	limits         map[int64]Limits          // by offer
	bound, aliases map[string]string         // by key of the gateway: the account, and the session that is another name of it
	credit         map[string]fen            // by member
	previewed      map[string]map[int64]bool // by member, the offers, and whether they changed since
}

// New returns a world without orders.
func New(o Options) *World {
	if o.Stock == nil {
		o.Stock = new(Stock)
	}
	w := &World{seed: o.Seed, listed: o.Listed, auto: o.Auto, offer: o.Offer, stock: o.Stock, dialect: o.Dialect, issuedTokens: o.IssuedTokens}
	w.clock = func() time.Time {
		if !w.due.IsZero() {
			return w.due
		}
		return o.Clock()
	}
	w.forget()
	return w
}

// Clear forgets every order, refund and token. Ids begin anew.
func (w *World) Clear() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stock.clear()
	w.forget()
}

func (w *World) forget() {
	w.orders, w.refunds, w.parcels, w.byID, w.issued = nil, nil, 0, map[int64]*order{}, newTokens(w.seed)
	w.sellers = map[string]bool{}
	w.bound, w.aliases = map[string]string{}, map[string]string{}
	w.limits, w.credit, w.previewed = map[int64]Limits{}, map[string]fen{}, map[string]map[int64]bool{}
}

// Call is a call of the platform.
type Call struct {
	API    string         // such as alibaba.trade.cancel
	Args   jsontext.Value // an object, as [Arguments] makes it
	Member string         // what the call was authorised by
	Base   string         // scheme and host of the mock, for addresses of pictures and of the cashier
}

// Knows says whether the world has a behaviour for an operation.
func Knows(api string) bool { return handlers[api] != nil }

// Call answers a call that the world [Knows]. A refusal is the platform's own.
func (w *World) Call(c Call) (platform.Answer, *Refusal) {
	w.enter()
	defer w.mu.Unlock()
	w.acting = c.Member
	w.base = cmp.Or(c.Base, world.DefaultBase)
	return handlers[c.API](w, memberOf(c.Member), c.Args)
}

type handler func(*World, member, jsontext.Value) (platform.Answer, *Refusal)

// on is a handler with typed arguments. What does not fit them is refused.
func on[Req any](f func(*World, member, *Req) platform.Answer) handler {
	return func(w *World, m member, args jsontext.Value) (platform.Answer, *Refusal) {
		req := new(Req)
		if err := loose.Unmarshal(args, req); err != nil {
			return nil, &Refusal{Code: "400", Message: "the arguments are not what the document says: " + err.Error()}
		}
		return f(w, m, req), nil
	}
}

// nothing are the arguments of an operation without any.
type nothing struct{}

// handlers are set by init, because they call each other's types.
var handlers map[string]handler

func init() {
	handlers = map[string]handler{
		"alibaba.createOrder.preview":                               on((*World).preview),
		"alibaba.trade.createCrossOrder":                            on((*World).createCross),
		"alibaba.trade.fastCreateOrder":                             on((*World).createFast),
		"alibaba.trade.get.buyerView":                               on((*World).getOrder),
		"alibaba.trade.getBuyerOrderList":                           on((*World).listBought),
		"alibaba.trade.getSellerOrderList":                          on((*World).listSold),
		"alibaba.trade.cancel":                                      on((*World).cancel),
		"alibaba.order.memoAdd":                                     on((*World).addMemo),
		"alibaba.trade.addFeedback":                                 on((*World).addFeedback),
		"order.receiveAddress.buyerUpdate":                          on((*World).changeAddress),
		"trade.order.buyerdelete":                                   on((*World).deleteOrder),
		"trade.receivegoods.confirm":                                on((*World).confirm),
		"alibaba.alipay.url.get":                                    on((*World).alipayURL),
		"alibaba.trade.payWay.query":                                on((*World).payWays),
		"alibaba.trade.pay.protocolPay.isopen":                      on((*World).protocolPayOpen),
		"alibaba.trade.pay.protocolPay.preparePay":                  on((*World).protocolPay),
		"alibaba.logistics.OpDeliverySendOrder.offline":             on((*World).sendOffline),
		"alibaba.logistics.OpDeliverySendOrder.dummy":               on((*World).sendDummy),
		"alibaba.trade.getLogisticsInfos.buyerView":                 on((*World).parcelsOf),
		"alibaba.trade.getLogisticsTraceInfo.buyerView":             on((*World).traces),
		"alibaba.trade.receiveAddress.get":                          on((*World).savedAddresses),
		"alibaba.trade.addresscode.parse":                           on((*World).parseAddress),
		"alibaba.trade.getRefundReasonList":                         on((*World).refundReasons),
		"alibaba.trade.getMaxRefundFee":                             on((*World).maxRefund),
		"alibaba.trade.createRefund":                                on((*World).createRefund),
		"alibaba.trade.cancelRefund":                                on((*World).cancelRefund),
		"alibaba.trade.refund.returnGoods":                          on((*World).returnGoods),
		"alibaba.trade.refund.OpQueryOrderRefund":                   on((*World).getRefund),
		"alibaba.trade.refund.buyer.queryOrderRefundList":           on((*World).listRefunds),
		"alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus": on((*World).refundsOfOrder),
		"alibaba.account.basic":                                     on((*World).account),
	}
	maps.Copy(handlers, related())
}
