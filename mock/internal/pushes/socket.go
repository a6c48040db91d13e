package pushes

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/go-ali1688/ali1688/internal/pushframe"
	"github.com/go-ali1688/ali1688/loose"
)

// SocketPath is where applications connect over WebSocket.
const SocketPath = "/websocket"

// Socket is a WebSocket connection that carries texts.
type Socket interface {
	Read(context.Context) ([]byte, error)
	Write(context.Context, []byte) error
	Close() error
}

// Accept takes a WebSocket connection.
type Accept func(http.ResponseWriter, *http.Request) (Socket, error)

// Serve talks to the applications that connect, and leaves all other requests to next.
func (s *Sender) Serve(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path != SocketPath:
			next.ServeHTTP(w, r)
		case s.Accept == nil:
			http.Error(w, "this mock takes no WebSocket connections: start it with --push-socket, or set Accept of "+
				"mock.Pushes", http.StatusNotImplemented)
		default:
			if socket, err := s.Accept(w, r); err == nil {
				s.talk(socket)
			}
		}
	})
}

// link is a connection of an application. Its reader alone uses accepted.
type link struct {
	socket   Socket
	accepted bool
}

// link returns the latest connection, or nil.
func (s *Sender) link() *link {
	s.state.Lock()
	defer s.state.Unlock()
	if len(s.links) == 0 {
		return nil
	}
	return s.links[len(s.links)-1]
}

// talk reads the frames of an application until the connection ends.
func (s *Sender) talk(socket Socket) {
	l := &link{socket: socket}
	defer s.drop(l)
	for {
		text, err := socket.Read(s.ctx)
		if err != nil {
			return
		}
		f, err := pushframe.Read(text)
		if err != nil {
			l.write(s.ctx, pushframe.Frame{Type: pushframe.System, Content: "that is not a frame"})
			continue
		}
		if reason := s.handle(l, f); reason != "" {
			l.write(s.ctx, pushframe.Frame{Type: pushframe.System, Content: reason})
			l.write(s.ctx, pushframe.Frame{Type: pushframe.Close})
			return
		}
	}
}

// handle handles a frame. It returns the reason why the connection is closed, or "".
func (s *Sender) handle(l *link, f pushframe.Frame) string {
	switch {
	case f.Type == pushframe.Connect:
		return s.greet(l, f)
	case f.Type == pushframe.Confirm && !l.accepted:
		return "the application confirms a message before it has connected: send CONNECT and wait for CONNECT_ACK"
	case f.Type == pushframe.Confirm:
		if id, ok := f.RelatedID.Int64(); ok {
			s.confirm(id)
		}
	}
	return ""
}

// greet accepts an application that proves that it knows the secret. It returns the reason why it refuses any other.
func (s *Sender) greet(l *link, f pushframe.Frame) string {
	switch {
	case f.AppKey != s.AppKey:
		return "the application is unknown"
	case f.Signed(s.AppKey):
		return "the signature was made with the AppKey in place of the secret"
	case !f.Signed(s.Secret):
		return "the signature does not fit"
	}
	l.write(s.ctx, pushframe.Frame{Type: pushframe.ConnectAck})
	if !l.accepted {
		l.accepted = true
		s.state.Lock()
		s.links = append(s.links, l)
		s.state.Unlock()
	}
	s.wake()
	return ""
}

func (s *Sender) drop(l *link) {
	s.state.Lock()
	s.links = slices.DeleteFunc(s.links, func(x *link) bool { return x == l })
	s.state.Unlock()
	_ = l.socket.Close()
}

// push sends a message, which the application confirms later or not.
func (l *link) push(ctx context.Context, m *Message, text []byte) {
	l.write(ctx, pushframe.Frame{Type: pushframe.Push, ID: loose.IDNumber(m.ID), Content: string(text),
		PubTime: time.Now().UnixMilli()})
}

// write sends a frame. That a connection is lost the reader notices.
func (l *link) write(ctx context.Context, f pushframe.Frame) {
	if text, err := f.Text(); err == nil {
		_ = l.socket.Write(ctx, text)
	}
}
