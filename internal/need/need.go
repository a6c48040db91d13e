// Package need is for tests that need more than Go: without it they skip loudly, and in CI they fail.
package need

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// Program finds the programs that a test runs. Without one of them the test is skipped, or fails where ALI1688_REQUIRE, a
// list joined with commas, has name.
func Program(t testing.TB, name string, programs ...string) (path string) {
	t.Helper()
	for _, program := range programs {
		found, err := exec.LookPath(program)
		if err != nil {
			Missing(t, name, program)
		}
		path = found
	}
	return path
}

// Missing ends a test as [Program] does, for what is no program.
func Missing(t testing.TB, name, what string) {
	t.Helper()
	if slices.Contains(strings.Split(os.Getenv("ALI1688_REQUIRE"), ","), name) {
		t.Fatalf("ALI1688_REQUIRE names %s, but there is no %s", name, what)
	}
	t.Skipf("SKIPPED: there is no %s here, so this was not tested", what)
}
