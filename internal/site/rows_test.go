package site

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestPagesShow looks for parts of pages, and of the search.
func TestPagesShow(t *testing.T) {
	const (
		view   = "openplatform/alibaba.trade.get.buyerView.html"
		create = "openplatform/alibaba.trade.createCrossOrder.html"
	)
	for _, c := range []struct{ name, file, want string }{
		{"the meaning of a value", "en/" + view, "<code>waitbuyerpay</code></dt><dd>waits for the buyer"},
		{"its Chinese", "zh-CN/" + view, "<code>waitbuyerpay</code></dt><dd>等待买家付款</dd>"},
		{"an open enumeration", "zh-CN/" + view, "可能出现其他值。"},
		{"a closed enumeration", "en/gateway/item_get.html", "<dd>never from the cache</dd>"},
		{"its Chinese", "zh-CN/gateway/item_get.html", "<dd>不用缓存</dd>"},
		{"the id of a parameter", "en/gateway/item_get.html", `<tr id="param-num_iid">`},
		{"the id of a member", "en/gateway/item_get.html", `id="member-item.skus.sku.spec_id"`},
		{"an anchor of a heading", "zh-CN/errors.html", `<a class="anchor" href="#retry" aria-label="本节链接">`},
		{"a named kind", "en/gateway/item_get.html", `href="../values.html#kind-LooseDecimal"`},
		{"its explanation", "en/values.html", `id="kind-LooseDecimal"`},
		{"a badge", "en/gateway/item_get.html", `href="../coverage.html#level-recorded" title="`},
		{"the errors of an operation", "en/" + create, "<code>500_005</code>"},
		{"the errors of the gateway", "en/gateway/item_get.html", `href="../errors.html#codes"`},
		{"a code of the finder", "en/refusals.html", `data-phrases="gw.AppKeyNotFound`},
		{"its operations", "zh-CN/refusals.html", `href="openplatform/alibaba.trade.createCrossOrder.html#refusals"`},
		{"a code in the search", "en/search.js", `{"Title":"500_005",`},
		{"a value in the search", "zh-CN/search.js", `{"Title":"waitbuyerpay",`},
		{"a member in the search", "en/search.js", `{"Title":"spec_id",`},
		{"synonyms", "zh-CN/search.js", `["quota","配额",`},
	} {
		assert.True(t, strings.Contains(built(t)[c.file], c.want), "%s: %s has no %s", c.name, c.file, c.want)
	}
	assert.Less(t, len(built(t)["en/index.html"]), 100_000, "bytes of the first page")
}

// TestRowID makes ids of rows.
func TestRowID(t *testing.T) {
	for path, want := range map[string]string{
		"num_iid": "member-num_iid", "item.skus.sku[].price": "member-item.skus.sku.price",
		"item.props.*": "member-item.props.", "a b/c": "member-a-b-c",
	} {
		assert.Equal(t, want, rowID("member", path), "%s", path)
	}
	e := &edition{ids: map[string]int{}}
	assert.Equal(t, []string{"param-a", "param-a-2"}, []string{e.uniqueID("param", "a"), e.uniqueID("param", "a")})
}
