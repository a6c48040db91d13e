package world_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/beijing"
	"github.com/go-ali1688/ali1688/mock/world"
)

// listed returns every nth of the listed offers.
func listed(w *world.World, n int) (all []world.Offer) {
	for i := 0; i < world.Listed; i += n {
		all = append(all, w.ListedOffer(i))
	}
	return all
}

// TestVariantCounts has two to six values of the first property and all numbers of values of the second.
func TestVariantCounts(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	counts, sold, least := [2]map[int]int{{}, {}}, 0, map[int64]int{}
	starts := map[string]bool{}
	for _, o := range listed(w, 1) {
		if o.Categories()[0].Name.Chinese != "女装" {
			continue
		}
		values := valuesOf(&o)
		counts[0][len(values[0])]++
		counts[1][len(values[1])]++
		starts[values[0][0].Chinese] = true
		require.Equal(t, "S", values[1][0].Chinese, "sizes begin with the smallest")
		least[o.Least()]++
		if _, sales := o.Totals(); sales == 0 {
			sold++
		}
	}
	for which, most := range []int{6, 6} {
		assert.Len(t, counts[which], most-1+which)
		for n := 2 - which; n <= most; n++ {
			assert.Positive(t, counts[which][n], n)
		}
	}
	assert.Len(t, starts, 8, "every colour comes first somewhere")
	assert.Len(t, least, 9)
	assert.InDelta(t, least[1]*2, least[2], float64(least[1]), "two are the commonest minimum")
	assert.Positive(t, sold)
}

// TestStock has one variant in sixteen without stock, and less than 2000 of the others.
func TestStock(t *testing.T) {
	none, all, most := 0, 0, int64(0)
	for _, o := range listed(world.New(world.Options{Seed: 1688}), 16) {
		for _, v := range o.Variants() {
			all++
			most = max(most, v.Stock)
			if v.Stock == 0 {
				none++
			}
		}
	}
	assert.InDelta(t, all/16, none, float64(all)/100)
	assert.True(t, 1990 <= most && most < 2000, most)
}

// TestSKUIDs has the ids of an offer one behind the other, in a stretch of 128 that no other offer has.
func TestSKUIDs(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	owners := map[int64]uint64{}
	for _, o := range offers(w, 2000) {
		for k, v := range o.Variants() {
			require.Len(t, digits(v.SKUID), 18)
			require.Equal(t, int64(k+1), (v.SKUID-688_000_000_000_000_000)%128)
			require.True(t, world.MadeUp(digits(v.SKUID)))
		}
		stretch := o.Variants()[0].SKUID / 128
		require.Zero(t, owners[stretch])
		owners[stretch] = o.ID
	}
	for _, id := range []string{"688000000000000000", "688000000000000128", "687999999999999999", "688140737488355329"} {
		assert.False(t, world.MadeUp(id), id)
	}
}

// TestExampleOffer has the variant of the document's examples in every world, in the quantity that they order.
func TestExampleOffer(t *testing.T) {
	for seed := range uint64(60) {
		for _, w := range []*world.World{world.New(world.Options{Seed: seed}),
			world.New(world.Options{Seed: seed, Taken: func(int64) int64 { return 120 }})} {
			o, ok := w.Offer(554456348334)
			require.True(t, ok)
			g := o.Goods()
			require.LessOrEqual(t, g.Least, int64(5))
			require.Equal(t, "b266e0726506185beaf205cbae88530d", g.Variants[0].SpecID)
			require.EqualValues(t, 500, g.Variants[0].Stock)
			require.Contains(t, []int64{500, 380}, g.Variants[0].Left)
			require.NotEqual(t, g.Variants[0].SpecID, g.Variants[1].SpecID)
		}
	}
}

// TestTaken subtracts what orders took, whichever the variant, and never returns less than nothing.
func TestTaken(t *testing.T) {
	full := world.New(world.Options{Seed: 1688})
	w := world.New(world.Options{Seed: 1688, Taken: func(id int64) int64 { return id % 128 * 100 }})
	for i, o := range listed(w, 100) {
		all := full.ListedOffer(i * 100)
		stock := int64(0)
		for k, v := range o.Variants() {
			left := max(0, v.Stock-int64(k+1)*100)
			require.Equal(t, left, v.Left)
			require.Equal(t, all.Variants()[k].Stock, v.Stock)
			stock += left
		}
		got, sales := o.Totals()
		_, before := all.Totals()
		require.Equal(t, []int64{stock, before}, []int64{got, sales})
	}
}

