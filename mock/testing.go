package mock

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"

	"github.com/go-ali1688/ali1688/mock/internal/exchange"
)

// TB is the part of testing.TB that a [Gateway] uses.
type TB interface {
	Helper()
	Cleanup(func())
	Logf(format string, args ...any)
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// Gateway is a [Handler] with a listening server. It belongs to a test and keeps the requests.
type Gateway struct {
	*Handler

	t      TB
	server *httptest.Server

	mu       sync.Mutex
	over     bool
	requests []exchange.Request
}

// New starts a gateway that stops when the test ends. A request to an unknown operation or platform fails the test, and
// so does an override that panics. Invalid options end the test at once.
func New(t TB, opts ...Option) *Gateway {
	t.Helper()
	h, err := NewHandler(opts...)
	if err != nil {
		t.Fatalf("%v", err)
		return nil
	}
	g := &Gateway{Handler: h, t: t}
	h.server.Observer = g
	g.server = httptest.NewServer(h)
	t.Cleanup(g.close)
	return g
}

// URL returns the base URL of the gateway, http://127.0.0.1:port. Clients append the platform and the operation.
func (g *Gateway) URL() string { return g.server.URL }

// Requests returns the requests so far in the order in which they were received, including those that failed.
func (g *Gateway) Requests() []exchange.Request {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.requests)
}

// close waits for the running requests. Later requests through Transport must not report to a test that has ended.
func (g *Gateway) close() {
	g.Handler.Close()
	g.server.Close()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.over = true
}

// Received keeps a request for [Gateway.Requests], and tells the test how it deviates from the document.
func (g *Gateway) Received(r *http.Request, c *exchange.Call) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.requests = append(g.requests, exchange.NewRequest(r.Method, c))
	if g.over || len(c.Deviations) == 0 {
		return
	}
	print := g.t.Logf
	if g.Handler.server.failOnDeviation {
		print = g.t.Errorf
	}
	print("mock: %s deviates from the document:\n%s", c.API, strings.Join(c.DeviationTexts(), "\n"))
}

// Unexpected fails the test because of a request for an unknown operation.
func (g *Gateway) Unexpected(r *http.Request, c *exchange.Call) {
	if c.OnPlatform {
		g.errorf("mock: a request for an unknown operation of the open platform: %s\n%s",
			strings.Join(c.DeviationTexts(), "\n"), exchange.Dump(r, c))
		return
	}
	g.errorf("mock: a request for an operation that is unknown; known are %s\n%s",
		strings.Join(exchange.OperationNames(), ", "), exchange.Dump(r, c))
}

// Panicked fails the test with the value of a panic and the request that led to it.
func (g *Gateway) Panicked(r *http.Request, c *exchange.Call, v any) {
	g.errorf("mock: %s panicked: %s\n%s", c.API, c.Redactor().Text(fmt.Sprint(v)), exchange.Dump(r, c))
}

func (g *Gateway) errorf(format string, args ...any) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.over {
		g.t.Errorf(format, args...)
	}
}
