// Package testenv skips tests whose external programs are missing, or fails them when ALI1688_REQUIRE names the
// program.
package testenv

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// Program finds the programs that a test runs. Without one of them the test is skipped, or fails where
// ALI1688_REQUIRE, a list joined with commas, has name.
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

// Missing ends a test as [Program] does, for what is no program. What is skipped is also told in the file that
// ALI1688_SKIPS names, for `make test` to print: go test by itself shows nothing of a test that skips.
func Missing(t testing.TB, name, what string) {
	t.Helper()
	if slices.Contains(strings.Split(os.Getenv("ALI1688_REQUIRE"), ","), name) {
		t.Fatalf("ALI1688_REQUIRE names %s, but there is no %s", name, what)
	}
	tell(fmt.Sprintf("SKIPPED %s: there is no %s here\n", t.Name(), what))
	t.Skipf("SKIPPED: there is no %s here, so this was not tested", what)
}

func tell(line string) {
	f, err := os.OpenFile(os.Getenv("ALI1688_SKIPS"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return // nobody asked
	}
	_, _ = f.WriteString(line)
	_ = f.Close()
}
