// Package paging goes through lists that an API hands out page by page.
package paging

import (
	"iter"
	"reflect"
)

// List is such a list.
type List[R any] struct {
	First int64
	// Get asks for a page. Rows may come beside an error. Last is whether the answer tells that no page follows.
	Get func(page int64) (rows []R, last bool, err error)
	// End says whether an error means no more than that the list has ended; nil is never.
	End func(error) bool
}

// Rows goes through the list. Rows that come beside a failure are yielded before it.
func Rows[R any](l List[R]) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		var before []R
		for page := l.First; ; page++ {
			now, last, err := l.Get(page)
			if err == nil && reflect.DeepEqual(now, before) { // beyond their last page some repeat it
				return
			}
			if !each(now, yield) {
				return
			}
			if err != nil && (l.End == nil || !l.End(err)) {
				var none R
				yield(none, err)
				return
			}
			if err != nil || last || len(now) == 0 {
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
