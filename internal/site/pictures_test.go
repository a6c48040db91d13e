package site

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
)

// drawer returns an edition that can draw.
func drawer(t *testing.T, lang string) *edition {
	t.Helper()
	e := &edition{builder: &builder{source: "../.."}, lang: lang}
	for _, step := range []func() error{e.readWords, e.readDocuments} {
		require.NoError(t, step())
	}
	return e
}

// TestPictures draws every picture of the guides in both languages: no text lies on another one or leaves the picture.
func TestPictures(t *testing.T) {
	for _, lang := range languages {
		e := drawer(t, lang)
		for name := range e.pictures() {
			p, err := e.drawn(name)
			require.NoError(t, err, "%s in %s", name, lang)
			w, h := p.canvas.Size()
			assert.LessOrEqual(t, w, 830, "%s in %s is too wide to be read beside the text", name, lang)
			for i, a := range p.canvas.Texts() {
				assert.True(t, min(a.X, a.Y) >= 0 && a.X+a.W <= w && a.Y+a.H <= h+1, "%s in %s: %v leaves it", name, lang, a)
				for _, b := range p.canvas.Texts()[i+1:] {
					assert.False(t, a.Overlaps(b), "%s in %s: %v lies on %v", name, lang, a, b)
				}
			}
			assert.NotEmpty(t, p.lines, "%s in %s has nothing for those who cannot see it", name, lang)
		}
	}
}

// TestStatePictures looks for every value of the enumerations, once, with its meaning.
func TestStatePictures(t *testing.T) {
	for _, lang := range languages {
		e := drawer(t, lang)
		for name, schema := range map[string]string{"orders": "OrderStatus", "refunds": "RefundStatus",
			"parcels": "LogisticsOrderStatus", "traces": "PushTraceStatus"} {
			values := e.openPlatform().Enumeration(schema)
			require.NotEmpty(t, values, schema)
			p, err := e.drawn(name)
			require.NoError(t, err)
			drawn := ""
			for _, text := range p.canvas.Texts() {
				drawn += text.Text + "\n"
			}
			flat := strings.ReplaceAll(drawn, "_\n", "_")
			for _, v := range values {
				assert.Equal(t, 1, strings.Count("\n"+flat, "\n"+v.Value+"\n"), "%s in the picture %s", v.Value, name)
			}
		}
	}
	assert.Nil(t, drawer(t, "en").openPlatform().Enumeration("NoSuchSchema"))
}

// TestPicturePages looks for pictures in pages, and for their words in the same pages as Markdown.
func TestPicturePages(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"en/open-platform.html", `aria-labelledby="picture-orders-title"`},
		{"en/open-platform.html", `<a href="openplatform/alibaba.trade.cancel.html"><tspan class="code">`},
		{"zh-CN/open-platform.html", `<title id="picture-refunds-title">退款状态</title>`},
		{"zh-CN/open-platform.html", `class="code name">waitbuyerpay</text>`},
		{"en/open-platform.html", ">ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS</text></a>"},
		{"en/open-platform.html", ">GET /1688/custom/</text></a>"},
		{"en/push.html", `id="picture-traces-desc"`},
		{"en/values.html", `<a href="gateway/item_get.html#member-item.skus.sku.price"><text`},
		{"en/values.html", `#member-item.priceRange"><code>priceRange</code></a></dt><dd><p>The wholesale`},
		{"zh-CN/coverage.html", `id="picture-ages-title"`},
		{"en/coverage.html", `id="picture-families-openplatform-title"`},
		{"en/coverage.html", `<a href="index.html#gateway-product"><text`},
		{"assets/site.css", ".diagram .node"},
		{"en/open-platform.md", "- `waitbuyerpay` → `cancel`: buyer · `alibaba.trade.cancel`"},
		{"zh-CN/open-platform.md", "- → `waitselleragree`：买家 · `alibaba.trade.createRefund`"},
		{"en/values.md", "- `orginal_price`: The price before discounts"},
	} {
		assert.True(t, strings.Contains(built(t)[c.file], c.want), "%s has no %s", c.file, c.want)
	}
	assert.NotContains(t, built(t)["en/open-platform.md"], "<svg")
}

// TestPictureWords has the same words in both languages, and no build succeeds without one.
func TestPictureWords(t *testing.T) {
	en, zh := drawer(t, "en"), drawer(t, "zh-CN")
	for key := range en.pictureWords {
		assert.Contains(t, zh.pictureWords, key)
	}
	assert.Len(t, zh.pictureWords, len(en.pictureWords))
	delete(en.pictureWords, "by-seller")
	_, err := en.picture("orders")
	assert.EqualError(t, err, `docs/en/pictures.yaml has no "by-seller"`)
	_, err = en.picture("weather")
	assert.EqualError(t, err, `there is no picture "weather"`)
}

// lookAt builds the site and has tests of Node look at it, which are its arguments. It returns what they print.
func lookAt(t *testing.T, o Options, arguments []string, env ...string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("SKIPPED: a browser takes minutes")
	}
	testenv.Program(t, "node", "node")
	chromium := testenv.Program(t, "chromium", "chromium")
	if _, err := os.Stat("../../docs/node_modules/playwright-core"); err != nil {
		testenv.Missing(t, "chromium", "docs/node_modules: run `npm ci --prefix docs`")
	}
	_, err := Build(o)
	require.NoError(t, err)
	cmd := exec.Command("node", append([]string{"--test", "--test-concurrency=1"}, arguments...)...)
	cmd.Env = append(append(os.Environ(), "ALI1688_SITE="+o.Out, "ALI1688_CHROMIUM="+chromium), env...)
	output, err := cmd.CombinedOutput()
	assert.NoError(t, err, "%s", output)
	return string(output)
}

// script returns the path of a test of Node.
func script(name string) string { return filepath.Join("..", "..", "docs", name) }

// TestPicturesInChromium has docs/pictures.test.mjs look at the pictures.
func TestPicturesInChromium(t *testing.T) {
	lookAt(t, Options{Source: "../..", Out: t.TempDir()}, []string{script("pictures.test.mjs")})
}