// TestCreated has days of three years up to June 2026, at eight in Beijing, in the order of the searches by age.
func TestCreated(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	newest := time.Date(2026, 6, 30, 8, 0, 0, 0, beijing.Zone)
	var first, last time.Time
	for i, o := range listed(w, 1) {
		created := o.Created(w)
		require.Equal(t, "08:00:00 +0800", created.Format("15:04:05 -0700"))
		if i == 0 || created.Before(first) {
			first = created
		}
		if created.After(last) {
			last = created
		}
	}
	assert.Equal(t, newest, last)
	assert.WithinDuration(t, newest.AddDate(-3, 0, 0), first, 72*time.Hour)
	for operation, args := range map[string]string{"item_search": "q=女装&sort=time", "item_search_new": "q=女装",
		"item_search_shop": "sort=time&seller_nick=" + shopWith(t, w, 81).SID} {
		list := found(t, w, world.Query{Operation: operation}, args)
		assert.True(t, slices.IsSortedFunc(list, func(a, b world.Offer) int { return b.Created(w).Compare(a.Created(w)) }),
			"%s sorts the newest first", operation)
	}
}

// TestSoldOnDays counts by the days of the zone that a time is in.
func TestSoldOnDays(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	differ := 0
	for _, o := range offers(w, 100) {
		day := time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)
		for _, zone := range []*time.Location{time.UTC, beijing.Zone} {
			for _, hour := range []int{0, 7, 8, 23} {
				at := time.Date(2026, 9, 1, hour, 59, 59, 0, zone)
				require.Equal(t, o.SoldOn(day), o.SoldOn(at), at)
			}
		}
		_, sales := o.Totals()
		require.True(t, sales/60 <= o.SoldOn(day) && o.SoldOn(day) <= sales/20, "%d of %d", o.SoldOn(day), sales)
		if o.SoldOn(day) != o.SoldOn(day.AddDate(0, 0, 1)) {
			differ++
		}
	}
	assert.Greater(t, differ, 60)
}

// TestTitles joins the words of an offer in the order of its language.
func TestTitles(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for _, o := range offers(w, 200) {
		a := o.Attributes() // article, material, style, feature, supply, kind, season
		zh := func(i int) string { return a[i].Value.Chinese }
		en := func(i int) string { return a[i].Value.English }
		require.Equal(t, "【模拟】"+zh(6)+" "+zh(2)+zh(1)+zh(5)+" "+zh(3)+" "+zh(4), o.Title(false))
		require.Equal(t, "[mock] "+strings.Join([]string{en(6), en(2), en(1), en(5), en(3), en(4)}, " "), o.Title(true))
		require.Equal(t, o.Title(true), o.TitleIn("en"))
		for _, language := range []string{"ja", "ko"} {
			var words []string
			for _, i := range []int{6, 2, 1, 5, 3, 4} {
				words = append(words, a[i].Value.In(language))
			}
			require.Equal(t, "[mock] "+strings.Join(words, " "), o.TitleIn(language))
		}
		require.Equal(t, []string{"货号", "材质", "风格", "特点", "货源", "品类", "季节"}, names(a))
	}
}

func names(list []world.Attribute) (out []string) {
	for _, a := range list {
		out = append(out, a.Name.Chinese)
	}
	return out
}

// TestPictureLists has five pictures of the gallery, two to five of the description, and one a value.
func TestPictureLists(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	lengths := map[int]bool{}
	for _, o := range offers(w, 200) {
		expect := func(from, n int) (all []string) {
			for i := range n {
				all = append(all, o.Picture("http://x", from+i))
			}
			return all
		}
		require.Equal(t, expect(0, 5), o.Gallery("http://x"))
		drawings := o.Illustrations("http://x")
		lengths[len(drawings)] = true
		require.Equal(t, expect(40, len(drawings)), drawings)
		second := len(valuesOf(&o)[1])
		for k, v := range o.Variants() {
			require.Equal(t, o.Picture("http://x", 20+k/second), o.VariantPicture("http://x", &v))
		}
	}
	assert.Equal(t, map[int]bool{2: true, 3: true, 4: true, 5: true}, lengths)
}

// TestUnits has the unit of every category in English.
func TestUnits(t *testing.T) {
	got := map[string]string{}
	for _, o := range listed(world.New(world.Options{Seed: 1688}), 16) {
		got[o.Categories()[0].Name.Chinese] = fmt.Sprint(o.Unit())
	}
	assert.Equal(t, map[string]string{"女装": "{件 Piece}", "男装": "{件 Piece}", "童装": "{套 Set}", "鞋靴箱包": "{双 Pair}",
		"家居日用": "{个 Piece}", "餐饮厨具": "{个 Piece}", "数码配件": "{个 Piece}", "美妆个护": "{支 Piece}", "玩具文具": "{个 Piece}",
		"五金工具": "{把 Piece}"}, got)
}
