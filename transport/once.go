package transport

import (
	"errors"
	"io"
	"net/http"
)

// ErrNotSent is matched by errors.Is for errors of a request that provably never reached the server, so that it was
// neither carried out nor charged. Errors that do not match it say nothing about that.
var ErrNotSent = errors.New("the request was not sent")

// maxAttempts limits how often a request is offered to connections that turn out to be dead.
const maxAttempts = 5

// shortURL is the length of a URL that, with the other fields of a header, fits in net/http's buffer of 4 KiB.
const shortURL = 2 << 10

// Once sends every request at most once, whatever the server does with the connection.
//
// net/http.Transport repeats requests by itself, without regard to whether the server received them:
//
//   - over HTTP/1 a GET whose reused connection ends before the first byte of a response (shouldRetryRequest). The
//     reason is usually a server that closed an idle connection, but a server that received the request and crashed
//     looks the same;
//   - over HTTP/2 every request that the server resets with REFUSED_STREAM or PROTOCOL_ERROR, or leaves behind with
//     GOAWAY. The server states that it did not process the request, and the statement is all there is.
//
// It does so only if the request has no body or one that can be had again through GetBody. Once therefore gives every
// request a body without GetBody. A request that has none gets an empty one: nothing of it shows over HTTP/1, and
// over HTTP/2 the stream ends with an empty DATA frame.
//
// This also takes away the repetitions that are safe and common, of requests of which nothing had left when the idle
// connection broke. Once makes these itself, after an attempt on a reused connection that [departure] proves unsent.
// A request that never got a connection is not repeated, because the next attempt would fail the same way.
func Once(next http.RoundTripper) http.RoundTripper {
	return Func(func(req *http.Request) (*http.Response, error) {
		body := req.Body
		for attempt := 1; ; attempt++ {
			d := &departure{long: len(req.URL.String()) > shortURL}
			rsp, err := d.roundTrip(next, req, body)
			if err == nil {
				return rsp, nil
			}
			if d.possible() {
				return nil, err
			}
			if !d.reused.Load() || attempt == maxAttempts || req.Context().Err() != nil {
				return nil, notSent(err)
			}
			if body = again(req); body == nil {
				return nil, notSent(err)
			}
		}
	})
}

// roundTrip makes one attempt with a copy of req, which the caller may use again.
func (d *departure) roundTrip(next http.RoundTripper, req *http.Request, body io.ReadCloser) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		d.asked.Store(true)
		closeBody(req)
		return nil, err
	}
	out := req.WithContext(d.trace(req.Context()))
	out.GetBody = nil
	out.Body = &watchedBody{ReadCloser: body, read: &d.read}
	if body == nil || body == http.NoBody {
		out.Body = &watchedBody{ReadCloser: emptyBody{}, read: &d.read}
		// Without a length net/http looks into the body of a GET before it writes the header, to see whether it is
		// empty. With "identity", which is never written, it takes the length as it is, writes the header to the
		// connection, and reads the body only if that succeeded.
		out.ContentLength, out.TransferEncoding = 0, []string{"identity"}
	}
	out.Header = req.Header.Clone()
	for _, name := range []string{"Idempotency-Key", "X-Idempotency-Key"} { // net/http repeats a request that has one
		out.Header.Del(name)
	}
	rsp, err := next.RoundTrip(out)
	if rsp != nil {
		rsp.Request = req
	}
	return rsp, err
}

// again returns the body of req for another attempt, or nil if it is used up.
func again(req *http.Request) io.ReadCloser {
	if req.Body == nil || req.Body == http.NoBody {
		return http.NoBody
	}
	if req.GetBody == nil {
		return nil
	}
	body, err := req.GetBody()
	if err != nil {
		return nil
	}
	return body
}

func closeBody(req *http.Request) {
	if req.Body != nil {
		_ = req.Body.Close()
	}
}

// notSent marks err with [ErrNotSent], and leaves its text as it is.
func notSent(err error) error { return &unsentError{err} }

type unsentError struct{ error }

func (e *unsentError) Unwrap() error        { return e.error }
func (e *unsentError) Is(target error) bool { return target == ErrNotSent }

// Timeout reports whether the request was not sent because the time was up, as net.Error does.
func (e *unsentError) Timeout() bool {
	var t interface{ Timeout() bool }
	return errors.As(e.error, &t) && t.Timeout()
}

// emptyBody is an empty body that is not http.NoBody.
type emptyBody struct{}

func (emptyBody) Read([]byte) (int, error) { return 0, io.EOF }
func (emptyBody) Close() error             { return nil }
