package mcpserver

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/mcpserver/ordering"
	"github.com/go-ali1688/ali1688/mock"
)

// person answers the questions of the server.
type person struct {
	answer string
	asked  []string
}

func (p *person) options() *mcp.ClientOptions {
	return &mcp.ClientOptions{ElicitationHandler: func(_ context.Context, req *mcp.ElicitRequest) (
		*mcp.ElicitResult, error,
	) {
		p.asked = append(p.asked, req.Params.Message)
		return &mcp.ElicitResult{Action: p.answer, Content: map[string]any{"confirm": p.answer == "accept"}}, nil
	}}
}

// buyer is a shop whose server may order, with a person.
func newBuyer(t *testing.T) (*shop, *person) {
	t.Helper()
	s := newShop(t)
	s.Orders = &ordering.Desk{Client: s.Platform, Wait: time.Nanosecond}
	return s, &person{answer: "accept"}
}

// orders returns how many orders the mock has.
func (s *shop) orders(t *testing.T, session *mcp.ClientSession) int {
	t.Helper()
	got := use(t, session, "orders", nil)
	require.False(t, got.error, got.text)
	return len(got.rows("orders"))
}

// choose searches, compares three offers, and returns a line of the cheapest for so many pieces.
func choosing(t *testing.T, session *mcp.ClientSession, pieces int) map[string]any {
	t.Helper()
	found := use(t, session, "search", map[string]any{"q": "T恤"}).rows("offers")
	require.GreaterOrEqual(t, len(found), 3)
	var best map[string]any
	least := 0.0
	for _, row := range found {
		quote := use(t, session, "quote", map[string]any{"num_iid": row["num_iid"], "quantity": pieces})
		sum, ok := quote.body["sum_yuan"].(float64)
		if !ok || quote.body["problem"] != nil || best != nil && sum >= least {
			continue
		}
		least = sum
		best = map[string]any{"num_iid": row["num_iid"], "spec_id": quote.body["spec_id"], "quantity": pieces}
	}
	require.NotNil(t, best, "an offer sells %d pieces", pieces)
	return best
}

// TestPurchase is a session from the search to the trace, with and without a lost response to the order: there is one
// order.
func TestPurchase(t *testing.T) {
	for name, fault := range map[string]string{"as it should be": "", "the response is lost": "lost-response"} {
		t.Run(name, func(t *testing.T) {
			s, buyer := newBuyer(t)
			session := s.connect(t, buyer.options())
			line := choosing(t, session, 200)
			preview := use(t, session, "order_preview", map[string]any{"lines": []any{line}})
			require.False(t, preview.error, preview.text)
			conforms(t, previewTool.Output, preview.body)
			assert.Empty(t, buyer.asked, "a preview asks nobody")
			assert.Zero(t, s.orders(t, session))
			if fault != "" {
				require.NoError(t, s.mock.SetFaults(mock.FaultRule{Fault: fault, API: createOperation}))
			}
			made := use(t, session, "order_create", map[string]any{"token": preview.body["token"]})
			require.False(t, made.error, made.text)
			conforms(t, createTool.Output, made.body)
			assert.Equal(t, "created", made.body["status"], made.text)
			assert.Equal(t, preview.body["sum_yuan"], made.body["sum_yuan"])
			assert.Equal(t, fault != "", strings.Contains(made.text, "The response was lost"), made.text)
			require.Len(t, buyer.asked, 1)
			assert.Contains(t, buyer.asked[0], "MOCK")
			assert.Contains(t, buyer.asked[0], "200 × ")

			again := use(t, session, "order_create", map[string]any{"token": preview.body["token"]})
			assert.Contains(t, again.text, "nothing was ordered again")
			assert.Equal(t, made.body["orders"], again.body["orders"])
			assert.Equal(t, 1, s.orders(t, session))
			s.traceOrder(t, session, made.body["orders"])
		})
	}
}

// traceOrder has the order paid and shipped, and traces it.
func (s *shop) traceOrder(t *testing.T, session *mcp.ClientSession, orders any) {
	t.Helper()
	list, _ := orders.([]any)
	require.Len(t, list, 1)
	args := map[string]any{"orderId": list[0]}
	early := use(t, session, "trace", args)
	assert.Contains(t, early.text, "not shipped yet")
	started := s.mock.Orders()
	id := values{"id": []byte(list[0].(string))}.number("id")
	require.NoError(t, started.Pay(id))
	require.NoError(t, started.Ship(id))
	traced := use(t, session, "trace", args)
	require.False(t, traced.error, traced.text)
	assert.NotEmpty(t, traced.rows("parcels"))
}

