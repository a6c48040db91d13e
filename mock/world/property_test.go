package world_test

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/world"
)

// answer returns the members that the world writes for an operation of the gateway.
func answer(t *testing.T, w *world.World, operation string, args url.Values) map[string]any {
	t.Helper()
	body, failure := w.Append([]byte("{"), world.Query{Operation: operation, Platform: "1688", Get: args.Get})
	require.Nil(t, failure, "%s %v", operation, args)
	var out map[string]any
	require.NoError(t, loose.Unmarshal(append(body, '}'), &out), string(body))
	return out
}

// offers returns n offers: listed ones, and every fourth with an id that no search finds.
func offers(w *world.World, n int) []world.Offer {
	random, out := rand.New(rand.NewPCG(7, 7)), make([]world.Offer, 0, n)
	for i, number := range random.Perm(world.Listed)[:n] {
		o := w.ListedOffer(number)
		if i%4 == 0 {
			o, _ = w.Offer(1 + random.Uint64N(1e18))
		}
		out = append(out, o)
	}
	return out
}

func cents(t *testing.T, text any) int64 {
	t.Helper()
	f, err := strconv.ParseFloat(fmt.Sprint(text), 64)
	require.NoError(t, err)
	return int64(f*100 + 0.5)
}

// TestOfferAgreesWithItself compares a thousand offers as the gateway's item_get shows them with what is ordered:
// title,
// price, stock, SKUs, tiers, minimum and seller.
func TestOfferAgreesWithItself(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for _, o := range offers(w, 1000) {
		g := o.Goods()
		item := answer(t, w, "item_get", url.Values{"num_iid": {strconv.FormatUint(o.ID,
			10)}})["item"].(map[string]any)
		stock, sales := o.Totals()
		type offer struct {
			id, title, seller string
			price, stock      int64
			least, sales      int64
		}
		want := offer{fmt.Sprint(g.OfferID), g.Title, g.SellerID, o.Tiers()[0].Price, stock, g.Least, sales}
		got := offer{
			fmt.Sprint(item["num_iid"]), fmt.Sprint(item["title"]),
			fmt.Sprint(item["seller_info"].(map[string]any)["sid"]),
			cents(t, item["price"]), cents(t, item["num"]) / 100, cents(t, item["min_num"]) / 100, cents(t,
				item["sales"]) / 100,
		}
		require.Equal(t, want, got)
		skus := item["skus"].(map[string]any)["sku"].([]any)
		require.Len(t, skus, len(g.Variants))
		for i, v := range g.Variants {
			sku := skus[i].(map[string]any)
			require.Equal(t, []any{fmt.Sprint(v.SKUID), v.SpecID, v.Price, v.Left},
				[]any{fmt.Sprint(sku["sku_id"]), sku["spec_id"], cents(t, sku["price"]), cents(t,
					sku["quantity"]) / 100})
		}
	}
}

// TestGoods checks what is true of everything that can be ordered.
func TestGoods(t *testing.T) {
	w := world.New(world.Options{Seed: 3})
	specs := map[string]bool{}
	for _, o := range offers(w, 200) {
		g := o.Goods()
		stock := int64(0)
		require.NotEmpty(t, g.Variants)
		for _, v := range g.Variants {
			require.False(t, specs[v.SpecID], "a specId means one variant")
			specs[v.SpecID] = true
			require.Regexp(t, "^[0-9a-f]{32}$", v.SpecID)
			require.Positive(t, v.Price)
			require.GreaterOrEqual(t, v.Stock, int64(0))
			require.Equal(t, v.Stock, v.Left, "nobody has ordered")
			require.Equal(t, v.Price, g.PriceOf(&v, g.Least))
			last := v.Price
			for quantity := g.Least; quantity < 100_000; quantity = quantity*3/2 + 1 {
				price := g.PriceOf(&v, quantity)
				require.LessOrEqual(t, price, last, "more is never dearer")
				require.Positive(t, price)
				last = price
			}
			stock += v.Left
		}
		total, _ := o.Totals()
		require.Equal(t, total, stock)
		require.Equal(t, o.Shop.Company, g.Seller)
		require.Equal(t, o.Title(false), g.Title)
		require.True(t, world.MadeUp(g.Title))
		require.True(t, world.MadeUp(o.Picture("http://x", 0)))
		for i, tier := range o.Tiers() {
			if i == 0 {
				require.Equal(t, g.Least, tier.From)
				continue
			}
			require.Greater(t, tier.From, o.Tiers()[i-1].From)
			require.Less(t, tier.Price, o.Tiers()[i-1].Price)
		}
	}
}

// TestTakenStock takes what orders took out of the stock of the variant, and of no other.
func TestTakenStock(t *testing.T) {
	full := world.New(world.Options{Seed: 1})
	sold := full.ListedOffer(11)
	v := sold.Goods().Variants[0]
	for _, taken := range []int64{0, 1, v.Stock, v.Stock + 5, -7} {
		w := world.New(world.Options{Seed: 1, Taken: func(id int64) int64 {
			if id == v.SKUID {
				return taken
			}
			return 0
		}})
		o := w.ListedOffer(11)
		g := o.Goods()
		assert.Equal(t, max(0, v.Stock-taken), g.Variants[0].Left, "%d taken", taken)
		assert.Equal(t, v.Stock, g.Variants[0].Stock)
		for _, other := range g.Variants[1:] {
			assert.Equal(t, other.Stock, other.Left)
		}
		before, _ := sold.Totals()
		after, _ := o.Totals()
		assert.Equal(t, min(taken, v.Stock), before-after)
	}
}

