package platformapi_test

import (
	"slices"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-json-experiment/json/jsontext"
)

// journey is the whole way of an order, and every response on it.
type journey struct {
	*mocktest.Shopper
	t         *testing.T
	order     int64
	responses []string
}

// keep keeps what a response has below its members named result: custom hands on no more.
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
	j.responses = append(j.responses, string(body))
}

// estimate asks for the freight before anything else.
func (j *journey) estimate(offer int64, cargo []platform.OrderCargo) loose.Fen {
	addresses, err := j.Logistics.GetReceiveAddresses(j.Ctx)
	j.keep(addresses, err)
	total := 0.0
	for _, c := range cargo {
		total += c.Quantity
	}
	freight, err := j.Logistics.EstimateProductFreight(j.Ctx,
		&platform.EstimateProductFreightRequest{ProductFreightQueryParamsNew: platform.ProductFreightQuery{
			OfferID: offer, ToProvinceCode: "330000", ToCityCode: "330100", ToCountryCode: "330108", TotalNum: int64(total),
		}})
	j.keep(freight, err)
	fee, _ := loose.YuanOf(freight.Result.Result.Freight).Fen()
	return fee
}

// place previews and orders: what was shown is what is paid.
func (j *journey) place() {
	cargo, offer := j.Cargo(j.t, 2)
	fee := j.estimate(offer, cargo)
	preview, err := j.Trade.CreateOrderPreview(j.Ctx, &platform.CreateOrderPreviewRequest{AddressParam: mocktest.Home,
		CargoParamList: cargo})
	j.keep(preview, err)
	made, err := j.Trade.CreateCrossOrder(j.Ctx, &platform.CreateCrossOrderRequest{
		Flow: platform.OrderFlowGeneral, AddressParam: mocktest.Home, CargoParamList: cargo,
		OutOrderID: openplatform.Ptr("mine-1"),
	})
	j.keep(made, err)
	shown := preview.OrderPreviewResult[0]
	assert.Equal(j.t, shown.SumPayment, made.Result.TotalSuccessAmount)
	order, ok := shown.SumCarriage.Compare(fee)
	assert.True(j.t, ok && order == 0, "the preview has %s, the estimate %s", shown.SumCarriage, fee)
	j.order = mocktest.ParseID(j.t, made.Result.OrderID)
	found, err := j.Trade.FindOrders(j.Ctx, "mine-1")
	require.NoError(j.t, err)
	require.Len(j.t, found, 1)
	assert.Equal(j.t, platform.OrderStatusWaitBuyerPay, found[0].BaseInfo.Status)
}

func (j *journey) pay() {
	link, err := j.Payment.GetAlipayURL(j.Ctx, &platform.GetAlipayURLRequest{OrderIDList: []int64{j.order}})
	j.keep(link, err)
	paid, err := j.Payment.PrepareProtocolPay(j.Ctx, &platform.PrepareProtocolPayRequest{
		TradeWithholdPreparePayParam: platform.PrepareProtocolPayParam{OrderID: j.order},
	})
	j.keep(paid, err)
}

// ship lets the seller send, and looks at the parcel a day and a half later.
func (j *journey) ship() {
	require.NoError(j.t, j.Mock.Orders().Ship(j.order))
	j.Clock.Advance(40 * time.Hour)
	parcels, err := j.Logistics.GetLogisticsInfosBuyerView(j.Ctx,
		&platform.GetLogisticsInfosBuyerViewRequest{OrderID: j.order, WebSite: platform.WebSiteChina})
	j.keep(parcels, err)
	assert.Equal(j.t, platform.LogisticsOrderStatusTransport, parcels.Result[0].Status)
	trace, err := j.Logistics.GetLogisticsTraceInfoBuyerView(j.Ctx,
		&platform.GetLogisticsTraceInfoBuyerViewRequest{OrderID: j.order, WebSite: platform.WebSiteChina})
	j.keep(trace, err)
	assert.Len(j.t, trace.LogisticsTrace[0].LogisticsSteps, 3)
}

func (j *journey) look() *platform.TradeInfo {
	seen, err := j.Trade.GetOrderBuyerView(j.Ctx, &platform.GetOrderBuyerViewRequest{WebSite: platform.WebSiteChina,
		OrderID: j.order})
	j.keep(seen, err)
	return &seen.Result
}

// receive takes everything, and rates it, which no call does.
func (j *journey) receive() {
	var lines []int64
	for _, item := range j.look().ProductItems {
		lines = append(lines, mocktest.ParseID(j.t, item.SubItemIDString))
	}
	got, err := j.Trade.ConfirmReceiveGoods(j.Ctx,
		&platform.ConfirmReceiveGoodsRequest{OrderID: j.order, OrderEntryIDs: lines})
	j.keep(got, err)
	require.NoError(j.t, j.Mock.Orders().Rate(j.order))
	seen := j.look()
	assert.Equal(j.t, platform.OrderStatusSuccess, seen.BaseInfo.Status)
	rated, _ := seen.OrderRateInfo.BuyerRateStatus.Int64()
	assert.EqualValues(j.t, 4, rated)
}

// TestOrderByBothRoutes goes the same way by each route, and gets the same.
func TestOrderByBothRoutes(t *testing.T) {
	direct := journeyOf(t, mocktest.Routes["direct"](t))
	require.Len(t, direct, 11)
	for route, connect := range mocktest.Routes {
		t.Run(route, func(t *testing.T) { assert.Equal(t, direct, journeyOf(t, connect(t))) })
	}
}

func journeyOf(t *testing.T, s *mocktest.Shopper) []string {
	t.Helper()
	j := &journey{Shopper: s, t: t}
	j.place()
	j.pay()
	j.ship()
	j.receive()
	return j.responses
}
