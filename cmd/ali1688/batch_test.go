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

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/batch"
	"github.com/go-ali1688/ali1688/mock"
)

const threeIDs = "610947572360\nhttps://detail.1688.com/offer/681404452407.html\n{\"num_iid\":3}\n610947572360\n"

// TestBatch runs batches over one output, the second time without the fault of the first.
func TestBatch(t *testing.T) {
	fault := func(name string, times int) mock.Option {
		return mock.WithFault(mock.FaultRule{Fault: name, Times: times})
	}
	cases := map[string]struct {
		opts  []mock.Option
		flags []string
		said  []string // of the first run
		sent  int      // requests of both runs
	}{
		"success": {nil, nil, []string{"item_get: 3 of 3 responses, 0 of them from before; 3 requests were sent",
			"lines that ask for what a line before them asks for: 1"}, 3},
		"nothing found": {[]mock.Option{fault(mock.FaultCode("2000"), 1)}, nil, []string{"2 of 3 responses",
			"2000: 1 failed (", "line 1 of ", "the same command tries again what failed"}, 4},
		"a response that passes": {[]mock.Option{fault(mock.FaultWrongItem, 1)}, nil,
			[]string{"3 of 3 responses, 0 of them from before; 4 requests were sent"}, 4},
		"a used-up quota": {[]mock.Option{fault(mock.FaultCode("4013"), 1)}, nil,
			[]string{"0 of 3 responses", "4013: 1 failed", "ali1688: stopped: item_get: gateway error 4013"}, 4},
		"a wrong key": {[]mock.Option{fault(mock.FaultCode("4005"), 1)}, nil, []string{"ali1688: stopped: "}, 4},
		"a budget": {nil, []string{"--budget", "2"}, []string{"2 of 3 responses, 0 of them from before; 2 requests",
			"ali1688: stopped, for the budget"}, 3},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			t.Setenv("LC_ALL", "C")
			gw := mock.New(t, tt.opts...)
			dir := t.TempDir()
			in, out := filepath.Join(dir, "ids.txt"), filepath.Join(dir, "out.ndjson")
			require.NoError(t, os.WriteFile(in, []byte(threeIDs), 0o600))
			args := append([]string{"call", "item_get", "--batch", in, "--out", out, "--workers", "1", "--base-url", gw.URL()},
				tt.flags...)
			r := do(t, "", args...)
			assert.Empty(t, r.out)
			for _, said := range tt.said {
				assert.Contains(t, r.err, said)
			}
			assert.Equal(t, strings.Contains(r.err, "3 of 3"), r.status == exitFine)
			r = do(t, "", args...)
			assert.Equal(t, exitFine, r.status, r.err)
			assert.Contains(t, r.err, "3 of 3 responses")
			assert.Len(t, gw.Requests(), tt.sent)
			assert.Equal(t, exitFine, do(t, "", "check", "--strict", "--api", "item_get", out).status)
			written, err := os.ReadFile(out)
			require.NoError(t, err)
			for _, id := range []string{"610947572360", "681404452407", "3"} {
				assert.Equal(t, 1, bytes.Count(written, []byte(`{"item":{"num_iid":"`+id+`"`)), id)
			}
		})
	}
}

// TestBatchByEveryRoute uses the standard streams.
func TestBatchByEveryRoute(t *testing.T) {
	const order = "alibaba.trade.getLogisticsInfos.buyerView"
	for name, args := range map[string][]string{
		"gateway":      {"item_get", "lang=en"},
		"signed, XML":  {"item_get", "--sign", "--result-type", "xml"},
		"platform":     {order, "webSite=1688"},
		"through":      {order, "webSite=1688", "--via", "gateway", "--session", plantedSession},
		"a list by it": {"alibaba.trade.getBuyerOrderList"},
	} {
		t.Run(name, func(t *testing.T) {
			gw := mock.New(t)
			lines := "1221234567890123456\n1221234567890123457\n"
			if name == "a list by it" {
				lines = `{"page":1,"isHis":false}` + "\n" + `{"page":2}` + "\n"
			}
			r := do(t, lines, append([]string{"call", "--batch", "-", "--out", "-", "--base-url", gw.URL()}, args...)...)
			assert.Len(t, gw.Requests(), 2, r.err)
			if !strings.Contains(r.err, "failed") {
				assert.Equal(t, 2, strings.Count(r.out, "\n"), r.out)
				assert.Equal(t, exitFine, r.status)
			}
		})
	}
}

