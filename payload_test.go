package ali1688_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/testkit/examplecalls"
	"github.com/go-ali1688/ali1688/transport"
)

// blockPage is the JSON with which Alibaba refuses a robot.
const blockPage = `{"ret":["FAIL_SYS_USER_VALIDATE","RGV587_ERROR::SM::哎哟喂,被挤爆啦"],"v":"1.0"}`

// TestNoPayload sends bodies that state no failure and hold nothing to every operation.
func TestNoPayload(t *testing.T) {
	bodies := []string{
		`{}`, `null`, `{"error_code":"0000"}`, `{"error_code":0,"error":""}`, `{"error":"success"}`, `{"foo":1}`,
		`{"item":{},"error_code":"0000"}`, `{"item":null,"items":null,"user":null,"response":null,"error_code":"0000"}`,
		`{"item":{},"items":{},"user":{},"response":{},"itme":{},"itmes":{},"error_code":"0000"}`,
		`{"code":500,"message":"Internal Server Error"}`, blockPage,
	}
	for _, body := range bodies {
		api, _ := serve(t, "application/json", 200, body)
		for _, call := range examplecalls.All {
			answer, err := call.Make(context.Background(), api)
			want := ali1688.ErrNoPayload
			if call.Name == "upload_img" {
				want = ali1688.ErrImageRefused
			}
			require.ErrorIs(t, err, want, "%s: %s", call.Name, body)
			assert.NotNil(t, answer, "the response is beside the error")
			assert.NotErrorIs(t, err, ali1688.ErrNotFound)
			var e *ali1688.Error
			require.ErrorAs(t, err, &e)
			assert.NotEmpty(t, e.Raw)
		}
	}
}

// TestUnstatedFailures has bodies that state a failure in other ways than by a code.
func TestUnstatedFailures(t *testing.T) {
	cases := []struct {
		name, body, want string
		is               error
		retry            gateway.Retry
	}{
		{"empty map of PHP", `{"item":[],"error":"","error_code":"0000"}`,
			"item_get: the response holds nothing that was asked for", ali1688.ErrNoPayload, gateway.RetryLater},
		{"another server", `{"code":500,"message":"Internal Server Error"}`,
			"item_get: the response holds nothing that was asked for: Internal Server Error", ali1688.ErrNoPayload,
			gateway.RetryLater},
		{"wrong key in the reason", `{"success":0,"error":"","reason":"key error"}`,
			"item_get: gateway error: key error", ali1688.ErrUnauthorized, gateway.RetryNever},
		{"wrong key in the error", `{"error":"密钥错误,无权限访问","success":0}`,
			"item_get: gateway error: 密钥错误,无权限访问", ali1688.ErrUnauthorized, gateway.RetryNever},
		{"wrong key in GBK, as text", "\xc3\xdc\xd4\xbf\xb4\xed\xce\xf3,\xce\xde\xc8\xa8\xcf\xde\xb7\xc3\xce\xca",
			"item_get: gateway error: 密钥错误,无权限访问", ali1688.ErrUnauthorized, gateway.RetryNever},
		{"another item", `{"item":{"num_iid":"42","title":"t"},"error_code":"0000"}`,
			"item_get: the response is about something else than was asked for: num_iid 610947572360 was asked for, 42 came",
			ali1688.ErrWrongItem, gateway.RetrySoon},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			api, _ := serve(t, "text/html", 200, c.body)
			answer, err := itemGet(api)
			require.ErrorIs(t, err, c.is)
			require.Regexp(t, "^"+c.want+"$", err.Error())
			assert.Equal(t, c.retry, ali1688.RetryOf(err).Retry)
			assert.Equal(t, c.body[0] == '{', answer != nil)
		})
	}
}

// TestPageOfWords is a proxy's page, which may hold any words.
func TestPageOfWords(t *testing.T) {
	api, _ := serve(t, "text/html", 200, "<html><body>key error</body></html>")
	_, err := itemGet(api)
	require.NotErrorIs(t, err, ali1688.ErrUnauthorized)
	assert.Equal(t, ali1688.RetryAdvice{Retry: gateway.RetryPause, Charged: "unclear"}, ali1688.RetryOf(err))
}

// TestErrorOfTheRows is a failure that a search states beside its rows, with a code of success.
func TestErrorOfTheRows(t *testing.T) {
	api, _ := serve(t, "application/json", 200,
		`{"items":{"error":"data error","item":[]},"error":"","error_code":"0000"}`)
	answer, err := api.ItemSearch(context.Background(), &gateway.ItemSearchParams{Q: "a"})
	require.EqualError(t, err, "item_search: gateway error: data error")
	assert.NotNil(t, answer)

	api, _ = serve(t, "application/json", 200,
		`{"items":{"error":"","page":"1","item":[]},"error":"","error_code":"0000"}`)
	answer, err = api.ItemSearch(context.Background(), &gateway.ItemSearchParams{Q: "a"})
	require.NoError(t, err, "an empty page that is stated is a success")
	assert.Empty(t, answer.Items.Item)
}

