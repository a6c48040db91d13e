package transport

import (
	"context"
	"net/http"
	"net/url"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// Credentials adds key and secret to the query of every request, and the session of its context if it has one.
//
// It works on a copy, so the URL that http.Client puts into its errors never holds them, and it takes them out of the
// text of errors from below.
func Credentials(next http.RoundTripper, key, secret string) http.RoundTripper {
	return Func(func(req *http.Request) (*http.Response, error) {
		session := SessionOf(req.Context())
		redact.Note(req.Context(), key, secret, session)
		rsp, err := next.RoundTrip(withQuery(req, credentials("key", key)+credentials("secret", secret)+
			credentials("session", session)))
		if err != nil {
			return nil, redact.New(key, secret, session).Error(err)
		}
		rsp.Request = req // whoever looks at the response's request must not find the secret either
		return rsp, nil
	})
}

// credentials returns name=value& or nothing.
func credentials(name, value string) string {
	if value == "" {
		return ""
	}
	return name + "=" + url.QueryEscape(value) + "&"
}

// withQuery copies req and puts query before the query of req, which is escaped again: the generated client leaves the
// names of free parameters unescaped.
func withQuery(req *http.Request, query string) *http.Request {
	out := req.Clone(req.Context())
	if values, err := url.ParseQuery(out.URL.RawQuery); err == nil {
		query += values.Encode()
	} else {
		query += out.URL.RawQuery
	}
	out.URL.RawQuery = query
	return out
}

type sessionKey struct{}

// WithSession returns a context whose requests carry session.
func WithSession(ctx context.Context, session string) context.Context {
	return context.WithValue(ctx, sessionKey{}, redact.Hide(session))
}

// SessionOf returns the session of a context of [WithSession], or "".
func SessionOf(ctx context.Context) string {
	session, _ := ctx.Value(sessionKey{}).(redact.Hidden)
	return session.Reveal()
}
