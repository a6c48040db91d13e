package mock

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strconv"
)

// Transport returns an http.RoundTripper that answers every request as a gateway would, whatever its host, with no
// socket. With options that cannot be right every request fails with the error that [NewHandler] gives.
func Transport(opts ...Option) http.RoundTripper {
	h, err := NewHandler(opts...)
	return &roundTripper{handler: h, err: err}
}

// Transport is the gateway as an http.RoundTripper: requests through it are answered as those to a server are.
func (h *Handler) Transport() http.RoundTripper { return &roundTripper{handler: h} }

type roundTripper struct {
	handler http.Handler
	err     error // of the options
}

var errNoAnswer = errors.New("mock: the connection was cut before the answer")

// RoundTrip waits for the answer or the end of the request's context, whichever is first. It runs the handler in a
// goroutine of its own, so that an override that hangs does not hang the caller.
func (t *roundTripper) RoundTrip(req *http.Request) (*http.Response, error) {
	if t.err != nil {
		closeBody(req)
		return nil, t.err
	}
	if err := req.Context().Err(); err != nil {
		closeBody(req)
		return nil, err
	}
	done := make(chan *recorder, 1)
	go t.serve(req, done)
	select {
	case rec := <-done:
		if rec == nil {
			return nil, errNoAnswer
		}
		return rec.response(req), nil
	case <-req.Context().Done():
		return nil, req.Context().Err()
	}
}

// serve sends what the handler wrote, or nil where it gave up with http.ErrAbortHandler or runtime.Goexit.
func (t *roundTripper) serve(req *http.Request, done chan<- *recorder) {
	var rec *recorder
	defer func() {
		if v := recover(); v != nil && v != http.ErrAbortHandler {
			panic(v)
		}
		closeBody(req)
		done <- rec
	}()
	got := &recorder{header: http.Header{}}
	t.handler.ServeHTTP(got, received(req))
	rec = got
}

// received is an outgoing request as a server would see it.
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

// recorder is an http.ResponseWriter that keeps everything.
type recorder struct {
	header http.Header
	sent   http.Header // as it was when the status was written
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header { return r.header }

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status, r.sent = status, r.header.Clone()
	}
}

func (r *recorder) Write(p []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.body.Write(p)
}

func (r *recorder) response(req *http.Request) *http.Response {
	r.WriteHeader(http.StatusOK)
	rsp := &http.Response{
		Status:     strconv.Itoa(r.status) + " " + http.StatusText(r.status),
		StatusCode: r.status,
		Proto:      "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header:        r.sent,
		Body:          io.NopCloser(&r.body),
		ContentLength: int64(r.body.Len()),
		Request:       req,
	}
	if req.Method == http.MethodHead {
		rsp.Body = http.NoBody
	}
	return rsp
}
