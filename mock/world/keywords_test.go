package world_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// finds returns how many offers a keyword finds.
func finds(w *world.World, keyword string) int {
	_, total := w.Find(world.Search{Keyword: keyword, Page: 1, Size: 1})
	return total
}

// TestKeywords finds categories by their names and aliases, and offers by the words of their titles.
func TestKeywords(t *testing.T) {
	w := world.New(world.Options{Seed: 1688, Closed: true})
	all := every(t, w)
	in := func(names ...string) func(*seen) bool {
		return func(o *seen) bool {
			return slices.ContainsFunc(o.categories[:], func(c world.Category) bool {
				return slices.Contains(names, c.Name.Chinese)
			})
		}
	}
	begins := func(prefix string) func(*seen) bool {
		return func(o *seen) bool { return strings.HasPrefix(o.categories[2].Name.Chinese, prefix) }
	}
	says := func(words ...string) func(*seen) bool {
		return func(o *seen) bool {
			values := o.Attributes()
			return !slices.ContainsFunc(words, func(word string) bool {
				return !slices.ContainsFunc(values, func(a world.Attribute) bool { return a.Value.Chinese == word })
			})
		}
	}
	for keyword, want := range map[string]func(*seen) bool{
		"女装": in("女装"), "WOMEN'S clothing": in("女装"), "衣服": in("女装", "男装", "童装"), "服装": in("女装", "男装", "童装"),
		"玩具": in("玩具文具"), "文具": in("玩具文具"), "裙装": in("裙装"), "skirts and dresses": in("裙装"),
		"连衣裙": in("连衣裙"), "Dress": in("连衣裙"), "女士": begins("女士"), "男士": begins("男士"), "T恤": in("女士T恤", "男士T恤"),
		"t恤": in("女士T恤", "男士T恤"), "复古": says("复古"), "vintage": says("复古"), "纯棉": says("纯棉"), "夏季": says("夏季"),
		"一件代发": says("一件代发"), "复古夏季": says("复古", "夏季"), "复古, 夏季!": says("复古", "夏季"),
		"复古连衣裙": says("复古", "连衣裙"), "??复古??": says("复古"),
		"复古" + strings.Repeat("。", 98) + "夏季": says("复古"), // what is behind 300 bytes is not read
		"复古" + strings.Repeat("。", 96) + "夏季": says("复古", "夏季"),
	} {
		n := 0
		for i := range all {
			if want(&all[i]) {
				n++
			}
		}
		require.Positive(t, n, keyword)
		assert.Equal(t, n, finds(w, keyword), keyword)
	}
	for _, keyword := range []string{"xyzzy", "衣", "vintag", " ", "女装连衣裙口红"} {
		assert.Zero(t, finds(w, keyword), keyword)
		wantRefusal(t, w, "item_search", "q="+strings.ReplaceAll(keyword, " ", "%20"), "2000", "")
	}
	assert.Equal(t, world.Listed, finds(w, ""))
}

// TestUnknownKeywords finds the offers of some category in an open world, always the same.
func TestUnknownKeywords(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	leaves := map[string]bool{}
	for _, keyword := range []string{"xyzzy", "plugh", "foo", "bar", "衣", "?", "q1", "q2", "q3", "q4"} {
		page, total := w.Find(world.Search{Keyword: keyword, Page: 1, Size: world.Listed})
		require.Len(t, page, total)
		leaf := page[0].Categories()[2].Name.Chinese
		leaves[leaf] = true
		assert.Equal(t, finds(w, leaf), total, "all of %s for %s", leaf, keyword)
	}
	assert.Greater(t, len(leaves), 5)
}

