package world_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// TestSearchPageSizes reads the parameter page_size within the bounds of the gateway.
func TestSearchPageSizes(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for size, want := range map[string]int{"": 40, "0": 40, "-1": 40, "x": 40, "1.5": 40, "1": 1, "49": 49, "50": 50,
		"51": 50, "1000000": 50, "99999999999999999999": 40} {
		got := body(t, w, "item_search", "q=女装&page_size="+size)
		assert.Equal(t, want, rowCount(t, got, "items", "item"), size)
		total := int(numberAt(t, got, "items", "total_results"))
		assert.Equal(t, (total+want-1)/want, int(numberAt(t, got, "items", "page_count")), size)
		global := bodyOf(t, w, world.Query{Operation: "item_search", Platform: "1688global"}, "q=女装&page_size="+size)
		assert.Equal(t, 20, rowCount(t, global, "items", "item"), "1688global has its own size: %s", size)
	}
	picture := w.ListedOffer(77)
	image := "imgid=" + picture.Picture(base, 0)
	for size, want := range map[string]int{"": 20, "0": 40, "7": 7, "60": 50} {
		got := body(t, w, "item_search_img", image+"&page_size="+size)
		assert.Equal(t, want, rowCount(t, got, "items", "item"), size)
	}
}

// searches has every operation with pages, with arguments that find more than two of them.
func searches(t *testing.T, w *world.World) map[string]struct {
	args string
	size int
	rows []any
	id   string
} {
	t.Helper()
	shop, picture := shopWith(t, w, 81), w.ListedOffer(77)
	return map[string]struct {
		args string
		size int
		rows []any
		id   string
	}{
		"item_search":         {"q=连衣裙", 40, []any{"items", "item"}, "num_iid"},
		"item_search_new":     {"q=连衣裙", 20, []any{"item"}, "num_iid"},
		"item_search_img":     {"imgid=" + picture.Picture(base, 3), 20, []any{"items", "item"}, "num_iid"},
		"item_search_shop":    {"seller_nick=" + shop.SID, 40, []any{"items", "item"}, "num_iid"},
		"item_search_factory": {"q=复古", 20, []any{"item"}, "seller_id"},
		"item_search_seller":  {"q=复古", 20, []any{"items", "item"}, "memberId"},
	}
}

// TestSearchBoundaries reads each search to its end: full pages, a rest, and a refusal behind it. No row comes twice.
func TestSearchBoundaries(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	for operation, s := range searches(t, w) {
		page := func(n any) string { return fmt.Sprintf("%s&page=%v", s.args, n) }
		seen, rows, last := map[string]bool{}, s.size, 0
		for ; rows == s.size && last < 50; last++ {
			q := queryOf(t, operation, page(last+1))
			members, failure := w.Append([]byte("{"), q)
			if failure != nil {
				assert.Equal(t, refusals["2000"], *failure)
				break
			}
			rows = rowCount(t, string(members)+"}", s.rows...)
			require.True(t, 0 < rows && rows <= s.size, "%s: %d rows", operation, rows)
			for i := range rows {
				id := text(t, string(members)+"}", append(slices.Clip(s.rows), i, s.id)...)
				require.False(t, seen[id], "%s: %s comes twice", operation, id)
				seen[id] = true
			}
		}
		require.Greater(t, last, 1, "%s has one page", operation)
		for _, beyond := range []any{last + 1, 1 << 20, 1 << 24, int64(1) << 50} {
			wantRefusal(t, w, operation, page(beyond), "2000", "")
		}
		first := body(t, w, operation, s.args)
		for _, n := range []any{1, 0, -1, "x", ""} {
			assert.Equal(t, first, body(t, w, operation, page(n)), "%s: page %v", operation, n)
		}
	}
}

// TestSearchTotals states on each page how many pages there are, and how many rows it has.
func TestSearchTotals(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	_, total := w.Find(world.Search{Keyword: "连衣裙", Page: 1, Size: 1})
	for page, rows := range map[int]int{1: 40, total/40 + 1: total % 40} {
		got := body(t, w, "item_search", fmt.Sprint("q=连衣裙&page=", page))
		assert.Equal(t, []string{digits(page), digits(total), digits(total), digits(rows), digits((total + 39) / 40)},
			[]string{text(t, got, "items", "page"), text(t, got, "items", "real_total_results"),
				text(t, got, "items", "total_results"), text(t, got, "items", "page_size"),
				text(t, got, "items", "page_count")})
	}
}

// TestFindBoundaries counts what is found whatever page is asked for.
func TestFindBoundaries(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	like := w.ListedOffer(5)
	for name, s := range map[string]world.Search{
		"a keyword": {Keyword: "连衣裙"}, "everything": {}, "like an offer": {Like: &like}, "a shop": {Shop: &like.Shop},
	} {
		s.Page, s.Size = 1, world.Listed
		all, total := w.Find(s)
		require.Len(t, all, total, name)
		for _, c := range []struct{ page, size, rows int }{
			{1, 1, 1}, {total, 1, 1}, {total + 1, 1, 0}, {1, total, total}, {2, total, 0}, {2, total - 1, 1},
			{1, total + 1, total}, {1 << 24, 50, 0}, {1, 0, 0},
		} {
			s.Page, s.Size = c.page, c.size
			page, n := w.Find(s)
			assert.Equal(t, total, n, "%s: %+v", name, c)
			from := min(total, (c.page-1)*c.size)
			assert.Equal(t, ids(all[from:from+c.rows]), ids(page), "%s: %+v", name, c)
		}
	}
}
