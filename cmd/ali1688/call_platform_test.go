package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
)

// routes are the flags of both ways to the open platform.
var routes = map[string][]string{"direct": nil, "gateway": {"--via", "gateway", "--session", plantedSession}}

// TestPlatformOnMock calls an operation of the open platform by both routes.
func TestPlatformOnMock(t *testing.T) {
	wants := map[string]string{"direct": `"totalRecord"`, "gateway": `^\[`} // custom returns the value of result alone
	for name, flags := range routes {
		t.Run(name, func(t *testing.T) {
			m := mock.New(t)
			r := do(t, "", append([]string{"call", "alibaba.trade.getBuyerOrderList", "page=1", "--base-url", m.URL()},
				flags...)...)
			assert.Equal(t, exitFine, r.status, r.err)
			assert.Empty(t, r.err)
			assert.Regexp(t, wants[name], r.out)
			assert.True(t, json.Valid([]byte(r.out)))
		})
	}
}

// TestPlatformSent looks at the wire: the values have the kinds of the document.
func TestPlatformSent(t *testing.T) {
	var got url.Values
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		assert.NoError(t, r.ParseForm())
		got = r.Form
		got.Set("path", r.URL.Path)
		if r.Form.Has("_o_args") {
			_, _ = io.WriteString(w, `{"error":"","error_code":"0000","response":{"success":true,"result":[]}}`)
			return
		}
		_, _ = io.WriteString(w, `{"success":true,"result":[]}`)
	}))
	defer server.Close()
	call := []string{"call", "alibaba.trade.getBuyerOrderList", "page=2", `orderIds=[1221234567890123456]`, "isHis=false",
		"--raw", "--base-url", server.URL}

	r := do(t, "", call...)
	require.Equal(t, exitFine, r.status, r.err)
	assert.Equal(t, `{"success":true,"result":[]}`, r.out)
	assert.Equal(t, "/openapi/param2/1/com.alibaba.trade/alibaba.trade.getBuyerOrderList/1000000", got.Get("path"))
	assert.Equal(t, []string{"2", "[1221234567890123456]", "false", plantedToken},
		[]string{got.Get("page"), got.Get("orderIds"), got.Get("isHis"), got.Get("access_token")})

	r = do(t, "", append(call, "--via", "gateway", "--session", plantedSession)...)
	require.Equal(t, exitFine, r.status, r.err)
	assert.Equal(t, "/1688/custom/", got.Get("path"))
	assert.Equal(t, plantedSession, got.Get("session"))
	assert.JSONEq(t, `{"page":2,"orderIds":[1221234567890123456],"isHis":false}`, got.Get("_o_args"))
}

// TestPlatformRefuses refuses what the document does not allow before anything is sent.
func TestPlatformRefuses(t *testing.T) {
	const list = "alibaba.trade.getBuyerOrderList"
	cases := []struct {
		name string
		args []string
		want string
	}{
		{"unknown operation", []string{"alibaba.trade.getBuyerOrdersList"}, "did you mean alibaba.trade.getBuyerOrderList?"},
		{"unknown parameter", []string{list, "pages=1"},
			`alibaba.trade.getBuyerOrderList takes no parameter "pages"; did you mean page?`},
		{"a credential", []string{list, "access_token=x"}, `takes no parameter "access_token"`},
		{"a number", []string{list, "page=one"}, "page"},
		{"not JSON", []string{list, "orderIds=[1"}, "orderIds is not JSON; the request was not sent"},
		{"missing", []string{"alibaba.trade.get.buyerView", "webSite=1688"}, "orderId is missing"},
		{"twice", []string{list, "page=1", "page=2"}, "given twice"},
		{"a change", []string{"alibaba.trade.cancel", "webSite=1688", "tradeID=1", "cancelReason=other"},
			"the request was not sent: add --yes to send it"},
		{"route", []string{list, "--via", "custom"}, "--via must be gateway"},
		{"session", []string{list, "--session", "x"}, "--session is for --via gateway"},
		{"result type", []string{list, "--result-type", "xml"}, "are for the gateway"},
		{"route of the gateway", []string{"item_get", "num_iid=1", "--via", "gateway"}, "item_get is one of the gateway"},
		{"base URL", []string{list, "--base-url", "http://127.0.0.1:1/openapi"}, "--base-url must be scheme://host[:port]"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := do(t, "", append([]string{"call", "--base-url", "http://127.0.0.1:1"}, c.args...)...)
			assert.Equal(t, exitUsage, r.status)
			assert.Contains(t, r.err, c.want)
			assert.Empty(t, r.out)
		})
	}
}

// TestPlatformFails tells failures and unknown outcomes apart, by both routes.
func TestPlatformFails(t *testing.T) {
	cancel := []string{"call", "alibaba.trade.cancel", "webSite=1688", "tradeID=1221234567890123456", "cancelReason=other",
		"--yes"}
	for name, flags := range routes {
		t.Run(name, func(t *testing.T) {
			r := do(t, "", append(append(cancel, "--base-url", mock.New(t).URL()), flags...)...)
			assert.Equal(t, exitFindings, r.status)
			assert.Contains(t, r.err, "alibaba.trade.cancel: platform error")
			silent := answering(t, http.StatusOK, "application/json", `{}`)
			r = do(t, "", append(append(cancel, "--base-url", silent), flags...)...)
			assert.Equal(t, exitFindings, r.status)
			assert.Contains(t, r.err,
				"it may have been done or not, do not repeat it blindly: look at order 1221234567890123456")
		})
	}
}

func TestOperationHelp(t *testing.T) {
	assert.Contains(t, do(t, "", "call", "item_get", "--help").out, "num_iid")
	out := do(t, "", "call", "alibaba.trade.cancel", "--help").out
	assert.Regexp(t, `tradeID +required`, out)
	assert.Regexp(t, `remark +optional +string`, out)
	assert.Contains(t, do(t, "", "call", "nosuch", "--help").err, "there is no operation")
}
