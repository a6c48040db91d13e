package ali1688_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/generated/gatewayserver"
	"github.com/go-ali1688/ali1688/loose"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// orderServer keeps the parameters of buyer_order_list.
type orderServer struct {
	gatewayserver.ServerInterface
	got gateway.BuyerOrderListParams
}

func (s *orderServer) BuyerOrderList(_ http.ResponseWriter, _ *http.Request, params gateway.BuyerOrderListParams) {
	s.got = params
}

// TestSecretParameterOfServer reads a secret from the query.
func TestSecretParameterOfServer(t *testing.T) {
	var s orderServer
	req := httptest.NewRequest(http.MethodGet, "/buyer_order_list/?key=k&page=1&token=planted%2Bs3cr3t", nil)
	gatewayserver.Handler(&s).ServeHTTP(httptest.NewRecorder(), req)
	require.NotNil(t, s.got.Token)
	assert.Equal(t, "planted+s3cr3t", s.got.Token.Reveal())
}

// TestSecretParameters sends parameters that are secrets, and prints them.
func TestSecretParameters(t *testing.T) {
	const planted = "planted+s3cr3t=="
	var query url.Values
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { query = r.URL.Query() }))
	t.Cleanup(server.Close)
	client, err := ali1688.New("k_of_test", "s_of_test", ali1688.WithBaseURL(server.URL))
	require.NoError(t, err)

	orders := gateway.BuyerOrderListParams{Token: ali1688.Ptr(loose.SecretOf(planted))}
	_, _ = client.BuyerOrderList(t.Context(), &orders)
	assert.Equal(t, planted, query.Get("token"))
	fee := gateway.ItemFeeParams{NumIID: "591734471276", AreaID: "2274", Cookie: ali1688.Ptr(loose.SecretOf(planted))}
	_, _ = client.ItemFee(t.Context(), &fee)
	assert.Equal(t, planted, query.Get("cookie"))

	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d"} {
		assert.NotContains(t, fmt.Sprintf(verb, []any{orders, &fee}), planted, verb)
	}
}
