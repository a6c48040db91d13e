package site

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openapi"
)

// checkout is this checkout with other browser code in place of what npm installs, so that a site can be built
// without npm.
func checkout(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	dir := t.TempDir()
	for _, name := range []string{scalar, highlight + "/highlight.min.js", highlight + "/languages/matlab.min.js",
		highlight + "/LICENSE", minisearch + "/dist/umd/index.js"} {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte("1;\n//# sourceMappingURL=x.map"), 0o600))
	}
	for _, name := range []string{"openapi", "CHANGELOG.md", "docs/en", "docs/zh-CN", "docs/templates", "docs/assets"} {
		require.NoError(t, os.Symlink(filepath.Join(root, name), filepath.Join(dir, name)))
	}
	return dir
}

// kept is the site that most tests look at.
var kept map[string]string

// built returns every file of a built site, by name.
func built(t *testing.T) map[string]string {
	t.Helper()
	if kept == nil {
		kept = build(t)
	}
	return kept
}

func build(t *testing.T) map[string]string {
	t.Helper()
	out := t.TempDir()
	written, err := Build(Options{Source: checkout(t), Out: out})
	require.NoError(t, err)
	files := map[string]string{}
	require.NoError(t, fs.WalkDir(os.DirFS(out), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(filepath.Join(out, name))
		files[name] = string(content)
		return err
	}))
	require.Len(t, files, written)
	return files
}

func TestSameBytes(t *testing.T) {
	first, second := built(t), build(t)
	require.Equal(t, len(first), len(second))
	for name := range first {
		assert.True(t, first[name] == second[name], "%s differs from build to build", name)
	}
}

var (
	links   = regexp.MustCompile(`(?:href|src|data-index|data-search)="([^"]+)"`)
	anchors = regexp.MustCompile(`\bid="([^"]+)"`)
)

// TestLinks follows every link within the site, anchors included.
func TestLinks(t *testing.T) {
	files := built(t)
	ids := map[string]map[string]bool{}
	for name, content := range files {
		ids[name] = map[string]bool{}
		for _, m := range anchors.FindAllStringSubmatch(content, -1) {
			assert.False(t, ids[name][m[1]] && strings.HasSuffix(name, ".html"), "%s has the id %s twice", name, m[1])
			ids[name][m[1]] = true
		}
	}
	followed := 0
	for name, content := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, m := range links.FindAllStringSubmatch(content, -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			file, anchor, _ := strings.Cut(m[1], "#")
			to := path.Join(path.Dir(name), file)
			if file == "" {
				to = name
			}
			_, ok := files[to]
			assert.True(t, ok, "%s links to %s, which there is not", name, m[1])
			assert.True(t, anchor == "" || ids[to][anchor] || strings.HasPrefix(anchor, "operation/"),
				"%s links to %s, and %s has no such place", name, m[1], to)
			followed++
		}
	}
	assert.Greater(t, followed, 1000)
}

// TestEditions compares the editions: the same pages, with the same anchors.
func TestEditions(t *testing.T) {
	files := built(t)
	for name, content := range files {
		in, ok := strings.CutPrefix(name, "en/")
		if !ok || !strings.HasSuffix(name, ".html") {
			continue
		}
		other, ok := files["zh-CN/"+in]
		require.True(t, ok, "the Chinese edition has no %s", in)
		assert.Equal(t, anchors.FindAllString(content, -1), anchors.FindAllString(other, -1), "the places on %s", in)
	}
}

