package ali1688_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/transport"
)

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
