package openplatform_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestCallByName finds the operation that a name means, with or without namespace and version.
func TestCallByName(t *testing.T) {
	cases := []struct{ name, path, err string }{
		{"alibaba.category.get", "param2/1/com.alibaba.product/alibaba.category.get", ""},
		{"alibaba.category.get-1", "param2/1/com.alibaba.product/alibaba.category.get", ""},
		{"com.alibaba.product/alibaba.category.get", "param2/1/com.alibaba.product/alibaba.category.get", ""},
		{"com.alibaba.product/alibaba.category.get-1", "param2/1/com.alibaba.product/alibaba.category.get", ""},
		{"com.alibaba.product/alibaba.category.get-2", "param2/2/com.alibaba.product/alibaba.category.get", ""},
		{"com.alibaba.other/alibaba.category.get", "param2/1/com.alibaba.other/alibaba.category.get", ""},
		{"com.alibaba.x/new.api", "param2/1/com.alibaba.x/new.api", ""},
		{"com.alibaba.x/new.api-12", "param2/12/com.alibaba.x/new.api", ""},
		{"com.alibaba.x/new.api-", "param2/1/com.alibaba.x/new.api-", ""},
		{"com.alibaba.x/new.api-v2", "param2/1/com.alibaba.x/new.api-v2", ""},
		{"com.alibaba.x/new-api.get", "param2/1/com.alibaba.x/new-api.get", ""},
		{"alibaba.category.get-2", "", "must be named <namespace>/<name>"},
		{"new.api", "", "must be named <namespace>/<name>"},
		{"/new.api", "", "must be named <namespace>/<name>"},
		{"com.alibaba.x/", "", "must be named <namespace>/<name>"},
		{"-1", "", "must be named <namespace>/<name>"},
		{"", "", "must be named <namespace>/<name>"},
	}
	for _, c := range cases {
		client, r := responding(t, `{"categoryInfo":[{"categoryID":1}]}`)
		_, err := client.Call(t.Context(), c.name, map[string]any{"categoryID": 1})
		if c.err != "" {
			assert.ErrorContains(t, err, c.err, c.name)
			assert.Zero(t, r.times)
			continue
		}
		require.NotNil(t, r.sent, "%s: %v", c.name, err)
		assert.Equal(t, "/openapi/"+c.path+"/"+testKey, r.sent.URL.Path, c.name)
	}
}

// TestCallReturnsTheBody has it beside the error that it states.
func TestCallReturnsTheBody(t *testing.T) {
	cases := []struct{ name, body, err string }{
		{"alibaba.trade.cancel", `{"success":true}`, ""},
		{"alibaba.trade.cancel", `{"success":false,"errorCode":"E1"}`, "alibaba.trade.cancel: platform error E1"},
		{"com.alibaba.x/new.api", `{"success":false,"a":1}`, "new.api: platform error"},
		{"com.alibaba.x/new.api", `{"anything":1}`, ""},
	}
	arguments := map[string]any{"webSite": "1688", "tradeID": 1, "cancelReason": "other"}
	for _, c := range cases {
		client, _ := responding(t, c.body)
		body, err := client.Call(t.Context(), c.name, arguments)
		assert.Equal(t, c.body, string(body))
		if c.err == "" {
			assert.NoError(t, err)
		} else {
			assert.EqualError(t, err, c.err)
		}
	}
	client, r := responding(t, `{"error_code":"gw.APIACLDecline","error_message":"no"}`)
	body, err := client.Call(t.Context(), "com.alibaba.x/new.api", nil)
	require.EqualError(t, err, "new.api: refused by the platform: gw.APIACLDecline: no")
	assert.Nil(t, body)
	assert.Equal(t, 1, r.times)
}

// TestArgumentsInTheForm shows each kind of argument as it is sent.
func TestArgumentsInTheForm(t *testing.T) {
	client, r := responding(t, `{"success":true}`)
	_, err := client.Call(t.Context(), "com.alibaba.x/new.api", map[string]any{
		"text": "a b&c", "quoted": `"x"`, "number": 17, "yes": true, "list": []int{1, 2}, "object": map[string]int{"a": 1},
		"nothing": nil, "empty": "",
	})
	require.NoError(t, err)
	for _, name := range []string{"access_token", "_aop_signature", "_aop_timestamp"} {
		assert.NotEmpty(t, r.form.Get(name), name)
		r.form.Del(name)
	}
	assert.Equal(t, url.Values{"text": {"a b&c"}, "quoted": {`"x"`}, "number": {"17"}, "yes": {"true"}, "list": {"[1,2]"},
		"object": {`{"a":1}`},
		"empty":  {""}}, r.form)
	assert.Equal(t, "application/x-www-form-urlencoded; charset=utf-8", r.sent.Header.Get("Content-Type"))
}

// TestPartsOfAForm sends a file with its fields beside it, and the credentials where the operation wants them.
func TestPartsOfAForm(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !assert.NoError(t, r.ParseMultipartForm(1<<20)) {
			return
		}
		var query []string
		for _, name := range []string{"access_token", "_aop_timestamp", "_aop_signature", "name"} {
			if r.URL.Query().Has(name) {
				query = append(query, name)
			}
		}
		_, _ = fmt.Fprintf(w, `{"result":{"success":true},"query":%q,"fields":%d,"files":%d}`,
			strings.Join(query, " "), len(r.MultipartForm.Value), len(r.MultipartForm.File))
	}))
	t.Cleanup(server.Close)
	api, ctx := direct(t, server.URL)
	cases := []struct {
		api       string
		arguments map[string]any
		want      string
	}{
		{"alibaba.trade.uploadRefundVoucher", map[string]any{"imageData": "QUJD", "name": "x"},
			`"query":"access_token _aop_timestamp _aop_signature","fields":1,"files":1`},
		{"alibaba.photobank.photo.add", map[string]any{"imageBytes": "QUJD", "name": "x", "albumID": 1, "webSite": "1688"},
			`"query":"","fields":6,"files":1`},
	}
	for _, c := range cases {
		body, _ := api.Call(ctx, c.api, c.arguments)
		assert.Contains(t, string(body), c.want, c.api)
	}
}

func TestRequiredArguments(t *testing.T) {
	for value, want := range map[string]bool{`""`: false, `null`: false, `[]`: false, `"x"`: true, `0`: true, `{}`: true,
		`[1]`: true} {
		client, r := responding(t, `{"success":true}`)
		_, err := client.Call(t.Context(), "alibaba.trade.cancel", raw(`{"webSite":"1688","tradeID":1,"cancelReason":`+value+
			`}`))
		assert.Equal(t, want, err == nil, value)
		assert.Equal(t, want, r.times == 1, value)
	}
}

type raw string

func (r raw) MarshalJSON() ([]byte, error) { return []byte(r), nil }
