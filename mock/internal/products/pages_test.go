package products_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
)

// TestPages numbers pages from 1, with 50 rows at most, and lists none behind the last.
func TestPages(t *testing.T) {
	c := newCatalogue(t, false)
	total := len(c.rows(`,"keyword":"女装"`))
	require.Greater(t, total, 120)
	cases := []struct{ page, size, rows, current, shown int }{
		{1, 20, 20, 1, 20}, {2, 20, 20, 2, 20}, {0, 20, 20, 1, 20}, {-5, 20, 20, 1, 20}, {1, 0, 1, 1, 1}, {1, 51, 50, 1,

			50}, {1, 5000, 50, 1, 50},
		{(total + 49) / 50, 50, (total-1)%50 + 1, (total + 49) / 50, 50}, {(total+49)/50 + 1, 50, 0, (total+49)/50 + 1,
			50},
	}
	for _, tt := range cases {
		body := c.body(keywordQuery, fmt.Sprintf(`{"offerQueryParam":{"keyword":"女装","beginPage":%d,"pageSize":%d,
			"country":"en"}}`, tt.page, tt.size))
		var got platform.SearchProductsByKeywordResponse
		require.NoError(t, loose.Unmarshal([]byte(body), &got))
		page := got.Result.Result
		assert.Equal(t, []int64{int64(tt.rows), int64(tt.current), int64(tt.shown), int64(total), int64((total +
			tt.shown - 1) / tt.shown)},
			[]int64{int64(len(page.Data)), number(page.CurrentPage), number(page.PageSize), number(page.TotalRecords),
				number(page.TotalPage)})
		assert.Contains(t, body, `"data":[`, "a page without rows has an empty list")
	}
}
