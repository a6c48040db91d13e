package openplatform

import (
	"context"
	"fmt"
	"iter"
	"strconv"

	"github.com/go-ali1688/ali1688/apiclient"
)

// rows iterates over a list from a page on; origin is the number of the list's first page. A response that counts all
// rows tells when they are all there. id tells rows apart, and is nil if nothing does.
func rows[R any](ctx context.Context, origin, first int64, id func(R) any,
	get func(page int64) (list []R, total int64, err error)) iter.Seq2[R, error] {
	seen := int64(0)
	return apiclient.Rows(ctx, apiclient.List[R]{
		First: first,
		Get: func(page int64) ([]R, bool, error) {
			list, total, err := get(page)
			if page == first {
				seen = (first - origin) * int64(len(list)) // what the pages before held, if they were as long
			}
			seen += int64(len(list))
			return list, total > 0 && seen >= total, err
		},
		ID: id,
	})
}

// count reads a number of rows, whatever its type; 0 is that the response has none.
func count(total any) int64 {
	n, err := strconv.ParseInt(fmt.Sprint(total), 10, 64)
	if err != nil {
		return 0
	}
	return n
}
