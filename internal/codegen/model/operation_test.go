package model

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/document"
)

// toyGo are the types of the toy operations of these tests, as oapi-codegen would make them.
const toyGo = `package gateway
type AParams struct {
	Word  string  ` + "`json:\"word\"`" + `
	Page  *int64  ` + "`json:\"page,omitempty\"`" + `
	Sort  *Sort   ` + "`json:\"sort,omitempty\"`" + `
}
type Sort = string
type AForm struct {
	Image string ` + "`json:\"image\"`" + `
	Name  string ` + "`json:\"name,omitempty\"`" + `
}
type AResponse struct {
	Code  string ` + "`json:\"error_code\"`" + `
	Items Rows   ` + "`json:\"items\"`" + `
	Other Rows   ` + "`json:\"other\"`" + `
	Item  Row    ` + "`json:\"item\"`" + `
}
type Rows struct {
	List   []Row  ` + "`json:\"list\"`" + `
	Count  int64  ` + "`json:\"count\"`" + `
	Echo   string ` + "`json:\"echo\"`" + `
	Error  string ` + "`json:\"error\"`" + `
	Reason string ` + "`json:\"reason\"`" + `
}
type Row struct {
	RowID string ` + "`json:\"id\"`" + `
	Error string ` + "`json:\"error\"`" + `
}
`

const toySchemas = `
	"Envelope":{"properties":{"error":{"type":"string"},"error_code":{"type":"string"}},
		"x-error-codes":{"0000":{"name":"success"},"4001":{"name":"no_credit","match":"end"}}},
	"Sort":{"type":"string","enum":["_sale","sale"]},
	"AForm":{"required":["image"],"properties":{"name":{"type":"string","maxLength":9},"image":{"type":"string","example":"aGk="}}},
	"AResponse":{"allOf":[{"$ref":"#/components/schemas/Envelope"},{"properties":{
		"items":{"$ref":"#/components/schemas/Rows"},"other":{"$ref":"#/components/schemas/Rows"},"item":{"$ref":"#/components/schemas/Row"}}}]},
	"Rows":{"properties":{"list":{"type":"array","items":{"$ref":"#/components/schemas/Row"}},"count":{"type":"integer"},
		"echo":{"type":"string"},"error":{"type":"string"},"reason":{"type":"string"}}},
	"Row":{"properties":{"id":{"type":"string"},"error":{"type":"string"}}}`

// toyDocument has one operation, with the members of the test.
func toyDocument(members, schemas string) []byte {
	return []byte(`{"paths":{"/a/":{"get":{"operationId":"a","responses":{"200":{"content":{"application/json":{"schema":
		{"$ref":"#/components/schemas/AResponse"}}}}}` + members + `}}},"components":{"schemas":{` + schemas + `},
		"parameters":{"Sort":{"name":"sort","in":"query","example":"_sale","schema":{"$ref":"#/components/schemas/Sort"}}}}}`)
}

// toyOperation builds the toy operation with the members of the test.
func toyOperation(t *testing.T, members string) Operation {
	t.Helper()
	m, err := BuildGateway(toyDocument(members, toySchemas), []byte(toyGo))
	require.NoError(t, err)
	require.Len(t, m.Operations, 1)
	return m.Operations[0]
}

