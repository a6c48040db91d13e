package openplatform_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/openplatform"
)

// responder is a transport that answers every request with a body and notes the last one.
type responder struct {
	body  string
	sent  *http.Request
	form  url.Values
	times int
}

func (r *responder) RoundTrip(req *http.Request) (*http.Response, error) {
	text, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	r.form, err = url.ParseQuery(string(text))
	r.sent = req
	r.times++
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(r.body)),
		Request: req}, err
}

func responding(t *testing.T, body string, opts ...openplatform.Option) (*openplatform.Client, *responder) {
	t.Helper()
	r := &responder{body: body}
	opts = append([]openplatform.Option{
		openplatform.WithHTTPClient(&http.Client{Transport: r}), openplatform.WithAccessToken(testToken),
		openplatform.WithoutValidation(),
	}, opts...)
	client, err := openplatform.New(testKey, testSecret, opts...)
	require.NoError(t, err)
	return client, r
}

func TestAppKeyAndBaseURL(t *testing.T) {
	cases := []struct{ key, secret, baseURL, want string }{
		{testKey, testSecret, "https://gw.open.1688.com", ""},
		{testKey, testSecret, "http://127.0.0.1:1688/", ""},
		{"", testSecret, "https://a.test", "the app key must be digits"},
		{"12a", testSecret, "https://a.test", "the app key must be digits"},
		{testKey, "", "https://a.test", "the app secret is empty"},
		{testKey, testSecret, "https://gw.open.1688.com/openapi", "without /openapi, which the client appends"},
		{testKey, testSecret, "", "the base URL must be"},
		{testKey, testSecret, "a.test/openapi", "the base URL must be"},
		{testKey, testSecret, "ftp://a.test", "the base URL must be"},
		{testKey, testSecret, "https://user@a.test", "the base URL must be"},
		{testKey, testSecret, "https://a.test?x=1", "the base URL must be"},
		{testKey, testSecret, "https:///openapi", "the base URL must be"},
		{testKey, testSecret, "https://a.test/%zz", "the base URL must be"},
	}
	for _, c := range cases {
		_, err := openplatform.New(c.key, c.secret, openplatform.WithBaseURL(c.baseURL))
		if c.want == "" {
			assert.NoError(t, err, c.baseURL)
		} else {
			assert.ErrorContains(t, err, c.want, "%q %q", c.key, c.baseURL)
		}
	}
}

func TestAddress(t *testing.T) {
	for baseURL, want := range map[string]string{
		"": "https://gw.open.1688.com/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancel/" +
			testKey,
		"https://a.test/x":       "https://a.test/x/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancel/" + testKey,
		"https://a.test:8443/x/": "https://a.test:8443/x/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancel/" + testKey,
	} {
		var opts []openplatform.Option
		if baseURL != "" {
			opts = append(opts, openplatform.WithBaseURL(baseURL))
		}
		client, r := responding(t, `{"success":true}`, opts...)
		_, err := cancel(t.Context(), client)
		require.NoError(t, err)
		assert.Equal(t, want, r.sent.URL.String())
	}
}

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
	_, err = client.Call(t.Context(), "alibaba.trade.cancel", map[string]any{"webSite": "1688"})
	require.ErrorContains(t, err, "is missing; the request was not sent")
	_, err = client.Call(t.Context(), "com.alibaba.x/new.api", []int{1})
	require.ErrorContains(t, err, "new.api: the arguments cannot be encoded")
	_, err = client.Call(t.Context(), "com.alibaba.x/new.api", func() {})
	require.ErrorContains(t, err, "new.api: the arguments cannot be encoded")
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

	_, err = client.Call(t.Context(), "subaccount.auth.list", map[string]any{"subUserIdentityList": "not a list"})
	assert.Error(t, err, "a joined list that is none")
	_, err = client.Call(t.Context(), "alibaba.trade.uploadRefundVoucher", map[string]any{"imageData": "not base64!"})
	assert.ErrorContains(t, err, "base64")
	assert.Equal(t, 1, r.times)
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

func TestTimeout(t *testing.T) {
	for _, limit := range []time.Duration{time.Second, 60 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			var opts []openplatform.Option
			if limit != 60*time.Second { // which it is without the option
				opts = append(opts, openplatform.WithTimeout(limit))
			}
			client, err := openplatform.New(testKey, testSecret, append(opts, openplatform.WithAccessToken(testToken),
				openplatform.WithHTTPClient(&http.Client{Transport: hanging{}}))...)
			require.NoError(t, err)
			start := time.Now()
			_, err = cancel(t.Context(), client)
			assert.ErrorIs(t, err, openplatform.ErrOutcomeUnknown)
			assert.Equal(t, limit, time.Since(start))
		})
	}
}

