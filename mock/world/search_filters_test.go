package world_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// found returns the offers of all pages of a search of the gateway, and none if it is refused.
func found(t *testing.T, w *world.World, q world.Query, args string) (all []world.Offer) {
	t.Helper()
	path := []any{"items", "item"}
	if q.Operation == "item_search_new" {
		path = path[1:]
	}
	for page := 1; page < 300; page++ {
		q.Get = queryOf(t, q.Operation, fmt.Sprintf("%s&page=%d", args, page)).Get
		members, failure := w.Append([]byte("{"), q)
		if failure != nil {
			require.Equal(t, refusals["2000"], *failure)
			return all
		}
		all = append(all, offersAt(t, w, string(members)+"}", "num_iid", path...)...)
	}
	t.Fatalf("%s has too many pages", args)
	return nil
}

func idsOf(list []world.Offer) (out []uint64) {
	for i := range list {
		out = append(out, list[i].ID)
	}
	return out
}

// TestSearchFilters compares the filters of item_search with looking at every offer of the keyword.
func TestSearchFilters(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	all, _ := w.Find(world.Search{Keyword: "连衣裙", Page: 1, Size: world.Listed})
	discounted := map[uint64]bool{}
	for i := range all {
		discounted[all[i].ID] = text(t, body(t, w, "item_get", about(&all[i].Offer)), "item", "has_discount") == "true"
	}
	city, price := all[0].Shop.City, all[0].Tiers()[0].Price
	everything := func(*world.Offer) bool { return true }
	least := func(n int64) func(*world.Offer) bool { return func(o *world.Offer) bool { return o.Least() <= n } }
	from := func(fen int64) func(*world.Offer) bool {
		return func(o *world.Offer) bool { return o.Tiers()[0].Price >= fen }
	}
	to := func(fen int64) func(*world.Offer) bool {
		return func(o *world.Offer) bool { return o.Tiers()[0].Price <= fen }
	}
	good := func(o *world.Offer) bool { return o.Shop.Score(2) >= 45 }
	for args, fits := range map[string]func(*world.Offer) bool{
		"":                           everything,
		"discount_only=1":            func(o *world.Offer) bool { return discounted[o.ID] },
		"discount_only=yes":          func(o *world.Offer) bool { return discounted[o.ID] },
		"discount_only=0":            everything,
		"discount_only=":             everything,
		"start_price=" + yuan(price): from(price), "start_price=" + yuan(price+1): from(price + 10),
		"start_price=0": everything, "start_price=-5": everything, "start_price=x": everything,
		"end_price=" + yuan(price): to(price), "end_price=" + yuan(price+9): to(price), "end_price=0": everything,
		"end_price=-5": everything, "end_price=NaN": everything, "start_price=60&end_price=50": nil,
		"start_price=60&end_price=60": func(o *world.Offer) bool { return o.Tiers()[0].Price == 6000 },
		"quantityBegin=1":             least(1), "quantityBegin=5": least(5), "quantityBegin=0": everything,
		"filter=quantityBegin:5": least(5), "filter=quantityBegin:": everything,
		"filter=city:" + city: func(o *world.Offer) bool { return o.Shop.City == city },
		"filter=city:":        everything, "filter=city:Atlantis": nil,
		"filter=totalEpScoreLv1": good, "filter=getRate24HLv1": good, "filter=totalEpScoreLv1:1": good,
		"filter=getRate24HLv2": everything, "filter=": everything,
		"filter=totalEpScoreLv1%3BquantityBegin:5": func(o *world.Offer) bool { return good(o) && o.Least() <= 5 },
	} {
		want := []uint64{}
		for i := range all {
			if fits != nil && fits(&all[i].Offer) {
				want = append(want, all[i].ID)
			}
		}
		got := idsOf(found(t, w, world.Query{Operation: "item_search"}, "q=连衣裙&"+args))
		assert.Equal(t, want, append([]uint64{}, got...), args)
	}
}

// TestSearchCategories limits a search to a category, which 1688global does not know.
func TestSearchCategories(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	count := func(platform, args string) int {
		return len(found(t, w, world.Query{Operation: "item_search", Platform: platform}, args))
	}
	all := count("1688", "q=连衣裙")
	for _, c := range w.CategoriesNamed("连衣裙", "") {
		for id := c.ID; id != 0; id = c.Parent {
			c, _ = w.Category(id)
			assert.Equal(t, all, count("1688", fmt.Sprintf("q=连衣裙&cat=%d", id)), c.Name.Chinese)
		}
	}
	other := w.Subcategories(0)[1].ID
	assert.Zero(t, count("1688", fmt.Sprintf("q=连衣裙&cat=%d", other)))
	assert.Equal(t, all, count("1688global", fmt.Sprintf("q=连衣裙&cat=%d", other)))
	assert.Zero(t, count("1688", "q=连衣裙&cat=5"), "an unknown category")
	for _, none := range []string{"", "0", "-5", "x"} {
		assert.Equal(t, all, count("1688", "q=连衣裙&cat="+none), none)
	}
}

