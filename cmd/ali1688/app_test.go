package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/gateway"
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lint"
	"github.com/go-ali1688/ali1688/mock"
)

const (
	plantedKey    = "t_planted_key_77"
	plantedSecret = "t_planted_secret_88"

	plantedAppSecret = "t_planted_app_secret_99"
	plantedToken     = "t_planted_token_11"
	plantedSession   = "t_planted_session_22"
)

// result is what one run of the command left behind.
type result struct {
	status   int
	out, err string
}

func do(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	var out, errs bytes.Buffer
	getenv := func(name string) string {
		return map[string]string{
			"ALI1688_KEY": plantedKey, "ALI1688_SECRET": plantedSecret,
			"ALI1688_APP_KEY": "1000000", "ALI1688_APP_SECRET": plantedAppSecret, "ALI1688_ACCESS_TOKEN": plantedToken,
		}[name]
	}
	status := run(context.Background(), args, streams{strings.NewReader(stdin), &out, &errs}, getenv)
	r := result{status, out.String(), errs.String()}
	for _, secret := range []string{plantedKey, plantedSecret, plantedAppSecret, plantedToken, plantedSession} {
		assert.NotContains(t, r.out+r.err, secret)
	}
	assert.NotContains(t, r.err, "goroutine")
	return r
}

func answering(t *testing.T, status int, contentType, body string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// TestCall prints the response and nothing else, whatever the flags stand behind.
func TestCall(t *testing.T) {
	gw := mock.New(t)
	r := do(t, "", "call", "item_get", "num_iid=610947572360", "--base-url", gw.URL())
	assert.Equal(t, exitFine, r.status, r.err)
	assert.Empty(t, r.err)
	assert.True(t, json.Valid([]byte(r.out)))

	body := `{"item":{"title":"\u5973\u88c5","url":"a\/b"},"error_code":"0000"}`
	url := answering(t, 200, "text/html", body)
	assert.Contains(t, do(t, "", "call", "--base-url", url, "item_get", "num_iid=1").out, `"title": "女装"`)
	assert.Equal(t, body, do(t, "", "call", "item_get", "num_iid=1", "--raw", "--base-url", url).out)
}

func TestEndpoints(t *testing.T) {
	r := do(t, "", "endpoints", "--json")
	var list []endpoint
	require.NoError(t, json.Unmarshal([]byte(r.out), &list))
	documents, families := map[string]int{}, map[string]int{}
	for _, e := range list {
		documents[e.Document]++
		families[e.Family]++
		if e.Evidence == "recorded" {
			assert.Positive(t, e.Recordings+e.Excerpts, "%s is said to be recorded", e.Name)
		}
	}
	assert.Positive(t, documents["legacy"])
	delete(documents, "legacy")
	assert.Equal(t, map[string]int{"gateway": len(gateway.Answers), "openplatform": len(platform.Operations)}, documents)
	for _, family := range lint.Families {
		assert.Positive(t, families[family], "the family %s has no operation", family)
	}
	assert.Len(t, families, len(lint.Families))
	out := do(t, "", "endpoints").out
	assert.Contains(t, out, "item_get ")
	assert.Contains(t, out, "alibaba.trade.createCrossOrder ")
}

func TestListFaults(t *testing.T) {
	r := do(t, "", "mock", "--list-faults")
	assert.Equal(t, exitFine, r.status)
	assert.Len(t, strings.Split(strings.TrimSpace(r.out), "\n"), len(mock.Faults()))
}

// TestRecord records a call through the proxy, stops it, and checks what it left.
func TestRecord(t *testing.T) {
	gw := mock.New(t)
	dir := t.TempDir()
	ctx, stop := context.WithCancel(context.Background())
	r, w := io.Pipe()
	var errs bytes.Buffer
	done := make(chan int)
	go func() {
		done <- run(ctx, []string{"record", "--to", dir, "--upstream", gw.URL(), "--listen", "127.0.0.1:0"},
			streams{nil, w, &errs}, os.Getenv)
	}()
	line := make([]byte, 100)
	n, err := r.Read(line)
	require.NoError(t, err)
	url := strings.TrimPrefix(strings.TrimSpace(string(line[:n])), "listening on ")
	assert.Equal(t, exitFine, do(t, "", "call", "item_get", "num_iid=639741530227", "--base-url", url).status)
	stop()
	assert.Equal(t, exitFine, <-done)
	assert.Contains(t, errs.String(), "HTTP 200, conforms")
	assert.Equal(t, exitFine, do(t, "", "check", "--strict", dir).status)
}

// TestBinary builds the command, starts the mock, calls it, and stops it as a service manager does.
func TestBinary(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "ali1688")
	build, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput()
	require.NoError(t, err, "%s", build)
	server := exec.Command(binary, "mock", "--listen", "127.0.0.1:0")
	out, err := server.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, server.Start())
	t.Cleanup(func() { _ = server.Process.Kill() })

	line := make([]byte, 100)
	n, err := out.Read(line)
	require.NoError(t, err)
	url, ok := strings.CutPrefix(strings.TrimSpace(string(line[:n])), "listening on ")
	require.True(t, ok, "%s", line)

	call := exec.Command(binary, "call", "cat_get", "cid=0", "--base-url", url)
	call.Env = append(os.Environ(), "ALI1688_KEY=k", "ALI1688_SECRET=s")
	body, err := call.Output()
	require.NoError(t, err)
	assert.Contains(t, string(body), `"itmes"`)

	require.NoError(t, server.Process.Signal(syscall.SIGTERM))
	stopped := make(chan error, 1)
	go func() { stopped <- server.Wait() }()
	select {
	case err := <-stopped:
		assert.NoError(t, err)
	case <-time.After(10 * time.Second):
		t.Error("the mock did not stop")
	}
}
