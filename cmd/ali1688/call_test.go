package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
)

// TestSent looks at the wire: what was given is sent, where the document has it, and nothing else.
func TestSent(t *testing.T) {
	picture := filepath.Join(t.TempDir(), "a.png")
	require.NoError(t, os.WriteFile(picture, []byte("\x89PNG\r\n\x1a\n"), 0o600))
	cases := []struct {
		name         string
		args         []string
		method, path string
		query, form  url.Values
	}{
		{"query", []string{"item_get", "num_iid=1", "lang=en"}, "GET", "/1688/item_get/",
			url.Values{"num_iid": {"1"}, "lang": {"en"}}, url.Values{}},
		{"platform", []string{"item_get", "num_iid=1", "--platform", "1688global"}, "GET", "/1688global/item_get/",
			url.Values{"num_iid": {"1"}}, url.Values{}},
		{"result type", []string{"--result-type", "jsonu", "item_get", "num_iid=1"}, "GET", "/1688/item_get/",
			url.Values{"num_iid": {"1"}, "result_type": {"jsonu"}}, url.Values{}},
		{"Chinese and signs", []string{"item_search", "q=女装 & a=b", "page=2"}, "GET", "/1688/item_search/",
			url.Values{"q": {"女装 & a=b"}, "page": {"2"}}, url.Values{}},
		{"no file", []string{"item_search", "q=@home"}, "GET", "/1688/item_search/", url.Values{"q": {"@home"}},
			url.Values{}},
		{"file in a form", []string{"upload_img", "imgcode=@" + picture}, "POST", "/1688/upload_img/", url.Values{},
			url.Values{"imgcode": {"iVBORw0KGgo="}}},
		{"free parameters", []string{"custom", "method=a/b", "anything=1"}, "GET", "/1688/custom/",
			url.Values{"method": {"a/b"}, "anything": {"1"}}, url.Values{}},
		{"session", []string{"custom", "method=a/b", "--session", plantedSession}, "GET", "/1688/custom/",
			url.Values{"method": {"a/b"}, "session": {plantedSession}}, url.Values{}},
		{"address of a picture", []string{"item_search_img", "imgid=https://example.com/a.jpg"}, "GET",
			"/1688/item_search_img/", url.Values{"imgid": {"https://example.com/a.jpg"}}, url.Values{}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got *http.Request
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				assert.NoError(t, r.ParseForm())
				got = r
				_, _ = io.WriteString(w, `{"error":"","error_code":"0000"}`)
			}))
			defer server.Close()
			do(t, "", append([]string{"call", "--base-url", server.URL}, c.args...)...)
			require.NotNil(t, got)
			query := got.URL.Query()
			assert.Equal(t, []string{plantedKey, plantedSecret}, []string{query.Get("key"), query.Get("secret")})
			query.Del("key")
			query.Del("secret")
			assert.Equal(t, []string{c.method, c.path}, []string{got.Method, got.URL.Path})
			assert.Equal(t, c.query, query)
			assert.Equal(t, c.form, got.PostForm)
		})
	}
}

// TestSigned sends no secret, and what is sent instead is right.
func TestSigned(t *testing.T) {
	handler, err := mock.NewHandler(mock.WithKey(plantedKey, plantedSecret), mock.WithStrict())
	require.NoError(t, err)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		assert.Empty(t, r.URL.Query().Get("secret"))
		handler.ServeHTTP(w, r)
	}))
	defer server.Close()
	r := do(t, "", "call", "item_search", "q=女装 & a=b", "--sign", "--result-type", "var_export", "--base-url", server.URL)
	assert.Equal(t, exitFine, r.status, r.err)
	assert.Contains(t, r.out, `"item": [`)
}

