package transport_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"
)

// watched is a body that notes that it was closed.
type watched struct {
	io.Reader
	closed bool
}

func (w *watched) Close() error {
	w.closed = true
	return nil
}

// through sends a request with a context through the chain of the gateway, and returns what arrived.
func through(ctx context.Context, t *testing.T, c transport.Config, url string) (arrived *http.Request) {
	t.Helper()
	base := transport.Func(func(req *http.Request) (*http.Response, error) {
		arrived = req
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: body("{}")}, nil
	})
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	require.NoError(t, err)
	req.Host = "own.test"
	before := req.URL.String()
	rsp, err := transport.Gateway(base, c).RoundTrip(req)
	require.NoError(t, err)
	require.NoError(t, rsp.Body.Close())
	assert.Equal(t, before, req.URL.String(), "the request of the caller stays")
	return arrived
}

func TestWithHost(t *testing.T) {
	const url = "http://gateway.test/1688/item_get/?num_iid=1"
	for _, c := range []struct{ base, want, host string }{
		{"https://spare.test:8443", "https://spare.test:8443/1688/item_get/?num_iid=1", ""},
		{"", url, "own.test"},
		{"http://%zz", url, "own.test"},
	} {
		arrived := through(transport.WithHost(t.Context(), c.base), t, transport.Config{}, url)
		assert.Equal(t, c.want, arrived.URL.String(), c.base)
		assert.Equal(t, c.host, arrived.Host, c.base)
	}
	ctx := transport.WithHost(t.Context(), "http://spare.test")
	assert.Equal(t, ctx, transport.WithHost(ctx, ""), "no host replaces none")
}

func TestWithPlatform(t *testing.T) {
	for _, c := range []struct{ platform, path, want string }{
		{"1688global", "/1688/item_get/", "/1688global/item_get/"},
		{"1688global", "/below/1688/item_get/", "/below/1688global/item_get/"},
		{"", "/1688/item_get/", "/1688/item_get/"},
		{"1688global", "/", "/"},
		{"1688global", "/a/", "1688global/a/"},
	} {
		arrived := through(transport.WithPlatform(t.Context(), c.platform), t, transport.Config{}, "http://h"+c.path)
		assert.Equal(t, c.want, arrived.URL.Path, c.path)
	}
}

// TestWithBody answers from what was kept, and sends nothing.
func TestWithBody(t *testing.T) {
	ctx := transport.WithBody(t.Context(), []byte(`{"a":1}`))
	assert.Contains(t, fmt.Sprint(ctx), "a kept response")
	kept, ok := transport.KeptBody(ctx)
	assert.Equal(t, []any{`{"a":1}`, true}, []any{string(kept), ok})
	_, ok = transport.KeptBody(t.Context())
	assert.False(t, ok)
	sent := 0
	base := transport.Func(func(*http.Request) (*http.Response, error) {
		sent++
		return nil, errors.New("sent")
	})
	for name, rt := range map[string]http.RoundTripper{
		"gateway":       transport.Gateway(base, transport.Config{}),
		"open platform": transport.OpenPlatform(base, transport.Config{Timeout: time.Hour}),
	} {
		form := &watched{Reader: strings.NewReader("a=1")}
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://h/", form)
		require.NoError(t, err)
		rsp, err := rt.RoundTrip(req)
		require.NoError(t, err, name)
		text, err := io.ReadAll(rsp.Body)
		require.NoError(t, err)
		assert.Equal(t, `{"a":1}`, string(text))
		rsp.Body = nil
		rsp.Request = nil
		assert.Equal(t, &http.Response{Status: "200 OK", StatusCode: 200, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
			Header: http.Header{"Content-Type": {"application/json"}}, ContentLength: 7}, rsp)
		assert.True(t, form.closed, name)
	}
	assert.Zero(t, sent)
}

func TestSessionOf(t *testing.T) {
	ctx := transport.WithSession(t.Context(), "planted-session")
	assert.Equal(t, "planted-session", transport.SessionOf(ctx))
	assert.Empty(t, transport.SessionOf(t.Context()))
	assert.NotContains(t, fmt.Sprint(ctx), "planted")
}

