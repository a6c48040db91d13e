package platformapi_test

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// facts are what all operations have to agree on about an offer. Prices are in 分.
type facts struct {
	id, title string
	price     int64
	tiers     map[int64]int64
	stock     int64
	skus      map[string]skuFacts // by specId
}

type skuFacts struct {
	id           string
	price, stock int64
}

// TestEveryOperationAgreesOnAnOffer asks all operations of both APIs that mention an offer about a thousand offers:
// listed ones
// and such as nobody listed.
func TestEveryOperationAgreesOnAnOffer(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 1))
	direct := mocktest.Routes["direct"](t)
	direct.Client = unchecked(t, direct) // a test of its own compares them with the document
	gateway := &mocktest.Asker{T: t, RoundTripper: direct.Mock.Transport()}
	rows := direct.RowsOfAllCategories(t)
	for i := range 1000 {
		id := int64(direct.Mock.World().ListedOffer(random.IntN(1 << 20)).ID)
		if i%4 == 0 {
			id = 1 + random.Int64N(1_000_000_000_000_000_000)
		}
		want := itemFacts(t, gateway, id)
		if !assert.Equal(t, want, detailFacts(t, direct, id, "en"), "queryProductDetail of %d", id) ||
			!assert.Equal(t, want, ownFacts(t, direct, id), "alibaba.product.get of %d", id) {
			return
		}
		assert.Equal(t, want.skus, appSKUs(t, gateway, id), "item_get_app of %d", id)
		if row, ok := rows[want.id]; ok || i%4 != 0 {
			assert.Equal(t, [3]any{want.id, want.title, want.price}, row, "keywordQuery")
		}
		assertRow(t, direct, want)
		if i%20 == 0 {
			assertOrder(t, direct, &want)
			assertThrough(t, direct, want)
		}
	}
}

// unchecked is a client that does not compare responses with the document.
func unchecked(t *testing.T, s *mocktest.Shopper) *openplatform.Client {
	t.Helper()
	return mocktest.DirectClient(t, s.Mock.Transport(), s.Clock.Read)
}

func itemFacts(t *testing.T, a *mocktest.Asker, id int64) facts {
	t.Helper()
	item := mocktest.Get(t, a.RoundTripper, "/1688/item_get/?"+mocktest.Auth+"&cache=no&num_iid="+
		strconv.FormatInt(id, 10))
	out := facts{
		id: item.Text("item.num_iid"), title: item.Text("item.title"), price: mocktest.Cents(t, item.Text("item.price")),
		tiers: map[int64]int64{},
		stock: int64(item.Number(t, "item.num")), skus: map[string]skuFacts{},
	}
	for _, tier := range item["item"].(map[string]any)["priceRange"].([]any) {
		pair := tier.([]any)
		out.tiers[int64(pair[0].(float64))] = mocktest.Cents(t, pair[1].(string))
	}
	for _, sku := range item.Rows("item.skus.sku") {
		out.skus[sku.Text("spec_id")] = skuFacts{
			sku.Text("sku_id"), mocktest.Cents(t, sku.Text("price")), int64(sku.Number(t, "quantity")),
		}
	}
	return out
}

func detailFacts(t *testing.T, s *mocktest.Shopper, id int64, country string) facts {
	t.Helper()
	got, err := s.Products.QueryProductDetail(s.Ctx, &platform.QueryProductDetailRequest{
		OfferDetailParam: platform.OfferDetailParam{OfferID: id, Country: country},
	})
	require.NoError(t, err)
	d := got.Result.Result
	out := facts{
		id: d.OfferID.String(), title: d.Subject, tiers: map[int64]int64{},
		stock: mocktest.Number(d.ProductSaleInfo.AmountOnSale),
		skus:  map[string]skuFacts{},
	}
	for _, tier := range d.ProductSaleInfo.PriceRangeList {
		out.tiers[mocktest.Number(tier.StartQuantity)] = mocktest.Cents(t, tier.Price.String())
	}
	out.price = out.tiers[mocktest.Number(d.MinOrderQuantity)]
	for _, sku := range d.ProductSKUInfos {
		price := sku.Price
		if d.ProductSaleInfo.QuoteType.String() == "2" {
			assert.Empty(t, price.String(), "prices are by quantity")
			price = sku.ConsignPrice
		}
		out.skus[sku.SpecID] = skuFacts{sku.SKUID.String(), mocktest.Cents(t, price.String()),
			mocktest.Number(sku.AmountOnSale)}
	}
	return out
}

