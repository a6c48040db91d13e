package record

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestServerOf sends every request to the server of its API.
func TestServerOf(t *testing.T) {
	for path, want := range map[string]string{
		"/1688/item_get/": "https://api-gw.onebound.cn",
		"/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancel/1000000": "https://gw.open.1688.com",
		"/taobao/item_get/": "https://api-gw.onebound.cn",
	} {
		assert.Equal(t, want, serverOf(path).String(), path)
	}
}
