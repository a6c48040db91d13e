package apiclient_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/refusal"
	"github.com/go-ali1688/ali1688/transport"
)

func TestAddress(t *testing.T) {
	const form = "the base URL must be scheme://host[:port], such as http://127.0.0.1:1688"
	for base, want := range map[string]string{
		"https://api-gw.onebound.cn":  "https://api-gw.onebound.cn/1688/",
		"https://api-gw.onebound.cn/": "https://api-gw.onebound.cn/1688/",
		"http://127.0.0.1:1688":       "http://127.0.0.1:1688/1688/",
		"https://proxy.example/a/b/":  "https://proxy.example/a/b/1688/",
		"https://api-gw.onebound.cn/1688": "the base URL must be scheme://host[:port], without /1688, which the client " +
			"appends",
		"https://api-gw.onebound.cn/1688//": "the base URL must be scheme://host[:port], without /1688, which the client " +
			"appends",
		"api-gw.onebound.cn":         form,
		"ftp://host":                 form,
		"https://user:password@host": form,
		"https://host?key=1":         form,
		"https://host#a":             form,
		"https://ho st":              form,
		"":                           form,
	} {
		c := apiclient.DefaultConfig(base)
		got, err := c.Address("1688")
		if err != nil {
			got = err.Error()
		}
		assert.Equal(t, want, got, base)
	}
}

func TestUserAgent(t *testing.T) {
	assert.Regexp(t, `^ali1688-go/\S+ \(\+https://github\.com/go-ali1688/ali1688\)$`, apiclient.UserAgent())
	for text, ok := range map[string]bool{"": true, "shop/1.2 (+https://shop.example)": true, "a\r\nKey: b": false,
		"店": false} {
		assert.Equal(t, ok, apiclient.CheckUserAgent(text) == nil, "%q", text)
	}
}

// TestSender sends no redirect on, and the configured User-Agent.
func TestSender(t *testing.T) {
	for agent, want := range map[string]string{"": apiclient.UserAgent(), "shop/1.2": "shop/1.2"} {
		var got []string
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			got = append(got, r.UserAgent())
			http.Redirect(w, r, "/elsewhere", http.StatusFound)
		}))
		defer server.Close()
		c := apiclient.DefaultConfig(server.URL)
		c.UserAgent = agent
		rsp, err := c.HTTPClient(transport.OpenPlatform(c.Base(), c.Wire())).Get(server.URL)
		require.NoError(t, err)
		require.NoError(t, rsp.Body.Close())
		assert.Equal(t, http.StatusFound, rsp.StatusCode)
		assert.Equal(t, []string{want}, got)
	}
}

func TestErrorText(t *testing.T) {
	for want, e := range map[string]apiclient.Error{
		"item_get: gateway error 4013: used up: 已超量 (request gw-1.5)": {
			Service: apiclient.Gateway1688, API: "item_get", Code: "4013", Message: "used up", Reason: "已超量",
			RequestID: "gw-1.5"},
		"item_get: gateway error: key error": {Service: apiclient.Gateway1688, API: "item_get", Message: "key error",
			Reason: "key error"},
		"item_get: nothing": {Service: apiclient.Gateway1688, API: "item_get", Code: "0000",
			Message: "nothing", Kind: apiclient.ErrNoPayload},
		"item_get: gateway error 5000: nothing": {Service: apiclient.Gateway1688, API: "item_get", Code: "5000",
			Message: "nothing", Kind: apiclient.ErrNoPayload},
		"a.b: platform error 500_2: not there": {Service: apiclient.Platform, API: "a.b", Code: "500_2",
			Message: "not there"},
		"a.b: platform error 500_2": {Service: apiclient.Platform, API: "a.b", Code: "500_2",
			Message: "500_2"},
		"a.b: refused by the platform: gw.X: acl": {Service: apiclient.Platform, API: "a.b", Code: "gw.X", Message: "acl",
			Refused: true},
		"a.b: refused by the platform: no licence": {Service: apiclient.Platform, API: "a.b", Message: "no\nlicence",
			Refused: true},
	} {
		e.Raw = []byte(`{"secret":"planted"}`)
		assert.EqualError(t, &e, want)
		text, err := json.Marshal(map[string]any{"err": &e})
		require.NoError(t, err)
		var log strings.Builder
		slog.New(slog.NewJSONHandler(&log, nil)).Info("failed", "err", &e)
		for _, printed := range []string{fmt.Sprintf("%v|%+v|%#v|%d|%s", &e, &e, &e, &e, &e), string(text), log.String()} {
			assert.NotContains(t, printed, "planted")
		}
	}
}

