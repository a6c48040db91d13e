// Package socket receives the messages of the open platform over WebSocket: no public address is needed, and the
// application connects to the platform. It speaks as the official client does: it says who it is, waits for the
// acknowledgement, sends a heartbeat every 30 seconds, and confirms every message that was done.
//
//	err := socket.Run(ctx, socket.Config{AppKey: key, Secret: secret, Receiver: receiver})
//
// The platform sends a message again that was not confirmed. What is repeated and what fails is decided by the
// [push.Receiver], as for messages by HTTP.
//
// The connection is not encrypted: the address that is known is ws://message.1688.com/websocket. The secret itself is
// not sent.
package socket

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/coder/websocket"
	"github.com/go-ali1688/ali1688/internal/pushframe"
	"github.com/go-ali1688/ali1688/push"
)

// Address is where the platform waits for applications.
const Address = "ws://message.1688.com/websocket"

// Config is how messages are received. AppKey, Secret and Receiver are required.
type Config struct {
	AppKey, Secret string
	Receiver       *push.Receiver
	Address        string // "" is [Address]
	Workers        int    // how many messages are handled at once; 0 is 16

	// OnState is notified of every change of the connection. It must not block.
	OnState func(State)

	// Heartbeat is how often the connection is kept alive; 0 is 30 seconds. Reconnect is how long a lost connection and a
	// missing acknowledgement are waited for; 0 is 10 seconds. The official client has these times.
	Heartbeat, Reconnect time.Duration
}

// State is what happened to the connection.
type State struct {
	Connected bool   // and acknowledged
	Err       error  // why not
	System    string // words of the platform
}

const (
	defaultWorkers   = 16
	defaultHeartbeat = 30 * time.Second
	defaultReconnect = 10 * time.Second
	maxFrame         = 1 << 20
)

// ErrClosed is the reason when the platform ends a connection.
var ErrClosed = errors.New("socket: the platform closed the connection")

// Run receives until the context ends, and returns its error then. A lost connection is made again. Messages that are
// being handled are brought to an end before it returns.
func Run(ctx context.Context, c Config) error {
	switch {
	case c.AppKey == "" || c.Secret == "":
		return errors.New("socket: AppKey and Secret are required")
	case c.AppKey == c.Secret:
		return errors.New("socket: Secret is the AppKey: frames are signed with the application's secret")
	case c.Receiver == nil:
		return errors.New("socket: Receiver is missing")
	case c.Workers < 0 || c.Heartbeat < 0 || c.Reconnect < 0:
		return errors.New("socket: Workers, Heartbeat and Reconnect must not be negative")
	}
	c.defaults()
	for {
		c.state(State{Err: c.connection(ctx)})
		if sleep(ctx, c.Reconnect) != nil {
			return ctx.Err()
		}
	}
}

func (c *Config) defaults() {
	c.Address, c.Workers = cmp.Or(c.Address, Address), cmp.Or(c.Workers, defaultWorkers)
	c.Heartbeat, c.Reconnect = cmp.Or(c.Heartbeat, defaultHeartbeat), cmp.Or(c.Reconnect, defaultReconnect)
}

func (c *Config) state(s State) {
	if c.OnState != nil {
		c.OnState(s)
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// connection connects once, and receives until the connection is lost.
func (c *Config) connection(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ws, _, err := websocket.Dial(ctx, c.Address, nil) //nolint:bodyclose // Dial says that nobody needs to close it
	if err != nil {
		return fmt.Errorf("socket: connect: %w", err)
	}
	ws.SetReadLimit(maxFrame)
	l := &link{config: c, ws: ws, free: make(chan struct{}, c.Workers), acknowledged: make(chan struct{})}
	defer func() { _ = ws.CloseNow() }()
	defer l.handlers.Wait()
	go l.introduce(ctx)
	return l.read(ctx)
}

// link is one connection.
type link struct {
	config       *Config
	ws           *websocket.Conn
	handlers     sync.WaitGroup
	free         chan struct{} // has an element for every message that is being handled
	once         sync.Once
	acknowledged chan struct{}
}

// introduce says who the application is until the platform acknowledges it, and sends heartbeats from then on.
func (l *link) introduce(ctx context.Context) {
	for wait, kind := l.config.Reconnect, pushframe.Connect; ; {
		if l.send(ctx, l.signed(kind)) != nil {
			return // the reader notices
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-l.waiting(kind):
			timer.Stop()
			if kind, wait = pushframe.Heartbeat, l.config.Heartbeat; sleep(ctx, wait) != nil {
				return
			}
		case <-timer.C:
		}
	}
}

// waiting returns the channel that an acknowledgement closes, or none where it was received already.
func (l *link) waiting(kind string) <-chan struct{} {
	if kind == pushframe.Heartbeat {
		return nil
	}
	return l.acknowledged
}

func (l *link) signed(kind string) pushframe.Frame {
	f := pushframe.Frame{Type: kind, AppKey: l.config.AppKey, PubTime: time.Now().UnixMilli()}
	f.Sign = f.Signature(l.config.Secret)
	return f
}

func (l *link) send(ctx context.Context, f pushframe.Frame) error {
	text, err := f.Text()
	if err != nil {
		return err
	}
	return l.ws.Write(ctx, websocket.MessageText, text)
}

// read handles frames until the connection is lost.
func (l *link) read(ctx context.Context) error {
	for {
		_, text, err := l.ws.Read(ctx)
		if err != nil {
			return fmt.Errorf("socket: read: %w", err)
		}
		f, err := pushframe.Read(text)
		if err != nil {
			continue // not a frame; the platform sends a message again that was not confirmed
		}
		switch f.Type {
		case pushframe.ConnectAck:
			l.once.Do(func() { close(l.acknowledged); l.config.state(State{Connected: true}) })
		case pushframe.Push:
			if err := l.push(ctx, f); err != nil {
				return err
			}
		case pushframe.System:
			l.config.state(State{Connected: true, System: f.Content})
		case pushframe.Close:
			return ErrClosed
		}
	}
}

// push hands a message to a worker, and waits while all are busy.
func (l *link) push(ctx context.Context, f pushframe.Frame) error {
	select {
	case l.free <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	l.handlers.Go(func() {
		defer func() { <-l.free }()
		l.handle(ctx, f)
	})
	return nil
}

// handle confirms a message that was done. The receiver reports one that was not.
func (l *link) handle(ctx context.Context, f pushframe.Frame) {
	started := time.Now()
	if l.config.Receiver.Receive(ctx, message(f.Content)) != nil {
		return
	}
	cost := time.Since(started).Milliseconds()
	id, _ := f.ID.Int64()
	_ = l.send(ctx, confirmation(l.config.AppKey, f, id, cost)) // it is sent again, and done already then
}

// message returns the message in a frame. One public program reads it one level deeper, as the member message.
func message(content string) []byte {
	if _, err := push.Parse([]byte(content)); err != nil {
		if inner := innerMessage(content); inner != nil {
			return inner
		}
	}
	return []byte(strings.TrimSpace(content))
}
