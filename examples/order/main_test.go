package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/transport"
)

// newBuyer returns a buyer at a mock, and what it says.
func newBuyer(t *testing.T, gw *mock.Handler, rt http.RoundTripper) (*buyer, *strings.Builder) {
	t.Helper()
	client, err := ali1688.New("key", "secret", ali1688.WithHTTPClient(&http.Client{Transport: rt}))
	require.NoError(t, err)
	out := new(strings.Builder)
	return &buyer{gateway: client, platform: openplatform.Via(client), out: out}, out
}

// TestBuy goes the whole way, through the gateway and by an application of one's own.
func TestBuy(t *testing.T) {
	ctx := ali1688.WithSession(context.Background(), "session")
	for route, connect := range map[string]func(*buyer, http.RoundTripper){
		"through the gateway": func(*buyer, http.RoundTripper) {},
		"direct": func(b *buyer, rt http.RoundTripper) {
			var err error
			b.platform, err = openplatform.New("1000000", "secret", openplatform.WithHTTPClient(&http.Client{Transport: rt}),
				openplatform.WithAccessToken("token"))
			require.NoError(t, err)
		},
	} {
		t.Run(route, func(t *testing.T) {
			gw, err := mock.NewHandler()
			require.NoError(t, err)
			b, out := newBuyer(t, gw, gw.Transport())
			connect(b, gw.Transport())
			require.NoError(t, b.buy(ctx, "女装", "mine-1", true))
			for _, want := range []string{"offer ", "freight ", "preview ", "order ", "pay at  https://",
				"track   nothing was sent yet"} {
				assert.Contains(t, out.String(), want)
			}
			order, err := strconv.ParseInt(regexp.MustCompile(`order +(\d+)`).FindStringSubmatch(out.String())[1], 10, 64)
			require.NoError(t, err)
			require.NoError(t, gw.Orders().Pay(order))
			require.NoError(t, gw.Orders().Ship(order))
			require.NoError(t, b.track(ctx, order))
			assert.Contains(t, out.String(), "已揽收")
		})
	}
}

// TestBuyAtServer goes as far as the preview at a mock that listens.
func TestBuyAtServer(t *testing.T) {
	t.Setenv("ALI1688_KEY", "key")
	t.Setenv("ALI1688_SECRET", "secret")
	client, err := newClient(mock.New(t).URL())
	require.NoError(t, err)
	out := new(strings.Builder)
	b := buyer{gateway: client, platform: openplatform.Via(client), out: out}
	require.NoError(t, b.buy(ali1688.WithSession(context.Background(), "session"), "女装", "", false))
	assert.Contains(t, out.String(), "preview ")
}

// TestBuyStops orders nothing without leave.
func TestBuyStops(t *testing.T) {
	gw, err := mock.NewHandler()
	require.NoError(t, err)
	b, out := newBuyer(t, gw, gw.Transport())
	require.NoError(t, b.buy(context.Background(), "女装", "mine-1", false))
	assert.NotContains(t, out.String(), "order ")
	found, err := b.platform.Trade.FindOrders(context.Background(), "mine-1")
	require.NoError(t, err)
	assert.Empty(t, found)
}

// TestLostOrder loses the response to the order, which is found again and not ordered twice.
func TestLostOrder(t *testing.T) {
	gw, err := mock.NewHandler()
	require.NoError(t, err)
	b, out := newBuyer(t, gw, transport.Func(func(req *http.Request) (*http.Response, error) {
		sent := new(strings.Builder) // an order is a form
		if req.Body != nil {
			req = req.Clone(req.Context())
			req.Body = io.NopCloser(io.TeeReader(req.Body, sent))
		}
		rsp, err := gw.Transport().RoundTrip(req)
		if err == nil && strings.Contains(sent.String(), "createCrossOrder") {
			_ = rsp.Body.Close()
			return nil, errors.New("connection reset by peer")
		}
		return rsp, err
	}))
	require.NoError(t, b.buy(context.Background(), "女装", "mine-2", true))
	assert.Contains(t, out.String(), "found by its number mine-2")
	found, err := b.platform.Trade.FindOrders(context.Background(), "mine-2")
	require.NoError(t, err)
	assert.Len(t, found, 1)
}
