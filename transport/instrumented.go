package transport

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// errNotFirst is returned to an instrument that sends a request a second time, or one that it did not get.
var errNotFirst = errors.New("the instrumentation may send the request that it got, and once")

// Instrumented has wrap, such as otelhttp.NewTransport, observe the requests that base sends. The instrument gets a
// copy of each, and what it sends is the request itself.
//
// The copy has the method, the host and the path of the request, and the header fields that concern the body. It has
// neither query nor body, which hold the credentials and the arguments, nor cookies, and REDACTED for an app key in the
// path. So an instrument that exports addresses exports no secret, whatever it does with them. The errors that the
// instrument gets name what failed, without words of a server. Fields that it adds to the header, such as baggage, are
// not sent.
func Instrumented(base http.RoundTripper, wrap func(http.RoundTripper) http.RoundTripper) http.RoundTripper {
	instrument := wrap(Func(func(seen *http.Request) (*http.Response, error) {
		h, _ := seen.Context().Value(hiddenKey{}).(*hiddenRequest)
		if h == nil || h.sent.Swap(true) {
			return nil, errNotFirst
		}
		rsp, err := base.RoundTrip(h.request().WithContext(seen.Context()))
		if err != nil {
			h.err = err
			return nil, visibleError(err)
		}
		if rsp != nil {
			rsp.Request = seen
		}
		return rsp, nil
	}))
	return Func(func(req *http.Request) (*http.Response, error) {
		seen, hidden := visibleCopy(req)
		rsp, err := instrument.RoundTrip(seen)
		switch {
		case !hidden.sent.Load():
			closeBody(req)
			if err != nil {
				err = notSent(err)
			}
		case err != nil && hidden.err != nil:
			err = hidden.err
		}
		if rsp != nil {
			rsp.Request = req
		}
		return rsp, err
	})
}

type hiddenKey struct{}

// hiddenRequest is a request that its context carries. It is a function, so that nothing prints it.
type hiddenRequest struct {
	request func() *http.Request
	sent    atomic.Bool
	err     error // of sending it
}

// visibleError returns the part of an error that comes from this machine: a response that net/http cannot read
// is quoted in its error, and may quote the request.
func visibleError(err error) error {
	var network *net.OpError
	switch {
	case errors.Is(err, context.Canceled):
		return context.Canceled
	case errors.Is(err, context.DeadlineExceeded):
		return context.DeadlineExceeded
	case errors.As(err, &network):
		return network
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return io.ErrUnexpectedEOF
	}
	return errUnreadable
}

var errUnreadable = errors.New("the connection failed, or the response is not HTTP")

// visibleCopy returns what an instrument may see of a request.
func visibleCopy(req *http.Request) (*http.Request, *hiddenRequest) {
	hidden := &hiddenRequest{request: func() *http.Request { return req }}
	ctx := context.WithValue(req.Context(), hiddenKey{}, hidden)
	out := (&http.Request{
		Method: req.Method, Proto: req.Proto, ProtoMajor: req.ProtoMajor, ProtoMinor: req.ProtoMinor,
		Host: req.Host, URL: &url.URL{Scheme: req.URL.Scheme, Host: req.URL.Host, Path: visiblePath(req.URL.Path)},
		Header: http.Header{}, Body: http.NoBody,
	}).WithContext(ctx)
	for _, name := range []string{"Accept", "Content-Type", "User-Agent"} {
		if values := req.Header.Values(name); len(values) > 0 {
			out.Header[name] = values
		}
	}
	return out, hidden
}

// visiblePath returns a path without the app key, which ends the paths of the open platform.
func visiblePath(path string) string {
	start, last := strings.LastIndexByte(path, '/'), path
	if start >= 0 {
		last = path[start+1:]
	}
	if !strings.Contains(path, "/openapi/") || last == "" || strings.Trim(last, "0123456789") != "" {
		return path
	}
	return path[:start+1] + redact.Mark
}
