package products

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/beijing"
	"github.com/go-ali1688/ali1688/mock/world"
)

// TestAmounts writes amounts in 元, with all decimals in rows of searches and without zeros in details.
func TestAmounts(t *testing.T) {
	for _, tt := range []struct {
		fen         int64
		long, short string
	}{{0, "0.00", "0"}, {5, "0.05", "0.05"}, {10, "0.10", "0.1"}, {100, "1.00", "1"}, {1000, "10.00", "10"},
		{123456, "1234.56", "1234.56"}} {
		assert.Equal(t, []string{tt.long, tt.short, tt.short}, []string{yuan(tt.fen), shortYuan(tt.fen),
			decimal(tt.fen).String()})
	}
}

// TestAmountsOfArguments reads amounts in 元. Texts that are not an amount restrict nothing.
func TestAmountsOfArguments(t *testing.T) {
	for text, want := range map[string]int64{
		"1": 100, "1.2": 120, " 0.05 ": 5, "19.99": 1999, "0.29": 29, "0": 0, "-1": 0, "": 0, "x": 0, "NaN": 0, "Inf": 0,
		"1e12": 0, "999999999999": 99_999_999_999_900,
	} {
		assert.Equal(t, want, fenOf(text), text)
	}
}

// TestMeasures writes weights in kilograms and sizes in centimetres.
func TestMeasures(t *testing.T) {
	for n, want := range map[int64][2]string{
		0: {"0", "0"}, 5: {"0.005", "0.5"}, 10: {"0.01", "1"}, 155: {"0.155", "15.5"}, 1000: {"1", "100"},
		1200: {"1.2", "120"}, 2001: {"2.001", "200.1"},
	} {
		assert.Equal(t, want, [2]string{thousandth(n).String(), centimetres(n).String()}, n)
	}
	for n, want := range map[int][3]string{
		0: {"0%", "0.0%", "0.0"}, 9: {"0%", "0.9%", "0.9"}, 45: {"4%", "4.5%", "4.5"}, 508: {"50%", "50.8%", "50.8"},
		1000: {"100%", "100.0%", "100.0"},
	} {
		assert.Equal(t, want, [3]string{percent(n), percent1(n), score(n)}, n)
	}
}

// TestDates writes times in both forms of the platform.
func TestDates(t *testing.T) {
	when := time.Date(2024, 2, 8, 23, 5, 9, 999_000_000, beijing.Zone)
	assert.Equal(t, "2024-02-08 23:05:09", day(when))
	assert.Equal(t, "20240208230509000+0800", platformTime(when).String())
}

// TestCounts follows the figures of rows from what was sold in thirty days.
func TestCounts(t *testing.T) {
	for _, tt := range []struct{ sold, week, fortnight, buyers int64 }{
		{0, 0, 0, 0}, {1, 0, 0, 1}, {3, 0, 1, 1}, {4, 1, 2, 2}, {79, 19, 39, 27}, {8354, 2088, 4177, 2785},
	} {
		assert.Equal(t, []int64{tt.week, tt.week, tt.fortnight, tt.sold, tt.sold, tt.buyers}, []int64{sales7(tt.sold),
			windows["sales7"](tt.sold), windows["sales14"](tt.sold), windows["sales30"](tt.sold),
			windows["totalSales"](tt.sold), buyers(tt.sold)}, tt.sold)
	}
}

// TestNumbersOfPages keeps numbers of calls from 1 to what fits, and counts pages.
func TestNumbersOfPages(t *testing.T) {
	for n, want := range map[int64]int{math.MinInt64: 1, -1: 1, 0: 1, 1: 1, 2: 2, 1 << 24: 1 << 24,
		1<<24 + 1: 1 << 24, math.MaxInt64: 1 << 24} {
		assert.Equal(t, want, atLeastOne(n), n)
	}
	for _, tt := range []struct {
		total, size int
		want        string
	}{{0, 20, "0"}, {1, 20, "1"}, {20, 20, "1"}, {21, 20, "2"}, {100, 1, "100"}} {
		assert.Equal(t, tt.want, pages(tt.total, tt.size).String())
	}
}

// TestCategoriesOfArguments joins both arguments. An id that is not a number is a category that does not exist.
func TestCategoriesOfArguments(t *testing.T) {
	id, none := int64(7), int64(0)
	text := func(s string) *string { return &s }
	for _, tt := range []struct {
		one  *int64
		list *string
		want []int64
	}{
		{nil, nil, nil}, {&id, nil, []int64{7}}, {&none, nil, nil}, {nil, text(""), nil},
		{nil, text(" 8 , 9,"), []int64{8, 9}}, {&id, text("8"), []int64{7, 8}}, {nil, text("x"), []int64{-1}},
	} {
		assert.Equal(t, tt.want, categories(tt.one, tt.list))
	}
}

