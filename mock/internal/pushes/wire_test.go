package pushes_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/pushframe"
	"github.com/go-ali1688/ali1688/mock/internal/pushes"
)

// wire is the application's end of a connection.
type wire struct {
	in    chan string
	gone  chan struct{}
	delay time.Duration // of each write

	mu     sync.Mutex
	out    []string // the frames that arrived
	closed int
}

func (w *wire) Read(ctx context.Context) ([]byte, error) {
	select {
	case text := <-w.in:
		return []byte(text), nil
	case <-w.gone:
		return nil, errors.New("gone")
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (w *wire) Write(_ context.Context, text []byte) error {
	time.Sleep(w.delay)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.out = append(w.out, string(text))
	return nil
}

func (w *wire) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed++
	return nil
}

// frames returns the frames that arrived since it was last called.
func (w *wire) frames() []string {
	synctest.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	out := w.out
	w.out = nil
	return out
}

// listening returns a sender that takes connections, in a bubble of synctest.
func listening(t *testing.T, o pushes.Options) *pushes.Sender {
	t.Helper()
	o.AppKey, o.Secret, o.Accept = appKey, secret, accept
	s := pushes.New(o)
	t.Cleanup(s.Close)
	return s
}

// dial connects an application, which says nothing yet.
func dial(s *pushes.Sender) *wire {
	w := &wire{in: make(chan string), gone: make(chan struct{})}
	s.Accept = func(http.ResponseWriter, *http.Request) (pushes.Socket, error) { return w, nil }
	go s.Serve(nil).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, pushes.SocketPath, nil))
	synctest.Wait()
	return w
}

// hello is the frame with which an application makes itself known.
func hello(t *testing.T, key, secret string) string {
	t.Helper()
	f := pushframe.Frame{Type: pushframe.Connect, AppKey: key, PubTime: 1700000000000}
	f.Sign = f.Signature(secret)
	text, err := f.Text()
	require.NoError(t, err)
	return string(text)
}

// connect connects an application that is accepted.
func connect(t *testing.T, s *pushes.Sender) *wire {
	t.Helper()
	w := dial(s)
	w.in <- hello(t, appKey, secret)
	synctest.Wait()
	require.Equal(t, `{"type":"CONNECT_ACK"}`, w.out[0])
	w.out = w.out[1:]
	return w
}

// pushed returns the numbers of the messages in frames.
func pushed(t *testing.T, frames []string) string {
	t.Helper()
	var out []string
	for _, text := range frames {
		f, err := pushframe.Read([]byte(text))
		require.NoError(t, err, text)
		out = append(out, strings.TrimLeft(strings.TrimPrefix(f.ID.String(), "6"), "0"))
	}
	return strings.Join(out, " ")
}

func confirmation(id int64) string {
	return fmt.Sprintf(`{"type":"CONFIRM","relatedId":%d}`, id)
}
