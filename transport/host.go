package transport

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

type (
	hostKey     struct{}
	platformKey struct{}
)

// WithHost returns a context whose requests go to another host, scheme://host[:port], than that of their URL. "" is
// that of their URL.
func WithHost(ctx context.Context, base string) context.Context {
	if base == "" {
		return ctx
	}
	return context.WithValue(ctx, hostKey{}, base)
}

// host sends the requests of such contexts to their host.
func host(next http.RoundTripper) http.RoundTripper {
	return Func(func(req *http.Request) (*http.Response, error) {
		base, _ := req.Context().Value(hostKey{}).(string)
		to, err := url.Parse(base)
		if base == "" || err != nil {
			return next.RoundTrip(req)
		}
		out := req.Clone(req.Context())
		out.URL.Scheme, out.URL.Host, out.Host = to.Scheme, to.Host, ""
		return next.RoundTrip(out)
	})
}

// WithPlatform returns a context whose requests to the gateway go to another platform, such as 1688global, than that of
// their URL.
func WithPlatform(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, platformKey{}, name)
}

// platform sends the requests of such contexts to their platform, which stands before the operation in the path.
func platform(next http.RoundTripper) http.RoundTripper {
	return Func(func(req *http.Request) (*http.Response, error) {
		name, _ := req.Context().Value(platformKey{}).(string)
		parts := strings.Split(req.URL.Path, "/") // …, platform, operation, and nothing behind the last slash
		if name == "" || len(parts) < 3 {
			return next.RoundTrip(req)
		}
		out := req.Clone(req.Context())
		parts[len(parts)-3] = name
		out.URL.Path = strings.Join(parts, "/")
		return next.RoundTrip(out)
	})
}
