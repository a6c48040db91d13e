package faults

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/gb18030"
	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"
)

// whole is the response of the handler that the tests inject faults into.
const whole = `{"item":{"num_iid":"1","title":"中","n":2,"props":{"1:2":"x"},"sku":[{"p":1.50},{"p":2}]},"error":"",` +
	`"reason":"","error_code":"0000","cache":0}`

// trial is an injector in front of a handler that counts its calls.
type trial struct {
	*Injector
	served int
}

func newTrial(slowness time.Duration, rules ...Rule) *trial {
	own := func(api string) bool { return api == "own_get" }
	return &trial{Injector: New(&reply.Responder{Seed: 7}, rules, slowness, own)}
}

// send serves a request. The function may change it before.
func (s *trial) send(w http.ResponseWriter, target string, change func(*http.Request)) *exchange.Call {
	r := httptest.NewRequest(http.MethodGet, target, nil)
	c := exchange.NewCall(r, 1, time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC), 0)
	c.API, c.Platform = "item_get", "1688"
	if change != nil {
		change(r)
	}
	s.InjectFault(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.served++
		body := whole
		if p := exchange.CallOf(r.Context()).PlatformRequest; p != nil && p.Alter != nil {
			body = string(p.Alter([]byte(body)))
		}
		_, _ = w.Write([]byte(body))
	})).ServeHTTP(w, r.WithContext(exchange.WithCall(r.Context(), c)))
	return c
}

// TestBodies compares what every fault of responses writes: the bytes, the status, the type, and whether the request
// has its effects.
func TestBodies(t *testing.T) {
	const html, plain = "text/html", "text/plain; charset=utf-8"
	with := func(old, text string) string { return strings.Replace(whole, old, text, 1) }
	more := func(members string) string { return strings.TrimSuffix(whole, "}") + members + "}" }
	cases := []struct {
		fault  string
		body   string
		status int
		kind   string
		served int
	}{
		{Quota4005, `{"error":"Key[k1]已超量","reason":"Key[k1]已超量","error_code":"4005","success":0}`, 200, plain, 0},
		{Stub, `{"item":{"_ddf":"ti","format_check":"fail"},"error":"item-not-found","reason":"商品没找到",` +
			`"error_code":"2000","success":0}`, 200, plain, 0},
		{DataErrorWithData, with(`"error":"","reason":"","error_code":"0000"`,
			`"error":"data error","reason":"data error","error_code":"5000"`), 200, plain, 1},
		{OldSuccess, with(`"error":"","reason":"","error_code":"0000",`, ""), 200, plain, 1},
		{NumberCode, with(`"0000"`, "0"), 200, plain, 1},
		{StaleCache, with(`"cache":0`, `"cache":1,"data_update":"2025-03-04 20:00:00",`+
			`"secache":"559ce81e0f74eab658d3648550569f36","secache_date":"2025-03-04 20:00:00",`+
			`"secache_time":1741089600`), 200, plain, 1},
		{WrongItem, strings.Replace(with(`"1"`, `"600000000001"`), `"cache":0`, `"cache":1`, 1), 200, plain, 1},
		{TranslationFailed, more(`,"translate_engine":"google_cn","translate_status":"error","translate_time":3.005`), 200,
			plain, 1},
		{EmptyListForMap, with(`{"1:2":"x"}`, "[]"), 200, plain, 1},
		{ObjectForList, with(`[{"p":1.50},{"p":2}]`, `{"p":1.50}`), 200, plain, 1},
		{NumbersAsText, `{"item":{"num_iid":"1","title":"中","n":"2","props":{"1:2":"x"},"sku":[{"p":"1.50"},{"p":"2"}]},` +
			`"error":"","reason":"","error_code":"0000","cache":"0"}`, 200, plain, 1},
		{TextAsNumbers, with(`"1"`, "1"), 200, plain, 1},
		{HTML502, "<html><head><title>Bad Gateway</title></head><body>nginx</body></html>", 502, html, 0},
		{HTML503, "<html><head><title>Service Unavailable</title></head><body>nginx</body></html>", 503, html, 0},
		{HTML200, "<!DOCTYPE html><html><script>var a = {}</script></html>", 200, html, 0},
		{TextHTML, whole, 200, "text/html; charset=UTF-8", 1},
		{EmptyBody, "", 200, plain, 0},
		{BOM, "\ufeff" + whole, 200, plain, 1},
		{PHPNotice, "<br />\n<b>Warning</b>:  mysql_connect(): Access denied in <b>core.php</b> on line <b>507</b><br />\n" +
			whole, 200, "text/html; charset=utf-8", 1},
		{PHPNoticeAfter, whole + "<br />\n<b>Notice</b>:  Undefined index: item in <b>core.php</b>", 200, plain, 1},
		{GBK, string(gb18030.Encode([]byte(whole))), 200, plain, 1},
		{GBKRefusal, string(gb18030.Encode([]byte("密钥错误,无权限访问"))), 200, plain, 0},
		{Truncated, whole[:len(whole)/2], 200, plain, 1},
	}
	for _, tt := range cases {
		t.Run(tt.fault, func(t *testing.T) {
			s, w := newTrial(0, Rule{Fault: tt.fault}), httptest.NewRecorder()
			c := s.send(w, "/1688/item_get/?key=k1&num_iid=1", nil)
			assert.Equal(t, tt.body, w.Body.String())
			assert.Equal(t, []any{tt.status, tt.served, tt.fault}, []any{w.Code, s.served, c.Fault})
			if tt.kind != plain { // the recorder guesses it, as net/http does
				assert.Equal(t, tt.kind, w.Header().Get("Content-Type"))
			}
		})
	}
}

