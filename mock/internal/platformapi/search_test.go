package platformapi_test

import (
	"encoding/base64"
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

// everywhere runs a test by every route to the platform.
func everywhere(t *testing.T, f func(*testing.T, *mocktest.Shopper)) {
	t.Helper()
	for name, route := range mocktest.Routes {
		t.Run(name, func(t *testing.T) { f(t, route(t)) })
	}
}

func TestSearchPagesFiltersAndSorts(t *testing.T) {
	price := func(r platform.ProductFoundByKeyword) int64 { return mocktest.Cents(t, r.PriceInfo.Price.String()) }
	sales := func(r platform.ProductFoundByKeyword) int64 { return mocktest.Number(r.MonthSold) }
	category := int64(0)
	for _, tt := range []struct {
		name   string
		p      platform.KeywordQueryParam
		fits   func(platform.ProductFoundByKeyword) bool
		sorted func(platform.ProductFoundByKeyword) int64
	}{
		{"a keyword", platform.KeywordQueryParam{Keyword: "连衣裙"}, func(r platform.ProductFoundByKeyword) bool {
			return strings.Contains(r.Subject, "连衣裙")
		}, nil},
		{"English", platform.KeywordQueryParam{Keyword: "dress", Country: "en"}, func(r platform.ProductFoundByKeyword) bool {
			return strings.Contains(r.SubjectTrans, "dress")
		}, nil},
		{"Korean", platform.KeywordQueryParam{Keyword: "원피스 시폰", Country: "ko"}, func(r platform.ProductFoundByKeyword) bool {
			return strings.Contains(r.SubjectTrans, "원피스") && strings.Contains(r.Subject, "雪纺")
		}, nil},
		{"Japanese", platform.KeywordQueryParam{Keyword: "スマホケース", Country: "ja"},
			func(r platform.ProductFoundByKeyword) bool {
				return strings.Contains(r.SubjectTrans, "スマホケース") && strings.HasPrefix(r.SubjectTrans, "[mock] ")
			}, nil},
		{"prices", platform.KeywordQueryParam{
			Keyword: "女装", PriceStart: openplatform.Ptr("40"), PriceEnd: openplatform.Ptr("60.5"),
			Sort: openplatform.Ptr(`{"price":"asc"}`),
		}, func(r platform.ProductFoundByKeyword) bool { return price(r) >= 4000 && price(r) <= 6050 }, price},
		{"sales, falling", platform.KeywordQueryParam{Keyword: "T恤", Sort: openplatform.Ptr(`{"monthSold":"desc"}`)}, nil,
			func(r platform.ProductFoundByKeyword) int64 { return -sales(r) }},
		{"a category without a keyword", platform.KeywordQueryParam{CategoryID: &category},
			func(r platform.ProductFoundByKeyword) bool {
				return mocktest.Number(r.ThirdCategoryID) == category
			}, nil},
		{"several categories", platform.KeywordQueryParam{
			CategoryIDList: openplatform.Ptr("1,x," + strconv.FormatInt(leafOf("跑步鞋"), 10)),
		},
			func(r platform.ProductFoundByKeyword) bool {
				return mocktest.Number(r.ThirdCategoryID) == leafOf("跑步鞋")
			}, nil},
		{"single pieces that ship at once", platform.KeywordQueryParam{
			Keyword: "女装", Filter: openplatform.Ptr("isOnePsale,shipIn24Hours,xyz"),
		},
			func(r platform.ProductFoundByKeyword) bool {
				return r.IsOnePsale.String() == "true" && r.ProductSimpleShippingInfo.ShippingTimeGuarantee == "shipIn24Hours"
			}, nil},
		{"sold often", platform.KeywordQueryParam{Keyword: "女装", SaleFilterList: []platform.SaleFilterParam{
			{SaleType: openplatform.Ptr("sales30"), SaleStart: openplatform.Ptr("100"), SaleEnd: openplatform.Ptr("900")},
		}}, func(r platform.ProductFoundByKeyword) bool { return sales(r) >= 100 && sales(r) <= 900 }, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			category = leafOf("保温杯")
			tt.p.PageSize = 50
			rows := mocktest.Routes["direct"](t).Search(t, tt.p)
			require.NotEmpty(t, rows)
			seen := map[string]bool{}
			for i, r := range rows {
				assert.False(t, seen[r.OfferID.String()], "%s comes twice", r.OfferID)
				seen[r.OfferID.String()] = true
				assert.True(t, tt.fits == nil || tt.fits(r), "%+v", r)
				assert.True(t, tt.sorted == nil || i == 0 || tt.sorted(rows[i-1]) <= tt.sorted(r), "row %d is out of order", i)
			}
		})
	}
}

