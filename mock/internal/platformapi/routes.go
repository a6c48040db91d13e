package platformapi

import (
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"

	"github.com/go-ali1688/ali1688/mock/internal/products"
	"github.com/go-ali1688/ali1688/mock/internal/pushes"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-json-experiment/json/jsontext"
)

// Options determine how the operations of the open platform respond.
type Options struct {
	AppKey, Secret string // of the only application; empty for any
	Rate           int    // requests a second of an application; 0 is any number
	Strict         bool
	NestedCustom   bool
	Clock          func() time.Time
	Orders         *orders.World
	Products       *products.Catalogue
	Override       Override
	Example        func(api string) jsontext.Value // the document's example of a response
	Messages       *pushes.Outbox
	UsedUp         func(*exchange.Call) bool // reports whether a request exceeds the account's quota
}

// Routes serve the operations of the open platform, directly and through custom.
type Routes struct {
	*reply.Responder
	Options
	apps appMeter
}

// New returns the routes of an open platform that has counted no request yet.
func New(r *reply.Responder, o Options) *Routes {
	return &Routes{Responder: r, Options: o}
}