func ownFacts(t *testing.T, s *mocktest.Shopper, id int64) facts {
	t.Helper()
	got, err := s.Publishing.GetProduct(s.Ctx, &platform.GetProductRequest{ProductID: id, WebSite: platform.WebSiteChina})
	require.NoError(t, err)
	p := got.ProductInfo
	out := facts{
		id: p.ProductID.String(), title: p.Subject, price: mocktest.Cents(t, p.ReferencePrice), tiers: map[int64]int64{},
		skus:  map[string]skuFacts{},
		stock: mocktest.Cents(t, p.SaleInfo.AmountOnSale.String()) / 100,
	}
	for _, tier := range p.SaleInfo.PriceRanges {
		out.tiers[mocktest.Number(tier.StartQuantity)] = mocktest.Cents(t, tier.Price.String())
	}
	for _, sku := range p.SKUInfos {
		out.skus[sku.SpecID] = skuFacts{sku.SKUID.String(), mocktest.Cents(t, sku.ConsignPrice.String()),
			mocktest.Number(sku.AmountOnSale)}
	}
	return out
}

// assertRow finds the offer by its own picture.
func assertRow(t *testing.T, s *mocktest.Shopper, want facts) {
	t.Helper()
	id, err := strconv.ParseUint(want.id, 10, 64)
	require.NoError(t, err)
	offer, ok := s.Mock.World().Offer(id)
	require.True(t, ok)
	found, err := s.Products.SearchProductsByImage(s.Ctx,
		&platform.SearchProductsByImageRequest{OfferQueryParam: platform.ImageQueryParam{
			ImageAddress: openplatform.Ptr(offer.Picture("http://mock.test", 0)), BeginPage: 1, PageSize: 1, Country: "en",
		}})
	require.NoError(t, err)
	row := found.Result.Result.Data[0]
	assert.Equal(t, want.id, row.OfferID.String())
	assert.Equal(t, want.title, row.Subject)
	assert.Equal(t, want.price, mocktest.Cents(t, row.PriceInfo.Price.String()))
}

// appSKUs are the SKUs as item_get_app has them.
func appSKUs(t *testing.T, a *mocktest.Asker, id int64) map[string]skuFacts {
	t.Helper()
	out := map[string]skuFacts{}
	item := mocktest.Get(t, a.RoundTripper, "/1688/item_get_app/?"+mocktest.Auth+"&cache=no&num_iid="+
		strconv.FormatInt(id, 10))
	for _, sku := range item.Rows("item.skuModel.skuInfoMap") {
		out[sku.Text("specId")] = skuFacts{sku.Text("skuId"), mocktest.Cents(t, sku.Text("price")),
			int64(sku.Number(t, "canBookCount"))}
	}
	return out
}

// assertOrder previews and orders the minimum of the offer, by a specId that the detail gave.
func assertOrder(t *testing.T, s *mocktest.Shopper, want *facts) {
	t.Helper()
	offer, err := strconv.ParseInt(want.id, 10, 64)
	require.NoError(t, err)
	least := int64(1 << 40)
	for from := range want.tiers {
		least = min(least, from)
	}
	for spec, sku := range want.skus {
		if sku.stock < least {
			continue
		}
		cargo := []platform.OrderCargo{{OfferID: &offer, SpecID: openplatform.Ptr(spec), Quantity: float64(least)}}
		preview, err := s.Trade.CreateOrderPreview(s.Ctx, &platform.CreateOrderPreviewRequest{AddressParam: mocktest.Home,
			CargoParamList: cargo})
		require.NoError(t, err)
		line := preview.OrderPreviewResult[0].CargoList[0]
		assert.Equal(t, sku.id, line.SKUID.String())
		assert.Equal(t, sku.price, mocktest.Cents(t, line.FinalUnitPrice.String()))
		created, err := s.Trade.CreateCrossOrder(s.Ctx, &platform.CreateCrossOrderRequest{
			Flow: platform.OrderFlowGeneral, AddressParam: mocktest.Home, CargoParamList: cargo,
		})
		require.NoError(t, err)
		seen, err := s.Trade.GetOrderBuyerView(s.Ctx, &platform.GetOrderBuyerViewRequest{
			WebSite: platform.WebSiteChina, OrderID: mocktest.ParseID(t, created.Result.OrderID),
		})
		require.NoError(t, err)
		item := seen.Result.ProductItems[0]
		assert.Equal(t, [3]string{want.id, sku.id, spec},
			[3]string{item.ProductID.String(), item.SKUID.String(), item.SpecID})
		assert.Equal(t, want.title, item.Name)
		assert.Equal(t, sku.price, mocktest.Cents(t, item.Price.String()))
		sku.stock -= least
		want.skus[spec], want.stock = sku, want.stock-least
		return
	}
}

// assertThrough asks by custom, in Chinese.
func assertThrough(t *testing.T, s *mocktest.Shopper, want facts) {
	t.Helper()
	id, err := strconv.ParseInt(want.id, 10, 64)
	require.NoError(t, err)
	through := *s
	through.Client = mocktest.ViaClient(t, s.Mock.Transport())
	assert.Equal(t, want, detailFacts(t, &through, id, "xx"))
	assert.Equal(t, want, ownFacts(t, &through, id))
}