// hanging never answers.
type hanging struct{}

func (hanging) RoundTrip(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

func TestStrictDecoding(t *testing.T) {
	const body = `{"success":true,"errorMessage":{"a":1}}`
	client, _ := responding(t, body)
	answer, err := cancel(t.Context(), client)
	require.NoError(t, err)
	assert.Len(t, answer.Unread, 1)
	client, _ = responding(t, body, openplatform.WithStrictDecoding())
	_, err = cancel(t.Context(), client)
	require.ErrorIs(t, err, openplatform.ErrOutcomeUnknown)
	var broken *openplatform.BodyError
	require.ErrorAs(t, err, &broken)
	assert.Equal(t, body, string(broken.Body))
}

func TestMaxValues(t *testing.T) {
	const body = `{"success":true,"more":[1,2,3,4,5,6,7,8,9]}`
	client, _ := responding(t, body, openplatform.WithMaxValues(20))
	_, err := cancel(t.Context(), client)
	require.NoError(t, err)
	client, _ = responding(t, body, openplatform.WithMaxValues(5))
	_, err = cancel(t.Context(), client)
	assert.ErrorIs(t, err, openplatform.ErrOutcomeUnknown)
}

func TestHTTPStatus(t *testing.T) {
	cases := []struct {
		status     int
		body, want string
	}{
		{200, `{"success":true}`, ""},
		{500, `{"success":true}`, "an HTTP status other than 200 comes with a reason or not from the platform"},
		{403, `{"error_code":"401","error_message":"no"}`, "alibaba.trade.cancel: refused by the platform: 401: no"},
		{200, `<html>`, "it is not JSON"},
		{200, `{"success":true}x`, "it is not JSON"},
	}
	for _, c := range cases {
		baseURL, _ := serve(t, c.status, c.body)
		api, ctx := direct(t, baseURL)
		_, err := cancel(ctx, api)
		if c.want == "" {
			assert.NoError(t, err)
		} else {
			assert.ErrorContains(t, err, c.want)
		}
		var broken *openplatform.BodyError
		if errors.As(err, &broken) {
			assert.Equal(t, []any{c.status, c.body, "text/plain; charset=utf-8"}, []any{broken.StatusCode, string(broken.Body),
				strings.Replace(broken.ContentType, "text/html", "text/plain", 1)})
		}
	}
}

func TestAuthorize(t *testing.T) {
	client, r := responding(t, `{"access_token":"planted-access","refresh_token":"planted-refresh","expires_in":"60"}`,
		openplatform.WithClock(func() time.Time { return time.Unix(1000, 0) }))
	address, err := client.AuthorizeURL("https://a.test/back?x=1", "my state")
	require.NoError(t, err)
	assert.Equal(t, "https://auth.1688.com/oauth/authorize?client_id="+testKey+
		"&redirect_uri=https%3A%2F%2Fa.test%2Fback%3Fx%3D1&site=1688&state=my+state", address)
	token, err := client.Exchange(t.Context(), "planted-code", "https://a.test/back")
	require.NoError(t, err)
	assert.Equal(t, url.Values{"client_id": {testKey}, "client_secret": {testSecret}, "grant_type": {"authorization_code"},
		"need_refresh_token": {"true"}, "code": {"planted-code"}, "redirect_uri": {"https://a.test/back"}}, r.form)
	assert.Equal(t, []string{"planted-access", "planted-refresh"}, []string{token.Access.Reveal(), token.Refresh.Reveal()})
	assert.Equal(t, time.Unix(1060, 0), token.Expires)

	through, _ := via(t, "https://a.test")
	_, err = through.AuthorizeURL("https://a.test/back", "")
	assert.ErrorContains(t, err, "which a client of Via has not")
	_, err = through.Exchange(t.Context(), "planted-code", "https://a.test/back")
	assert.ErrorContains(t, err, "which a client of Via has not")
}

func TestExchangeFails(t *testing.T) {
	cases := []struct{ body, want string }{
		{`{"error":"invalid_grant","error_description":"used planted-code"}`,
			"getToken: refused by the platform: invalid_grant: used REDACTED"},
		{`{"error":"invalid_grant"}`, "getToken: refused by the platform: invalid_grant"},
		{`{}`, "getToken: refused by the platform"},
		{`{"error_code":"500","error_message":"no"}`, "getToken: refused by the platform: 500: no"},
		{`{"access_token":[1]}`, "the response cannot be read"},
		{`<html>`, "it is not JSON"},
	}
	for _, c := range cases {
		client, _ := responding(t, c.body)
		token, err := client.Exchange(t.Context(), "planted-code", "https://a.test/back")
		assert.ErrorContains(t, err, c.want, c.body)
		assert.NotContains(t, fmt.Sprint(err), "planted-code")
		assert.True(t, token.Access.IsEmpty())
	}
}

// memberTokens gives each member's token, and fails without a member.
type memberTokens struct{}

type memberKey struct{}

func (memberTokens) AccessToken(ctx context.Context) (string, error) {
	member, ok := ctx.Value(memberKey{}).(string)
	if !ok {
		return "", errors.New("no member")
	}
	return "planted-token-of-" + member, nil
}

func TestTokenSource(t *testing.T) {
	client, r := responding(t, `{"success":true}`, openplatform.WithTokenSource(memberTokens{}))
	_, err := cancel(context.WithValue(t.Context(), memberKey{}, "a"), client)
	require.NoError(t, err)
	assert.Equal(t, "planted-token-of-a", r.form.Get("access_token"))
	_, err = cancel(t.Context(), client)
	assert.EqualError(t, err, "alibaba.trade.cancel: there is no access token, so the request was not sent: no member")
	client, r = responding(t, `{"success":true}`, openplatform.WithAccessToken(""))
	_, err = cancel(t.Context(), client)
	assert.ErrorContains(t, err, "the access token is empty")
	assert.Zero(t, r.times)
}

// TestTokenOfPublicOperations is sent where there is one, as the platform's pages have it.
func TestTokenOfPublicOperations(t *testing.T) {
	request := &platform.GetCategoryRequest{}
	client, r := responding(t, `{"categoryInfo":[{"categoryID":1}]}`)
	_, err := client.Categories.GetCategory(t.Context(), request)
	require.NoError(t, err)
	assert.Equal(t, testToken, r.form.Get("access_token"))
	client, r = responding(t, `{"categoryInfo":[{"categoryID":1}]}`, openplatform.WithTokenSource(nil))
	_, err = client.Categories.GetCategory(t.Context(), request)
	require.NoError(t, err)
	assert.False(t, r.form.Has("access_token"))
}

// TestGatewayOptions looks at what the gateway is asked for beside the call.
func TestGatewayOptions(t *testing.T) {
	cases := []struct {
		name        string
		opts        []openplatform.ViaOption
		fresh       bool
		change      bool
		cache, lang string
	}{
		{name: "a read"},
		{name: "a change", change: true, cache: "no"},
		{name: "a fresh read", fresh: true, cache: "no"},
		{name: "a read with the option", opts: []openplatform.ViaOption{openplatform.WithCache(gateway.CacheModeYes)},
			cache: "yes"},
		{name: "a change with the option", opts: []openplatform.ViaOption{openplatform.WithCache(gateway.CacheModeYes)},
			change: true, cache: "no"},
		{name: "a language", opts: []openplatform.ViaOption{openplatform.WithLang("en")}, lang: "en"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			baseURL, sent := serve(t, 200, `{"success":true,"result":[{"idOfStr":"1"}]}`)
			api, ctx := via(t, baseURL, c.opts...)
			if c.fresh {
				ctx = openplatform.WithoutCache(ctx)
			}
			var err error
			if c.change {
				_, err = cancel(ctx, api)
			} else {
				_, err = api.Trade.GetBuyerOrderList(ctx, nil)
			}
			require.NoError(t, err)
			assert.Equal(t, []string{c.cache, c.lang}, []string{sent.Form.Get("cache"), sent.Form.Get("lang")})
		})
	}
}

