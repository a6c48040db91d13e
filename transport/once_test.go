package transport_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"
)

// chains are the ways in which requests leave, each with a request that the clients make. Bare net/http is the control.
var chains = []struct {
	name string
	wrap func(http.RoundTripper) http.RoundTripper
	form string // the body of a POST, or "" for a GET
}{
	{"net/http", func(rt http.RoundTripper) http.RoundTripper { return rt }, ""},
	{"gateway", gateway(transport.Config{Key: loose.SecretOf("k_of_test"), Secret: loose.SecretOf("s_of_test")}), ""},
	{"gateway signed", gateway(transport.Config{Key: loose.SecretOf("k_of_test"), Secret: loose.SecretOf("s_of_test"),
		Sign: true}), ""},
	{"gateway by form", gateway(transport.Config{Key: loose.SecretOf("k_of_test"), Secret: loose.SecretOf("s_of_test"),
		Form: true}), ""},
	{"gateway upload", gateway(transport.Config{Key: loose.SecretOf("k_of_test"), Secret: loose.SecretOf("s_of_test")}),
		"imgcode=aGk%3D"},
	{"open platform", func(rt http.RoundTripper) http.RoundTripper {
		return transport.OpenPlatform(rt,
			transport.Config{})
	}, "a=1&_aop_signature=2"},
}

func gateway(c transport.Config) func(http.RoundTripper) http.RoundTripper {
	return func(rt http.RoundTripper) http.RoundTripper { return transport.Gateway(rt, c) }
}

// send makes one request and reads the response.
func send(rt http.RoundTripper, url, form string) error {
	method, body := http.MethodGet, io.Reader(nil)
	if form != "" {
		method, body = http.MethodPost, strings.NewReader(form)
	}
	req, err := http.NewRequest(method, url, body)
	if err != nil {
		return err
	}
	if form != "" {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	rsp, err := rt.RoundTrip(req)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, rsp.Body)
	return errors.Join(err, rsp.Body.Close())
}

// TestDeadIdleConnection has a pool of connections that die while they are idle. The next request finds it out before
// a byte of it has left, and goes to a fresh connection.
func TestDeadIdleConnection(t *testing.T) {
	deaths := map[string]func(*frailConn){
		"write refused": func(c *frailConn) { c.writeErr.Store(&net.OpError{Op: "write", Net: "tcp", Err: syscall.EPIPE}) },
		"closed by us":  func(c *frailConn) { _ = c.Conn.Close() },
	}
	for name, die := range deaths {
		for _, chain := range chains {
			if chain.name == "net/http" && name == "closed by us" {
				continue // the control is not what is tested
			}
			t.Run(name+", "+chain.name, func(t *testing.T) {
				server := newFaultyServer(t, func(int64) fault { return fault{} })
				var conns []*frailConn
				base := &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
					conn, err := new(net.Dialer).DialContext(ctx, network, address)
					if err != nil {
						return nil, err
					}
					conns = append(conns, &frailConn{Conn: conn})
					return conns[len(conns)-1], nil
				}}
				t.Cleanup(base.CloseIdleConnections)
				rt := chain.wrap(base)
				require.NoError(t, send(rt, server.url, chain.form))
				die(conns[0])
				require.NoError(t, send(rt, server.url, chain.form))
				assert.Len(t, conns, 2)
				assert.Equal(t, int64(2), server.arrived.Load())
			})
		}
	}
}

// frailConn is a connection that can be made to refuse to write.
type frailConn struct {
	net.Conn
	writeErr atomic.Pointer[net.OpError]
}

func (c *frailConn) Write(p []byte) (int, error) {
	if err := c.writeErr.Load(); err != nil {
		return 0, err
	}
	return c.Conn.Write(p)
}

// TestAttemptsAreBounded has a pool of which every connection is dead.
func TestAttemptsAreBounded(t *testing.T) {
	attempts := 0
	dead := transport.Func(func(req *http.Request) (*http.Response, error) {
		attempts++
		trace(req).GetConn("gateway.test:80")
		trace(req).GotConn(reusedConn)
		return nil, errors.New("broken")
	})
	err := send(transport.Gateway(dead, transport.Config{Key: loose.SecretOf("k")}), "http://gateway.test/1688/item_get/",
		"")
	require.ErrorIs(t, err, transport.ErrNotSent)
	require.ErrorContains(t, err, "broken")
	assert.Equal(t, 5, attempts)
}

