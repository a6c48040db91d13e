package mock_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/go-ali1688/ali1688/mock"
)

// queryOf is the query of the n-th call: always another one, or always the same.
var benchmarks = []struct {
	name    string
	queryOf func(n uint64) string
}{
	{"item_get/fresh", func(n uint64) string {
		return "item_get/?num_iid=" +
			strconv.FormatUint(600_000_000_000+n*7919, 10)
	}},
	{"item_get/again", func(uint64) string { return "item_get/?num_iid=610947572360" }},
	{"item_search/fresh", func(n uint64) string {
		return "item_search/?q=" + url.QueryEscape(mocktest.Queries[n%5]) + "&start_price=0." + strconv.FormatUint(n, 10)
	}},
	{"item_search/again", func(uint64) string { return "item_search/?q=%E5%A5%B3%E8%A3%85" }},
}

// BenchmarkHandler is the way of a request through the handler, without any network.
func BenchmarkHandler(b *testing.B) {
	for _, bench := range benchmarks {
		b.Run(bench.name, func(b *testing.B) {
			h, err := mock.NewHandler()
			if err != nil {
				b.Fatal(err)
			}
			var n uint64
			w := discard{header: http.Header{}}
			req := httptest.NewRequest(http.MethodGet, "/", nil)
			b.ReportAllocs()
			for b.Loop() {
				n++
				req.URL = must(url.Parse("/1688/" + bench.queryOf(n) + "&" + mocktest.Auth))
				h.ServeHTTP(&w, req)
			}
			b.SetBytes(int64(w.n) / int64(n))
		})
	}
}

// BenchmarkServer is the same over a socket, beside a handler that does nothing but write as many bytes.
func BenchmarkServer(b *testing.B) {
	for _, bench := range benchmarks {
		h, err := mock.NewHandler()
		if err != nil {
			b.Fatal(err)
		}
		b.Run(bench.name+"/mock", func(b *testing.B) { serve(b, h, bench.queryOf) })
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/1688/"+bench.queryOf(1)+"&"+mocktest.Auth, nil))
		bare := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			w.Header().Set("Content-Length", strconv.Itoa(rec.Body.Len()))
			_, _ = w.Write(rec.Body.Bytes())
		})
		b.Run(bench.name+"/bare", func(b *testing.B) { serve(b, bare, bench.queryOf) })
	}
}

func serve(b *testing.B, h http.Handler, queryOf func(uint64) string) {
	server := httptest.NewServer(h)
	defer server.Close()
	var n atomic.Uint64
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			rsp, err := http.Get(server.URL + "/1688/" + queryOf(n.Add(1)) + "&" + mocktest.Auth)
			if err != nil {
				b.Error(err)
				return
			}
			_, _ = io.Copy(io.Discard, rsp.Body)
			_ = rsp.Body.Close()
		}
	})
}

// discard is a ResponseWriter that counts.
type discard struct {
	header http.Header
	n      int
}

func (d *discard) Header() http.Header { return d.header }
func (d *discard) WriteHeader(int)     {}
func (d *discard) Write(p []byte) (int, error) {
	d.n += len(p)
	return len(p), nil
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
