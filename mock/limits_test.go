package mock_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
)

// TestQuota uses a quota up, waits for midnight in Beijing, and goes on.
func TestQuota(t *testing.T) {
	for _, c := range []struct{ code, want, text string }{
		{"", gateway.CodeQuotaExceeded, "已超量"},
		{gateway.CodeUnauthorized, gateway.CodeUnauthorized, "Key[REDACTED]已超量"},
	} {
		t.Run("refused with "+c.want, func(t *testing.T) {
			now := time.Date(2026, 3, 4, 15, 59, 59, 0, time.UTC) // a second before midnight in Beijing
			rt := mock.Transport(mock.WithClock(func() time.Time { return now }),
				mock.WithQuota(mock.Quota{PerDay: 2, Code: c.code}))
			for _, want := range []string{"today:1 max:2 all[1=1+0+0];expires:2030-12-31",
				"today:2 max:2 all[2=2+0+0];expires:2030-12-31"} {
				b := mocktest.Get(t, rt, mocktest.SomeOffer)
				mocktest.Equal(t, "error_code", b.Text("error_code"), "0000")
				mocktest.Equal(t, "api_info", b.Text("api_info"), want)
			}
			b := mocktest.Get(t, rt, mocktest.SomeOffer)
			mocktest.Equal(t, "error_code", b.Text("error_code"), c.want)
			mocktest.Equal(t, "error", b.Text("error"), c.text)
			mocktest.Equal(t, "api_info", b.Text("api_info"), "today:3 max:2 all[3=3+0+0];expires:2030-12-31")

			now = now.Add(time.Second)
			b = mocktest.Get(t, rt, mocktest.SomeOffer)
			mocktest.Equal(t, "error_code on the next day", b.Text("error_code"), "0000")
			mocktest.Equal(t, "api_info", b.Text("api_info"), "today:1 max:2 all[4=1+0+3];expires:2030-12-31")
		})
	}
}

// TestQuotaOfClient sees both refusals as what they are.
func TestQuotaOfClient(t *testing.T) {
	for _, code := range []string{"", gateway.CodeUnauthorized} {
		client, err := ali1688.New("a-key", "a-secret",
			ali1688.WithHTTPClient(&http.Client{Transport: mock.Transport(mock.WithQuota(mock.Quota{PerDay: 1, Code: code}))}))
		require.NoError(t, err)
		_, err = client.ItemGet(t.Context(), &gateway.ItemGetParams{NumIID: "610947572360"})
		require.NoError(t, err)
		_, err = client.ItemGet(t.Context(), &gateway.ItemGetParams{NumIID: "610947572360"})
		assert.ErrorIs(t, err, ali1688.ErrQuotaExceeded)
	}
}

// TestConcurrency fills the gateway with calls that hang, and calls once more.
func TestConcurrency(t *testing.T) {
	h, err := mock.NewHandler(mock.WithConcurrency(2))
	require.NoError(t, err)
	running, finish := make(chan bool), make(chan bool)
	h.Overrides.CatGet = func(context.Context, *gateway.CatGetParams) (*gateway.CatGetResponse, error) {
		running <- true
		<-finish
		return nil, nil
	}
	var calls sync.WaitGroup
	for range 2 {
		calls.Go(func() { mocktest.Get(t, h.Transport(), "/1688/cat_get/?cid=0&"+mocktest.Auth) })
		<-running
	}
	b := mocktest.Get(t, h.Transport(), mocktest.SomeOffer)
	mocktest.Equal(t, "error_code", b.Text("error_code"), "4010")
	mocktest.Contains(t, "error", b.Text("error"), "api_init")
	close(finish)
	calls.Wait()
	mocktest.Equal(t, "error_code once they are done",
		mocktest.Get(t, h.Transport(), mocktest.SomeOffer).Text("error_code"), "0000")
}

func TestLimitsThatCannotBeRight(t *testing.T) {
	for want, opt := range map[string]mock.Option{
		"a quota must not be negative":                     mock.WithQuota(mock.Quota{PerDay: -1}),
		"refuse with 4013 or 4005":                         mock.WithQuota(mock.Quota{PerDay: 1, Code: "2000"}),
		"the number of calls at once must not be negative": mock.WithConcurrency(-1),
	} {
		_, err := mock.NewHandler(opt)
		assert.ErrorContains(t, err, want)
	}
}

