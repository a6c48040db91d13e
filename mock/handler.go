package mock

import (
	"context"
	"net/http"

	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-json-experiment/json/jsontext"
)

// Handler is the gateway as an http.Handler. It is safe for concurrent use.
type Handler struct {
	// Overrides answers operations with functions of yours. Set it before the calls that it is for: a field that is
	// changed while calls run is a data race. The functions run in the goroutines of the calls.
	//
	// A function that returns nil and nil leaves the call to the mock. A response is served as it encodes, its envelope
	// too. An error becomes a failure of the gateway: see [Error]; so do the client's own, such as
	// ali1688.ErrQuotaExceeded; with a response beside it, the response says so.
	Overrides Overrides

	// Platform answers calls of the open platform, by whichever road they come: the name of the operation and its
	// arguments, an object. Nil and nil leave the call to the mock. An error refuses the call: a platform.Code or an
	// *openplatform.Error with its code, any other error with code 500. What goes for Overrides goes for it, too.
	Platform func(ctx context.Context, api string, args jsontext.Value) (jsontext.Value, error)

	server  *server
	started []int64
	chain   http.Handler
}

// NewHandler returns a gateway for a server of yours. It fails only for options that cannot be right.
func NewHandler(opts ...Option) (*Handler, error) {
	cfg, err := newConfig(opts)
	if err != nil {
		return nil, err
	}
	h := new(Handler)
	h.server = newServer(cfg, &h.Overrides, &h.Platform)
	h.chain = h.server.handler()
	return h, h.start()
}

// Orders are the orders that were made, to do what no call does: pay at the cashier, ship, agree to a refund.
func (h *Handler) Orders() *orders.World { return h.server.orders }

// ServeHTTP answers one request. Its path is /<platform>/<operation>/, or /openapi/… for the open platform; strip
// what your own server has before it.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) { h.chain.ServeHTTP(w, r) }
