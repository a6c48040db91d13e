package drift_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/go-ali1688/ali1688/internal/drift"
	"github.com/go-ali1688/ali1688/openapi"
)

func collector(t *testing.T) *drift.Collector {
	t.Helper()
	var documents []drift.Document
	for _, d := range openapi.Documents() {
		documents = append(documents, drift.Document{Name: d.Name, JSON: d.JSON})
	}
	c, err := drift.New(documents)
	require.NoError(t, err)
	return c
}

// TestReports compares the changes that responses show, as people read them.
func TestReports(t *testing.T) {
	search := func(items ...string) bodies.Body {
		return bodies.Body{API: "item_search", Excerpt: true,
			Content: []byte(`{"items":{"item":[` + strings.Join(items, ",") + `]},"error_code":"0000"}`)}
	}
	cases := []struct {
		name string
		all  []bodies.Body // named a, b and so on, of the days 1, 2 and so on
		want []string
	}{
		{"nothing", []bodies.Body{search(`{"title":"x"}`)}, nil},
		{"one value", []bodies.Body{search(`{"title":[]}`)}, []string{
			"gateway /components/schemas/SearchItem/properties/title []: " +
				"item_search: type title: empty list, want string " +
				"(1 value in 1 response, 2026-11-01 to 2026-11-01) a: /items/item/0/title"}},
		{"an element of a list", []bodies.Body{search(`7`)}, []string{
			"gateway /components/schemas/SearchItems/properties/item/items [7]: " +
				"item_search: type: integer, want object " +
				"(1 value in 1 response, 2026-11-01 to 2026-11-01) a: /items/item/0"}},
		{"more places than are shown", []bodies.Body{search(`{"x":1}`, `{"x":2}`), search(`{"x":3}`, `{"x":4}`)}, []string{
			"gateway /components/schemas/SearchItem [1 2 3 4]: " +
				"item_search: undocumented x: integer " +
				"(4 values in 2 responses, 2026-11-01 to 2026-11-02) a: /items/item/0/x a: /items/item/1/x b: /items/item/0/x"}},
		{"personal data", []bodies.Body{search(`{"phone":"13800138000","nick":"x"}`)}, []string{
			`gateway /components/schemas/SearchItem ["x"]: ` +
				"item_search: undocumented nick: text " +
				"(1 value in 1 response, 2026-11-01 to 2026-11-01) a: /items/item/0/nick",
			`gateway /components/schemas/SearchItem ["REDACTED"]: ` +
				"item_search: undocumented phone: text " +
				"(1 value in 1 response, 2026-11-01 to 2026-11-01) a: /items/item/0/phone"}},
		{"another document", []bodies.Body{{API: "alibaba.trade.cancel", Excerpt: true,
			Content: []byte(`{"success":true,"extra":1}`)}}, []string{
			"openplatform /components/schemas/TradeCancelResponse [1]: " +
				"alibaba.trade.cancel: undocumented extra: integer " +
				"(1 value in 1 response, 2026-11-01 to 2026-11-01) a: /extra"}},
		{"two operations", []bodies.Body{search(`{"x":1}`),
			{API: "item_search_shop", Excerpt: true, Content: search(`{"x":1}`).Content}}, []string{
			"gateway /components/schemas/SearchItem [1]: " +
				"item_search: undocumented x: integer " +
				"(1 value in 1 response, 2026-11-01 to 2026-11-01) a: /items/item/0/x",
			"gateway /components/schemas/ShopSearchItem [1]: " +
				"item_search_shop: undocumented x: integer " +
				"(1 value in 1 response, 2026-11-02 to 2026-11-02) b: /items/item/0/x"}},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			c := collector(t)
			for i, body := range tt.all {
				body.File, body.Seen = string(rune('a'+i)), day(i+1)
				require.NoError(t, c.Note(c.Examine(body)))
			}
			var got []string
			for _, change := range c.Changes() {
				got = append(got, fmt.Sprintf("%s %s %v: %s", change.Document, change.Place, change.Summary().Values,
					strings.Join(strings.Fields(change.String()), " ")))
			}
			assert.Equal(t, tt.want, got)
		})
	}
}
