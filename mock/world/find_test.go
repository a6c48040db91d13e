package world_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// seen is an offer as a search looks at it.
type seen struct {
	world.Found
	title      string
	price      int64
	categories [3]world.Category
}

// every returns all listed offers.
func every(t *testing.T, w *world.World) (out []seen) {
	t.Helper()
	all, total := w.Find(world.Search{Page: 1, Size: world.Listed})
	require.Equal(t, world.Listed, total)
	require.Len(t, all, total)
	for _, o := range all {
		out = append(out, seen{o, o.Title(false), o.Tiers()[0].Price, o.Categories()})
	}
	return out
}

// fits returns what a search should find, one offer at a time.
func fits(s *world.Search, o *seen) bool {
	inCategory := len(s.Categories) == 0
	for _, c := range o.categories {
		inCategory = inCategory || slices.Contains(s.Categories, c.ID)
	}
	return inCategory && o.price >= s.Low && (s.High == 0 || o.price <= s.High) && strings.Contains(o.Title(false),
		s.Keyword) &&
		(s.Shop == nil || s.Shop.ID == o.Shop.ID) &&
		(s.Also == nil || s.Also(&world.Candidate{Shop: &o.Shop, Least: o.Least(), Sales: o.Sales}))
}

// key returns what a search sorts by.
func key(by world.SortField, o *world.Found) int64 {
	switch by {
	case world.ByPrice:
		return o.Tiers()[0].Price
	case world.BySales:
		return o.Sales
	case world.ByRebuys:
		return int64(o.Shop.Rebuys())
	}
	return 0
}

// TestFind compares random searches with what looking at every offer finds: which, how many, in which order, on which
// page.
func TestFind(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	all := every(t, w)
	random := rand.New(rand.NewPCG(1, 3))
	some := func() *seen { return &all[random.IntN(len(all))] }
	found := 0
	for i := range 400 {
		s := world.Search{By: world.SortField(random.IntN(4)), Down: random.IntN(2) == 0, Page: 1 + random.IntN(4),
			Size: 1 + random.IntN(60)}
		if random.IntN(2) == 0 {
			s.Categories = append(s.Categories, some().categories[random.IntN(3)].ID)
		}
		if random.IntN(4) == 0 {
			s.Categories = append(s.Categories, some().categories[random.IntN(3)].ID)
		}
		if random.IntN(2) == 0 {
			s.Low = int64(random.IntN(9000))
		}
		if random.IntN(2) == 0 {
			s.High = 10 + int64(random.IntN(30_000))
		}
		if random.IntN(3) == 0 {
			s.Keyword = some().categories[2].Name.Chinese
		}
		if random.IntN(8) == 0 {
			s.Shop = &some().Shop
		}
		if random.IntN(3) == 0 {
			least := int64(random.IntN(200))
			s.Also = func(c *world.Candidate) bool { return c.Sales >= least && c.Least <= 3 }
		}
		want := map[uint64]bool{}
		for j := range all {
			if fits(&s, &all[j]) {
				want[all[j].ID] = true
			}
		}
		page, total := w.Find(s)
		story := fmt.Sprintf("search %d: %+v", i, s)
		require.Equal(t, len(want), total, story)
		require.Len(t, page, max(0, min(s.Size, total-(s.Page-1)*s.Size)), story)
		for j := range page {
			found++
			require.True(t, want[page[j].ID], story)
			if j > 0 && s.By != world.Unsorted {
				a, b := key(s.By, &page[j-1]), key(s.By, &page[j])
				require.True(t, a == b || (a > b) == s.Down, story)
			}
		}
		if i%20 != 0 {
			continue
		}
		s.Page, s.Size = 1, world.Listed
		whole, _ := w.Find(s)
		once := ids(whole)
		slices.Sort(once)
		require.Len(t, slices.Compact(once), total, "an offer comes once")
	}
	assert.Greater(t, found, 1000, "the searches find something")
}

// TestFindPages puts the pages of a search together: the same as one long page.
func TestFindPages(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	s := world.Search{Keyword: "连衣裙", By: world.BySales, Down: true, Page: 1, Size: world.Listed}
	long, total := w.Find(s)
	require.Greater(t, total, 20)
	var joined []world.Found
	s.Size = 7
	for {
		page, n := w.Find(s)
		require.Equal(t, total, n)
		if len(page) == 0 {
			break
		}
		joined = append(joined, page...)
		s.Page++
	}
	assert.Equal(t, ids(long), ids(joined))
	s.Down, s.Page, s.Size = false, 1, world.Listed
	up, _ := w.Find(s)
	slices.Reverse(up)
	assert.Equal(t, ids(long), ids(up), "falling is rising backwards")
}

func ids(list []world.Found) (out []uint64) {
	for i := range list {
		out = append(out, list[i].ID)
	}
	return out
}

