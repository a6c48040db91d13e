package pages_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/mcpserver/pages"
	_ "github.com/go-ali1688/ali1688/openapi/legacy"
)

// TestGuides holds that both languages have the same guides, each with a title, and without the marks of the site.
func TestGuides(t *testing.T) {
	all, err := pages.Guides()
	require.NoError(t, err)
	languages := map[string][]string{}
	for _, g := range all {
		languages[g.Language] = append(languages[g.Language], g.Name)
		text, err := g.Text()
		require.NoError(t, err)
		assert.True(t, strings.HasPrefix(text, "# "+g.Title+"\n"), g.Name)
		assert.NotRegexp(t, `<!--|\{\{`, text, g.Name)
	}
	assert.Equal(t, languages["en"], languages["zh-CN"])
	assert.Contains(t, languages["en"], "mcp")
	_, err = pages.Guide{Language: "en", Name: "nothing"}.Text()
	require.Error(t, err)
}

// TestOperation prints what the documents have about an operation.
func TestOperation(t *testing.T) {
	for name, want := range map[string][]string{
		"item_get": {"# item_get\n\n", "Document gateway, evidence: recorded.\n",
			"- num_iid (text, required): The offer's id", " Example: 610947572360\n", "- item.price (LooseDecimal, yuan): "},
		"item_search":          {"- page (integer): ", "- q (text, required"},
		"alibaba.trade.cancel": {" (changes something: cancel). ", "Document openplatform", "## Error codes\n\n| code | meaning |", "- tradeID (integer, required)"},
		"offer.get":            {"Document legacy", "- returnFields (text, required)"},
	} {
		page, err := pages.Operation(name)
		require.NoError(t, err)
		for _, w := range want {
			assert.True(t, strings.Contains(page, w), "the page of %s has no %q: %.300s", name, w, page)
		}
	}
	page, err := pages.Operation("item_gte")
	require.NoError(t, err)
	assert.Empty(t, page)
}

// TestTables lists all operations of all documents, and the codes of both APIs.
func TestTables(t *testing.T) {
	operations, err := pages.Operations()
	require.NoError(t, err)
	for _, want := range []string{"- item_get: ", "- alibaba.trade.cancel: ", "- offer.get: "} {
		assert.Contains(t, operations, "\n"+want)
	}
	assert.NotRegexp(t, `(?m)^- item_get: .*changes something`, operations)
	assert.Regexp(t, `(?m)^- alibaba\.trade\.cancel: .* \(changes something: cancel\)$`, operations)
	codes, err := pages.Errors()
	require.NoError(t, err)
	assert.Regexp(t, `(?m)^\| 4013 \| [^|]+ \| [^|]*\p{Han}[^|]* \| \w+ \| [^|]+ \| [^|]+ \|$`, codes)
	assert.Contains(t, codes, "gw.SignatureInvalid")
}