// TestOpenPlatformPages looks for what only the pages of the open platform have.
func TestOpenPlatformPages(t *testing.T) {
	files := built(t)
	preview := files["zh-CN/openplatform/alibaba.createOrder.preview.html"]
	for _, want := range []string{
		"<code>offerId</code>", "列表：对象", `name="session"`, `href="../authentication.html#open-platform"`,
		"Trade.CreateOrderPreview(ctx, ",
		"由模拟网关生成的模拟数据。",
	} {
		assert.Contains(t, preview, want)
	}
	assert.NotContains(t, preview, ">array<")
	assert.Contains(t, files["en/openplatform/product.freight.estimate.html"], "Made up by the mock.")
	assert.Contains(t, files["en/openplatform/trade.address.parseText.html"], "which the mock returns, too.")
	token := files["en/openplatform/getToken.html"]
	assert.Contains(t, token, "The gateway does not forward this operation")
	assert.Contains(t, token, `data-path="/openapi/http/1/system.oauth2/getToken/"`)
	assert.Contains(t, token, `id="sample-direct-curl"`)
	assert.NotContains(t, token, `id="sample-curl"`)
	for _, lang := range languages {
		for _, op := range []string{"alibaba.trade.cancel", "getToken", "product.search.topKeyword"} {
			assert.Contains(t, files[lang+"/index.html"], `href="openplatform/`+op+`.html"`)
		}
		assert.Contains(t, files[lang+"/index.html"], `id="openplatform-refunds"`)
	}
}

// TestSelfContained looks for what a page would fetch from elsewhere.
func TestSelfContained(t *testing.T) {
	away := regexp.MustCompile(`(?:src=|<link[^>]* href=|url\(|@import )["']?(?:https?:)?//`)
	for name, content := range built(t) {
		if strings.HasPrefix(name, "openapi/") || strings.HasSuffix(name, "document.js") ||
			strings.HasPrefix(name, "assets/samples-") {
			continue
		}
		assert.Empty(t, away.FindString(content), "%s loads something from another host", name)
	}
}

func TestWithoutNPM(t *testing.T) {
	dir := checkout(t)
	require.NoError(t, os.RemoveAll(filepath.Join(dir, "docs", "node_modules")))
	_, err := Build(Options{Source: dir, Out: t.TempDir()})
	assert.EqualError(t, err,
		"the browser code of the site is missing: run `npm ci --prefix docs`, or `make docs`, which does it")
	_, err = Build(Options{Source: t.TempDir(), Out: t.TempDir()})
	assert.ErrorContains(t, err, "is not a checkout of ali1688: run this in its root, or name it with --sources")
}

// TestEveryOperationHasAPage looks for what a page of an operation must have.
func TestEveryOperationHasAPage(t *testing.T) {
	files := built(t)
	for _, lang := range languages {
		e := &edition{builder: &builder{source: checkout(t)}, lang: lang}
		require.NoError(t, e.readDocuments())
		for _, v := range e.docs {
			for _, op := range v.Operations {
				page := files[lang+"/"+v.page(op.Name)]
				require.NotEmpty(t, page, "%s in %s", op.Name, lang)
				assert.Contains(t, page, "level-"+op.Evidence.Level)
				for _, want := range []string{`id="sample-curl"`, `id="sample-matlab"`, `id="answer"`} {
					assert.Equal(t, want == `id="answer"` || !v.Request(&op).Direct(), strings.Contains(page, want), "%s of %s in %s",
						want, op.Name, lang)
				}
				assert.Contains(t, files[lang+"/coverage.html"], op.Name)
			}
		}
	}
	for _, doc := range openapi.Documents() {
		assert.Equal(t, string(doc.YAML), files["openapi/"+doc.Name+".yaml"], "%s", doc.Name)
	}
}

// TestGroupTitles asks for a word in both languages for every service and family.
func TestGroupTitles(t *testing.T) {
	for _, lang := range languages {
		e := &edition{builder: &builder{source: "../.."}, lang: lang}
		require.NoError(t, e.readWords())
		require.NoError(t, e.readDocuments())
		for _, v := range e.docs {
			for _, g := range e.groups(v) {
				assert.NotEqual(t, g.Name, g.Title, "docs/%s/words.yaml has neither service-%[2]s nor family-%[2]s", lang, g.Name)
			}
		}
	}
}

func TestCoverage(t *testing.T) {
	page := built(t)["en/coverage.html"]
	assert.Regexp(t, `<code>item_get</code></a><small>Get an offer</small>`, page)
	assert.Regexp(t, `<meter min="0" max="\d{3}" value="\d+">`, page)
}
