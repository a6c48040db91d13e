package mocktest

import (
	"strconv"
	"testing"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Own lists what a request finds, page by page.
func (s *Shopper) Own(t *testing.T, req *platform.ListProductsRequest) (rows []platform.ProductInfo) {
	t.Helper()
	req.Signs, req.PageNo, req.PageSize = []string{}, 1, 20
	for p, err := range s.Publishing.ListProductsAll(s.Ctx, req) {
		require.NoError(t, err)
		rows = append(rows, p)
	}
	return rows
}

// RowsOfAllCategories are the id, title and price of every row of product.search.keywordQuery, by id.
func (s *Shopper) RowsOfAllCategories(t *testing.T) map[string][3]any {
	t.Helper()
	out := map[string][3]any{}
	for _, root := range s.Mock.World().Subcategories(0) {
		for _, row := range s.Search(t, platform.KeywordQueryParam{CategoryID: &root.ID, PageSize: 50, Country: "en"}) {
			out[row.OfferID.String()] = [3]any{row.OfferID.String(), row.Subject, Cents(t, row.PriceInfo.Price.String())}
		}
	}
	return out
}

// Search lists all that a query finds, page by page, and compares the totals with it.
func (s *Shopper) Search(t *testing.T, p platform.KeywordQueryParam) []platform.ProductFoundByKeyword {
	t.Helper()
	var rows []platform.ProductFoundByKeyword
	for p.BeginPage = 1; ; p.BeginPage++ {
		got, err := s.Products.SearchProductsByKeyword(s.Ctx, &platform.SearchProductsByKeywordRequest{OfferQueryParam: p})
		require.NoError(t, err)
		assert.Contains(t, []string{"200", ""}, got.Result.Code, "custom returns what is below result alone")
		page := got.Result.Result
		rows = append(rows, page.Data...)
		if p.BeginPage > Number(page.TotalPage) {
			assert.Empty(t, page.Data, "the pages end")
			assert.EqualValues(t, Number(page.TotalRecords), len(rows))
			return rows
		}
		assert.NotEmpty(t, page.Data)
	}
}

// Buy orders the minimum of a SKU, and compares the sums of estimate, preview and order with one another.
func (s *Shopper) Buy(t *testing.T, d *platform.ProductDetail, sku *platform.DetailSKU) {
	t.Helper()
	offer, quantity := Number(d.OfferID), Number(d.MinOrderQuantity)
	cargo := []platform.OrderCargo{{OfferID: &offer, SpecID: &sku.SpecID, Quantity: float64(quantity)}}
	freight, err := s.Logistics.EstimateProductFreight(s.Ctx, &platform.EstimateProductFreightRequest{
		ProductFreightQueryParamsNew: platform.ProductFreightQuery{
			OfferID: offer, ToProvinceCode: "330000", ToCityCode: "330100", ToCountryCode: "330108", TotalNum: quantity,
		},
	})
	require.NoError(t, err)
	preview, err := s.Trade.CreateOrderPreview(s.Ctx, &platform.CreateOrderPreviewRequest{
		AddressParam: Home, CargoParamList: cargo,
	})
	require.NoError(t, err)
	p := preview.OrderPreviewResult[0]
	assert.Equal(t, Cents(t, freight.Result.Result.Freight), Number(p.SumCarriage.Int))
	assert.Equal(t, Cents(t, sku.ConsignPrice.String())*quantity, Number(p.SumPaymentNoCarriage.Int))
	created, err := s.Trade.CreateCrossOrder(s.Ctx, &platform.CreateCrossOrderRequest{
		Flow: platform.OrderFlowGeneral, AddressParam: Home, CargoParamList: cargo,
	})
	require.NoError(t, err)
	assert.Equal(t, Number(p.SumPayment.Int), Number(created.Result.TotalSuccessAmount.Int))
	after, err := s.Products.QueryProductDetail(s.Ctx, &platform.QueryProductDetailRequest{
		OfferDetailParam: platform.OfferDetailParam{OfferID: offer, Country: "ja"},
	})
	require.NoError(t, err)
	for _, v := range after.Result.Result.ProductSKUInfos {
		if v.SpecID == sku.SpecID {
			assert.Equal(t, Number(sku.AmountOnSale)-quantity, Number(v.AmountOnSale), "the stock went down")
		}
	}
}

// Cents returns an amount of yuan, such as 12.50, in fen.
func Cents(t *testing.T, text string) int64 {
	t.Helper()
	f, err := strconv.ParseFloat(text, 64)
	require.NoError(t, err)
	return int64(f*100 + 0.5)
}

// Number returns the value of n, or 0 for what is no whole number.
func Number(n loose.Int) int64 {
	v, _ := strconv.ParseInt(n.String(), 10, 64)
	return v
}
