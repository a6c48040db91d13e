package transport

import (
	"bytes"
	"context"
	"io"
	"net/http"
)

type bodyKey struct{}

// WithBody returns a context whose request is answered with a body that was kept, clean JSON, and is not sent.
func WithBody(ctx context.Context, body []byte) context.Context {
	return context.WithValue(ctx, bodyKey{}, keptBody(body))
}

// keptBody prints as nothing: a context prints its values.
type keptBody []byte

// String returns the kind of value that it is.
func (keptBody) String() string { return "a kept response" }

// KeptBody returns the body of a context of [WithBody].
func KeptBody(ctx context.Context) ([]byte, bool) {
	body, ok := ctx.Value(bodyKey{}).(keptBody)
	return body, ok
}

// kept answers the requests of such contexts.
func kept(next http.RoundTripper) http.RoundTripper {
	return Func(func(req *http.Request) (*http.Response, error) {
		body, ok := KeptBody(req.Context())
		if !ok {
			return next.RoundTrip(req)
		}
		closeBody(req)
		return &http.Response{
			Status: "200 OK", StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: req,
			Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(body)),
			ContentLength: int64(len(body)),
		}, nil
	})
}
