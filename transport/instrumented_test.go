package transport_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"
)

// TestInstrumented sends a request through an instrument that notes whatever it can see of it.
func TestInstrumented(t *testing.T) {
	var arrived *http.Request
	var body string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, _ := io.ReadAll(r.Body)
		arrived, body = r, string(content)
		_, _ = io.WriteString(w, `{}`)
	}))
	t.Cleanup(server.Close)
	for name, tt := range map[string]struct {
		path, want, form string
	}{
		"gateway": {"/1688/custom/?method=a&phone=13800138000", "/1688/custom/", ""},
		"open platform": {"/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancel/1234567",
			"/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancel/REDACTED", "access_token=planted-token"},
		"a name behind the position of the key": {"/openapi/param2/1/com.alibaba.trade", "/openapi/param2/1/com.alibaba.trade",
			""},
		"digits at the end": {"/1688/item_get/610947572360", "/1688/item_get/610947572360", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var seen strings.Builder
			base := transport.Instrumented(http.DefaultTransport, func(next http.RoundTripper) http.RoundTripper {
				return transport.Func(func(req *http.Request) (*http.Response, error) {
					content, _ := io.ReadAll(req.Body)
					fmt.Fprintf(&seen, "%s %s %v %+v %s\n", req.Method, req.URL, req.Header, req.Context(), content)
					req.Header.Set("Baggage", "customer=13800138000")
					rsp, err := next.RoundTrip(req)
					if err == nil {
						fmt.Fprintf(&seen, "%s\n", rsp.Request.URL)
					}
					return rsp, err
				})
			})
			rt := transport.Gateway(base, transport.Config{Key: loose.SecretOf("planted-key"),
				Secret: loose.SecretOf("planted-secret")})
			req, err := http.NewRequestWithContext(transport.WithSession(t.Context(), "planted-session"), http.MethodPost,
				server.URL+tt.path, strings.NewReader(tt.form))
			require.NoError(t, err)
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			req.Header.Set("Cookie", "a=planted-cookie")
			req.Header.Set("Accept", "application/json")
			rsp, err := rt.RoundTrip(req)
			require.NoError(t, err)
			require.NoError(t, rsp.Body.Close())
			assert.Equal(t, req, rsp.Request)
			assert.Contains(t, seen.String(), "POST "+server.URL+tt.want+
				" map[Accept:[application/json] Content-Type:[application/x-www-form-urlencoded]] ")
			for _, hidden := range []string{"planted", "13800138000", "1234567 "} {
				assert.NotContains(t, seen.String(), hidden)
			}
			assert.Equal(t, tt.form, body)
			assert.Equal(t, []string{"planted-key", "planted-secret", "planted-session"}, []string{
				arrived.URL.Query().Get("key"), arrived.URL.Query().Get("secret"), arrived.URL.Query().Get("session")})
			assert.Equal(t, "a=planted-cookie", arrived.Header.Get("Cookie"))
			assert.Empty(t, arrived.Header.Get("Baggage"), "nothing is sent that the client does not send")
		})
	}
}

// TestInstrumentThatFails gets errors without words of the server, and sends nothing a second time and nothing of its
// own. The caller gets the error of what was sent.
func TestInstrumentThatFails(t *testing.T) {
	var sent int
	base := transport.Func(func(req *http.Request) (*http.Response, error) {
		sent++
		return nil, errors.New("malformed response " + req.URL.RawQuery)
	})
	other, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://a.test/", nil)
	require.NoError(t, err)
	for name, tt := range map[string]struct {
		send func(next http.RoundTripper, req *http.Request) (*http.Response, error)
		sent int
		want string
	}{
		"once": {func(next http.RoundTripper, req *http.Request) (*http.Response, error) { return next.RoundTrip(req) }, 1,
			"the connection failed, or the response is not HTTP"},
		"twice": {func(next http.RoundTripper, req *http.Request) (*http.Response, error) {
			_, _ = next.RoundTrip(req)
			return next.RoundTrip(req)
		}, 1, "the instrumentation may send the request that it got, and once"},
		"another": {func(next http.RoundTripper, _ *http.Request) (*http.Response, error) { return next.RoundTrip(other) }, 0,
			"the instrumentation may send the request that it got, and once"},
		"none": {func(http.RoundTripper, *http.Request) (*http.Response, error) { return nil, io.EOF }, 0, "EOF"},
	} {
		t.Run(name, func(t *testing.T) {
			sent = 0
			var seen error
			rt := transport.Gateway(transport.Instrumented(base, func(next http.RoundTripper) http.RoundTripper {
				return transport.Func(func(req *http.Request) (*http.Response, error) {
					rsp, err := tt.send(next, req)
					seen = err
					return rsp, err
				})
			}), transport.Config{Key: loose.SecretOf("planted-key"), Secret: loose.SecretOf("planted-secret")})
			ctx, _ := transport.CollectSecrets(t.Context())
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://a.test/1688/item_get/", nil)
			require.NoError(t, err)
			_, err = rt.RoundTrip(req)
			require.EqualError(t, seen, tt.want)
			if tt.sent > 0 {
				tt.want = "malformed response key=REDACTED&secret=REDACTED&"
			}
			require.EqualError(t, err, tt.want)
			assert.Equal(t, tt.sent, sent)
			assert.Equal(t, tt.sent == 0, errors.Is(err, transport.ErrNotSent))
		})
	}
}

// TestErrorsOfInstruments gives an instrument the part of an error that comes from this machine.
func TestErrorsOfInstruments(t *testing.T) {
	dial := &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
	for _, tt := range []struct {
		err  error
		want string
	}{
		{fmt.Errorf("planted: %w", context.Canceled), "context canceled"},
		{fmt.Errorf("planted: %w", context.DeadlineExceeded), "context deadline exceeded"},
		{fmt.Errorf("planted: %w", dial), "dial tcp: connection refused"},
		{fmt.Errorf("planted: %w", io.EOF), "unexpected EOF"},
		{errors.New("planted"), "the connection failed, or the response is not HTTP"},
	} {
		var seen error
		rt := transport.Instrumented(
			transport.Func(func(*http.Request) (*http.Response, error) { return nil, tt.err }),
			func(next http.RoundTripper) http.RoundTripper {
				return transport.Func(func(req *http.Request) (*http.Response, error) {
					rsp, err := next.RoundTrip(req)
					seen = err
					return rsp, err
				})
			})
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://a.test/", nil)
		require.NoError(t, err)
		_, err = rt.RoundTrip(req)
		require.EqualError(t, seen, tt.want)
		require.Equal(t, tt.err, err)
	}
}
