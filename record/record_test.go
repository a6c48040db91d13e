package record_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
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

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/record"
)

// What must be in no file. The phone numbers are of ranges that nobody has.
const (
	key     = "t_planted_key_77"
	secret  = "planted+secret/88"
	session = "planted_session_99"
	phone   = "13800138000"
	line    = "0571-88888888"
	email   = "someone@example.com"
	person  = "张三丰"
	other   = "t_planted_token_66"
	cookie  = "t_planted_cookie_55"
	bearer  = "t_planted_bearer_44"
)

var planted = []string{key, secret, url.QueryEscape(secret), session, phone, line, email, person, other, cookie, bearer,
	"192.0.2.77", "4444333322221111\"", url.QueryEscape(person)}

// recorder records into a new folder, at a time that stands still.
func recorder(t *testing.T, opts ...record.Option) (*record.Recorder, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "recorded")
	noon := func() time.Time { return time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC) }
	opts = append([]record.Option{record.WithClock(noon),
		record.OnExchange(func(_ record.Exchange, err error) { assert.NoError(t, err) })}, opts...)
	r, err := record.New(dir, opts...)
	require.NoError(t, err)
	return r, dir
}

// files returns the contents of a folder by their names.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		out[name] = string(content)
		return err
	}))
	return out
}

func clean(t *testing.T, text string) {
	t.Helper()
	for _, p := range planted {
		assert.NotContains(t, text, p)
	}
}

// upstream answers everything with body.
func upstream(t *testing.T, body string, header ...string) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(server.Close)
	return server
}

func TestContactsAreNamed(t *testing.T) {
	r, dir := recorder(t)
	rsp, err := (&http.Client{Transport: r.Transport(nil)}).Get(upstream(t, `{"item":{"name":"`+person+
		`","company_name":"公司"}}`).URL + "/1688/item_get_contact/?sid=b2b-1")
	require.NoError(t, err)
	require.NoError(t, rsp.Body.Close())
	for name, content := range files(t, dir) {
		clean(t, content)
		if name != record.Ledger {
			assert.Contains(t, content, "公司")
		}
	}
}

// TestSession records a session through the proxy, and serves it again from the folder: the client gets equal values.
func TestSession(t *testing.T) {
	first := mock.New(t)
	r, dir := recorder(t)
	address, err := url.Parse(first.URL())
	require.NoError(t, err)
	proxy := httptest.NewServer(r.Proxy(address))
	t.Cleanup(proxy.Close)

	session := func(c *ali1688.Client) []gateway.Answer {
		ctx := context.Background()
		offer, err := c.ItemGet(ctx, &gateway.ItemGetParams{NumIID: "639741530227"})
		require.NoError(t, err)
		shop, err := c.SellerInfo(ctx, &gateway.SellerInfoParams{SID: ali1688.Ptr("b2b-2206619673102e9470")})
		require.NoError(t, err)
		image, err := c.UploadImg(ctx, nil, gateway.UploadImgForm{ImgCode: "aGk="})
		require.NoError(t, err)
		return []gateway.Answer{offer, shop, image}
	}
	client := func(c *http.Client, base string) *ali1688.Client {
		out, err := ali1688.New(key, secret, ali1688.WithBaseURL(base), ali1688.WithHTTPClient(c))
		require.NoError(t, err)
		return out
	}
	want := session(client(http.DefaultClient, proxy.URL))
	all := files(t, dir)
	assert.Len(t, all, 4)
	for _, content := range all {
		clean(t, content)
	}
	second := mock.Transport(mock.WithRecordings(os.DirFS(dir)))
	got := session(client(&http.Client{Transport: second}, "http://gateway.test"))
	for i := range want {
		was, is := payload(t, want[i]), payload(t, got[i])
		if shop, ok := was["user"].(map[string]any); ok {
			shop["address"] = "REDACTED" // somebody may live there
		}
		assert.Equal(t, was, is)
	}
	for line := range strings.Lines(all[record.Ledger]) {
		var x record.Exchange
		require.NoError(t, json.Unmarshal([]byte(line), &x))
		assert.True(t, x.OK, line)
		assert.FileExists(t, filepath.Join(dir, x.File))
	}
}

