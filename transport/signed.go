package transport

import (
	"errors"
	"net/http"
	"net/url"
	"path"
	"time"

	"github.com/go-ali1688/ali1688/internal/beijing"
	"github.com/go-ali1688/ali1688/internal/redact"
)

var errUnsignable = errors.New("the query cannot be signed, because it cannot be read")

// Signed does what [Credentials] does, but for the secret: in its place it adds the time of the call, as dateline, and
// the [Sign] of all parameters, those of a form too. The secret itself is sent nowhere.
func Signed(next http.RoundTripper, key, secret string, now func() time.Time) http.RoundTripper {
	return Func(func(req *http.Request) (*http.Response, error) {
		session := SessionOf(req.Context())
		out, err := signed(req, key, secret, session, now())
		if err != nil {
			return nil, err
		}
		sign := lastOf(out.URL.Query(), "sign")
		redact.Note(req.Context(), key, secret, session, sign)
		rsp, err := next.RoundTrip(out)
		if err != nil {
			return nil, redact.New(key, secret, session, sign).Error(err)
		}
		rsp.Request = req
		return rsp, nil
	})
}

// signed returns a copy of req with everything but the secret.
func signed(req *http.Request, key, secret, session string, now time.Time) (*http.Request, error) {
	out, form, err := withForm(req)
	if err != nil {
		return nil, err
	}
	query, err := url.ParseQuery(out.URL.RawQuery)
	if err != nil {
		return nil, errUnsignable
	}
	query.Set("key", key)
	if session != "" {
		query.Set("session", session)
	}
	if !query.Has("dateline") {
		query.Set("dateline", now.In(beijing.Zone).Format(Dateline))
	}
	params := map[string]string{"api_name": path.Base(out.URL.Path)}
	for _, values := range []url.Values{query, form} {
		for name := range values {
			params[name] = lastOf(values, name)
		}
	}
	query.Set("sign", Sign(params, secret))
	out.URL.RawQuery = query.Encode()
	return out, nil
}

// lastOf returns the value that PHP sees of a parameter sent more than once.
func lastOf(values url.Values, name string) string {
	all := values[name]
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1]
}
