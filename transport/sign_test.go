package transport_test

import (
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"
)

// vector is what the signs were computed of, with PHP and for the first one with Python, too.
var vector = map[string]string{
	"num_iid": "610947572360", "area_id": "", "sku": "1", "q": "女装 夏&季", "zero": "0", "file": "@/x.jpg", "lang": "zh-CN",
	"api_name": "item_fee", "key": "test_key", "dateline": "2026-01-02 03:04:05",
}

func TestSign(t *testing.T) {
	const short, long = "s3cr3t", "0123456789abcdef0123456789abcdef"
	cases := []struct{ name, secret, want string }{
		{"a secret that is hashed", short, "b3e2adbef1178709332e6e28436d9478"},
		{"its hash", "a4d80eac9ab26a4a2da04125bc2c096a", "b3e2adbef1178709332e6e28436d9478"},
		{"a secret of 32 characters", long, "4f898ce3d66d83d6c083babb6710d7f2"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, transport.Sign(vector, c.secret))
			assert.Equal(t, c.want, transport.Sign(with(vector, "secret", c.secret, "sign", "x"), c.secret), "neither counts")
			assert.NotEqual(t, c.want, transport.Sign(with(vector, "zero", ""), c.secret), "0 counts")
		})
	}
}

func TestSDKSign(t *testing.T) {
	params := map[string]string{
		"key": "test-key", "api_name": "item_get", "dateline": "2026-11-23 08:38:51", "num_iid": "610947572360",
	}
	const want = "058E322122DCB7CDD46A4FEBF48A639E"
	assert.Equal(t, want, transport.SDKSign(params, "test-secret"))
	added := with(params, "secret", "test-secret", "sign", want, "cache", "no", "source_data", "yes", "lang", "cn",
		"desc_lang", "cn", "prop_lang", "cn", "guest_ip", "192.0.2.1", "result_type", "json", "file", "@/x.jpg")
	assert.Equal(t, want, transport.SDKSign(added, "test-secret"), "what the SDK adds later does not count")
	assert.NotEqual(t, want, transport.SDKSign(with(params, "result_type", "xml"), "test-secret"))
	assert.NotEqual(t, want, transport.SDKSign(with(params, "nothing", ""), "test-secret"),
		"an empty value counts by its name")
}

func with(params map[string]string, pairs ...string) map[string]string {
	out := map[string]string{}
	maps.Copy(out, params)
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i]] = pairs[i+1]
	}
	return out
}

// clock is 2026-01-02 03:04:05 in Beijing.
func clock() time.Time { return time.Date(2026, 1, 1, 19, 4, 5, 0, time.UTC) }

// sent returns what goes over the wire for a call.
func sent(t *testing.T, c transport.Config, req *http.Request) (got *http.Request, form url.Values) {
	t.Helper()
	wire := transport.Func(func(r *http.Request) (*http.Response, error) {
		got = r
		if r.Body != nil {
			body, err := io.ReadAll(r.Body)
			require.NoError(t, err)
			assert.Equal(t, r.ContentLength, int64(len(body)))
			form, err = url.ParseQuery(string(body))
			require.NoError(t, err)
		}
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: http.NoBody}, nil
	})
	rsp, err := transport.Gateway(wire, c).RoundTrip(req)
	require.NoError(t, err)
	require.NoError(t, rsp.Body.Close())
	assert.NotContains(t, rsp.Request.URL.String(), c.Secret)
	return got, form
}

