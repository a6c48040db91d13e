package world_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// TestCategoryTree walks the tree: every category once, with its parent, and every offer in a leaf of it.
func TestCategoryTree(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	seen := map[int64]world.Category{}
	var walk func(parent world.Category)
	walk = func(parent world.Category) {
		for _, c := range w.Subcategories(parent.ID) {
			_, twice := seen[c.ID]
			require.False(t, twice, "%d is in the tree twice", c.ID)
			seen[c.ID] = c
			require.Equal(t, parent.ID, c.Parent)
			require.Equal(t, parent.Level+1, c.Level)
			require.Equal(t, c.Level == 3, c.Leaf)
			require.Equal(t, c.Leaf, len(w.Subcategories(c.ID)) == 0)
			require.Equal(t, c.Leaf, len(w.CategoryAttributes(c.ID)) > 0)
			again, ok := w.Category(c.ID)
			require.True(t, ok)
			require.Equal(t, c, again)
			meant, ok := w.CategoryMeant(fmt.Sprint(c.ID))
			require.True(t, ok)
			require.Equal(t, c, meant)
			require.Contains(t, w.CategoriesNamed(c.Name.Chinese, ""), c)
			require.Contains(t, w.CategoriesNamed(strings.ToUpper(c.Name.English), "en"), c)
			walk(c)
		}
	}
	walk(world.Category{})
	assert.Len(t, seen, len(w.CategoriesNamed("", "")))
	for _, o := range offers(w, 500) {
		for _, c := range o.Categories() {
			require.Equal(t, c, seen[c.ID])
		}
		require.Equal(t, []int{1, 2, 3}, []int{o.Categories()[0].Level, o.Categories()[1].Level,
			o.Categories()[2].Level})
	}
	for _, id := range []int64{-1, 5, 1 << 60} {
		_, ok := w.Category(id)
		assert.False(t, ok)
		assert.Empty(t, w.Subcategories(id))
		assert.Empty(t, w.CategoryAttributes(id))
		assert.Empty(t, w.HotWords(id))
	}
	meant, ok := w.CategoryMeant("whatever")
	assert.True(t, ok && meant.Leaf, "any id means some leaf in an open world")
	_, ok = world.New(world.Options{Closed: true}).CategoryMeant("whatever")
	assert.False(t, ok)
}

// TestCategoriesCount finds as many offers in a category as in those below it, and all of them in the roots.
func TestCategoriesCount(t *testing.T) {
	w := world.New(world.Options{Seed: 1688})
	count := func(ids ...int64) int {
		_, total := w.Find(world.Search{Categories: ids, Page: 1, Size: 1})
		return total
	}
	var sum func(id int64) int
	sum = func(id int64) int {
		below := w.Subcategories(id)
		if len(below) == 0 {
			return count(id)
		}
		total := 0
		for _, c := range below {
			total += sum(c.ID)
		}
		if id != 0 {
			require.Equal(t, total, count(id))
		}
		return total
	}
	assert.Equal(t, world.Listed, sum(0))
	roots := w.Subcategories(0)
	assert.Equal(t, count(roots[0].ID)+count(roots[1].ID), count(roots[0].ID, roots[1].ID))
	assert.Equal(t, count(roots[0].ID), count(roots[0].ID, roots[0].ID, -1))
	assert.Zero(t, count(-1))
}

// TestAttributes has every attribute of an offer among those of its category.
func TestAttributes(t *testing.T) {
	w := world.New(world.Options{Seed: 4})
	for _, o := range offers(w, 200) {
		allowed := map[string]bool{}
		for _, a := range w.CategoryAttributes(o.Categories()[2].ID) {
			ids := map[int64]bool{}
			for _, v := range a.Values {
				allowed[fmt.Sprint(a.ID, v, a.SKU)] = true
				require.False(t, ids[world.AttributeValueID(v.Chinese)], "ids of values differ")
				ids[world.AttributeValueID(v.Chinese)] = true
			}
		}
		for _, v := range o.Variants() {
			for _, a := range v.Properties {
				require.True(t, allowed[fmt.Sprint(a.ID, a.Value, true)], "%v of %s", a, o.Title(false))
			}
		}
	}
}
