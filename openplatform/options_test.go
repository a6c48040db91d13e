package openplatform_test

import (
	"errors"
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
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
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

// unreachable notes the hosts that are asked, and reaches none.
type unreachable struct{ hosts []string }

func (u *unreachable) RoundTrip(r *http.Request) (*http.Response, error) {
	u.hosts = append(u.hosts, r.URL.Host)
	return nil, io.ErrUnexpectedEOF
}

// TestFallback asks the second host after the first one failed.
func TestFallback(t *testing.T) {
	network := new(unreachable)
	client, err := openplatform.New(testKey, testSecret, openplatform.WithHTTPClient(&http.Client{Transport: network}),
		openplatform.WithBaseURL("http://a.test"), openplatform.WithAccessToken(testToken),
		openplatform.WithFallback(apiclient.Fallback{Hosts: []string{"http://b.test"}}))
	require.NoError(t, err)
	_, err = client.Call(t.Context(), "alibaba.category.get", map[string]any{"categoryID": 0})
	require.Error(t, err)
	assert.Equal(t, []string{"a.test", "b.test"}, network.hosts)
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
