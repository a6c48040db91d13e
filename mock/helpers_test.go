package mock_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
)

var _ mock.TB = testing.TB(nil)

const (
	key    = "k3y-of-nobody"
	secret = "s3cret-of-nobody"
	auth   = "key=" + key + "&secret=" + secret
)

// at is a fixed clock: 2026-03-04 20:00:00 in Beijing.
func at() time.Time { return time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC) }

// body is an answer as JSON values.
type body map[string]any

// get calls through the transport, which needs no socket.
func get(t *testing.T, rt http.RoundTripper, target string) body {
	t.Helper()
	return send(t, rt, request(t, http.MethodGet, target, ""))
}

func request(t *testing.T, method, target, form string) *http.Request {
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

// send sends req, and makes sure that the answer is one that a gateway gives, and shows no secret.
func send(t *testing.T, rt http.RoundTripper, req *http.Request) body {
	t.Helper()
	text, rsp := sendRaw(t, rt, req)
	if rsp.StatusCode != http.StatusOK {
		t.Fatalf("got status %d\nwant 200", rsp.StatusCode)
	}
	for _, s := range []string{key, secret} {
		if strings.Contains(text, s) {
			t.Errorf("the answer shows %s:\n%s", s, text)
		}
	}
	var b body
	if err := json.Unmarshal([]byte(text), &b); err != nil {
		t.Fatalf("%v:\n%s", err, text)
	}
	return b
}

func sendRaw(t *testing.T, rt http.RoundTripper, req *http.Request) (string, *http.Response) {
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

// text is a member of the answer as text, by a path such as "item.num_iid".
func (b body) text(path string) string {
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

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v\nwant %v", what, got, want)
	}
}

func contains(t *testing.T, what, got string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(got, w) {
			t.Errorf("%s: got %s\nwant %q in it", what, got, w)
		}
	}
}

// fakeT is a test that a gateway may fail.
type fakeT struct {
	mu       sync.Mutex
	errors   []string
	logs     []string
	fatal    string
	cleanups []func()
}

func (f *fakeT) Helper() {}

func (f *fakeT) Cleanup(c func()) { f.cleanups = append(f.cleanups, c) }

func (f *fakeT) Logf(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.logs = append(f.logs, fmt.Sprintf(format, args...))
}

func (f *fakeT) Errorf(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.errors = append(f.errors, fmt.Sprintf(format, args...))
}

func (f *fakeT) Fatalf(format string, args ...any) { f.fatal = fmt.Sprintf(format, args...) }

func (f *fakeT) failures() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return strings.Join(f.errors, "\n")
}

func (f *fakeT) end() {
	for _, c := range f.cleanups {
		c()
	}
}

func values(pairs ...string) string {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v.Encode()
}

func itemParams(offer int64) *gateway.ItemGetParams {
	return &gateway.ItemGetParams{NumIID: strconv.FormatInt(offer, 10), Cache: ali1688.Ptr(gateway.CacheModeNo)}
}

func sprint(v any) string { return fmt.Sprint(v) }
