package transport

import (
	"errors"
	"net/http"
)

// errNoResponse is returned where a user's round tripper returned neither a response nor an error.
var errNoResponse = errors.New("the http.RoundTripper returned neither a response nor an error")

// complete adds missing parts to a response of next: the fakes of tests leave out the header, the body or the request.
// It is below everything else, which relies on them.
func complete(next http.RoundTripper) http.RoundTripper {
	return Func(func(req *http.Request) (*http.Response, error) {
		rsp, err := next.RoundTrip(req)
		switch {
		case err != nil:
			return nil, err
		case rsp == nil:
			return nil, errNoResponse
		}
		if rsp.Header == nil {
			rsp.Header = http.Header{}
		}
		if rsp.Body == nil {
			rsp.Body = http.NoBody
		}
		if rsp.Request == nil {
			rsp.Request = req
		}
		return rsp, nil
	})
}
