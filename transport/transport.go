// Package transport holds the http.RoundTrippers between the clients and the gateway or the open platform, one file a
// concern.
//
// Credentials are added below everything that could print a URL, and a response
// leaves as clean UTF-8 JSON where that is possible. The layers above see neither secrets nor PHP.
//
// One text cannot be redacted: if a server sends more than its Content-Length, net/http itself writes "Unsolicited
// response received on idle HTTP channel" with the first bytes to the standard logger, and has no hook for it. To
// prevent it, use an http.Transport with DisableKeepAlives, or redirect the standard logger.
package transport

import (
	"context"
	"encoding"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/go-ali1688/ali1688/phpwire"
)

// Func is a function that is an http.RoundTripper.
type Func func(*http.Request) (*http.Response, error)

// RoundTrip calls f.
func (f Func) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// Config configures the round trippers. Printing, logging or encoding it shows REDACTED.
type Config struct {
	Timeout   time.Duration    // limits a request, its response included; zero is no limit
	MaxValues int              // the number of values that a response may have; 0 is phpwire.DefaultMaxValues
	UserAgent string           // "" is that of net/http
	Clock     func() time.Time // for signs; nil is time.Now

	// The gateway only: the client of the open platform signs by itself, because its credentials are fields of a form.
	Key, Secret Secret
	Sign        bool           // send a sign in place of the secret
	Form        bool           // send everything but the key in a form
	ResultType  phpwire.Format // ask for this format, where a call asks for none; empty is not to ask
}

// Secret is a text that only Reveal returns, such as a loose.Secret: printed, logged and encoded it is REDACTED. It is
// an interface so that this package is compiled beside package loose and not after it.
type Secret interface {
	Reveal() string
	fmt.Formatter
	slog.LogValuer
	encoding.TextMarshaler
}

// reveal returns the text of a secret, and "" for none.
func reveal(s Secret) string {
	if s == nil {
		return ""
	}
	return s.Reveal()
}

// Gateway composes the round trippers for requests to the gateway over base, which is http.DefaultTransport if nil. The
// order is important.
func Gateway(base http.RoundTripper, c Config) http.RoundTripper {
	rt := c.below(base)
	if c.Form {
		rt = Form(rt) // moves everything that was added above
	} else {
		rt = formWhere(rt)
	}
	rt = c.credentials(rt)          // so near to the wire that no error from above holds a secret
	rt = CleanBody(rt, c.MaxValues) // sees what came, whoever sent it
	if c.ResultType != "" {
		rt = ResultType(rt, c.ResultType) // above the sign, which covers it, and above who reads it off the call
	}
	return c.above(platform(rt))
}

// OpenPlatform composes the round trippers for requests to the open platform over base, as [Gateway] does. The caller
// signs: the credentials are fields of a form, and are in no URL.
func OpenPlatform(base http.RoundTripper, c Config) http.RoundTripper {
	return c.above(CleanBody(c.below(base), c.MaxValues))
}

// below returns the end of both chains.
func (c *Config) below(base http.RoundTripper) http.RoundTripper {
	if base == nil {
		base = http.DefaultTransport
	}
	rt := complete(base) // what is above relies on a header, a body and a request
	return Once(rt)      // nothing below may repeat a request: each may be charged, and may order
}

// above returns the beginning of both chains.
func (c *Config) above(rt http.RoundTripper) http.RoundTripper {
	if c.UserAgent != "" {
		rt = UserAgent(rt, c.UserAgent)
	}
	rt = kept(host(rt))
	return timeout(rt, c.Timeout) // limits all of them
}

func (c *Config) credentials(next http.RoundTripper) http.RoundTripper {
	now := c.Clock
	if now == nil {
		now = time.Now
	}
	if c.Sign {
		return Signed(next, reveal(c.Key), reveal(c.Secret), now)
	}
	return Credentials(next, reveal(c.Key), reveal(c.Secret))
}

// timeout limits a request and its response until the body is closed, so that it bounds decoding, too. Unlike
// http.Client's own timeout it leaves the error as it is, with what [ErrNotSent] needs.
func timeout(next http.RoundTripper, limit time.Duration) http.RoundTripper {
	if limit <= 0 {
		return next
	}
	return Func(func(req *http.Request) (*http.Response, error) {
		ctx, cancel := context.WithTimeout(req.Context(), limit)
		rsp, err := next.RoundTrip(req.WithContext(ctx))
		if err != nil {
			cancel()
			return nil, err
		}
		rsp.Body = &timedBody{rsp.Body, cancel}
		return rsp, nil
	})
}

type timedBody struct {
	io.ReadCloser
	cancel context.CancelFunc
}

// Close ends the time that is measured.
func (b *timedBody) Close() error {
	defer b.cancel()
	return b.ReadCloser.Close()
}
