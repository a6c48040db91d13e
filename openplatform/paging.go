package openplatform

import (
	"fmt"
	"iter"
	"strconv"

	"github.com/go-ali1688/ali1688/paging"
)

// rows iterates over a list from a page on; origin is the number of the list's first page. A response that counts all
// rows tells when they are all there.
func rows[R any](origin, first int64, get func(page int64) (list []R, total int64, err error)) iter.Seq2[R, error] {
	seen := int64(0)
	return paging.Rows(paging.List[R]{
		First: first,
		Get: func(page int64) ([]R, bool, error) {
			list, total, err := get(page)
			if page == first {
				seen = (first - origin) * int64(len(list)) // what the pages before held, if they were as long
			}
			seen += int64(len(list))
			return list, total > 0 && seen >= total, err
		},
	})
}

// count reads a number of rows, whatever its type; 0 is that the answer has none.
func count(total any) int64 {
	n, err := strconv.ParseInt(fmt.Sprint(total), 10, 64)
	if err != nil {
		return 0
	}
	return n
}
