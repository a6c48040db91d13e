package mock

import (
	"errors"
	"net/http"

	"github.com/go-ali1688/ali1688/mock/internal/reply"
)

// Transport returns an http.RoundTripper that responds to every request as a gateway, for any host and without a
// socket. With invalid options every request fails with the error of [NewHandler].
func Transport(opts ...Option) http.RoundTripper {
	h, err := NewHandler(opts...)
	return &roundTripper{handler: h, err: err}
}

// Transport returns the gateway as an http.RoundTripper. It responds as a server does.
func (h *Handler) Transport() http.RoundTripper { return &roundTripper{handler: h} }

type roundTripper struct {
	handler http.Handler
	err     error // of the options
}

var errNoAnswer = errors.New("mock: the connection was cut before the response")

// RoundTrip waits for the response or the end of the request's context. It runs the handler in a goroutine of its own,
// so that an override that hangs does not block the caller.
func (t *roundTripper) RoundTrip(req *http.Request) (*http.Response, error) {
	if t.err != nil {
		closeBody(req)
		return nil, t.err
	}
	if err := req.Context().Err(); err != nil {
		closeBody(req)
		return nil, err
	}
	done := make(chan *reply.Recorder, 1)
	go t.serve(req, done)
	select {
	case rec := <-done:
		if rec == nil {
			return nil, errNoAnswer
		}
		return rec.Response(req), nil
	case <-req.Context().Done():
		return nil, req.Context().Err()
	}
}

// serve sends the response, or nil if the handler ended with http.ErrAbortHandler or runtime.Goexit.
func (t *roundTripper) serve(req *http.Request, done chan<- *reply.Recorder) {
	var rec *reply.Recorder
	defer func() {
		if v := recover(); v != nil && v != http.ErrAbortHandler {
			panic(v)
		}
		closeBody(req)
		done <- rec
	}()
	got := &reply.Recorder{Headers: http.Header{}}
	t.handler.ServeHTTP(got, received(req))
	rec = got
}

// received returns an outgoing request as a server receives it.
func received(req *http.Request) *http.Request {
	r := req.Clone(req.Context())
	r.RequestURI = req.URL.RequestURI()
	r.RemoteAddr = "127.0.0.1:0"
	if r.Host == "" {
		r.Host = req.URL.Host
	}
	if r.Method == "" {
		r.Method = http.MethodGet
	}
	if r.Body == nil {
		r.Body = http.NoBody
	}
	return r
}

func closeBody(req *http.Request) {
	if req.Body != nil {
		_ = req.Body.Close()
	}
}
