package transport

import "net/http"

// UserAgent sends a User-Agent with every request that has none.
func UserAgent(next http.RoundTripper, text string) http.RoundTripper {
	return Func(func(req *http.Request) (*http.Response, error) {
		if req.Header.Get("User-Agent") != "" {
			return next.RoundTrip(req)
		}
		out := req.WithContext(req.Context())
		out.Header = req.Header.Clone()
		out.Header.Set("User-Agent", text)
		return next.RoundTrip(out)
	})
}
