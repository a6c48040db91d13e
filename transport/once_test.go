package transport_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/transport"
)

// TestOnce has a server that answers the first request of a connection, and takes the second and hangs up. net/http repeats such
// a GET by itself: the first case shows that, so that the others mean something.
func TestOnce(t *testing.T) {
	cases := []struct {
		name, path string
		want       int64 // requests that the server got for the second call
	}{
		{"bare net/http repeats", "", 2},
		{"an item is repeated as ever", "/1688/item_get/", 2},
		{"custom is not", "/1688/custom/", 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			address, got := hangUp(t)
			base := &http.Transport{}
			t.Cleanup(base.CloseIdleConnections)
			var rt http.RoundTripper = base
			if c.path != "" {
				rt = transport.Gateway(base, transport.Config{Key: "k_of_test", Secret: "s_of_test"})
			}
			client := &http.Client{Transport: rt}
			rsp, err := client.Get("http://" + address + c.path)
			require.NoError(t, err)
			_, _ = io.Copy(io.Discard, rsp.Body)
			_ = rsp.Body.Close()
			if rsp, err = client.Get("http://" + address + c.path); err == nil {
				_ = rsp.Body.Close()
			}
			assert.Equal(t, c.want, got.Load()-1)
			assert.Equal(t, c.want == 1, err != nil, "%v", err)
		})
	}
}

// hangUp listens. Of the connection that comes first it takes the second request without an answer.
func hangUp(t *testing.T) (address string, requests *atomic.Int64) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	requests = new(atomic.Int64)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go answer(conn, requests)
		}
	}()
	return listener.Addr().String(), requests
}

func answer(conn net.Conn, requests *atomic.Int64) {
	defer func() { _ = conn.Close() }()
	r := bufio.NewReader(conn)
	for {
		req, err := http.ReadRequest(r)
		if err == nil && (req.ContentLength != 0 || req.TransferEncoding != nil) {
			requests.Add(1000) // the empty body must not show, and no case wants so many
		}
		if err != nil || requests.Add(1) == 2 {
			return
		}
		_, _ = io.Copy(io.Discard, req.Body)
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
	}
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
	_, err = transport.Gateway(base, transport.Config{Key: "k_of_test", Secret: "s_of_test"}).RoundTrip(req)
	require.Error(t, err)
	assert.Empty(t, sent.Header.Get("Idempotency-Key"), "net/http takes it for leave to repeat")
	assert.Equal(t, "1", req.Header.Get("Idempotency-Key"))
	assert.Nil(t, req.Body)
}
