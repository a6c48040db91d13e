package apiclient_test

import (
	"errors"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/loose"
)

// TestRows stops at the last page, at an empty one, at a repeated one and at an error.
func TestRows(t *testing.T) {
	failed := errors.New("failed")
	type page struct {
		rows []int
		last bool
		err  error
	}
	cases := map[string]struct {
		pages []page
		want  []int
		err   error
	}{
		"last": {[]page{{rows: []int{1, 2}}, {rows: []int{3}, last: true}, {rows: []int{4}}},
			[]int{1, 2, 3}, nil},
		"empty":                  {[]page{{rows: []int{1}}, {}, {rows: []int{2}}}, []int{1}, nil},
		"repeated":               {[]page{{rows: []int{1}}, {rows: []int{1}}, {rows: []int{2}}}, []int{1}, nil},
		"failure beside rows":    {[]page{{rows: []int{1}}, {rows: []int{2}, err: failed}}, []int{1, 2}, failed},
		"an error that ends it":  {[]page{{rows: []int{1}}, {err: io.EOF}}, []int{1}, nil},
		"failure on first page":  {[]page{{err: failed}}, nil, failed},
		"repeated with an error": {[]page{{rows: []int{1}}, {rows: []int{1}, err: failed}}, []int{1, 1}, failed},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			list := apiclient.List[int]{
				First: 5,
				Get:   func(n int64) ([]int, bool, error) { p := tt.pages[n-5]; return p.rows, p.last, p.err },
				End:   func(err error) bool { return errors.Is(err, io.EOF) },
			}
			var got []int
			var err error
			for row, e := range apiclient.Rows(t.Context(), list) {
				if err = e; err == nil {
					got = append(got, row)
				}
			}
			assert.Equal(t, tt.want, got)
			require.ErrorIs(t, err, tt.err)
			var failed *apiclient.PageError
			if errors.As(err, &failed) {
				assert.Equal(t, int64(4+len(tt.pages)), failed.Page, "where to go on")
			}
		})
	}
}

// TestRepeatedRows drops rows whose id came before, and stops at a page without another one. A list that is begun again
// from the page of a row misses none.
func TestRepeatedRows(t *testing.T) {
	type row struct {
		id    any
		sales int
	}
	failed := errors.New("failed")
	pages := map[string]struct {
		pages [][]row
		want  []any
		asked int
	}{
		"between pages": {[][]row{{{"a", 1}, {"b", 1}}, {{"b", 2}, {"c", 1}}, {{"a", 1}, {"d", 1}}, {}},
			[]any{"a", "b", "c", "d"}, 4},
		"within a page":    {[][]row{{{"a", 1}, {"a", 1}, {"b", 1}}, {}}, []any{"a", "b"}, 2},
		"a page once more": {[][]row{{{"a", 1}, {"b", 1}}, {{"b", 2}, {"a", 1}}, {{"c", 1}}}, []any{"a", "b"}, 2},
		"numbers": {[][]row{{{loose.IntNumber(7), 1}},
			{{loose.IntNumber(7), 2}, {loose.IntNumber(8), 2}}, {}}, nil, 3},
		"rows without an id": {[][]row{{{"", 1}, {0, 1}}, {{"", 2}, {0, 1}}, {}}, []any{"", 0, "", 0}, 3},
		"beside an error":    {[][]row{{{"a", 1}}, {{"a", 1}, {"b", 1}}, nil}, []any{"a", "b"}, 3},
	}
	for name, tt := range pages {
		t.Run(name, func(t *testing.T) {
			asked := 0
			list := apiclient.List[row]{First: 1, ID: func(r row) any { return r.id },
				Get: func(n int64) ([]row, bool, error) {
					asked++
					if tt.pages[n-1] == nil {
						return tt.pages[n-2], false, failed
					}
					return tt.pages[n-1], false, nil
				}}
			var got []any
			for r, err := range apiclient.Rows(t.Context(), list) {
				if err == nil {
					got = append(got, r.id)
				}
			}
			if name == "numbers" {
				tt.want = []any{loose.IntNumber(7), loose.IntNumber(8)}
			}
			assert.Equal(t, tt.want, got)
			assert.Equal(t, tt.asked, asked, "pages")
		})
	}
}

// TestWithPage notes the page of each row, also in a loop that is left.
func TestWithPage(t *testing.T) {
	page := int64(-1)
	list := apiclient.List[int64]{First: 3, Get: func(n int64) ([]int64, bool, error) {
		return []int64{10 * n, 10*n + 1}, n == 6, nil
	}}
	for row, err := range apiclient.Rows(apiclient.WithPage(t.Context(), &page), list) {
		require.NoError(t, err)
		assert.Equal(t, row/10, page)
		if row == 51 {
			break
		}
	}
	assert.Equal(t, int64(5), page, "where to go on")
}
