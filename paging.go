package ali1688

import (
	"errors"
	"iter"
	"reflect"

	"github.com/go-ali1688/ali1688/loose"
)

// pages is a list that the gateway hands out page by page.
type pages[R any] struct {
	first int64
	get   func(page int64) (rows []R, last int64, err error) // last is 0 where the answer does not tell
}

// rows goes through a list. Code 2000 is its end, not a failure; rows that come beside another failure are yielded
// before it.
func rows[R any](p pages[R]) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		var before []R
		for page := p.first; ; page++ {
			now, last, err := p.get(page)
			if reflect.DeepEqual(now, before) && err == nil { // beyond its last page the gateway repeats it
				return
			}
			if !each(now, yield) {
				return
			}
			if err != nil && !errors.Is(err, ErrNotFound) {
				var none R
				yield(none, err)
				return
			}
			if err != nil || len(now) == 0 || last > 0 && page >= last {
				return
			}
			before = now
		}
	}
}

func each[R any](list []R, yield func(R, error) bool) bool {
	for _, row := range list {
		if !yield(row, nil) {
			return false
		}
	}
	return true
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