// payload returns a response without its envelope, which differs from call to call.
func payload(t *testing.T, answer gateway.Answer) map[string]any {
	t.Helper()
	var all map[string]any
	require.NoError(t, json.Unmarshal(answer.Common().Raw, &all))
	return map[string]any{"item": all["item"], "items": all["items"], "user": all["user"]}
}

// TestFindings checks what is recorded as it comes.
func TestFindings(t *testing.T) {
	var told []record.Exchange
	r, _ := recorder(t, record.OnExchange(func(x record.Exchange, _ error) { told = append(told, x) }))
	rsp, err := (&http.Client{Transport: r.Transport(nil)}).Get(upstream(t,
		`{"item":{"price":{},"new":1},"error_code":"0000"}`).URL + "/1688/item_get/?num_iid=1")
	require.NoError(t, err)
	require.NoError(t, rsp.Body.Close())
	require.Len(t, told, 1)
	assert.False(t, told[0].OK)
	assert.Len(t, told[0].Findings, 2)
	assert.Equal(t, map[string]string{"num_iid": "1"}, told[0].Parameters)
}

// TestTrouble shows that recording never gets in the way of a call.
func TestTrouble(t *testing.T) {
	t.Run("a folder that cannot be written", func(t *testing.T) {
		var failed error
		r, dir := recorder(t, record.OnExchange(func(_ record.Exchange, err error) { failed = err }))
		require.NoError(t, os.WriteFile(filepath.Join(dir, "item_get"), nil, 0o600))
		rsp, err := (&http.Client{Transport: r.Transport(nil)}).Get(upstream(t, `{}`).URL + "/1688/item_get/?num_iid=1")
		require.NoError(t, err)
		require.NoError(t, rsp.Body.Close())
		assert.Error(t, failed)
	})
	t.Run("a gateway that is down", func(t *testing.T) {
		r, _ := recorder(t)
		down, err := url.Parse("http://127.0.0.1:1")
		require.NoError(t, err)
		rec := httptest.NewRecorder()
		r.Proxy(down).ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/1688/item_get/?key="+key, nil))
		assert.Equal(t, http.StatusBadGateway, rec.Code)
		assert.Contains(t, rec.Body.String(), "the gateway cannot be reached")
		clean(t, rec.Body.String())
	})
	t.Run("an answer that breaks off", func(t *testing.T) {
		r, dir := recorder(t)
		broken := errors.New("connection reset")
		next := roundTripper(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Header: http.Header{},
				Body: io.NopCloser(io.MultiReader(strings.NewReader(`{"a"`), failing{broken}))}, nil
		})
		rsp, err := (&http.Client{Transport: r.Transport(next)}).Get("http://gateway.test/1688/item_get/")
		require.NoError(t, err)
		_, err = io.ReadAll(rsp.Body)
		require.ErrorIs(t, err, broken)
		assert.Len(t, files(t, dir), 2)
	})
	t.Run("a path that is no operation", func(t *testing.T) {
		r, dir := recorder(t)
		rsp, err := (&http.Client{Transport: r.Transport(nil)}).Get(upstream(t, `{}`).URL + "/1688/..%2f..%2fetc/")
		require.NoError(t, err)
		require.NoError(t, rsp.Body.Close())
		for name := range files(t, dir) {
			assert.True(t, name == record.Ledger || strings.HasPrefix(name, "_other_platforms/"), name)
		}
	})
	_, err := record.New(filepath.Join(os.DevNull, "x"))
	assert.ErrorContains(t, err, "cannot record into")
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func ExampleRecorder_Transport() {
	dir, _ := os.MkdirTemp("", "recorded")
	defer func() { _ = os.RemoveAll(dir) }()
	recorder, err := record.New(dir, record.OnExchange(func(x record.Exchange, _ error) {
		fmt.Println(x.API, x.Parameters, x.OK)
	}))
	if err != nil {
		panic(err)
	}
	client, err := ali1688.New("my-key", "my-secret",
		ali1688.WithHTTPClient(&http.Client{Transport: recorder.Transport(mock.Transport())}))
	if err != nil {
		panic(err)
	}
	_, _ = client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "639741530227"})
	// Output: item_get map[key:REDACTED num_iid:639741530227 secret:REDACTED] true
}