// TestNotSent tells requests that provably never left from all others.
func TestNotSent(t *testing.T) {
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	cases := []struct {
		name string
		ctx  context.Context
		do   func(*http.Request) // what the round tripper reports before it fails
		want bool
	}{
		{"nothing is reported", nil, func(*http.Request) {}, false},
		{"cancelled before", cancelled, func(*http.Request) {}, true},
		{"no connection", nil, func(r *http.Request) { trace(r).GetConn("h:80") }, true},
		{"a connection", nil, func(r *http.Request) { trace(r).GetConn("h:80"); trace(r).GotConn(freshConn) }, true},
		{"the header is in the buffer", nil, func(r *http.Request) { trace(r).GotConn(freshConn); trace(r).WroteHeaders() },
			false},
		{"the header cannot be written", nil, func(r *http.Request) {
			trace(r).GotConn(freshConn)
			trace(r).WroteHeaders()
			trace(r).WroteRequest(failedWrite)
		}, true},
		{"a failure in HTTP/2", nil, func(r *http.Request) {
			trace(r).GotConn(freshConn)
			trace(r).WroteHeaderField(":method", nil)
			trace(r).WroteHeaders()
			trace(r).WroteRequest(failedWrite)
		}, false},
		{"the body cannot be written", nil, func(r *http.Request) {
			trace(r).GotConn(freshConn)
			trace(r).WroteHeaders()
			_, _ = r.Body.Read(nil)
			trace(r).WroteRequest(failedWrite)
		}, false},
		{"the server wants the header first", nil, func(r *http.Request) {
			trace(r).GotConn(freshConn)
			trace(r).WroteHeaders()
			trace(r).Wait100Continue()
			trace(r).WroteRequest(failedWrite)
		}, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rt := transport.OpenPlatform(transport.Func(func(req *http.Request) (*http.Response, error) {
				c.do(req)
				return nil, io.ErrUnexpectedEOF
			}), transport.Config{Timeout: time.Hour})
			ctx := c.ctx
			if ctx == nil {
				ctx = context.Background()
			}
			req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://platform.test/", strings.NewReader("a=1"))
			require.NoError(t, err)
			_, err = rt.RoundTrip(req)
			require.Error(t, err)
			assert.Equal(t, c.want, errors.Is(err, transport.ErrNotSent))
			assert.Equal(t, c.ctx == nil, errors.Is(err, io.ErrUnexpectedEOF), "%v", err)
		})
	}
}

// TestLongHeader does not go again: some of it may have left before writing failed.
func TestLongHeader(t *testing.T) {
	rt := transport.Gateway(transport.Func(func(req *http.Request) (*http.Response, error) {
		trace(req).GotConn(reusedConn)
		trace(req).WroteRequest(failedWrite)
		return nil, io.ErrUnexpectedEOF
	}), transport.Config{Key: loose.SecretOf("k")})
	require.ErrorIs(t, send(rt, "http://gateway.test/1688/custom/?a=1", ""), transport.ErrNotSent)
	err := send(rt, "http://gateway.test/1688/custom/?a="+strings.Repeat("1", 2048), "")
	require.NotErrorIs(t, err, transport.ErrNotSent)
}

// TestOnceLeavesTheRequest works on a copy: the caller may send its request again if it wants to.
func TestOnceLeavesTheRequest(t *testing.T) {
	var sent *http.Request
	base := transport.Func(func(req *http.Request) (*http.Response, error) {
		sent = req
		return nil, io.EOF
	})
	req, err := http.NewRequest(http.MethodGet, "http://gateway.test/1688/custom/", nil)
	require.NoError(t, err)
	req.Header.Set("Idempotency-Key", "1")
	_, err = transport.Gateway(base,
		transport.Config{Key: loose.SecretOf("k_of_test"), Secret: loose.SecretOf("s_of_test")}).RoundTrip(req)
	require.Error(t, err)
	assert.Empty(t, sent.Header.Get("Idempotency-Key"), "net/http takes it for leave to repeat")
	assert.Equal(t, "1", req.Header.Get("Idempotency-Key"))
	assert.Nil(t, req.Body)
}

// TestBodiesOfAttempts offers requests to connections that are dead, with bodies that can be had again or not.
func TestBodiesOfAttempts(t *testing.T) {
	text := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("a=1")), nil }
	some, _ := text()
	cases := []struct {
		name string
		body io.ReadCloser
		get  func() (io.ReadCloser, error)
		want int // attempts
	}{
		{"none", nil, nil, 5},
		{"the empty one of net/http", http.NoBody, nil, 5},
		{"one that can be had again", some, text, 5},
		{"one that cannot", some, nil, 1},
		{"one whose copy fails", some, func() (io.ReadCloser, error) { return nil, io.ErrUnexpectedEOF }, 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			attempts := 0
			rt := transport.Once(transport.Func(func(req *http.Request) (*http.Response, error) {
				attempts++
				trace(req).GetConn("gateway.test:80")
				trace(req).GotConn(reusedConn)
				return nil, errors.New("broken")
			}))
			req, err := http.NewRequest(http.MethodPost, "http://gateway.test/", nil)
			require.NoError(t, err)
			req.Body, req.GetBody = c.body, c.get
			_, err = rt.RoundTrip(req)
			require.ErrorIs(t, err, transport.ErrNotSent)
			assert.Equal(t, c.want, attempts)
		})
	}
}
