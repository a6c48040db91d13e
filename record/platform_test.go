package record_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/record"
)

// TestOpenPlatform records calls of the open platform itself: in the folder of the operation, validated by its
// document.
func TestOpenPlatform(t *testing.T) {
	cases := []struct{ name, path, body, api, file string }{
		{"an operation", "com.alibaba.trade/alibaba.trade.cancel", `{"success":true,"nosuch":1}`, "alibaba.trade.cancel",
			"alibaba.trade.cancel/"},
		{"a refusal", "com.alibaba.trade/alibaba.trade.cancel", `{"error_code":"401","error_message":"no"}`,
			"alibaba.trade.cancel", "alibaba.trade.cancel/"},
		{"an unknown one", "com.alibaba.x/alibaba.x.y", `{"success":true}`, "_other_platforms", "_other_platforms/"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got record.Exchange
			r, _ := recorder(t, record.OnExchange(func(x record.Exchange, err error) { got = x; assert.NoError(t, err) }))
			form := url.Values{"tradeID": {"1221234567890123456"}, "access_token": {session}, "_aop_signature": {other}}
			rsp, err := (&http.Client{Transport: r.Transport(nil)}).PostForm(upstream(t, c.body).URL+"/openapi/param2/1/"+
				c.path+"/1000000", form)
			require.NoError(t, err)
			require.NoError(t, rsp.Body.Close())
			assert.Equal(t, record.OpenPlatform, got.Platform)
			assert.Equal(t, c.api, got.API)
			assert.True(t, strings.HasPrefix(got.File, c.file), got.File)
			assert.Equal(t, map[string]string{"tradeID": "1221234567890123456", "access_token": "REDACTED",
				"_aop_signature": "REDACTED"}, got.Parameters)
			for _, finding := range got.Findings {
				assert.NotEqual(t, "/success", finding.Pointer, "the envelope of the gateway has a number there")
			}
		})
	}
}