// TestNewHalf finds the newer half of what a keyword finds.
func TestNewHalf(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	all := every(t, w)
	slices.SortFunc(all, func(a, b seen) int { return b.Created(w).Compare(a.Created(w)) })
	median := all[world.Listed/2].Created(w)
	got := map[uint64]bool{}
	for _, o := range found(t, w, world.Query{Operation: "item_search_new"}, "q=复古") {
		got[o.ID] = true
	}
	inside := 0
	for i := range all {
		switch created := all[i].Created(w); {
		case !strings.Contains(all[i].title, "复古") || created.Equal(median): // a day is on both sides
		case created.After(median):
			assert.True(t, got[all[i].ID], "%s is new", created)
			inside++
		default:
			assert.False(t, got[all[i].ID], "%s is old", created)
		}
	}
	assert.Greater(t, inside, 100)
	for sort, key := range map[string]func(*world.Offer) int64{
		"bid":              func(o *world.Offer) int64 { return o.Tiers()[0].Price },
		"_bid":             func(o *world.Offer) int64 { return -o.Tiers()[0].Price },
		"va_rmdarkgmv30rt": func(o *world.Offer) int64 { return -salesOf(o) },
		"normal":           func(o *world.Offer) int64 { return -o.Created(w).Unix() },
	} {
		list := found(t, w, world.Query{Operation: "item_search_new"}, "q=复古&sort="+sort)
		assert.Len(t, list, len(got))
		assert.True(t, slices.IsSortedFunc(list, func(a, b world.Offer) int { return int(key(&a) - key(&b)) }), sort)
	}
}

// TestSuppliers finds each shop that lists an offer of the keyword, once, and of them the factories.
func TestSuppliers(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	all := every(t, w)
	shops, factories := map[string]bool{}, map[string]bool{}
	for i := range all {
		if s := &all[i].Shop; strings.Contains(all[i].title, "复古") {
			shops[s.SID] = true
			if s.Factory() {
				factories[s.SID] = true
			}
		}
	}
	for operation, want := range map[string]map[string]bool{"item_search_seller": shops,
		"item_search_factory": factories} {
		assert.Equal(t, want, sidsOf(suppliers(t, w, operation, "q=复古")), operation)
	}
	sorted := suppliers(t, w, "item_search_factory", "q=复古&sort=lookback")
	assert.Equal(t, factories, sidsOf(sorted))
	assert.True(t, slices.IsSortedFunc(sorted, func(a, b world.Shop) int { return b.Rebuys() - a.Rebuys() }))
	normal := suppliers(t, w, "item_search_factory", "q=复古&sort=normal")
	assert.False(t, slices.IsSortedFunc(normal, func(a, b world.Shop) int { return b.Rebuys() - a.Rebuys() }))
}

// suppliers returns the shops on all pages of a search.
func suppliers(t *testing.T, w *world.World, operation, args string) (all []world.Shop) {
	t.Helper()
	path, id := []any{"items", "item"}, "memberId"
	if operation == "item_search_factory" {
		path, id = path[1:], "seller_id"
	}
	for page := 1; ; page++ {
		q := queryOf(t, operation, args+"&page="+digits(page))
		members, failure := w.Append([]byte("{"), q)
		if failure != nil {
			return all
		}
		for i := range rowCount(t, string(members)+"}", path...) {
			s, ok := w.ShopNamed(text(t, string(members)+"}", append(slices.Clip(path), i, id)...))
			require.True(t, ok)
			all = append(all, s)
		}
	}
}

func sidsOf(list []world.Shop) map[string]bool {
	out := map[string]bool{}
	for _, s := range list {
		out[s.SID] = true
	}
	return out
}

// TestRankingsByName ranks by sales downwards, by price upwards, and otherwise by nothing that shows.
func TestRankingsByName(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	list := func(args string) []world.Offer {
		return offersAt(t, w, body(t, w, "item_search_best", "rankid=1038&"+args), "offerId", "items", "item")
	}
	for args, s := range map[string]world.Search{"rank_type=hot": {By: world.BySales, Down: true},
		"rank_type=goodPrice": {By: world.ByPrice}} {
		s.Categories, s.Page, s.Size = []int64{1038}, 1, 20
		want, _ := w.Find(s)
		assert.Equal(t, ids(want), idsOf(list(args)), args)
	}
	assert.Equal(t, list("rank_type=complex"), list(""))
	assert.NotEqual(t, list("rank_type=hot"), list(""))
}
