package edition

import (
	"testing"

	"github.com/go-ali1688/ali1688/internal/document"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// with returns a document whose one operation responds by a schema.
func with(t *testing.T, schema string) *document.Document {
	t.Helper()
	d, err := document.Parse([]byte(`{"paths":{"/a/":{"get":{"operationId":"a","responses":{"200":{"content":{
		"application/json":{"schema":` + schema + `}}}}}}},"components":{"schemas":{
		"Tree":{"properties":{"id":{"example":1},"in":{"$ref":"#/components/schemas/Tree"}}}}}}`))
	require.NoError(t, err)
	return d
}

// TestAdditions adds to a body what a document has more than ours.
func TestAdditions(t *testing.T) {
	const gift = `{"type":"string","example":"a mug"}`
	for _, tt := range []struct{ name, ours, theirs, body, want string }{
		{"nothing", `{"properties":{"a":{}}}`, `{"properties":{"a":{}}}`, `{"a":1}`, ""},
		{"a member", `{"properties":{"a":{}}}`, `{"properties":{"a":{},"gift":` + gift + `}}`, `{"a":1.50}`,
			`{"a":1.50,"gift":"a mug"}`},
		{"a member that is there", `{}`, `{"properties":{"gift":` + gift + `}}`, `{"gift":null}`, `{"gift":null}`},
		{"a member without an example", `{}`, `{"properties":{"gift":{"type":"string"}}}`, `{}`, ""},
		{"an inner member", `{"properties":{"a":{"properties":{"b":{}}}}}`,
			`{"properties":{"a":{"properties":{"b":{},"gift":` + gift + `}}}}`, `{"a":{"b":1},"c":2}`,
			`{"a":{"b":1,"gift":"a mug"},"c":2}`},
		{"of rows", `{"properties":{"l":{"items":{"properties":{"b":{}}}}}}`,
			`{"properties":{"l":{"items":{"properties":{"b":{},"gift":` + gift + `}}}}}`, `{"l":[{"b":1},{},[],null,"x"]}`,
			`{"l":[{"b":1,"gift":"a mug"},{"gift":"a mug"},[],null,"x"]}`},
		{"of an object for a list", `{"properties":{"l":{"items":{"properties":{}}}}}`,
			`{"properties":{"l":{"items":{"properties":{"gift":` + gift + `}}}}}`, `{"l":{"b":1}}`, `{"l":{"b":1}}`},
		{"of a part", `{"properties":{"a":{}}}`, `{"allOf":[{"properties":{"a":{}}},{"properties":{"gift":` + gift + `}}]}`,
			`{}`, `{"gift":"a mug"}`},
		{"two, by name", `{}`, `{"properties":{"z":{"example":1},"b":{"example":2}}}`, `{}`, `{"b":2,"z":1}`},
		{"a name twice", `{"properties":{"a":{"properties":{}}}}`, `{"properties":{"a":{"properties":{"gift":` + gift + `}}}}`,
			`{"a":{},"a":{}}`, `{"a":{"gift":"a mug"},"a":{"gift":"a mug"}}`},
		{"a tree", `{"$ref":"#/components/schemas/Tree"}`, `{"$ref":"#/components/schemas/Tree"}`, `{}`, ""},
	} {
		added := additions(with(t, tt.ours), with(t, tt.theirs))["a"]
		if tt.want == "" {
			assert.Nil(t, added, tt.name)
			continue
		}
		require.NotNil(t, added, tt.name)
		got, err := added.addTo([]byte(tt.body))
		require.NoError(t, err, tt.name)
		assert.Equal(t, tt.want, string(got), tt.name)
	}
	added := additions(with(t, `{}`), with(t, `{"properties":{"gift":`+gift+`}}`))["a"]
	_, err := added.addTo([]byte(`{"a":`))
	assert.Error(t, err, "a body that a fault cut stays as it is")
	assert.False(t, (*Edition)(nil).Has("a"))
}