// TestCallCache makes each call twice, by every route: the second sends nothing, prints the same, and says where the
// response is from. Failures and what changes something are not kept.
func TestCallCache(t *testing.T) {
	order := []string{"alibaba.trade.getBuyerOrderList", "page=1"}
	cases := map[string]struct {
		args []string
		sent int // by both
	}{
		"gateway":       {[]string{"item_get", "num_iid=610947572360"}, 1},
		"open platform": {order, 1},
		"through":       {append([]string{"--via", "gateway", "--session", "s1"}, order...), 1},
		"a failure":     {[]string{"item_get", "num_iid=610947572360", "--platform", "1688global"}, 2},
		"a change": {[]string{"alibaba.trade.cancel", "webSite=1688", "tradeID=1", "cancelReason=buyerCancel",
			"--yes"}, 2},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			var opts []mock.Option
			if name == "a failure" {
				opts = append(opts, mock.WithFault(mock.FaultRule{Fault: mock.FaultCode("2000")}))
			}
			gw := mock.New(t, opts...)
			args := append([]string{"call", "--base-url", gw.URL(), "--cache", filepath.Join(t.TempDir(), "cache.db")},
				tt.args...)
			first, second := do(t, "", args...), do(t, "", args...)
			assert.Len(t, gw.Requests(), tt.sent, "%s", second.err)
			assert.Equal(t, first.status, second.status)
			if tt.sent == 1 {
				assert.Equal(t, exitFine, first.status, first.err)
				assert.Equal(t, first.out, second.out)
				assert.NotContains(t, first.err, "the response is from")
				assert.Contains(t, second.err, "cache.db and came at 20")
			}
		})
	}
	r := do(t, "", "call", "item_get", "num_iid=1", "--raw", "--cache", "x")
	assert.Contains(t, r.err, "leave one of them out")
	assert.NoFileExists(t, "x")
}

// TestBatchRefuses sends nothing.
// TestBatchCache sends nothing for what another batch has put into the cache.
func TestBatchCache(t *testing.T) {
	t.Setenv("LC_ALL", "C")
	gw := mock.New(t)
	dir := t.TempDir()
	for i, sent := range []string{"3 requests were sent", "0 requests were sent, 3 responses came from the cache"} {
		out := filepath.Join(dir, fmt.Sprint(i, ".ndjson"))
		r := do(t, threeIDs, "call", "item_get", "--batch", "-", "--out", out, "--cache", filepath.Join(dir, "cache.db"),
			"--base-url", gw.URL())
		assert.Equal(t, exitFine, r.status, r.err)
		assert.Contains(t, r.err, sent)
	}
	r := do(t, threeIDs, "call", "item_get", "--batch", "-", "--out", "x", "--cache", dir, "--base-url", gw.URL())
	assert.Contains(t, r.err, "--cache: ")
	assert.Equal(t, exitUsage, r.status)
}

func TestBatchRefuses(t *testing.T) {
	const list = "alibaba.trade.getBuyerOrderList"
	cases := map[string]struct {
		lines string
		args  []string
		want  string
	}{
		"a change": {"1", []string{"alibaba.trade.cancel", "--yes"},
			"changes something (cancel: "},
		"a change through": {"1", []string{"alibaba.trade.cancel", "--via", "gateway"},
			"--batch takes only operations that read, even with --yes"},
		"custom":         {"1", []string{"custom", "--yes"}, "--batch refuses custom, which may order and pay"},
		"not an id":      {"1\nabc\n", []string{"item_get"}, "input: line 2: item_get: the parameter num_iid must"},
		"not JSON":       {"1\n{\"num_iid\":\n", []string{"item_get"}, "line 2: it must be an id, or an"},
		"unknown name":   {`{"numiid":1}`, []string{"item_get"}, `line 1: item_get takes no parameter "numiid"`},
		"a name for all": {`{"num_iid":1,"lang":"en"}`, []string{"item_get", "lang=en"}, "the parameter lang is given twice"},
		"whose id":       {"1", []string{list}, "an id does not say which parameter it is"},
		"of many":        {"1", []string{"alibaba.trade.getLogisticsInfos.buyerView"}, "an id does not say which parameter"},
		"given already":  {"1", []string{"item_get", "num_iid=2"}, "an id does not say which parameter"},
		"empty":          {"\n\n", []string{"item_get"}, "the standard input has no line"},
		"raw":            {"1", []string{"item_get", "--raw"}, "--raw is for one call"},
		"no worker":      {"1", []string{"item_get", "--workers", "0"}, "--workers at least 1"},
		"a platform":     {"1", []string{"item_get", "--platform", "x"}, "--platform must be 1688 or 1688global"},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			args := append([]string{"call", "--base-url", "http://127.0.0.1:1", "--batch", "-", "--out", "-"}, tt.args...)
			r := do(t, tt.lines, args...)
			assert.Equal(t, exitUsage, r.status)
			assert.Contains(t, r.err, tt.want)
			assert.Empty(t, r.out)
		})
	}
	for want, args := range map[string][]string{
		"--out, --budget and --workers are for --batch": {"--budget", "3", "num_iid=1"},
		"--batch needs --out":                           {"--batch", "-"},
		"nosuch: no such file or directory":             {"--batch", "nosuch", "--out", "-"},
	} {
		r := do(t, "", append([]string{"call", "item_get"}, args...)...)
		assert.Equal(t, exitUsage, r.status)
		assert.Contains(t, r.err, want)
	}
}

