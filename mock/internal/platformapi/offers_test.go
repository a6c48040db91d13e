package platformapi_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// TestOwnOffers pages through the offers of the caller's shop, and filters them.
func TestOwnOffers(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	all := s.Own(t, &platform.ListProductsRequest{})
	require.GreaterOrEqual(t, len(all), 16)
	price := func(p platform.ProductInfo) float64 { return float64(mocktest.Cents(t, p.ReferencePrice)) / 100 }
	first := all[0]
	for name, tt := range map[string]struct {
		req  platform.ListProductsRequest
		fits func(platform.ProductInfo) bool
	}{
		"everything": {platform.ListProductsRequest{},
			func(p platform.ProductInfo) bool { return p.SupplierLoginID == first.SupplierLoginID }},
		"from a price": {platform.ListProductsRequest{PriceStart: openplatform.Ptr(price(first))},
			func(p platform.ProductInfo) bool { return price(p) >= price(first) }},
		"to a price": {platform.ListProductsRequest{PriceEnd: openplatform.Ptr(price(first))},
			func(p platform.ProductInfo) bool { return price(p) <= price(first) }},
		"a category": {platform.ListProductsRequest{CategoryID: openplatform.Ptr(mocktest.Number(first.CategoryID))},
			func(p platform.ProductInfo) bool { return p.CategoryID == first.CategoryID }},
		"an id": {platform.ListProductsRequest{ProductIDs: []int64{mocktest.Number(first.ProductID)}},
			func(p platform.ProductInfo) bool { return p.ProductID == first.ProductID }},
		"a title": {platform.ListProductsRequest{SubjectKey: &first.Subject},
			func(p platform.ProductInfo) bool { return p.Subject == first.Subject }},
		"another state": {platform.ListProductsRequest{StatusList: []string{"member expired"}},
			func(platform.ProductInfo) bool { return false }},
	} {
		var want []string
		for _, p := range all {
			if tt.fits(p) {
				want = append(want, p.ProductID.String())
			}
		}
		var got []string
		for _, p := range s.Own(t, &tt.req) {
			got = append(got, p.ProductID.String())
		}
		assert.Equal(t, want, got, name)
	}
}

// TestSellers turns the open id of a detail into a name, and asks about its company.
func TestSellers(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	detail, err := s.Products.QueryProductDetail(s.Ctx, &platform.QueryProductDetailRequest{
		OfferDetailParam: platform.OfferDetailParam{OfferID: 610947572360, Country: "en"},
	})
	require.NoError(t, err)
	d := detail.Result.Result
	nick, err := s.Account.DecryptWangwangNick(s.Ctx, &platform.DecryptWangwangNickRequest{OpenUID: d.SellerOpenID})
	require.NoError(t, err)
	assert.Equal(t, d.CompanyName, nick.WangwangNick)
	back, err := s.Account.EncryptLoginID(s.Ctx, &platform.EncryptLoginIDRequest{LoginID: nick.WangwangNick})
	require.NoError(t, err)
	assert.Equal(t, d.SellerOpenID, back.OpenUID)
	company, err := s.Account.CrossBasic(s.Ctx, &platform.AccountCrossBasicRequest{LoginID: &nick.WangwangNick})
	require.NoError(t, err)
	assert.Equal(t, d.CompanyName, company.Result.CompanyName)
	item := mocktest.Get(t, s.Mock.Transport(), "/1688/item_get/?"+mocktest.Auth+"&num_iid=610947572360")
	assert.Equal(t, d.CompanyName, item.Text("item.nick"))
}

