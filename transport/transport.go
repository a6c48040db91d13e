// Package transport holds the http.RoundTrippers between the clients and the gateway or the open platform, one file a concern.
//
// This is the edge at which dirt stops: credentials are added below everything that could print a URL, and an answer
// leaves as clean UTF-8 JSON where it can be made so. What is above sees neither secrets nor PHP.
package transport

import "net/http"

// Func is a function that is an http.RoundTripper.
type Func func(*http.Request) (*http.Response, error)

// RoundTrip calls f.
func (f Func) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// Gateway composes the round trippers for calls of the gateway over base, which is http.DefaultTransport if nil.
// The order is important.
func Gateway(base http.RoundTripper, key, secret string) http.RoundTripper {
	if base == nil {
		base = http.DefaultTransport
	}
	rt := Once(base, mayOrder)        // nothing below may repeat an order
	rt = Credentials(rt, key, secret) // nearest to the wire, so that no error from above holds a secret
	return CleanBody(rt)              // sees what came, whoever sent it
}

// OpenPlatform composes the round trippers for calls of the open platform over base, which is http.DefaultTransport if nil.
// The caller signs: the credentials are fields of a form, and stand in no URL. Nothing is ever sent twice.
func OpenPlatform(base http.RoundTripper) http.RoundTripper {
	if base == nil {
		base = http.DefaultTransport
	}
	return CleanBody(Once(base, func(*http.Request) bool { return true }))
}
