package mock_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-json-experiment/json/jsontext"
)

// journey is the whole way of an order, and every answer on it.
type journey struct {
	*shopper
	t     *testing.T
	order int64
	said  []string
}

// keep keeps what an answer has below its members named result: custom hands on no more.
func (j *journey) keep(a platform.Answer, err error) {
	j.t.Helper()
	require.NoError(j.t, err)
	body, err := loose.Marshal(a)
	require.NoError(j.t, err)
	for {
		var members map[string]jsontext.Value
		if loose.Unmarshal(body, &members) != nil || !slices.Contains([]jsontext.Kind{'{', '['}, members["result"].Kind()) {
			break
		}
		body = members["result"]
	}
	j.said = append(j.said, string(body))
}

// estimate asks for the freight before anything else.
func (j *journey) estimate(offer int64, cargo []platform.OrderCargo) loose.Fen {
	addresses, err := j.Logistics.GetReceiveAddresses(j.ctx)
	j.keep(addresses, err)
	total := 0.0
	for _, c := range cargo {
		total += c.Quantity
	}
	freight, err := j.Logistics.EstimateProductFreight(j.ctx, &platform.EstimateProductFreightRequest{ProductFreightQueryParamsNew: platform.ProductFreightQuery{
		OfferID: offer, ToProvinceCode: "330000", ToCityCode: "330100", ToCountryCode: "330108", TotalNum: int64(total),
	}})
	j.keep(freight, err)
	fee, _ := loose.YuanOf(freight.Result.Result.Freight).Fen()
	return fee
}

// place previews and orders: what was shown is what is paid.
func (j *journey) place() {
	cargo, offer := j.cargo(j.t, 2)
	fee := j.estimate(offer, cargo)
	preview, err := j.Trade.CreateOrderPreview(j.ctx, &platform.CreateOrderPreviewRequest{AddressParam: home, CargoParamList: cargo})
	j.keep(preview, err)
	made, err := j.Trade.CreateCrossOrder(j.ctx, &platform.CreateCrossOrderRequest{
		Flow: platform.OrderFlowGeneral, AddressParam: home, CargoParamList: cargo, OutOrderID: openplatform.Ptr("mine-1"),
	})
	j.keep(made, err)
	shown := preview.OrderPreviewResuslt[0]
	assert.Equal(j.t, shown.SumPayment, made.Result.TotalSuccessAmount)
	order, ok := shown.SumCarriage.Compare(fee)
	assert.True(j.t, ok && order == 0, "the preview has %s, the estimate %s", shown.SumCarriage, fee)
	j.order = id(j.t, made.Result.OrderID)
	found, err := j.Trade.FindOrders(j.ctx, "mine-1")
	require.NoError(j.t, err)
	require.Len(j.t, found, 1)
	assert.Equal(j.t, platform.OrderStatusWaitbuyerpay, found[0].BaseInfo.Status)
}

func (j *journey) pay() {
	link, err := j.Payment.GetAlipayURL(j.ctx, &platform.GetAlipayURLRequest{OrderIDList: []int64{j.order}})
	j.keep(link, err)
	paid, err := j.Payment.PrepareProtocolPay(j.ctx, &platform.PrepareProtocolPayRequest{
		TradeWithholdPreparePayParam: platform.PrepareProtocolPayParam{OrderID: j.order},
	})
	j.keep(paid, err)
}

// ship lets the seller send, and looks at the parcel a day and a half later.
func (j *journey) ship() {
	require.NoError(j.t, j.gw.Orders().Ship(j.order))
	j.clock.advance(40 * time.Hour)
	parcels, err := j.Logistics.GetLogisticsInfosBuyerView(j.ctx, &platform.GetLogisticsInfosBuyerViewRequest{OrderID: j.order, WebSite: platform.WebSiteN1688})
	j.keep(parcels, err)
	assert.Equal(j.t, platform.LogisticsOrderStatusTransport, parcels.Result[0].Status)
	trace, err := j.Logistics.GetLogisticsTraceInfoBuyerView(j.ctx, &platform.GetLogisticsTraceInfoBuyerViewRequest{OrderID: j.order, WebSite: platform.WebSiteN1688})
	j.keep(trace, err)
	assert.Len(j.t, trace.LogisticsTrace[0].LogisticsSteps, 3)
}

func (j *journey) look() *platform.TradeInfo {
	seen, err := j.Trade.GetOrderBuyerView(j.ctx, &platform.GetOrderBuyerViewRequest{WebSite: platform.WebSiteN1688, OrderID: j.order})
	j.keep(seen, err)
	return &seen.Result
}

// receive takes everything, and rates it, which no call does.
func (j *journey) receive() {
	var lines []int64
	for _, item := range j.look().ProductItems {
		lines = append(lines, id(j.t, item.SubItemIDString))
	}
	got, err := j.Trade.ConfirmReceiveGoods(j.ctx, &platform.ConfirmReceiveGoodsRequest{OrderID: j.order, OrderEntryIDs: lines})
	j.keep(got, err)
	require.NoError(j.t, j.gw.Orders().Rate(j.order))
	seen := j.look()
	assert.Equal(j.t, platform.OrderStatusSuccess, seen.BaseInfo.Status)
	rated, _ := seen.OrderRateInfo.BuyerRateStatus.Int64()
	assert.EqualValues(j.t, 4, rated)
}

func (s *shopper) journey(t *testing.T) []string {
	t.Helper()
	j := &journey{shopper: s, t: t}
	j.place()
	j.pay()
	j.ship()
	j.receive()
	return j.said
}

// TestOrderByBothRoads goes the same way by each road, and gets the same.
func TestOrderByBothRoads(t *testing.T) {
	direct := roads["direct"](t).journey(t)
	require.Len(t, direct, 11)
	for road, connect := range roads {
		t.Run(road, func(t *testing.T) { assert.Equal(t, direct, connect(t).journey(t)) })
	}
}
