package lintgates

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

// TestWorkflows asks of everything that runs by itself that it is YAML, calls targets that the Makefile has, and uses
// actions of others at a commit and not at a name that can move.
func TestWorkflows(t *testing.T) {
	makefile, err := os.ReadFile("../../../Makefile")
	require.NoError(t, err)
	files, err := filepath.Glob("../../../.github/workflows/*.yml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	templates, err := filepath.Glob("../../../.github/ISSUE_TEMPLATE/*.yml")
	require.NoError(t, err)
	files = slices.Concat(files, templates)
	for _, file := range append(files, "../../../.pre-commit-config.yaml", "../../../.golangci.yml", "../../../.ci/run",
		"../../../.goreleaser.yaml", "../../../action.yml") {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		if filepath.Ext(file) != "" {
			require.NoError(t, yaml.Unmarshal(text, new(any)), file)
		}
		targets := regexp.MustCompile(`(?m)(?:run: |entry: |^|^ +- )make ([a-z-]+)`)
		for _, m := range targets.FindAllStringSubmatch(string(text), -1) {
			if _, err := os.Stat("../../../docs"); m[1] == "docs" && err != nil {
				continue // without documentation there is nothing to build
			}
			assert.Regexp(t, `(?m)^`+m[1]+`:`, string(makefile), "%s calls make %s", file, m[1])
		}
		for _, m := range regexp.MustCompile(`uses: (\S+)(.*)`).FindAllStringSubmatch(string(text), -1) {
			assert.Regexp(t, `^[\w.-]+/[\w.-]+@[0-9a-f]{40}$`, m[1], file)
			assert.Regexp(t, `^ # v[0-9]+\.[0-9]+\.[0-9]+$`, m[2], "%s: say which release %s is", file, m[1])
		}
	}
}
