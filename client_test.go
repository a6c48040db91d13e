package ali1688_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
)

const (
	testKey    = "t_planted_key_77"
	testSecret = "planted+secret/88"
)

// serve answers every call with body, and gives the client and what it sent.
func serve(t *testing.T, contentType string, status int, body string) (*ali1688.Client, *http.Request) {
	t.Helper()
	sent := new(http.Request)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil {
			t.Error(err)
		}
		*sent = *r
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(server.Close)
	return client(t, server.URL), sent
}

func client(t *testing.T, baseURL string, opts ...ali1688.Option) *ali1688.Client {
	t.Helper()
	c, err := ali1688.New(testKey, testSecret, append([]ali1688.Option{ali1688.WithBaseURL(baseURL)}, opts...)...)
	require.NoError(t, err)
	return c
}

func itemGet(c *ali1688.Client) (*gateway.ItemGetResponse, error) {
	return c.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"})
}

// TestAnswers checks the client's result for each kind of response, malformed ones included.
func TestAnswers(t *testing.T) {
	const offer = `{"item":{"num_iid":610947572360,"price":"5.40","later":1},"error":"","error_code":"0000"}`
	good := func(t *testing.T, r *gateway.ItemGetResponse, err error) {
		require.NoError(t, err)
		assert.Equal(t, "610947572360", r.Item.NumIID.String())
		assert.Equal(t, "5.40", r.Item.Price.String())
		assert.JSONEq(t, offer, string(r.Raw), "members that no field names stay reachable")
	}
	cases := []struct {
		name        string
		contentType string
		status      int
		body        string
		want        func(*testing.T, *gateway.ItemGetResponse, error)
	}{
		{"json", "application/json", 200, offer, good},
		{"json as html", "text/html; charset=utf-8", 200, offer, good},
		{"no content type", "", 200, offer, good},
		{"byte order mark", "application/json", 200, "\xef\xbb\xbf" + offer, good},
		{"php notice before", "text/html", 200,
			"<br />\n<b>Warning</b>:  mysql_connect() in <b>core.php</b> on line <b>507</b><br />\n" + offer, good},
		{"php notice after", "text/html", 200, offer + "\n<br />\n<b>Notice</b>: Undefined index", good},
		{"gbk", "application/json; charset=utf-8", 200, `{"item":{"title":"` +
			"\xb9\xd9\xcd\xf8\xb6\xe0\xc7\xd7\xca\xd6\xbb\xfa" + `"},"error_code":"0000"}`,
			func(t *testing.T, r *gateway.ItemGetResponse, err error) {
				require.NoError(t, err)
				assert.Equal(t, "官网多亲手机", r.Item.Title)
			}},
		{"success without a code, as in 2019", "application/json", 200, `{"item":{"num_iid":"610947572360"},"cache":0}`,
			func(t *testing.T, r *gateway.ItemGetResponse, err error) {
				require.NoError(t, err)
				assert.Equal(t, "610947572360", r.Item.NumIID.String())
			}},
		{"code 0 as text", "application/json", 200, `{"item":{"num_iid":"610947572360"},"error_code":"0","error":"fine"}`,
			func(t *testing.T, _ *gateway.ItemGetResponse, err error) { require.NoError(t, err) }},
		{"code as a number", "application/json", 200, `{"item":{"num_iid":"610947572360"},"error_code":0}`,
			func(t *testing.T, _ *gateway.ItemGetResponse, err error) { require.NoError(t, err) }},
		{"not found", "application/json", 200,
			`{"error":"item-not-found","reason":"商品没找到","error_code":"2000","success":0,"call_args":[],"request_id":"gw-1.5"}`,
			func(t *testing.T, r *gateway.ItemGetResponse, err error) {
				require.ErrorIs(t, err, ali1688.ErrNotFound)
				assert.True(t, ali1688.IsCode(err, "4013", "2000"))
				assert.False(t, ali1688.IsCode(err, "4013"))
				assert.EqualError(t, err, "item_get: gateway error 2000: item-not-found: 商品没找到 (request gw-1.5)")
				assert.NotNil(t, r, "the answer is there beside the error")
			}},
		{"failure with data", "application/json", 200, `{"item":{"num_iid":"1"},"error":"data error","error_code":"5000"}`,
			func(t *testing.T, r *gateway.ItemGetResponse, err error) {
				require.ErrorIs(t, err, ali1688.ErrUnknownError)
				assert.Equal(t, "1", r.Item.NumIID.String())
			}},
		{"failure in the payload", "application/json", 200, `{"item":{"error":"wrong item"},"error":"","error_code":"0000"}`,
			func(t *testing.T, r *gateway.ItemGetResponse, err error) {
				var e *ali1688.Error
				require.ErrorAs(t, err, &e)
				assert.Equal(t, "wrong item", e.Message)
				assert.NotNil(t, r)
			}},
		{"failure with a payload of another shape", "application/json", 200,
			`{"item":[],"error":"data error","error_code":"5000","request_id":"gw-1.9"}`,
			func(t *testing.T, _ *gateway.ItemGetResponse, err error) {
				require.ErrorIs(t, err, ali1688.ErrUnknownError)
				assert.Contains(t, err.Error(), "gw-1.9")
			}},
		{"text without a code", "application/json", 200, `{"error":"API stopped"}`,
			func(t *testing.T, _ *gateway.ItemGetResponse, err error) {
				var e *ali1688.Error
				require.ErrorAs(t, err, &e)
				assert.Equal(t, "", e.Code)
			}},
		{"key echoed in the reason", "application/json", 200, `{"error":"Key[` + testKey + `]已超量","reason":"Key[` + testKey +
			`]已超量 secret=` + testSecret + `","error_code":"4005"}`,
			func(t *testing.T, _ *gateway.ItemGetResponse, err error) {
				require.ErrorIs(t, err, ali1688.ErrUnauthorized)
				require.ErrorIs(t, err, ali1688.ErrQuotaExceeded, "4005 is overloaded")
				var e *ali1688.Error
				require.ErrorAs(t, err, &e)
				assert.Equal(t, gateway.RetryTomorrow, e.Retry)
				assert.Equal(t, "Key[REDACTED]已超量", e.Message)
			}},
		{"burst", "application/json", 200, `{"error":"不存在相应的数据信息api_init","error_code":"4010"}`,
			func(t *testing.T, _ *gateway.ItemGetResponse, err error) {
				var e *ali1688.Error
				require.ErrorAs(t, err, &e)
				assert.Equal(t, gateway.RetryPause, e.Retry)
			}},
		{"ended plan", "application/json", 200, `{"error":"接口已到期","error_code":"4013"}`,
			func(t *testing.T, _ *gateway.ItemGetResponse, err error) {
				var e *ali1688.Error
				require.ErrorAs(t, err, &e)
				assert.Equal(t, gateway.RetryNever, e.Retry, "no day brings an ended plan back")
			}},
		{"proxy page", "text/html", 502, "<html><body>502 Bad Gateway</body></html>", unreadable(502)},
		{"empty body", "application/json", 200, "", unreadable(200)},
		{"cut body", "application/json", 200, offer[:40], unreadable(200)},
		{"second value", "application/json", 200, offer + offer, unreadable(200)},
		{"plain text", "text/plain", 200, "密钥错误,无权限访问", unreadable(200)},
		{"page with braces", "text/html", 200, "<html><script>var a = {}</script></html>", unreadable(200)},
		{"redirect", "text/html", 302, "", unreadable(302)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			api, _ := serve(t, c.contentType, c.status, c.body)
			answer, err := itemGet(api)
			c.want(t, answer, err)
			noSecret(t, err)
		})
	}
}

