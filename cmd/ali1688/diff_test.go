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

// TestDocument checks and serves a document that is not ours.
func TestDocument(t *testing.T) {
	dir := t.TempDir()
	own := filepath.Join(dir, "openapi.json")
	require.NoError(t, os.WriteFile(own,
		[]byte(strings.Replace(string(openapi.Gateway().JSON), `"operationId": "cat_get"`, `"operationId": "cat_got"`, 1)),
		0o600))
	answer := filepath.Join(dir, "cat_got", "1.json")
	require.NoError(t, os.MkdirAll(filepath.Dir(answer), 0o750))
	require.NoError(t, os.WriteFile(answer, []byte(`{"error_code": "2000", "error": "none"}`), 0o600))

	assert.Equal(t, exitUsage, do(t, "", "check", answer).status, "ours has no such operation")
	r := do(t, "", "check", "--document", own, answer)
	assert.Equal(t, exitFine, r.status, r.out+r.err)

	for command, args := range map[string][]string{"check": {answer}, "mock": nil} {
		with := func(document string) result {
			return do(t, "", append([]string{command, "--document", document}, args...)...)
		}
		r := with(filepath.Join(dir, "missing.json"))
		assert.Equal(t, exitUsage, r.status)
		for name, content := range map[string]string{"broken.json": "{", "list.json": "[]", "openapi.yaml": "openapi: 3.0.3",
			"empty.json": ""} {
			broken := filepath.Join(dir, name)
			require.NoError(t, os.WriteFile(broken, []byte(content), 0o600))
			r = with(broken)
			assert.Equal(t, exitUsage, r.status)
			if name != "broken.json" {
				assert.Contains(t, r.err, "--document: "+broken+" is not a JSON object")
			}
		}
	}
	assert.Contains(t, do(t, "", "mock", "--document", filepath.Join(dir, "broken.json")).err, "mock: read the document")
	assert.Contains(t, do(t, "", "check", "--document", filepath.Join(dir, "broken.json"), answer).err, "--document: ")
}

func TestGenerateRefuses(t *testing.T) {
	for want, args := range map[string][]string{
		"generate needs --with and --out, two folders, and nothing else": {"generate", "--with", "x"},
		"your files cannot be read":                                      {"generate", "--with", "x", "--out", "y"},
	} {
		r := do(t, "", args...)
		assert.Equal(t, exitUsage, r.status)
		assert.Contains(t, r.err, want)
	}
}
