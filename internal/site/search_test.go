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