// TestSearchSellers limits a search to a seller by any of its names. Nobody finds what a seller does not list.
func TestSearchSellers(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	closed := world.New(world.Options{Seed: 1688, Closed: true})
	o := w.ListedOffer(77)
	s, word := &o.Shop, o.Categories()[2].Name.Chinese
	all, _ := w.Find(world.Search{Keyword: word, Shop: s, Page: 1, Size: 500})
	require.NotEmpty(t, all)
	for _, nick := range []string{s.Company, s.SID, s.OpenID(), digits(s.ID), "shop" + digits(s.ID)} {
		args := "q=" + word + "&nick=" + nick
		assert.Equal(t, ids(all), idsOf(found(t, w, world.Query{Operation: "item_search"}, args)), nick)
		assert.Equal(t, ids(all), idsOf(found(t, closed, world.Query{Operation: "item_search"}, args)), nick)
	}
	unlisted, _ := w.Offer(12345)
	for _, nick := range []string{unlisted.Shop.Company, unlisted.Shop.SID, digits(unlisted.Shop.ID)} {
		assert.Empty(t, found(t, w, world.Query{Operation: "item_search"}, "q="+word+"&nick="+nick), nick)
	}
	assert.Empty(t, found(t, closed, world.Query{Operation: "item_search"}, "q="+word+"&nick=nobody"))
	page, total := w.Find(world.Search{Shop: &unlisted.Shop, Page: 1, Size: 5})
	assert.Empty(t, page)
	assert.Zero(t, total)
}

// TestShopFilters compares the filters of item_search_shop with looking at every offer of the shop.
func TestShopFilters(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	s := shopWith(t, w, 81)
	all := s.Offers()
	price, leaf := all[7].Tiers()[0].Price, all[7].Categories()[2]
	everything := func(*world.Found) bool { return true }
	for args, fits := range map[string]func(*world.Found) bool{
		"": everything, "start_price=0&end_price=0": everything, "q=": everything, "cid=": everything,
		"start_price=" + yuan(price): func(o *world.Found) bool { return o.Tiers()[0].Price >= price },
		"end_price=" + yuan(price):   func(o *world.Found) bool { return o.Tiers()[0].Price <= price },
		"start_price=" + yuan(price) + "&end_price=" + yuan(price): func(o *world.Found) bool {
			return o.Tiers()[0].Price == price
		},
		"cid=" + digits(leaf.ID):         func(o *world.Found) bool { return o.Categories()[2] == leaf },
		"cid=" + digits(s.Trade().ID):    everything,
		"cid=7":                          everything, // a category of the shop's own
		"q=" + leaf.Name.Chinese:         func(o *world.Found) bool { return o.Categories()[2] == leaf },
		"q=" + leaf.Name.English:         func(o *world.Found) bool { return o.Categories()[2] == leaf },
		"q=" + s.Trade().Name.Chinese:    everything,
		"q=xyzzy":                        everything,
		"start_price=100000":             nil,
		"q=" + otherLeaf(w, s).Chinese:   nil,
		"cid=" + digits(otherRoot(w, s)): nil,
	} {
		want := []uint64{}
		for i := range all {
			if fits != nil && fits(&all[i]) {
				want = append(want, all[i].ID)
			}
		}
		got := idsOf(found(t, w, world.Query{Operation: "item_search_shop"}, "seller_nick="+s.SID+"&"+args))
		assert.Equal(t, want, append([]uint64{}, got...), args)
	}
}

// otherRoot returns a top category that a shop does not sell.
func otherRoot(w *world.World, s *world.Shop) int64 {
	roots := w.Subcategories(0)
	return roots[slices.IndexFunc(roots, func(c world.Category) bool { return c.ID != s.Trade().Parent })].ID
}

func otherLeaf(w *world.World, s *world.Shop) world.Text {
	return w.Subcategories(w.Subcategories(otherRoot(w, s))[0].ID)[0].Name
}

// TestShopSorts sorts the offers of a shop. Equal ones stay in the order of the unsorted list.
func TestShopSorts(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	s := shopWith(t, w, 81)
	price := func(o *world.Found) int64 { return o.Tiers()[0].Price }
	sales := func(o *world.Found) int64 { return o.Sales }
	none := func(*world.Found) int64 { return 0 }
	for sort, key := range map[string]func(*world.Found) int64{"": none, "_credit": none, "whatever": none,
		"bid": price, "bid2": price, "sale": sales,
		"_bid":  func(o *world.Found) int64 { return -price(o) },
		"_bid2": func(o *world.Found) int64 { return -price(o) },
		"_sale": func(o *world.Found) int64 { return -sales(o) },
		"sales": func(o *world.Found) int64 { return -sales(o) },
	} {
		want := s.Offers()
		slices.SortStableFunc(want, func(a, b world.Found) int { return int(key(&a) - key(&b)) })
		got := found(t, w, world.Query{Operation: "item_search_shop"}, "seller_nick="+s.SID+"&sort="+sort)
		assert.Equal(t, ids(want), idsOf(got), sort)
	}
}
