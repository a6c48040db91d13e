//go:build unix

package ali1688_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/transport"
)

const recordedItem = "evidence/recordings/item_get/01-639741530227-lang-ko-2021.json"

// everyOption returns every option that a program in production has: the cache keeps each response and finds none that
// is fresh, and the log writes a record of each call.
func everyOption() []ali1688.Option {
	return []ali1688.Option{
		ali1688.WithRetries(&apiclient.Retries{}), ali1688.WithFallback(apiclient.Fallback{Hosts: []string{"http://b.test"}}),
		ali1688.WithLimiter(&apiclient.Limits{All: apiclient.Limit{AtOnce: 100}, Each: apiclient.Limit{AtOnce: 100}}),
		ali1688.WithBudget(apiclient.Budget{PerDay: 1 << 60}), ali1688.WithCache(apiclient.Cache{Default: 1}),
		ali1688.WithLogger(slog.New(slog.NewJSONHandler(io.Discard, &slog.HandlerOptions{Level: slog.LevelDebug}))),
	}
}

// BenchmarkStack measures a call that succeeds at once: with the generated client alone, with the client, with every
// option, and from the cache. Nothing is sent, so that the rest is seen. Every one decodes the response.
func BenchmarkStack(b *testing.B) {
	body, err := os.ReadFile(recordedItem)
	require.NoError(b, err)
	canned := &http.Client{Transport: transport.Func(func(req *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(body)),
			ContentLength: int64(len(body)), Request: req}, nil
	})}
	params := &gateway.ItemGetParams{NumIID: "639741530227"}
	ctx := context.Background()
	b.Run("generated", func(b *testing.B) {
		client, err := gateway.NewClientWithResponses("http://a.test/1688/", gateway.WithHTTPClient(canned))
		require.NoError(b, err)
		measureCalls(b, func() error { _, err := client.ItemGet(ctx, params); return err })
	})
	for _, stack := range []struct {
		name string
		opts []ali1688.Option
	}{
		{"client", nil},
		{"every option", everyOption()},
		{"cached", append(everyOption(), ali1688.WithCache(apiclient.Cache{Default: time.Hour}))},
	} {
		b.Run(stack.name, func(b *testing.B) {
			client, err := ali1688.New("k_of_test", "s_of_test", append(stack.opts, ali1688.WithHTTPClient(canned))...)
			require.NoError(b, err)
			measureCalls(b, func() error { _, err := client.ItemGet(ctx, params); return err })
		})
	}
}

// measureCalls makes a call over and over. It reports the processor time beside the time, because others may use the
// machine.
func measureCalls(b *testing.B, call func() error) {
	b.Helper()
	b.ReportAllocs()
	began := processorTime(b)
	for b.Loop() {
		if err := call(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(processorTime(b)-began)/float64(b.N), "cpu-ns/op")
}

// processorTime returns how long the process has used a processor.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &used))
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// BenchmarkWorkers measures the memory of a request under way: a goroutine, the client's part of it, and a connection
// without TLS to a server that never responds.
func BenchmarkWorkers(b *testing.B) {
	const workers = 500
	body, err := os.Stat(recordedItem)
	require.NoError(b, err)
	for b.Loop() {
		b.ReportMetric(float64(memoryOfRequests(b, workers))/workers, "B/worker")
	}
	b.ReportMetric(float64(body.Size()), "B/body")
}

// memoryOfRequests returns what so many requests under way take.
func memoryOfRequests(b *testing.B, workers int) uint64 {
	b.Helper()
	server, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(b, err)
	client, err := ali1688.New("k_of_test", "s_of_test", append(everyOption(),
		ali1688.WithBaseURL("http://"+server.Addr().String()),
		ali1688.WithHTTPClient(&http.Client{Transport: &http.Transport{}}),
		ali1688.WithLimiter(&apiclient.Limits{}), ali1688.WithRetries(&apiclient.Retries{Attempts: 1}),
		ali1688.WithFallback(apiclient.Fallback{}), ali1688.WithCache(apiclient.Cache{}))...)
	require.NoError(b, err)
	before := memoryInUse()
	var all sync.WaitGroup
	for range workers {
		all.Go(func() { _, _ = client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "639741530227"}) })
	}
	connections := make([]net.Conn, workers)
	request := make([]byte, 64<<10)
	for i := range connections {
		connections[i], err = server.Accept()
		require.NoError(b, err)
		_, err = connections[i].Read(request) // it was sent
		require.NoError(b, err)
	}
	after := memoryInUse()
	for _, c := range connections {
		require.NoError(b, c.Close())
	}
	all.Wait()
	require.NoError(b, server.Close())
	return after - before
}

// memoryInUse returns the memory of the heap and of the stacks.
func memoryInUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse + m.StackInuse
}
