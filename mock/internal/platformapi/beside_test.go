package platformapi_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// detailOf finds an offer by a word, and returns its details.
func detailOf(t *testing.T, s *mocktest.Shopper, keyword string) platform.ProductDetail {
	t.Helper()
	rows := s.Search(t, platform.KeywordQueryParam{Keyword: keyword, PageSize: 20})
	require.NotEmpty(t, rows)
	return detail(t, s, mocktest.Number(rows[0].OfferID))
}

func detail(t *testing.T, s *mocktest.Shopper, id int64) platform.ProductDetail {
	t.Helper()
	got, err := s.Products.QueryProductDetail(s.Ctx, &platform.QueryProductDetailRequest{
		OfferDetailParam: platform.OfferDetailParam{OfferID: id, Country: "en"},
	})
	require.NoError(t, err)
	return got.Result.Result
}

func TestSearchInAShop(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	d := detailOf(t, s, "连衣裙")
	got, err := s.Products.SearchSellerProducts(s.Ctx, &platform.SearchSellerProductsRequest{
		OfferQueryParam: platform.SellerOfferQuery{BeginPage: 1, PageSize: 50, Country: "en", SellerOpenID: d.SellerOpenID},
	})
	require.NoError(t, err)
	page := got.Result.Result
	require.NotEmpty(t, page.Data)
	assert.LessOrEqual(t, int64(len(page.Data)), mocktest.Number(page.TotalRecords))
	for _, row := range page.Data[:min(3, len(page.Data))] {
		assert.Equal(t, d.SellerOpenID, detail(t, s, mocktest.Number(row.OfferID)).SellerOpenID)
	}
	_, err = s.Products.SearchSellerProducts(s.Ctx, &platform.SearchSellerProductsRequest{
		OfferQueryParam: platform.SellerOfferQuery{BeginPage: 1, PageSize: 50, Country: "en"},
	})
	require.ErrorContains(t, err, "MEMBER_NOT_EXIST")
}

func TestRecommendationsArePersonal(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	first := func(user string) string {
		got, err := s.Products.RecommendProducts(s.Ctx, &platform.RecommendProductsRequest{
			RecommendOfferParam: platform.RecommendQuery{BeginPage: 1, PageSize: 5, Country: "en", OutMemberID: user},
		})
		require.NoError(t, err)
		require.Len(t, got.Result.Result, 5)
		return got.Result.Result[0].OfferID.String()
	}
	assert.Equal(t, first("anna"), first("anna"))
	assert.NotEqual(t, first("anna"), first("boris"))
}

func TestRelatedOffersAreOthers(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	d := detailOf(t, s, "连衣裙")
	seen := map[string]bool{d.OfferID.String(): true}
	for page := range int64(2) {
		got, err := s.Products.RecommendRelatedProducts(s.Ctx, &platform.RecommendRelatedProductsRequest{
			RelatedQueryParams: platform.RelatedProductQuery{
				OfferID: mocktest.Number(d.OfferID), PageNo: page + 1, PageSize: 10, Language: "en",
			},
		})
		require.NoError(t, err)
		require.NotEmpty(t, got.Result.Result)
		for _, row := range got.Result.Result {
			assert.False(t, seen[row.OfferID.String()], "%s comes twice, or is the offer itself", row.OfferID)
			seen[row.OfferID.String()] = true
			assert.Equal(t, d.ThirdCategoryID.String(), row.ThirdCategoryID.String())
		}
	}
}

func TestSimilarOffersAreTwentyAPage(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	d := detailOf(t, s, "连衣裙")
	got, err := s.Products.SearchSimilarOffers(s.Ctx, &platform.SearchSimilarOffersRequest{
		PicURL: d.ProductImage.Images[0], Page: 1, PageSize: openplatform.Ptr(int64(50)),
	})
	require.NoError(t, err)
	require.Len(t, got.Result.Result, 20)
	assert.Equal(t, d.OfferID.String(), got.Result.Result[0].OfferID)
	_, err = s.Products.SearchSimilarOffers(s.Ctx, &platform.SearchSimilarOffersRequest{PicURL: "skirt.jpg", Page: 1})
	require.ErrorContains(t, err, "SYSTEM_ERROR")
}

func TestVariantsAreThoseOfTheDetails(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	d := detailOf(t, s, "连衣裙")
	got, err := s.Products.GetSKUInfo(s.Ctx, &platform.GetSKUInfoRequest{OfferID: mocktest.Number(d.OfferID)})
	require.NoError(t, err)
	info := got.Result.Result
	assert.Equal(t, d.SellerOpenID, info.OpenUID)
	require.Len(t, info.SKUSimpleInfos, len(d.ProductSKUInfos))
	for i, sku := range info.SKUSimpleInfos {
		assert.Equal(t, d.ProductSKUInfos[i].SpecID, sku.SpecID)
	}
}

func TestSuggestionsFitTheTitle(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	got, err := s.Products.SuggestProducts(s.Ctx, &platform.SuggestProductsRequest{KeyWord: "保温杯"})
	require.NoError(t, err)
	require.NotEmpty(t, got.ResultList)
	for _, row := range got.ResultList {
		assert.Contains(t, row.Subject, "保温杯")
		assert.NotEmpty(t, row.SKUList)
	}
}

func TestOffersOfBuyers(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	d := detailOf(t, s, "连衣裙")
	id := mocktest.Number(d.OfferID)
	whole, err := s.Distribution.GetCrossBorderProduct(s.Ctx, &platform.GetCrossBorderProductRequest{ProductID: id})
	require.NoError(t, err)
	assert.Len(t, whole.ProductInfo.SKUInfos, len(d.ProductSKUInfos))
	list, err := s.Distribution.ListCrossBorderProducts(s.Ctx,
		&platform.ListCrossBorderProductsRequest{ProductIDList: []int64{id, -7}})
	require.NoError(t, err)
	require.Len(t, list.ProductList, 1)
	assert.Equal(t, d.Subject, list.ProductList[0].Subject)
	assert.Equal(t, "-7:商品不存在", list.Message)
	_, err = s.Products.GetSimpleProduct(s.Ctx, &platform.GetSimpleProductRequest{ProductID: -7, WebSite: "1688"})
	require.ErrorContains(t, err, "商品[-7]不存在")
}

func TestAreas(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	below := func(code *string) []platform.AddressCode {
		got, err := s.Logistics.ListAddressCodeChildren(s.Ctx,
			&platform.ListAddressCodeChildrenRequest{AreaCode: code, WebSite: "1688"})
		require.NoError(t, err)
		return got.Result
	}
	provinces := below(nil)
	require.Len(t, provinces, 31)
	for _, p := range provinces {
		for _, city := range below(&p.Code) {
			assert.Equal(t, p.Code, city.ParentCode)
			assert.True(t, strings.HasPrefix(city.Code, p.Code[:2]))
			one, err := s.Logistics.GetAddressCode(s.Ctx, &platform.GetAddressCodeRequest{AreaCode: city.Code, WebSite: "1688"})
			require.NoError(t, err)
			assert.Equal(t, city, one.Result)
		}
	}
	assert.Empty(t, below(openplatform.Ptr("990000")))
}
