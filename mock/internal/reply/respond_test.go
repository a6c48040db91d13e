package reply

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRefuse sends failures in the form of the API and the format that the caller asks for, without its secrets.
func TestRefuse(t *testing.T) {
	failure := &Error{Code: "4003", Text: "bad key abcdef", Reason: "13800138000"}
	refused := &exchange.Refusal{Code: "gw.AppKeyNotFound", Message: "no key abcdef"}
	for _, tt := range []struct {
		name, query string
		onPlatform  bool
		want        []string
	}{
		{"JSON", "secret=abcdef", false,
			[]string{`{"error":"bad key REDACTED","reason":"`, `"error_code":"4003","success":0,"cache":0,"api_info":`}},
		{"XML", "secret=abcdef&result_type=xml", false, []string{`<error>bad key REDACTED</error>`}},
		{"serialize", "secret=abcdef&result_type=serialize", false, []string{`s:5:"error";s:16:"bad key REDACTED";`}},
		{"an unknown format", "secret=abcdef&result_type=yaml", false, []string{`{"error":"bad key REDACTED"`}},
		{"the open platform", "secret=abcdef", true, []string{`"error_message":"no key REDACTED"`}},
	} {
		c := call(tt.query)
		c.OnPlatform = tt.onPlatform
		w := httptest.NewRecorder()
		responder().RefuseEither(w, request(c, "GET"), failure, refused)
		for _, want := range tt.want {
			assert.Contains(t, w.Body.String(), want, tt.name)
		}
		assert.NotContains(t, w.Body.String(), "abcdef", tt.name)
		if tt.onPlatform {
			assert.Equal(t, "gw.AppKeyNotFound", c.Code, tt.name)
			assert.Equal(t, 400, w.Code, tt.name)
			continue
		}
		assert.Equal(t, "4003", c.Code, tt.name)
		assert.Equal(t, fmt.Sprint(w.Body.Len()), w.Header().Get("Content-Length"), tt.name)
		assert.Equal(t, 200, w.Code, tt.name)
	}
	w := httptest.NewRecorder()
	responder().RespondError(w, request(call(""), "GET"), errors.New("planted"))
	assert.Contains(t, w.Body.String(), `"reason":"planted","error_code":"4000"`)
}

func TestTypeOf(t *testing.T) {
	for query, want := range map[string]string{
		"": "application/json; charset=utf-8", "result_type=jsonu": "application/json; charset=utf-8",
		"result_type=xml": "text/xml; charset=utf-8", "result_type=serialize": "text/html; charset=UTF-8",
		"result_type=var_export": "text/html; charset=UTF-8", "result_type=pdf": "application/json; charset=utf-8",
	} {
		assert.Equal(t, []string{want}, responder().TypeOf(call(query)), query)
	}
	assert.Equal(t, []string{"text/plain"}, (&Responder{ContentType: "text/plain"}).TypeOf(call("result_type=xml")))
}

// TestEncodeKeepsWhatIsNotJSON is a fault's response in another format.
func TestEncodeKeepsWhatIsNotJSON(t *testing.T) {
	for body, want := range map[string]string{`{"a":1}`: `a:1:{s:1:"a";i:1;}`, `<html>`: `<html>`, ``: ``} {
		next := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusBadGateway)
			_, _ = io.WriteString(w, body)
		})
		w := httptest.NewRecorder()
		responder().Encode(next).ServeHTTP(w, request(call("result_type=serialize"), "GET"))
		assert.Equal(t, want, w.Body.String())
		assert.Equal(t, http.StatusBadGateway, w.Code)
	}
}

func TestRecorder(t *testing.T) {
	for _, tt := range []struct {
		name, method string
		handle       func(http.ResponseWriter)
		status       int
		body, header string
		length       int64
	}{
		{"nothing", "GET", func(http.ResponseWriter) {}, 200, "", "", 0},
		{"a body", "GET", func(w http.ResponseWriter) {
			w.Header().Set("X-A", "1")
			_, _ = io.WriteString(w, "hello")
			w.WriteHeader(http.StatusTeapot)
			w.Header().Set("X-A", "2")
		}, 200, "hello", "1", 5},
		{"the first status", "GET", func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusTeapot)
			w.WriteHeader(http.StatusOK)
			w.Header().Set("X-A", "late")
		}, 418, "", "", 0},
		{"HEAD", "HEAD", func(w http.ResponseWriter) { _, _ = io.WriteString(w, "hello") }, 200, "", "", 5},
	} {
		rec := &Recorder{Headers: http.Header{}}
		tt.handle(rec)
		rsp := rec.Response(httptest.NewRequest(tt.method, "/", nil))
		body, err := io.ReadAll(rsp.Body)
		_ = rsp.Body.Close()
		require.NoError(t, err)
		assert.Equal(t, []any{tt.status, tt.body, tt.header, tt.length, fmt.Sprintf("%d %s", tt.status,
			http.StatusText(tt.status))},
			[]any{rsp.StatusCode, string(body), rsp.Header.Get("X-A"), rsp.ContentLength, rsp.Status}, tt.name)
	}
}

// TestBody sends a body, and forgets its request.
func TestBody(t *testing.T) {
	for _, size := range []int{0, minPooled, maxPooled + 1} {
		b := &Body{JSON: append(make([]byte, 0, size), bytes.Repeat([]byte("x"), min(size, 3))...)}
		b.Envelope.Call = call("")
		w := httptest.NewRecorder()
		require.NoError(t, b.Write(w))
		assert.Equal(t, strings.Repeat("x", min(size, 3)), w.Body.String())
		assert.Equal(t, fmt.Sprint(min(size, 3)), w.Header().Get("Content-Length"))
		assert.Nil(t, b.Envelope.Call, "it would keep the request alive")
	}
}

// TestPool keeps no body that is too small to be of use, and none so large that it would hold memory for long.
func TestPool(t *testing.T) {
	for _, size := range []int{minPooled - 1, maxPooled + 1} {
		b := &Body{JSON: make([]byte, 0, size)}
		require.NoError(t, b.Write(httptest.NewRecorder()))
		assert.NotSame(t, b, Bodies.Get(), size)
	}
}

// TestRefuseInFormat wants a whole refusal in the format that the request asks for.
func TestRefuseInFormat(t *testing.T) {
	c := call("result_type=serialize&num_iid=61")
	w := httptest.NewRecorder()
	responder().RefuseInFormat(w, request(c, "GET"), &Error{Code: "2000", Text: "no", Reason: "商品没找到"})
	want := `a:12:{s:5:"error";s:2:"no";s:6:"reason";s:15:"商品没找到";s:10:"error_code";s:4:"2000";` +
		`s:7:"success";i:0;s:5:"cache";i:0;s:8:"api_info";`
	assert.Equal(t, want, w.Body.String()[:min(len(want), w.Body.Len())])
	assert.Equal(t, []string{"2000", fmt.Sprint(w.Body.Len())}, []string{c.Code, w.Header().Get("Content-Length")})
}
