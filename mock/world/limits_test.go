package world_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/world"
)

// TestLimitsInSearches leaves out what is gone, and finds what can be mixed.
func TestLimitsInSearches(t *testing.T) {
	book := new(world.LimitBook)
	w := world.New(world.Options{Seed: 1, Limits: book})
	all, total := w.Find(world.Search{Page: 1, Size: world.Listed})
	gone, mixed, both, barred := &all[0], &all[1], &all[2], &all[3]
	book.Set(int64(gone.ID), world.Limits{Gone: true})
	book.Set(int64(mixed.ID), world.Limits{Mix: 5})
	book.Set(int64(both.ID), world.Limits{Mix: 5, Gone: true})
	book.Set(int64(barred.ID), world.Limits{Mix: 5, NoMix: true})
	book.Set(7, world.Limits{Gone: true}) // not listed
	rest, left := w.Find(world.Search{Page: 1, Size: world.Listed})
	assert.Equal(t, total-2, left)
	assert.NotContains(t, ids(rest), gone.ID)
	assert.NotContains(t, ids(rest), both.ID)
	found, n := w.Find(world.Search{Mixed: true, Page: 1, Size: 10})
	assert.Equal(t, 1, n)
	assert.Equal(t, []uint64{mixed.ID}, ids(found))

	like, _ := w.Find(world.Search{Like: &gone.Offer, Page: 1, Size: world.Listed})
	assert.NotContains(t, ids(like), gone.ID)
	like, _ = w.Find(world.Search{Like: &mixed.Offer, Mixed: true, Page: 1, Size: world.Listed})
	assert.Equal(t, []uint64{mixed.ID}, ids(like))
	_, n = world.New(world.Options{Seed: 1}).Find(world.Search{Mixed: true, Page: 1, Size: 10})
	assert.Zero(t, n, "nobody mixes")
}

// TestLimitBook keeps what is set, and copies what is loaded.
func TestLimitBook(t *testing.T) {
	var none *world.LimitBook
	assert.Empty(t, none.All())
	assert.Equal(t, world.Limits{}, none.Of(1))
	b := new(world.LimitBook)
	b.Set(1, world.Limits{Most: 1})
	before := b.All()
	b.Set(1, world.Limits{Most: 2})
	b.Set(2, world.Limits{Unit: 3})
	assert.Equal(t, "map[1:{1 0 0 false false false false}]", fmt.Sprint(before),
		"a map that was read does not change")
	assert.Equal(t, map[int64]world.Limits{1: {Most: 2}, 2: {Unit: 3}}, b.All())
	loaded := map[int64]world.Limits{5: {Gone: true}}
	b.Load(loaded)
	loaded[6] = world.Limits{}
	require.Equal(t, map[int64]world.Limits{5: {Gone: true}}, b.All())
	for limits, want := range map[world.Limits]bool{{}: false, {Mix: 1}: true, {Mix: 1, NoMix: true}: false,
		{NoMix: true}: false} {
		assert.Equal(t, want, limits.Mixes())
	}
}
