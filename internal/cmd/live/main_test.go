package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
)

const (
	key    = "t_planted_key_77"
	secret = "t_planted_secret_88"
)

// outcome is what a run left behind.
type outcome struct{ out, report string }

func runOn(t *testing.T, upstream string, args ...string) outcome {
	t.Helper()
	dir := t.TempDir()
	report := filepath.Join(dir, "live.md")
	args = append([]string{"--base-url", upstream, "--to", filepath.Join(dir, "recorded"), "--report", report, "--pause",
		"0s"}, args...)
	var out bytes.Buffer
	require.NoError(t, run(context.Background(), args, &out, func(name string) string {
		return map[string]string{"ALI1688_KEY": key, "ALI1688_SECRET": secret}[name]
	}))
	content, _ := os.ReadFile(report)
	for _, s := range []string{key, secret} {
		assert.NotContains(t, out.String()+string(content), s)
	}
	return outcome{out.String(), string(content)}
}

// faulty returns a mock in front of which some calls go wrong.
func faulty(t *testing.T, wrong map[string]http.HandlerFunc) string {
	t.Helper()
	handler, err := mock.NewHandler()
	require.NoError(t, err)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if fault := wrong[strings.Trim(strings.TrimPrefix(r.URL.Path, "/1688/"), "/")]; fault != nil {
			fault(w, r)
			return
		}
		handler.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func says(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func TestWithoutCredentials(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(context.Background(), []string{"--yes"}, &out, func(string) string { return "" }))
	assert.Equal(t, "Nothing was called: set ALI1688_KEY and ALI1688_SECRET to the key and the secret of an account.\n",
		out.String())
}

func TestPlanFirst(t *testing.T) {
	got := runOn(t, faulty(t, nil))
	assert.Contains(t, got.out, "The plan: 27 paid calls")
	assert.Contains(t, got.out, "Nothing was called: say --yes")
	assert.Empty(t, got.report)
}

// TestRun calls everything on the mock: all of it answers and conforms.
func TestRun(t *testing.T) {
	got := runOn(t, faulty(t, nil), "--yes")
	assert.Contains(t, got.report, "27 of 27 operations answered, 27 conform")
	assert.Contains(t, got.report, "Nothing: no response has a finding.")
}

func TestBudget(t *testing.T) {
	got := runOn(t, faulty(t, nil), "--budget", "2")
	assert.Contains(t, got.report, "2 of 27 operations answered")
	assert.Contains(t, got.report, "not called: the budget is used up")
}

// TestFaults reports what goes wrong and what is new, and goes on where it makes sense.
func TestFaults(t *testing.T) {
	quota := `{"error":"已超量","error_code":"4013","api_info":"today:10 max:10 all[10=10+0+0];expires:"}`
	cases := []struct {
		name  string
		wrong map[string]http.HandlerFunc
		want  []string
	}{
		{"an undocumented member and a changed kind",
			map[string]http.HandlerFunc{"item_get": says(200,
				`{"item":{"num_iid":"1","price":{"min":"1"},"brand_new":1},"error_code":"0000"}`)},
			[]string{"| `/item/brand_new` | undocumented |",
				"| `/item/price` | type | string or number | object | openapi/gateway/schemas/item.yaml:",
				"27 of 27 operations answered, 26 conform"}},
		{"a proxy page", map[string]http.HandlerFunc{"cat_get": says(502, "<html>502</html>")},
			[]string{"| cat_get | failed: cat_get: HTTP 502", "not-json"}},
		{"a cut body", map[string]http.HandlerFunc{"cat_get": says(200, `{"itmes":{"itme":[`)}, []string{"truncated"}},
		{"no offer is found", map[string]http.HandlerFunc{"item_search": says(200,
			`{"error":"item-not-found","error_code":"2000"}`)},
			[]string{"gateway error 2000", "27 of 27 operations answered"}},
		{"the quota ends", map[string]http.HandlerFunc{"item_get": says(200, quota)},
			[]string{"not called: the gateway refuses further calls", "2 of 27 operations answered"}},
		{"the last call of the day",
			map[string]http.HandlerFunc{"item_get": says(200, `{"item":{},"error_code":"0000","api_info":"today:10 max:10"}`)},
			[]string{"not called: the account's quota for today is used up"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := runOn(t, faulty(t, c.wrong), "--yes")
			for _, want := range c.want {
				assert.Contains(t, got.report, want)
			}
		})
	}
}
