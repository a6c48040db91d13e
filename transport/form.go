package transport

import (
	"bytes"
	"context"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
)

const formType = "application/x-www-form-urlencoded"

type asForm struct{}

// AsForm returns a context whose requests to the gateway are sent as forms, whatever the client does with others:
// what they carry must be in no log of addresses, and in no error that prints a URL.
func AsForm(ctx context.Context) context.Context { return context.WithValue(ctx, asForm{}, true) }

// formWhere is Form for the requests of such contexts.
func formWhere(next http.RoundTripper) http.RoundTripper {
	form := Form(next)
	return Func(func(req *http.Request) (*http.Response, error) {
		if req.Context().Value(asForm{}) != nil {
			return form.RoundTrip(req)
		}
		return next.RoundTrip(req)
	})
}

// Form sends all parameters but the key in the body of a POST, as the provider's PHP SDK does, so that they appear in
// no log of addresses. The key stays in the query, where the provider's pages require it.
func Form(next http.RoundTripper) http.RoundTripper {
	return Func(func(req *http.Request) (*http.Response, error) {
		out, form, err := withForm(req)
		if err != nil {
			return nil, err
		}
		if form == nil && out.Body != nil && out.Body != http.NoBody {
			return next.RoundTrip(out) // a body of another kind has no room for parameters
		}
		query, err := url.ParseQuery(out.URL.RawQuery)
		if err != nil {
			return next.RoundTrip(out)
		}
		key := query.Get("key")
		query.Del("key")
		maps.Copy(query, form)
		out.Method, out.URL.RawQuery = http.MethodPost, url.Values{"key": {key}}.Encode()
		out.Header.Set("Content-Type", formType)
		setRequestBody(out, []byte(query.Encode()))
		return next.RoundTrip(out)
	})
}

// withForm returns a copy of req, and the form in its body, nil without one. What was read of the body is in the copy
// again.
func withForm(req *http.Request) (*http.Request, url.Values, error) {
	out := req.Clone(req.Context())
	mediaType, _, _ := mime.ParseMediaType(req.Header.Get("Content-Type"))
	if req.Body == nil || mediaType != formType {
		return out, nil, nil
	}
	defer func() { _ = req.Body.Close() }()
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, nil, err
	}
	setRequestBody(out, body)
	form, err := url.ParseQuery(string(body))
	return out, form, err
}

func setRequestBody(req *http.Request, body []byte) {
	req.ContentLength = int64(len(body))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	req.Body, _ = req.GetBody() // which has no error to give
}
