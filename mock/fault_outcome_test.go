package mock_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"
)

// TestOutcomeFaults orders, pays and cancels under every fault that leaves the outcome open, by each road: the deed
// is done once, and afterwards it can be looked up. What the client makes of the response is stated; a success
// without an id is a success to it, if anything else tells what was made.
func TestOutcomeFaults(t *testing.T) {
	deeds := []struct {
		api  string
		do   func(*testing.T, *shopper) error
		done string // the state of the order afterwards
	}{
		{"alibaba.trade.createCrossOrder", func(t *testing.T, s *shopper) error {
			cargo, _ := s.cargo(t, 1)
			_, err := s.Trade.CreateCrossOrder(s.ctx, &platform.CreateCrossOrderRequest{
				Flow: platform.OrderFlowGeneral, AddressParam: home, CargoParamList: cargo, OutOrderID: openplatform.Ptr("mine"),
			})
			return err
		}, platform.OrderStatusWaitbuyerpay},
		{"alibaba.trade.pay.protocolPay.preparePay", func(t *testing.T, s *shopper) error {
			_, err := s.Payment.PrepareProtocolPay(s.ctx, &platform.PrepareProtocolPayRequest{
				TradeWithholdPreparePayParam: platform.PrepareProtocolPayParam{OrderID: s.mine(t)},
			})
			return err
		}, platform.OrderStatusWaitsellersend},
	}
	cases := []struct {
		fault   string
		success bool // whether the client may take it for one
	}{
		{mock.FaultSilence, false}, {mock.FaultContradiction, false}, {mock.FaultNoID, true}, {mock.FaultIDWithFailure, false}, {mock.FaultLostResponse, false},
	}
	for _, deed := range deeds {
		for _, tt := range cases {
			for road, connect := range roads {
				t.Run(deed.api+" "+tt.fault+" "+road, func(t *testing.T) {
					s := connect(t)
					if deed.done != platform.OrderStatusWaitbuyerpay {
						require.NoError(t, deeds[0].do(t, s))
					}
					require.NoError(t, s.gw.SetFaults(mock.FaultRule{Fault: tt.fault, API: deed.api}))
					err := deed.do(t, s)
					if err != nil || !tt.success {
						require.ErrorIs(t, err, openplatform.ErrOutcomeUnknown)
					}
					found, err := s.Trade.FindOrders(s.ctx, "mine")
					require.NoError(t, err)
					require.Len(t, found, 1)
					assert.Equal(t, deed.done, found[0].BaseInfo.Status)
				})
			}
		}
	}
}

// mine is the order that was made as "mine".
func (s *shopper) mine(t *testing.T) int64 {
	t.Helper()
	found, err := s.Trade.FindOrders(s.ctx, "mine")
	require.NoError(t, err)
	require.Len(t, found, 1)
	return id(t, found[0].BaseInfo.IDOfStr.String())
}