// leafOf finds a category by its Chinese name.
func leafOf(name string) int64 {
	h, err := mock.NewHandler()
	if err != nil {
		panic(err)
	}
	return h.World().CategoriesNamed(name, "")[0].ID
}

func TestSearchWithoutAnythingFindsNothing(t *testing.T) {
	assert.Empty(t, mocktest.Routes["direct"](t).Search(t, platform.KeywordQueryParam{PageSize: 20}))
	assert.Empty(t, mocktest.Routes["direct"](t).Search(t, platform.KeywordQueryParam{
		PageSize: 20, CategoryID: openplatform.Ptr(int64(5)),
	}))
}

// TestFromSearchToOrder goes the whole way without any fixed id, by every route.
func TestFromSearchToOrder(t *testing.T) {
	everywhere(t, func(t *testing.T, s *mocktest.Shopper) {
		rows := s.Search(t, platform.KeywordQueryParam{Keyword: "手机壳", PageSize: 20, Country: "ja"})
		for _, row := range rows {
			detail, err := s.Products.QueryProductDetail(s.Ctx, &platform.QueryProductDetailRequest{
				OfferDetailParam: platform.OfferDetailParam{OfferID: mocktest.Number(row.OfferID), Country: "ja"},
			})
			require.NoError(t, err)
			d := detail.Result.Result
			assert.Equal(t, row.SubjectTrans, d.SubjectTrans)
			assert.Contains(t, d.SubjectTrans, "スマホケース")
			at := slices.IndexFunc(d.ProductSKUInfos, func(v platform.DetailSKU) bool {
				return mocktest.Number(v.AmountOnSale) > 2*mocktest.Number(d.MinOrderQuantity)
			})
			if at < 0 {
				continue
			}
			s.Buy(t, &d, &d.ProductSKUInfos[at])
			return
		}
		t.Fatal("nothing has enough")
	})
}

// TestImageSearch finds an offer by its uploaded picture, and pages through what looks like it.
func TestImageSearch(t *testing.T) {
	everywhere(t, func(t *testing.T, s *mocktest.Shopper) {
		offer := s.Mock.World().ListedOffer(77)
		svg, ok := s.Mock.World().AppendPicture(nil, offer.Picture("", 2))
		require.True(t, ok)
		uploaded, err := s.Products.UploadProductImage(s.Ctx, &platform.UploadProductImageRequest{
			UploadImageParam: platform.UploadImageParam{ImageBase64: base64.StdEncoding.EncodeToString(svg)},
		})
		require.NoError(t, err)
		require.Regexp(t, `^\d+$`, uploaded.Result.Result)
		seen := map[string]bool{}
		for page := int64(1); ; page++ {
			found, err := s.Products.SearchProductsByImage(s.Ctx,
				&platform.SearchProductsByImageRequest{OfferQueryParam: platform.ImageQueryParam{
					ImageID: &uploaded.Result.Result, BeginPage: page, PageSize: 20, Country: "en",
				}})
			require.NoError(t, err)
			assert.Contains(t, []string{"true", ""}, found.Result.Success, "custom returns what is below result alone")
			rows := found.Result.Result.Data
			if page == 1 {
				assert.EqualValues(t, offer.ID, mocktest.Number(rows[0].OfferID))
			}
			for _, row := range rows {
				assert.False(t, seen[row.OfferID.String()])
				seen[row.OfferID.String()] = true
			}
			if page > mocktest.Number(found.Result.Result.TotalPage) {
				assert.Empty(t, rows)
				assert.EqualValues(t, mocktest.Number(found.Result.Result.TotalRecords), len(seen))
				return
			}
		}
	})
}