// TestStatusOfRefusals spoils a refusal of the open platform, which keeps its status.
func TestStatusOfRefusals(t *testing.T) {
	const refused = `{"error_code":"401"}`
	for fault, want := range map[string]string{
		BOM: "\ufeff" + refused, TextHTML: refused, Truncated: refused[:10], SlowHeaders: refused, SlowBody: refused,
		NumbersAsText: refused, CodeName("gw.ParamMissing"): refused, "": refused,
	} {
		t.Run(fault, func(t *testing.T) {
			s, w := newTrial(0), httptest.NewRecorder()
			if fault != "" {
				s = newTrial(0, Rule{Fault: fault})
			}
			r := httptest.NewRequest(http.MethodGet, "/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancel/1", nil)
			c := &exchange.Call{OnPlatform: true, PlatformRequest: &exchange.PlatformRequest{
				Operation: exchange.FindOperation("alibaba.trade.cancel")}}
			s.InjectFault(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(http.StatusUnauthorized)
				_, _ = w.Write([]byte(refused))
			})).ServeHTTP(w, r.WithContext(exchange.WithCall(r.Context(), c)))
			assert.Equal(t, []any{http.StatusUnauthorized, want}, []any{w.Code, w.Body.String()})
		})
	}
}

// TestFormats writes changed responses in the format of the request, and pages of HTML as they are.
func TestFormats(t *testing.T) {
	for fault, want := range map[string]string{
		Stub: `s:10:"error_code";s:4:"2000"`, NumberCode: `s:10:"error_code";i:0`, HTML200: "<!DOCTYPE html>",
		BOM: "\ufeffa:5:{", Truncated: "a:5:{", CodeName(gateway.CodeQuotaExceeded): `s:10:"error_code";s:4:"4013"`,
	} {
		s, w := newTrial(0, Rule{Fault: fault}), httptest.NewRecorder()
		s.send(w, "/1688/item_get/?key=k1&num_iid=1&result_type=serialize", nil)
		assert.Contains(t, w.Body.String(), want, fault)
	}
	s, w := newTrial(0), httptest.NewRecorder()
	s.send(w, "/1688/item_get/?key=k1&num_iid=1&result_type=serialize", nil)
	assert.Contains(t, w.Body.String(), `s:10:"error_code";s:4:"0000"`, "a response that is well")
}

// TestCodes refuses with every error code of the gateway, in the words of the document.
func TestCodes(t *testing.T) {
	faults := 0
	for _, code := range gateway.Codes {
		if code.Code == gateway.CodeSuccess {
			_, err := findFault(CodeName(code.Code))
			require.Error(t, err, "a success is no fault")
			continue
		}
		faults++
		s, w := newTrial(0, Rule{Fault: CodeName(code.Code)}), httptest.NewRecorder()
		c := s.send(w, "/1688/item_get/?key=k1", nil)
		assert.Contains(t, w.Body.String(), fmt.Sprintf(`{"error":%q,"reason":%q,"error_code":%q,"success":0,`, code.Says.ZH,
			code.Says.ZH, code.Code))
		assert.Equal(t, []any{code.Code, 0}, []any{c.Code, s.served})
	}
	assert.Len(t, codeFaults(), faults)
	s, w := newTrial(0, Rule{Fault: APIInit}), httptest.NewRecorder()
	s.send(w, "/1688/item_get/?key=k1", nil)
	assert.Contains(t, w.Body.String(), `{"error":"不存在相应的数据信息api_init","reason":"不存在相应的数据信息api_init",`+
		`"error_code":"4010","success":0,`)
}

