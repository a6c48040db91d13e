package lists_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/lists"
)

func TestLists(t *testing.T) {
	odd := func(n int) bool { return n%2 == 1 }
	double := func(n int) int { return 2 * n }
	cases := []struct {
		list, odd []int
		texts     []string
		sum       int
	}{
		{},
		{list: []int{2}, texts: []string{"2"}, sum: 4},
		{list: []int{3, 4, 1}, odd: []int{3, 1}, texts: []string{"3", "4", "1"}, sum: 16},
	}
	for _, c := range cases {
		assert.Equal(t, c.texts, lists.Map(c.list, strconv.Itoa), "%v", c.list)
		assert.Equal(t, c.odd, lists.Select(c.list, odd), "%v", c.list)
		assert.Equal(t, c.sum, lists.Sum(c.list, double), "%v", c.list)
	}
}
