package products_test

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/internal/products"
	"github.com/go-ali1688/ali1688/mock/world"
)

// catalogue is what the tests ask.
type catalogue struct {
	t     *testing.T
	world *world.World
	*products.Catalogue
}

func newCatalogue(t *testing.T, closed bool) *catalogue {
	w := world.New(world.Options{Seed: 1688, Closed: closed})
	return &catalogue{t, w, products.New(w)}
}

// body returns the response to a call.
func (c *catalogue) body(api, args string) string {
	c.t.Helper()
	body, err := c.Call(products.Call{API: api, Args: []byte(args), Base: "http://mock.test", Member: "me"})
	require.NoError(c.t, err, "%s %s", api, args)
	return string(body)
}

// ask makes a call and decodes its response.
func ask[T any](c *catalogue, api, args string) (out T) {
	c.t.Helper()
	require.NoError(c.t, loose.Unmarshal([]byte(c.body(api, args)), &out))
	return out
}

// rows returns all rows of a search by keyword, page by page.
func (c *catalogue) rows(args string) (rows []platform.ProductFoundByKeyword) {
	c.t.Helper()
	for page := 1; ; page++ {
		got := ask[platform.SearchProductsByKeywordResponse](c, keywordQuery,
			fmt.Sprintf(`{"offerQueryParam":{"beginPage":%d,"pageSize":50,"country":"en"%s}}`, page,
				args)).Result.Result
		if len(got.Data) == 0 {
			require.Equal(c.t, strconv.Itoa(len(rows)), got.TotalRecords.String())
			return rows
		}
		rows = append(rows, got.Data...)
	}
}

const (
	keywordQuery = "product.search.keywordQuery"
	imageQuery   = "product.search.imageQuery"
	detailQuery  = "product.search.queryProductDetail"
	uploadImage  = "product.image.upload"
)

type row = platform.ProductFoundByKeyword

func fen(t *testing.T, text string) int64 {
	t.Helper()
	f, err := strconv.ParseFloat(text, 64)
	require.NoError(t, err)
	return int64(f*100 + 0.5)
}

func price(t *testing.T, r *row) int64 { t.Helper(); return fen(t, r.PriceInfo.Price.String()) }

func number(n loose.Int) int64 { v, _ := strconv.ParseInt(n.String(), 10, 64); return v }

func inOrder(rows []row) (out []string) {
	for i := range rows {
		out = append(out, rows[i].OfferID.String())
	}
	return out
}

func ids(rows []row) []string { return slices.Sorted(slices.Values(inOrder(rows))) }

// TestFilters finds, of all rows of a keyword, those that a filter says, and no others.
func TestFilters(t *testing.T) {
	c := newCatalogue(t, false)
	all := c.rows(`,"keyword":"女装"`)
	score := func(text string) float64 { f, _ := strconv.ParseFloat(text, 64); return f }
	quick := func(r *row) bool { return r.ProductSimpleShippingInfo.ShippingTimeGuarantee == "shipIn24Hours" }
	cases := []struct {
		args string
		fits func(*row) bool
	}{
		{``, func(*row) bool { return true }},
		{`"filter":"isOnePsale"`, func(r *row) bool { return r.IsOnePsale.String() == "true" }},
		{`"filter":"shipIn24Hours"`, quick},
		{`"filter":"shipIn48Hours"`, func(*row) bool { return true }},
		{`"filter":"isSupportMix"`, func(*row) bool { return false }},
		{`"filter":"select"`, func(r *row) bool { return r.IsSelect.String() == "true" }},
		{`"filter":"1688_yx"`, func(r *row) bool { return slices.Contains(r.OfferIdentities, "yx") }},
		{`"filter":"noReason7DReturn"`,
			func(r *row) bool { return score(r.SellerDataInfo.AfterSalesExperienceScore) >= 4 }},
		{`"filter":"ksCiphertext"`, func(r *row) bool { return number(r.SellerDataInfo.TpYear) > 1 }},
		{`"filter":"nobody knows this"`, func(*row) bool { return true }},
		{`"filter":"isOnePsale, shipIn24Hours,nobody knows this"`, func(r *row) bool {
			return quick(r) &&
				r.IsOnePsale.String() == "true"
		}},
		{`"priceStart":"40"`, func(r *row) bool { return price(t, r) >= 4000 }},
		{`"priceEnd":"60.5"`, func(r *row) bool { return price(t, r) <= 6050 }},
		{`"priceStart":"40","priceEnd":"60.5"`, func(r *row) bool {
			return price(t, r) >= 4000 && price(t,
				r) <= 6050
		}},
		{`"priceStart":"x","priceEnd":"-1"`, func(*row) bool { return true }},
		{`"saleFilterList":[{"saleType":"sales30","saleStart":"100"}]`,
			func(r *row) bool { return number(r.MonthSold) >= 100 }},
		{`"saleFilterList":[{"saleType":"sales30","saleStart":"100","saleEnd":"900"}]`,
			func(r *row) bool { return number(r.MonthSold) >= 100 && number(r.MonthSold) <= 900 }},
		{`"saleFilterList":[{"saleType":"sales7","saleStart":"50"}]`, func(r *row) bool {
			return fen(t,
				r.Sales7D) >= 5000
		}},
		{`"saleFilterList":[{"saleType":"sales14","saleEnd":"50"}]`,
			func(r *row) bool { return number(r.MonthSold)/2 <= 50 }},
		{`"saleFilterList":[{"saleType":"sales30","saleStart":"100"},{"saleType":"totalSales","saleEnd":"900"}]`,
			func(r *row) bool { return number(r.MonthSold) >= 100 && number(r.MonthSold) <= 900 }},
		{`"saleFilterList":[{"saleType":"nobody knows this","saleStart":"100"}]`, func(*row) bool { return true }},
	}
	for _, tt := range cases {
		t.Run(tt.args, func(t *testing.T) {
			var want []row
			for i := range all {
				if tt.fits(&all[i]) {
					want = append(want, all[i])
				}
			}
			args := `,"keyword":"女装"`
			if tt.args != "" {
				args += "," + tt.args
			}
			assert.Equal(t, ids(want), ids(c.rows(args)))
		})
	}
}

