package openplatform_test

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
	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

const (
	testKey     = "1000000"
	testSecret  = "planted-app-secret/1"
	testToken   = "planted-access-token+2"
	testSession = "planted-session-3"
	gatewayKey  = "planted-gateway-key-4"
)

// routes are the two ways to the platform, over one server.
var routes = map[string]func(t *testing.T, baseURL string) (*openplatform.Client, context.Context){
	"direct": direct,
	"through the gateway": func(t *testing.T, baseURL string) (*openplatform.Client, context.Context) {
		return via(t, baseURL)
	},
}

func direct(t *testing.T, baseURL string) (*openplatform.Client, context.Context) {
	t.Helper()
	client, err := openplatform.New(testKey, testSecret, openplatform.WithBaseURL(baseURL),
		openplatform.WithAccessToken(testToken),
		openplatform.WithoutValidation(), openplatform.WithClock(func() time.Time { return time.UnixMilli(1533219073000) }))
	require.NoError(t, err)
	return client, context.Background()
}

func via(t *testing.T, baseURL string, opts ...openplatform.ViaOption) (*openplatform.Client, context.Context) {
	t.Helper()
	client, err := ali1688.New(gatewayKey, testSecret, ali1688.WithBaseURL(baseURL), ali1688.WithoutValidation())
	require.NoError(t, err)
	return openplatform.Via(client, opts...), ali1688.WithSession(context.Background(), testSession)
}

// serve answers every call with body, inside the gateway's envelope where the call came through it.
func serve(t *testing.T, status int, body string) (baseURL string, sent *http.Request) {
	t.Helper()
	sent = new(http.Request)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil {
			t.Error(err)
		}
		*sent = *r
		w.WriteHeader(status)
		if strings.HasPrefix(r.URL.Path, "/1688/") && strings.HasPrefix(body, "{") {
			_, _ = fmt.Fprintf(w, `{"response":%s,"error":"","error_code":"0000","request_id":"gw-1.1"}`, body)
			return
		}
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(server.Close)
	return server.URL, sent
}

func cancel(ctx context.Context, c *openplatform.Client) (*platform.TradeCancelResponse, error) {
	return c.Trade.Cancel(ctx, &platform.TradeCancelRequest{
		WebSite: platform.WebSiteChina, TradeID: 202711458975969812, CancelReason: platform.CancelReasonOther,
	})
}

// TestAnswers is what a call gives for what the platform answers, by either route.
func TestAnswers(t *testing.T) {
	cases := []struct {
		name, body string
		status     int
		want       func(*testing.T, *platform.TradeCancelResponse, error)
	}{
		{"success", `{"success":true,"later":1}`, 200, func(t *testing.T, r *platform.TradeCancelResponse, err error) {
			require.NoError(t, err)
			assert.JSONEq(t, `{"success":true,"later":1}`, string(r.Raw), "members that no field names stay reachable")
		}},
		{"success as text", `{"success":"true"}`, 200,
			func(t *testing.T, r *platform.TradeCancelResponse, err error) { require.NoError(t, err) }},
		{"failure", `{"success":false,"errorCode":"ORDER_STATUS_ERROR","errorMessage":"订单状态错误"}`, 200,
			func(t *testing.T, r *platform.TradeCancelResponse, err error) {
				require.ErrorIs(t, err, platform.CodeTradeCancelBadStatus)
				assert.True(t, openplatform.IsCode(err, "400_3", platform.CodeTradeCancelBadStatus))
				assert.NotErrorIs(t, err, openplatform.ErrOutcomeUnknown)
				require.EqualError(t, err, "alibaba.trade.cancel: platform error ORDER_STATUS_ERROR: 订单状态错误")
				assert.Equal(t, "订单状态错误", r.ErrorMessage, "the answer is there beside the error")
			}},
		{"failure whose code is a number", `{"success":false,"errorCode":500}`, 200,
			func(t *testing.T, r *platform.TradeCancelResponse, err error) {
				assert.True(t, openplatform.IsCode(err, "500"), "%v", err)
			}},
		{"refusal", `{"error_code":"gw.APIACLDecline","error_message":"AppKey is not allowed(acl)","exception":""}`, 200,
			refused},
		{"refusal of another status", `{"error_code":"gw.APIACLDecline","error_message":"AppKey is not allowed(acl)"}`, 200,
			refused},
		{"refusal with a message of another kind", `{"error_code":"gw.APIACLDecline","error_message":{"a":1}}`, 200,
			func(t *testing.T, _ *platform.TradeCancelResponse, err error) {
				require.EqualError(t, err, "alibaba.trade.cancel: refused by the platform: gw.APIACLDecline")
			}},
		{"a page", "<html>502</html>", 502, unknown},
		{"half an answer", `{"success":tr`, 200, unknown},
		{"nothing", "", 200, unknown},
		{"another shape", `{"success":{"a":[1]}}`, 200, unknown},
	}
	for _, c := range cases {
		for route, client := range routes {
			t.Run(c.name+", "+route, func(t *testing.T) {
				baseURL, _ := serve(t, c.status, c.body)
				api, ctx := client(t, baseURL)
				answer, err := cancel(ctx, api)
				c.want(t, answer, err)
				noSecret(t, err)
			})
		}
	}
}