// TestAnswers gives every kind of response, and looks at both streams and the exit code.
func TestAnswers(t *testing.T) {
	t.Setenv("LC_ALL", "C")
	const notice = "\nWarning: x in /www/core.php on line 5 \n"
	gbk := "{\"error\":\"\xb9\xd9\xcd\xf8\",\"error_code\":\"4013\",\"request_id\":\"gw-1.5\"}"
	cases := []struct {
		name, body string
		flags      []string
		want       func(*testing.T, result)
	}{
		{"GBK", gbk, nil, func(t *testing.T, r result) {
			assert.Equal(t, exitFindings, r.status)
			assert.Equal(t, "{\n  \"error\": \"官网\",\n  \"error_code\": \"4013\",\n  \"request_id\": \"gw-1.5\"\n}\n", r.out)
			assert.Equal(t, advice4013+"ali1688: item_get: gateway error 4013: 官网 (request gw-1.5)\n", r.err)
		}},
		{"GBK, raw", gbk, []string{"--raw"}, func(t *testing.T, r result) {
			assert.Equal(t, exitFindings, r.status)
			assert.Equal(t, gbk, r.out)
			assert.Contains(t, r.err, "官网")
		}},
		{"notice, raw", notice + `{"item":{"num_iid":"1"},"error_code":"0000"}`, []string{"--raw"},
			func(t *testing.T, r result) {
				assert.Equal(t, exitFine, r.status, r.err)
				assert.Equal(t, notice+`{"item":{"num_iid":"1"},"error_code":"0000"}`, r.out)
			}},
		{"page, raw", "<html>", []string{"--raw"}, func(t *testing.T, r result) {
			assert.Equal(t, exitFindings, r.status)
			assert.Equal(t, "<html>", r.out)
			assert.Contains(t, r.err, "6 bytes (text/html) that are no JSON")
		}},
		{"page", "<html>", nil, func(t *testing.T, r result) {
			assert.Equal(t, exitFindings, r.status)
			assert.Empty(t, r.out)
		}},
		{"XML", "<r><item><num_iid>1</num_iid></item></r>", []string{"--result-type", "xml"}, func(t *testing.T, r result) {
			assert.Equal(t, exitFine, r.status, r.err)
			assert.JSONEq(t, `{"item":{"num_iid":"1"}}`, r.out)
		}},
		{"XML, raw", "<r><item><num_iid>1</num_iid></item></r>", []string{"--raw", "--result-type", "xml"},
			func(t *testing.T, r result) {
				assert.Equal(t, exitFine, r.status, r.err)
				assert.Equal(t, "<r><item><num_iid>1</num_iid></item></r>", r.out)
			}},
		{"a failure in serialize", `a:2:{s:5:"error";s:3:"bad";s:10:"error_code";s:4:"4013";}`,
			[]string{"--raw", "result_type=serialize"}, func(t *testing.T, r result) {
				assert.Equal(t, exitFindings, r.status)
				assert.Equal(t, advice4013+"ali1688: item_get: gateway error 4013: bad\n", r.err)
			}},
		{"no serialize", `a:2:{`, []string{"--result-type", "serialize"}, func(t *testing.T, r result) {
			assert.Equal(t, exitFindings, r.status)
			assert.Empty(t, r.out)
			assert.Contains(t, r.err, "that are no serialize")
		}},
		{"text for a terminal", `{"error":"a\u001b[2J\nb","error_code":"5000"}`, nil, func(t *testing.T, r result) {
			assert.True(t, strings.HasSuffix(r.err, "ali1688: item_get: gateway error 5000: a [2J b\n"), r.err)
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			args := []string{"call", "item_get", "num_iid=1", "--base-url", answering(t, 200, "text/html", c.body)}
			c.want(t, do(t, "", append(args, c.flags...)...))
		})
	}
}

// planted is a response that echoes the key and the secret in every place and every spelling.
const planted = `{"` + plantedKey + `":1,"error":"` + plantedKey + `","reason":"Key[` + plantedKey +
	`]已超量 \u0074_planted_secret_88","error_code":"4005",` +
	`"call_args":{"key":"` + plantedKey + `","secret":"` + plantedSecret + `","url":"http:\/\/x?key=` + plantedKey +
	`&secret=` + plantedSecret + `"},` +
	`"request_id":"` + plantedSecret + `","list":["` + plantedSecret + `",{"a":"` + plantedKey + plantedSecret +
	`"}],"price":1.50}`

// TestNoSecret plants the credentials wherever a server can put them. That no output holds them is looked at by do, as
// they are; here, also as they are escaped.
func TestNoSecret(t *testing.T) {
	bodies := map[string]string{
		"JSON": planted, "cut JSON": planted[:len(planted)-5], "HTML": "<p>" + plantedKey + "</p>", "another shape": `["` +
			plantedKey + `"]`,
		"notice": "Notice: " + plantedSecret + " in x\n" + planted, "item": `{"item":{"title":"` + plantedKey +
			`"},"error_code":"0000"}`,
	}
	for name, body := range bodies {
		for _, status := range []int{200, 302, 502} {
			for _, flags := range [][]string{nil, {"--raw"}, {"--raw", "--result-type", "xml"}} {
				server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					w.Header().Set("Content-Type", "text/"+plantedKey)
					w.Header().Set("Location", "/?secret="+plantedSecret)
					w.WriteHeader(status)
					_, _ = io.WriteString(w, body)
				}))
				r := do(t, "", append([]string{"call", "item_get", "num_iid=1", "--base-url", server.URL}, flags...)...)
				server.Close()
				assert.NotContains(t, r.out, "planted", "%s %d %v", name, status, flags)
				assert.NotContains(t, r.err, "planted", "%s %d %v", name, status, flags)
			}
		}
	}
	for _, format := range []string{"text", "json", "junit", "sarif"} {
		assert.NotContains(t, do(t, planted, "check", "--strict", "--api", "item_get", "--format", format, "-").out,
			"planted")
	}
	for _, args := range [][]string{{plantedKey}, {"call", plantedKey}, {"call", "item_get", plantedSecret},
		{"check", plantedKey}, {"check", "--" + plantedKey}} {
		do(t, "", args...)
	}
}