// TestSorts sorts by the first field that is known, in the direction that it names.
func TestSorts(t *testing.T) {
	c := newCatalogue(t, false)
	rebuys := func(r *row) int64 { return fen(t, strings.TrimSuffix(r.RepurchaseRate, "%")) }
	sales := func(r *row) int64 { return number(r.MonthSold) }
	cost := func(r *row) int64 { return price(t, r) }
	cases := []struct {
		sort string
		key  func(*row) int64 // nil for the platform's own order
		down bool
	}{
		{`{"price":"asc"}`, cost, false}, {`{"price":"desc"}`, cost, true}, {`{"PRICE":"DESC"}`, cost, true},
		{`{"price":"x"}`, cost, false},
		{`{"monthSold":"asc"}`, sales, false}, {`{"monthSold":"desc"}`, sales, true},
		{`{"repurchaseRate":"asc"}`, rebuys, false}, {`{"repurchaseRate":"desc"}`, rebuys, true},
		{`{"price":"desc","monthSold":"asc"}`, cost, true}, {`{"monthSold":"asc","price":"desc"}`, sales, false},
		{`{"x":"asc","price":"desc"}`, cost, true},
		{``, nil, false}, {`{}`, nil, false}, {`{"x":"asc"}`, nil, false}, {`price`, nil, false}, {`{"price"`, nil,
			false}, {`["price"]`, nil, false},
	}
	ownSales := c.rows(`,"keyword":"T恤"`)
	require.Greater(t, len(ownSales), 20)
	for _, tt := range cases {
		t.Run(tt.sort, func(t *testing.T) {
			got := c.rows(fmt.Sprintf(`,"keyword":"T恤","sort":%q`, tt.sort))
			assert.Equal(t, ids(ownSales), ids(got), "sorting loses nothing")
			if tt.key == nil {
				assert.Equal(t, inOrder(ownSales), inOrder(got))
				return
			}
			assert.True(t, slices.IsSortedFunc(got, func(a, b row) int {
				if tt.down {
					a, b = b, a
				}
				return int(tt.key(&a) - tt.key(&b))
			}))
		})
	}
}

// TestKeywordsAndCategories narrows a search by words in three languages and by categories.
func TestKeywordsAndCategories(t *testing.T) {
	c := newCatalogue(t, false)
	leaf := c.world.CategoriesNamed("连衣裙", "")[0]
	other := c.world.CategoriesNamed("保温杯", "")[0]
	count := func(ids ...int64) int {
		_, n := c.world.Find(world.Search{Categories: ids, Page: 1, Size: 1})
		return n
	}
	cases := []struct {
		args string
		want int
	}{
		{`,"keyword":"连衣裙"`, count(leaf.ID)}, {`,"keyword":" dress "`, count(leaf.ID)}, {`,"keyword":"连衣裙 dress"`,
			count(leaf.ID)},
		{`,"keyword":""`, 0}, {`,"keyword":"  "`, 0},
		{fmt.Sprintf(`,"categoryId":%d`, leaf.ID), count(leaf.ID)}, {fmt.Sprintf(`,"categoryId":%d`, leaf.Parent),
			count(leaf.Parent)},
		{fmt.Sprintf(`,"categoryIdList":"%d, %d,x"`, leaf.ID, other.ID), count(leaf.ID, other.ID)},
		{fmt.Sprintf(`,"categoryId":%d,"categoryIdList":"%d"`, leaf.ID, other.ID), count(leaf.ID, other.ID)},
		{fmt.Sprintf(`,"keyword":"连衣裙","categoryId":%d`, other.ID), 0},
		{`,"categoryId":5`, 0}, {`,"categoryIdList":"x"`, 0}, {`,"categoryId":0`, 0},
	}
	for _, tt := range cases {
		assert.Len(t, c.rows(tt.args), tt.want, tt.args)
	}
	japanese := ask[platform.SearchProductsByKeywordResponse](c, keywordQuery,
		`{"offerQueryParam":{"keyword":"スマホケース","beginPage":1,"pageSize":1,"country":"ja"}}`).Result.Result
	assert.Contains(t, japanese.Data[0].SubjectTrans, "スマホケース")
}

