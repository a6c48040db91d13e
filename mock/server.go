package mock

import (
	"errors"
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/generated/gatewayserver"
	"github.com/go-ali1688/ali1688/mock/internal/products"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/mock/world"
)

// server implements the operations, in the generated file, and holds what all of them share.
type server struct {
	config
	overrides *Overrides
	answerers []answerer
	witness   witness
	calls     atomic.Uint64
	plan      *plan // what goes wrong on purpose
	seen      sync.Map
	seenCount atomic.Int64
	world     *world.World
	orders    *orders.World
	products  *products.Catalogue
	platform  *platformOverride
	cache     secache
	last      atomic.Pointer[origin]
	meter     meter
	apps      appMeter
}

func newServer(cfg config, overrides *Overrides, platform *platformOverride) *server {
	stock := new(orders.Stock)
	offers := world.New(world.Options{Seed: cfg.seed, Closed: cfg.closed, LongIDs: cfg.longIDs, Taken: stock.Taken})
	return &server{
		products: products.New(offers), config: cfg, overrides: overrides, witness: nobody{}, answerers: cfg.answerers(), plan: newPlan(cfg.faults), world: offers, platform: platform,
		orders: orders.New(orders.Options{
			Seed: cfg.seed, Clock: cfg.clock, Offer: offers.Offer, Listed: offers.ListedOffer, Stock: stock, Auto: cfg.auto,
			Dialect: cfg.dialect, IssuedTokens: cfg.issuedTokens,
		}),
	}
}

// witness is told what happens. None of it may be slow.
type witness interface {
	called(*http.Request, *call)
	unexpected(*http.Request, *call) // of no operation that there is
	panicked(*http.Request, *call, any)
}

type nobody struct{}

func (nobody) called(*http.Request, *call)        {}
func (nobody) unexpected(*http.Request, *call)    {}
func (nobody) panicked(*http.Request, *call, any) {}

// handler composes the way of a request, from the inside out. The order is important.
func (s *server) handler() http.Handler {
	h := s.operations()  // the strict handlers: for overrides, which want typed parameters
	h = s.shortcut(h)    // where an answer comes from, without them
	h = s.exemplary(h)   // the answer that the caller asked for by its name
	h = s.answerOwn(h)   // what a document of the user's adds; none of it is in our tables
	h = s.checkParams(h) // 4014 and 4003, so that the handlers find parameters they can read
	h = s.checkQuota(h)  // 4013, for a caller who is known
	h = s.checkKey(h)    // 4005, before the caller learns anything about parameters
	h = s.route(h)       // which operation, whatever the platform, the slash and the method
	h = s.divert(h)      // what is for the open platform itself
	h = s.guardPanics(h) // everything above may be wrong about hostile input, and overrides about anything
	h = s.injectFault(h) // what goes wrong on purpose; sees what would have been answered, and writes it in the format asked for
	h = s.checkCrowd(h)  // 4010, whatever the call is; slow ones count
	h = s.logged(h)      // sees how it went, and which call it was
	h = s.collect(h)     // reads the request once for all of them; sees also what is refused
	h = s.pages(h)       // pictures and the cashier, which are no calls; marks every response
	return s.compress(h) // whatever it is that is sent
}

// operations is the generated server around s. What it refuses is refused as the gateway does it.
func (s *server) operations() http.Handler {
	strict := gatewayserver.NewStrictHandlerWithOptions(s, nil, gatewayserver.StrictHTTPServerOptions{
		RequestErrorHandlerFunc:  s.malformed,
		ResponseErrorHandlerFunc: s.failed,
	})
	return gatewayserver.HandlerWithOptions(strict, gatewayserver.StdHTTPServerOptions{ErrorHandlerFunc: s.malformed})
}

// malformed answers for a parameter that passed our rules and that the generated code cannot read all the same.
func (s *server) malformed(w http.ResponseWriter, r *http.Request, err error) {
	var format *gatewayserver.InvalidParamFormatError
	if errors.As(err, &format) {
		s.refuse(w, r, malformed(format.ParamName, "the parameter "+format.ParamName+" must be what the document says of it"))
		return
	}
	s.refuse(w, r, &Error{Code: gateway.CodeBadParameter, Text: "param error", Reason: "the parameters cannot be read"})
}