// TestOperation joins every part of an operation with its names in Go.
func TestOperation(t *testing.T) {
	got := toyOperation(t, `,"summary":"Find rows","description":" All of them.\n","x-family":"offer",
		"x-evidence":{"level":"live","sources":["a page"],"seen":"2026-11"},
		"x-requires-one-of":["page","sort"],"x-identity":{"word":"items.echo"},
		"x-pagination":{"page":"page","items":["items.list"],"pages":["items.count"],"first":1,"id":"id"},
		"parameters":[{"name":"word","in":"query","required":true,"example":"cup",
			"schema":{"type":"string","pattern":"^c","minLength":1,"maxLength":9}},
			{"name":"page","in":"query","example":2,"schema":{"type":"integer","minimum":1,"maximum":100}},
			{"$ref":"#/components/parameters/Sort"}],
		"requestBody":{"content":{"application/x-www-form-urlencoded":{"schema":{"$ref":"#/components/schemas/AForm"}}}}`)
	low, high := 1.0, 100.0
	word := Param{Name: "word", Go: "Word", In: "query", Required: true, GoType: "string", Type: "string", Pattern: "^c",
		MinLength: 1, MaxLength: 9, Example: "cup"}
	page := Param{Name: "page", Go: "Page", In: "query", Pointer: true, GoType: "int64", Type: "integer", Minimum: &low,
		Maximum: &high, Example: "2"}
	sort := Param{Name: "sort", Go: "Sort", In: "query", Pointer: true, GoType: "Sort", Type: "string",
		Enum: []string{"_sale", "sale"}, Example: "_sale"}
	image := Param{Name: "image", Go: "Image", In: "form", Required: true, GoType: "string", Type: "string",
		Example: "aGk="}
	name := Param{Name: "name", Go: "Name", In: "form", GoType: "string", Type: "string", MaxLength: 9}
	assert.Equal(t, Operation{
		Name: "a", Go: "A", Method: "GET", Family: "offer", Summary: "Find rows", Text: "All of them.",
		Evidence: document.Evidence{Level: "live", Sources: []string{"a page"}, Seen: "2026-11"},
		Params:   []Param{word, page, sort, image, name}, OneOf: []Param{page, sort},
		Body: "AForm", BodyArg: "AFormdataRequestBody", Response: "AResponse",
		PayloadErrors: []PayloadError{{Error: "r.Item.Error"}, {Error: "r.Items.Error", Reason: "r.Items.Reason"}},
		Payload:       []string{"Item", "Items", "Other"}, AnyPayload: true,
		Identity: &Identity{Param: "word", Asked: "Word", Got: "Items.Echo"},
		Page: &Page{Param: "Page", Row: "Row", Lists: []string{"Items.List"}, Pages: []string{"Items.Count"}, First: 1,
			ID: "RowID"},
	}, got)
	assert.Equal(t, []Param{word, page}, got.Needed("query"), "the required one and the first of the group")
	assert.Equal(t, []Param{image}, got.Needed("form"))
}

// TestBareOperation has nothing but a response.
func TestBareOperation(t *testing.T) {
	got := toyOperation(t, "")
	assert.Equal(t, Operation{
		Name: "a", Go: "A", Method: "GET", Response: "AResponse", Payload: []string{"Item", "Items", "Other"},
		AnyPayload: true, PayloadErrors: []PayloadError{{Error: "r.Item.Error"},
			{Error: "r.Items.Error", Reason: "r.Items.Reason"}},
	}, got)
	assert.Empty(t, got.Needed("query"))
}

// TestGatewayTables lists the codes of the envelope by name.
func TestGatewayTables(t *testing.T) {
	m, err := BuildGateway(toyDocument("", toySchemas), []byte(toyGo))
	require.NoError(t, err)
	assert.Equal(t, []Refusal{
		{Code: "0000", Go: "Success", ErrorCode: document.ErrorCode{Name: "success"}},
		{Code: "4001", Go: "NoCredit", ErrorCode: document.ErrorCode{Name: "no_credit", Match: "end"}},
	}, m.Codes)
}

// TestSortedOperations come by name, whatever their order in the document.
func TestSortedOperations(t *testing.T) {
	operation := func(name string) string {
		return `"/` + name + `/":{"post":{"operationId":"` + name + `","responses":{"200":{"content":{"application/json":
			{"schema":{"$ref":"#/components/schemas/AResponse"}}}}}}}`
	}
	m, err := BuildGateway([]byte(`{"paths":{`+operation("b")+`,`+operation("a")+`},"components":{"schemas":{`+toySchemas+
		`}}}`), []byte(toyGo))
	require.NoError(t, err)
	require.Len(t, m.Operations, 2)
	assert.Equal(t, [4]string{"a", "POST", "b", "POST"}, [4]string{m.Operations[0].Name, m.Operations[0].Method,
		m.Operations[1].Name, m.Operations[1].Method})
}

