package openplatform_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// cut is what a server does with one request: how much of it it reads, what it answers, and that it hangs up then.
type cut struct {
	name    string
	fresh   bool // it makes sense on a new connection only: an old one that was closed is simply not used
	refuses bool // there is nobody at the address
	handle  func(r *bufio.Reader, w io.Writer)
	unknown bool  // whether the order may be there
	either  bool  // whether the client notices the end before it has written anything depends on the moment
	got     int64 // requests that came, as far as they were read
}

func cuts(got *atomic.Int64, giveUp func()) []cut {
	whole := func(r *bufio.Reader) {
		if req, err := http.ReadRequest(r); err == nil {
			got.Add(1)
			_, _ = io.Copy(io.Discard, req.Body)
		}
	}
	return []cut{
		{name: "nobody listens", fresh: true, refuses: true, handle: func(*bufio.Reader, io.Writer) {}},
		{name: "after the connection", fresh: true, either: true, handle: func(*bufio.Reader, io.Writer) {}},
		{name: "in the headers", unknown: true, got: 1, handle: func(r *bufio.Reader, _ io.Writer) {
			if line, _ := r.ReadString('\n'); line != "" {
				got.Add(1)
			}
		}},
		{name: "after the headers", unknown: true, got: 1, handle: func(r *bufio.Reader, _ io.Writer) {
			if _, err := http.ReadRequest(r); err == nil {
				got.Add(1)
			}
		}},
		{name: "in the body", unknown: true, got: 1, handle: func(r *bufio.Reader, _ io.Writer) {
			if req, err := http.ReadRequest(r); err == nil {
				got.Add(1)
				_, _ = io.CopyN(io.Discard, req.Body, 10)
			}
		}},
		{name: "before the response", unknown: true, got: 1, handle: func(r *bufio.Reader, _ io.Writer) { whole(r) }},
		{name: "in the answer's headers", unknown: true, got: 1, handle: func(r *bufio.Reader, w io.Writer) {
			whole(r)
			_, _ = io.WriteString(w, "HTTP/1.1 200 OK\r\nContent-Le")
		}},
		{name: "in the answer", unknown: true, got: 1, handle: func(r *bufio.Reader, w io.Writer) {
			whole(r)
			_, _ = io.WriteString(w, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"success\":")
		}},
		{name: "no answer in time", unknown: true, got: 1, handle: func(r *bufio.Reader, _ io.Writer) {
			whole(r)
			giveUp()
			_, _ = r.ReadByte() // the client hangs up
		}},
	}
}

// TestCuts cuts the connection of an order at each stage, on a new connection and on one that was in use before,
// where net/http would repeat by itself what it may: the server gets the order once at most, and the error tells
// whether it may be there.
func TestCuts(t *testing.T) {
	for route, connect := range pooledClients {
		for _, used := range []bool{false, true} {
			var got atomic.Int64
			ctx, giveUp := context.WithCancel(context.Background())
			for _, c := range cuts(&got, giveUp) { // the one that gives up is the last
				if used && c.fresh {
					continue
				}
				t.Run(fmt.Sprintf("%s, %s, used before %v", route, c.name, used), func(t *testing.T) {
					address := listen(t, c, used, &got)
					api := connect(t, "http://"+address)
					if used {
						_, err := api.Trade.GetBuyerOrderList(ctx, nil)
						require.NoError(t, err)
					}
					got.Store(0)
					_, err := api.Trade.CreateCrossOrder(ctx, crossOrder())
					assert.Equal(t, c.got, got.Load(), "requests that the server got")
					outcomeOf(t, err, c.unknown || c.either && errors.Is(err, openplatform.ErrOutcomeUnknown))
				})
			}
		}
	}
}

func outcomeOf(t *testing.T, err error, unknown bool) {
	t.Helper()
	require.Error(t, err)
	noSecret(t, err)
	assert.Equal(t, unknown, errors.Is(err, openplatform.ErrOutcomeUnknown), "%v", err)
	if !unknown {
		return
	}
	var e *openplatform.UnknownOutcomeError
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "my-order-1", e.OutOrderID)
	assert.Equal(t, platform.EffectCreate, e.Effect)
	assert.Contains(t, err.Error(), "FindOrders")
}

// pooledClients are the routes, each with a pool of connections of its own.
var pooledClients = map[string]func(t *testing.T, baseURL string) *openplatform.Client{
	"direct": func(t *testing.T, baseURL string) *openplatform.Client {
		client, err := openplatform.New(testKey, testSecret, openplatform.WithBaseURL(baseURL),
			openplatform.WithAccessToken(testToken), openplatform.WithHTTPClient(pooled(t)))
		require.NoError(t, err)
		return client
	},
	"through the gateway": func(t *testing.T, baseURL string) *openplatform.Client {
		client, err := ali1688.New(gatewayKey, testSecret, ali1688.WithBaseURL(baseURL), ali1688.WithHTTPClient(pooled(t)))
		require.NoError(t, err)
		return openplatform.Via(client)
	},
}

func pooled(t *testing.T) *http.Client {
	rt := &http.Transport{}
	t.Cleanup(rt.CloseIdleConnections)
	return &http.Client{Transport: rt}
}

func crossOrder() *platform.CreateCrossOrderRequest {
	return &platform.CreateCrossOrderRequest{
		Flow: platform.OrderFlowGeneral, AddressParam: preview().AddressParam, CargoParamList: preview().CargoParamList,
		OutOrderID: openplatform.Ptr("my-order-1"), Message: openplatform.Ptr(strings.Repeat("急 ", 2000)),
	}
}

// listen serves one connection after the other. Where the connection is to be used before, its first request is
// answered.
func listen(t *testing.T, c cut, used bool, got *atomic.Int64) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	if c.refuses {
		require.NoError(t, listener.Close())
		return listener.Addr().String()
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go serveOne(conn, c, used, got)
		}
	}()
	return listener.Addr().String()
}

func serveOne(conn net.Conn, c cut, used bool, got *atomic.Int64) {
	defer func() { _ = conn.Close() }()
	r := bufio.NewReader(conn)
	if used {
		req, err := http.ReadRequest(r)
		if err != nil {
			return
		}
		_, _ = io.Copy(io.Discard, req.Body)
		if strings.Contains(req.URL.String(), "createCrossOrder") {
			got.Add(1) // somebody repeated it on a connection of its own
		}
		const body = `{"response":{"result":[]},"result":[],"error_code":"0000"}`
		direct := strings.Replace(body, `,"error_code":"0000"`, "", 1)
		if strings.HasPrefix(req.URL.Path, "/openapi/") {
			_, _ = fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(direct), direct)
		} else {
			_, _ = fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
		}
	}
	c.handle(r, conn)
}
