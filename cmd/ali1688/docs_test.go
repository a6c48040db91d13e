//go:build !lean

package main

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func get(t *testing.T, url string) (int, http.Header, string) {
	t.Helper()
	response, err := http.Get(url)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response.StatusCode, response.Header, string(body)
}

// TestMockWithDocs serves a site beside the operations, and lets pages that were opened as files call the operations
// only.
func TestMockWithDocs(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "index.html"), []byte("<h1>the site</h1>"), 0o600))
	url, _ := serving(t, "mock", "--docs", dir)

	status, _, body := get(t, url+"/docs/")
	assert.Equal(t, http.StatusOK, status)
	assert.Equal(t, "<h1>the site</h1>", body)
	status, _, _ = get(t, url+"/docs/missing.html")
	assert.Equal(t, http.StatusNotFound, status)
	_, header, body := get(t, url+"/1688/item_get/?key=k&secret=s&num_iid=610947572360")
	assert.Contains(t, body, "610947572360")
	assert.Empty(t, header.Get("Access-Control-Allow-Origin"))
	_, header, _ = get(t, url+"/__admin/requests")
	assert.Empty(t, header.Get("Access-Control-Allow-Origin"))
}

func TestDocsRefuses(t *testing.T) {
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"docs"}, "docs needs a folder to write into: --out DIR"},
		{[]string{"docs", "site"}, `docs takes no arguments, got "site"`},
		{[]string{"docs", "--out", t.TempDir(), "--sources", t.TempDir()},
			"is not a checkout of ali1688: run this in its root, or name it with --sources"},
		{[]string{"docs", "--out", t.TempDir(), "--date", "today"}, `--date must be a day such as 2026-01-31, not "today"`},
		{[]string{"docs", "--out", t.TempDir(), "--base-url", "example.org"},
			"--base-url must be an address such as https://docs.example.org/, not \"example.org\""},
		{[]string{"mock", "--docs", t.TempDir()}, "--docs must be a folder that `ali1688 docs` has written"},
	} {
		r := do(t, "", c.args...)
		assert.Equal(t, exitUsage, r.status, "%v", c.args)
		assert.Contains(t, r.err, c.says)
		assert.Empty(t, r.out)
	}
}
