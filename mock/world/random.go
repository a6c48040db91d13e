package world

import (
	"math/bits"

	"github.com/go-ali1688/ali1688/internal/splitmix"
)

// golden is the step of SplitMix64.
const golden = 0x9e3779b97f4a7c15

// hash mixes an id with what it is hashed for.
func hash(seed uint64, salt, id uint64) uint64 {
	return splitmix.Mix(splitmix.Mix(seed+salt*golden) ^ id*golden)
}

// hashText is FNV-1a, finished.
func hashText(seed uint64, text string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	return splitmix.Mix(h ^ seed*golden)
}

// What ids are hashed for.
const (
	saltOffer uint64 = iota + 1
	saltSKU
	saltShop
	saltSplit
	saltReview
	saltOrder
	saltSeal
	saltTemplate
	saltScramble
)

// dice gives numbers one after the other.
type dice uint64

// below returns the next number, from 0 to n-1.
func (d *dice) below(n int) int {
	*d += golden
	high, _ := bits.Mul64(splitmix.Mix(uint64(*d)), uint64(n))
	return int(high)
}

// between returns the next number, from least to most.
func (d *dice) between(least, most int) int { return least + d.below(most-least+1) }

// chance returns true in so many of a hundred cases.
func (d *dice) chance(percent int) bool { return d.below(100) < percent }

// scrambler is a permutation of the numbers of so many bits, made from a seed.
type scrambler struct {
	factor, inverse, mask uint64
	shift                 uint
}

func newScrambler(seed uint64, width uint) scrambler {
	s := scrambler{mask: 1<<width - 1, shift: (width + 1) / 2}
	s.factor = hash(seed, saltScramble, uint64(width)) | 1
	s.inverse = inverseOf(s.factor)
	return s
}

func (s *scrambler) do(x uint64) uint64 {
	for range 2 {
		x = x * s.factor & s.mask
		x ^= x >> s.shift
	}
	return x
}

func (s *scrambler) undo(x uint64) uint64 {
	for range 2 {
		x ^= x >> s.shift
		x = x * s.inverse & s.mask
	}
	return x
}
