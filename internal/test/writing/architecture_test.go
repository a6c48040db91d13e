package writing

import (
	"bytes"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const root = "../../.."

// tracked returns the files of the repository that git knows or would add, with this ending.
func tracked(t *testing.T, ending string) []string {
	t.Helper()
	command := exec.Command("git", "ls-files", "-co", "--exclude-standard", "*"+ending)
	command.Dir = root
	out, err := command.Output()
	if err != nil {
		t.Skip("SKIPPED: not in a git checkout")
	}
	return slices.DeleteFunc(strings.Fields(string(out)), func(file string) bool {
		_, err := os.Stat(path.Join(root, file))
		return err != nil
	})
}

// row matches the first cell of a table of packages.
var row = regexp.MustCompile("(?m)^\\| `([^`]+)` \\|")

// TestArchitecture compares the tables of packages with the directories that have Go files.
func TestArchitecture(t *testing.T) {
	page, err := os.ReadFile(path.Join(root, "docs/ARCHITECTURE.md"))
	require.NoError(t, err)
	var got, want []string
	for _, match := range row.FindAllSubmatch(page, -1) {
		got = append(got, string(match[1]))
	}
	for _, file := range tracked(t, ".go") {
		content, err := os.ReadFile(path.Join(root, file))
		require.NoError(t, err)
		if strings.Contains(file, "testdata/") || bytes.HasPrefix(content, []byte("//go:build ignore")) {
			continue
		}
		want = append(want, path.Dir(file))
	}
	slices.Sort(want)
	want = slices.Compact(want)
	slices.Sort(got)
	assert.Equal(t, want, got, "docs/ARCHITECTURE.md has one row for each directory with Go files, and no other")
}
