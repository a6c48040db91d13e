package lintgates

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestChangelog asks for the form of Keep a Changelog: what is unreleased first, then releases with their days, and
// in each the six sections and no others.
func TestChangelog(t *testing.T) {
	text, err := os.ReadFile("../../../CHANGELOG.md")
	require.NoError(t, err)
	sections := []string{"### Added", "### Changed", "### Deprecated", "### Removed", "### Fixed", "### Security"}
	release := regexp.MustCompile(`^## \[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}$`)
	releases := 0
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "### "):
			assert.True(t, slices.Contains(sections, line), "%q is none of %s", line, strings.Join(sections, ", "))
		case strings.HasPrefix(line, "## "):
			if releases == 0 {
				assert.Equal(t, "## [Unreleased]", line)
			} else {
				assert.Regexp(t, release, line)
			}
			releases++
		}
	}
	assert.NotZero(t, releases)
}
