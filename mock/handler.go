package mock

import (
	"context"
	"net/http"
	"sync"

	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/mock/world"
	"github.com/go-json-experiment/json/jsontext"
)

// Handler is the gateway as an http.Handler. It is safe for concurrent use.
type Handler struct {
	// Overrides respond to operations with functions of your own. Set them before the requests: changing a field while
	// requests run is a data race. The functions run in the goroutines of the requests.
	//
	// A function that returns nil and nil leaves the response to the mock. A response is served as it is, with its
	// envelope. An error becomes a failure of the gateway: see [Error]; so do the client's own, such as
	// ali1688.ErrQuotaExceeded; with a response beside it, the response says so.
	Overrides Overrides

	// Platform responds to calls of the open platform, by whichever route they come: the name of the operation and its
	// arguments, an object. [OverridePlatform] does it with typed functions, which come first. Nil and nil leave the
	// call to the mock. An error refuses the call: a platform.Code or an *openplatform.Error with its code, any other
	// error with code 500. What goes for Overrides goes for it, too.
	Platform func(ctx context.Context, api string, args jsontext.Value) (jsontext.Value, error)

	typed   map[string]platformFunc // of OverridePlatform, by operation
	server  *server
	started []int64
	chain   http.Handler
	admin   func() http.Handler
}

// NewHandler returns a gateway for a server of your own. It fails only for invalid options.
func NewHandler(opts ...Option) (*Handler, error) {
	cfg, err := newConfig(opts)
	if err != nil {
		return nil, err
	}
	h := new(Handler)
	h.server = newServer(cfg, &h.Overrides, h.overridePlatform)
	h.chain, h.admin = h.server.handler(), sync.OnceValue(h.newAdmin)
	if err := h.start(); err != nil {
		h.Close() // of the orders that could be started, messages are on their way
		return nil, err
	}
	h.server.pushOut()
	return h, nil
}

// Orders returns the orders, for actions outside of the API: pay at the cashier, ship, agree to a refund.
func (h *Handler) Orders() *orders.World { return h.server.orders }

// ServeHTTP serves one request. Its path is /<platform>/<operation>/, or /openapi/… for the open platform, without the
// prefix of your own server.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) { h.chain.ServeHTTP(w, r) }

// World returns the world behind the responses, which has the existing ids, names and links.
func (h *Handler) World() *world.World { return h.server.world }

// IsMadeUp reports whether a value of a response was made up by a mock of any seed: the id of an offer that a search
// finds, of a SKU or of an order, in digits, the title of an offer, or the address of a picture. It does not know the
// id of an offer that a caller named without having found it; the title of such an offer is marked all the same.
func IsMadeUp(value string) bool { return world.MadeUp(value) }