func refused(t *testing.T, r *platform.TradeCancelResponse, err error) {
	var e *openplatform.Error
	require.ErrorAs(t, err, &e)
	assert.True(t, e.Refused)
	assert.True(t, openplatform.IsCode(err, "gw.APIACLDecline"))
	assert.EqualError(t, err,
		"alibaba.trade.cancel: refused by the platform: gw.APIACLDecline: AppKey is not allowed(acl)")
	assert.NotErrorIs(t, err, openplatform.ErrOutcomeUnknown, "nothing was done")
	assert.Nil(t, r)
}

func unknown(t *testing.T, _ *platform.TradeCancelResponse, err error) {
	require.ErrorIs(t, err, openplatform.ErrOutcomeUnknown)
	var e *openplatform.UnknownOutcomeError
	require.ErrorAs(t, err, &e)
	assert.Equal(t, platform.EffectCancel, e.Effect)
	assert.Equal(t, "202711458975969812", e.OrderID)
}

// noSecret looks at err in every way in which one prints an error.
func noSecret(t *testing.T, err error) {
	t.Helper()
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Error("call", "err", err)
	for e := err; e != nil; e = errors.Unwrap(e) {
		_, _ = fmt.Fprintf(&log, "%v %+v %q", e, e, e)
	}
	for _, secret := range []string{testSecret, testToken, testSession, gatewayKey} {
		for _, form := range []string{secret, url.QueryEscape(secret)} {
			assert.NotContains(t, log.String(), form)
		}
	}
}

// TestWire looks at what is sent by the platform's own route: a form whose objects are JSON text, signed, no field
// that nobody set.
func TestWire(t *testing.T) {
	baseURL, sent := serve(t, 200, `{"orderPreviewResuslt":[],"success":true}`)
	api, ctx := direct(t, baseURL)
	_, err := api.Trade.CreateOrderPreview(ctx, preview())
	require.NoError(t, err)
	assert.Equal(t, http.MethodPost, sent.Method)
	assert.Equal(t, "/openapi/param2/1/com.alibaba.trade/alibaba.createOrder.preview/"+testKey, sent.URL.Path)
	assert.Empty(t, sent.URL.RawQuery, "no secret in an address")
	form := sent.PostForm
	assert.True(t, platformsign.Signed(strings.TrimPrefix(sent.URL.Path, "/openapi/"), form, testSecret))
	assert.Equal(t, testToken, form.Get("access_token"))
	assert.Equal(t, "1533219073000", form.Get("_aop_timestamp"))
	for _, name := range []string{"_aop_signature", "access_token", "_aop_timestamp"} {
		form.Del(name)
	}
	assert.Equal(t, url.Values{
		"flow":           {"general"},
		"addressParam":   {`{"addressId":33100088282}`},
		"cargoParamList": {`[{"offerId":554456348334,"specId":"b266e0726506185beaf205cbae88530d","quantity":5}]`},
	}, form)
}