// TestFirstTime refuses the first request with the same parameters, and forgets which it has seen when they are many.
func TestFirstTime(t *testing.T) {
	s := newTrial(0, Rule{Fault: NotFoundAtFirst})
	first := func(target string) bool {
		w := httptest.NewRecorder()
		s.send(w, target, nil)
		if strings.Contains(w.Body.String(), `"error_code":"2000"`) {
			assert.Contains(t, w.Body.String(), `{"error":"item-not-found","reason":"商品没找到",`)
			return true
		}
		assert.Equal(t, whole, w.Body.String())
		return false
	}
	for _, want := range []bool{true, false, false} {
		assert.Equal(t, want, first("/1688/item_get/?key=k&num_iid=1"))
	}
	assert.True(t, first("/1688/item_get/?key=k&num_iid=2"), "other parameters")
	for i := range 9998 {
		require.True(t, first(fmt.Sprint("/1688/item_get/?key=k&num_iid=x", i)))
	}
	assert.False(t, first("/1688/item_get/?key=k&num_iid=1"), "ten thousand are remembered")
	assert.True(t, first("/1688/item_get/?key=k&num_iid=y"))
	assert.True(t, first("/1688/item_get/?key=k&num_iid=1"), "and then forgotten")
	s.Reset()
	assert.False(t, first("/1688/item_get/?key=k&num_iid=3"), "there is no rule after a reset")
	require.NoError(t, s.SetRules([]Rule{{Fault: NotFoundAtFirst}}))
	assert.True(t, first("/1688/item_get/?key=k&num_iid=1"), "a reset forgets the requests, too")
}

// TestBrokenConnections ends a connection before, in and after the response.
func TestBrokenConnections(t *testing.T) {
	for fault, want := range map[string]struct {
		body, length string
		served       int
	}{
		BrokenOff:    {whole[:len(whole)/2], fmt.Sprint(len(whole)), 1},
		Reset:        {"", "", 0},
		LostResponse: {"", "", 1},
	} {
		s, w := newTrial(0, Rule{Fault: fault}), httptest.NewRecorder()
		assert.PanicsWithError(t, http.ErrAbortHandler.Error(), func() { s.send(w, "/1688/item_get/?key=k", nil) }, fault)
		assert.Equal(t, []any{want.body, want.length, want.served}, []any{w.Body.String(),
			w.Header().Get("Content-Length"), s.served}, fault)
		assert.Equal(t, fault == BrokenOff, w.Flushed, fault)
	}
}

// sharedRecorder is a recorder that is read while a handler still writes to it.
type sharedRecorder struct {
	mu       sync.Mutex
	recorder *httptest.ResponseRecorder
}

func (w *sharedRecorder) Header() http.Header { return w.recorder.Header() }

func (w *sharedRecorder) WriteHeader(status int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.recorder.WriteHeader(status)
}

func (w *sharedRecorder) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.recorder.Write(b)
}

func (w *sharedRecorder) Flush() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.recorder.Flush()
}

func (w *sharedRecorder) body() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.recorder.Body.String()
}

func (w *sharedRecorder) isFlushed() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.recorder.Flushed
}

// TestSlowResponses begins a response late, or stops in it, as long as the slowness says. A caller that is gone ends
// the wait.
func TestSlowResponses(t *testing.T) {
	for fault, early := range map[string]string{SlowHeaders: "", SlowBody: whole[:1]} {
		t.Run(fault, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, w := newTrial(time.Minute, Rule{Fault: fault}), &sharedRecorder{recorder: httptest.NewRecorder()}
				start := time.Now()
				go s.send(w, "/1688/item_get/?key=k", nil)
				synctest.Wait()
				assert.Equal(t, early, w.body())
				assert.Equal(t, fault == SlowBody, w.isFlushed())
				time.Sleep(time.Minute - 1)
				synctest.Wait()
				assert.Equal(t, early, w.body(), "a moment too early")
				time.Sleep(time.Nanosecond)
				synctest.Wait()
				assert.Equal(t, whole, w.body())
				assert.Equal(t, time.Minute, time.Since(start))
			})
		})
	}
	s := newTrial(time.Hour, Rule{Fault: SlowHeaders})
	assert.PanicsWithError(t, http.ErrAbortHandler.Error(), func() {
		s.send(httptest.NewRecorder(), "/1688/item_get/?key=k", func(r *http.Request) {
			ctx, cancel := context.WithCancel(r.Context())
			cancel()
			*r = *r.WithContext(ctx)
		})
	})
}