// TestIs compares failures of both services with the codes of both: the same digits mean something else elsewhere.
func TestIs(t *testing.T) {
	notFound := apiclient.CodeError{Code: gateway.CodeNotFound, Says: "gone"}
	ofGateway := &apiclient.Error{Service: apiclient.Gateway1688, Code: "2000"}
	ofPlatform := &apiclient.Error{Service: apiclient.Platform, Code: "2000"}
	prefixed := &apiclient.Error{Service: apiclient.Platform, Code: "FAIL_BIZ_2000"}
	kind := &apiclient.Error{Service: apiclient.Gateway1688, Code: "4005", Kind: notFound}
	cases := []struct {
		name   string
		err    error
		target error
		want   bool
	}{
		{"gateway code", ofGateway, notFound, true},
		{"wrapped", fmt.Errorf("a: %w", ofGateway), notFound, true},
		{"the same code with another text", ofGateway, apiclient.CodeError{Code: "2000", Says: "other"}, true},
		{"another code", ofGateway, apiclient.CodeError{Code: "2001"}, false},
		{"platform failure, gateway code", ofPlatform, notFound, false},
		{"platform failure, platform code", ofPlatform, platform.Code("2000"), true},
		{"gateway failure, platform code", ofGateway, platform.Code("2000"), false},
		{"behind a prefix", prefixed, platform.Code("2000"), true},
		{"by kind", kind, notFound, true},
		{"by kind with another text", kind, apiclient.CodeError{Code: "2000"}, true},
		{"kind of the client", &apiclient.Error{Kind: apiclient.ErrWrongItem}, apiclient.ErrWrongItem, true},
		{"no kind", ofGateway, apiclient.ErrWrongItem, false},
		{"cause", &apiclient.Error{Err: io.EOF}, io.EOF, true},
	}
	for _, tt := range cases {
		assert.Equal(t, tt.want, errors.Is(tt.err, tt.target), tt.name)
	}
	assert.True(t, apiclient.IsCode(ofGateway, apiclient.Gateway1688, "1", "2000"))
	assert.False(t, apiclient.IsCode(ofGateway, apiclient.Platform, "2000"))
	assert.True(t, apiclient.IsCode(prefixed, apiclient.Platform, "2000"))
	assert.False(t, apiclient.IsCode(&apiclient.Error{Service: apiclient.Gateway1688, Code: "FAIL_BIZ_2000"},
		apiclient.Gateway1688, "2000"))
	assert.False(t, apiclient.IsCode(io.EOF, apiclient.Platform, "2000"))
}

func TestRetryOf(t *testing.T) {
	body := func(status int, text string, err error) error {
		return &apiclient.CallError{API: "item_get", Err: &apiclient.BodyError{StatusCode: status, Body: []byte(text),
			Err: err}}
	}
	canceled := fmt.Errorf("%w: %w", apiclient.ErrNotSent, context.Canceled)
	cases := []struct {
		name    string
		err     error
		retry   refusal.Retry
		charged string
	}{
		{"no error", nil, refusal.Never, "yes"},
		{"refused by the client", apiclient.Unsent("item_get", "num_iid is missing"), refusal.Never, "no"},
		{"outcome unknown over a gateway failure",
			fmt.Errorf("%w: %w", apiclient.ErrOutcomeUnknown, &apiclient.Error{Retry: refusal.Soon}),
			refusal.Never, "unclear"},
		{"given up before it left", canceled, refusal.Never, "no"},
		{"not sent", apiclient.ErrNotSent, refusal.Soon, "no"},
		{"stated", &apiclient.Error{Retry: refusal.Pause, Charged: "no"}, refusal.Pause, "no"},
		{"stated by a user's error", &apiclient.Error{}, refusal.Never, "unclear"},
		{"custom broke off", &apiclient.CallError{API: "custom", Err: io.EOF}, refusal.Never, "unclear"},
		{"given up", &apiclient.CallError{API: "item_get", Err: context.Canceled}, refusal.Never, "unclear"},
		{"broke off", &apiclient.CallError{API: "item_get", Err: io.EOF}, refusal.Soon, "unclear"},
		{"500", body(500, "", io.EOF), refusal.Pause, "unclear"},
		{"429", body(429, "", io.EOF), refusal.Pause, "unclear"},
		{"408", body(408, "", io.EOF), refusal.Pause, "unclear"},
		{"redirect", body(302, "", io.EOF), refusal.Never, "unclear"},
		{"too many values", body(200, "[", loose.ErrTooManyValues), refusal.Never, "unclear"},
		{"page of a proxy", body(200, "<html>", io.EOF), refusal.Pause, "unclear"},
		{"cut", body(200, `{"item":`, io.EOF), refusal.Soon, "unclear"},
		{"too large", &apiclient.CallError{API: "item_get", Err: transport.ErrBodyTooLarge}, refusal.Never, "unclear"},
	}
	for _, tt := range cases {
		assert.Equal(t, apiclient.RetryAdvice{Retry: tt.retry, Charged: tt.charged}, apiclient.RetryOf(tt.err), tt.name)
	}
}