// TestCallNotes has responses that a Go client does not read whole, and redirects.
func TestCallNotes(t *testing.T) {
	const item = `{"item":{"num_iid":"1","title":["a"],"price":"1"},"error_code":"0000"}`
	url := answering(t, 200, "", item)
	r := do(t, "", "call", "item_get", "num_iid=1", "--base-url", url)
	assert.Equal(t, exitFine, r.status)
	assert.JSONEq(t, item, r.out)
	assert.Contains(t, r.err, "note: a Go client leaves out /item/title: want string, got array\n")

	moved := httptest.NewServer(http.RedirectHandler("https://elsewhere.example/1688/item_get/?a=b",
		http.StatusMovedPermanently))
	defer moved.Close()
	r = do(t, "", "call", "item_get", "num_iid=1", "--base-url", moved.URL)
	assert.Equal(t, exitFindings, r.status)
	assert.Contains(t, r.err,
		"it is a redirect (HTTP 301) to https://elsewhere.example/1688/item_get/, which is not followed; the base URL "+
			"should be https://elsewhere.example")
}

// TestHidingKeepsJSON hides without breaking anything else.
func TestHidingKeepsJSON(t *testing.T) {
	r := do(t, "", "call", "item_get", "num_iid=1", "--raw", "--base-url", answering(t, 200, "", planted))
	assert.True(t, json.Valid([]byte(r.out)))
	assert.Contains(t, r.out, `"reason":"Key[REDACTED]已超量 REDACTED"`)
	assert.Contains(t, r.out, `"price":1.50}`)

	digits := accountOf(func(string) string { return "12345" })
	assert.Equal(t, `{"a":"REDACTED","b":9123456,"c":"9REDACTED6"}`,
		string(digits.hideIn([]byte(`{"a":12345,"b":9123456,"c":"9123456"}`))))
	for _, text := range []string{"", "1 of 2", "{", `{"a":`, `{"a":1}{"b":2}`, "\xff", `"\ud800"`} {
		assert.Equal(t, text, string(digits.hideIn([]byte(text))))
	}
	odd := accountOf(func(string) string { return "a b/密" })
	for _, text := range []string{"a b/密", "a+b%2f%E5%AF%86", `a b\/\u5bc6`, "a%20b%2F密"} {
		assert.Equal(t, "=REDACTED.", odd.redactor.Secrets("="+text+"."))
	}
	nested := accountOf(func(name string) string {
		return map[string]string{"ALI1688_KEY": "abcd", "ALI1688_SECRET": "abcdefgh"}[name]
	})
	assert.Equal(t, "REDACTED REDACTED", nested.redactor.Secrets("abcdefgh abcd"))
	short := accountOf(func(string) string { return "k" })
	assert.Equal(t, "k", string(short.hideIn([]byte("k"))))
}

func TestSlowAnswer(t *testing.T) {
	late := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("num_iid") == "2" { // the headers come, the body does not
			w.WriteHeader(http.StatusOK)
			_ = http.NewResponseController(w).Flush()
		}
		<-late
	}))
	defer server.Close()
	defer close(late)
	for _, num := range []string{"num_iid=1", "num_iid=2"} {
		r := do(t, "", "call", "item_get", num, "--timeout", "50ms", "--base-url", server.URL)
		assert.Equal(t, exitFindings, r.status)
		assert.Equal(t, "ali1688: item_get: no response within 50ms; --timeout allows more\n", r.err)
	}

	ctx, stop := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, stop)
	var errs bytes.Buffer
	status := run(ctx, []string{"call", "item_get", "num_iid=1", "--base-url", server.URL},
		streams{nil, io.Discard, &errs}, func(string) string { return "demo" })
	assert.Equal(t, exitFindings, status)
	assert.Equal(t, "ali1688: item_get: interrupted before the response was complete\n", errs.String())
}

func TestBrokenOffAnswer(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, `{"item":`)
	}))
	defer server.Close()
	r := do(t, "", "call", "item_get", "num_iid=1", "--base-url", server.URL)
	assert.Equal(t, exitFindings, r.status)
	assert.Contains(t, r.err, "broke the connection off before the response was complete; try again later")
	assert.Empty(t, r.out)
}

// advice4013 is the advice that the terminal prints for a used-up quota.
const advice4013 = "Number of calls exceeded (buy_quota; retry: tomorrow): Wait for midnight in Beijing, or buy more " +
	"calls.\n"
