package world

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestShares counts what is drawn for the listed offers of one seed: how many are discounted, have tiers or steps.
func TestShares(t *testing.T) {
	w := New(Options{Seed: 1688})
	type shares struct{ discounted, tiered, twoTiers, threeTiers, stepped int }
	var got shares
	least, most := 100.0, 0.0
	for i := range Listed {
		o := w.ListedOffer(i)
		if off := o.before - o.Price; off > 0 {
			got.discounted++
			require.True(t, o.Price*5/100+1 <= off && off <= o.Price*40/100+1, "%v of %v", off, o.Price)
			if o.Price > 1000 { // rounding plays no part
				share := float64(off-1) / float64(o.Price)
				least, most = min(least, share), max(most, share)
			}
		}
		if o.tiered {
			got.tiered++
		}
		if o.step > 0 {
			got.stepped++
		}
		switch len(o.tiers()) {
		case 2:
			got.twoTiers++
		case 3:
			got.threeTiers++
		}
	}
	assert.Equal(t, shares{discounted: 2481, tiered: 4585, twoTiers: 2249, threeTiers: 2290, stepped: 1793}, got,
		"30, 55, 27.5, 27.5 and 22.5 of a hundred, nearly")
	assert.InDelta(t, 0.05, least, 0.001)
	assert.InDelta(t, 0.40, most, 0.001)
}

// TestLoadedLimits sets limits beside those that were loaded.
func TestLoadedLimits(t *testing.T) {
	var b LimitBook
	b.Load(map[int64]Limits{1: {Most: 5}})
	b.Set(2, Limits{Unit: 3})
	b.Load(b.All())
	assert.Equal(t, map[int64]Limits{1: {Most: 5}, 2: {Unit: 3}}, b.All())
	b.Load(nil)
	assert.Empty(t, b.All())
	assert.Equal(t, Limits{}, b.Of(1))
}

// TestUnlistedAreas gives every id that is not a code a place with the zone of that place.
func TestUnlistedAreas(t *testing.T) {
	v, zones := words(), map[int]bool{}
	for _, area := range []string{"", "1", "2", "3", "4", "5", "7", "11", "2274", "3301", "1234567", "杭州市"} {
		name, zone, ok := v.destination(area)
		require.True(t, ok)
		i := slices.IndexFunc(v.places, func(p place) bool { return p.city == name })
		require.GreaterOrEqual(t, i, 0, name)
		assert.Equal(t, v.places[i].zone, zone, name)
		zones[zone] = true
	}
	assert.Greater(t, len(zones), 1)
}

// TestSharedTranslations means the first of the Chinese words that one word of a language stands for, in every process.
func TestSharedTranslations(t *testing.T) {
	for language, i := range eastern {
		meanings := map[string][]string{}
		for chinese, words := range east() {
			meanings[words[i]] = append(meanings[words[i]], chinese)
		}
		shared := 0
		for word, list := range meanings {
			if len(list) < 2 || len([]rune(word)) < 2 {
				continue
			}
			shared++
			slices.Sort(list)
			for range 3 {
				assert.Equal(t, list[0], newReplacer(i).Replace(word), "%s in %s", word, language)
			}
		}
		assert.Positive(t, shared, language)
	}
}
