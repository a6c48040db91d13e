package mock_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	coder "github.com/coder/websocket"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/messages"
	"github.com/go-ali1688/ali1688/internal/pushframe"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/mock/websocket"
	"github.com/go-ali1688/ali1688/push"
	"github.com/go-ali1688/ali1688/push/missed"
	"github.com/go-ali1688/ali1688/push/socket"
	"github.com/go-ali1688/ali1688/transport"
)

const (
	pushKey    = "1000000"
	pushSecret = "the-secret-of-the-app"
	buyer      = "a-buyer"
)

// inbox is a receiver whose callbacks note what arrives.
type inbox struct {
	*push.Receiver
	mu      sync.Mutex
	notes   []string // of typed callbacks
	topics  []string
	refused []error
}

func (b *inbox) note(m *push.Message, text string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.topics = append(b.topics, m.Topic)
	if text != "" {
		b.notes = append(b.notes, text)
	}
}

func (b *inbox) order(name string) func(context.Context, *push.Message, *messages.PushOrder) error {
	return func(_ context.Context, m *push.Message, o *messages.PushOrder) error {
		b.note(m, name+" "+o.OrderID.String()+" "+string(o.CurrentStatus))
		return nil
	}
}

func newInbox(t *testing.T) *inbox {
	t.Helper()
	b := new(inbox)
	var err error
	b.Receiver, err = push.New(push.Config{AppKey: pushKey, Secret: pushSecret, Keep: 10 * 24 * time.Hour,
		Callbacks: push.Callbacks{
			OrderBuyerViewBuyerMake:                b.order("made"),
			OrderBuyerViewOrderPay:                 b.order("paid"),
			OrderBuyerViewAnnounceSendGoods:        b.order("shipped"),
			OrderBuyerViewOrderConfirmReceiveGoods: b.order("received"),
			OrderBuyerViewOrderSuccess:             b.order("done"),
			LogisticsBuyerViewTrace: func(_ context.Context, m *push.Message, c *messages.PushTrace) error {
				p := c.OrderLogisticsTracingModel
				b.note(m, "parcel of "+p.OrderLogsItems[0].OrderID.String()+" "+string(p.StatusChanged))
				return nil
			},
			Other: func(_ context.Context, m *push.Message) error { b.note(m, ""); return nil },
		},
		OnError: func(_ context.Context, _ *push.Message, err error) {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.refused = append(b.refused, err)
		}})
	require.NoError(t, err)
	return b
}

// ways connect an application with a mock.
var ways = map[string]func(t *testing.T, b *inbox, opts ...mock.Option) *mock.Gateway{
	"by HTTP": func(t *testing.T, b *inbox, opts ...mock.Option) *mock.Gateway {
		server := httptest.NewServer(b.Receiver)
		t.Cleanup(server.Close)
		return mock.New(t, append(opts, mock.WithApp(pushKey, pushSecret),
			mock.WithPushes(mock.Pushes{URL: server.URL, Retry: time.Millisecond}))...)
	},
	"over WebSocket": func(t *testing.T, b *inbox, opts ...mock.Option) *mock.Gateway {
		gw := mock.New(t, append(opts, mock.WithApp(pushKey, pushSecret),
			mock.WithPushes(mock.Pushes{Accept: websocket.Accept, Retry: time.Second}))...)
		connected, ended := make(chan bool, 16), make(chan error, 1)
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			ended <- socket.Run(ctx, socket.Config{AppKey: pushKey, Secret: pushSecret, Receiver: b.Receiver, Workers: 1,
				Address: strings.Replace(gw.URL(), "http", "ws", 1) + "/websocket", Reconnect: time.Millisecond,
				OnState: func(s socket.State) { connected <- s.Connected }})
		}()
		t.Cleanup(func() { cancel(); <-ended }) //nolint:errcheck // it ends because it was cancelled
		require.True(t, <-connected)
		return gw
	},
}

func settle(t *testing.T, gw *mock.Gateway) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	require.NoError(t, gw.PushesSettled(ctx))
}

