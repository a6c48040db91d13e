// Package websocket takes the WebSocket connections over which a mock sends messages:
//
//	gw := mock.New(t, mock.WithApp(key, secret), mock.WithPushes(mock.Pushes{Accept: websocket.Accept}))
//
// It is a package of its own so that who needs none does not build a WebSocket library.
package websocket

import (
	"context"
	"net/http"

	"github.com/coder/websocket"

	"github.com/go-ali1688/ali1688/mock"
)

// Accept takes a WebSocket connection: see the field Accept of [mock.Pushes].
func Accept(w http.ResponseWriter, r *http.Request) (mock.Socket, error) {
	c, err := websocket.Accept(w, r, nil)
	if err != nil {
		return nil, err
	}
	return connection{c}, nil
}

type connection struct{ *websocket.Conn }

func (c connection) Read(ctx context.Context) ([]byte, error) {
	_, text, err := c.Conn.Read(ctx)
	return text, err
}

func (c connection) Write(ctx context.Context, text []byte) error {
	return c.Conn.Write(ctx, websocket.MessageText, text)
}

func (c connection) Close() error { return c.CloseNow() }
