package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestPublication writes the files for search engines and hosts, with an address and without.
func TestPublication(t *testing.T) {
	for base, want := range map[string]map[string]string{
		"https://docs.example.org/x/": {
			"robots.txt": "Sitemap: https://docs.example.org/x/sitemap.xml\n",
			"404.html":   `href="https://docs.example.org/x/en/index.html"`,
			"llms.txt":   "](https://docs.example.org/x/en/values.md)",
			"sitemap.xml": `<url><loc>https://docs.example.org/x/zh-CN/values.html</loc>` +
				`<xhtml:link rel="alternate" hreflang="en" href="https://docs.example.org/x/en/values.html"/>`,
		},
		"": {"robots.txt": "User-agent: *\nAllow: /\n", "404.html": `href="./en/index.html"`, "llms.txt": "](en/values.md)",
			"sitemap.xml": ""},
	} {
		b := &builder{source: "../..", out: t.TempDir(), base: base, Options: Options{Title: "ali1688"}}
		for _, lang := range languages {
			b.editionList = append(b.editionList, &edition{builder: b, lang: lang, paths: []string{"values.html"},
				guide: []*guide{{&prose{Title: "Values"}, "values.html"}}})
		}
		require.NoError(t, b.publication())
		for name, part := range want {
			content, err := os.ReadFile(filepath.Join(b.out, name))
			assert.Equal(t, part == "", os.IsNotExist(err), "%s at %q", name, base)
			assert.True(t, strings.Contains(string(content), part), "%s at %q has no %s", name, base, part)
		}
	}
}

// TestSiteForAll looks for what every guide and operation has beside its page.
func TestSiteForAll(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"en/gateway/item_get.md", "- `num_iid` ("},
		{"zh-CN/gateway/item_get.md", "## 返回字段"},
		{"en/values.md", "# Values"},
		{"llms.txt", "- [item_get](en/gateway/item_get.md): "},
		{"en/gateway/item_get.html", `<link rel="alternate" hreflang="x-default" href="../../en/gateway/item_get.html">`},
		{"en/gateway/item_get.html", `<meta property="og:title" content="item_get">`},
		{"en/gateway/item_get.html", repository + "/edit/main/openapi/gateway/paths/item_get.yaml"},
		{"zh-CN/values.html", repository + "/edit/main/docs/zh-CN/values.md"},
		{"zh-CN/values.html", "gateway "},
		{"en/values.html", `<link rel="next" href="errors.html">`},
		{"en/openplatform/reference.html", `<noscript><p class="wait"><a href="../../openapi/openplatform.yaml">`},
	} {
		assert.True(t, strings.Contains(built(t)[c.file], c.want), "%s has no %s", c.file, c.want)
	}
}
