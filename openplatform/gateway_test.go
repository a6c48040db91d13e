package openplatform_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// TestGatewayFailures are those of the gateway itself: some say that it refused, others only that something went
// wrong behind it.
func TestGatewayFailures(t *testing.T) {
	for code, open := range map[string]bool{
		gateway.CodeUnauthorized: false, gateway.CodeQuotaExceeded: false, gateway.CodeRateLimited: false,
		gateway.CodeServerError: true, gateway.CodeTargetError: true, gateway.CodeUnknownError: true,
	} {
		t.Run(code, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				_, _ = fmt.Fprintf(w, `{"error":"data error","reason":"data error","error_code":%q}`, code)
			}))
			t.Cleanup(server.Close)
			api, ctx := via(t, server.URL)
			_, err := cancel(ctx, api)
			assert.Equal(t, open, errors.Is(err, openplatform.ErrOutcomeUnknown), "%v", err)
			assert.True(t, ali1688.IsCode(err, code), "the gateway's error stays reachable")
		})
	}
}

// TestGatewayWire looks at what is sent through the gateway, in both of its dialects.
func TestGatewayWire(t *testing.T) {
	const args = `{"webSite":"1688","tradeID":202711458975969812,"cancelReason":"other"}`
	cases := map[string]struct {
		opts []openplatform.ViaOption
		want url.Values
	}{
		"method": {nil, url.Values{"method": {"com.alibaba.trade/alibaba.trade.cancel"}, "_o_args": {args}, "cache": {"no"}}},
		"language, and a cache for reads": {[]openplatform.ViaOption{openplatform.WithLang("en"),
			openplatform.WithCache(gateway.CacheModeYes)}, url.Values{
			"method": {"com.alibaba.trade/alibaba.trade.cancel"}, "_o_args": {args}, "cache": {"no"}, "lang": {"en"},
		}},
		"api": {[]openplatform.ViaOption{openplatform.WithAPIDialect()}, url.Values{
			"api": {"com.alibaba.trade/alibaba.trade.cancel"}, "webSite": {"1688"}, "tradeID": {"202711458975969812"},
			"cancelReason": {"other"}, "cache": {"no"},
		}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			baseURL, sent := serve(t, 200, `{"success":true}`)
			api, ctx := via(t, baseURL, c.opts...)
			_, err := cancel(ctx, api)
			require.NoError(t, err)
			query := sent.PostForm // what changes something stands in no address
			assert.Equal(t, testSession, query.Get("session"))
			for _, name := range []string{"key", "secret", "session"} {
				query.Del(name)
			}
			assert.Equal(t, c.want, query)
		})
	}
}

// TestGatewayCache reads with and without the gateway's cache.
func TestGatewayCache(t *testing.T) {
	fresh := func(ctx context.Context) context.Context { return openplatform.WithoutCache(ctx) }
	asIs := func(ctx context.Context) context.Context { return ctx }
	for name, c := range map[string]struct {
		opts []openplatform.ViaOption
		ctx  func(context.Context) context.Context
		want string
	}{
		"as the gateway does by itself": {nil, asIs, ""},
		"allowed": {[]openplatform.ViaOption{openplatform.WithCache(gateway.CacheModeYes)}, asIs,
			"yes"},
		"not for this read": {[]openplatform.ViaOption{openplatform.WithCache(gateway.CacheModeYes)}, fresh, "no"},
	} {
		t.Run(name, func(t *testing.T) {
			baseURL, sent := serve(t, 200, `{"result":{"baseInfo":{"id":1}}}`)
			api, ctx := via(t, baseURL, c.opts...)
			_, err := api.Trade.GetOrderBuyerView(c.ctx(ctx), &platform.GetOrderBuyerViewRequest{WebSite: platform.WebSiteChina,
				OrderID: 1})
			require.NoError(t, err)
			assert.Equal(t, c.want, sent.URL.Query().Get("cache"))
		})
	}
}
