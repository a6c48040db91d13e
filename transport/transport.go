// Package transport holds the http.RoundTrippers between the clients and the gateway or the open platform, one file a
// concern.
//
// This is the edge at which dirt stops: credentials are added below everything that could print a URL, and an answer
// leaves as clean UTF-8 JSON where it can be made so. What is above sees neither secrets nor PHP.
//
// One text escapes: if a server sends more than its Content-Length, net/http itself writes "Unsolicited response
// received on idle HTTP channel" with the first bytes to the standard logger. It has no hook for that. Who cannot
// have it calls through an http.Transport with DisableKeepAlives, or sends the standard logger elsewhere.
package transport

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/phpwire"
)

// Func is a function that is an http.RoundTripper.
type Func func(*http.Request) (*http.Response, error)

// RoundTrip calls f.
func (f Func) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// Config says how calls of the gateway are made. Printing, logging or encoding it shows REDACTED.
type Config struct {
	Key, Secret loose.Secret
	Timeout     time.Duration    // limits a request, its response included; zero is no limit
	Sign        bool             // send a sign in place of the secret
	Form        bool             // send everything but the key in a form
	ResultType  phpwire.Format   // ask for this format, where a call asks for none; empty is not to ask
	Clock       func() time.Time // for signs; nil is time.Now
	MaxValues   int              // the number of values that a response may have; 0 is phpwire.DefaultMaxValues
}

// Gateway composes the round trippers for calls of the gateway over base, which is http.DefaultTransport if nil.
// The order is important.
func Gateway(base http.RoundTripper, c Config) http.RoundTripper {
	rt := base
	if rt == nil {
		rt = http.DefaultTransport
	}
	rt = complete(rt) // what is above relies on a header, a body and a request
	rt = Once(rt)     // nothing below may repeat a request: each may be charged, and may order
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
	return timeout(rt, c.Timeout) // limits all of them
}

func (c *Config) credentials(next http.RoundTripper) http.RoundTripper {
	now := c.Clock
	if now == nil {
		now = time.Now
	}
	if c.Sign {
		return Signed(next, c.Key.Reveal(), c.Secret.Reveal(), now)
	}
	return Credentials(next, c.Key.Reveal(), c.Secret.Reveal())
}

// OpenPlatform composes the round trippers for requests to the open platform over base, which is
// http.DefaultTransport if nil. limit and maxValues are as in [Config]. The caller signs: the credentials are fields
// of a form, and are in no URL.
func OpenPlatform(base http.RoundTripper, limit time.Duration, maxValues int) http.RoundTripper {
	if base == nil {
		base = http.DefaultTransport
	}
	return timeout(CleanBody(Once(complete(base)), maxValues), limit)
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
