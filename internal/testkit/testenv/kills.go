package testenv

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"
)

// Kills returns how often a test kills a process: the number in ALI1688_KILLS, as CI sets it, twice with -short, or
// else ten times.
func Kills(t testing.TB) int {
	t.Helper()
	n := 10
	if testing.Short() {
		n = 2
	}
	scan(t, "ALI1688_KILLS", &n)
	return n
}

// Random returns a source of random moments. It logs its seed, and ALI1688_SEED repeats them.
func Random(t testing.TB) *rand.Rand {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	scan(t, "ALI1688_SEED", &seed)
	t.Logf("ALI1688_SEED=%d repeats the moments", seed)
	return rand.New(rand.NewPCG(seed, 1))
}

// scan reads a number from the environment if it is there.
func scan(t testing.TB, name string, to any) {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return
	}
	if _, err := fmt.Sscan(text, to); err != nil {
		t.Fatalf("%s must be a number, got %q", name, text)
	}
}
