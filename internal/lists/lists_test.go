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
		sum, most int
	}{
		{},
		{list: []int{2}, texts: []string{"2"}, sum: 4, most: 4},
		{list: []int{-2}, texts: []string{"-2"}, sum: -4},
		{list: []int{3, 4, 1}, odd: []int{3, 1}, texts: []string{"3", "4", "1"}, sum: 16, most: 8},
	}
	for _, c := range cases {
		assert.Equal(t, c.texts, lists.Map(c.list, strconv.Itoa), "%v", c.list)
		assert.Equal(t, c.odd, lists.Select(c.list, odd), "%v", c.list)
		assert.Equal(t, c.sum, lists.Sum(c.list, double), "%v", c.list)
		assert.Equal(t, c.most, lists.Max(c.list, double), "%v", c.list)
	}
}

// TestFind returns the first element itself, not a copy.
func TestFind(t *testing.T) {
	list := []int{2, 3, 5}
	assert.Same(t, &list[1], lists.Find(list, func(n *int) bool { return *n%2 == 1 }))
	assert.Nil(t, lists.Find(list, func(n *int) bool { return *n > 5 }))
	assert.Nil(t, lists.Find(nil, func(*int) bool { return true }))
}
