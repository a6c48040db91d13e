package socket

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/pushframe"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/push"
)

const (
	appKey = "1000000"
	secret = "the-secret-of-the-app"
)

// platform is the other side: each connection is a script.
type platform struct {
	*httptest.Server
	connections chan *conversation
}

// conversation is one connection of the platform with the application.
type conversation struct {
	t   *testing.T
	ws  *websocket.Conn
	end chan struct{}
}

func newPlatform(t *testing.T) *platform {
	t.Helper()
	p := &platform{connections: make(chan *conversation, 8)}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ws, err := websocket.Accept(w, r, nil)
		if err != nil {
			return
		}
		c := &conversation{t: t, ws: ws, end: make(chan struct{})}
		p.connections <- c
		<-c.end
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *platform) next(t *testing.T) *conversation {
	t.Helper()
	select {
	case c := <-p.connections:
		t.Cleanup(sync.OnceFunc(c.hangUp))
		return c
	case <-time.After(time.Minute):
		require.Fail(t, "the application does not connect")
		return nil
	}
}

func (c *conversation) hangUp() {
	select {
	case <-c.end:
	default:
		close(c.end)
		_ = c.ws.CloseNow()
	}
}

// read returns the next frame of the application.
func (c *conversation) read() pushframe.Frame {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), time.Minute)
	defer cancel()
	_, text, err := c.ws.Read(ctx)
	require.NoError(c.t, err)
	f, err := pushframe.Read(text)
	require.NoError(c.t, err)
	return f
}

func (c *conversation) send(f pushframe.Frame) {
	c.t.Helper()
	text, err := f.Text()
	require.NoError(c.t, err)
	require.NoError(c.t, c.ws.Write(c.t.Context(), websocket.MessageText, text))
}

func (c *conversation) push(id int64, topic string) {
	c.t.Helper()
	c.send(pushframe.Frame{Type: pushframe.Push, ID: loose.IDOf(strconv.FormatInt(id, 10)), PubTime: 1700000000123,
		Source: "REAL", Content: `{"msgId":` + strconv.FormatInt(id, 10) + `,"type":"` + topic + `","gmtBorn":1,"data":{}}`})
}

// accept acknowledges the application.
func (c *conversation) accept() {
	c.t.Helper()
	f := c.read()
	assert.Equal(c.t, pushframe.Connect, f.Type)
	assert.Equal(c.t, appKey, f.AppKey)
	assert.True(c.t, f.Signed(secret))
	c.send(pushframe.Frame{Type: pushframe.ConnectAck})
}

// start runs a receiver until the test ends.
func start(t *testing.T, p *platform, c Config, callback func(context.Context, *push.Message) error) chan State {
	t.Helper()
	r, err := push.New(push.Config{AppKey: appKey, Secret: secret, Callbacks: push.Callbacks{Other: callback}})
	require.NoError(t, err)
	states := make(chan State, 64)
	c.AppKey, c.Secret, c.Receiver, c.OnState = appKey, secret, r, func(s State) { states <- s }
	c.Address = strings.Replace(p.URL, "http://", "ws://", 1)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Run(ctx, c) }()
	t.Cleanup(func() {
		cancel()
		assert.ErrorIs(t, <-ended, context.Canceled)
	})
	return states
}

// TestConversation goes through the protocol: who it is, a message, its confirmation, a message that fails, words of
// the platform.
func TestConversation(t *testing.T) {
	p := newPlatform(t)
	states := start(t, p, Config{}, func(_ context.Context, m *push.Message) error {
		if m.Topic == "FAILS" {
			return errors.New("no")
		}
		return nil
	})
	c := p.next(t)
	c.accept()
	assert.True(t, (<-states).Connected)
	c.push(41, "FAILS")
	c.push(42, "X")
	f := c.read()
	assert.Equal(t, pushframe.Confirm, f.Type)
	assert.Equal(t, "42", f.RelatedID.String(), "a message that failed is not confirmed")
	assert.Equal(t, int64(1700000000123), f.RelatedMsgTime)
	assert.Equal(t, "REAL", f.Source)
	assert.Regexp(t, "^[0-9a-f]{32}$", f.ID.String())
	assert.Empty(t, f.Sign, "confirmations are not signed")
	assert.NotNil(t, f.CostInISV)
	c.push(42, "X")
	assert.Equal(t, "42", c.read().RelatedID.String(), "a repetition is confirmed again")
	require.NoError(t, c.ws.Write(t.Context(), websocket.MessageText, []byte("not a frame")))
	c.send(pushframe.Frame{Type: pushframe.System, Content: "maintenance"})
	assert.Equal(t, "maintenance", (<-states).System)
}

// TestDeeper reads a message that is the member message of the content.
func TestDeeper(t *testing.T) {
	for _, content := range []string{
		`{"message": {"msgId": 5, "type": "X", "data": {}}}`, `{"message": "{\"msgId\": 5, \"type\": \"X\", \"data\": {}}"}`,
		` {"msgId": 5, "type": "X", "data": {}} `,
	} {
		m, err := push.Parse(message(content))
		require.NoError(t, err, content)
		assert.Equal(t, "5", m.ID)
	}
	assert.Equal(t, "{}", string(message("{}")))
}

// TestKeepsAlive sends heartbeats once it is acknowledged, and says again who it is until then.
func TestKeepsAlive(t *testing.T) {
	p := newPlatform(t)
	start(t, p, Config{Heartbeat: time.Millisecond, Reconnect: time.Millisecond}, nil)
	c := p.next(t)
	assert.Equal(t, pushframe.Connect, c.read().Type)
	assert.Equal(t, pushframe.Connect, c.read().Type, "not acknowledged")
	c.send(pushframe.Frame{Type: pushframe.ConnectAck})
	f := c.read()
	for f.Type == pushframe.Connect {
		f = c.read()
	}
	assert.Equal(t, pushframe.Heartbeat, f.Type)
	assert.True(t, f.Signed(secret))
	assert.Equal(t, pushframe.Heartbeat, c.read().Type)
}

// TestReconnects connects again after each way in which a connection ends.
func TestReconnects(t *testing.T) {
	p := newPlatform(t)
	states := start(t, p, Config{Reconnect: time.Millisecond, Heartbeat: time.Hour}, nil)
	for _, end := range []func(*conversation){
		func(c *conversation) { c.send(pushframe.Frame{Type: pushframe.Close}) },
		(*conversation).hangUp,
	} {
		c := p.next(t)
		c.accept()
		assert.True(t, (<-states).Connected)
		end(c)
		s := <-states
		assert.False(t, s.Connected)
		require.Error(t, s.Err)
		assert.NotContains(t, s.Err.Error(), secret)
	}
	p.next(t).accept()
}

func TestRefuses(t *testing.T) {
	r, err := push.New(push.Config{Secret: secret})
	require.NoError(t, err)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for name, c := range map[string]Config{
		"no key": {Secret: secret, Receiver: r}, "no secret": {AppKey: appKey, Receiver: r}, "no receiver": {AppKey: appKey, Secret: secret},
		"the key for the secret": {AppKey: appKey, Secret: appKey, Receiver: r},
		"negative workers":       {AppKey: appKey, Secret: secret, Receiver: r, Workers: -1},
		"negative heartbeat":     {AppKey: appKey, Secret: secret, Receiver: r, Heartbeat: -1},
		"negative reconnect":     {AppKey: appKey, Secret: secret, Receiver: r, Reconnect: -1},
	} {
		assert.ErrorContains(t, Run(ended, c), "socket: ", name)
	}
}
