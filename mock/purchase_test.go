package mock_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"
)

// purchase is a person who buys, knowing nothing but a word.
type purchase struct {
	*shopper
	t       *testing.T
	word    string
	address int64
	cargo   []platform.OrderCargo
	goods   int64 // in 分, by the prices of the details
	total   int64 // in 分, by the preview
	order   int64
	lines   []int64
}

// search takes an offer that a search finds.
func (p *purchase) search() int64 {
	found, err := p.Products.SearchProductsByKeyword(p.ctx, &platform.SearchProductsByKeywordRequest{
		OfferQueryParam: platform.KeywordQueryParam{Keyword: p.word, BeginPage: 1, PageSize: 20, Country: "en"},
	})
	require.NoError(p.t, err)
	require.NotEmpty(p.t, found.Result.Result.Data)
	offer, ok := found.Result.Result.Data[0].OfferID.Int64()
	require.True(p.t, ok)
	return offer
}

// choose takes the fewest of the first two variants of the offer that are in stock.
func (p *purchase) choose(offer int64) {
	detail, err := p.Products.QueryProductDetail(p.ctx, &platform.QueryProductDetailRequest{
		OfferDetailParam: platform.OfferDetailParam{OfferID: offer, Country: "en"},
	})
	require.NoError(p.t, err)
	least, _ := detail.Result.Result.MinOrderQuantity.Int64()
	for _, sku := range detail.Result.Result.ProductSKUInfos {
		stock, _ := sku.AmountOnSale.Int64()
		price, exact := sku.Price.Fen()
		if len(p.cargo) < 2 && stock >= least {
			require.True(p.t, exact)
			p.cargo = append(p.cargo, platform.OrderCargo{OfferID: &offer, SpecID: openplatform.Ptr(sku.SpecID), Quantity: float64(least)})
			p.goods += fenOf(price) * least
		}
	}
	require.NotEmpty(p.t, p.cargo)
}

// preview asks what the order costs, sent to an address of the member's own.
func (p *purchase) preview() {
	saved, err := p.Logistics.GetReceiveAddresses(p.ctx)
	require.NoError(p.t, err)
	p.address, _ = saved.Result.ReceiveAddressItems[0].ID.Int64()
	shown, err := p.Trade.CreateOrderPreview(p.ctx, &platform.CreateOrderPreviewRequest{
		AddressParam: platform.OrderAddress{AddressID: &p.address}, CargoParamList: p.cargo,
	})
	require.NoError(p.t, err)
	costs := shown.OrderPreviewResuslt[0]
	sum, carriage, goods := fenOf(costs.SumPayment), fenOf(costs.SumCarriage), fenOf(costs.SumPaymentNoCarriage)
	assert.Equal(p.t, sum, goods+carriage)
	assert.LessOrEqual(p.t, goods, p.goods, "many cost no more than each by itself")
	p.goods, p.total = goods, sum
}

// place orders what was shown, and finds the order by its own number.
func (p *purchase) place() {
	made, err := p.Trade.CreateCrossOrder(p.ctx, &platform.CreateCrossOrderRequest{
		Flow: platform.OrderFlowGeneral, AddressParam: platform.OrderAddress{AddressID: &p.address}, CargoParamList: p.cargo,
		OutOrderID: openplatform.Ptr("purchase-1"),
	})
	require.NoError(p.t, err)
	assert.Equal(p.t, p.total, fenOf(made.Result.TotalSuccessAmount))
	p.order = id(p.t, made.Result.OrderID)
	found, err := p.Trade.FindOrders(p.ctx, "purchase-1")
	require.NoError(p.t, err)
	require.Len(p.t, found, 1)
	assert.Equal(p.t, made.Result.OrderID, found[0].BaseInfo.IDOfStr.String())
	assert.Empty(p.t, found[0].TradeTerms, "nothing is paid")
	sum := int64(0)
	for _, item := range found[0].ProductItems {
		amount, exact := item.ItemAmount.Fen()
		require.True(p.t, exact)
		sum += fenOf(amount)
		p.lines = append(p.lines, id(p.t, item.SubItemIDString))
	}
	assert.Equal(p.t, p.goods, sum)
}

