package site

import (
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openapi"
)

func TestAddress(t *testing.T) {
	for _, c := range []struct{ url, path, base, basePath string }{
		{"", "", "", ""},
		{"https://docs.example.org", "", "https://docs.example.org/", ""},
		{"https://docs.example.org/x/", "", "https://docs.example.org/x/", ""},
		{"https://docs.example.org", "api", "https://docs.example.org/api/", "/api/"},
		{"https://docs.example.org/x", "/api/v1/", "https://docs.example.org/api/v1/", "/api/v1/"},
		{"https://docs.example.org/x", "/", "https://docs.example.org/", "/"},
		{"", "/api", "", "/api/"},
	} {
		b := &builder{Options: Options{BaseURL: c.url, BasePath: c.path}}
		require.NoError(t, b.address())
		assert.Equal(t, []string{c.base, c.basePath}, []string{b.base, b.BasePath}, "%v", c)
	}
}

// added returns our document of the gateway with an operation more.
func added(t *testing.T) []byte {
	t.Helper()
	var doc map[string]any
	require.NoError(t, json.Unmarshal(openapi.Documents()[0].JSON, &doc))
	paths := doc["paths"].(map[string]any)
	like, err := json.Marshal(paths["/item_get/"])
	require.NoError(t, err)
	var own map[string]any
	text := strings.NewReplacer(`"item_get"`, `"item_stock"`, `"itemGet"`, `"itemStock"`).Replace(string(like))
	require.NoError(t, json.Unmarshal([]byte(text), &own))
	paths["/item_stock/"] = own
	out, err := json.Marshal(doc)
	require.NoError(t, err)
	return out
}

// write writes files into a folder.
func write(t *testing.T, folder string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		file := filepath.Join(folder, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
	}
}

// TestOwnEdition builds the site of a user's own edition: its document, its guides, its title, beside other versions.
func TestOwnEdition(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	write(t, dir, map[string]string{
		"own.json": string(added(t)), "guides/en/stock.md": "# Stock\n\nCall `item_stock`, `{{no template}}`.\n\n## Limits\n",
		"guides/zh-CN/stock.md": "# 库存\n\n![图](img/p.svg)\n", "guides/zh-CN/img/p.svg": "<svg/>",
		"versions.json": `[{"name": "1.1.0", "path": "1.1.0/"}, {"name": "1.0.0", "path": "1.0.0"}]`,
	})
	_, err := Build(Options{Source: checkout(t), Out: out, Document: filepath.Join(dir, "own.json"), Title: "Our 1688",
		Guides: filepath.Join(dir, "guides"), Release: "1.0.0", Date: "2026-11-29", BasePath: "/api",
		Versions: filepath.Join(dir, "versions.json")})
	require.NoError(t, err)
	for _, c := range []struct{ file, want string }{
		{"en/stock.html", `<title>Stock · Our 1688</title>`},
		{"en/stock.html", `<a href="gateway/item_stock.html"><code>item_stock</code></a>, <code>{{no template}}</code>`},
		{"en/stock.html", "<summary>Our 1688</summary>"},
		{"en/stock.html", `<a href="../../1.1.0/en/index.html">1.1.0</a>`},
		{"en/gateway/item_get.html", `<a href="../../../1.0.0/en/index.html" aria-current="true">1.0.0</a>`},
		{"en/gateway/item_get.html", `<a href="../stock.html">Stock</a>`},
		{"en/stock.md", "# Stock\n\nCall `item_stock`"},
		{"zh-CN/stock.html", "<h1>库存</h1>"},
		{"zh-CN/img/p.svg", "<svg/>"},
		{"en/gateway/item_stock.html", `id="sample-curl"`},
		{"en/gateway/item_get.html", `id="sample-go"`},
		{"zh-CN/gateway/item_get.html", "获取"},
		{"openapi/gateway.json", "item_stock"},
		{"openapi/gateway.zh-CN.yaml", "item_stock"},
		{"en/search.js", "item_stock"},
		{"en/index.html", "<h1>Our 1688</h1>"},
		{"en/values.html", "Our 1688 1.0.0 (2026-11-29) · gateway "},
		{"en/values.html", `type="application/atom+xml"`},
		{"en/changes.html", `<a href="../changes.xml">Atom</a>`},
		{"changes.xml", "<title>Our 1688 · Changes</title>"},
		{"404.html", `href="/api/en/index.html"`},
		{"llms.txt", "- [Stock](en/stock.md)"},
	} {
		content, err := os.ReadFile(filepath.Join(out, c.file))
		require.NoError(t, err)
		assert.True(t, strings.Contains(string(content), c.want), "%s has no %s", c.file, c.want)
	}
	page, err := os.ReadFile(filepath.Join(out, "en/gateway/item_stock.html"))
	require.NoError(t, err)
	assert.NotContains(t, string(page), `id="sample-go"`, "the client has no method for it")
	assert.Contains(t, string(page), `610947572360`, "the mock answers it")
}

