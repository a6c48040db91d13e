package mock_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
)

// heap is what is in use once the garbage is gone.
func heap() float64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapInuse) / (1 << 20)
}

// TestSoakIDs asks for distinct offers, which are made and forgotten: memory stays flat.
func TestSoakIDs(t *testing.T) {
	ids := int64(50_000)
	if mocktest.Soaking {
		ids = 10_000_000
	}
	gateway := mock.Transport()
	ask := func(from, to int64) {
		for id := from; id < to; id++ {
			req, err := http.NewRequest(http.MethodGet,
				fmt.Sprintf("http://gateway.test/1688/item_get/?key=k&secret=s&num_iid=6%010d", id), nil)
			require.NoError(t, err)
			rsp, err := gateway.RoundTrip(req)
			require.NoError(t, err)
			_, _ = io.Copy(io.Discard, rsp.Body)
		}
	}
	inParallel := func(from, to int64) {
		var wg sync.WaitGroup
		middle := (from + to) / 2
		wg.Go(func() { ask(from, middle) })
		wg.Go(func() { ask(middle, to) })
		wg.Wait()
	}
	inParallel(0, ids/10)
	before, start := heap(), time.Now()
	inParallel(ids/10, ids)
	after := heap()
	t.Logf("%d distinct ids: heap %.1f MiB after a tenth, %.1f MiB at the end; %.0f answers a second", ids, before, after,
		float64(ids-ids/10)/time.Since(start).Seconds())
	assert.Less(t, after-before, 8.0, "memory grows with the number of ids")
}

// TestSoakConnections keeps a thousand connections busy: no error, and nothing left behind.
func TestSoakConnections(t *testing.T) {
	const connections = 1000
	duration := time.Second
	if mocktest.Soaking {
		duration = time.Minute
	}
	gw := mock.New(t)
	goroutines := runtime.NumGoroutine()
	client := &http.Client{Transport: &http.Transport{
		MaxIdleConnsPerHost: connections, DialContext: (&net.Dialer{Timeout: 30 * time.Second}).DialContext,
	}}
	var answers, failures atomic.Int64
	end := time.Now().Add(duration)
	var wg sync.WaitGroup
	for i := range connections {
		wg.Go(func() {
			for time.Now().Before(end) {
				rsp, err := client.Get(fmt.Sprintf("%s/1688/item_search/?key=k&secret=s&q=a&page=%d", gw.URL(), i%40+1))
				if err != nil {
					failures.Add(1)
					continue
				}
				_, _ = io.Copy(io.Discard, rsp.Body)
				_ = rsp.Body.Close()
				answers.Add(1)
			}
		})
	}
	wg.Wait()
	client.CloseIdleConnections()
	t.Logf("%d connections for %s: %d answers, %d failures", connections, duration, answers.Load(), failures.Load())
	assert.Zero(t, failures.Load())
	assert.Positive(t, answers.Load())
	assert.Eventually(t, func() bool { return runtime.NumGoroutine() < goroutines+50 }, 10*time.Second,
		50*time.Millisecond, "goroutines are left behind")
}
