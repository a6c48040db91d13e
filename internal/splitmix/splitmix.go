// Package splitmix has the finalizer of the generator SplitMix64, a hash of numbers.
package splitmix

// Mix returns a number that has nothing in common with those of similar inputs.
func Mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
