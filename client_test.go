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
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"
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

// TestNotSent is what the client refuses before it costs money.
func TestNotSent(t *testing.T) {
	ctx := context.Background()
	api, sent := serve(t, "application/json", 200, `{}`)
	for want, call := range map[string]func() error{
		"item_get: num_iid is missing; the request was not sent": func() error {
			_,
				err := api.ItemGet(ctx, nil)
			return err
		},
		"seller_info: one of sid, seller_id, shop_url, nick is needed; the request was not sent": func() error {
			_, err := api.SellerInfo(ctx, &gateway.SellerInfoParams{})
			return err
		},
		"upload_img: imgcode is missing; the request was not sent": func() error {
			_, err := api.UploadImg(ctx, nil, gateway.UploadImgForm{})
			return err
		},
	} {
		assert.EqualError(t, call(), want)
	}
	assert.Nil(t, sent.URL)
}

// TestSession looks at calls that act for an account.
func TestSession(t *testing.T) {
	const session = "planted_session_99"
	ctx := ali1688.WithSession(context.Background(), session)
	params := &gateway.CustomParams{Method: ali1688.Ptr("com.alibaba.trade/alibaba.trade.cancel"),
		OArgs: ali1688.Ptr(`{"webSite":"1688"}`), Arguments: map[string]string{"a b": "1&2"}}

	api, sent := serve(t, "application/json", 200,
		`{"response":{"error_code":"gw.ParamMissing","error_message":"orderId is missing"},"error_code":"0000"}`)
	answer, err := api.Custom(ctx, params)
	require.ErrorContains(t, err, "gw.ParamMissing: orderId is missing")
	require.NotNil(t, answer)
	query := sent.URL.Query()
	assert.Equal(t, session, query.Get("session"))
	assert.JSONEq(t, `{"webSite":"1688"}`, query.Get("_o_args"))
	assert.Equal(t, "1&2", query.Get("a b"))

	_, err = client(t, "http://127.0.0.1:1").Custom(ctx, params)
	noSecret(t, err)
	assert.NotContains(t, err.Error(), session)

	api, sent = serve(t, "application/json", 200, `{"response":[],"error_code":"0000"}`)
	_, err = api.Custom(context.Background(), params)
	require.NoError(t, err)
	assert.False(t, sent.URL.Query().Has("session"))
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

// TestNoAnswer is what happens when nothing comes back. Nothing outlives its deadline, and no error holds a secret.
func TestNoAnswer(t *testing.T) {
	stuck := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	t.Cleanup(stuck.Close)
	t.Run("refused", func(t *testing.T) {
		_, err := itemGet(client(t, "http://127.0.0.1:1"))
		require.ErrorContains(t, err, "connection refused")
		noSecret(t, err)
	})
	t.Run("timeout", func(t *testing.T) {
		_, err := itemGet(client(t, stuck.URL, ali1688.WithTimeout(20*time.Millisecond)))
		require.ErrorIs(t, err, context.DeadlineExceeded)
		noSecret(t, err)
	})
	t.Run("cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		_, err := client(t, stuck.URL).ItemGet(ctx, &gateway.ItemGetParams{NumIID: "1"})
		require.ErrorIs(t, err, context.Canceled)
		noSecret(t, err)
	})
	t.Run("a transport that prints the URL", func(t *testing.T) {
		chatty := &http.Client{Transport: transport.Func(func(r *http.Request) (*http.Response, error) {
			return nil, fmt.Errorf("cannot reach %s", r.URL)
		})}
		_, err := itemGet(client(t, "http://gateway.test", ali1688.WithHTTPClient(chatty)))
		require.ErrorContains(t, err, "cannot reach")
		noSecret(t, err)
	})
}

func TestRedirectIsNotFollowed(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter,
		*http.Request) {
		t.Error("the secret went elsewhere")
	}))
	t.Cleanup(elsewhere.Close)
	here := httptest.NewServer(http.RedirectHandler(elsewhere.URL, http.StatusFound))
	t.Cleanup(here.Close)
	_, err := itemGet(client(t, here.URL))
	require.Error(t, err)
	noSecret(t, err)
}

