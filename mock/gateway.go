package mock

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
)

// TB is what a [Gateway] needs of a test; *testing.T, *testing.B and *testing.F have it.
type TB interface {
	Helper()
	Cleanup(func())
	Logf(format string, args ...any)
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// Gateway is a [Handler] that listens, belongs to a test, and remembers what was called.
type Gateway struct {
	*Handler

	t      TB
	server *httptest.Server

	mu       sync.Mutex
	over     bool
	requests []Request
}

// New starts a gateway that stops when the test ends. It fails the test for a request to an unknown operation or
// platform and for an override that panics; options that cannot be right end the test at once.
func New(t TB, opts ...Option) *Gateway {
	t.Helper()
	h, err := NewHandler(opts...)
	if err != nil {
		t.Fatalf("%v", err)
		return nil
	}
	g := &Gateway{Handler: h, t: t}
	h.server.witness = g
	g.server = httptest.NewServer(h)
	t.Cleanup(g.close)
	return g
}

// URL is where the gateway listens, http://127.0.0.1:port. Clients append the platform and the name of the operation.
func (g *Gateway) URL() string { return g.server.URL }

// Requests lists the requests received so far, in the order they came, those that failed among them.
func (g *Gateway) Requests() []Request {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.requests)
}

// close waits for the requests under way. Whatever comes later through Transport must not report to an ended test.
func (g *Gateway) close() {
	g.server.Close()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.over = true
}

func (g *Gateway) called(r *http.Request, c *call) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.requests = append(g.requests, newRequest(r.Method, c))
	if g.over || len(c.deviations) == 0 {
		return
	}
	print := g.t.Logf
	if g.Handler.server.failOnDeviation {
		print = g.t.Errorf
	}
	print("mock: %s deviates from the document:\n%s", c.api, strings.Join(c.deviationTexts(), "\n"))
}

func (g *Gateway) unexpected(r *http.Request, c *call) {
	if c.onPlatform {
		g.errorf("mock: a request for an unknown operation of the open platform: %s\n%s", strings.Join(c.deviationTexts(), "\n"), dump(r, c))
		return
	}
	g.errorf("mock: a request for an operation that is unknown; known are %s\n%s",
		strings.Join(operationNames(), ", "), dump(r, c))
}

func (g *Gateway) panicked(r *http.Request, c *call, v any) {
	g.errorf("mock: %s panicked: %s\n%s", c.api, c.redactor().Text(sprint(v)), dump(r, c))
}

func (g *Gateway) errorf(format string, args ...any) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.over {
		g.t.Errorf(format, args...)
	}
}
