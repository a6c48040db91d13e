package mocktest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/stretchr/testify/require"
)

var _ mock.TB = testing.TB(nil)

// These are the credentials that tests send to the gateway. No response may contain Key or Secret.
const (
	Key    = "k3y-of-nobody"
	Secret = "s3cret-of-nobody"
	Auth   = "key=" + Key + "&secret=" + Secret
)

// At is a fixed clock: 2026-03-04 20:00:00 in Beijing.
func At() time.Time { return time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC) }

// Body is a response as JSON values.
type Body map[string]any

// Get calls through the transport, which needs no socket.
func Get(t *testing.T, rt http.RoundTripper, target string) Body {
	t.Helper()
	return Send(t, rt, Request(t, http.MethodGet, target, ""))
}

// Request returns a request for the gateway with a form as its body, or with no body for an empty form.
func Request(t *testing.T, method, target, form string) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, "http://gateway"+target, strings.NewReader(form))
	if err != nil {
		t.Fatal(err)
	}
	if form != "" {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return req
}

// Send sends req, and makes sure that the response is one that a gateway gives, and shows no secret.
func Send(t *testing.T, rt http.RoundTripper, req *http.Request) Body {
	t.Helper()
	text, rsp := SendRaw(t, rt, req) //nolint:bodyclose // SendRaw closes it
	if rsp.StatusCode != http.StatusOK {
		t.Fatalf("got status %d\nwant 200", rsp.StatusCode)
	}
	for _, s := range []string{Key, Secret} {
		if strings.Contains(text, s) {
			t.Errorf("the response shows %s:\n%s", s, text)
		}
	}
	var b Body
	if err := json.Unmarshal([]byte(text), &b); err != nil {
		t.Fatalf("%v:\n%s", err, text)
	}
	return b
}

// SendRaw sends req, and returns the text of the body and the response, whose body is closed.
func SendRaw(t *testing.T, rt http.RoundTripper, req *http.Request) (string, *http.Response) {
	t.Helper()
	rsp, err := rt.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rsp.Body.Close() }()
	text, err := io.ReadAll(rsp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text), rsp
}

// Text is a member of the response as text, by a path such as "item.num_iid".
func (b Body) Text(path string) string {
	var v any = map[string]any(b)
	for name := range strings.SplitSeq(path, ".") {
		m, ok := v.(map[string]any)
		if !ok {
			return ""
		}
		v = m[name]
	}
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// Equal fails the test if got is not want.
func Equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v\nwant %v", what, got, want)
	}
}

// Contains fails the test for every wanted text that is not a part of got.
func Contains(t *testing.T, what, got string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(got, w) {
			t.Errorf("%s: got %s\nwant %q in it", what, got, w)
		}
	}
}

// FakeT is a test that a gateway may fail.
type FakeT struct {
	mu       sync.Mutex
	errors   []string
	Logs     []string
	Fatal    string
	cleanups []func()
}

// Helper does nothing.
func (f *FakeT) Helper() {}

// Cleanup keeps a function for [FakeT.End].
func (f *FakeT) Cleanup(c func()) { f.cleanups = append(f.cleanups, c) }

// Logf adds a text to Logs.
func (f *FakeT) Logf(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.Logs = append(f.Logs, fmt.Sprintf(format, args...))
}

// Errorf adds a text to [FakeT.Failures].
func (f *FakeT) Errorf(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.errors = append(f.errors, fmt.Sprintf(format, args...))
}

// Fatalf sets Fatal and returns, unlike that of a real test.
func (f *FakeT) Fatalf(format string, args ...any) { f.Fatal = fmt.Sprintf(format, args...) }

// Failures returns the texts of all errors so far, one a line.
func (f *FakeT) Failures() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return strings.Join(f.errors, "\n")
}

// End calls the functions of Cleanup in the order in which they were added.
func (f *FakeT) End() {
	for _, c := range f.cleanups {
		c()
	}
}

// Pairs encodes names and values, which alternate, as a query.
func Pairs(pairs ...string) string {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v.Encode()
}

// ItemParams returns the parameters that read an offer past the cache of the gateway.
func ItemParams(offer int64) *gateway.ItemGetParams {
	return &gateway.ItemGetParams{NumIID: strconv.FormatInt(offer, 10), Cache: ali1688.Ptr(gateway.CacheModeNo)}
}

// Sprint formats a value for a comparison as text.
func Sprint(v any) string { return fmt.Sprint(v) }

// Code wants an error_code, and words in the reason.
func Code(want string, words ...string) func(*testing.T, Body) {
	return func(t *testing.T, got Body) {
		t.Helper()
		Equal(t, "error_code", got["error_code"], any(want))
		Contains(t, "reason", got.Text("reason"), words...)
	}
}

// Call sends a GET to a mock on its socket, with header names and values alternating, and returns the body.
func Call(t *testing.T, gw *mock.Gateway, query string, header ...string) string {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, gw.URL()+query, nil)
	require.NoError(t, err)
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	rsp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	body, err := io.ReadAll(rsp.Body)
	require.NoError(t, err)
	require.NoError(t, rsp.Body.Close())
	return string(body)
}

// SomeOffer is the path and query of an item_get with credentials.
const SomeOffer = "/1688/item_get/?key=k&secret=s&num_iid=639741530227"

// SignedRequest sends a signed request to the open platform, and returns its status and body. Fields with the value
// "-" are left out after signing.
func SignedRequest(t *testing.T, h *mock.Handler, path, fields string) (int, string) {
	t.Helper()
	form, err := url.ParseQuery(fields)
	require.NoError(t, err)
	if !form.Has(platformsign.Signature) {
		form.Set(platformsign.Signature, platformsign.Sign(path, form, AppSecret))
	}
	if form.Get(platformsign.Signature) == "-" {
		form.Del(platformsign.Signature)
	}
	req := Request(t, http.MethodPost, "/openapi/"+path, form.Encode())
	rsp, err := h.Transport().RoundTrip(req)
	require.NoError(t, err)
	defer func() { _ = rsp.Body.Close() }()
	body, err := io.ReadAll(rsp.Body)
	require.NoError(t, err)
	return rsp.StatusCode, string(body)
}

// Soaking reports whether the long form runs, as `make soak` asks for; the short one takes seconds.
var Soaking = os.Getenv("ALI1688_SOAK") != ""
