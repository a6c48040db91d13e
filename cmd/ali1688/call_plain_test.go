package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/transport"
)

// TestLegacyOnMock calls operations of earlier applications: they are signed, a change needs --yes, and a wrong
// signature is refused.
func TestLegacyOnMock(t *testing.T) {
	open := func(opts ...mock.Option) string {
		handler, err := mock.NewHandler(opts...)
		require.NoError(t, err)
		server := httptest.NewServer(handler)
		t.Cleanup(server.Close)
		return server.URL
	}
	url := open()
	r := do(t, "", "call", "trade.order.orderDetail.get", "orderId=1221234567890123456", "--base-url", url)
	assert.Equal(t, exitFine, r.status, r.err)
	assert.Contains(t, r.out, `"toReturn": [`)
	r = do(t, "", "call", "offer.delete", "offerIds=1229546226", "--base-url", url)
	assert.Contains(t, r.err, "add --yes to send it")
	r = do(t, "", "call", "offer.delete", "offerIds=1229546226", "--yes", "--base-url", url)
	assert.Equal(t, exitFine, r.status, r.err)
	r = do(t, "", "call", "offer.delete", "offerIds=1229546226", "--yes", "--base-url",
		open(mock.WithApp("1000000", "another")))
	assert.Equal(t, exitFindings, r.status)
	assert.Contains(t, r.err, "gw.SignatureInvalid")
}

// TestTroubleOfPlainCalls sends the token nowhere but to the server that was named, and shows no part of a secret.
func TestTroubleOfPlainCalls(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("the redirect was followed")
	}))
	t.Cleanup(elsewhere.Close)
	const prefix = "trade.order.orderDetail.get: "
	filler := strings.Repeat("x", 195) + " "
	for name, c := range map[string]struct {
		response http.HandlerFunc
		want     string
	}{
		"a redirect": {http.RedirectHandler(elsewhere.URL+"/x", http.StatusTemporaryRedirect).ServeHTTP,
			"it is a redirect (HTTP 307) to " + elsewhere.URL + "/x, which is not followed"},
		"a secret that is cut": {func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, filler+plantedToken, http.StatusForbidden)
		}, "HTTP 403 Forbidden: " + filler + "REDA"},
		"a body that breaks off": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte(`{"a":`))
		}, "%s broke the connection off before the response was complete; try again later"},
		"a body that does not end": {func(w http.ResponseWriter, _ *http.Request) {
			for range transport.MaxBody>>20 + 1 {
				_, _ = w.Write(make([]byte, 1<<20))
			}
		}, transport.ErrBodyTooLarge.Error()},
	} {
		server := httptest.NewServer(c.response)
		r := do(t, "", "call", "trade.order.orderDetail.get", "orderId=1", "--base-url", server.URL)
		server.Close()
		assert.Equal(t, exitFindings, r.status, name)
		want := strings.ReplaceAll(c.want, "%s", strings.TrimPrefix(server.URL, "http://"))
		assert.Equal(t, "ali1688: "+prefix+want+"\n", r.err, name)
		assert.Empty(t, r.out, name)
	}
}