// TestCategoryTree walks the tree by three operations and climbs it back.
func TestCategoryTree(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	levels := map[string]int{}
	var walk func(id, parent int64, name string)
	walk = func(id, parent int64, name string) {
		got, err := s.Categories.GetCategory(s.Ctx, &platform.GetCategoryRequest{CategoryID: id})
		require.NoError(t, err)
		c := got.CategoryInfo[0]
		translated,
			err := s.Categories.GetCategoryTranslationByID(s.Ctx, &platform.GetCategoryTranslationByIDRequest{
			Language: "en", CategoryID: id,
		})
		require.NoError(t, err)
		tr := translated.Result.Result
		assert.Equal(t, c.IsLeaf.String(), tr.Leaf.String())
		require.Len(t, tr.Children, len(c.ChildCategories))
		if id != 0 {
			assert.Equal(t, name, c.Name)
			assert.Equal(t, name, tr.ChineseName)
			assert.Equal(t, parent, mocktest.Number(c.ParentIDs[0]))
			assert.NotEqual(t, tr.ChineseName, tr.TranslatedName)
		}
		levels[tr.Level]++
		for i, below := range c.ChildCategories {
			assert.Equal(t, below.ID.String(), tr.Children[i].CategoryID.String())
			walk(mocktest.Number(below.ID), id, below.Name)
		}
	}
	walk(0, 0, "")
	assert.Equal(t, map[string]int{"0": 1, "1": 10, "2": 40, "3": 120}, levels)
	byName, err := s.Categories.GetCategoryTranslationByKeyword(s.Ctx, &platform.GetCategoryTranslationByKeywordRequest{
		Language: "en", CateName: "连衣裙",
	})
	require.NoError(t, err)
	require.NotEmpty(t, byName.Result.Result)
	gateway := mocktest.Get(t, s.Mock.Transport(), "/1688/cat_get/?"+mocktest.Auth+"&cid="+
		byName.Result.Result[0].CategoryID.String())
	assert.Equal(t, byName.Result.Result[0].ChineseName, gateway.Text("itme.name"))
	_, err = s.Categories.GetCategory(s.Ctx, &platform.GetCategoryRequest{CategoryID: 5})
	assert.Error(t, err)
}

func TestRankingsAndTrends(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	leaf := strconv.FormatInt(leafOf("连衣裙"), 10)
	for _, kind := range []platform.RankType{platform.RankTypeComplex, platform.RankTypeHot, platform.RankTypeGoodPrice} {
		got, err := s.Insights.QueryTopList(s.Ctx, &platform.QueryTopListRequest{RankQueryParams: platform.RankQueryParams{
			RankID: leaf, RankType: kind, Limit: 7, Language: "en",
		}})
		require.NoError(t, err)
		rows, last := got.Result.Result.RankProductModels, int64(0)
		assert.Len(t, rows, 7)
		for i, row := range rows {
			assert.EqualValues(t, i+1, mocktest.Number(row.Sort))
			assert.True(t, kind != platform.RankTypeHot || i == 0 ||
				mocktest.Number(rows[i-1].SoldOut) >= mocktest.Number(row.SoldOut))
			price := detailFacts(t, s, mocktest.Number(row.ItemID), "en").price
			assert.True(t, kind != platform.RankTypeGoodPrice || last <= price, "place %d", i+1)
			last = price
			assert.Equal(t, row.Title, detailFacts(t, s, mocktest.Number(row.ItemID), "en").title)
		}
	}
	words, err := s.Insights.GetTopKeywords(s.Ctx,
		&platform.GetTopKeywordsRequest{TopSeKeywordParam: platform.TopKeywordParam{
			Country: "en", SourceID: leaf, HotKeywordType: "cate",
		}})
	require.NoError(t, err)
	assert.Equal(t, platform.TopKeyword{SeKeyword: "连衣裙", SeKeywordTranslation: "dress"}, words.Result.Result[0])
	days := platform.OfferTrendQuery{OfferID: 5, StartDate: "20240228", EndDate: "20240302"}
	prices, err := s.Insights.GetMedianPriceTrend(s.Ctx, &platform.GetMedianPriceTrendRequest{TrendQueryParam: days})
	require.NoError(t, err)
	sold, err := s.Insights.GetDailySalesTrend(s.Ctx, &platform.GetDailySalesTrendRequest{TendQueryParam: days})
	require.NoError(t, err)
	var dates []string
	for i, p := range prices.Result.Result {
		dates = append(dates, p.Date)
		assert.Equal(t, detailFacts(t, s, 5, "en").price, mocktest.Cents(t, p.Value))
		assert.Equal(t, p.Date, sold.Result.Result[i].Date)
	}
	assert.Equal(t, []string{"20240228", "20240229", "20240301", "20240302"}, dates)
	days.EndDate = "20240501"
	_, err = s.Insights.GetDailySalesTrend(s.Ctx, &platform.GetDailySalesTrendRequest{TendQueryParam: days})
	assert.Error(t, err)
}