// TestGatewayEnvelope is what a call gives for what the gateway has around a response.
func TestGatewayEnvelope(t *testing.T) {
	cases := []struct {
		name, body string
		unknown    bool
		err        string
	}{
		{"a response", `{"response":{"success":true},"error_code":"0000"}`, false, ""},
		{"a response without a code", `{"response":{"success":true}}`, false, ""},
		{"a response beside another's failure",
			`{"response":{"success":false,"errorCode":"E1"},"error_code":"0000","error":"E1"}`, false,
			"alibaba.trade.cancel: platform error E1"},
		{"no response", `{"error_code":"0000"}`, true, "holds nothing that was asked for"},
		{"a code beside a response", `{"response":{"success":true},"error_code":"4013","error":"x","reason":"x"}`, false,
			"4013"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				_,
					_ = io.WriteString(w, c.body)
			}))
			t.Cleanup(server.Close)
			client, err := ali1688.New(gatewayKey, testSecret, ali1688.WithBaseURL(server.URL))
			require.NoError(t, err)
			_, err = cancel(t.Context(), openplatform.Via(client))
			assert.Equal(t, c.unknown, errors.Is(err, openplatform.ErrOutcomeUnknown))
			if c.err == "" {
				assert.NoError(t, err)
			} else {
				assert.ErrorContains(t, err, c.err)
			}
		})
	}
}
