package gatewayapi

import (
	"context"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/reply"

	"github.com/go-ali1688/ali1688/mock/world"
)

// Options determine how the operations of the gateway respond.
type Options struct {
	Key, Secret string // the one accepted pair; empty for any
	Strict      bool
	Clock       func() time.Time
	Quota       *Quota // nil refuses no request
	World       *world.World
	// Custom appends the response of custom, or reports false.
	Custom func(ctx context.Context, b []byte, e *reply.Envelope) ([]byte, bool)
}

// Routes serve the operations of the gateway.
type Routes struct {
	*reply.Responder
	Options
	Cache secache
	Meter meter
}

// New returns the routes of a gateway with an empty cache.
func New(r *reply.Responder, o Options) *Routes {
	return &Routes{Responder: r, Options: o}
}
