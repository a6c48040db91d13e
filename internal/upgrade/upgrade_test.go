package upgrade

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const released = `{"openapi": "3.0.3", "info": {"title": "t", "version": "0.1.0"}, "paths": {"/a/": {"get": {"operationId": "a", "responses": {"200": {
	"description": "ok", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}}}}},
	"components": {"schemas": {"A": {"type": "object", "properties": {"price": {"type": "string"}, "title": {"type": "string"}}}}}}`

const changelog = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Much.\n\n## [0.1.0]\n\n- All.\n"

// repository is a repository of our layout whose document was released, and has changed since.
func repository(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	write(t, "openapi/dist/gateway.json", released)
	write(t, "generated/gateway/gateway.gen.go", "package gateway\n\ntype A struct{ Price, Title string }\n")
	write(t, changelogFile, changelog)
	write(t, "Makefile", "test:\n\ndocs:\n")
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"},
		{"-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "x"}, {"tag", "v0.1.0"}} {
		out, err := exec.Command("git", args...).CombinedOutput()
		require.NoError(t, err, "%s", out)
	}
	write(t, "openapi/dist/gateway.json",
		strings.Replace(released, `"price": {"type": "string"}`, `"price": {"type": "number"}`, 1))
	write(t, "generated/gateway/gateway.gen.go", "package gateway\n\ntype A struct{ Price float64; Title string }\n")
}

func write(t *testing.T, name, content string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o750))
	require.NoError(t, os.WriteFile(name, []byte(content), 0o600))
}

// world answers commands: git for real, others well unless they are to fail.
func world(failing string, ran *[]string) func(string, ...string) (string, error) {
	return func(name string, args ...string) (string, error) {
		line := name + " " + strings.Join(args, " ")
		*ran = append(*ran, line)
		switch {
		case name == "git":
			return run(name, args...)
		case failing != "" && strings.Contains(line, failing):
			return "ok  \tfine\nfile.yaml:3: it is so\n", errors.New("exit status 1")
		}
		return "", nil
	}
}

// TestStops stops at the first thing to decide, and says what it is.
func TestStops(t *testing.T) {
	for failing, want := range map[string][]string{
		"cmd/generate": {"file.yaml:3: it is so",
			"The documents have errors, so that no code can be generated: correct the errors above, then run this again."},
		"cmd/lint":      {"file.yaml:3: it is so", "openapi/RULES.md"},
		"cmd/translate": {"file.yaml:3: it is so", "translate -stamp"},
	} {
		t.Run(failing, func(t *testing.T) {
			repository(t)
			var ran []string
			err := (&Upgrade{Out: &bytes.Buffer{}, Run: world(failing, &ran)}).Go()
			var decision *Decision
			require.ErrorAs(t, err, &decision)
			for _, w := range want {
				assert.Contains(t, decision.What, w)
			}
			assert.Contains(t, ran[len(ran)-1], failing, "it went no further")
		})
	}
}

// TestAllTheWay decides what is asked, one thing after the other, until nothing is.
func TestAllTheWay(t *testing.T) {
	repository(t)
	var ran []string
	var out bytes.Buffer
	try := func(failing string) string {
		err := (&Upgrade{Out: &out, Run: world(failing, &ran)}).Go()
		if err == nil {
			return ""
		}
		var decision *Decision
		require.ErrorAs(t, err, &decision)
		return decision.What
	}
	assert.Contains(t, try(""), "Lines drafted under [Unreleased] of CHANGELOG.md: 1")
	drafted, err := os.ReadFile(changelogFile)
	require.NoError(t, err)
	assert.Equal(
		t, "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Much.\n\n### Changed\n\n- ⚠ `A.price` string became number "+
			"(a)\n\n## [0.1.0]\n\n- All.\n", string(drafted))

	assert.Equal(
		t, "Edits that break callers: 1. The change calls for a major step, 0.1.0 → 0.2.0, and the document says 0.1.0. "+
			"Set info.version in openapi/gateway/openapi.yaml, or take edits back; then run this again.", try(""))
	content, err := os.ReadFile("openapi/dist/gateway.json")
	require.NoError(t, err)
	write(t, "openapi/dist/gateway.json", strings.Replace(string(content), "0.1.0", "0.3.0", 1))

	assert.Equal(
		t, "file.yaml:3: it is so\n\nTests fail: mend what they name, or the tests where they hold on to what the API no "+
			"longer does.", try("make test"))
	assert.Contains(t, try("make docs"), "The documentation cannot be built")
	assert.Empty(t, try(""))
	assert.Contains(t, out.String(), "All is done. Read CHANGELOG.md once more, commit, and tag v0.3.0.",
		"the version that the document states")
	assert.Contains(t, out.String(), "price: string became number")
}

func TestNoTag(t *testing.T) {
	repository(t)
	require.NoError(t, exec.Command("git", "tag", "-d", "v0.1.0").Run())
	var ran []string
	err := (&Upgrade{Out: &bytes.Buffer{}, Run: world("", &ran)}).Go()
	assert.EqualError(t, err,
		"There is no tag to compare with. Say which revision to compare with: make upgrade SINCE=REVISION")
	err = (&Upgrade{Since: "HEAD", Out: &bytes.Buffer{}, Run: world("", &ran)}).Go()
	assert.ErrorContains(t, err, "drafted")
}

func TestMergeChangelog(t *testing.T) {
	const draft = "### Added\n\n- a\n- Much.\n\n### Removed\n\n- b\n"
	merged, added, err := mergeChangelog(changelog, draft)
	require.NoError(t, err)
	assert.Equal(t, 2, added, "what is there is not added again")
	assert.Equal(
		t, "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Much.\n- a\n\n### Removed\n\n- b\n\n## [0.1.0]\n\n- All.\n",
		merged)
	again, added, err := mergeChangelog(merged, draft)
	require.NoError(t, err)
	assert.Zero(t, added)
	assert.Equal(t, merged, again)

	bare, _, err := mergeChangelog("## [Unreleased]\n", draft)
	require.NoError(t, err)
	assert.Equal(t, "## [Unreleased]\n\n### Added\n\n- a\n- Much.\n\n### Removed\n\n- b\n", bare)

	_, _, err = mergeChangelog("# Changelog\n", draft)
	assert.ErrorContains(t, err, "has no line `## [Unreleased]`")
}