// TestBatchStopsInAnOutage does not try a thousand ids at an address that does not answer.
func TestBatchStopsInAnOutage(t *testing.T) {
	var requests atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		requests.Add(1)
		http.Error(w, "planted", http.StatusNotFound)
	}))
	defer server.Close()
	r := do(t, numbers(1000), "call", "item_get", "--batch", "-", "--out", "-", "--base-url", server.URL)
	assert.Equal(t, exitFindings, r.status)
	assert.Contains(t, r.err, "http_404: ")
	assert.Contains(t, r.err, "ali1688: stopped: item_get: HTTP 404")
	assert.Less(t, requests.Load(), int64(inRow+4))
}

func numbers(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintln(&b, 610947572360+i)
	}
	return b.String()
}

// TestBatchIsInterrupted writes the response that was under way when the signal came.
func TestBatchIsInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var requests atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		stop()
		_, _ = io.WriteString(w, `{"item":{"num_iid":"`+r.URL.Query().Get("num_iid")+`"},"error_code":"0000"}`)
	}))
	defer server.Close()
	var out, errs bytes.Buffer
	args := []string{"call", "item_get", "--batch", "-", "--out", "-", "--workers", "1", "--base-url", server.URL}
	status := run(ctx, args, streams{strings.NewReader(threeIDs), &out, &errs},
		func(string) string { return "demo" })
	assert.Equal(t, exitFindings, status)
	assert.Contains(t, errs.String(), "item_get: 1 of 3 responses, 0 of them from before; 1 requests were sent\n")
	assert.Contains(t, errs.String(), "ali1688: interrupted; the same command goes on\n")
	assert.JSONEq(t, `{"item":{"num_iid":"610947572360"},"error_code":"0000"}`, out.String())
	assert.Equal(t, int64(1), requests.Load())
}

// TestBatchInto writes to a stream that ends: it stops, and says so.
func TestBatchInto(t *testing.T) {
	r, w := io.Pipe()
	require.NoError(t, r.Close())
	var errs bytes.Buffer
	status := run(t.Context(), []string{"call", "item_get", "--batch", "-", "--out", "-", "--base-url", mock.New(t).URL()},
		streams{strings.NewReader(threeIDs), w, &errs}, func(string) string { return "demo" })
	assert.Equal(t, exitFindings, status)
	assert.Contains(t, errs.String(), "cannot write the output: io: read/write on closed pipe")
}

// TestProgress draws a bar on a terminal only.
func TestProgress(t *testing.T) {
	for _, terminal := range []bool{false, true} {
		var errs bytes.Buffer
		b := &batchReport{api: "item_get", to: &errs, tasks: 1}
		task := batch.Task{Send: func(context.Context) ([]byte, error) { return []byte("{}"), nil }}
		e := &env{ctx: t.Context(), terminal: terminal}
		b.run(e, &batch.Run{Tasks: []batch.Task{task}, Output: batch.Stream(io.Discard)})
		assert.Equal(t, terminal, strings.Contains(errs.String(), "item_get"), "%q", errs.String())
	}
}