func call(t *testing.T, method, query, form string) *http.Request {
	t.Helper()
	req, err := http.NewRequest(method, "http://gateway.test/1688/item_fee/?"+query, strings.NewReader(form))
	require.NoError(t, err)
	if form != "" {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return req
}

func TestSignedCalls(t *testing.T) {
	c := transport.Config{Key: loose.SecretOf("test_key"), Secret: loose.SecretOf("s3cr3t"), Sign: true, Clock: clock}
	q := url.Values{}
	for name, value := range vector {
		if name != "key" && name != "api_name" && name != "dateline" {
			q.Set(name, value)
		}
	}
	t.Run("the vector over the wire", func(t *testing.T) {
		got, _ := sent(t, c, call(t, http.MethodGet, q.Encode(), ""))
		query := got.URL.Query()
		assert.Equal(t, "b3e2adbef1178709332e6e28436d9478", query.Get("sign"))
		assert.Equal(t, "2026-01-02 03:04:05", query.Get("dateline"))
		assert.Equal(t, "test_key", query.Get("key"))
		assert.False(t, query.Has("secret"))
		assert.False(t, query.Has("api_name"), "it is signed and need not be sent")
		assert.NotContains(t, got.URL.String(), "s3cr3t")
	})
	t.Run("a form counts, too", func(t *testing.T) {
		got, form := sent(t, c, call(t, http.MethodPost, "sku=1", "q="+url.QueryEscape(vector["q"])))
		want := map[string]string{"api_name": "item_fee", "key": "test_key", "dateline": "2026-01-02 03:04:05", "sku": "1",
			"q": vector["q"]}
		assert.Equal(t, transport.Sign(want, "s3cr3t"), got.URL.Query().Get("sign"))
		assert.Equal(t, vector["q"], form.Get("q"))
	})
	t.Run("what was added below is signed", func(t *testing.T) {
		c := c
		c.ResultType = "serialize"
		req := call(t, http.MethodGet, "dateline=2020-01-01+00:00:00", "")
		got, _ := sent(t, c, req.WithContext(transport.WithSession(context.Background(), "sess")))
		want := map[string]string{"api_name": "item_fee", "key": "test_key", "dateline": "2020-01-01 00:00:00",
			"session": "sess", "result_type": "serialize"}
		assert.Equal(t, transport.Sign(want, "s3cr3t"), got.URL.Query().Get("sign"))
	})
	t.Run("a query that cannot be read is not sent", func(t *testing.T) {
		_, err := transport.Gateway(nil, c).RoundTrip(call(t, http.MethodGet, "a;b=1", ""))
		assert.EqualError(t, err, "the query cannot be signed, because it cannot be read")
	})
	t.Run("no sign in the request of a response", func(t *testing.T) {
		direct := transport.Func(func(r *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Request: r}, nil
		})
		req := call(t, http.MethodGet, q.Encode(), "")
		rsp, err := transport.Signed(direct, "test_key", "s3cr3t", clock).RoundTrip(req)
		require.NoError(t, err)
		assert.NoError(t, rsp.Body.Close())
		assert.Same(t, req, rsp.Request)
		assert.NotContains(t, rsp.Request.URL.String(), "test_key")
	})
	t.Run("no sign in an error", func(t *testing.T) {
		broken := transport.Func(func(r *http.Request) (*http.Response, error) {
			return nil, errors.New("cannot reach " + r.URL.String())
		})
		_, err := transport.Gateway(broken, c).RoundTrip(call(t, http.MethodGet, q.Encode(), ""))
		require.Error(t, err)
		assert.NotContains(t, err.Error(), "b3e2adbef1178709332e6e28436d9478")
		assert.NotContains(t, err.Error(), "test_key")
	})
}

func TestForm(t *testing.T) {
	c := transport.Config{Key: loose.SecretOf("k3y"), Secret: loose.SecretOf("s3cr3t"), Form: true, ResultType: "xml"}
	for name, req := range map[string]*http.Request{
		"a call by GET": call(t, http.MethodGet, "num_iid=1&q=a+b", ""),
		"beside a form": call(t, http.MethodPost, "num_iid=1", "q=a+b"),
	} {
		t.Run(name, func(t *testing.T) {
			got, form := sent(t, c, req)
			assert.Equal(t, http.MethodPost, got.Method)
			assert.Equal(t, "key=k3y", got.URL.RawQuery)
			assert.Equal(t, "application/x-www-form-urlencoded", got.Header.Get("Content-Type"))
			assert.Equal(t, url.Values{"num_iid": {"1"}, "q": {"a b"}, "secret": {"s3cr3t"}, "result_type": {"xml"}}, form)
		})
	}
	t.Run("signed", func(t *testing.T) {
		c := c
		c.Sign, c.Clock = true, clock
		got, form := sent(t, c, call(t, http.MethodGet, "num_iid=1", ""))
		assert.Equal(t, "key=k3y", got.URL.RawQuery)
		assert.False(t, form.Has("secret"))
		assert.Len(t, form.Get("sign"), 32)
	})
	t.Run("a file keeps its place", func(t *testing.T) {
		req := call(t, http.MethodPost, "num_iid=1", "")
		req.Body, req.ContentLength = io.NopCloser(strings.NewReader("x")), 1
		req.Header.Set("Content-Type", "multipart/form-data; boundary=b")
		got, _ := sent(t, c, req)
		assert.Equal(t, "1", got.URL.Query().Get("num_iid"))
	})
}