func TestDecode(t *testing.T) {
	respond := func(status int, body string) *http.Response {
		return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"text/html"}},
			Body: io.NopCloser(strings.NewReader(body))}
	}
	var got struct{ A loose.Int }
	body, unread, err := apiclient.Decode(loose.Decoder{}, respond(200, `{"A":"7","B":1}`), &got)
	require.NoError(t, err)
	assert.JSONEq(t, `{"A":"7","B":1}`, string(body))
	assert.Empty(t, unread)
	assert.Equal(t, "7", got.A.String())
	for name, tt := range map[string]struct {
		rsp  *http.Response
		want string
	}{
		"not JSON": {respond(200, "<p>planted"), "HTTP 200 response of 10 bytes cannot be read: "},
		"bad status": {respond(500, `{}`),
			"HTTP 500 response of 2 bytes cannot be read: the API responds with HTTP 200 only"},
	} {
		_, _, err := apiclient.Decode(loose.Decoder{}, tt.rsp, &got)
		var unreadable *apiclient.BodyError
		require.ErrorAs(t, err, &unreadable, name)
		assert.ErrorContains(t, err, tt.want)
		assert.Equal(t, "text/html", unreadable.ContentType)
		assert.NotContains(t, fmt.Sprintf("%#v", err), "planted")
	}
}

// TestRows stops at the last page, at an empty one, at a repeated one and at an error.
func TestRows(t *testing.T) {
	failed := errors.New("failed")
	type page struct {
		rows []int
		last bool
		err  error
	}
	cases := map[string]struct {
		pages []page
		want  []int
		err   error
	}{
		"last": {[]page{{rows: []int{1, 2}}, {rows: []int{3}, last: true}, {rows: []int{4}}},
			[]int{1, 2, 3}, nil},
		"empty":                  {[]page{{rows: []int{1}}, {}, {rows: []int{2}}}, []int{1}, nil},
		"repeated":               {[]page{{rows: []int{1}}, {rows: []int{1}}, {rows: []int{2}}}, []int{1}, nil},
		"failure beside rows":    {[]page{{rows: []int{1}}, {rows: []int{2}, err: failed}}, []int{1, 2}, failed},
		"an error that ends it":  {[]page{{rows: []int{1}}, {err: io.EOF}}, []int{1}, nil},
		"failure on first page":  {[]page{{err: failed}}, nil, failed},
		"repeated with an error": {[]page{{rows: []int{1}}, {rows: []int{1}, err: failed}}, []int{1, 1}, failed},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			list := apiclient.List[int]{
				First: 5,
				Get:   func(n int64) ([]int, bool, error) { p := tt.pages[n-5]; return p.rows, p.last, p.err },
				End:   func(err error) bool { return errors.Is(err, io.EOF) },
			}
			var got []int
			var err error
			for row, e := range apiclient.Rows(t.Context(), list) {
				if err = e; err == nil {
					got = append(got, row)
				}
			}
			assert.Equal(t, tt.want, got)
			require.ErrorIs(t, err, tt.err)
			var failed *apiclient.PageError
			if errors.As(err, &failed) {
				assert.Equal(t, int64(4+len(tt.pages)), failed.Page, "where to go on")
			}
		})
	}
}

