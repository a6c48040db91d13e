package main

import (
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
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
