package mcpserver

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/internal/mcpserver/toolset"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"
)

// shop is a mock with the configuration of a server that calls it.
type shop struct {
	Config
	mock *mock.Handler
}

func newShop(t *testing.T, gateway ...ali1688.Option) *shop {
	t.Helper()
	handler, err := mock.NewHandler()
	require.NoError(t, err)
	s := &shop{mock: handler}
	network := &http.Client{Transport: handler.Transport()}
	s.Mock = true
	s.Gateway, err = ali1688.New("mock", "mock", append(gateway, ali1688.WithHTTPClient(network))...)
	require.NoError(t, err)
	s.Platform, err = openplatform.New("1000000", "mock", openplatform.WithHTTPClient(network),
		openplatform.WithAccessToken("mock"))
	require.NoError(t, err)
	return s
}

// connect returns a session of the SDK's client with the server.
func (s *shop) connect(t *testing.T, options *mcp.ClientOptions) *mcp.ClientSession {
	t.Helper()
	server, err := New(s.Config)
	require.NoError(t, err)
	here, there := mcp.NewInMemoryTransports()
	serving, err := server.Connect(t.Context(), there, nil)
	require.NoError(t, err)
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, options).Connect(t.Context(), here, nil)
	require.NoError(t, err)
	t.Cleanup(func() {
		_ = session.Close()
		_ = serving.Wait()
	})
	return session
}

// answer is a result as tests read it.
type answer struct {
	text  string
	error bool
	body  map[string]any
}

// use calls a tool.
func use(t *testing.T, session *mcp.ClientSession, tool string, args map[string]any) answer {
	t.Helper()
	result, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: tool, Arguments: args})
	require.NoError(t, err, tool)
	return read(t, result)
}

func read(t *testing.T, result *mcp.CallToolResult) answer {
	t.Helper()
	out := answer{error: result.IsError}
	for _, c := range result.Content {
		text, ok := c.(*mcp.TextContent)
		require.True(t, ok)
		out.text += text.Text
	}
	if result.StructuredContent != nil {
		encoded, err := json.Marshal(result.StructuredContent)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(encoded, &out.body))
	}
	return out
}

// rows returns the rows of a list.
func (a answer) rows(name string) []map[string]any {
	var out []map[string]any
	list, _ := a.body[name].([]any)
	for _, row := range list {
		if r, ok := row.(map[string]any); ok {
			out = append(out, r)
		}
	}
	return out
}

// calls is a call of every default tool, with the member that its result must have.
var calls = []struct {
	tool, has string
	args      map[string]any
}{
	{"search", "offers", map[string]any{"q": "女装", "sort": "_sale"}},
	{"image_search", "offers", map[string]any{"imgid": "https://example.com/a.jpg"}},
	{"offer", "variants", map[string]any{"num_iid": "610947572360"}},
	{"quote", "sum_yuan", map[string]any{"num_iid": 610947572360, "quantity": 200}},
	{"supplier", "sid", map[string]any{"nick": "厦门时阳琪家居加工厂"}},
	{"supplier_offers", "offers", map[string]any{"seller_nick": "b2b-22048227223890930"}},
	{"freight", "express_yuan", map[string]any{"num_iid": "610947572360", "area_id": "330100", "num": 200}},
	{"reviews", "reviews", map[string]any{"num_iid": "610947572360", "user_id": "2204822722389", "nick": "厦门"}},
	{"categories", "categories", nil},
	{"trends", "offers", map[string]any{"rankId": "1038", "rankType": "hot"}},
	{"orders", "orders", map[string]any{"page": 1}},
	{"trace", "parcels", map[string]any{"orderId": "0"}},
}

// TestDefaultTools lists every default tool and calls it: results conform to the output schema, state that they are a
// mock's, and are small.
func TestDefaultTools(t *testing.T) {
	s := newShop(t)
	order, err := s.mock.Orders().Start("mock", "half-shipped")
	require.NoError(t, err)
	session := s.connect(t, nil)
	listed, err := session.ListTools(t.Context(), nil)
	require.NoError(t, err)
	tools := map[string]*mcp.Tool{}
	for _, tool := range listed.Tools {
		tools[tool.Name] = tool
		assert.True(t, tool.Annotations.ReadOnlyHint, tool.Name)
	}
	require.Len(t, calls, len(toolset.Table), "a call of every default tool")
	require.Len(t, tools, len(toolset.Table))
	for _, c := range calls {
		t.Run(c.tool, func(t *testing.T) {
			if c.tool == "trace" {
				c.args["orderId"] = jsonNumber(order)
			}
			got := use(t, session, c.tool, c.args)
			require.False(t, got.error, got.text)
			assert.Contains(t, got.body, c.has)
			if rows, ok := got.body[c.has].([]any); ok {
				assert.NotEmpty(t, rows)
			}
			conforms(t, tools[c.tool].OutputSchema, got.body)
			assert.Equal(t, true, got.body["mock"])
			assert.True(t, strings.HasPrefix(got.text, "MOCK: "), got.text)
			assert.Less(t, len(got.text), 3000, got.text)
		})
	}
}

