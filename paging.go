package ali1688

import (
	"errors"
	"iter"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/paging"
)

// pages is a list that the gateway hands out page by page.
type pages[R any] struct {
	first int64
	get   func(page int64) (rows []R, last int64, err error) // last is 0 where the answer does not tell
}

// rows goes through a list. Code 2000 is its end, not a failure; rows that come beside another failure are yielded
// before it.
func rows[R any](p pages[R]) iter.Seq2[R, error] {
	return paging.Rows(paging.List[R]{
		First: p.first,
		Get: func(page int64) ([]R, bool, error) {
			now, last, err := p.get(page)
			return now, last > 0 && page >= last, err
		},
		End: func(err error) bool { return errors.Is(err, ErrNotFound) },
	})
}

// first is the page that params ask for, or 1.
func first[P any](params *P, page func(*P) *int64) int64 {
	if params == nil || page(params) == nil {
		return 1
	}
	return *page(params)
}

// lastPage is the number of pages, by whichever of its names the answer uses, or 0.
func lastPage(counts ...loose.Int) int64 {
	for _, c := range counts {
		if n, ok := c.Int64(); ok {
			return n
		}
	}
	return 0
}

// firstFull is the first of the lists that has rows: some answers hold them in one of two places.
func firstFull[R any](lists ...[]R) []R {
	for _, l := range lists {
		if len(l) > 0 {
			return l
		}
	}
	return nil
}
