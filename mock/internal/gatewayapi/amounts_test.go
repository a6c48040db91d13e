package gatewayapi_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock"
)

// TestAmountsOfAQuery reads start_price and end_price as amounts of yuan, without a float.
func TestAmountsOfAQuery(t *testing.T) {
	cases := []struct{ query, start, end, fen string }{
		{"start_price=0.10&end_price=1e3", "0.10", "1000", "10"},
		{"start_price=19.999", "19.999", "", ""},
		{"end_price=5", "", "5", ""},
		{"", "", "", ""},
	}
	for _, tt := range cases {
		t.Run(tt.query, func(t *testing.T) {
			gw := mock.New(t)
			var got *gateway.ItemSearchParams
			gw.Overrides.ItemSearch = func(_ context.Context, params *gateway.ItemSearchParams) (*gateway.ItemSearchResponse,
				error) {
				got = params
				return &gateway.ItemSearchResponse{}, nil
			}
			rsp, err := http.Get(gw.URL() + "/1688/item_search/?key=k&secret=s&q=x&" + tt.query)
			require.NoError(t, err)
			require.NoError(t, rsp.Body.Close())
			require.NotNil(t, got)
			assert.Equal(t, tt.start, amount(got.StartPrice).String())
			assert.Equal(t, tt.end, amount(got.EndPrice).String())
			fen, _ := amount(got.StartPrice).Fen()
			assert.Equal(t, tt.fen, fen.String())
		})
	}
}

func amount(y *loose.Yuan) loose.Yuan {
	if y == nil {
		return loose.Yuan{}
	}
	return *y
}