// TestPayload takes the members of x-required-on-success, or all that are not the envelope's.
func TestPayload(t *testing.T) {
	for _, tt := range []struct {
		name, required string
		members        []string
		some           bool
	}{
		{"stated", `,"x-required-on-success":["other","item"]`, []string{"Other", "Item"}, false},
		{"the envelope's", `,"x-required-on-success":["error_code"]`, []string{"Code"}, false},
		{"not stated", ``, []string{"Items"}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := BuildGateway(toyDocument("", `"Envelope":{"properties":{"error_code":{}}},
				"AResponse":{"allOf":[{"$ref":"#/components/schemas/Envelope"},{"properties":{"items":{}}}]`+tt.required+`}`),
				[]byte(toyGo))
			require.NoError(t, err)
			assert.Equal(t, tt.members, m.Operations[0].Payload)
			assert.Equal(t, tt.some, m.Operations[0].AnyPayload)
		})
	}
}

// TestGatewayRefuses names the operation and the first mistake of the document.
func TestGatewayRefuses(t *testing.T) {
	for _, tt := range []struct{ name, members, schemas, want string }{
		{"parameter without a field", `,"parameters":[{"name":"q","in":"query"}]`, toySchemas,
			`AParams: oapi-codegen made no field for "q"`},
		{"field of a form", `,"requestBody":{"content":{"multipart/form-data":{"schema":{"$ref":"#/components/schemas/Row"}}}}`,
			`"Envelope":{},"AResponse":{"properties":{"items":{}}},"Row":{"properties":{"gone":{}}}`,
			`Row: oapi-codegen made no field for "gone"`},
		{"member without a field", ``, `"AResponse":{"properties":{"gone":{}}}`,
			`AResponse: oapi-codegen made no field for "gone"`},
		{"response without payload", ``, `"Envelope":{"properties":{"error":{}}},"AResponse":{"properties":{"error":{}}}`,
			"AResponse: no member holds a payload"},
		{"response without the envelope", ``, `"Envelope":{"properties":{"error":{}}},"AResponse":{"properties":{"items":{}}}`,
			"/a/: AResponse lacks error of the envelope: begin it with allOf: [{$ref: envelope.yaml#/Envelope}]"},
		{"page that is no parameter", `,"x-pagination":{"page":"p","items":["items.list"]}`, toySchemas,
			`AParams: oapi-codegen made no field for "p"`},
		{"id that rows do not have", `,"x-pagination":{"page":"page","items":["items.list"],"id":"sku"}`, toySchemas,
			`Row: oapi-codegen made no field for "sku"`},
		{"identity of nothing", `,"x-identity":{"word":"items.echo"}`, toySchemas,
			`a: x-identity must have one member, named after a parameter; got "word"`},
		{"two identities", `,"x-identity":{"word":"items.echo","page":"items.count"},"parameters":[
			{"name":"word","in":"query"},{"name":"page","in":"query"}]`, toySchemas,
			`a: x-identity must have one member, named after a parameter; got "word"`},
		{"identity without a member", `,"x-identity":{"word":"items.gone.id"},"parameters":[{"name":"word","in":"query"}]`,
			toySchemas, "a: x-identity: the response has no member items.gone.id"},
		{"two mistakes", `,"parameters":[{"name":"q","in":"query"},{"name":"r","in":"query"}]`, toySchemas,
			`AParams: oapi-codegen made no field for "q"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := BuildGateway(toyDocument(tt.members, tt.schemas), []byte(toyGo))
			assert.EqualError(t, err, tt.want)
		})
	}
}

// TestUnnamedResponse has no component that would name the types.
func TestUnnamedResponse(t *testing.T) {
	_, err := BuildGateway([]byte(`{"paths":{"/a/":{"get":{"operationId":"a","responses":{"200":{}}}}}}`), []byte(toyGo))
	assert.EqualError(t, err, "/a/: the schema of the 200 response must be a $ref to a component named …Response")
}

// TestUnreadable names the input that cannot be read.
func TestUnreadable(t *testing.T) {
	_, err := BuildGateway([]byte(`{`), []byte(toyGo))
	assert.ErrorContains(t, err, "read the document: ")
	_, err = BuildGateway([]byte(`{}`), []byte("package"))
	assert.ErrorContains(t, err, "read the generated types: gateway.gen.go:1:8: expected 'IDENT'")
	_, err = BuildPlatform([]byte(`{`), []byte(toyGo))
	assert.ErrorContains(t, err, "read the document: ")
	_, err = BuildPlatform([]byte(`{}`), []byte("package"))
	assert.ErrorContains(t, err, "read the generated types: gateway.gen.go:1:8: expected 'IDENT'")
}
