package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// serving runs a sub-command that serves, and returns its address and what stops it and says how it ended.
func serving(t *testing.T, args ...string) (string, func() result) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r, w := io.Pipe()
	var errs bytes.Buffer
	done := make(chan int, 1)
	go func() {
		status := run(ctx, append(args, "--listen", "127.0.0.1:0"), streams{nil, w, &errs}, func(string) string { return "" })
		_ = w.Close()
		done <- status
	}()
	t.Cleanup(cancel)
	out := bufio.NewReader(r)
	line, err := out.ReadString('\n')
	require.NoError(t, err, "%s", &errs)
	url, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	require.True(t, ok, line)
	return url, func() result {
		cancel()
		rest, _ := io.ReadAll(out)
		status := <-done
		return result{status, string(rest), errs.String()}
	}
}

// TestMock serves, says how to try it in words that work, and stops.
func TestMock(t *testing.T) {
	url, stop := serving(t, "mock", "--seed", "7")
	first := do(t, "", "call", "item_get_pro", "num_iid=639741530227", "--base-url", url)
	assert.Equal(t, exitFine, first.status, first.err)
	again, stopAgain := serving(t, "mock", "--seed", "7")
	assert.Equal(t, do(t, "", "call", "item_review", "num_iid=639741530227", "--base-url", url).out,
		do(t, "", "call", "item_review", "num_iid=639741530227", "--base-url", again).out)

	r := stop()
	assert.Equal(t, exitFine, r.status)
	assert.Empty(t, r.out, "one line and no more")
	curl := regexp.MustCompile(`^try: curl '` + url + `(/[^']+)'\n$`).FindStringSubmatch(r.err)
	require.NotNil(t, curl, r.err)
	_, err := http.Get(url + curl[1])
	require.Error(t, err, "it still listens")

	rsp, err := http.Get(again + curl[1])
	require.NoError(t, err)
	body, err := io.ReadAll(rsp.Body)
	require.NoError(t, err)
	assert.NoError(t, rsp.Body.Close())
	assert.NoError(t, ali1688.ErrorOf("item_get", body))
	assert.Equal(t, exitFine, stopAgain().status)
}

// TestMockLimits counts calls, and logs them without the key.
func TestMockLimits(t *testing.T) {
	url, stop := serving(t, "mock", "--quota", "1", "--max-concurrent", "3", "--log")
	for _, want := range []string{`"0000"`, `"4013"`} {
		assert.Contains(t, do(t, "", "call", "cat_get", "cid=0", "--base-url", url).out, want)
	}
	r := stop()
	assert.Equal(t, 2, strings.Count(r.err, `"api":"cat_get"`), r.err)
	assert.NotContains(t, r.err, "cid")

	r = do(t, "", "mock", "--quota", "-1")
	assert.Equal(t, exitUsage, r.status)
	assert.Contains(t, r.err, "a quota must not be negative")
}

// TestMockApp refuses a signature that another application's secret made.
func TestMockApp(t *testing.T) {
	url, stop := serving(t, "mock", "--app", "1000000:test123")
	for secret, want := range map[string]platform.Code{"test123": "", "test124": platform.CodeSignatureInvalid} {
		client, err := openplatform.New("1000000", secret, openplatform.WithBaseURL(url),
			openplatform.WithAccessToken("a member"))
		require.NoError(t, err)
		_, err = client.Logistics.GetReceiveAddresses(t.Context())
		if want == "" {
			require.NoError(t, err)
			continue
		}
		assert.True(t, openplatform.IsCode(err, want), "%v", err)
	}
	assert.Equal(t, exitFine, stop().status)
	r := do(t, "", "mock", "--app", "1000000")
	assert.Equal(t, exitUsage, r.status)
	assert.Contains(t, r.err, "--app must be the key and the secret of an application")
}

// TestMockRecordings answers from a folder first.
func TestMockRecordings(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "cat_get"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "cat_get", "1.json"),
		[]byte(`{"itmes":{"itme":[{"id":1,"name":"of a test"}]},"error_code":"0000"}`), 0o600))
	url, stop := serving(t, "mock", "--recordings", dir)
	assert.Contains(t, do(t, "", "call", "cat_get", "cid=0", "--base-url", url).out, "of a test")
	assert.Equal(t, exitFine, stop().status)

	r := do(t, "", "mock", "--recordings", t.TempDir())
	assert.Equal(t, exitUsage, r.status)
	assert.Contains(t, r.err, "has no <operation>/*.json")
}

// TestMockState starts an order, stops, and finds it after a restart.
func TestMockState(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state.json")
	flags := []string{"mock", "--state", file, "--scenario", "paid,half-shipped", "--clock", "2026-09-01T12:00:00Z",
		"--auto-ship", "1h"}
	url, stop := serving(t, flags...)
	list := func(url string) string {
		rsp, err := http.Get(url +
			"/1688/custom/?key=k&secret=s&session=member&method=com.alibaba.trade/alibaba.trade.getBuyerOrderList")
		require.NoError(t, err)
		defer func() { _ = rsp.Body.Close() }()
		body, err := io.ReadAll(rsp.Body)
		require.NoError(t, err)
		return strings.Join(regexp.MustCompile(`"(idOfStr|status)":"[^"]*"`).FindAllString(string(body), -1), " ")
	}
	first := list(url)
	assert.Equal(t, 2, strings.Count(first, "idOfStr"), first)
	r := stop()
	require.Equal(t, exitFine, r.status, r.err)
	assert.Regexp(t, `the order [0-9]{19} of the token or session "member" is half-shipped`, r.err)

	again, stopAgain := serving(t, flags...)
	assert.Equal(t, first, list(again), "the orders are those of before, and no others")
	require.Equal(t, exitFine, stopAgain().status)
	for _, wrong := range [][]string{{"--clock", "soon"}, {"--dialect", "page"}, {"--scenario", "payed"},
		{"--auto-pay", "-1s"}, {"--app-rate", "-1"}} {
		assert.Equal(t, exitUsage, do(t, "", append([]string{"mock"}, wrong...)...).status, wrong)
	}
}
