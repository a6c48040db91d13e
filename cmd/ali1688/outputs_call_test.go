package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

func ran(args ...string) string {
	var all bytes.Buffer
	run(context.Background(), args, streams{strings.NewReader(""), &all, &all}, leakEnvironment)
	return all.String()
}

func leakEnvironment(name string) string {
	return map[string]string{"ALI1688_KEY": leakKey, "ALI1688_SECRET": leakSecret, "ALI1688_APP_KEY": "1000000",
		"ALI1688_APP_SECRET": leakSecret, "ALI1688_ACCESS_TOKEN": leakToken}[name]
}

func calledOf(t *testing.T, flags string, rows []plant) string {
	all := ""
	for _, body := range []string{bodyOf(rows), "Notice: " + bodyOf(rows), "<p>" + bodyOf(rows)} {
		server := answering(t, 200, "text/"+leakKey, body)
		all += ran(append([]string{"call", "item_get", "num_iid=1", "--base-url", server}, strings.Fields(flags)...)...)
	}
	return all
}

// calledInVain returns what call prints of a failure.
func calledInVain(t *testing.T, r plant) string {
	text := string(mustMarshal(r.words()))
	server := answering(t, http.StatusOK, "application/json", `{"error":`+text+`,"reason":`+text+`,"error_code":"4000"}`)
	var out, failed bytes.Buffer
	run(context.Background(), []string{"call", "item_get", "num_iid=1", "--base-url", server},
		streams{strings.NewReader(""), &out, &failed}, leakEnvironment)
	return failed.String()
}

func calledPlatform(t *testing.T, rows []plant) string {
	return calledAs(t, rows, bodyOf(rows))
}

func calledVia(t *testing.T, rows []plant) string {
	return calledAs(t, rows, `{"error_code":"0000","response":`+bodyOf(rows)+`}`, "--via", "gateway", "--session",
		leakSession)
}

func calledAs(t *testing.T, _ []plant, body string, flags ...string) (all string) {
	for _, body := range []string{body, "<p>" + body} {
		server := answering(t, http.StatusOK, "text/"+leakToken, body)
		all += ran(append([]string{"call", "alibaba.trade.getBuyerOrderList", "page=1", "--base-url", server}, flags...)...)
	}
	return all
}

// batchedOf returns what a batch writes and prints of a response.
func batchedOf(t *testing.T, rows []plant) string {
	body := strings.Replace(bodyOf(rows), "{", `{"item":{"num_iid":"1"},`, 1)
	dir := t.TempDir()
	printed := ran("call", "item_get", "--batch", inputOf(t, 1), "--out", filepath.Join(dir, "out"), "--base-url",
		answering(t, http.StatusOK, "application/json", body))
	require.Contains(t, printed, "1 of 1 responses")
	return printed + filesIn(t, dir)
}

// batchedInVain returns the journal and what a batch prints of failures.
func batchedInVain(t *testing.T, rows []plant) string {
	var n atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		text := string(mustMarshal(rows[int(n.Add(1)-1)%len(rows)].words()))
		_, _ = io.WriteString(w, `{"error":`+text+`,"reason":`+text+`,"error_code":`+text+`}`)
	}))
	defer server.Close()
	dir := t.TempDir()
	printed := ran("call", "item_get", "--batch", inputOf(t, len(rows)), "--out", filepath.Join(dir, "out"),
		"--workers", "1", "--base-url", server.URL)
	require.Equal(t, int64(len(rows)), n.Load())
	return printed + filesIn(t, dir)
}

// inputOf returns a file of ids.
func inputOf(t *testing.T, n int) string {
	file := filepath.Join(t.TempDir(), "ids.txt")
	var ids strings.Builder
	for i := range n {
		fmt.Fprintln(&ids, i+1)
	}
	require.NoError(t, os.WriteFile(file, []byte(ids.String()), 0o600))
	return file
}