// TestFindLike lists offers of the same category, the one that is meant first, listed or not, unless they are sorted.
func TestFindLike(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for _, like := range offers(w, 40) {
		category := like.Categories()[2].ID
		page, total := w.Find(world.Search{Like: &like, Page: 1, Size: world.Listed})
		require.Len(t, page, total)
		require.Equal(t, like.ID, page[0].ID)
		seen := map[uint64]bool{}
		for i := range page {
			require.Equal(t, category, page[i].Categories()[2].ID)
			require.False(t, seen[page[i].ID])
			seen[page[i].ID] = true
		}
		_, in := w.Find(world.Search{Categories: []int64{category}, Page: 1, Size: 1})
		require.Contains(t, []int{in, in + 1}, total, "all of the category, and the offer itself")
		second, _ := w.Find(world.Search{Like: &like, Page: 2, Size: 3})
		require.Equal(t, ids(page[3:min(6, len(page))]), ids(second))
		for _, down := range []bool{false, true} {
			sorted, n := w.Find(world.Search{Like: &like, By: world.ByPrice, Down: down, Page: 1, Size: world.Listed})
			require.Equal(t, total, n)
			require.True(t, slices.IsSortedFunc(sorted, func(a, b world.Found) int {
				if down {
					a, b = b, a
				}
				return int(a.Tiers()[0].Price - b.Tiers()[0].Price)
			}))
		}
		cheap, _ := w.Find(world.Search{Like: &like, High: 1, Page: 1, Size: 5})
		require.Empty(t, cheap, "the offer itself has to fit, too")
	}
}

// TestGatewaySearch compares the filters and the sorts of item_search with looking at every offer.
func TestGatewaySearch(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	all := every(t, w)
	best := &all[slices.IndexFunc(all, func(o seen) bool { return o.Shop.Score(2) >= 45 })]
	leaf, city, middle := best.categories[2], best.Shop.City, best.price
	price := fmt.Sprintf("%d.%d", middle/100, middle/10%10)
	cases := []struct {
		name string
		args url.Values
		fits func(o *seen) bool
		by   world.SortField
		down bool
	}{
		{"a word", url.Values{"q": {leaf.Name.Chinese}}, nil, world.Unsorted, false},
		{"from a price", url.Values{"start_price": {price}},
			func(o *seen) bool { return o.price >= middle }, world.Unsorted, false},
		{"up to a price", url.Values{"end_price": {price}},
			func(o *seen) bool { return o.price <= middle }, world.Unsorted, false},
		{"a quantity", url.Values{"quantityBegin": {"2"}}, func(o *seen) bool { return o.Least() <= 2 },
			world.Unsorted, false},
		{"a quantity by filter", url.Values{"filter": {"quantityBegin:2"}},
			func(o *seen) bool { return o.Least() <= 2 }, world.Unsorted, false},
		{"a city", url.Values{"filter": {"city:" + city + "市"}},
			func(o *seen) bool { return o.Shop.City == city }, world.Unsorted, false},
		{"a score", url.Values{"filter": {"totalEpScoreLv1"}},
			func(o *seen) bool { return o.Shop.Score(2) >= 45 }, world.Unsorted, false},
		{"a category", url.Values{"cat": {fmt.Sprint(leaf.ID)}}, nil, world.Unsorted, false},
		{"a seller", url.Values{"q": {""}, "cat": {fmt.Sprint(leaf.ID)}, "nick": {best.Shop.Company}},
			func(o *seen) bool { return o.Shop.ID == best.Shop.ID }, world.Unsorted, false},
		{"rising prices", url.Values{"sort": {"bid"}}, nil, world.ByPrice, false},
		{"falling prices", url.Values{"sort": {"_bid"}}, nil, world.ByPrice, true},
		{"rising sales", url.Values{"sort": {"sale"}}, nil, world.BySales, false},
		{"falling sales", url.Values{"sort": {"_sale"}}, nil, world.BySales, true},
	}
	byID := map[string]*seen{}
	for i := range all {
		byID[strconv.FormatUint(all[i].ID, 10)] = &all[i]
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			args := url.Values{"q": {leaf.Name.Chinese}, "page_size": {"50"}}
			maps.Copy(args, tt.args)
			if args.Get("q") == "" {
				args.Set("q", leaf.Name.Chinese)
			}
			want := map[string]bool{}
			for id, o := range byID {
				if strings.Contains(o.title, leaf.Name.Chinese) && (tt.fits == nil || tt.fits(o)) {
					want[id] = true
				}
			}
			require.NotEmpty(t, want)
			got, last := map[string]bool{}, int64(0)
			for page := 1; len(got) < len(want); page++ {
				args.Set("page", fmt.Sprint(page))
				items := answer(t, w, "item_search", args)["items"].(map[string]any)
				require.EqualValues(t, len(want), items["real_total_results"])
				for _, row := range items["item"].([]any) {
					row := row.(map[string]any)
					id := row["num_iid"].(string)
					require.True(t, want[id], "%s does not fit", id)
					require.False(t, got[id], "%s comes twice", id)
					o := byID[id]
					require.Equal(t, []any{o.title, o.price, o.Shop.Company},
						[]any{row["title"], cents(t, row["price"]), row["seller_nick"]})
					if k := key(tt.by, &o.Found); tt.by != world.Unsorted {
						require.True(t, len(got) == 0 || k == last || (k < last) == tt.down)
						last = k
					}
					got[id] = true
				}
			}
			assert.Equal(t, want, got)
		})
	}
}
