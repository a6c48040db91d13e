package mcpserver

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/internal/mcpserver/toolset"
	"github.com/go-ali1688/ali1688/internal/plain"
	_ "github.com/go-ali1688/ali1688/openapi/legacy"
)

// TestOpened opens operations of both APIs, and compares a cut result with the whole.
func TestOpened(t *testing.T) {
	s := newShop(t)
	s.Open = []string{"item_search_*", "product.search.topKeyword"}
	session := s.connect(t, nil)
	listed, err := session.ListTools(t.Context(), nil)
	require.NoError(t, err)
	tools := map[string]*mcp.Tool{}
	for _, tool := range listed.Tools {
		tools[tool.Name] = tool
	}
	short := use(t, session, "item_search_seller", map[string]any{"q": "服装"})
	require.False(t, short.error, short.text)
	conforms(t, tools["item_search_seller"].OutputSchema, short.body)
	whole := use(t, session, "item_search_seller", map[string]any{"q": "服装", "_full": true})
	assert.Equal(t, []any{true, false}, []any{short.body["cut"], whole.body["cut"]})
	assert.Less(t, len(short.text), len(whole.text))
	hot := use(t, session, "product_search_topKeyword", map[string]any{
		"topSeKeywordParam": map[string]any{"country": "en", "sourceId": "1038", "hotKeywordType": "cate"}})
	assert.False(t, hot.error, hot.text)
}

// older gives a shop the calls of earlier applications, with a budget of three a day.
func (s *shop) older() {
	c := apiclient.Config{Clock: time.Now, Budget: &apiclient.Budget{PerDay: 3, Ledger: apiclient.NewLedger()}}
	s.Plain = &Plain{Client: &http.Client{Transport: s.mock.Transport()}, Pipeline: c.Pipeline(),
		App: plain.Application{Key: "1000000", Secret: "mock", Token: "mock"}}
}

// TestOpenedLegacy opens calls of earlier applications: they are read like others, count in the budget, and what
// changes something needs the permission of the server and of the person.
func TestOpenedLegacy(t *testing.T) {
	s, buyer := newBuyer(t)
	s.older()
	s.Open = []string{"offer.get", "offer.expire", "member.*"}
	session := s.connect(t, buyer.options())
	listed, err := session.ListTools(t.Context(), nil)
	require.NoError(t, err)
	tools := map[string]*mcp.Tool{}
	for _, tool := range listed.Tools {
		tools[tool.Name] = tool
	}
	require.Contains(t, tools, "member_get")
	assert.True(t, tools["offer_get"].Annotations.ReadOnlyHint)
	assert.False(t, tools["offer_expire"].Annotations.ReadOnlyHint)

	older := map[string]any{"offerId": 610947572360, "returnFields": "offerId,subject"}
	got := use(t, session, "offer_get", older)
	require.False(t, got.error, got.text)
	conforms(t, tools["offer_get"].OutputSchema, got.body)
	assert.Equal(t, "mock of the open platform, offer.get", got.body["source"])
	assert.NotEmpty(t, got.body["result"])
	assert.Contains(t, use(t, session, "offer_get", nil).text, "offerId")

	buyer.answer = "decline"
	args := map[string]any{"offerIds": "1;2"}
	assert.Contains(t, use(t, session, "offer_expire", args).text, "did not confirm")
	buyer.answer = "accept"
	assert.False(t, use(t, session, "offer_expire", args).error)
	assert.False(t, use(t, session, "offer_get", older).error)
	assert.Contains(t, use(t, session, "offer_get", older).text, "budget of calls for today is spent")
}

// TestLegacyFailures gives no response to calls of earlier applications: one that changes something has an unknown
// outcome then.
func TestLegacyFailures(t *testing.T) {
	s := newShop(t)
	s.older()
	for name, tt := range map[string]struct {
		operation string
		status    int
		body      string
		unknown   bool
		want      string
	}{
		"a read that breaks":    {"offer.get", 502, "", false, "HTTP 502"},
		"a change that breaks":  {"offer.expire", 502, "", true, "look before you repeat it"},
		"a change unreadable":   {"offer.expire", 200, "<html>", true, "not JSON"},
		"a change that is lost": {"offer.expire", 0, "", true, "cut"},
		"a refusal":             {"offer.expire", 400, `{"error_code":"gw.SignatureInvalid"}`, false, "gw.SignatureInvalid"},
	} {
		t.Run(name, func(t *testing.T) {
			s.older()
			s.Plain.Client.Transport = responding{tt.status, tt.body}
			_, err := s.Plain.call(t.Context(), plain.Find(tt.operation), values{"offerId": []byte("1"),
				"returnFields": []byte(`"offerId"`), "offerIds": []byte("1")})
			require.ErrorContains(t, err, tt.want)
			assert.Equal(t, tt.unknown, errors.Is(err, apiclient.ErrOutcomeUnknown))
		})
	}
}

// responding responds with a status and a body; 0 is no response.
type responding struct {
	status int
	body   string
}

func (r responding) RoundTrip(*http.Request) (*http.Response, error) {
	if r.status == 0 {
		return nil, errors.New("the connection was cut")
	}
	return &http.Response{StatusCode: r.status, Status: fmt.Sprint(r.status), Header: http.Header{},
		Body: io.NopCloser(strings.NewReader(r.body))}, nil
}

// TestOpenNames holds that no two operations and default tools have the same name, and that all assistants take them.
func TestOpenNames(t *testing.T) {
	names, err := opened("*")
	require.NoError(t, err)
	require.Contains(t, names, "offer.get")
	owner := map[string]string{}
	for _, d := range toolset.Definitions() {
		owner[d.Name] = "a default tool"
	}
	for _, operation := range names {
		name := toolset.OpenName(operation)
		assert.Regexp(t, "^[a-zA-Z0-9_-]{1,64}$", name)
		assert.Empty(t, owner[name], "%s and %s have the name %s", operation, owner[name], name)
		owner[name] = operation
	}
}