// state is the order's state, after its sums are compared with those of the preview.
func (p *purchase) state() string {
	seen, err := p.Trade.GetOrderBuyerView(p.ctx, &platform.GetOrderBuyerViewRequest{WebSite: platform.WebSiteN1688, OrderID: p.order})
	require.NoError(p.t, err)
	total, exact := seen.Result.BaseInfo.TotalAmount.Fen()
	require.True(p.t, exact)
	assert.Equal(p.t, p.total, fenOf(total))
	for _, term := range seen.Result.TradeTerms {
		paid, _ := term.PhasAmount.Fen()
		assert.Equal(p.t, p.total, fenOf(paid))
	}
	return seen.Result.BaseInfo.Status
}

func (p *purchase) pay() {
	way, err := p.Payment.QueryPayWay(p.ctx, &platform.QueryPayWayRequest{OrderID: strconv.FormatInt(p.order, 10)})
	require.NoError(p.t, err)
	assert.Equal(p.t, p.total, fenOf(way.ResultList.PayFee))
	amount := loose.FenOf(p.total)
	_, err = p.Payment.PrepareProtocolPay(p.ctx, &platform.PrepareProtocolPayRequest{
		TradeWithholdPreparePayParam: platform.PrepareProtocolPayParam{OrderID: p.order, PayAmount: &amount},
	})
	require.NoError(p.t, err)
}

// track asks for the parcel: not before the order is shipped.
func (p *purchase) track() {
	trace := func() (*platform.GetLogisticsTraceInfoBuyerViewResponse, error) {
		return p.Logistics.GetLogisticsTraceInfoBuyerView(p.ctx, &platform.GetLogisticsTraceInfoBuyerViewRequest{OrderID: p.order, WebSite: platform.WebSiteN1688})
	}
	_, err := trace()
	require.ErrorIs(p.t, err, openplatform.ErrNotShipped)
	require.NoError(p.t, p.gw.Orders().Ship(p.order)) // the seller
	p.clock.advance(72 * time.Hour)
	got, err := trace()
	require.NoError(p.t, err)
	steps := got.LogisticsTrace[0].LogisticsSteps
	assert.Equal(p.t, "已签收", steps[len(steps)-1].Remark)
}

func (p *purchase) receive() {
	_, err := p.Trade.ConfirmReceiveGoods(p.ctx, &platform.ConfirmReceiveGoodsRequest{OrderID: p.order, OrderEntryIDs: p.lines})
	require.NoError(p.t, err)
}

// takeBack wants the first line's money back, and gets it.
func (p *purchase) takeBack() {
	most, err := p.Refunds.GetMaxRefundFee(p.ctx, &platform.GetMaxRefundFeeRequest{Input: platform.GetMaxRefundFeeInput{
		OrderID: p.order, RefundGoodsCountList: []platform.RefundEntryCount{{ID: p.lines[0], Count: int64(p.cargo[0].Quantity)}},
	}})
	require.NoError(p.t, err)
	line := fenOf(most.Result.Result.MaxGoodsFee)
	made, err := p.Refunds.CreateRefund(p.ctx, &platform.CreateRefundRequest{
		OrderID: p.order, OrderEntryIDs: p.lines[:1], DisputeRequest: platform.RefundDemandRefund, ApplyPayment: loose.FenOf(line),
		ApplyCarriage: loose.FenOf(0), ApplyReasonID: 20021, Description: "不想要了", GoodsStatus: platform.RefundGoodsStatusAftersaleBuyerReceived,
	})
	require.NoError(p.t, err)
	require.NoError(p.t, p.gw.Orders().AgreeRefund(made.Result.Result.RefundID)) // the seller
	assert.Equal(p.t, []int64{p.total - line}, p.invoiceable(p.t, p.order))
}

func fenOf(amount loose.Fen) int64 {
	n, _ := amount.Int64()
	return n
}

// TestPurchase buys what a search finds and takes part of it back, by each road. No id is known before a response has
// it, and the sums agree at each step.
func TestPurchase(t *testing.T) {
	for road, connect := range roads {
		t.Run(road, func(t *testing.T) {
			p := &purchase{shopper: connect(t), t: t, word: "连衣裙"}
			p.choose(p.search())
			p.preview()
			p.place()
			assert.Equal(t, platform.OrderStatusWaitbuyerpay, p.state())
			p.pay()
			assert.Equal(t, platform.OrderStatusWaitsellersend, p.state())
			p.track()
			assert.Equal(t, platform.OrderStatusWaitbuyerreceive, p.state())
			p.receive()
			assert.Equal(t, platform.OrderStatusSuccess, p.state())
			p.takeBack()
			assert.Equal(t, platform.OrderStatusSuccess, p.state())
		})
	}
}
