package platformapi_test

import (
	"context"
	"errors"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// caller is the key of a value in the context of a call.
type caller struct{}

// TestPlatformOverride answers one operation with a function of the test's, by both routes.
func TestPlatformOverride(t *testing.T) {
	for route, connect := range mocktest.Routes {
		t.Run(route, func(t *testing.T) {
			s := connect(t)
			s.Ctx = context.WithValue(s.Ctx, caller{}, route)
			s.Mock.Platform = func(ctx context.Context, api string, args jsontext.Value) (jsontext.Value, error) {
				assert.Equal(t, route, ctx.Value(caller{}), "the context of the request")
				if api != "alibaba.trade.cancel" {
					return nil, nil
				}
				assert.JSONEq(t, `{"webSite":"1688","tradeID":7,"cancelReason":"buyerCancel"}`, string(args))
				return jsontext.Value(`{"success":true}`), nil
			}
			require.NoError(t, s.Cancel(7))
			_, err := s.Account.Basic(s.Ctx)
			assert.NoError(t, err)
		})
	}
}

// TestTypedPlatformOverrides responds with typed functions, by every route: with a response, a refusal, an error of the
// client, or not at all.
func TestTypedPlatformOverrides(t *testing.T) {
	everywhere(t, func(t *testing.T, s *mocktest.Shopper) {
		var seen []int64
		require.NoError(t, mock.OverridePlatform(s.Mock,
			func(_ context.Context, req *platform.TradeCancelRequest) (*platform.TradeCancelResponse, error) {
				seen = append(seen, req.TradeID)
				switch req.TradeID {
				case 7:
					return &platform.TradeCancelResponse{Success: loose.BoolValue(true)}, nil
				case 8:
					return nil, platform.CodeTooManyCalls
				case 9:
					return nil, errors.New("out of order")
				}
				return nil, nil
			}))
		require.NoError(t, s.Cancel(7))
		require.ErrorIs(t, s.Cancel(8), platform.CodeTooManyCalls)
		require.ErrorContains(t, s.Cancel(9), "out of order")
		require.ErrorIs(t, s.Cancel(10), platform.CodeTradeCancelOrderNotFound, "the mock itself responds")
		assert.Equal(t, []int64{7, 8, 9, 10}, seen)

		s.Mock.Platform = func(context.Context, string, jsontext.Value) (jsontext.Value, error) {
			return jsontext.Value(`{"success":true}`), nil
		}
		require.NoError(t, s.Cancel(10), "what the typed function leaves goes to Platform")
		require.ErrorIs(t, s.Cancel(8), platform.CodeTooManyCalls, "the typed function comes first")

		require.NoError(t, mock.OverridePlatform(s.Mock,
			func(context.Context, *mock.NoArguments) (*platform.AccountBasicResponse, error) {
				return &platform.AccountBasicResponse{Success: loose.BoolValue(true),
					Result: platform.AccountBasicInfo{LoginID: "me"}}, nil
			}))
		me, err := s.Account.Basic(s.Ctx)
		require.NoError(t, err)
		assert.Equal(t, "me", me.Result.LoginID)
	})
}

// TestOverridesOfNoOperation refuses types that no operation has together.
func TestOverridesOfNoOperation(t *testing.T) {
	gw, err := mock.NewHandler()
	require.NoError(t, err)
	for _, err := range []error{
		mock.OverridePlatform(gw, func(context.Context, *platform.TradeCancelRequest) (*platform.AccountBasicResponse,
			error) {
			return nil, nil
		}),
		mock.OverridePlatform(gw, func(context.Context, *mock.NoArguments) (*platform.TradeCancelResponse,
			error) {
			return nil, nil
		}),
		mock.OverridePlatform(gw, func(context.Context, *int) (*string, error) { return nil, nil }),
	} {
		require.ErrorContains(t, err, "mock: no operation of the open platform takes ")
	}
}