// TestWrongThing asks for one thing and gets another, by every operation whose response names the thing.
func TestWrongThing(t *testing.T) {
	ctx := context.Background()
	api, _ := serve(t, "application/json", 200,
		`{"item":{"num_iid":42,"detailModel":{"offerId":"42"}},"items":{"num_iid":"42","page":"1"},"user":{"sid":"b2b-42"},`+
			`"error_code":"0000"}`)
	sid := func(sid string) error {
		_, err := api.SellerInfo(ctx, &gateway.SellerInfoParams{SID: &sid})
		return err
	}
	for name, call := range map[string]func(id string) error{
		"item_get": func(id string) error { _, err := api.ItemGet(ctx, &gateway.ItemGetParams{NumIID: id}); return err },
		"item_get_pro": func(id string) error {
			_, err := api.ItemGetPro(ctx, &gateway.ItemGetProParams{NumIID: id})
			return err
		},
		"item_cat_get": func(id string) error {
			_, err := api.ItemCatGet(ctx, &gateway.ItemCatGetParams{NumIID: id})
			return err
		},
		"item_fee": func(id string) error {
			_, err := api.ItemFee(ctx, &gateway.ItemFeeParams{NumIID: id, AreaID: "1"})
			return err
		},
		"item_get_app": func(id string) error {
			_, err := api.ItemGetApp(ctx, &gateway.ItemGetAppParams{NumIID: id})
			return err
		},
		"item_review": func(id string) error {
			_, err := api.ItemReview(ctx, &gateway.ItemReviewParams{NumIID: id, UserID: "1", Nick: "n"})
			return err
		},
	} {
		require.NoError(t, call("42"), name)
		require.ErrorIs(t, call("43"), ali1688.ErrWrongItem, name)
	}
	require.NoError(t, sid("b2b-42"))
	require.NoError(t, sid("winport"))
	require.ErrorIs(t, sid("b2b-43"), ali1688.ErrWrongItem)
}

// TestRetryOf gives every error of a call a class, and never takes one for free that may have been charged.
func TestRetryOf(t *testing.T) {
	refused := &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	failing := func(err error) *ali1688.Client {
		return client(t, "http://gateway.test", ali1688.WithHTTPClient(&http.Client{
			Transport: transport.Func(func(*http.Request) (*http.Response, error) { return nil, err }),
		}))
	}
	answering := func(status int, body string) *ali1688.Client {
		c, _ := serve(t, "text/html", status, body)
		return c
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	ctx := context.Background()
	const quota = `{"error":"已超量","error_code":"4013"}`
	cases := []struct {
		name   string
		ctx    context.Context
		client *ali1688.Client
		item   ali1688.RetryAdvice
		custom gateway.Retry
	}{
		{"refused connection", ctx, client(t, "http://127.0.0.1:1"), ali1688.RetryAdvice{Retry: "soon", Charged: "no"},
			"soon"},
		{"cancelled before", cancelled, answering(200, "{}"), ali1688.RetryAdvice{Retry: "never", Charged: "no"}, "never"},
		{"who knows", ctx, failing(refused), ali1688.RetryAdvice{Retry: "soon", Charged: "unclear"}, "never"},
		{"time is up", ctx, failing(context.DeadlineExceeded), ali1688.RetryAdvice{Retry: "soon", Charged: "unclear"},
			"never"},
		{"cancelled meanwhile", ctx, failing(context.Canceled), ali1688.RetryAdvice{Retry: "never", Charged: "unclear"},
			"never"},
		{"HTTP 502", ctx, answering(502, "<html>"), ali1688.RetryAdvice{Retry: "pause", Charged: "unclear"}, "never"},
		{"HTTP 429", ctx, answering(429, "slow down"), ali1688.RetryAdvice{Retry: "pause", Charged: "unclear"}, "never"},
		{"HTTP 404", ctx, answering(404, "not found"), ali1688.RetryAdvice{Retry: "never", Charged: "unclear"}, "never"},
		{"cut body", ctx, answering(200, `{"item":{"num`), ali1688.RetryAdvice{Retry: "soon", Charged: "unclear"}, "never"},
		{"no body", ctx, answering(200, ""), ali1688.RetryAdvice{Retry: "soon", Charged: "unclear"}, "never"},
		{"nothing in it", ctx, answering(200, "{}"), ali1688.RetryAdvice{Retry: "later", Charged: "unclear"}, "never"},
		{"quota", ctx, answering(200, quota), ali1688.RetryAdvice{Retry: "tomorrow", Charged: "unclear"}, "tomorrow"},
		{"unknown error", ctx, answering(200, `{"error_code":"5000"}`),
			ali1688.RetryAdvice{Retry: "soon", Charged: "unclear"}, "never"},
		{"not found", ctx, answering(200, `{"error_code":"2000"}`), ali1688.RetryAdvice{Retry: "later", Charged: "yes"},
			"later"},
		{"unknown code", ctx, answering(200, `{"error_code":"9999"}`),
			ali1688.RetryAdvice{Retry: "never", Charged: "unclear"}, "never"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := c.client.ItemGet(c.ctx, &gateway.ItemGetParams{NumIID: "1"})
			assert.Equal(t, c.item, ali1688.RetryOf(err), "%v", err)
			assert.Equal(t, c.item.Charged == "no", errors.Is(err, ali1688.ErrNotSent))
			_, err = c.client.Custom(c.ctx, &gateway.CustomParams{API: ali1688.Ptr("a/b")})
			assert.Equal(t, c.custom, ali1688.RetryOf(err).Retry, "%v", err)
		})
	}
	_, err := answering(200, "").ItemGet(ctx, nil)
	assert.Equal(t, ali1688.RetryAdvice{Retry: "never", Charged: "no"}, ali1688.RetryOf(err), "the client refused it")
}

// TestEvidenceHasPayload reads every real response: whatever it holds, it is not a response without a payload.
func TestEvidenceHasPayload(t *testing.T) {
	files, err := filepath.Glob("evidence/*/*/*.json")
	require.NoError(t, err)
	read := 0
	for _, file := range files {
		api := filepath.Base(filepath.Dir(file))
		if gateway.Answers[api] == nil {
			continue
		}
		body, err := os.ReadFile(file)
		require.NoError(t, err)
		err = ali1688.ErrorOf(api, transport.Clean(body))
		assert.NotErrorIs(t, err, ali1688.ErrNoPayload, file)
		read++
	}
	assert.Greater(t, read, 30)
}
