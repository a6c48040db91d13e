package openplatform_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"
)

// TestResponseCache makes two calls for the same, or nearly, by both routes, and counts the requests.
func TestResponseCache(t *testing.T) {
	type caller = func(context.Context) error
	list := func(c *openplatform.Client, page int64) caller {
		return func(ctx context.Context) error {
			answer, err := c.Trade.GetBuyerOrderList(ctx, &platform.GetBuyerOrderListRequest{Page: &page})
			if err == nil {
				clear(answer.Raw) // which the caller may do as it likes with
			}
			return err
		}
	}
	cache := apiclient.Cache{Default: time.Hour}
	only := func(api string) apiclient.Cache {
		return apiclient.Cache{TTL: map[string]time.Duration{api: time.Hour}}
	}
	routes := map[string]func(t *testing.T, url, member string, cache apiclient.Cache) *openplatform.Client{
		"direct": func(t *testing.T, url, member string, cache apiclient.Cache) *openplatform.Client {
			c, err := openplatform.New("1000000", "s", openplatform.WithBaseURL(url), openplatform.WithAccessToken(member),
				openplatform.WithResponseCache(cache))
			require.NoError(t, err)
			return c
		},
		"through": func(t *testing.T, url, member string, cache apiclient.Cache) *openplatform.Client {
			c, err := ali1688.New("key_of_"+member, "s", ali1688.WithBaseURL(url))
			require.NoError(t, err)
			return openplatform.Via(c, openplatform.WithViaCache(cache))
		},
	}
	for route, connect := range routes {
		for name, tt := range map[string]struct {
			member   string
			page     int64
			fresh    bool
			cache    apiclient.Cache
			requests int
		}{
			"the same":          {"a", 1, false, cache, 1},
			"another member":    {"b", 1, false, cache, 2},
			"another page":      {"a", 2, false, cache, 2},
			"fresh":             {"a", 1, true, cache, 2},
			"by operation":      {"a", 1, false, only("alibaba.trade.getBuyerOrderList"), 1},
			"another operation": {"a", 1, false, only("alibaba.trade.cancel"), 2},
		} {
			t.Run(route+"/"+name, func(t *testing.T) {
				tt.cache.Store = apiclient.NewMemoryStore(1 << 20)
				gw := mock.New(t)
				var info apiclient.CallInfo
				ctx := apiclient.WithCallInfo(context.Background(), &info)
				require.NoError(t, list(connect(t, gw.URL(), "a", tt.cache), 1)(ctx))
				assert.Equal(t, apiclient.CallInfo{Attempts: 1, Charged: 1}, info)
				if tt.fresh {
					ctx = openplatform.WithoutCache(ctx)
				}
				client := connect(t, gw.URL(), tt.member, tt.cache)
				require.NoError(t, list(client, tt.page)(ctx))
				assert.Len(t, gw.Requests(), tt.requests)
				require.NoError(t, list(client, tt.page)(context.Background()))
				assert.Equal(t, tt.requests == 1, info.Cached)
			})
		}
	}
}

// TestResponseCacheKeepsNoFailure asks again after a refusal, and never keeps what changes something.
func TestResponseCacheKeepsNoFailure(t *testing.T) {
	gw := mock.New(t)
	c, err := openplatform.New("1000000", "s", openplatform.WithBaseURL(gw.URL()), openplatform.WithAccessToken("a"),
		openplatform.WithResponseCache(apiclient.Cache{Default: time.Hour}))
	require.NoError(t, err)
	ctx := context.Background()
	for api, args := range map[string]any{
		"alibaba.trade.get.buyerView": map[string]any{"webSite": "1688", "orderId": 1},
		"alibaba.trade.cancel":        map[string]any{"webSite": "1688", "tradeID": 1, "cancelReason": "other"},
	} {
		before := len(gw.Requests())
		for range 2 {
			_, err := c.Call(ctx, api, args)
			require.Error(t, err)
		}
		assert.Len(t, gw.Requests(), before+2, api)
	}
}
