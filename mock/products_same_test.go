package mock_test

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
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
	direct := roads["direct"](t)
	direct.Client = unchecked(t, direct) // a test of its own holds them against the document
	gateway := &asker{t, direct.gw.Transport()}
	rows := direct.rowsOfAllCategories(t)
	for i := range 1000 {
		id := int64(direct.gw.World().ListedOffer(random.IntN(1 << 20)).ID)
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

// unchecked is a client that does not hold answers against the document.
func unchecked(t *testing.T, s *shopper) *openplatform.Client {
	t.Helper()
	return directClient(t, s.gw.Transport(), s.clock.read)
}

func itemFacts(t *testing.T, a *asker, id int64) facts {
	t.Helper()
	item := get(t, a.rt, "/1688/item_get/?"+auth+"&cache=no&num_iid="+strconv.FormatInt(id, 10))
	out := facts{
		id: item.text("item.num_iid"), title: item.text("item.title"), price: cents(t, item.text("item.price")),
		tiers: map[int64]int64{},
		stock: int64(item.number(t, "item.num")), skus: map[string]skuFacts{},
	}
	for _, tier := range item["item"].(map[string]any)["priceRange"].([]any) {
		pair := tier.([]any)
		out.tiers[int64(pair[0].(float64))] = cents(t, pair[1].(string))
	}
	for _, sku := range item.rows("item.skus.sku") {
		out.skus[sku.text("spec_id")] = skuFacts{
			sku.text("sku_id"), cents(t, sku.text("price")), int64(sku.number(t, "quantity")),
		}
	}
	return out
}

func cents(t *testing.T, text string) int64 {
	t.Helper()
	f, err := strconv.ParseFloat(text, 64)
	require.NoError(t, err)
	return int64(f*100 + 0.5)
}

func detailFacts(t *testing.T, s *shopper, id int64, country string) facts {
	t.Helper()
	got, err := s.Products.QueryProductDetail(s.ctx, &platform.QueryProductDetailRequest{
		OfferDetailParam: platform.OfferDetailParam{OfferID: id, Country: country},
	})
	require.NoError(t, err)
	d := got.Result.Result
	out := facts{
		id: d.OfferID.String(), title: d.Subject, tiers: map[int64]int64{}, stock: number(d.ProductSaleInfo.AmountOnSale),
		skus: map[string]skuFacts{},
	}
	for _, tier := range d.ProductSaleInfo.PriceRangeList {
		out.tiers[number(tier.StartQuantity)] = cents(t, tier.Price.String())
	}
	out.price = out.tiers[number(d.MinOrderQuantity)]
	for _, sku := range d.ProductSKUInfos {
		price := sku.Price
		if d.ProductSaleInfo.QuoteType.String() == "2" {
			assert.Empty(t, price.String(), "prices are by quantity")
			price = sku.ConsignPrice
		}
		out.skus[sku.SpecID] = skuFacts{sku.SKUID.String(), cents(t, price.String()), number(sku.AmountOnSale)}
	}
	return out
}

func ownFacts(t *testing.T, s *shopper, id int64) facts {
	t.Helper()
	got, err := s.Publishing.GetProduct(s.ctx, &platform.GetProductRequest{ProductID: id, WebSite: platform.WebSiteN1688})
	require.NoError(t, err)
	p := got.ProductInfo
	out := facts{
		id: p.ProductID.String(), title: p.Subject, price: cents(t, p.ReferencePrice), tiers: map[int64]int64{},
		skus:  map[string]skuFacts{},
		stock: cents(t, p.SaleInfo.AmountOnSale.String()) / 100,
	}
	for _, tier := range p.SaleInfo.PriceRanges {
		out.tiers[number(tier.StartQuantity)] = cents(t, tier.Price.String())
	}
	for _, sku := range p.SKUInfos {
		out.skus[sku.SpecID] = skuFacts{sku.SKUID.String(), cents(t, sku.ConsignPrice.String()), number(sku.AmountOnSale)}
	}
	return out
}

func number(n loose.Int) int64 {
	v, _ := strconv.ParseInt(n.String(), 10, 64)
	return v
}

// assertRow finds the offer by its own picture.
func assertRow(t *testing.T, s *shopper, want facts) {
	t.Helper()
	id, err := strconv.ParseUint(want.id, 10, 64)
	require.NoError(t, err)
	offer, ok := s.gw.World().Offer(id)
	require.True(t, ok)
	found, err := s.Products.SearchProductsByImage(s.ctx, &platform.SearchProductsByImageRequest{OfferQueryParam: platform.ImageQueryParam{
		ImageAddress: openplatform.Ptr(offer.Picture("http://mock.test", 0)), BeginPage: 1, PageSize: 1, Country: "en",
	}})
	require.NoError(t, err)
	row := found.Result.Result.Data[0]
	assert.Equal(t, want.id, row.OfferID.String())
	assert.Equal(t, want.title, row.Subject)
	assert.Equal(t, want.price, cents(t, row.PriceInfo.Price.String()))
}

// rowsOfAllCategories are the id, title and price of every row of product.search.keywordQuery, by id.
func (s *shopper) rowsOfAllCategories(t *testing.T) map[string][3]any {
	t.Helper()
	out := map[string][3]any{}
	for _, root := range s.gw.World().Subcategories(0) {
		for _, row := range s.search(t, platform.KeywordQueryParam{CategoryID: &root.ID, PageSize: 50, Country: "en"}) {
			out[row.OfferID.String()] = [3]any{row.OfferID.String(), row.Subject, cents(t, row.PriceInfo.Price.String())}
		}
	}
	return out
}

// appSKUs are the SKUs as item_get_app has them.
func appSKUs(t *testing.T, a *asker, id int64) map[string]skuFacts {
	t.Helper()
	out := map[string]skuFacts{}
	item := get(t, a.rt, "/1688/item_get_app/?"+auth+"&cache=no&num_iid="+strconv.FormatInt(id, 10))
	for _, sku := range item.rows("item.skuModel.skuInfoMap") {
		out[sku.text("specId")] = skuFacts{sku.text("skuId"), cents(t, sku.text("price")), int64(sku.number(t, "canBookCount"))}
	}
	return out
}

// assertOrder previews and orders the minimum of the offer, by a specId that the detail gave.
func assertOrder(t *testing.T, s *shopper, want *facts) {
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
		preview, err := s.Trade.CreateOrderPreview(s.ctx, &platform.CreateOrderPreviewRequest{AddressParam: home, CargoParamList: cargo})
		require.NoError(t, err)
		line := preview.OrderPreviewResuslt[0].CargoList[0]
		assert.Equal(t, sku.id, line.SKUID.String())
		assert.Equal(t, sku.price, cents(t, line.FinalUnitPrice.String()))
		created, err := s.Trade.CreateCrossOrder(s.ctx, &platform.CreateCrossOrderRequest{
			Flow: platform.OrderFlowGeneral, AddressParam: home, CargoParamList: cargo,
		})
		require.NoError(t, err)
		seen, err := s.Trade.GetOrderBuyerView(s.ctx, &platform.GetOrderBuyerViewRequest{
			WebSite: platform.WebSiteN1688, OrderID: id(t, created.Result.OrderID),
		})
		require.NoError(t, err)
		item := seen.Result.ProductItems[0]
		assert.Equal(t, [3]string{want.id, sku.id, spec}, [3]string{item.ProductID.String(), item.SKUID.String(), item.SpecID})
		assert.Equal(t, want.title, item.Name)
		assert.Equal(t, sku.price, cents(t, item.Price.String()))
		sku.stock -= least
		want.skus[spec], want.stock = sku, want.stock-least
		return
	}
}

// assertThrough asks by custom, in Chinese.
func assertThrough(t *testing.T, s *shopper, want facts) {
	t.Helper()
	id, err := strconv.ParseInt(want.id, 10, 64)
	require.NoError(t, err)
	through := *s
	through.Client = viaClient(t, s.gw.Transport())
	assert.Equal(t, want, detailFacts(t, &through, id, "xx"))
	assert.Equal(t, want, ownFacts(t, &through, id))
}
