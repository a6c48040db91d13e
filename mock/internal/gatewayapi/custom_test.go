package gatewayapi_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
)

// TestCustom takes parameters of any name from the client to the handler, in both dialects, and no credentials.
func TestCustom(t *testing.T) {
	gw := mock.New(t)
	var got gateway.CustomParams
	gw.Overrides.Custom = func(_ context.Context, params *gateway.CustomParams) (*gateway.CustomResponse, error) {
		got = *params
		return &gateway.CustomResponse{Response: jsontext.Value(`{"success":true}`)}, nil
	}
	client, err := ali1688.New("k_of_test", "s_of_test", ali1688.WithHTTPClient(&http.Client{Transport: gw.Transport()}))
	require.NoError(t, err)
	ctx := ali1688.WithSession(context.Background(), "session_of_test")
	const api = "com.alibaba.trade/alibaba.trade.cancel"
	cases := []struct {
		name   string
		params gateway.CustomParams
		want   func(*testing.T)
	}{
		{"method and _o_args", gateway.CustomParams{Method: ali1688.Ptr(api), OArgs: ali1688.Ptr(`{"tradeID":"1"}`)},
			func(t *testing.T) {
				assert.Equal(t, api, *got.Method)
				assert.JSONEq(t, `{"tradeID":"1"}`, *got.OArgs)
				assert.Empty(t, got.Arguments)
			}},
		{"api and free parameters",
			gateway.CustomParams{API: ali1688.Ptr(api), Arguments: map[string]string{"tradeID": "1", "remark": "a&b 备注"}},
			func(t *testing.T) {
				assert.Equal(t, api, *got.API)
				assert.Equal(t, map[string]string{"tradeID": "1", "remark": "a&b 备注"}, got.Arguments)
			}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			answer, err := client.Custom(ctx, &c.params)
			require.NoError(t, err)
			assert.JSONEq(t, `{"success":true}`, string(answer.Response))
			c.want(t)
		})
	}
}
