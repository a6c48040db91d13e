package change

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// bundleSources writes the sources of the shop, as a folder of openapi, beside the bundles of a repository.
func bundleSources(t *testing.T, document string) {
	t.Helper()
	before, operation, _ := strings.Cut(document, "  /item_get/:\n")
	operation, after, _ := strings.Cut(operation, "components:\n  schemas:\n")
	unindent := func(s string, n int) string {
		return strings.ReplaceAll(s[n:], "\n"+strings.Repeat(" ", n), "\n")
	}
	operation = strings.ReplaceAll(unindent(operation, 4), "#/components/schemas/", "../schemas/all.yaml#/")
	after = strings.ReplaceAll(unindent(after, 4), "#/components/schemas/", "#/")
	for name, content := range map[string]string{
		"openapi.yaml":        before + "  /item_get/: {$ref: paths/item_get.yaml}\n",
		"paths/item_get.yaml": operation,
		"schemas/all.yaml":    after,
	} {
		file := filepath.Join("openapi", "gateway", filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o750))
		require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
	}
}

// TestStale compares a checkout as it was edited, although its bundles are older, and says so.
func TestStale(t *testing.T) {
	t.Chdir(repository(t))
	bundleSources(t, strings.Replace(shop, "description: A shop.", "description: The shop.", 1))
	require.NoError(t, os.MkdirAll("openapi/overlays/zh-CN/gateway", 0o750))
	require.NoError(t, os.WriteFile("openapi/overlays/zh-CN/gateway/openapi.yaml", []byte(`overlay: 1.0.0
x-speakeasy-jsonpath: rfc9535
info: {title: zh, version: "1"}
actions:
  - target: $.paths['/item_get/'].get
    update: {description: 商品的一切。}
`), 0o600))
	old, err := Load("v1")
	require.NoError(t, err)
	new, err := Load(".")
	require.NoError(t, err)
	assert.Equal(t, []string{"openapi/gateway"}, new.Stale)
	report, err := Compare(old, new)
	require.NoError(t, err)
	assert.Equal(t, "item_get zh-CN\ndocument info", lines(report))
	for language, want := range map[string]string{
		"en":    "openapi/gateway was edited after it was bundled",
		"zh-CN": "openapi/gateway 在合并之后又有修改",
	} {
		assert.Contains(t, report.summary(dictionary[language]), want)
	}
}

// TestBroken reports a source that cannot be bundled, in place of comparing the older bundle.
func TestBroken(t *testing.T) {
	t.Chdir(repository(t))
	bundleSources(t, shop)
	require.NoError(t, os.WriteFile("openapi/gateway/schemas/all.yaml", []byte("State: ["), 0o600))
	_, err := Load(".")
	assert.ErrorContains(t, err, "openapi/gateway/schemas/all.yaml: ")
}

// TestStaleGo generates the Go of an edited document in memory.
func TestStaleGo(t *testing.T) {
	dir := t.TempDir()
	for _, folder := range []string{"openapi", "generated"} {
		require.NoError(t, os.CopyFS(filepath.Join(dir, folder), os.DirFS(filepath.Join("..", "..", folder))))
	}
	old, err := Load(dir)
	require.NoError(t, err)
	require.Empty(t, old.Stale, "the bundles of the repository are up to date")
	edited := filepath.Join(dir, "openapi", "gateway", "schemas", "share.yaml")
	source, err := os.ReadFile(edited)
	require.NoError(t, err)
	changed := strings.Replace(string(source), "\n    num_iid:\n", "\n    number:\n", 1)
	require.NotEqual(t, string(source), changed)
	require.NoError(t, os.WriteFile(edited, []byte(changed), 0o600))
	new, err := Load(dir)
	require.NoError(t, err)
	report, err := Compare(old, new)
	require.NoError(t, err)
	assert.Equal(t, "ShareLink num_iid: removed\nShareLink number: added: string", lines(report))
	assert.Equal(t, []string{"ShareLink.NumIID: removed"}, report.Edits[0].GoChanges)
	assert.Equal(t, []string{"ShareLink.Number: added"}, report.Edits[1].GoChanges)
}