// TestSecretsAreNoted collects what a request carried, so that the errors of its call can be redacted.
func TestSecretsAreNoted(t *testing.T) {
	for name, c := range map[string]transport.Config{
		"plain":  {Key: loose.SecretOf("planted-key"), Secret: loose.SecretOf("planted-secret")},
		"signed": {Key: loose.SecretOf("planted-key"), Secret: loose.SecretOf("planted-secret"), Sign: true, Clock: clock},
	} {
		ctx, secrets := transport.CollectSecrets(transport.WithSession(t.Context(), "planted-session"))
		arrived := through(ctx, t, c, "http://h/1688/item_get/")
		list := []string{"planted-key", "planted-secret", "planted-session"}
		if c.Sign {
			list = append(list, arrived.URL.Query().Get("sign"))
		}
		for _, secret := range list {
			assert.Equal(t, "of REDACTED", secrets.Redactor().Text("of "+secret), "%s: %q", name, secret)
		}
	}
}

// TestSecretsOfErrors redacts the error of the wire, whatever it quotes.
func TestSecretsOfErrors(t *testing.T) {
	for name, sign := range map[string]bool{"plain": false, "signed": true} {
		base := transport.Func(func(req *http.Request) (*http.Response, error) {
			return nil, fmt.Errorf("cannot send planted-key, %s", req.URL.Query().Get("sign"))
		})
		c := transport.Config{Key: loose.SecretOf("planted-key"), Secret: loose.SecretOf("planted-secret"), Sign: sign}
		req := call(t, http.MethodGet, "", "")
		_, err := transport.Gateway(base, c).RoundTrip(req)
		want := map[bool]string{false: "cannot send REDACTED, ", true: "cannot send REDACTED, REDACTED"}[sign]
		assert.EqualError(t, err, want, name)
	}
}

// TestBodiesAreClosed closes the body of a request, as http.RoundTripper asks, also where nothing is sent.
func TestBodiesAreClosed(t *testing.T) {
	done, cancel := context.WithCancel(t.Context())
	cancel()
	refused := errors.New("refused")
	chains := map[string]http.RoundTripper{
		"context has ended": transport.Once(transport.Func(nil)),
		"instrument": transport.Instrumented(nil, func(http.RoundTripper) http.RoundTripper {
			return transport.Func(func(*http.Request) (*http.Response, error) { return nil, refused })
		}),
		"form": transport.Form(transport.Func(func(*http.Request) (*http.Response, error) { return nil, refused })),
	}
	for name, rt := range chains {
		form := &watched{Reader: strings.NewReader("a=1")}
		req, err := http.NewRequestWithContext(done, http.MethodPost, "http://h/", form)
		require.NoError(t, err)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		_, err = rt.RoundTrip(req)
		require.Error(t, err, name)
		assert.True(t, form.closed, name)
		if name == "context has ended" {
			require.ErrorIs(t, err, transport.ErrNotSent)
			require.ErrorIs(t, err, context.Canceled)
		}
	}
}

// TestTimeoutsNotSent asks whether the time was up for a request that was not sent.
func TestTimeoutsNotSent(t *testing.T) {
	ended, stop := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer stop()
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		ctx  context.Context
		want bool
	}{{ended, true}, {canceled, false}} {
		req, err := http.NewRequestWithContext(c.ctx, http.MethodGet, "http://h/", nil)
		require.NoError(t, err)
		_, err = transport.Once(transport.Func(nil)).RoundTrip(req)
		var timeout interface{ Timeout() bool }
		require.ErrorAs(t, err, &timeout)
		assert.Equal(t, c.want, timeout.Timeout())
		require.ErrorIs(t, err, c.ctx.Err())
	}
}

// TestOnceKeepsResponses hands on the request of the caller, and header fields apart from it.
func TestOnceKeepsResponses(t *testing.T) {
	base := transport.Func(func(out *http.Request) (*http.Response, error) {
		out.Header.Set("X-Added", "1")
		return &http.Response{StatusCode: 200, Request: out}, nil
	})
	req := call(t, http.MethodGet, "", "")
	req.Header.Set("Idempotency-Key", "1")
	rsp, err := transport.Once(base).RoundTrip(req)
	require.NoError(t, err)
	assert.Same(t, req, rsp.Request)
	assert.Equal(t, http.Header{"Idempotency-Key": {"1"}}, req.Header)
}
