package world

import (
	"math/bits"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/splitmix"
)

// TestMixVectors compares the hashes with those of their definitions: SplitMix64 and FNV-1a.
func TestMixVectors(t *testing.T) {
	for x, want := range map[uint64]uint64{0: 0, golden: 0xe220a8397b1dcdaf,
		2 * golden & (1<<64 - 1): 0x6e789e6aa1b965f4} {
		assert.Equal(t, want, splitmix.Mix(x), "SplitMix64 of the seed 0: %x", x)
	}
	for text, fnv := range map[string]uint64{"": 0xcbf29ce484222325, "a": 0xaf63dc4c8601ec8c,
		"foobar": 0x85944171f73967e8} {
		assert.Equal(t, splitmix.Mix(fnv), hashText(0, text), "FNV-1a: %q", text)
		assert.Equal(t, splitmix.Mix(fnv^5*golden&(1<<64-1)), hashText(5, text), "with a seed: %q", text)
	}
	d := dice(0)
	assert.Equal(t, []int{0xe2, 0x6e}, []int{d.below(256), d.below(256)}, "the upper bits decide")
}

// TestHashesSpread changes half of the bits with each bit of the seed, of the salt and of the id.
func TestHashesSpread(t *testing.T) {
	for name, h := range map[string]func(x uint64) uint64{
		"seed": func(x uint64) uint64 { return hash(x, saltOffer, 7) },
		"salt": func(x uint64) uint64 { return hash(1, x, 7) },
		"id":   func(x uint64) uint64 { return hash(1, saltOffer, x) },
		"text": func(x uint64) uint64 { return hashText(1, string(appendHex(nil, x))) },
	} {
		sum, all := 0, 0
		for i := range 64 {
			for x := range uint64(50) {
				sum += bits.OnesCount64(h(x*golden) ^ h(x*golden^1<<i))
				all++
			}
		}
		assert.InDelta(t, 32, float64(sum)/float64(all), 0.5, name)
	}
}

// TestScramblers maps the numbers of some bits onto themselves, each to one, and another seed otherwise.
func TestScramblers(t *testing.T) {
	for _, width := range []uint{1, 2, 7, 8, 13} {
		s, other := newScrambler(1, width), newScrambler(2, width)
		seen, same := map[uint64]bool{}, 0
		for x := range uint64(1) << width {
			y := s.do(x)
			assert.Less(t, y, uint64(1)<<width)
			assert.False(t, seen[y], "%d comes twice", y)
			seen[y] = true
			assert.Equal(t, x, s.undo(y))
			if y == other.do(x) {
				same++
			}
		}
		if width == 13 {
			assert.Less(t, same, 100)
		}
	}
	for _, width := range []uint{idBits, shopBits, 64} {
		s := newScrambler(1, width)
		for i := range uint64(1000) {
			x := splitmix.Mix(i) & s.mask
			assert.Equal(t, x, s.undo(s.do(x)))
			assert.Equal(t, x, s.do(s.undo(x)))
		}
	}
}

// TestEdgesOfDice draws from the smallest ranges.
func TestEdgesOfDice(t *testing.T) {
	d := dice(3)
	for range 100 {
		assert.Equal(t, 5, d.between(5, 5))
		assert.Contains(t, []int{-1, 0}, d.between(-1, 0))
		assert.Zero(t, d.below(1))
	}
	hits := 0
	for range 10_000 {
		if d.chance(1) {
			hits++
		}
	}
	assert.InDelta(t, 100, hits, 40)
}

// TestRowSets counts rows in order, and stops when somebody has enough.
func TestRowSets(t *testing.T) {
	var s rowSet
	want := []uint16{0, 1, 63, 64, 127, 128, 4095, Listed - 1}
	for _, i := range want {
		assert.False(t, s.contains(i))
		s.add(i)
		s.add(i)
		assert.True(t, s.contains(i))
	}
	assert.False(t, s.contains(2))
	read := func(n int) (out []uint16) {
		s.each(func(i uint16) bool { out = append(out, i); return len(out) < n })
		return out
	}
	assert.Equal(t, want, read(100))
	assert.Equal(t, want[:3], read(3))
	assert.Equal(t, want[:4], read(4))
	other := rowSet{}
	other.add(63)
	other.add(65)
	s.keep(&other)
	assert.Equal(t, []uint16{63}, read(100))
	n := 0
	everything().each(func(uint16) bool { n++; return true })
	assert.Equal(t, Listed, n)
}

// TestLeafSets has the leaves of each category, across the words of a set.
func TestLeafSets(t *testing.T) {
	v := words()
	var all leafSet
	for _, r := range v.roots {
		of, ok := v.leavesOf(r.id)
		assert.True(t, ok)
		all.addAll(of)
		for _, l := range v.leaves {
			assert.Equal(t, l.sub.root == r, of.contains(l.number), "%s in %s", l.name.zh, r.name.zh)
		}
		for _, s := range r.subs {
			of, ok := v.leavesOf(s.id)
			assert.True(t, ok)
			for _, l := range v.leaves {
				assert.Equal(t, l.sub == s, of.contains(l.number), "%s in %s", l.name.zh, s.name.zh)
			}
		}
	}
	for i := range 128 {
		assert.Equal(t, i < len(v.leaves), all.contains(i), i)
	}
	for _, l := range v.leaves {
		of, ok := v.leavesOf(l.id)
		assert.True(t, ok)
		want := leafSet{}
		want.add(l)
		assert.Equal(t, want, of)
	}
	none, ok := v.leavesOf(0)
	assert.False(t, ok)
	assert.Equal(t, leafSet{}, none)
}
