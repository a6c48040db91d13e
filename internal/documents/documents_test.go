package documents_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/internal/documents"
)

func TestOperation(t *testing.T) {
	cases := []struct{ name, path, document, platform, api string }{
		{"gateway", "/1688/item_get/", "gateway", "1688", "item_get"},
		{"without the slash", "/1688global/item_get", "gateway", "1688global", "item_get"},
		{"another platform", "/taobao/item_get/", "", "", ""},
		{"a part of a name", "/688/item_get/", "", "", ""},
		{"two names", "/1688|1688global/item_get/", "", "", ""},
		{"deeper", "/1688/item_get/more/", "", "", ""},
		{"no operation", "/1688/", "", "", ""},
		{"an empty operation", "/1688//x", "", "", ""},
		{"platform", "/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancel/1000000", "openplatform", "openplatform",
			"alibaba.trade.cancel"},
		{"http", "/openapi/http/1/system.oauth2/getToken/1000000", "openplatform", "openplatform", "getToken"},
		{"without an app key", "/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancel", "", "", ""},
		{"elsewhere", "/other/param2/1/com.alibaba.trade/alibaba.trade.cancel/1000000", "", "", ""},
		{"empty", "", "", "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			document, platform, api := "", "", ""
			for i := range documents.Rows {
				if p, a, ok := documents.Rows[i].Operation(c.path); ok && document == "" { // several have paths of one form
					document, platform, api = documents.Rows[i].Name, p, a
				}
			}
			assert.Equal(t, [3]string{c.document, c.platform, c.api}, [3]string{document, platform, api})
		})
	}
}

func TestWithPath(t *testing.T) {
	for path, want := range map[string]string{"/item_get/": "gateway",
		"/param2/1/com.alibaba.trade/alibaba.trade.cancel/{appKey}": "openplatform"} {
		assert.Equal(t, want, documents.WithPath(path).Name, path)
	}
	assert.Nil(t, documents.WithPath("/a/b/c"))
	assert.Nil(t, documents.Find("nosuch"))
}
