package platformapi_test

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/transport"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// TestSellerSends sends an order of three lines in two parcels. One line was paid back before, and is not sent.
func TestSellerSends(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	order := s.Order(t, 3)
	assert.ErrorIs(t, s.Send(order, order, `{"mailNo":"1"}`), platform.CodeTradeCancelBadStatus, "it is not paid")
	require.NoError(t, s.Mock.Orders().Pay(order))
	status := func() platform.OrderStatus {
		seen, err := s.Trade.GetOrderBuyerView(s.Ctx, &platform.GetOrderBuyerViewRequest{WebSite: platform.WebSiteChina,
			OrderID: order})
		require.NoError(t, err)
		return seen.Result.BaseInfo.Status
	}
	most, err := s.Refunds.GetMaxRefundFee(s.Ctx, &platform.GetMaxRefundFeeRequest{Input: platform.GetMaxRefundFeeInput{
		OrderID: order, GoodsStatus: platform.RefundGoodsStatusRefundWaitSellerSend,
		RefundGoodsCountList: []platform.RefundEntryCount{{ID: order, Count: 1}},
	}})
	require.NoError(t, err)
	fen, _ := most.Result.Result.MaxGoodsFee.Int64()
	refund, err := s.Refund(order, platform.RefundGoodsStatusRefundWaitSellerSend, platform.RefundDemandRefund, fen)
	require.NoError(t, err)
	assert.ErrorIs(t, s.Send(order, order+1, `{"mailNo":"1"}`), platform.CodeTradeCancelBadStatus, "a refund is open")
	require.NoError(t, s.Mock.Orders().AgreeRefund(refund))

	assert.ErrorIs(t, s.Send(order, order+1, `{}`), platform.CodeSendOrderOfflineBadWaybill, "there is no waybill")
	require.NoError(t, s.Send(order, order+1, `{"cpCode":"SF","logisticsCpName":"顺丰","mailNo":"a123"}`))
	assert.Equal(t, platform.OrderStatusWaitSellerSend, status(), "a line is left")
	assert.Error(t, s.Send(order, order, `{"mailNo":"1"}`), "a line that was paid back is not sent")
	require.NoError(t, s.Send(order, order+2, `{"cpCode":"SF","mailNo":"a124"}`))
	assert.Equal(t, platform.OrderStatusWaitBuyerReceive, status())
	sold, err := s.Sales.GetSellerOrderList(s.Ctx, &platform.GetSellerOrderListRequest{})
	require.NoError(t, err)
	assert.Len(t, sold.Result[0].NativeLogistics.LogisticsItems, 2)
}

// losing returns a connection that breaks after the mock has answered, for calls that the test picks.
func losing(next http.RoundTripper, lost *bool) http.RoundTripper {
	return transport.Func(func(req *http.Request) (*http.Response, error) {
		rsp, err := next.RoundTrip(req)
		if err == nil && *lost {
			_ = rsp.Body.Close()
			return nil, errors.New("connection reset by peer")
		}
		return rsp, err
	})
}

// TestLostAnswer loses the response to an order: the error says that nobody knows, the order is found by its
// outOrderId, and there is one of it.
func TestLostAnswer(t *testing.T) {
	for route, connect := range map[string]func(*mocktest.Shopper, *http.Client) *openplatform.Client{
		"direct": func(s *mocktest.Shopper, http *http.Client) *openplatform.Client {
			client, err := openplatform.New(mocktest.AppKey, mocktest.AppSecret, openplatform.WithHTTPClient(http),
				openplatform.WithAccessToken(mocktest.OneMember))
			require.NoError(t, err)
			return client
		},
		"through the gateway": func(s *mocktest.Shopper, http *http.Client) *openplatform.Client {
			client, err := ali1688.New("k_of_test", "s_of_test", ali1688.WithHTTPClient(http))
			require.NoError(t, err)
			s.Ctx = ali1688.WithSession(context.Background(), mocktest.OneMember)
			return openplatform.Via(client)
		},
	} {
		t.Run(route, func(t *testing.T) {
			s := mocktest.NewShopper(t)
			lost := true
			s.Client = connect(s, &http.Client{Transport: losing(s.Mock.Transport(), &lost)})
			cargo, _ := s.Cargo(t, 1)
			_, err := s.Trade.CreateCrossOrder(s.Ctx, &platform.CreateCrossOrderRequest{
				Flow: platform.OrderFlowGeneral, AddressParam: mocktest.Home, CargoParamList: cargo,
				OutOrderID: openplatform.Ptr("mine-7"),
			})
			require.ErrorIs(t, err, openplatform.ErrOutcomeUnknown)
			var unknown *openplatform.UnknownOutcomeError
			require.ErrorAs(t, err, &unknown)
			lost = false
			found, err := s.Trade.FindOrders(s.Ctx, unknown.OutOrderID)
			require.NoError(t, err)
			assert.Len(t, found, 1)
			found, err = s.Trade.FindOrders(s.Ctx, "mine-8")
			require.NoError(t, err)
			assert.Empty(t, found)
		})
	}
}