// TestClosedWorldRefuses asks for what nobody listed.
func TestClosedWorldRefuses(t *testing.T) {
	s := mocktest.NewShopper(t, mock.WithClosedWorld())
	s.Client = mocktest.DirectClient(t, mocktest.Checking(t, s.Mock.Transport()), s.Clock.Read)
	_, err := s.Products.QueryProductDetail(s.Ctx, &platform.QueryProductDetailRequest{
		OfferDetailParam: platform.OfferDetailParam{OfferID: 610947572360, Country: "en"},
	})
	assert.ErrorContains(t, err, "商品不存在")
	assert.Empty(t, s.Search(t, platform.KeywordQueryParam{Keyword: "xyzzy", PageSize: 20}))
	_, err = s.Insights.QueryTopList(s.Ctx, &platform.QueryTopListRequest{RankQueryParams: platform.RankQueryParams{
		RankID: "5", RankType: platform.RankTypeHot, Limit: 7, Language: "en",
	}})
	assert.Error(t, err)
}

// TestFreightAgreesWithTheGateway asks both APIs for what it costs to send more and more of some offers.
func TestFreightAgreesWithTheGateway(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	for i := range 40 {
		offer := s.Mock.World().ListedOffer(31 * i)
		for _, n := range []int64{offer.Least(), 10 * offer.Least(), 57 * offer.Least()} {
			got, err := s.Logistics.EstimateProductFreight(s.Ctx, &platform.EstimateProductFreightRequest{
				ProductFreightQueryParamsNew: platform.ProductFreightQuery{
					OfferID: int64(offer.ID), ToProvinceCode: "510000", ToCityCode: "510100", ToCountryCode: "510107", TotalNum: n,
				},
			})
			require.NoError(t, err)
			f := got.Result.Result
			fee := mocktest.Get(t, s.Mock.Transport(), "/1688/item_fee/?"+mocktest.Auth+"&"+mocktest.Pairs(
				"num_iid", f.OfferID.String(), "area_id", "510107", "num", strconv.FormatInt(n, 10)))
			assert.Equal(t, mocktest.Cents(t, fee.Text("item.express_fee")), mocktest.Cents(t, f.Freight))
			kilograms := (n*offer.Grams() + 999) / 1000
			assert.Equal(t, mocktest.Cents(t, f.Freight), mocktest.Cents(t, f.FirstFee.String())+
				(max(kilograms, 1)-1)*mocktest.Cents(t, f.NextFee.String()))
		}
	}
}

// TestAroundAnOrder asks where goods go back to, who carries them, and which order a waybill is of.
func TestAroundAnOrder(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	cargo, offer := s.Cargo(t, 2)
	created, err := s.Trade.CreateCrossOrder(s.Ctx, &platform.CreateCrossOrderRequest{
		Flow: platform.OrderFlowGeneral, AddressParam: mocktest.Home, CargoParamList: cargo,
		OutOrderID: openplatform.Ptr("mine-1"),
	})
	require.NoError(t, err)
	order := mocktest.ParseID(t, created.Result.OrderID)
	_, err = s.Logistics.UrgeDelivery(s.Ctx, &platform.UrgeDeliveryRequest{OrderID: created.Result.OrderID})
	require.ErrorContains(t, err, "ORDER_STATUS_ERROR")
	assert.Equal(t, []int64{0}, s.Invoiceable(t, order))
	require.NoError(t, s.Mock.Orders().Pay(order))
	_, err = s.Logistics.UrgeDelivery(s.Ctx, &platform.UrgeDeliveryRequest{OrderID: created.Result.OrderID})
	require.NoError(t, err)
	assert.Equal(t, []int64{mocktest.Number(created.Result.TotalSuccessAmount.Int)}, s.Invoiceable(t, order))
	insured, err := s.Logistics.GetShippingInsurance(s.Ctx, &platform.GetShippingInsuranceRequest{
		OrderID: order, Type: "givenByPlatform",
	})
	require.NoError(t, err)
	assert.Equal(t, order, mocktest.Number(insured.Result.Result.OrderID))
	require.NoError(t, s.Mock.Orders().Ship(order))
	back, err := s.Refunds.GetRefundAddress(s.Ctx, &platform.GetRefundAddressRequest{MainOrderID: created.Result.OrderID})
	require.NoError(t, err)
	require.Len(t, back.Result.Data, 1)
	assert.Equal(t, offer, mocktest.Number(back.Result.Data[0].OfferID))
	detail, err := s.Products.QueryProductDetail(s.Ctx, &platform.QueryProductDetailRequest{
		OfferDetailParam: platform.OfferDetailParam{OfferID: offer, Country: "en"},
	})
	require.NoError(t, err)
	assert.Equal(t, detail.Result.Result.ProductShippingInfo.SendGoodsAddressText, back.Result.Data[0].ProvinceText+
		back.Result.Data[0].CityText)
	_, err = s.Refunds.GetRefundAddress(s.Ctx, &platform.GetRefundAddressRequest{MainOrderID: "1"})
	assert.Error(t, err)

	parcels, err := s.Logistics.GetLogisticsInfosBuyerView(s.Ctx, &platform.GetLogisticsInfosBuyerViewRequest{
		OrderID: order, WebSite: platform.WebSiteChina,
	})
	require.NoError(t, err)
	parcel := parcels.Result[0]
	found, err := s.Logistics.GetOutOrderID(s.Ctx, &platform.GetOutOrderIDRequest{ShipmentID: &parcel.LogisticsBillNo})
	require.NoError(t, err)
	assert.Equal(t, platform.OutOrderID{OutOrderID: "mine-1", OrderID: created.Result.OrderID}, found.Result.Model)
	_, err = s.Logistics.GetOutOrderID(s.Ctx, &platform.GetOutOrderIDRequest{ShipmentID: openplatform.Ptr("1")})
	assert.Error(t, err)
	carriers, err := s.Logistics.QueryLogisticCompanyList(s.Ctx)
	require.NoError(t, err)
	assert.True(t, slices.ContainsFunc(carriers.Result,
		func(c platform.LogisticCompany) bool { return c.CompanyName == parcel.LogisticsCompanyName }))
}

