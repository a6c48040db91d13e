package ali1688

import (
	"context"

	"github.com/go-ali1688/ali1688/transport"
)

// WithSession returns a context whose calls act for the 1688 account that session was authorised by. The operations
// that pass a call on to the open platform need it, [Client.Custom] above all; an authorisation ends after 30 days.
//
// It belongs to the call and not to the client, so that one client can act for many accounts. Like the secret it is
// added below everything that prints a URL.
func WithSession(ctx context.Context, session string) context.Context {
	return transport.WithSession(ctx, session)
}
