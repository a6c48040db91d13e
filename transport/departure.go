package transport

import (
	"context"
	"io"
	"net/http/httptrace"
	"strings"
	"sync/atomic"
)

// departure observes how far one attempt to send a request came.
type departure struct {
	long        bool        // the header may leave in several pieces
	asked       atomic.Bool // a connection was asked for
	connected   atomic.Bool // and obtained
	reused      atomic.Bool // which had been used before
	multiplexed atomic.Bool // and speaks HTTP/2
	started     atomic.Bool // the header was written into net/http's buffer
	sent        atomic.Bool // the request was written, or the server answered
	read        atomic.Bool // the body was read
}

// trace returns a context whose request d observes.
func (d *departure) trace(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { d.asked.Store(true) },
		GotConn: func(info httptrace.GotConnInfo) {
			d.reused.Store(info.Reused)
			d.connected.Store(true)
		},
		WroteHeaderField: func(name string, _ []string) {
			if strings.HasPrefix(name, ":") { // a pseudo-header, which only HTTP/2 has
				d.multiplexed.Store(true)
			}
		},
		WroteHeaders:         func() { d.started.Store(true) },
		Wait100Continue:      func() { d.sent.Store(true) },
		GotFirstResponseByte: func() { d.sent.Store(true) },
		WroteRequest:         d.wrote,
	})
}

// wrote is called when net/http has written a request or failed to. Over HTTP/1 it is called with an error and an
// unread body if the header could not be written; unless that is longer than net/http's buffer, it was written in one
// piece or not at all. Over HTTP/2 the error may be of a later frame.
func (d *departure) wrote(info httptrace.WroteRequestInfo) {
	switch {
	case info.Err == nil || d.long:
		d.sent.Store(true)
	case !d.multiplexed.Load() && !d.read.Load():
		d.started.Store(false)
	}
}

// possible reports whether some of the request may have left. It is false only if there was no connection, or if the
// header was not written to it. A round tripper that reports nothing may have sent anything.
func (d *departure) possible() bool {
	if !d.connected.Load() {
		return !d.asked.Load()
	}
	return d.started.Load() || d.sent.Load() || d.read.Load()
}

// watchedBody notes that it was read: net/http has written the header then.
type watchedBody struct {
	io.ReadCloser
	read *atomic.Bool
}

func (b *watchedBody) Read(p []byte) (int, error) {
	b.read.Store(true)
	return b.ReadCloser.Read(p)
}