// TestDetailIsTheOffer compares the details of offers, listed and others, with what is ordered.
func TestDetailIsTheOffer(t *testing.T) {
	c := newCatalogue(t, false)
	for i := range 200 {
		o := c.world.ListedOffer(i * 37)
		if i%4 == 0 {
			o, _ = c.world.Offer(uint64(700_000_000_000 + i*7919))
		}
		g := o.Goods()
		stock, sales := o.Totals()
		got := ask[platform.QueryProductDetailResponse](c, detailQuery, fmt.Sprintf(`{"offerDetailParam":{"offerId":%d,
			"country":"en"}}`, o.ID)).Result
		d := got.Result
		require.Equal(t, "true 200 操作成功", got.Success.String()+" "+got.Code+" "+got.Message)
		require.Equal(t, []any{g.OfferID, g.Title, o.TitleIn("en"), g.Least, stock, fmt.Sprint(sales), g.Seller,
			o.Shop.OpenUID(), g.Unit, o.Article()},
			[]any{number(d.OfferID), d.Subject, d.SubjectTrans, number(d.MinOrderQuantity),
				number(d.ProductSaleInfo.AmountOnSale), d.SoldOut,
				d.CompanyName, d.SellerOpenID, d.ProductSaleInfo.UnitInfo.Unit, d.ProductCargoNumber})
		category := o.Categories()
		require.Equal(t, []int64{category[0].ID, category[1].ID, category[2].ID},
			[]int64{number(d.TopCategoryID), number(d.SecondCategoryID), number(d.ThirdCategoryID)})
		require.Equal(t, o.Gallery("http://mock.test"), d.ProductImage.Images)
		require.Len(t, d.ProductSKUInfos, len(g.Variants))
		for j, v := range g.Variants {
			sku := d.ProductSKUInfos[j]
			require.Equal(t, []any{v.SKUID, v.SpecID, v.Left, v.Price},
				[]any{number(sku.SKUID), sku.SpecID, number(sku.AmountOnSale), fen(t, sku.ConsignPrice.String())})
			require.Equal(t, len(o.Tiers()) == 1, sku.Price.String() != "", "SKUs have prices where quantities do not")
			require.Equal(t, o.VariantPicture("http://mock.test", &v), sku.SKUAttributes[0].SKUImageURL)
			for k, a := range v.Properties {
				require.Equal(t, []string{a.Name.Chinese, a.Value.Chinese, a.Name.In("en"), a.Value.In("en")},
					[]string{
						sku.SKUAttributes[k].AttributeName, sku.SKUAttributes[k].Value,
						sku.SKUAttributes[k].AttributeNameTrans, sku.SKUAttributes[k].ValueTrans})
			}
		}
		for j, tier := range o.Tiers() {
			require.Equal(t, []int64{tier.From, tier.Price}, []int64{
				number(d.ProductSaleInfo.PriceRangeList[j].StartQuantity), fen(t,
					d.ProductSaleInfo.PriceRangeList[j].Price.String())})
		}
	}
}

// TestFreight costs what the offer's template says, by weight.
func TestFreight(t *testing.T) {
	c := newCatalogue(t, false)
	for i := range 60 {
		o := c.world.ListedOffer(i * 11)
		for asked, pieces := range map[int64]int64{1: 1, 7: 7, 400: 400, -3: 1, math.MaxInt64: 1 << 24} {
			got := ask[platform.EstimateProductFreightResponse](c, "product.freight.estimate",
				fmt.Sprintf(`{"productFreightQueryParamsNew":{"offerId":%d,"toProvinceCode":"440000","totalNum":%d}}`,
					o.ID, asked)).Result
			want := o.FreightTo("440000", pieces*o.Grams())
			require.Equal(t, "true S0000", got.Success.String()+" "+got.Code)
			require.Equal(t, []any{want.Total, want.First, want.Next, want.Template, want.Free}, []any{
				fen(t, got.Result.Freight), fen(t, got.Result.FirstFee.String()), fen(t, got.Result.NextFee.String()),
				number(got.Result.TemplateID),
				got.Result.FreePostage.String() == "true"})
		}
	}
}