func jsonNumber(n int64) json.Number { return json.Number(jsonText(n)) }

func jsonText(v any) string {
	encoded, _ := json.Marshal(v)
	return string(encoded)
}

// conforms validates a result by a schema as it came over the wire.
func conforms(t *testing.T, schema, body any) {
	t.Helper()
	encoded, err := json.Marshal(schema)
	require.NoError(t, err)
	s := new(jsonschema.Schema)
	require.NoError(t, json.Unmarshal(encoded, s))
	resolved, err := s.Resolve(nil)
	require.NoError(t, err)
	assert.NoError(t, resolved.Validate(body))
}

// TestOfferIsCompact holds the size of an offer, and what it has when all of it is asked for.
func TestOfferIsCompact(t *testing.T) {
	s := newShop(t)
	session := s.connect(t, nil)
	found := use(t, session, "search", map[string]any{"q": "T恤", "limit": 20})
	most := 0
	for _, row := range found.rows("offers") {
		short := use(t, session, "offer", map[string]any{"num_iid": row["num_iid"]})
		assert.LessOrEqual(t, len(jsonText(short.body)), compact, "%v", row["num_iid"])
		all := use(t, session, "offer", map[string]any{"num_iid": row["num_iid"], "full": true})
		assert.Len(t, all.rows("variants"), int(all.body["variants_total"].(float64)), "all variants")
		left, _ := short.body["left_out"].(float64)
		assert.Equal(t, short.body["variants_total"], float64(len(short.rows("variants")))+left)
		most = max(most, int(left))
	}
	assert.Positive(t, most, "some offer has more variants than fit")
}

// TestQuote compares prices of quantities with the tiers and the variants of an offer.
func TestQuote(t *testing.T) {
	session := newShop(t).connect(t, nil)
	offer := use(t, session, "offer", map[string]any{"num_iid": "610947572360"})
	variant := offer.rows("variants")[1]
	for name, tt := range map[string]struct {
		args map[string]any
		want map[string]any
	}{
		"the cheapest": {map[string]any{"quantity": 200}, map[string]any{"unit_price_yuan": 62.1, "sum_yuan": 12420.0}},
		"a variant": {map[string]any{"quantity": 10, "spec_id": variant["spec_id"]},
			map[string]any{"unit_price_yuan": variant["price_yuan"], "sum_yuan": 653.0}},
		"too few": {map[string]any{"quantity": 1},
			map[string]any{"problem": "There is no price for this quantity: it is less than the offer sells, or the offer " +
				"states none."}},
		"more than there are": {map[string]any{"quantity": 1000000}, map[string]any{
			"problem": "Only 1476 pieces of the variant are in stock."}},
		"no such variant": {map[string]any{"quantity": 10, "spec_id": "x"}, map[string]any{
			"problem": "The offer has no variant with this spec_id; the tool offer lists them."}},
	} {
		tt.args["num_iid"] = "610947572360"
		got := use(t, session, "quote", tt.args)
		for member, want := range tt.want {
			assert.Equal(t, want, got.body[member], "%s: %s of %v", name, member, got.body)
		}
	}
}

// TestRefusedArguments holds that nothing is sent for arguments that the schema forbids.
func TestRefusedArguments(t *testing.T) {
	session := newShop(t).connect(t, nil)
	for name, tt := range map[string]struct {
		tool string
		args map[string]any
		want string
	}{
		"missing":   {"search", nil, "q"},
		"unknown":   {"search", map[string]any{"q": "x", "secret": "y"}, "secret"},
		"not an id": {"offer", map[string]any{"num_iid": "x; DROP"}, "num_iid"},
		"negative":  {"quote", map[string]any{"num_iid": "1", "quantity": -5}, "minimum"},
	} {
		got := use(t, session, tt.tool, tt.args)
		assert.True(t, got.error, name)
		assert.Contains(t, got.text, tt.want, name)
		assert.Contains(t, got.text, "Nothing was sent", name)
	}
}

// TestWithoutClients holds which tools a server without an API has.
func TestWithoutClients(t *testing.T) {
	s := newShop(t)
	s.Platform = nil
	assert.Equal(t, []string{"trends", "orders", "trace"}, s.Missing())
	s.Gateway = nil
	listed, err := s.connect(t, nil).ListTools(context.Background(), nil)
	if err == nil {
		assert.Empty(t, listed.Tools)
	}
}