// TestFreight checks what is true of all freight.
func TestFreight(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	places := map[string]string{"330108": "浙江省", "440305": "广东省", "110105": "北京", "650102": "新疆维吾尔自治区"}
	free := 0
	for _, o := range offers(w, 300) {
		g := o.Goods()
		for code, province := range places {
			f := o.FreightTo(code, 1)
			require.Equal(t, f, o.FreightTo(province, 1), "%s is in %s", code, province)
			require.Equal(t, f.Total, g.FreightTo(code, 1))
			if f.Free {
				free++
				require.Equal(t, world.Freight{Template: f.Template, Free: true}, f)
				continue
			}
			require.Equal(t, f.First, f.Total)
			require.Equal(t, f.First, o.FreightTo(code, 1000).Total, "the first kilogram")
			require.Equal(t, f.First+f.Next, o.FreightTo(code, 1001).Total)
			require.Equal(t, f.First+4*f.Next, o.FreightTo(code, 5000).Total)
		}
		require.Equal(t, o.FreightTo("330108", 1).Template, o.FreightTo("650102", 1).Template)
		require.GreaterOrEqual(t, g.FreightTo("650102", 1), g.FreightTo("330108", 1), "far is not cheaper than near")
	}
	assert.Positive(t, free)
}

// TestSeeds makes the same world of the same seed, in whatever order it is asked, and another of another.
func TestSeeds(t *testing.T) {
	queries := []world.Query{}
	for i := range 20 {
		queries = append(queries, world.Query{Operation: "item_get",
			Get: url.Values{"num_iid": {strconv.Itoa(610947572360 + i)}}.Get})
	}
	for _, word := range []string{"连衣裙", "螺丝刀", "xyzzy"} {
		for _, api := range []string{"item_search", "item_search_factory", "item_search_suggest", "custom"} {
			queries = append(queries, world.Query{Operation: api, Get: url.Values{"q": {word}}.Get})
		}
	}
	bodies := func(o world.Options, order []int) map[int]string {
		w, out := world.New(o), map[int]string{}
		for _, i := range order {
			body, failure := w.Append(nil, queries[i])
			out[i] = fmt.Sprint(string(body), failure)
		}
		return out
	}
	order := make([]int, len(queries))
	for i := range order {
		order[i] = i
	}
	want := bodies(world.Options{Seed: 5}, order)
	slices.Reverse(order)
	assert.Equal(t, want, bodies(world.Options{Seed: 5}, order))
	other, same := bodies(world.Options{Seed: 6}, order), 0
	for i := range want {
		if want[i] == other[i] {
			same++
		}
	}
	assert.LessOrEqual(t, same, 5, "another seed is another world, apart from words that are suggested and refusals")
}

// TestLongIDs gives listed offers ids of eighteen digits that a float does not hold, and changes nothing else.
func TestLongIDs(t *testing.T) {
	short, long := world.New(world.Options{Seed: 2}), world.New(world.Options{Seed: 2, LongIDs: true})
	inexact := 0
	for i := range 500 {
		a, b := short.ListedOffer(i), long.ListedOffer(i)
		require.Len(t, fmt.Sprint(a.ID), 12)
		require.Len(t, fmt.Sprint(b.ID), 18)
		if uint64(float64(b.ID)) != b.ID {
			inexact++
		}
		again, ok := long.Offer(b.ID)
		require.True(t, ok)
		require.Equal(t, b.Goods(), again.Goods())
		require.True(t, world.MadeUp(fmt.Sprint(b.ID)))
	}
	assert.Greater(t, inexact, 400)
}

// TestShops lists the offers of a shop: they are the shop's own, and those that are listed are found by its searches.
func TestShops(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for i := range 40 {
		o := w.ListedOffer(i * 97)
		s := &o.Shop
		all, listed := s.Offers(), map[uint64]bool{}
		require.True(t, slices.ContainsFunc(all, func(f world.Found) bool { return f.ID == o.ID }))
		for _, f := range all {
			require.Equal(t, s.SID, f.Shop.SID)
			_, sales := f.Totals()
			require.Equal(t, sales, f.Sales)
			listed[f.ID] = true
		}
		found, total := w.Find(world.Search{Shop: s, Page: 1, Size: world.Listed})
		require.Len(t, found, total)
		for _, f := range found {
			require.True(t, listed[f.ID], "%d is the shop's", f.ID)
		}
		for _, name := range []string{s.Company, s.SID, s.OpenID()} {
			again, ok := w.ShopNamed(name)
			require.True(t, ok)
			require.Equal(t, s.ID, again.ID)
		}
		again, ok := w.ShopByOpenUID(s.OpenUID())
		require.True(t, ok)
		require.Equal(t, s.ID, again.ID)
		require.True(t, s.Years() >= 1 && s.Rebuys() >= 0 && s.Rebuys() <= 1000)
		for which := range uint(6) {
			require.True(t, s.Score(which) >= 30 && s.Score(which) <= 50)
		}
		hours, today := s.ShipsWithin()
		require.Contains(t, []int{24, 48}, hours)
		require.True(t, !today || hours == 24)
	}
}

// TestSoldOn sells a thirtieth a day, more or less, and the same whenever it is asked.
func TestSoldOn(t *testing.T) {
	w := world.New(world.Options{Seed: 1})
	day := time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)
	for _, o := range offers(w, 100) {
		_, sales := o.Totals()
		sum := int64(0)
		for i := range 30 {
			sold := o.SoldOn(day.AddDate(0, 0, i))
			require.Equal(t, sold, o.SoldOn(day.AddDate(0, 0, i).Add(23*time.Hour)))
			require.True(t, sold >= 0 && sold <= sales/20+1)
			sum += sold
		}
		require.InDelta(t, sales, sum, float64(sales)/3+31)
	}
}