// TestPushes makes an order, pays it, ships it and waits until it is signed for and received. Typed callbacks get each
// step, in order, by both ways.
func TestPushes(t *testing.T) {
	for name, connect := range ways {
		t.Run(name, func(t *testing.T) {
			clock := mock.NewClock(time.Time{}, 0)
			b := newInbox(t)
			gw := connect(t, b, mock.WithRunningClock(clock),
				mock.WithAutomaticOrders(orders.Auto{Receive: time.Hour}))
			id, err := gw.Orders().Start(buyer, orders.StageCreated)
			require.NoError(t, err)
			require.NoError(t, gw.Orders().Pay(id))
			require.NoError(t, gw.Orders().Ship(id))
			settle(t, gw)
			clock.Advance(50 * time.Hour)
			settle(t, gw)
			order := platformID(id)
			assert.Equal(t, []string{
				"made " + order + " waitbuyerpay", "paid " + order + " waitsellersend", "shipped " + order + " waitbuyerreceive",
				"parcel of " + order + " CONSIGN", "parcel of " + order + " ACCEPT", "parcel of " + order + " TRANSPORT",
				"parcel of " + order + " DELIVERING", "parcel of " + order + " SIGN",
				"received " + order + " confirm_goods", "done " + order + " success",
			}, b.notes)
			assert.Empty(t, b.refused)
			assert.Empty(t, gw.State().Pushes.Waiting, "all were confirmed")
		})
	}
}

func platformID(id int64) string { return strconv.FormatInt(id, 10) }

// TestPushFaults sends a message that is spoiled once, or forever, and looks at what the receiver makes of it.
func TestPushFaults(t *testing.T) {
	cases := []struct {
		rule    string
		refused error    // why the receiver refused an attempt, or nil
		want    []string // what reached the callbacks
		left    int      // messages that are never confirmed
	}{
		{"push-twice", nil, []string{"A", "B"}, 0},
		{"push-twice,percent=50", nil, []string{"A", "B"}, 0},
		{"push-late,api=ORDER_BUYER_VIEW_BUYER_MAKE", nil, []string{"B", "A"}, 0},
		{"push-out-of-order,api=ORDER_BUYER_VIEW_BUYER_MAKE", nil, []string{"B", "A"}, 0},
		{"push-lost,api=ORDER_BUYER_VIEW_BUYER_MAKE", nil, []string{"B"}, 1},
		{"push-replayed,times=1", push.ErrTooOld, []string{"A", "B"}, 0},
		{"push-replayed", push.ErrTooOld, nil, 2},
		{"push-unsigned,times=1", push.ErrUnsigned, []string{"A", "B"}, 0},
		{"push-unsigned", push.ErrUnsigned, nil, 2},
		{"push-forged,times=1", push.ErrForged, []string{"A", "B"}, 0},
		{"push-wrong-key,times=1", push.ErrSignedWithKey, []string{"A", "B"}, 0},
		{"push-truncated,times=1", push.ErrForged, []string{"A", "B"}, 0},
		{"push-oversized,times=1", new(http.MaxBytesError), []string{"A", "B"}, 0},
		{"push-oversized", new(http.MaxBytesError), nil, 2},
	}
	names := map[string]string{push.TopicOrderBuyerViewBuyerMake: "A", push.TopicOrderBatchPay: "B"}
	for _, tt := range cases {
		t.Run(tt.rule, func(t *testing.T) {
			rule, err := mock.ParseFaultRule(tt.rule)
			require.NoError(t, err)
			b := newInbox(t)
			gw := ways["by HTTP"](t, b, mock.WithFault(rule), mock.WithSlowness(50*time.Millisecond))
			gw.PushMessage(push.TopicOrderBuyerViewBuyerMake, "", &messages.PushOrder{})
			gw.PushMessage(push.TopicOrderBatchPay, "", &messages.PushBatchPay{})
			settle(t, gw)
			var got []string
			for _, topic := range b.topics {
				got = append(got, names[topic])
			}
			if strings.Contains(tt.rule, "times=1") {
				slices.Sort(got) // the attempt that was refused is made again after the next message, or before
			}
			assert.Equal(t, tt.want, got, "each reaches its callback once, or never")
			assert.Len(t, gw.State().Pushes.Waiting, tt.left)
			if tt.refused == nil {
				assert.Empty(t, b.refused)
				return
			}
			require.NotEmpty(t, b.refused)
			var large *http.MaxBytesError
			if errors.As(tt.refused, &large) {
				assert.ErrorAs(t, b.refused[0], &large)
				return
			}
			assert.ErrorIs(t, b.refused[0], tt.refused)
		})
	}
}