// TestNoOrderWithout places no order without a token that is valid, a person who agrees, and the sum of the preview.
func TestNoOrderWithout(t *testing.T) {
	var late atomic.Int64
	now := func() time.Time { return time.Now().Add(time.Duration(late.Load())) }
	for name, tt := range map[string]struct {
		change func(s *shop, p *person, token *string)
		want   string
	}{
		"a token":           {func(_ *shop, _ *person, token *string) { *token = "order-MADEUP" }, "The token is unknown"},
		"a person":          {func(_ *shop, p *person, _ *string) { p.answer = "decline" }, "did not confirm"},
		"an answer":         {func(_ *shop, p *person, _ *string) { p.answer = "cancel" }, "did not confirm"},
		"a preview in time": {func(*shop, *person, *string) { late.Store(int64(time.Hour)) }, "has expired"},
		"the sum of the preview": {func(s *shop, _ *person, _ *string) {
			s.mock.Platform = func(_ context.Context, api string, _ jsontext.Value) (jsontext.Value, error) {
				if !strings.HasSuffix(api, previewOperation) {
					return nil, nil
				}
				return jsontext.Value(`{"success":true,"orderPreviewResuslt":[{"sumPayment":1}]}`), nil
			}
		}, "The sum has changed since the preview and nothing was ordered"},
		"a seller who takes it": {func(s *shop, _ *person, _ *string) {
			_ = s.mock.SetFaults(mock.FaultRule{Fault: mock.FaultCode("gw.QosAppFrequencyLimit"), API: createOperation})
		}, "refused"},
	} {
		t.Run(name, func(t *testing.T) {
			late.Store(0)
			s, p := newBuyer(t)
			s.Orders.Now = now
			session := s.connect(t, p.options())
			preview := use(t, session, "order_preview", map[string]any{"lines": []any{choosing(t, session, 50)}})
			require.False(t, preview.error, preview.text)
			token, _ := preview.body["token"].(string)
			tt.change(s, p, &token)
			got := use(t, session, "order_create", map[string]any{"token": token})
			assert.True(t, got.error, got.text)
			assert.Contains(t, got.text, tt.want)
			require.NoError(t, s.mock.SetFaults())
			assert.Zero(t, s.orders(t, session), "orders")
		})
	}
}

// TestLastingUnknown loses the response to an order and every look-up after it: each result says that the outcome is
// unknown, the person is asked once, and the order is sent once. A look-up that works later finds the order.
func TestLastingUnknown(t *testing.T) {
	s, buyer := newBuyer(t)
	session := s.connect(t, buyer.options())
	preview := use(t, session, "order_preview", map[string]any{"lines": []any{choosing(t, session, 50)}})
	require.NoError(t, s.mock.SetFaults(mock.FaultRule{Fault: mock.FaultLostResponse, API: createOperation},
		mock.FaultRule{Fault: mock.FaultReset, API: "alibaba.trade.getBuyerOrderList"}))
	args := map[string]any{"token": preview.body["token"]}
	for i := range 3 {
		got := use(t, session, "order_create", args)
		require.False(t, got.error, got.text)
		conforms(t, createTool.Output, got.body)
		assert.Equal(t, "unknown", got.body["status"])
		assert.Empty(t, got.body["orders"])
		assert.Contains(t, got.text, "Do not order again")
		assert.Equal(t, i > 0, strings.Contains(got.text, "nothing was ordered again"), got.text)
		assert.Len(t, buyer.asked, 1)
	}
	require.NoError(t, s.mock.SetFaults(mock.FaultRule{Fault: mock.FaultReset, API: createOperation}))
	found := use(t, session, "order_create", args)
	assert.Equal(t, "created", found.body["status"], found.text)
	assert.Len(t, found.body["orders"], 1)
	assert.Contains(t, found.text, "was found by its number")
	assert.Equal(t, 1, s.orders(t, session))
}

// TestUnableClient orders nothing for a program that cannot ask, unless the server trusts it to ask by itself.
func TestUnableClient(t *testing.T) {
	for name, trust := range map[string]bool{"asks": false, "trusts": true} {
		t.Run(name, func(t *testing.T) {
			s, _ := newBuyer(t)
			s.TrustClient = trust
			session := s.connect(t, nil)
			preview := use(t, session, "order_preview", map[string]any{"lines": []any{choosing(t, session, 50)}})
			got := use(t, session, "order_create", map[string]any{"token": preview.body["token"]})
			assert.Equal(t, !trust, got.error, got.text)
			assert.Equal(t, map[bool]int{true: 1}[trust], s.orders(t, session))
		})
	}
}

// TestReadOnly holds that without orders there is no tool that changes something, whatever the text of an offer asks.
func TestReadOnly(t *testing.T) {
	s := newShop(t)
	session := s.connect(t, (&person{answer: "accept"}).options())
	_, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: "order_create",
		Arguments: map[string]any{"token": "x"}})
	require.Error(t, err)
	for operation, want := range map[string]string{
		"alibaba.trade.createCrossOrder": "without a preview",
		"alibaba.trade.cancel":           "add --allow-orders",
		"custom":                         "custom calls anything",
		"alibaba.trade.cancle":           "did you mean alibaba.trade.cancel?",
	} {
		s.Open = []string{operation}
		_, err := New(s.Config)
		require.ErrorContains(t, err, want, operation)
	}
}