func unreadable(status int) func(*testing.T, *gateway.ItemGetResponse, error) {
	return func(t *testing.T, r *gateway.ItemGetResponse, err error) {
		var body *apiclient.BodyError
		require.ErrorAs(t, err, &body)
		assert.Equal(t, status, body.StatusCode)
		assert.Nil(t, r)
	}
}

// noSecret looks at err in every way in which one prints an error.
func noSecret(t *testing.T, err error) {
	t.Helper()
	if err == nil {
		return
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Error("call", "err", err)
	for e := err; e != nil; e = errors.Unwrap(e) {
		log.WriteString(e.Error())
	}
	fmt.Fprintf(&log, "%v %+v", err, err)
	for _, secret := range []string{testKey, testSecret, url.QueryEscape(testSecret)} {
		assert.NotContains(t, log.String(), secret)
	}
}

// TestWire looks at what is sent: credentials in the URL, and no parameter that nobody set.
func TestWire(t *testing.T) {
	ctx := context.Background()
	cases := []struct {
		name  string
		call  func(*ali1688.Client) error
		path  string
		query url.Values
		form  url.Values
	}{
		{"required only", func(c *ali1688.Client) error { _, err := itemGet(c); return err },
			"/1688/item_get/", url.Values{"num_iid": {"610947572360"}}, nil},
		{"a zero that was set", func(c *ali1688.Client) error { _, err := c.CatGet(ctx, nil); return err },
			"/1688/cat_get/", url.Values{"cid": {"0"}}, nil},
		{"texts are escaped", func(c *ali1688.Client) error {
			_, err := c.ItemSearch(ctx,
				&gateway.ItemSearchParams{Q: "女装 夏&季,a+b", StartPrice: ali1688.Ptr(loose.YuanNumber("0.5")),
					Sort: ali1688.Ptr(gateway.ItemSearchSortSalesDescending)})
			return err
		}, "/1688/item_search/", url.Values{"q": {"女装 夏&季,a+b"}, "start_price": {"0.5"}, "sort": {"_sale"}}, nil},
		{"form", func(c *ali1688.Client) error {
			_, err := c.UploadImg(ctx, nil, gateway.UploadImgForm{ImgCode: "aGk="})
			return err
		}, "/1688/upload_img/", url.Values{}, url.Values{"imgcode": {"aGk="}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			api, sent := serve(t, "application/json", 200, `{"item":{"name":"x"},"error_code":"0000"}`)
			if err := c.call(api); !errors.Is(err, ali1688.ErrNoPayload) { // one body does for all but upload_img
				require.NoError(t, err)
			}
			query := sent.URL.Query()
			assert.Equal(t, []string{testKey}, query["key"])
			assert.Equal(t, []string{testSecret}, query["secret"])
			query.Del("key")
			query.Del("secret")
			assert.Equal(t, c.query, query)
			assert.Equal(t, c.path, sent.URL.Path)
			if c.form != nil {
				assert.Equal(t, c.form, sent.PostForm)
			}
		})
	}
}

func TestNew(t *testing.T) {
	cases := []struct {
		name, key string
		opt       ali1688.Option
		want      string
	}{
		{"no key", "", ali1688.WithTimeout(0), "ali1688: the key is empty; it is shown in the gateway's console"},
		{"no scheme", "k", ali1688.WithBaseURL("api-gw.onebound.cn"),
			"ali1688: the base URL must be scheme://host[:port], such as http://127.0.0.1:1688"},
		{"credentials in the address", "k", ali1688.WithBaseURL("https://u:p@host"),
			"ali1688: the base URL must be scheme://host[:port], such as http://127.0.0.1:1688"},
		{"platform", "k", ali1688.WithPlatform("a/b"),
			"ali1688: the platform must be a plain name such as 1688 or 1688global"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := ali1688.New(c.key, "s", c.opt)
			assert.EqualError(t, err, c.want)
		})
	}
}
