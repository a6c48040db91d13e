package apiclient

import (
	"context"
	"fmt"
	"iter"
	"reflect"
)

// List is a list that an API returns page by page.
type List[R any] struct {
	First int64
	// Get requests a page. Rows may come beside an error. Last reports whether the response states that no page follows.
	Get func(page int64) (rows []R, last bool, err error)
	// End reports whether an error means no more than that the list has ended; nil is never.
	End func(error) bool
	// ID returns the id of a row. A row whose id came before is dropped, unless the id is empty or 0. Nil stands for rows
	// without an id, which are never dropped.
	ID func(R) any
}

// PageError is the error of one page of a list. To go on with the list, begin it again from this page.
type PageError struct {
	Page int64
	Err  error
}

// Error returns the page and the cause.
func (e *PageError) Error() string { return fmt.Sprintf("page %d: %v", e.Page, e.Err) }

// Unwrap returns the cause.
func (e *PageError) Unwrap() error { return e.Err }

type pageKey struct{}

// WithPage returns a context whose list sets page to the page of each row before it yields the row. A list that is
// begun again from this page, after its loop was left or its program was killed, misses no row.
func WithPage(ctx context.Context, page *int64) context.Context {
	return context.WithValue(ctx, pageKey{}, page)
}

// Rows iterates over the list. Rows that come beside a failure are yielded before it, as
// a [PageError].
//
//go:noinline
func Rows[R any](ctx context.Context, l List[R]) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		var now, before []R
		walk := walk{now: new(int64), seen: map[string]bool{}}
		if page, ok := ctx.Value(pageKey{}).(*int64); ok && page != nil {
			walk.now = page
		}
		page, err := walk.eachPage(l.First, func(page int64) (count int, last bool, err error) {
			before = now
			now, last, err = l.Get(page)
			return len(now), last, err
		}, func() bool { return reflect.DeepEqual(now, before) }, func(i int) any {
			if l.ID == nil {
				return ""
			}
			return l.ID(now[i])
		}, func(i int) bool { return yield(now[i], nil) })
		if err != nil && (l.End == nil || !l.End(err)) {
			var none R
			yield(none, &PageError{Page: page, Err: err})
		}
	}
}

// walk is the part of Rows without a type parameter. The compiler copies Rows for every type of row.
type walk struct {
	now  *int64          // the page of the row that is yielded
	seen map[string]bool // the ids of the rows before
}

// eachPage requests pages by get. It compares a page with the one before by equal, and yields the rows by show, but for
// those whose id came before. It returns the last page and its error.
func (w *walk) eachPage(first int64, get func(page int64) (count int, last bool, err error), equal func() bool,
	id func(row int) any, show func(row int) bool) (int64, error) {
	for page := first; ; page++ {
		count, last, err := get(page)
		if err == nil && equal() { // beyond their last page some repeat it
			return page, nil
		}
		*w.now = page
		fresh := 0
		for row := range count {
			if w.isRepeated(id(row)) {
				continue
			}
			fresh++
			if !show(row) {
				return page, nil
			}
		}
		if err != nil || last || fresh == 0 {
			return page, err
		}
	}
}

// isRepeated reports whether the id of a row came before.
func (w *walk) isRepeated(id any) bool {
	text := fmt.Sprint(id)
	if text == "" || text == "0" {
		return false
	}
	repeated := w.seen[text]
	w.seen[text] = true
	return repeated
}