func preview() *platform.CreateOrderPreviewRequest {
	return &platform.CreateOrderPreviewRequest{
		AddressParam: platform.OrderAddress{AddressID: openplatform.Ptr(int64(33100088282))},
		CargoParamList: []platform.OrderCargo{{OfferID: openplatform.Ptr(int64(554456348334)),
			SpecID: openplatform.Ptr("b266e0726506185beaf205cbae88530d"), Quantity: 5}},
		Flow: openplatform.Ptr(platform.OrderFlowGeneral),
	}
}

// TestNotSent is what is refused before anything leaves.
func TestNotSent(t *testing.T) {
	for route, client := range routes {
		t.Run(route, func(t *testing.T) {
			baseURL, sent := serve(t, 200, `{"success":true}`)
			api, ctx := client(t, baseURL)
			_, err := api.Trade.Cancel(ctx, &platform.TradeCancelRequest{TradeID: 1})
			require.EqualError(t, err, "alibaba.trade.cancel: cancelReason is missing; the request was not sent")
			_, err = api.Trade.Cancel(ctx, nil)
			require.EqualError(t, err, "alibaba.trade.cancel: cancelReason is missing; the request was not sent")
			gone, stop := context.WithCancel(ctx)
			stop()
			_, err = cancel(gone, api)
			require.ErrorIs(t, err, context.Canceled)
			assert.NotErrorIs(t, err, openplatform.ErrOutcomeUnknown)
			assert.Empty(t, sent.Method)
		})
	}
}

func TestNewRefuses(t *testing.T) {
	for want, c := range map[string]func() (*openplatform.Client, error){
		"app key":    func() (*openplatform.Client, error) { return openplatform.New("abc", testSecret) },
		"app secret": func() (*openplatform.Client, error) { return openplatform.New(testKey, "") },
		"base URL": func() (*openplatform.Client, error) {
			return openplatform.New(testKey, testSecret, openplatform.WithBaseURL("gw.open.1688.com"))
		},
	} {
		_, err := c()
		assert.ErrorContains(t, err, want)
	}
}

// TestCall makes calls without a type, also of operations that the document does not have.
func TestCall(t *testing.T) {
	for route, client := range routes {
		t.Run(route, func(t *testing.T) {
			baseURL, _ := serve(t, 200, `{"result":[1]}`)
			api, ctx := client(t, baseURL)
			body, err := api.Call(ctx, "com.alibaba.example/alibaba.example.get", map[string]any{"a": 1})
			require.NoError(t, err)
			assert.JSONEq(t, `{"result":[1]}`, string(body))
			_, err = api.Call(ctx, "alibaba.example.get", nil)
			assert.ErrorContains(t, err, "<namespace>/<name>")
		})
	}
}

// TestTime has the provider's own example.
func TestTime(t *testing.T) {
	const text = "20180802211113000+0800"
	at, err := openplatform.ParseTime(text)
	require.NoError(t, err)
	assert.True(t, at.Equal(time.Date(2018, 8, 2, 13, 11, 13, 0, time.UTC)))
	assert.Equal(t, "20180802211113007+0800", openplatform.FormatTime(at.Truncate(time.Second).Add(7*time.Millisecond)),
		"milliseconds")
	assert.Equal(t, text, openplatform.FormatTime(at))
	for text, want := range map[string]time.Time{
		"20121222222222+0800": time.Date(2012, 12, 22, 14, 22, 22, 0, time.UTC),
		"2024-06-26 07:57:02": time.Date(2024, 6, 25, 23, 57, 2, 0, time.UTC),
	} {
		at, err := openplatform.ParseTime(text)
		require.NoError(t, err)
		assert.True(t, at.Equal(want), "%s is %s", text, at)
	}
	for _, bad := range []string{"", "2018", "20181302211113000+0800", "2018-08-02 21:11:13.00"} {
		_, err := openplatform.ParseTime(bad)
		assert.Error(t, err, bad)
	}
}
