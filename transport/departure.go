package transport

import (
	"context"
	"net/http/httptrace"
	"sync/atomic"
)

// Departure watches whether a request may have left this machine.
type Departure struct{ asked, connected atomic.Bool }

// Watch returns a context whose requests are watched. One context is for one request.
func Watch(ctx context.Context) (context.Context, *Departure) {
	d := new(Departure)
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { d.asked.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { d.connected.Store(true) },
	}), d
}

// Possible says whether some of the request may have left: certainly not while a connection was sought and not found, and
// perhaps from then on. A round tripper that reports nothing may have sent anything.
func (d *Departure) Possible() bool { return !d.asked.Load() || d.connected.Load() }