// TestPushFetched fetches what was not confirmed: a page leaves it, a confirmation and the cursor take it away.
func TestPushFetched(t *testing.T) {
	gw := mock.New(t)
	client, b := pushClient(t, gw), newInbox(t)
	for range 250 {
		gw.PushMessage(push.TopicOrderBatchPay, "b2b-1", &messages.PushBatchPay{})
	}
	assert.Len(t, waiting(t, gw), 200)
	assert.Len(t, waiting(t, gw), 200, "reading a page confirms nothing")
	done, err := missed.Query(t.Context(), client, b.Receiver, missed.Filter{})
	require.NoError(t, err)
	assert.Equal(t, 250, done)
	assert.Len(t, b.topics, 250)
	gw.PushMessage(push.TopicOrderBatchPay, "b2b-1", &messages.PushBatchPay{})
	gw.PushMessage(push.TopicOrderBuyerViewBuyerMake, "b2b-2", &messages.PushOrder{})
	done, err = missed.Cursor(t.Context(), client, b.Receiver, missed.Filter{UserInfo: "b2b-2"},
		func([]byte, error) { assert.Fail(t, "nothing is lost") })
	require.NoError(t, err)
	assert.Equal(t, 1, done)
	st := gw.State()
	assert.Len(t, st.Pushes.Waiting, 1)
	other := mock.New(t)
	require.NoError(t, other.Load(st))
	assert.Len(t, waiting(t, other), 1, "a state has them")
}

func TestPushesRefused(t *testing.T) {
	for name, opts := range map[string][]mock.Option{
		"no secret":          {mock.WithPushes(mock.Pushes{URL: "http://127.0.0.1:1"})},
		"the key as secret":  {mock.WithApp("1", "1"), mock.WithPushes(mock.Pushes{Accept: websocket.Accept})},
		"not a URL":          {mock.WithApp("1", "2"), mock.WithPushes(mock.Pushes{URL: "localhost:1"})},
		"negative attempts":  {mock.WithPushes(mock.Pushes{Attempts: -1})},
		"an unknown topic":   {mock.WithFault(mock.FaultRule{Fault: mock.FaultPushTwice, API: "ORDER_PAY"})},
		"an operation":       {mock.WithFault(mock.FaultRule{Fault: mock.FaultPushTwice, API: "item_get"})},
		"a way of a request": {mock.WithFault(mock.FaultRule{Fault: mock.FaultPushTwice, Via: mock.ViaDirect})},
	} {
		_, err := mock.NewHandler(opts...)
		assert.ErrorContains(t, err, "mock: ", name)
	}
}

// TestSocketGreeting refuses an application that does not know the secret, and says why.
func TestSocketGreeting(t *testing.T) {
	gw := mock.New(t, mock.WithApp(pushKey, pushSecret), mock.WithPushes(mock.Pushes{Accept: websocket.Accept}))
	for secret, want := range map[string]string{
		"another": "the signature does not fit",
		pushKey:   "the signature was made with the AppKey in place of the secret",
	} {
		ws, _, err := coder.Dial(t.Context(), strings.Replace(gw.URL(), "http", "ws", 1)+"/websocket",
			nil)
		require.NoError(t, err)
		f := pushframe.Frame{Type: pushframe.Connect, AppKey: pushKey, PubTime: 1}
		f.Sign = f.Signature(secret)
		text, err := f.Text()
		require.NoError(t, err)
		require.NoError(t, ws.Write(t.Context(), coder.MessageText, text))
		_, text, err = ws.Read(t.Context())
		require.NoError(t, err)
		assert.Contains(t, string(text), want)
		_ = ws.CloseNow()
	}
}

// TestScenarioThatFails leaves no goroutine behind that sends the messages about the scenarios before it.
func TestScenarioThatFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lost := transport.Func(func(*http.Request) (*http.Response, error) { return nil, io.EOF })
		h, err := mock.NewHandler(mock.WithApp("key", "secret"),
			mock.WithPushes(mock.Pushes{URL: "http://mock.test/", Client: &http.Client{Transport: lost}}),
			mock.WithScenario(orders.StagePaid, "one"), mock.WithScenario("payed", "one"))
		require.ErrorContains(t, err, `there is no stage "payed"`)
		assert.Nil(t, h)
	})
}