// TestRepeatedRows drops rows whose id came before, and stops at a page without another one. A list that is begun again
// from the page of a row misses none.
func TestRepeatedRows(t *testing.T) {
	type row struct {
		id    any
		sales int
	}
	failed := errors.New("failed")
	pages := map[string]struct {
		pages [][]row
		want  []any
		asked int
	}{
		"between pages": {[][]row{{{"a", 1}, {"b", 1}}, {{"b", 2}, {"c", 1}}, {{"a", 1}, {"d", 1}}, {}},
			[]any{"a", "b", "c", "d"}, 4},
		"within a page":    {[][]row{{{"a", 1}, {"a", 1}, {"b", 1}}, {}}, []any{"a", "b"}, 2},
		"a page once more": {[][]row{{{"a", 1}, {"b", 1}}, {{"b", 2}, {"a", 1}}, {{"c", 1}}}, []any{"a", "b"}, 2},
		"numbers": {[][]row{{{loose.IntNumber(7), 1}},
			{{loose.IntNumber(7), 2}, {loose.IntNumber(8), 2}}, {}}, nil, 3},
		"rows without an id": {[][]row{{{"", 1}, {0, 1}}, {{"", 2}, {0, 1}}, {}}, []any{"", 0, "", 0}, 3},
		"beside an error":    {[][]row{{{"a", 1}}, {{"a", 1}, {"b", 1}}, nil}, []any{"a", "b"}, 3},
	}
	for name, tt := range pages {
		t.Run(name, func(t *testing.T) {
			asked := 0
			list := apiclient.List[row]{First: 1, ID: func(r row) any { return r.id },
				Get: func(n int64) ([]row, bool, error) {
					asked++
					if tt.pages[n-1] == nil {
						return tt.pages[n-2], false, failed
					}
					return tt.pages[n-1], false, nil
				}}
			var got []any
			for r, err := range apiclient.Rows(t.Context(), list) {
				if err == nil {
					got = append(got, r.id)
				}
			}
			if name == "numbers" {
				tt.want = []any{loose.IntNumber(7), loose.IntNumber(8)}
			}
			assert.Equal(t, tt.want, got)
			assert.Equal(t, tt.asked, asked, "pages")
		})
	}
}

// TestWithPage notes the page of each row, also in a loop that is left.
func TestWithPage(t *testing.T) {
	page := int64(-1)
	list := apiclient.List[int64]{First: 3, Get: func(n int64) ([]int64, bool, error) {
		return []int64{10 * n, 10*n + 1}, n == 6, nil
	}}
	for row, err := range apiclient.Rows(apiclient.WithPage(t.Context(), &page), list) {
		require.NoError(t, err)
		assert.Equal(t, row/10, page)
		if row == 51 {
			break
		}
	}
	assert.Equal(t, int64(5), page, "where to go on")
}

// TestPool makes 400 requests by eight workers over a few times as many connections at most. net/http may dial one more
// while another becomes idle; with its own limit of two idle connections a host it dials for most requests.
func TestPool(t *testing.T) {
	var opened atomic.Int64
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			opened.Add(1)
		}
	}
	server.Start()
	defer server.Close()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 50 {
				c := apiclient.DefaultConfig(server.URL) // a client for each request: they share the connections
				rsp, err := c.HTTPClient(transport.OpenPlatform(c.Base(), c.Wire())).Get(server.URL)
				if assert.NoError(t, err) {
					assert.NoError(t, rsp.Body.Close())
				}
			}
		})
	}
	all.Wait()
	assert.LessOrEqual(t, opened.Load(), int64(40), "net/http alone opens some 150")
}

// TestOwnTransport leaves a Transport of the user's, and one in place of the standard one, as it is.
func TestOwnTransport(t *testing.T) {
	own := &http.Transport{}
	c := apiclient.Config{Client: &http.Client{Transport: own}}
	assert.Same(t, own, c.Base())
}

// TestCheckParameters has what the tables of the document do not: files where images belong.
func TestCheckParameters(t *testing.T) {
	for name, tt := range map[string]struct {
		api    string
		values url.Values
		want   string
	}{
		"allowed": {"item_get", url.Values{"num_iid": {"1"}}, ""},
		"a URL as an id": {"item_get", url.Values{"num_iid": {"https://a"}},
			"item_get: the parameter num_iid must be text that matches"},
		"unknown operation": {"of_an_edition", url.Values{"num_iid": {"https://a"}}, ""},
		"an image":          {"upload_img", url.Values{"imgcode": {"iVBORw0KGgo="}}, ""},
		"an image as a URI": {"upload_img", url.Values{"imgcode": {"data:image/png;base64,iVBORw0KGgo="}}, ""},
		"the name of a file": {"img2text", url.Values{"imgcode": {"nofile.png"}},
			"img2text: imgcode must be the image in base64"},
		"a file of curl": {"upload_img", url.Values{"imgcode": {"@nofile"}},
			"upload_img: imgcode must be the image in base64"},
		"its address": {"upload_img", url.Values{"imgcode": {"https://a.test/b.jpg"}},
			"upload_img: imgcode must be the image in base64"},
		"a file as its id": {"item_search_img", url.Values{"imgid": {"@pic.png"}},
			"item_search_img: imgid must be the name that upload_img returned"},
		"an address as id": {"item_search_img", url.Values{"imgid": {"https://cbu01.alicdn.com/a.jpg"}}, ""},
	} {
		err := apiclient.CheckParameters(tt.api, tt.values)
		if tt.want == "" {
			require.NoError(t, err, name)
			continue
		}
		require.ErrorContains(t, err, tt.want, name)
		require.ErrorIs(t, err, apiclient.ErrNotSent, name)
	}
}