// TestSorting reads the argument sort.
func TestSorting(t *testing.T) {
	for text, want := range map[string]struct {
		by   world.SortField
		down bool
	}{
		`{"price":"asc"}`:                    {world.ByPrice, false},
		`{"price":"desc"}`:                   {world.ByPrice, true},
		` {"monthSold" : "DESC"} `:           {world.BySales, true},
		`{"rePurchaseRate":"desc"}`:          {world.ByRebuys, true},
		`{"x":"desc","price":"asc"}`:         {world.ByPrice, false},
		`{"price":1}`:                        {world.ByPrice, false},
		`{"x":{"price":"desc"}}`:             {},
		`{"price":"desc"`:                    {},
		`["price","desc"]`:                   {},
		`{}`:                                 {},
		``:                                   {},
		`{"monthSold":"asc","price":"desc"}`: {world.BySales, false},
	} {
		by, down := sorting(text)
		assert.Equal(t, fmt.Sprint(want), fmt.Sprint(struct {
			by   world.SortField
			down bool
		}{by, down}), text)
	}
}

// TestFiltersByFacts lets each filter decide on listed offers, among which are those that it takes and others.
func TestFiltersByFacts(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	seen := map[string]map[bool]bool{}
	for i := range 2000 {
		o := w.ListedOffer(i * 3)
		hours, today := o.Shop.ShipsWithin()
		facts := map[string]bool{
			"shipInToday": today, "shipIn24Hours": hours == 24, "shipIn48Hours": true, "isOnePsale": o.Least() == 1,
			"noReason7DReturn": o.Shop.Score(4) >= 40, "select": o.Shop.Selected(), "1688_yx": o.Shop.Score(0) >= 47,
			"ksCiphertext": o.Shop.Years() > 1,
		}
		c := &world.Candidate{Shop: &o.Shop, Least: o.Least()}
		for name, want := range facts {
			if seen[name] == nil {
				seen[name] = map[bool]bool{}
			}
			seen[name][want] = true
			assert.Equal(t, want, filterOf(name, nil)(c), "%s of %d", name, o.ID)
		}
	}
	for name, values := range seen {
		assert.Equal(t, name != "shipIn48Hours", len(values) == 2, name)
	}
	assert.Len(t, seen, len(filters), "every filter has a case")
	assert.Nil(t, filterOf("xyzzy", nil), "an unknown filter decides nothing")
}

// TestSoldBetween compares what was sold with both bounds, of which either may be missing.
func TestSoldBetween(t *testing.T) {
	text := func(s string) *string { return &s }
	sold := func(start, end string) func(*world.Candidate) bool {
		p := platform.SaleFilterParam{SaleType: text("sales14")}
		if start != "" {
			p.SaleStart = &start
		}
		if end != "" {
			p.SaleEnd = &end
		}
		return filterOf("", []platform.SaleFilterParam{p})
	}
	for _, tt := range []struct {
		start, end string
		sales      int64 // in thirty days, twice those of fourteen
		want       bool
	}{
		{"", "", 0, true}, {"10", "", 19, false}, {"10", "", 20, true}, {"", "10", 21, true}, {"", "10", 22, false},
		{"10", "10", 20, true}, {"x", "x", 20, true}, {"", "0", 1, true}, {"", "0", 2, false},
	} {
		got := sold(tt.start, tt.end)(&world.Candidate{Sales: tt.sales})
		assert.Equal(t, tt.want, got, "%+v", tt)
	}
}

// TestAsksMixed finds the filter among others.
func TestAsksMixed(t *testing.T) {
	for text, want := range map[string]bool{"": false, "isSupportMix": true, "select, isSupportMix": true,
		"isSupportMixed": false, "isSupportMix,select": true} {
		assert.Equal(t, want, asksMixed(text), text)
	}
}

// TestGuarantee is 24 hours or 48, as the shop promises.
func TestGuarantee(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	seen := map[string]bool{}
	for i := range 1000 {
		s := w.ListedOffer(i * 7).Shop
		hours, _ := s.ShipsWithin()
		want := fmt.Sprintf("shipIn%dHours", hours)
		assert.Equal(t, want, guarantee(&s))
		seen[want] = true
	}
	assert.Equal(t, map[string]bool{"shipIn24Hours": true, "shipIn48Hours": true}, seen)
}

// TestCheckDigits tells ids of uploaded pictures from other numbers.
func TestCheckDigits(t *testing.T) {
	w := world.New(world.Options{Seed: 1688, Closed: true})
	q := &query{Catalogue: New(w)}
	o := w.ListedOffer(305)
	id := imageID(&o)
	assert.Regexp(t, fmt.Sprintf(`^%d\d{3}$`, o.ID), id)
	found := func(id string) uint64 {
		got, _ := q.pictured(&platform.ImageQueryParam{ImageID: &id})
		return got.ID
	}
	assert.Equal(t, o.ID, found(id))
	assert.NotEqual(t, o.ID, found(fmt.Sprintf("%d%03d", o.ID, (checkDigits(o.ID)+1)%1000)),
		"other digits, another picture")
	for _, short := range []string{"1", "12", "123"} {
		assert.NotZero(t, found(short), "an unknown picture shows some offer")
	}
	_, ok := q.pictured(&platform.ImageQueryParam{})
	assert.False(t, ok)
}
