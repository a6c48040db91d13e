//go:build !lean

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openapi"
)

// TestDiff compares our document with a copy that was edited, and says by its exit code whether something breaks.
func TestDiff(t *testing.T) {
	dir := t.TempDir()
	file := func(name, old, new string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(strings.Replace(string(openapi.Gateway().YAML), old, new, 1)), 0o600))
		return path
	}
	ours := file("gateway.yaml", "", "")
	text := file("text.yaml", "Onebound 1688 gateway", "The gateway of Onebound")
	broken := file("broken.yaml", "format: int64", "format: int32")

	r := do(t, "", "diff", ours, ours)
	assert.Equal(t, exitFine, r.status, r.err)
	assert.Equal(t, "no difference\n", strings.Split(r.out, "This")[0])

	r = do(t, "", "diff", "--lang", "zh-CN", ours, text)
	assert.Equal(t, exitFine, r.status, r.err)
	assert.Contains(t, r.out, "1 处文本")

	r = do(t, "", "diff", "--format", "json", ours, broken)
	assert.Equal(t, exitFindings, r.status, r.err)
	var report struct {
		CallsFor string           `json:"calls_for"`
		Edits    []map[string]any `json:"edits"`
	}
	require.NoError(t, json.Unmarshal([]byte(r.out), &report))
	assert.Equal(t, "major", report.CallsFor)
	assert.Len(t, report.Edits, 1)
}

func TestDiffRefuses(t *testing.T) {
	for want, args := range map[string][]string{
		"diff needs the old and the new side":                     {"diff", "a"},
		"--format must be one of text, markdown, json, changelog": {"diff", "--format", "html", "a", "b"},
		"--lang must be one of en, zh-CN":                         {"diff", "--lang", "de", "a", "b"},
		"no-such-side is neither a file nor a git revision":       {"diff", "no-such-side", "HEAD"},
	} {
		r := do(t, "", args...)
		assert.Equal(t, exitUsage, r.status, args)
		assert.Contains(t, r.err, want)
	}
}
