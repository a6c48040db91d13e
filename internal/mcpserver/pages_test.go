package mcpserver

import (
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestPages reads a resource of each kind.
func TestPages(t *testing.T) {
	session := newShop(t).connect(t, nil)
	for uri, want := range map[string]string{
		"ali1688://guides/en/quick-start":           "# ",
		"ali1688://guides/zh-CN/errors":             "ali1688://errors",
		"ali1688://errors":                          "4013",
		"ali1688://operations":                      "alibaba.trade.cancel",
		"ali1688://operations/item_get":             "item.price",
		"ali1688://operations/alibaba.trade.cancel": "changes something: cancel",
	} {
		got, err := session.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: uri})
		require.NoError(t, err, uri)
		require.Len(t, got.Contents, 1)
		assert.Contains(t, got.Contents[0].Text, want, uri)
		assert.NotContains(t, got.Contents[0].Text, "{{", uri)
	}
	_, err := session.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: "ali1688://operations/nothing"})
	require.Error(t, err)
}

// TestPrompts fills in every prompt, and refuses one without its argument.
func TestPrompts(t *testing.T) {
	session := newShop(t).connect(t, nil)
	listed, err := session.ListPrompts(t.Context(), nil)
	require.NoError(t, err)
	assert.Len(t, listed.Prompts, 6)
	for _, p := range listed.Prompts {
		args := map[string]string{}
		for _, a := range p.Arguments {
			args[a.Name] = "VALUE"
		}
		got, err := session.GetPrompt(t.Context(), &mcp.GetPromptParams{Name: p.Name, Arguments: args})
		require.NoError(t, err)
		text, ok := got.Messages[0].Content.(*mcp.TextContent)
		require.True(t, ok)
		assert.Contains(t, text.Text, "VALUE")
		assert.NotContains(t, text.Text, "{")
		_, err = session.GetPrompt(t.Context(), &mcp.GetPromptParams{Name: p.Name})
		require.Error(t, err, p.Name)
	}
}

// BenchmarkFirstAnswer measures a server from its configuration to the result of its first call.
func BenchmarkFirstAnswer(b *testing.B) {
	t := &testing.T{}
	for b.Loop() {
		started := time.Now()
		server, err := New(newShop(t).Config)
		if err != nil {
			b.Fatal(err)
		}
		here, there := mcp.NewInMemoryTransports()
		if _, err := server.Connect(b.Context(), there, nil); err != nil {
			b.Fatal(err)
		}
		session, err := mcp.NewClient(&mcp.Implementation{Name: "b", Version: "1"}, nil).Connect(b.Context(), here, nil)
		if err != nil {
			b.Fatal(err)
		}
		result, err := session.CallTool(b.Context(), &mcp.CallToolParams{Name: "search",
			Arguments: map[string]any{"q": "女装"}})
		if err != nil || result.IsError {
			b.Fatal(err)
		}
		_ = session.Close()
		b.ReportMetric(float64(time.Since(started).Microseconds())/1000, "ms/answer")
	}
}