// TestPages goes through lists as the gateway hands them out.
func TestPages(t *testing.T) {
	row := func(id int) string { return fmt.Sprintf(`{"title":"t","num_iid":"%d"}`, id) }
	page := func(count string, rows ...string) string {
		return `{"items":{` + count + `"item":[` + strings.Join(rows, ",") + `]},"error_code":"0000"}`
	}
	cases := []struct {
		name  string
		pages []string
		rows  int
		calls int
		want  error
	}{
		{"to the last page", []string{page(`"pagecount":2,`, row(1), row(2)), page(`"pagecount":2,`, row(3))}, 3, 2, nil},
		{"the newer name of the count", []string{page(`"page_count":1,`, row(1))}, 1, 1, nil},
		{"without a count, to an empty page", []string{page("", row(1)), page("")}, 1, 2, nil},
		{"without a count, to a repeated page", []string{page("", row(1)), page("", row(1))}, 1, 2, nil},
		{"to code 2000", []string{page("", row(1)), `{"error":"item-not-found","error_code":"2000"}`}, 1, 2, nil},
		{"nothing found", []string{`{"error":"item-not-found","error_code":"2000"}`}, 0, 1, nil},
		{"to a failure", []string{page("", row(1)), `{"error":"已超量","error_code":"4013"}`}, 1, 2, ali1688.ErrQuotaExceeded},
		{"a failure with rows", []string{`{"items":{"item":[` + row(1) + `]},"error":"data error","error_code":"5000"}`}, 1,
			1, ali1688.ErrUnknownError},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			calls := 0
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				assert.Equal(t, fmt.Sprint(calls+1), r.URL.Query().Get("page"))
				_, _ = io.WriteString(w, c.pages[calls])
				calls++
			}))
			t.Cleanup(server.Close)
			rows, failed := 0, error(nil)
			for item, err := range client(t, server.URL).ItemSearchAll(context.Background(),
				&gateway.ItemSearchParams{Q: "女装"}) {
				if failed = err; err == nil {
					rows++
					assert.NotEmpty(t, item.NumIID.String())
				}
			}
			require.ErrorIs(t, failed, c.want)
			assert.Equal(t, c.rows, rows)
			assert.Equal(t, c.calls, calls)
		})
	}
}

// TestRowsInTwoPlaces reads rows where the provider's table has them, and where its sample does.
func TestRowsInTwoPlaces(t *testing.T) {
	for _, body := range []string{
		`{"items":{"pagecount":1,"item":[{"title":"厂"}]},"error_code":"0000"}`,
		`{"item":[{"title":"厂"}],"error_code":"2000"}`,
	} {
		api, _ := serve(t, "application/json", 200, body)
		rows := 0
		for row, err := range api.ItemSearchFactoryAll(context.Background(), &gateway.ItemSearchFactoryParams{Q: "a"}) {
			require.NoError(t, err)
			assert.Equal(t, "厂", row.Title)
			rows++
		}
		assert.Equal(t, 1, rows)
	}
}

func TestQuota(t *testing.T) {
	cases := map[string]struct {
		want ali1688.Quota
		left int64
		ok   bool
	}{
		"today:58 max:10100 all[106=58+24+24];expires:2030-12-31": {ali1688.Quota{Today: 58, Max: 10100, Total: 106,
			Expires: "2030-12-31"}, 10042, true},
		"today:10 max:10 all[10=10+0+0];expires:": {ali1688.Quota{Today: 10, Max: 10, Total: 10}, 0, true},
		"today: max:20000 all[=++];expires:2024-01-16": {ali1688.Quota{Today: -1, Max: 20000, Total: -1,
			Expires: "2024-01-16"}, -1, true},
		"today:7 max:10000": {ali1688.Quota{Today: 7, Max: 10000, Total: -1}, 9993, true},
		"today: max:":       {ali1688.Quota{Today: -1, Max: -1, Total: -1}, -1, true},
		"something else":    {ali1688.Quota{Today: -1, Max: -1, Total: -1}, -1, false},
	}
	for text, c := range cases {
		got, ok := ali1688.ParseQuota(text)
		assert.Equal(t, c.want, got, text)
		assert.Equal(t, c.left, got.Left(), text)
		assert.Equal(t, c.ok, ok, text)
	}
}
