package inorder_test

import (
	"runtime"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/inorder"
)

// numbers counts how many inputs were read.
func numbers(n int, read *atomic.Int64) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			read.Add(1)
			if !yield(i) {
				return
			}
		}
	}
}

// TestMap has work that ends in another order than it begins: the first input waits for the second.
func TestMap(t *testing.T) {
	runtime.GOMAXPROCS(max(2, runtime.GOMAXPROCS(0)))
	second := make(chan struct{})
	var read atomic.Int64
	got := slices.Collect(inorder.Map(numbers(1000, &read), func(i int) int {
		switch i {
		case 0:
			<-second
		case 1:
			close(second)
		}
		return i * i
	}))
	want := make([]int, 1000)
	for i := range want {
		want[i] = i * i
	}
	assert.Equal(t, want, got)
	assert.Empty(t, slices.Collect(inorder.Map(numbers(0, &read), func(i int) int { return i })))
}

// TestMapStops reads no more than a few inputs ahead of what is wanted, and ends when nothing more is.
func TestMapStops(t *testing.T) {
	var read atomic.Int64
	for i := range inorder.Map(numbers(1<<30, &read), func(i int) int { return i }) {
		if i == 9 {
			break
		}
	}
	assert.LessOrEqual(t, read.Load(), int64(10+2*3*runtime.GOMAXPROCS(0)))
}
