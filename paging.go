package ali1688

import (
	"context"
	"errors"
	"iter"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/loose"
)

// pages is a list that the gateway hands out page by page.
type pages[R any] struct {
	first int64
	get   func(page int64) (rows []R, last int64, err error) // last is 0 where the response does not tell
	id    func(R) any                                        // of a row; nil for none
}

// rows goes through a list. Code 2000 is its end, not a failure; rows that come beside another failure are yielded
// before it.
func rows[R any](ctx context.Context, p pages[R]) iter.Seq2[R, error] {
	return apiclient.Rows(ctx, apiclient.List[R]{
		First: p.first,
		Get: func(page int64) ([]R, bool, error) {
			now, last, err := p.get(page)
			return now, last > 0 && page >= last, err
		},
		End: func(err error) bool { return errors.Is(err, ErrNotFound) },
		ID:  p.id,
	})
}

// first returns the page that params ask for, or 1.
func first[P any](params *P, page func(*P) *int64) int64 {
	if params == nil || page(params) == nil {
		return 1
	}
	return *page(params)
}

// lastPage returns the number of pages, by whichever of its names the response uses, or 0.
func lastPage(counts ...loose.Int) int64 {
	for _, c := range counts {
		if n, ok := c.Int64(); ok {
			return n
		}
	}
	return 0
}

// firstFull returns the first of the lists that has rows: some responses hold them in one of two places.
func firstFull[R any](lists ...[]R) []R {
	for _, l := range lists {
		if len(l) > 0 {
			return l
		}
	}
	return nil
}
