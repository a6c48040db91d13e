package mock_test

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/transport"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
)

func (s *shopper) send(order int64, line int64, extBody string) error {
	_, err := s.Sales.SendOrderOffline(s.ctx, &platform.SendOrderOfflineRequest{
		ExtBody: &extBody,
		SendGoods: []platform.SendGoodParam{{
			SourceID: strconv.FormatInt(order, 10), SendGoodEntries: []platform.SendGoodEntryParam{{SourceEntryID: strconv.FormatInt(line, 10)}},
		}},
	})
	return err
}

// TestSellerSends sends an order of three lines in two parcels. One line was paid back before, and is not sent.
func TestSellerSends(t *testing.T) {
	s := roads["direct"](t)
	order := s.order(t, 3)
	assert.ErrorIs(t, s.send(order, order, `{"mailNo":"1"}`), platform.CodeTradeCancelBadStatus, "it is not paid")
	require.NoError(t, s.gw.Orders().Pay(order))
	status := func() string {
		seen, err := s.Trade.GetOrderBuyerView(s.ctx, &platform.GetOrderBuyerViewRequest{WebSite: platform.WebSiteN1688, OrderID: order})
		require.NoError(t, err)
		return seen.Result.BaseInfo.Status
	}
	most, err := s.Refunds.GetMaxRefundFee(s.ctx, &platform.GetMaxRefundFeeRequest{Input: platform.GetMaxRefundFeeInput{
		OrderID: order, GoodsStatus: platform.RefundGoodsStatusRefundWaitSellerSend, RefundGoodsCountList: []platform.RefundEntryCount{{ID: order, Count: 1}},
	}})
	require.NoError(t, err)
	fen, _ := most.Result.Result.MaxGoodsFee.Int64()
	refund, err := s.refund(order, platform.RefundGoodsStatusRefundWaitSellerSend, platform.RefundDemandRefund, fen)
	require.NoError(t, err)
	assert.ErrorIs(t, s.send(order, order+1, `{"mailNo":"1"}`), platform.CodeTradeCancelBadStatus, "a refund is open")
	require.NoError(t, s.gw.Orders().AgreeRefund(refund))

	assert.ErrorIs(t, s.send(order, order+1, `{}`), platform.CodeSendOrderOfflineBadWaybill, "there is no waybill")
	require.NoError(t, s.send(order, order+1, `{"cpCode":"SF","logisticsCpName":"顺丰","mailNo":"a123"}`))
	assert.Equal(t, platform.OrderStatusWaitsellersend, status(), "a line is left")
	assert.Error(t, s.send(order, order, `{"mailNo":"1"}`), "a line that was paid back is not sent")
	require.NoError(t, s.send(order, order+2, `{"cpCode":"SF","mailNo":"a124"}`))
	assert.Equal(t, platform.OrderStatusWaitbuyerreceive, status())
	sold, err := s.Sales.GetSellerOrderList(s.ctx, &platform.GetSellerOrderListRequest{})
	require.NoError(t, err)
	assert.Len(t, sold.Result[0].NativeLogistics.LogisticsItems, 2)
}

// losing is a connection that breaks after the mock has answered, for calls that the test picks.
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

// TestLostAnswer loses the answer to an order: the error says that nobody knows, the order is found by its
// outOrderId, and there is one of it.
func TestLostAnswer(t *testing.T) {
	for road, connect := range map[string]func(*shopper, *http.Client) *openplatform.Client{
		"direct": func(s *shopper, http *http.Client) *openplatform.Client {
			client, err := openplatform.New(appKey, appSecret, openplatform.WithHTTPClient(http), openplatform.WithAccessToken(oneMember))
			require.NoError(t, err)
			return client
		},
		"through the gateway": func(s *shopper, http *http.Client) *openplatform.Client {
			client, err := ali1688.New("k_of_test", "s_of_test", ali1688.WithHTTPClient(http))
			require.NoError(t, err)
			s.ctx = ali1688.WithSession(context.Background(), oneMember)
			return openplatform.Via(client)
		},
	} {
		t.Run(road, func(t *testing.T) {
			s := newShopper(t)
			lost := true
			s.Client = connect(s, &http.Client{Transport: losing(s.gw.Transport(), &lost)})
			cargo, _ := s.cargo(t, 1)
			_, err := s.Trade.CreateCrossOrder(s.ctx, &platform.CreateCrossOrderRequest{
				Flow: platform.OrderFlowGeneral, AddressParam: home, CargoParamList: cargo, OutOrderID: openplatform.Ptr("mine-7"),
			})
			require.ErrorIs(t, err, openplatform.ErrOutcomeUnknown)
			var unknown *openplatform.UnknownOutcomeError
			require.ErrorAs(t, err, &unknown)
			lost = false
			found, err := s.Trade.FindOrders(s.ctx, unknown.OutOrderID)
			require.NoError(t, err)
			assert.Len(t, found, 1)
			found, err = s.Trade.FindOrders(s.ctx, "mine-8")
			require.NoError(t, err)
			assert.Empty(t, found)
		})
	}
}