// TestPreferredExample asks for responses by their names, as one asks Prism.
func TestPreferredExample(t *testing.T) {
	rt := mock.Transport(
		mock.WithRecordings(fstest.MapFS{"item_get/of a test.json": {Data: []byte(`{"item":{"title":"of a test"}}`)}}))
	for _, c := range []struct{ prefer, path, want string }{
		{"example=document", "item.num_iid", "610947572360"},
		{`example="of a test"`, "item.title", "of a test"},
		{"example=01-639741530227-lang-ko-2021", "item.num_iid", "639741530227"},
		{"example=documant", "reason", `item_get has no example "documant"; did you mean document?`},
		{"example=xyz", "reason", "it has document, of a test, 01-639741530227-lang-ko-2021"},
		{"code=4013, example=document", "error_code", "4013"},
		{"wait=5", "item.title", "of a test"},
	} {
		t.Run(c.prefer, func(t *testing.T) {
			req := mocktest.Request(t, http.MethodGet, "/1688/item_get/?num_iid=645554440000&"+mocktest.Auth, "")
			req.Header.Set("Prefer", c.prefer)
			mocktest.Contains(t, c.path, mocktest.Send(t, rt, req).Text(c.path), c.want)
		})
	}
}

// TestState moves a mock into another one, which goes on with the same bytes.
func TestState(t *testing.T) {
	start := func() *mock.Handler {
		h, err := mock.NewHandler(mock.WithClock(mocktest.At), mock.WithQuota(mock.Quota{PerDay: 4}),
			mock.WithFault(mock.FaultRule{Fault: "code-4001", Times: 2}))
		require.NoError(t, err)
		return h
	}
	next := func(h *mock.Handler) string {
		text, _ := mocktest.SendRaw(t, h.Transport(), mocktest.Request(t, http.MethodGet, mocktest.SomeOffer, ""))
		return text
	}
	first := start()
	for range 3 {
		next(first)
	}
	dump, err := json.Marshal(first.State())
	require.NoError(t, err)
	var st mock.State
	require.NoError(t, json.Unmarshal(dump, &st))
	second := start()
	require.NoError(t, second.Load(st))
	for i, want := range []string{`"cache":1`, "4013"} {
		got := next(second)
		assert.Equal(t, next(first), got, "call %d", i)
		assert.Contains(t, got, want)
	}
	st.Seed++
	assert.ErrorContains(t, second.Load(st), "start it with that seed")
}

// TestLogger logs what happened and no parameter.
func TestLogger(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(slog.NewJSONHandler(&out, nil))
	rt := mock.Transport(mock.WithLogger(log), mock.WithFault(mock.FaultRule{Fault: "html-502", API: "cat_get"}))
	mocktest.Get(t, rt, mocktest.SomeOffer)
	mocktest.Get(t, rt, "/1688/item_get/?"+mocktest.Auth)
	mocktest.SendRaw(t, rt, mocktest.Request(t, http.MethodGet, "/1688global/cat_get/?cid=0&"+mocktest.Auth, ""))
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	require.Len(t, lines, 3)
	mocktest.Contains(t, "a success", lines[0], `"msg":"call"`, `"method":"GET"`, `"platform":"1688"`, `"api":"item_get"`,
		`"error_code":"0000"`, `"took":`)
	mocktest.Contains(t, "a refusal", lines[1], `"error_code":"4014"`)
	mocktest.Contains(t, "a fault", lines[2], `"platform":"1688global"`, `"fault":"html-502"`)
	for _, hidden := range []string{mocktest.Key, mocktest.Secret, "610947572360"} {
		assert.NotContains(t, out.String(), hidden)
	}
}

// TestMaxValues sends arguments of very many values.
func TestMaxValues(t *testing.T) {
	args := `{"a":[` + strings.Repeat("1,", 99) + `1]}`
	for max, refused := range map[int]bool{50: true, 101: true, 102: false, 0: false} {
		gw := mock.New(t, mock.WithMaxValues(max))
		body := mocktest.Call(t, gw, "/1688/custom/?key=k&secret=s&method=x&_o_args="+url.QueryEscape(args))
		assert.Equal(t, refused, strings.Contains(body, "too many values"), "%d: %s", max, body)
	}
}