// TestModifyStock adds to the stock of a SKU, takes from it and sets it.
func TestModifyStock(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	offer := s.Mock.World().ListedOffer(9)
	spec := offer.Goods().Variants[0].SpecID
	stock := func() int64 { return detailFacts(t, s, int64(offer.ID), "en").skus[spec].stock }
	change := func(spec string, by int64, add *bool) error {
		_, err := s.Publishing.ModifyStock(s.Ctx, &platform.ModifyStockRequest{
			WebSite: platform.WebSiteChina, IncreaseModify: add, ProductStockChange: []platform.ProductStockChange{{
				ProductID: int64(offer.ID), SKUStocks: []platform.SKUStockChange{{SKUID: spec, StockChange: by}},
			}},
		})
		return err
	}
	for _, step := range []struct {
		by   int64
		add  *bool
		want int64
	}{{700, openplatform.Ptr(false), 700}, {11, nil, 711}, {-10, openplatform.Ptr(true), 701}, {-9999, nil, 0},
		{5, nil, 5}} {
		require.NoError(t, change(spec, step.by, step.add))
		assert.Equal(t, step.want, stock(), "%d", step.by)
		item := itemFacts(t, newAskerOf(t, s), int64(offer.ID))
		assert.Equal(t, step.want, item.skus[spec].stock)
	}
	require.Error(t, change("nothing", 1, nil))
}

func newAskerOf(t *testing.T, s *mocktest.Shopper) *mocktest.Asker {
	return &mocktest.Asker{T: t, RoundTripper: s.Mock.Transport()}
}

// TestUploadsLeadToTheMock looks at the addresses of pictures that somebody sent.
func TestUploadsLeadToTheMock(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	voucher, err := s.Refunds.UploadRefundVoucher(s.Ctx, &platform.UploadRefundVoucherRequest{
		ImageData: []byte("a picture"),
	})
	require.NoError(t, err)
	v := voucher.Result.Result
	for _, address := range []string{v.ImageDomain + "/" + v.ImageRelativeURL} {
		text, _ := mocktest.SendRaw(t, s.Mock.Transport(),
			mocktest.Request(t, http.MethodGet, strings.TrimPrefix(address, "http://mock.test"), ""))
		assert.True(t, strings.HasPrefix(text, "<svg "), address)
	}
}
