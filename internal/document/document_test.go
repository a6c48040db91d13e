package document

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openapi"
)

const toy = `{
  "security": [{"key": []}],
  "x-success-codes": ["ok"],
  "paths": {
    "/b/": {"parameters": [{"name": "shared"}], "post": {"operationId": "b", "security": [],
      "requestBody": {"content": {"multipart/form-data": {"schema": {"$ref": "#/components/schemas/Row"}}}},
      "responses": {"200": {"$ref": "#/components/responses/Rows"}}}},
    "/a~/": {"get": {"operationId": "a", "security": [{"key": [], "session": []}, {"key": []}],
      "parameters": [{"$ref": "#/components/parameters/page"}, {"$ref": "#/components/parameters/none"}]}}
  },
  "components": {
    "parameters": {"page": {"name": "page", "in": "query"}},
    "responses": {"Rows": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Rows"}}}}},
    "schemas": {
      "Envelope": {"properties": {"error": {"type": "string"}}, "x-required-on-success": ["error"]},
      "Rows": {"allOf": [{"$ref": "#/components/schemas/Envelope"}, {"properties": {
        "z": {"allOf": [{"$ref": "#/components/schemas/Alias"}], "description": "wrapped"},
        "a": {"type": "array", "items": {"$ref": "#/components/schemas/Row"}}}, "x-required-on-success": ["z"]}]},
      "Alias": {"$ref": "#/components/schemas/Row"},
      "Row": {"type": "object", "additionalProperties": {"type": "string"}, "anyOf": [{"type": "object"}]},
      "Closed": {"additionalProperties": false, "enum": ["x", 1.50, null]},
      "Loop": {"$ref": "#/components/schemas/Loop"},
      "Tied": {"allOf": [{"$ref": "#/components/schemas/Tied"}]}
    }
  }
}`

func parsed(t *testing.T) *Document {
	t.Helper()
	d, err := Parse([]byte(toy))
	require.NoError(t, err)
	return d
}

// TestOrder reads operations, components and properties in the order of the document.
func TestOrder(t *testing.T) {
	d := parsed(t)
	var names, sorted []string
	for _, op := range d.Operations() {
		names = append(names, op.ID+" "+op.Method+" "+op.Path+" "+op.Pointer())
	}
	for _, op := range d.Sorted() {
		sorted = append(sorted, op.ID)
	}
	assert.Equal(t, []string{"b POST /b/ /paths/~1b~1/post", "a GET /a~/ /paths/~1a~0~1/get"}, names)
	assert.Equal(t, []string{"a", "b"}, sorted)
	assert.Equal(t, []string{"Envelope", "Rows", "Alias", "Row", "Closed", "Loop", "Tied"}, d.Components.Schemas.Names())
	assert.Equal(t, []string{"z", "a"}, d.Schema("Rows").AllOf[1].Properties.Names())
	var properties []string
	for name := range d.Schema("Rows").AllOf[1].Properties.Sorted() {
		properties = append(properties, name)
	}
	assert.Equal(t, []string{"a", "z"}, properties)
}

func TestSecurity(t *testing.T) {
	cases := map[string]struct {
		security       []Security
		takes, demands bool
	}{
		"none":   {nil, false, false},
		"one":    {[]Security{{"session": nil}}, true, true},
		"either": {[]Security{{"key": nil}, {"key": nil, "session": nil}}, true, false},
		"other":  {[]Security{{"key": nil}}, false, false},
	}
	for name, c := range cases {
		op := Operation{Security: c.security}
		assert.Equal(t, c.takes, op.Takes("session"), name)
		assert.Equal(t, c.demands, op.Requires("session"), name)
	}
	d := parsed(t)
	assert.False(t, d.Operations()[0].Takes("key"), "an operation without security stays so")
	assert.True(t, parsed(t).Operations()[1].Requires("key"))
}

func TestResolve(t *testing.T) {
	d := parsed(t)
	rows := d.Schema("Rows")
	assert.Equal(t, rows, d.Resolve(d.Response(d.Operations()[0])), "through a named response")
	assert.Nil(t, d.Response(d.Operations()[1]))
	assert.Equal(t, "page", d.Parameter(d.Operations()[1].Parameters[0]).Name)
	assert.Nil(t, d.Parameter(d.Operations()[1].Parameters[1]))
	assert.Equal(t, "Row", d.Operations()[0].Form().Schema.Component())

	z := d.Property(rows, "z")
	assert.Equal(t, []string{"Alias", "wrapped"}, []string{z.Component(), z.Description})
	assert.Equal(t, d.Schema("Row"), d.Unwrap(z))
	assert.Equal(t, "string", d.Property(rows, "error").Type, "of a part")
	assert.Nil(t, d.Property(rows, "nothing"))
	assert.Equal(t, []string{"error", "z"}, d.RequiredOnSuccess(rows))
	assert.Len(t, d.Composed(rows), 3)
	assert.Len(t, d.Schema("Row").Parts(), 2)
	for _, lost := range []*Schema{nil, {Ref: RefTo("Nothing")}, d.Schema("Loop")} {
		assert.Equal(t, new(Schema), d.Resolve(lost))
	}
	assert.Equal(t, new(Schema), d.Unwrap(d.Schema("Tied")))
	assert.Len(t, d.Composed(d.Schema("Tied")), 1)
	assert.Empty(t, (*Schema)(nil).Component())
}

