package record_test

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/record"
)

// made is what a recorder made of one exchange.
type made struct {
	record.Exchange
	err      error
	files    map[string]string
	returned string // what the caller read
}

// exchange records one request, which is answered with rsp.
func exchange(t *testing.T, req *http.Request, rsp *http.Response, opts ...record.Option) made {
	t.Helper()
	var got made
	tell := record.OnExchange(func(x record.Exchange, err error) { got.Exchange, got.err = x, err })
	r, dir := recorder(t, append([]record.Option{tell}, opts...)...)
	if rsp.Header == nil {
		rsp.Header = http.Header{}
	}
	back, err := r.Transport(roundTripper(func(*http.Request) (*http.Response, error) { return rsp, nil })).RoundTrip(req)
	require.NoError(t, err)
	body, err := io.ReadAll(back.Body)
	require.NoError(t, err)
	require.NoError(t, back.Body.Close())
	got.returned, got.files = string(body), files(t, dir)
	return got
}

func response(body string) *http.Response {
	return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(body))}
}

func get(t *testing.T, target string) *http.Request {
	t.Helper()
	return httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://gw.test"+target, nil)
}

const itemPath = "/1688/item_get/?num_iid=1"

// TestFilesOfBodies shows which files are kept of a body, and what is in them.
func TestFilesOfBodies(t *testing.T) {
	const gbk, object = "{\"a\":\"\xb9\xd9\xcd\xf8\"}", `{"a":"官网"}`
	cases := []struct {
		name, body, json, txt string // of the two files; "-" for none
	}{
		{"an object", object, object, "-"},
		{"an object with blanks", " " + object + "\n", " " + object + "\n", "-"},
		{"a mark", "\xef\xbb\xbf" + object, object, "\xef\xbb\xbf" + object},
		{"GBK", gbk, object, gbk},
		{"a mark and GBK", "\xef\xbb\xbf" + gbk, object, "\xef\xbb\xbf" + gbk},
		{"a notice before", "Notice: x\n" + object, object, "Notice: x\n" + object},
		{"a notice after", object + "\nNotice: x", object, object + "\nNotice: x"},
		{"a list", "[1]", "-", "[1]"},
		{"a page", "<html>{}</html>", "-", "<html>{}</html>"},
		{"half an object", `{"a":`, "-", `{"a":`},
		{"nothing", "", "-", ""},
		{"no encoding at all", "{\"a\":\"\xff\xff\"}", "{\"a\":\"\xff\xff\"}", "-"},
		{"a phone number after the object", `{"a":1} Notice: 13800138000`, `{"a":1}`, `{"a":1} Notice: REDACTED`},
		{"a phone number before the object", "Notice: 13800138000\n" + `{"a":1}`, `{"a":1}`, "Notice: REDACTED\n" +
			`{"a":1}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := exchange(t, get(t, itemPath), response(c.body))
			require.NoError(t, got.err)
			assert.Equal(t, c.body, got.returned, "the caller's")
			text := map[string]string{".json": "-", ".txt": "-"}
			for name, content := range got.files {
				if name != record.Ledger {
					assert.True(t, strings.HasPrefix(name, "item_get/20260102-"), name)
					text[filepath.Ext(name)] = content
				}
			}
			assert.Equal(t, c.json, text[".json"])
			assert.Equal(t, c.txt, text[".txt"])
			assert.Equal(t, c.json == "-", strings.HasSuffix(got.File, ".txt"))
			assert.Equal(t, c.json != "-" && c.txt != "-", got.Raw != "")
		})
	}
}

// TestLedger has a line of everything that is known of an exchange.
func TestLedger(t *testing.T) {
	times := []time.Time{time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC), time.Date(2026, 1, 2, 12, 0, 3, 0, time.UTC)}
	clock := record.WithClock(func() time.Time {
		now := times[0]
		times = times[1:]
		return now
	})
	rsp := response(`{"error_code":"2000","error":"no"}`)
	rsp.Header = http.Header{"Content-Type": {"text/html; x=13800138000"}}
	got := exchange(t, get(t, "/1688/item_get/?num_iid=1&key="+key), rsp, clock)
	require.NoError(t, got.err)
	var line record.Exchange
	require.NoError(t, json.Unmarshal([]byte(got.files[record.Ledger]), &line))
	assert.Equal(t, byte('\n'), got.files[record.Ledger][len(got.files[record.Ledger])-1])
	line.Findings = nil
	assert.Equal(t, record.Exchange{
		File: got.File, API: "item_get", Platform: "1688", Method: "GET",
		Parameters: map[string]string{"num_iid": "1", "key": "REDACTED"},
		Status:     200, ContentType: "text/html; x=REDACTED", Seen: time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC),
		Duration: 3 * time.Second, OK: true,
	}, line)
}

// TestNames is stable for the same call, and another for another one.
func TestNames(t *testing.T) {
	name := func(target string) string { return exchange(t, get(t, target), response("{}")).File }
	assert.Equal(t, name(itemPath), name(itemPath))
	assert.NotEqual(t, name(itemPath), name("/1688/item_get/?num_iid=2"))
	assert.Len(t, filepath.Base(name(itemPath)), len("20260102-")+12+len(".json"))
}

// TestFolders names the operation that is recorded, whatever the path says.
func TestFolders(t *testing.T) {
	cases := []struct{ path, api, platform string }{
		{"/1688/item_get/", "item_get", "1688"},
		{"/1688global/item_get/", "item_get", "1688global"},
		{"/1688/item_nothing/", "_other_platforms", "1688"},
		{"/taobao/item_get/", "_other_platforms", "_other_platforms"},
		{"/", "_other_platforms", "_other_platforms"},
		{"/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancel/1000000", "alibaba.trade.cancel", record.OpenPlatform},
		{"/openapi/param2/1/com.alibaba.trade/alibaba.trade.nothing/1000000", "_other_platforms", record.OpenPlatform},
	}
	for _, c := range cases {
		got := exchange(t, get(t, c.path), response("{}"))
		assert.Equal(t, []string{c.api, c.platform}, []string{got.API, got.Platform}, c.path)
		assert.True(t, strings.HasPrefix(got.File, c.api+"/"), got.File)
	}
}

// TestParameters shows what the ledger keeps of each.
func TestParameters(t *testing.T) {
	long := strings.Repeat("a", 1025)
	req := httptest.NewRequest(http.MethodPost, "http://gw.test/1688/upload_img/?session="+session+"&q=红&q=蓝",
		strings.NewReader(url.Values{"imgcode": {long}, "short": {long[1:]}, "secret": {long}, "phone": {phone}}.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	got := exchange(t, req, response("{}"))
	assert.Equal(t, map[string]string{
		"session": "REDACTED", "q": "蓝", "imgcode": fmt.Sprintf("1025 bytes, sha256 %x", sha256.Sum256([]byte(long))),
		"short":  long[1:],
		"secret": "REDACTED", "phone": "REDACTED",
	}, got.Parameters)
}

// TestHeadersAreSecret quotes the credentials of an exchange's headers in its response.
func TestHeadersAreSecret(t *testing.T) {
	req := get(t, itemPath)
	req.Header = http.Header{"Authorization": {"Bearer planted-bearer"}, "Proxy-Authorization": {"Basic planted-basic"},
		"X-Api-Key": {"planted-api-key"}, "X-Language": {"planted"},
		"Cookie": {"a=planted-cookie; b=8letters; lang=zh; c=7letter"}}
	rsp := response(
		`{"a":["planted-bearer","planted-basic","planted-api-key","planted-cookie","planted-set","8letters","7letter","zh",` +
			`"planted"]}`)
	rsp.Header = http.Header{"Set-Cookie": {"b=planted-set"}}
	got := exchange(t, req, rsp)
	assert.Equal(t, `{"a":["REDACTED","REDACTED","REDACTED","REDACTED","REDACTED","REDACTED","7letter","zh","planted"]}`,
		got.files[got.File])
}

// TestCookiesAreSecretByValue keeps what a header of short cookies is: only values of eight characters are credentials.
func TestCookiesAreSecretByValue(t *testing.T) {
	for cookies, want := range map[string]string{
		"lang=zh":                    `{"a":"lang=zh"}`,
		"a=planted-cookie":           `{"a":"a=REDACTED"}`,
		"lang=zh; a=planted-cookie":  `{"a":"lang=zh; a=REDACTED"}`,
		"a=planted-cookie; b=plan-2": `{"a":"a=REDACTED; b=plan-2"}`,
	} {
		req := get(t, itemPath)
		req.Header.Set("Cookie", cookies)
		got := exchange(t, req, response(`{"a":"`+cookies+`"}`))
		assert.Equal(t, want, got.files[got.File])
	}
}

// TestCustomIsRedactedAsWhatItCalls hides the members of the operation that is passed on, in whichever dialect.
func TestCustomIsRedactedAsWhatItCalls(t *testing.T) {
	const body, hidden = `{"item":{"name":"张三丰"}}`, `{"item":{"name":"REDACTED"}}`
	for target, want := range map[string]string{
		"/1688/custom/?method=x/item_get_contact": hidden,
		"/1688/custom/?api=item_get_contact":      hidden,
		"/1688/custom/?method=x/item_get":         body,
		"/1688/custom/":                           body,
		"/1688/item_get_contact/?method=item_get": hidden,
		"/1688/item_get/?method=item_get_contact": body,
	} {
		got := exchange(t, get(t, target), response(body))
		assert.Equal(t, want, got.files[got.File], target)
	}
}

// TestStatus counts a response as conforming only with HTTP 200.
func TestStatus(t *testing.T) {
	for status, want := range map[int]bool{200: true, 500: false} {
		rsp := response(`{"error_code":"2000","error":"no"}`)
		rsp.StatusCode = status
		assert.Equal(t, want, exchange(t, get(t, itemPath), rsp).OK, status)
	}
}

// TestNotRecorded passes on what is not a response, and the errors of a request.
func TestNotRecorded(t *testing.T) {
	r, dir := recorder(t, record.OnExchange(func(record.Exchange, error) { t.Error("it was recorded") }))
	switching := roundTripper(func(*http.Request) (*http.Response, error) { return &http.Response{StatusCode: 101}, nil })
	rsp, err := r.Transport(switching).RoundTrip(get(t, itemPath))
	require.NoError(t, err)
	assert.Nil(t, rsp.Body)

	broken := errors.New("key=" + key + " is in the error")
	failed := roundTripper(func(*http.Request) (*http.Response, error) { return nil, broken })
	_, err = r.Transport(failed).RoundTrip(get(t, "/1688/item_get/?key="+key))
	require.ErrorIs(t, err, broken)
	clean(t, err.Error())

	req := httptest.NewRequest(http.MethodPost, "http://gw.test"+itemPath, failing{io.ErrUnexpectedEOF})
	_, err = r.Transport(switching).RoundTrip(req)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	assert.Empty(t, files(t, dir))
}

// TestProxyKeepsTheQuery forwards it as it came, also where it is malformed.
func TestProxyKeepsTheQuery(t *testing.T) {
	var got string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.URL.RawQuery + " " + r.Header.Get("Accept-Encoding")
		_, _ = io.WriteString(w, "{}")
	}))
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	require.NoError(t, err)
	r, _ := recorder(t)
	req := get(t, "/1688/item_get/")
	req.URL.RawQuery = "a=1;2&b=%zz"
	req.Header.Set("Accept-Encoding", "br")
	rec := httptest.NewRecorder()
	r.Proxy(address).ServeHTTP(rec, req)
	assert.Equal(t, "a=1;2&b=%zz gzip", got)
	assert.Equal(t, "{}", rec.Body.String())
}
