package middleware

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
	"github.com/go-ali1688/ali1688/mock/internal/reply"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func write(status int, body string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "5")
		if status != 0 {
			w.WriteHeader(status)
		}
		_, _ = io.WriteString(w, body)
	})
}

// request has a call, as every request has below the handlers that read it.
func request(method string, c *exchange.Call) *http.Request {
	r := httptest.NewRequest(method, "/1688/item_get/?key=k&secret=abcdef", nil)
	return r.WithContext(exchange.WithCall(r.Context(), c))
}

func TestCompress(t *testing.T) {
	for _, tt := range []struct {
		name, method, accepts string
		enabled, want         bool
	}{
		{"not asked for", "GET", "", true, false},
		{"asked for", "GET", "gzip", true, true},
		{"one of several", "POST", "br, gzip;q=0.5", true, true},
		{"in capitals", "GET", "GZIP", true, true},
		{"refused", "GET", "gzip;q=0, identity", true, false},
		{"refused with decimals", "GET", "gzip; q=0.000", true, false},
		{"another with its name in it", "GET", "x-notgzip", true, false},
		{"HEAD", "HEAD", "gzip", true, false},
		{"disabled", "GET", "gzip", false, false},
	} {
		for _, status := range []int{0, http.StatusTeapot} {
			r := httptest.NewRequest(tt.method, "/", nil)
			r.Header.Set("Accept-Encoding", tt.accepts)
			w := httptest.NewRecorder()
			Compress(tt.enabled, write(status, "hello")).ServeHTTP(w, r)
			if status != 0 {
				assert.Equal(t, status, w.Code, tt.name)
			}
			if !tt.want {
				assert.Empty(t, w.Header().Get("Content-Encoding"), tt.name)
				assert.Equal(t, "hello", w.Body.String(), tt.name)
				assert.Equal(t, "5", w.Header().Get("Content-Length"), tt.name)
				continue
			}
			assert.Equal(t, "gzip", w.Header().Get("Content-Encoding"), tt.name)
			assert.Empty(t, w.Header().Get("Content-Length"), "%s: it is that of the body before", tt.name)
			assert.Equal(t, "hello", unzipped(t, w.Body), tt.name)
		}
	}
}

func unzipped(t *testing.T, r io.Reader) string {
	t.Helper()
	z, err := gzip.NewReader(r)
	require.NoError(t, err)
	text, err := io.ReadAll(z)
	require.NoError(t, err)
	return string(text)
}

// TestCompressFlushes reads what was sent before the response ends.
func TestCompressFlushes(t *testing.T) {
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	Compress(true, http.HandlerFunc(func(z http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(z, "first")
		z.(http.Flusher).Flush()
		assert.True(t, w.Flushed)
		start, err := gzip.NewReader(bytes.NewReader(w.Body.Bytes()))
		require.NoError(t, err)
		text := make([]byte, 5)
		_, err = io.ReadFull(start, text)
		require.NoError(t, err)
		assert.Equal(t, "first", string(text))
		_, _, err = z.(http.Hijacker).Hijack()
		assert.ErrorIs(t, err, http.ErrNotSupported, "the recorder has no connection")
		_, _ = io.WriteString(z, " second")
	})).ServeHTTP(w, r)
	assert.Equal(t, "first second", unzipped(t, w.Body))
}

// TestCompressHijacked takes the connection away: nothing is written to it behind its new owner's back.
func TestCompressHijacked(t *testing.T) {
	server := httptest.NewServer(Compress(true, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if assert.NoError(t, err) {
			_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nraw")
			_ = conn.Close()
		}
	})))
	defer server.Close()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL, nil)
	require.NoError(t, err)
	req.Header.Set("Accept-Encoding", "gzip")
	rsp, err := server.Client().Do(req)
	require.NoError(t, err)
	defer func() { _ = rsp.Body.Close() }()
	text, err := io.ReadAll(rsp.Body)
	require.NoError(t, err)
	assert.Equal(t, "raw", string(text))
}

// TestLimitConcurrency holds requests inside the handler until another was refused.
func TestLimitConcurrency(t *testing.T) {
	responder := &reply.Responder{Observer: exchange.Silent{}}
	for _, tt := range []struct {
		name       string
		onPlatform bool
		status     int
		want       string
	}{
		{"the gateway", false, 200, `"error_code":"4010"`},
		{"the open platform", true, 403, `"error_code":"403"`},
	} {
		var inside http.Handler
		depth := 0
		limited := LimitConcurrency(responder, 2, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if depth++; depth <= 2 { // a request inside a request runs at the same time
				inside.ServeHTTP(w, r)
			}
		}))
		inside = limited
		w := httptest.NewRecorder()
		c := &exchange.Call{OnPlatform: tt.onPlatform, API: "item_get"}
		limited.ServeHTTP(w, request("GET", c))
		assert.Equal(t, 2, depth, "%s: two run, the third is refused", tt.name)
		assert.NotEmpty(t, c.Code, tt.name)
		assert.Contains(t, w.Body.String(), `"error_code":"`+c.Code+`"`, tt.name)
		depth = 2
		w = httptest.NewRecorder()
		limited.ServeHTTP(w, request("GET", &exchange.Call{}))
		assert.Empty(t, w.Body.String(), "%s: all have ended", tt.name)
		assert.Equal(t, 3, depth, tt.name)
	}
	free := LimitConcurrency(responder, 0, write(0, "hello"))
	w := httptest.NewRecorder()
	free.ServeHTTP(w, request("GET", &exchange.Call{}))
	assert.Equal(t, "hello", w.Body.String())
}

