package transport_test

import (
	"encoding/binary"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestArrivalsHTTP2 resets the second stream in the ways in which net/http repeats a request, and some others.
func TestArrivalsHTTP2(t *testing.T) {
	const goAway, rstStream = 0x7, 0x3
	answers := []struct {
		name    string
		repeats bool // net/http does, for a GET
		frame   []byte
	}{
		{"refused stream", true, frame(rstStream, 0, 3, 0, 0, 0, 7)},
		{"protocol error", true, frame(rstStream, 0, 3, 0, 0, 0, 1)},
		{"goaway that leaves it out", true, frame(goAway, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0)},
		{"goaway", false, frame(goAway, 0, 0, 0, 0, 0, 3, 0, 0, 0, 2)},
		{"enhance your calm", false, frame(rstStream, 0, 3, 0, 0, 0, 11)},
		{"internal error", false, frame(rstStream, 0, 3, 0, 0, 0, 2)},
		{"close", false, nil},
	}
	repeated := false
	defer func() {
		assert.True(t, repeated, "net/http repeated nothing: the test would find no repetition of ours")
	}()
	for _, answer := range answers {
		for _, chain := range chains {
			t.Run(answer.name+", "+chain.name, func(t *testing.T) {
				arrived, address := serveHTTP2(t, answer.frame)
				protocols := new(http.Protocols)
				protocols.SetUnencryptedHTTP2(true)
				base := &http.Transport{Protocols: protocols}
				t.Cleanup(base.CloseIdleConnections)
				rt := chain.wrap(base)
				url := "http://" + address + "/1688/item_get/?num_iid=1"
				require.NoError(t, send(rt, url, chain.form))
				err := send(rt, url, chain.form)
				if chain.name == "net/http" { // the control; whether it repeats is a race that it may lose on a busy machine
					assert.False(t, !answer.repeats && arrived.Load() > 2)
					repeated = repeated || arrived.Load() > 2
					return
				}
				require.Error(t, err)
				assert.Equal(t, int64(2), arrived.Load())
			})
		}
	}
}

// serveHTTP2 answers stream 1 of every connection with an empty 200 and the next one with a frame, after which it
// hangs up. It counts streams.
func serveHTTP2(t *testing.T, second []byte) (arrived *atomic.Int64, address string) {
	arrived = new(atomic.Int64)
	listener := listen(t)
	serveConns(t, listener, func(conn net.Conn) {
		defer func() { _ = conn.Close() }()
		const preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
		if _, err := io.ReadFull(conn, make([]byte, len(preface))); err != nil {
			return
		}
		_, _ = conn.Write(frame(settings, 0, 0))
		for {
			kind, flags, stream, err := readFrame(conn)
			if err != nil {
				return
			}
			if kind == headers {
				arrived.Add(1)
			}
			if flags&endStream == 0 || kind > headers {
				continue
			}
			if stream > 1 {
				_, _ = conn.Write(second)
				_ = conn.(*net.TCPConn).CloseWrite()
				_, _ = io.Copy(io.Discard, conn)
				return
			}
			_, _ = conn.Write(frame(headers, endHeaders|endStream, stream, indexedStatus200))
		}
	})
	return arrived, listener.Addr().String()
}

func frame(kind, flags byte, stream uint32, payload ...byte) []byte {
	f := []byte{0, 0, byte(len(payload)), kind, flags}
	return append(binary.BigEndian.AppendUint32(f, stream), payload...)
}

func readFrame(r io.Reader) (kind, flags byte, stream uint32, err error) {
	var head [9]byte
	if _, err = io.ReadFull(r, head[:]); err != nil {
		return 0, 0, 0, err
	}
	length := int64(head[0])<<16 | int64(head[1])<<8 | int64(head[2])
	_, err = io.CopyN(io.Discard, r, length)
	return head[3], head[4], binary.BigEndian.Uint32(head[5:]), err
}
