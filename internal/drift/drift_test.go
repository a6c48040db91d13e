package drift_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/go-ali1688/ali1688/internal/drift"
	"github.com/go-ali1688/ali1688/openapi"
)

func day(d int) time.Time { return time.Date(2026, 11, d, 12, 0, 0, 0, time.UTC) }

// TestCollector joins the findings of one place: it counts values and responses, and keeps the dates and the first
// places.
func TestCollector(t *testing.T) {
	var documents []drift.Document
	for _, d := range openapi.Documents() {
		documents = append(documents, drift.Document{Name: d.Name, JSON: d.JSON})
	}
	c, err := drift.New(documents)
	require.NoError(t, err)
	for _, body := range []bodies.Body{
		{File: "b", Seen: day(3), Content: []byte(`{"items":{"item":[{"extra":"1.5"},{"extra":null}]},"error_code":"0000"}`)},
		{File: "a", Seen: day(1), Content: []byte(`{"items":{"item":[{"extra":7}]},"error_code":"0000"}`)},
		{File: "c", Content: []byte(`{"items":{"item":[{"extra":7,"title":[]}]},"error_code":"0000"}`)},
		{File: "d", Content: []byte(`{"items":{"item":[]},"error_code":"0000"}`)},
	} {
		body.API, body.Excerpt = "item_search", true
		require.NoError(t, c.Note(c.Examine(body)))
	}
	changes := c.Changes()
	require.Len(t, changes, 2)
	extra, title := changes[0], changes[1]
	assert.Equal(t, "/components/schemas/SearchItem", extra.Place)
	extra.Source = "search.yaml:1"
	assert.Equal(t,
		`item_search: undocumented extra: text, integer or null (4 values in 3 responses, 2026-11-01 to 2026-11-03)
    search.yaml:1
    b: /items/item/0/extra
    b: /items/item/1/extra
    a: /items/item/0/extra`, extra.String())
	assert.Equal(t, []string{`"1.5"`, "7"}, extra.Summary().Values)
	assert.Equal(t, "type", title.Rule)
	assert.Equal(t, "empty list", title.Summary().Got)
	assert.Equal(t, 4, c.Total)

	assert.ErrorContains(
		t,
		c.Note(c.Examine(bodies.Body{File: "x", API: "item_gte"})),
		`x: conformance: the document has no operation "item_gte"`,
	)
}