func TestAdditional(t *testing.T) {
	d := parsed(t)
	assert.Equal(t, &Additional{Closed: true}, d.Schema("Closed").Additional)
	assert.Equal(t, "string", d.Schema("Row").Additional.Schema.Type)
	assert.Nil(t, d.Schema("Rows").Additional)
}

func TestText(t *testing.T) {
	var got []string
	for _, v := range parsed(t).Schema("Closed").Enum {
		got = append(got, Text(v))
	}
	assert.Equal(t, []string{"x", "1.50", "null", ""}, append(got, Text(nil)))
	assert.Equal(t, "\"é\n", Text([]byte(`"\"\u00e9\n"`)))
}

func TestPositions(t *testing.T) {
	p, err := ParsePositions([]byte(`{"": "root:1", "/a": "a:2", "/a/b~1c": "c:3"}`))
	require.NoError(t, err)
	for pointer, want := range map[string]string{
		"/a/b~1c": "c:3", "/a/b~1c/d/0": "c:3", "/a/x": "a:2", "/x": "root:1", "": "root:1",
	} {
		assert.Equal(t, want, p.Of(pointer), pointer)
	}
	assert.Equal(t, "#/a/b", Positions(nil).Of("/a/b"))
	nested, err := ParsePositions([]byte(`{"": "C:\\root:1", "/a": 2, "/b": {"": 3, "/c~1d": {"": "d:4", "/0": 5, "/1": 6},
		"/e": 7}, "/f": {"/g": "g:8", "/h": 9}, "/i": 10}`))
	require.NoError(t, err)
	assert.Equal(t, Positions{"": `C:\root:1`, "/a": `C:\root:2`, "/b": `C:\root:3`, "/b/c~1d": "d:4", "/b/c~1d/0": "d:5",
		"/b/c~1d/1": "d:6", "/b/e": `C:\root:7`, "/f/g": "g:8", "/f/h": `C:\root:9`, "/i": `C:\root:10`}, nested)
	for _, wrong := range []string{`{"/a": null}`, `{"/a": {"": {}}}`, `{"/a": [1]}`, `{"/a": {"/b": tru`} {
		_, err := ParsePositions([]byte(wrong))
		assert.ErrorContains(t, err, "read the positions: ", wrong)
	}
	assert.Equal(t, "b/c", LastName(Pointer("a", "b/c")))
	_, err = ParsePositions([]byte("["))
	assert.ErrorContains(t, err, "read the positions")
}

func TestParseRefuses(t *testing.T) {
	for text, want := range map[string]string{
		`{`: "unexpected EOF", `{"paths": []}`: "array",
		`{"components": {"schemas": {"A": {"type": 1}}}}`: "/components/schemas/A/type",
		`{"paths": {"/a/": {"get": {"tags": 1}}}}`:        "/paths/~1a~1/get/tags",
	} {
		_, err := Parse([]byte(text))
		assert.ErrorContains(t, err, want)
	}
}

func TestOurs(t *testing.T) {
	for _, doc := range openapi.Documents() {
		d, err := Parse(doc.JSON)
		require.NoError(t, err)
		for _, op := range d.Operations() {
			assert.NotEmpty(t, d.Response(op).Component(), op.ID)
			assert.False(t, op.Evidence.IsZero(), op.ID)
		}
	}
}

const messages = `{"paths": {}, "x-webhooks": {"PAID": {"post": {"operationId": "PAID", "requestBody": {"content": {
  "application/x-www-form-urlencoded": {"example": {"message": {"id": 1}, "sign": "x"}, "schema": {"allOf": [
    {"$ref": "#/components/schemas/Form"},
    {"properties": {"message": {"properties": {"data": {"$ref": "#/components/schemas/Paid"}}}}}]}}}}}}},
  "components": {"schemas": {
    "Form": {"properties": {"message": {"allOf": [{"$ref": "#/components/schemas/Message"}]}}},
    "Message": {"properties": {"data": {"allOf": [{"$ref": "#/components/schemas/Any"}]}}}, "Any": {}, "Paid": {}}}}`

// TestMessages reads what the API sends: the contents are those of the topic's own part.
func TestMessages(t *testing.T) {
	d, err := Parse([]byte(messages))
	require.NoError(t, err)
	require.Len(t, d.Messages(), 1)
	m := d.Messages()[0]
	assert.Empty(t, d.Operations())
	assert.Equal(t, "/x-webhooks/PAID/post", m.Pointer())
	assert.Equal(t, "Paid", d.MessageContents(m).Component())
	assert.Equal(t, "Message", d.MessageEnvelope(m).Component())
	assert.JSONEq(t, `{"id": 1}`, string(d.MessageExample(m)))
	assert.Nil(t, d.MessageContents(new(Operation)))
	assert.Nil(t, d.MessageEnvelope(new(Operation)))
	assert.Nil(t, d.MessageExample(new(Operation)))
	assert.Len(t, d.Inventory().MessageForms, 1)
}
