package mock

import (
	"context"
	"net/http"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/pushes"
	"github.com/go-ali1688/ali1688/mock/orders"
)

// Pushes determines how a mock sends messages about its orders, parcels, offers and stock. They are signed with the
// secret of [WithApp], which is required. An application that is connected over WebSocket gets them there, and any
// other at the URL. A message that is not confirmed is sent again, and then waits for push.query.messageList.
type Pushes struct {
	// URL is where messages are posted, such as that of an httptest.Server with a push.Receiver. "" posts none.
	URL string
	// Accept takes WebSocket connections at /websocket: package mock/websocket has one. Nil takes none.
	Accept func(http.ResponseWriter, *http.Request) (Socket, error)
	// Attempts is how often a message is sent that is not confirmed; 0 is 3.
	Attempts int
	// Retry is the time between two attempts; 0 is 5 seconds. The platform's own is unknown.
	Retry time.Duration
	// Client posts the messages; nil is one with a time limit.
	Client *http.Client
}

// Socket is a WebSocket connection that carries texts.
type Socket = pushes.Socket

// WithPushes sends messages. By default they are only kept, for push.query.messageList, push.cursor.messageList and
// push.message.confirm. The faults whose names begin with push- spoil them on request.
func WithPushes(p Pushes) Option { return func(c *config) { c.pushes = p } }

func (c *config) pushOptions() pushes.Options {
	p := c.pushes
	return pushes.Options{AppKey: c.appKey, Secret: c.app, URL: p.URL, Client: p.Client, Accept: p.Accept,
		Attempts: p.Attempts, Retry: p.Retry, Slowness: c.slowness, Now: c.clock}
}

// pushOut sends the messages of a world. While there is a way to send them, it looks every second whether parcels have
// moved or orders have gone on.
func (s *server) pushOut() {
	if !s.pushes.Sends() {
		return
	}
	go func() {
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		for s.pushes.Wait(ticker.C) {
			s.orders.Advance()
		}
	}()
}

// PushMessage sends a message as if the world had made it: of a topic that the mock does not send by itself, or with
// other contents. The member is the member id of the account that it is about, and may be empty. It returns the msgId.
func (h *Handler) PushMessage(topic, member string, contents any) (msgID int64) {
	return h.server.pushes.Add(orders.Message{Topic: topic, Member: member, Contents: contents,
		At: h.server.clock()})
}

// PushesSettled waits until every message was confirmed, or was sent as often as it is sent. It first makes the
// messages that are due by the clock.
func (h *Handler) PushesSettled(ctx context.Context) error {
	h.server.orders.Advance()
	return h.server.pushes.Settled(ctx)
}

// Close ends the sending of messages, and the connections of applications. A mock that sends none needs no Close.
func (h *Handler) Close() { h.server.pushes.Close() }
