package edition_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openapi"
)

// extended is our document with an operation and two members more.
func extended(t *testing.T) []byte {
	t.Helper()
	var doc map[string]any
	require.NoError(t, json.Unmarshal(openapi.Gateway().JSON, &doc))
	schemas := doc["components"].(map[string]any)["schemas"].(map[string]any)
	add := func(schema, name, property string) {
		var p any
		require.NoError(t, json.Unmarshal([]byte(property), &p))
		schemas[schema].(map[string]any)["properties"].(map[string]any)[name] = p
	}
	add("Item", "gift", `{"type": "string", "example": "a mug"}`)
	add("SearchItem", "shelf", `{"type": "object", "properties": {"row": {"type": "integer", "example": 7}}}`)
	var path, answer any
	require.NoError(t, json.Unmarshal([]byte(`{"get": {"operationId": "item_stock", "parameters": [
		{"name": "num_iid", "in": "query", "required": true, "schema": {"type": "string", "pattern": "^[0-9]+$"}}],
		"responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/ItemStockResponse"}}}}}}}`), &path))
	require.NoError(
		t, json.Unmarshal([]byte(`{"allOf": [{"$ref": "#/components/schemas/Envelope"}, {"type": "object", "properties": {
		"stock": {"type": "object", "properties": {"quantity": {"type": "integer", "example": 12},
			"places": {"type": "array", "items": {"type": "string", "example": "杭州"}}}}}}]}`), &answer))
	doc["paths"].(map[string]any)["/item_stock/"] = path
	schemas["ItemStockResponse"] = answer
	out, err := json.Marshal(doc)
	require.NoError(t, err)
	return out
}

func TestWithDocument(t *testing.T) {
	gw := mock.New(t, mock.WithDocument(extended(t)), mock.WithKey("k", "s"), mock.WithRecordings(fstest.MapFS{
		"item_stock/1.json": {Data: []byte(`{"stock": {"quantity": 99}, "call_args": {"num_iid": "5"}}`)},
	}))
	cases := map[string]struct{ query, want string }{
		"from the examples": {"item_stock/?num_iid=1&key=k&secret=s", `"stock":{"places":["杭州"],"quantity":12}`},
		"from a recording":  {"item_stock/?num_iid=5&key=k&secret=s", `"quantity": 99`},
		"with an envelope":  {"item_stock/?num_iid=1&key=k&secret=s", `"error_code":"0000"`},
		"a missing one":     {"item_stock/?key=k&secret=s", `"error_code":"4014"`},
		"a malformed one":   {"item_stock/?num_iid=x&key=k&secret=s", `"error_code":"4003"`},
		"a wrong key":       {"item_stock/?num_iid=1&key=x&secret=s", `"error_code":"4005"`},
		"a member":          {"item_get/?num_iid=610947572360&key=k&secret=s", `"gift":"a mug"`},
		"a member of rows":  {"item_search/?q=mug&key=k&secret=s", `"shelf":{"row":7}`},
		"a failure of ours": {"item_get/?key=k&secret=s", `"error_code":"4014"`},
		"another format":    {"item_stock/?num_iid=1&result_type=serialize&key=k&secret=s", `s:8:"quantity";i:12;`},
		"a member, likewise": {"item_get/?num_iid=610947572360&result_type=serialize&key=k&secret=s",
			`s:4:"gift";s:5:"a mug";`},
		"nothing where none": {"cat_get/?cid=0&key=k&secret=s", `"itmes"`},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			assert.Contains(t, fetch(t, gw.URL()+"/1688/"+c.query), c.want)
		})
	}
	client, err := ali1688.New("k", "s", ali1688.WithBaseURL(gw.URL()))
	require.NoError(t, err)
	answer, err := client.ItemGet(context.Background(), &gateway.ItemGetParams{NumIID: "610947572360"})
	require.NoError(t, err)
	assert.Contains(t, string(answer.Raw), `"gift":"a mug"`, "our own client still reads it")
}

func fetch(t *testing.T, url string) string {
	t.Helper()
	rsp, err := http.Get(url)
	require.NoError(t, err)
	defer func() { _ = rsp.Body.Close() }()
	body, err := io.ReadAll(rsp.Body)
	require.NoError(t, err)
	assert.Equal(t, int64(len(body)), rsp.ContentLength)
	return string(body)
}

func TestWithDocumentRefuses(t *testing.T) {
	for document, want := range map[string]string{
		`[`: "mock: read the document",
		`{"paths": {"/a/": {"get": {"operationId": "a_b", "responses": {}}}}}`: "mock: the response of a_b",
	} {
		_, err := mock.NewHandler(mock.WithDocument([]byte(document)))
		assert.ErrorContains(t, err, want)
	}
	assert.False(t, strings.Contains(string(openapi.Gateway().JSON), "item_stock"), "ours is untouched")
}
