package record

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/transport"
)

// TestBodiesKept redacts bodies of every kind, and leaves the rest of them.
func TestBodiesKept(t *testing.T) {
	const rest = `","a":"` + "\xb9\xd9\xcd\xf8" + `"}`
	const gbkPhone, gbk = `{"phone":"1` + rest, `{"phone":"REDACTED` + rest
	const mark = "\xef\xbb\xbf"
	for _, c := range []struct{ name, body, want string }{
		{"empty", "", ""},
		{"JSON", `{"phone":"1"}`, `{"phone":"REDACTED"}`},
		{"a list", `[{"phone":"1"}]`, `[{"phone":"REDACTED"}]`},
		{"marks", mark + mark + `{"phone":"1"}`, mark + mark + `{"phone":"REDACTED"}`},
		{"a mark before what breaks off", mark + `{"phone":"1","b`, mark + `{"phone":"REDACTED","b`},
		{"GBK", gbkPhone, gbk},
		{"a mark and GBK", mark + gbkPhone, mark + gbk},
		{"GBK that breaks off", gbkPhone[:len(gbkPhone)-2], gbk[:len(gbk)-2]},
		{"GBK that breaks off in a character", "{\"a\":\"\xcd\xf5\xb8\xae\x81\x30\x81",
			"{\"a\":\"REDACTED\x81\x30\x81"},
		{"no encoding", `{"phone":"1","a":"` + "\xff\xff" + `"}`, `{"phone":"REDACTED","a":"` + "\xff\xff" + `"}`},
		{"notices", `Notice: <x phone="1"> {"phone":"2"} Warning: token=abc`,
			`Notice: <x phone="REDACTED"> {"phone":"REDACTED"} Warning: token=REDACTED`},
		{"a page", `<x phone="1">{"phone":"2"}`, `<x phone="REDACTED">{"phone":"REDACTED"}`},
		{"text", "token=abc", "token=REDACTED"},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, string(redactBody(redact.New("王府"), []byte(c.body))))
		})
	}
}

// TestServed has what the mock can serve of a body, nil for nothing.
func TestServed(t *testing.T) {
	for body, want := range map[string]string{
		`{"a":1}`: `{"a":1}`, " {} ": " {} ", "\xef\xbb\xbf{}": "{}", "Notice: a {}": "{}", "{} Warning: b": "{}",
		`{"a":"` + "\xb9\xd9\xcd\xf8" + `"}`: `{"a":"官网"}`, "[]": "", "1": "", "": "", "<x>": "", `{"a":`: "", "{}{}": "",
	} {
		assert.Equal(t, want, string(served([]byte(body))), body)
	}
}

// TestHalvesOfOthers keeps what another process still writes, and what only looks half-written.
func TestHalvesOfOthers(t *testing.T) {
	old, fresh := time.Now().Add(-2*longestWrite), time.Now()
	parent := host() + "-" + strconv.Itoa(os.Getppid()) // which runs
	for _, c := range []struct {
		name     string
		modified time.Time
		kept     bool
	}{
		{"a.json." + parent + ".1" + halfWritten, fresh, true},
		{"a.json." + parent + ".1" + halfWritten, old, false},
		{"a.json." + host() + "-x.1" + halfWritten, fresh, true},
		{"a" + halfWritten, fresh, true},
		{"a" + halfWritten, old, false},
		{host() + "-0.1" + halfWritten, fresh, true},
		{"a.json", old, true},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, c.name)
		require.NoError(t, os.WriteFile(path, nil, 0o600))
		require.NoError(t, os.Chtimes(path, c.modified, c.modified))
		removeHalves(dir)
		_, err := os.Stat(path)
		assert.Equal(t, c.kept, err == nil, "%s of %s", c.name, c.modified)
	}
	removeHalves(filepath.Join(t.TempDir(), "none"))
}

// TestWriterNames distinguishes hosts and processes.
func TestWriterNames(t *testing.T) {
	assert.Regexp(t, `^[0-9a-f]{8}$`, host())
	assert.Equal(t, host()+"-"+strconv.Itoa(os.Getpid()), writer())
}

// TestUnwritable reports every step that fails.
func TestUnwritable(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "file"), nil, 0o600))
	require.Error(t, replace(filepath.Join(dir, "file", "a.json"), nil))
	require.Error(t, replace(filepath.Join(dir, strings.Repeat("x", 250)), nil))
	require.Error(t, appendTo(dir, nil))
	if full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0); err == nil {
		require.NoError(t, full.Close())
		require.Error(t, appendTo("/dev/full", []byte("x")))
	}
	r, err := New(dir)
	require.NoError(t, err)
	require.Error(t, r.write(Exchange{}, []file{{name: "file/a.json"}}))
	require.NoError(t, os.Mkdir(filepath.Join(dir, Ledger), 0o755))
	require.Error(t, r.write(Exchange{}, nil))
	_, err = New(filepath.Join(dir, "file", "below"))
	require.ErrorContains(t, err, "cannot record into "+filepath.Join(dir, "file", "below")+": not a directory")
}

