package faults_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"
)

// TestOutcomeFaults orders, pays and cancels under every fault that leaves the outcome open, by each route: the deed
// is done once, and afterwards it can be looked up. The client takes none of the responses for a success but
// those without an id that prove what was done by something else: orderList names the orders, and a direct payment
// states success at two places, of which custom hands on one.
func TestOutcomeFaults(t *testing.T) {
	deeds := []struct {
		api  string
		do   func(*testing.T, *mocktest.Shopper) error
		done platform.OrderStatus // the state of the order afterwards
		// proved are the routes by which a success without id is a success still.
		proved []string
	}{
		{"alibaba.trade.createCrossOrder", func(t *testing.T, s *mocktest.Shopper) error {
			cargo, _ := s.Cargo(t, 1)
			_, err := s.Trade.CreateCrossOrder(s.Ctx, &platform.CreateCrossOrderRequest{
				Flow: platform.OrderFlowGeneral, AddressParam: mocktest.Home, CargoParamList: cargo,
				OutOrderID: openplatform.Ptr("mine"),
			})
			return err
		}, platform.OrderStatusWaitBuyerPay, slices.Collect(maps.Keys(mocktest.Routes))},
		{"alibaba.trade.pay.protocolPay.preparePay", func(t *testing.T, s *mocktest.Shopper) error {
			_, err := s.Payment.PrepareProtocolPay(s.Ctx, &platform.PrepareProtocolPayRequest{
				TradeWithholdPreparePayParam: platform.PrepareProtocolPayParam{OrderID: s.Mine(t)},
			})
			return err
		}, platform.OrderStatusWaitSellerSend, []string{"direct"}},
	}
	faults := []string{mock.FaultSilence, mock.FaultContradiction, mock.FaultNoID, mock.FaultIDWithFailure,
		mock.FaultLostResponse}
	for _, deed := range deeds {
		for _, fault := range faults {
			for route, connect := range mocktest.Routes {
				t.Run(deed.api+" "+fault+" "+route, func(t *testing.T) {
					s := connect(t)
					if deed.done != platform.OrderStatusWaitBuyerPay {
						require.NoError(t, deeds[0].do(t, s))
					}
					require.NoError(t, s.Mock.SetFaults(mock.FaultRule{Fault: fault, API: deed.api}))
					err := deed.do(t, s)
					if fault == mock.FaultNoID && slices.Contains(deed.proved, route) {
						require.NoError(t, err)
					} else {
						require.ErrorIs(t, err, openplatform.ErrOutcomeUnknown)
					}
					found, err := s.Trade.FindOrders(s.Ctx, "mine")
					require.NoError(t, err)
					require.Len(t, found, 1)
					assert.Equal(t, deed.done, found[0].BaseInfo.Status)
				})
			}
		}
	}
}