// TestOwnGuidesRefuse lists mistakes in the folder of guides.
func TestOwnGuidesRefuse(t *testing.T) {
	for _, c := range []struct {
		name, file, content, want string
	}{
		{"no Markdown", "a.txt", "x", "has no Markdown (*.md)"},
		{"no title", "a.md", "text alone", "has no title: begin it with `# Title`"},
		{"a page of ours", "values.md", "# Values", "--guides: values.md has the name of a page of ours; rename it"},
		{"where pages of ours are", "gateway/x.svg", "<svg/>", "would lie where pages of ours do; rename it"},
		{"a page", "x.html", "<p>", "would lie where pages of ours do; rename it"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, map[string]string{c.file: c.content})
			if !strings.HasPrefix(c.name, "no ") && !strings.HasSuffix(c.file, ".md") {
				write(t, dir, map[string]string{"a.md": "# A"})
			}
			b := &builder{source: "../..", out: t.TempDir(), Options: Options{Guides: dir}}
			e := &edition{builder: b, lang: "en", index: newIndex(), paths: []string{"values.html"}}
			e.other = &edition{lang: "zh-CN"}
			for _, step := range []func() error{e.readWords, e.readDocuments, e.readTemplates} {
				require.NoError(t, step())
			}
			err := e.readOwnGuides()
			if err == nil {
				err = e.writeOwnGuides()
			}
			assert.ErrorContains(t, err, c.want)
		})
	}
}

// TestVersionsRefuse lists mistakes in the list of versions.
func TestVersionsRefuse(t *testing.T) {
	for content, want := range map[string]string{
		`{`:                                     "is no list of versions",
		`[{"name": "1"}]`:                       "each version needs a name and a path",
		`[{"name": "1", "path": "../x"}]`:       `the path "../x" of 1 must be that of a folder beside the others`,
		`[{"name": "1", "path": "https://x/"}]`: "must be that of a folder beside the others",
		`[{"name": "1", "path": "/x"}]`:         "must be that of a folder beside the others",
		`[{"name": "2", "path": "2"}]`:          "does not list the version 1 of this site; name it with --release",
		`[{"name": "1", "path": "a/b"}]`:        "",
	} {
		dir := t.TempDir()
		write(t, dir, map[string]string{"v.json": content})
		b := &builder{Options: Options{Versions: filepath.Join(dir, "v.json"), Release: "1"}}
		err := b.readVersions()
		if want != "" {
			assert.ErrorContains(t, err, want)
			continue
		}
		require.NoError(t, err)
		s := b.switcher("../")
		assert.Equal(t, "../../../", s.Parent, "two folders deep")
		assert.Equal(t, []version{{"1", "a/b/", true}}, s.Versions)
	}
	assert.Nil(t, (&builder{}).switcher("../"))
	b := &builder{Options: Options{Versions: filepath.Join(t.TempDir(), "none")}}
	assert.ErrorIs(t, b.readVersions(), fs.ErrNotExist)
}

// TestVersionsInChromium publishes a version, then a list with a newer one, and has docs/versions.test.mjs look at it.
func TestVersionsInChromium(t *testing.T) {
	public := t.TempDir()
	server := httptest.NewServer(http.FileServer(http.Dir(public)))
	t.Cleanup(server.Close)
	o := Options{Source: "../..", Out: filepath.Join(public, "1.0.0"), Release: "1.0.0"}
	o.Versions = filepath.Join(t.TempDir(), "versions.json")
	write(t, filepath.Dir(o.Versions), map[string]string{"versions.json": `[{"name": "1.0.0", "path": "1.0.0/"}]`})
	write(t, public, map[string]string{"versions.json": `[{"name": "1.1.0", "path": "1.1.0"},
		{"name": "1.0.0", "path": "1.0.0"}, {"name": "evil", "path": "//example.com/"}]`})
	lookAt(t, o, []string{script("versions.test.mjs")}, "ALI1688_SITE_URL="+server.URL+"/1.0.0/")
}