// TestDeviationsOfRequests quotes nothing of an address that no document has.
func TestDeviationsOfRequests(t *testing.T) {
	const order = "/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancel/1"
	const query = "?access_token=t&_aop_signature=s&webSite=1688&tradeID=1&cancelReason=other"
	for _, c := range []struct {
		url  string
		want []Deviation
	}{
		{"/1688/item_get/?num_iid=1", nil},
		{"/1688/item_get/?num_iid=1&colour=planted", []Deviation{{"unknown", "colour",
			"colour is unknown to item_get and ignored"}}},
		{"/1688/planted-1/?token=planted-2", []Deviation{{"operation", conformance.OtherPlatforms,
			"the documents have no operation at this address"}}},
		{strings.Replace(order, "/1/", "/planted-3/", 1) + query,
			[]Deviation{{"operation", "alibaba.trade.cancel", "alibaba.trade.cancel has the version 1"}}},
		{strings.Replace(order, "param2", "planted-4", 1) + query,
			[]Deviation{{"address", "alibaba.trade.cancel", "alibaba.trade.cancel is called under param2"}}},
	} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://h"+c.url, nil)
		require.NoError(t, err)
		x := newExchange(req, &http.Response{})
		x.deviate(req, nil, redact.Redactor{})
		assert.Equal(t, c.want, x.Deviations, c.url)
	}
}

func TestInnermost(t *testing.T) {
	for _, c := range []struct{ api, query, form, want string }{
		{"item_get", "method=a/b", "", "item_get"}, {"custom", "", "", "custom"}, {"custom", "method=a/b.c", "", "b.c"},
		{"custom", "api=b.c", "", "b.c"}, {"custom", "api=c&method=a/b", "", "b"}, {"custom", "", "method=a/b/c", "c"},
	} {
		query, err := url.ParseQuery(c.query)
		require.NoError(t, err)
		form, err := url.ParseQuery(c.form)
		require.NoError(t, err)
		assert.Equal(t, c.want, innermost(c.api, form, query), "%s?%s %s", c.api, c.query, c.form)
	}
}

// TestServers finds the real server of each API.
func TestServers(t *testing.T) {
	for path, want := range map[string]string{
		"/1688/item_get/": "https://api-gw.onebound.cn", "/x": "https://api-gw.onebound.cn",
		"/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancel/1": "https://gw.open.1688.com",
	} {
		assert.Equal(t, want, serverOf(path).String(), path)
	}
}

var errGone = errors.New("the connection is gone")

// broken fails behind its text.
func broken(text string) io.ReadCloser {
	return io.NopCloser(io.MultiReader(strings.NewReader(text), errorReader{}))
}

type errorReader struct{}

func (errorReader) Read([]byte) (int, error) { return 0, errGone }

// TestBodiesOfRequests reads what a request carries, and leaves it to be read again.
func TestBodiesOfRequests(t *testing.T) {
	request := func(body io.Reader) *http.Request {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://h", body)
		require.NoError(t, err)
		return req
	}
	for _, empty := range []io.Reader{nil, http.NoBody} {
		req := request(empty)
		out, form, err := withForm(req)
		require.NoError(t, err)
		assert.Same(t, req, out)
		assert.Nil(t, form)
	}
	for size, want := range map[int]error{transport.MaxBody: nil, transport.MaxBody + 1: transport.ErrBodyTooLarge} {
		text := append([]byte("a="), bytes.Repeat([]byte("x"), size-2)...)
		out, form, err := withForm(request(bytes.NewReader(text)))
		require.ErrorIs(t, err, want)
		assert.Equal(t, want == nil, len(form.Get("a")) == size-2)
		sent, err := io.ReadAll(out.Body)
		require.NoError(t, err)
		assert.Len(t, sent, size)
	}
	_, _, err := withForm(request(broken("a=1")))
	assert.ErrorIs(t, err, errGone)
}

// TestBodiesOfResponses hands on all of a response, and the error that it ended with.
func TestBodiesOfResponses(t *testing.T) {
	const most = transport.MaxBody
	for size, whole := range map[int]bool{most: true, most + 1: false, most + 9: false} {
		rsp := &http.Response{Body: io.NopCloser(bytes.NewReader(make([]byte, size)))}
		body, got := taken(rsp)
		assert.Equal(t, whole, got)
		assert.Equal(t, whole, len(body) == size)
		left, err := io.ReadAll(rsp.Body)
		require.NoError(t, err)
		assert.Len(t, left, size)
	}
	for _, end := range []error{nil, errGone} {
		rsp := &http.Response{Body: broken("abc")}
		if end == nil {
			rsp.Body = io.NopCloser(strings.NewReader("abc"))
		}
		body, whole := taken(rsp)
		assert.Equal(t, []any{"abc", true}, []any{string(body), whole})
		text, err := io.ReadAll(struct{ io.Reader }{rsp.Body})
		assert.Equal(t, []any{"abc", end}, []any{string(text), err})
		again := &replay{bytes.NewReader([]byte("abc")), end}
		n, err := again.WriteTo(io.Discard)
		assert.Equal(t, []any{int64(3), end}, []any{n, err})
	}
}

func TestUnpacked(t *testing.T) {
	for _, encoding := range []string{"", "identity", "gzip", " X-GZIP "} {
		plain, err := unpacked(encoding, []byte("abc"))
		require.NoError(t, err)
		assert.Equal(t, "abc", string(plain), encoding)
	}
	_, err := unpacked("br", []byte("abc"))
	require.EqualError(t, err, `a response in an encoding that is not read, "br", is not recorded`)
	_, err = unpacked("gzip", []byte("\x1f\x8babc"))
	require.EqualError(t, err, "a response of broken gzip is not recorded")
	var twice bytes.Buffer
	w := gzip.NewWriter(&twice)
	_, _ = w.Write([]byte("\x1f\x8babc"))
	require.NoError(t, w.Close())
	_, err = unpacked("gzip", twice.Bytes())
	assert.EqualError(t, err, "a response that is packed more than once is not recorded")
}