// TestLimitConcurrencyAfterPanics frees the slot of a request that panicked.
func TestLimitConcurrencyAfterPanics(t *testing.T) {
	calls := 0
	limited := LimitConcurrency(&reply.Responder{Observer: exchange.Silent{}}, 1,
		http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
			calls++
			panic("planted")
		}))
	for range 2 {
		assert.PanicsWithValue(t, "planted", func() {
			limited.ServeHTTP(httptest.NewRecorder(), request("GET", &exchange.Call{}))
		})
	}
	assert.Equal(t, 2, calls)
}

func TestLog(t *testing.T) {
	for _, tt := range []struct {
		name string
		call exchange.Call
		want string
	}{
		{"a call", exchange.Call{Platform: "1688", API: "item_get", Known: true, Code: "0000"},
			"level=INFO msg=call method=GET platform=1688 api=item_get error_code=0000\n"},
		{"a fault", exchange.Call{Platform: "1688", API: "item_get", Known: true, Fault: "reset"},
			"level=INFO msg=call method=GET platform=1688 api=item_get error_code=\"\" fault=reset\n"},
		{"an unknown path", exchange.Call{Platform: "x", API: "y"},
			"level=INFO msg=call method=GET platform=x api=y error_code=\"\" path=/1688/item_get/\n"},
		{"deviations", exchange.Call{Platform: "1688", API: "item_get", Known: true,
			Deviations: []exchange.Deviation{{Text: "one"}, {Text: "two"}}},
			"level=INFO msg=call method=GET platform=1688 api=item_get error_code=\"\" deviations=\"[one two]\"\n"},
		{"a key in place of the platform", exchange.Call{Platform: "abcdef", API: "abcdef", Known: true,
			Query: exchange.ParseArgs("secret=abcdef")},
			"level=INFO msg=call method=GET platform=REDACTED api=REDACTED error_code=\"\"\n"},
	} {
		var out bytes.Buffer
		logger := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{
			ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
				if a.Key == slog.TimeKey || a.Key == "took" {
					return slog.Attr{}
				}
				return a
			}}))
		Log(logger, write(0, "")).ServeHTTP(httptest.NewRecorder(), request("GET", &tt.call))
		assert.Equal(t, tt.want, out.String(), tt.name)
	}
	w := httptest.NewRecorder()
	Log(nil, write(0, "hello")).ServeHTTP(w, request("GET", &exchange.Call{}))
	assert.Equal(t, "hello", w.Body.String())
}

// panics keeps the values of panics.
type panics struct {
	exchange.Silent
	values []any
}

func (p *panics) Panicked(_ *http.Request, _ *exchange.Call, v any) { p.values = append(p.values, v) }

func TestGuardPanics(t *testing.T) {
	for _, tt := range []struct {
		name       string
		value      any
		onPlatform bool
		status     int
		want       string
	}{
		{"none", nil, false, 200, ""},
		{"a text", "planted", false, 200, `"reason":"the mock panicked","error_code":"4000"`},
		{"an error", errors.New("planted"), true, 500, `"error_message":"the mock panicked"`},
		{"a value that cannot be compared", []int{1}, false, 200, `"error_code":"4000"`},
	} {
		seen := &panics{}
		guarded := GuardPanics(&reply.Responder{Observer: seen},
			http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
				if tt.value != nil {
					panic(tt.value)
				}
			}))
		w := httptest.NewRecorder()
		guarded.ServeHTTP(w, request("GET", &exchange.Call{OnPlatform: tt.onPlatform}))
		assert.Equal(t, tt.status, w.Code, tt.name)
		assert.Contains(t, w.Body.String(), tt.want, tt.name)
		assert.NotContains(t, w.Body.String(), "planted", tt.name)
		if tt.value == nil {
			assert.Empty(t, seen.values, tt.name)
		} else {
			assert.Equal(t, []any{tt.value}, seen.values, tt.name)
		}
	}
	abort := GuardPanics(&reply.Responder{Observer: &panics{}},
		http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	assert.PanicsWithValue(t, http.ErrAbortHandler, func() {
		abort.ServeHTTP(httptest.NewRecorder(), request("GET", &exchange.Call{}))
	})
}
