package transport

import (
	"io"
	"net/http"
	"strings"
)

// Once keeps net/http from sending a request a second time by itself, for requests that the predicate picks.
//
// On a connection that was in use before and broke, net/http repeats every GET, whether the server had got the first one or not.
// A request with a body that cannot be had again is not repeated, so such a GET is given an empty one: net/http looks into it,
// finds nothing and sends the same bytes as without.
func Once(next http.RoundTripper, picks func(*http.Request) bool) http.RoundTripper {
	return Func(func(req *http.Request) (*http.Response, error) {
		if picks(req) {
			req = unrepeatable(req)
		}
		return next.RoundTrip(req)
	})
}

func unrepeatable(req *http.Request) *http.Request {
	once := *req
	once.GetBody = nil
	if once.Body == nil || once.Body == http.NoBody {
		once.Body, once.ContentLength = nothing{}, 0
	}
	once.Header = req.Header.Clone()
	once.Header.Del("Idempotency-Key") // net/http takes it for leave to repeat
	once.Header.Del("X-Idempotency-Key")
	return &once
}

// mayOrder says whether a call of the gateway goes on to the open platform, where it may order or pay.
func mayOrder(req *http.Request) bool { return strings.HasSuffix(req.URL.Path, "/custom/") }

// nothing is an empty body that is not http.NoBody.
type nothing struct{}

func (nothing) Read([]byte) (int, error) { return 0, io.EOF }
func (nothing) Close() error             { return nil }
