package site

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestLinked(t *testing.T) {
	e := &edition{builder: &builder{source: "../.."}, lang: "en"}
	require.NoError(t, e.readDocuments())
	for text, want := range map[string]string{
		"see item_search_img.":                  "see [item_search_img](../gateway/item_search_img.html).",
		"item_get opens it":                     "item_get opens it", // the page itself
		"`item_search_img` is code":             "`item_search_img` is code",
		"at https://x.cn/1688.item_search.html": "at https://x.cn/1688.item_search.html",
		"a page_size of 40":                     "a page_size of 40",
		"由 item_search、item_fee 给出":             "由 [item_search](../gateway/item_search.html)、[item_fee](../gateway/item_fee.html) 给出",
	} {
		assert.Equal(t, want, e.linked(text, "gateway/item_get.html"), "%s", text)
	}
}

// TestInline turns texts of documents into HTML, in which tags are text.
func TestInline(t *testing.T) {
	e := &edition{builder: &builder{source: "../.."}, lang: "en"}
	for text, want := range map[string]string{
		"a p-<attribute id> and *b*":         "<p>a p-&lt;attribute id&gt; and <em>b</em></p>\n",
		"<div>\n`c`":                         "<p>&lt;div&gt;\n<code>c</code></p>\n",
		"<script>alert(1)</script>":          "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n",
		"[x](javascript:alert)":              "<p><a href=\"\">x</a></p>\n",
		"<https://open.1688.com>, 1 < 2 & 3": "<p><a href=\"https://open.1688.com\">https://open.1688.com</a>, 1 &lt; 2 &amp; 3</p>\n",
	} {
		got, err := e.inline(text, "")
		require.NoError(t, err)
		assert.Equal(t, want, string(got), "%s", text)
	}
}
