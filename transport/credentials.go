package transport

import (
	"net/http"
	"net/url"
)

// Credentials adds key and secret to the query of every request.
//
// It works on a copy, so the URL that http.Client puts into its errors never holds them, and it takes both out of the
// text of errors from below.
func Credentials(next http.RoundTripper, key, secret string) http.RoundTripper {
	redactor := NewRedactor(key, secret)
	query := "key=" + url.QueryEscape(key)
	if secret != "" {
		query += "&secret=" + url.QueryEscape(secret)
	}
	return Func(func(req *http.Request) (*http.Response, error) {
		rsp, err := next.RoundTrip(withQuery(req, query))
		if err != nil {
			return nil, redactor.Error(err)
		}
		rsp.Request = req // whoever looks at the answer's request must not find the secret either
		return rsp, nil
	})
}

// withQuery copies req and puts query before its own.
func withQuery(req *http.Request, query string) *http.Request {
	out := req.Clone(req.Context())
	if out.URL.RawQuery != "" {
		query += "&" + out.URL.RawQuery
	}
	out.URL.RawQuery = query
	return out
}
