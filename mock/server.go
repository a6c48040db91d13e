package mock

import (
	"context"
	"errors"
	"net/http"
	"sync/atomic"

	"github.com/go-ali1688/ali1688/mock/internal/edition"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/faults"
	"github.com/go-ali1688/ali1688/mock/internal/gatewayapi"
	"github.com/go-ali1688/ali1688/mock/internal/middleware"
	"github.com/go-ali1688/ali1688/mock/internal/pages"
	"github.com/go-ali1688/ali1688/mock/internal/platformapi"
	"github.com/go-ali1688/ali1688/mock/internal/pushes"
	"github.com/go-ali1688/ali1688/mock/internal/replay"
	"github.com/go-ali1688/ali1688/mock/internal/reply"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/generated/gatewayserver"
	"github.com/go-ali1688/ali1688/internal/plain"
	"github.com/go-ali1688/ali1688/mock/internal/products"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/mock/world"
)

// server composes the packages below mock/internal. Its methods in the generated file serve the operations.
type server struct {
	config
	*reply.Responder
	overrides *Overrides
	calls     atomic.Uint64
	world     *world.World
	orders    *orders.World
	injector  *faults.Injector
	gateway   *gatewayapi.Routes
	platform  *platformapi.Routes
	site      *pages.Site
	replayer  *replay.Replayer
	pushes    *pushes.Sender
}

func newServer(cfg config, overrides *Overrides, override platformapi.Override) *server {
	stock, limits := new(orders.Stock), new(world.LimitBook)
	offers := world.New(world.Options{Seed: cfg.seed, Closed: cfg.closed, LongIDs: cfg.longIDs, Taken: stock.Taken,
		Limits: limits})
	outbox := pushes.New(cfg.pushOptions())
	s := &server{
		config: cfg, pushes: outbox, overrides: overrides, world: offers,
		Responder: &reply.Responder{Seed: cfg.seed, PerDay: gatewayapi.DailyLimit(cfg.quota), ContentType: cfg.contentType,
			Observer: exchange.Silent{}},
		orders: orders.New(orders.Options{
			Seed: cfg.seed, Clock: cfg.clock, Offer: offers.Offer, Listed: offers.ListedOffer, Stock: stock, Limits: limits,
			Auto: cfg.auto, Tell: func(m orders.Message) { outbox.Add(m) },
			Dialect: cfg.dialect, IssuedTokens: cfg.issuedTokens,
		}),
	}
	s.injector = faults.New(s.Responder, cfg.faults, cfg.slowness, cfg.own.Has)
	outbox.Fault = s.injector.PushFault
	s.replayer = replay.New(s.Responder, cfg.layers)
	s.site = pages.New(cfg.publicURL, offers, s.orders)
	s.gateway = gatewayapi.New(s.Responder, gatewayapi.Options{
		Key: cfg.key, Secret: cfg.secret, Strict: cfg.strict, Clock: cfg.clock, Quota: cfg.quota, World: offers,
		Custom: func(ctx context.Context, b []byte, e *reply.Envelope) ([]byte, bool) {
			return s.platform.AppendCustom(ctx, b, e)
		},
	})
	s.platform = platformapi.New(s.Responder, platformapi.Options{
		AppKey: cfg.appKey, Secret: cfg.app, Rate: cfg.appRate, Strict: cfg.strict, NestedCustom: cfg.nestedCustom,
		Clock: cfg.clock, Orders: s.orders, Products: products.New(offers), Override: override, Messages: outbox.Outbox,
		Example: replay.PlatformExample, UsedUp: s.gateway.UsedUp,
	})
	return s
}

// handler composes the handlers of a request, from the inside out. The order is important.
func (s *server) handler() http.Handler {
	// the strict handlers: for overrides, which need typed parameters
	h := s.operations()
	// without an override: a recording or the world, and no generated code
	h = s.serveOperation(h)
	h = s.replayer.ServeExample(h) // the response that the request names
	// operations of a user's document, which no generated table has
	h = edition.New(s.Responder, s.own).Serve(h)
	// 4014 and 4003, so that the handlers find parameters they can read
	h = s.gateway.CheckParams(h)
	h = s.gateway.CheckQuota(h) // 4013, for a caller who is known
	// 4005, before the caller learns anything about parameters
	h = s.gateway.CheckKey(h)
	// which operation, whatever the platform, the slash and the method
	h = s.gateway.Route(h)
	h = s.platform.Route(h) // requests that were sent to the open platform itself
	// everything above may be wrong about hostile input, and overrides about anything
	h = middleware.GuardPanics(s.Responder, h)
	// sees the response that would have been sent, and writes it in the format asked for
	h = s.injector.InjectFault(h)
	h = middleware.LimitConcurrency(s.Responder, s.concurrency, h) // 4010, whatever the request is; slow ones count
	h = middleware.Log(s.logger, h)                                // sees the outcome, and which operation was called
	// reads the request once for all of them; sees also what is refused
	h = s.collect(h)
	h = plain.Serve(h)                 // documents of other APIs without a client, by their examples
	h = s.site.Serve(h)                // pictures and the cashier, which are not operations; marks every response
	h = middleware.Compress(s.gzip, h) // whatever is sent
	return s.pushes.Serve(h)           // WebSocket connections, which take over the connection below
}

// operations returns the generated server. Its refusals have the form of the gateway.
func (s *server) operations() http.Handler {
	strict := gatewayserver.NewStrictHandlerWithOptions(s, nil, gatewayserver.StrictHTTPServerOptions{
		RequestErrorHandlerFunc:  s.malformed,
		ResponseErrorHandlerFunc: s.RespondError,
	})
	return gatewayserver.HandlerWithOptions(strict, gatewayserver.StdHTTPServerOptions{ErrorHandlerFunc: s.malformed})
}

// malformed refuses a parameter that passed our rules and that the generated code cannot read.
func (s *server) malformed(w http.ResponseWriter, r *http.Request, err error) {
	var format *gatewayserver.InvalidParamFormatError
	if errors.As(err, &format) {
		s.Refuse(w, r, reply.Malformed(format.ParamName, "the parameter "+format.ParamName+
			" must be of the type that the document states"))
		return
	}
	s.Refuse(w, r, &reply.Error{Code: gateway.CodeBadParameter, Text: "param error",
		Reason: "the parameters cannot be read"})
}
