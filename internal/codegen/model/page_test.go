package model

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/document"
)

// platformOf joins components with Go that has the structs of the tests.
func platformOf(t *testing.T, schemas string) *platformBuilder {
	t.Helper()
	shared, err := newBuilder([]byte(`{"components":{"schemas":{`+schemas+`}}}`), []byte("package platform\n"+
		"type Ask struct {\nPage int32 `json:\"page\"`\nStart *int64 `json:\"start,omitempty\"`\nQuery Query "+
		"`json:\"query\"`\nParam *Query `json:\"param\"`\n}\n"+
		"type Query struct {\nPage *int64 `json:\"pageNo\"`\n}\n"+
		"type Answer struct {\nResult Result `json:\"result\"`\nTotal int64 `json:\"total\"`\n}\n"+
		"type Result struct {\nRows []Row `json:\"rows\"`\nWords []string `json:\"words\"`\n}\n"+
		"type Row struct {\nOrderID int64 `json:\"id\"`\n}\n"))
	require.NoError(t, err)
	return &platformBuilder{builder: shared, arguments: newArgumentTable(shared)}
}

const answer = `
	"Answer":{"properties":{"result":{"allOf":[{"$ref":"#/components/schemas/Result"}]},"total":{"type":"integer"}}},
	"Result":{"properties":{"rows":{"type":"array","items":{"$ref":"#/components/schemas/Row"}},"words":{"type":"array","items":{"type":"string"}}}},
	"Row":{"type":"object","properties":{"id":{"type":"integer"}}}`

// TestPlatformPage reads x-pagination: which argument names the page, and where the rows and their number are.
func TestPlatformPage(t *testing.T) {
	cases := []struct {
		name                     string
		page                     document.Pagination
		value, asked, askedValue string
		want                     PlatformPage
	}{
		{"a plain argument, and rows with an id",
			document.Pagination{Page: "page", Items: []string{"result.rows"}, ID: "id", First: 1},
			"int32(page)", "req != nil && req.Page != 0", "req.Page",
			PlatformPage{Param: PageField{Go: "Page", Type: "int32"}, Lists: []string{"answer.Result.Rows"}, Row: "Row",
				First: 1, ID: "r.OrderID"}},
		{"an optional argument, and pages that begin at 0",
			document.Pagination{Page: "start", Items: []string{"result.rows"}},
			"Ptr(page)", "req != nil && req.Start != nil", "*req.Start",
			PlatformPage{Param: PageField{Go: "Start", Pointer: true, Type: "int64"}, Lists: []string{"answer.Result.Rows"},
				Row: "Row"}},
		{"an argument in another, and a total", document.Pagination{Page: "query.pageNo", Items: []string{"result.rows"},
			Total: "total", First: 1},
			"Ptr(page)", "req != nil && req.Query.Page != nil", "*req.Query.Page",
			PlatformPage{Param: PageField{Outer: "Query", Go: "Page", Pointer: true, Type: "int64"}, Total: "answer.Total",
				Lists: []string{"answer.Result.Rows"}, Row: "Row", First: 1}},
		{"an argument in an optional one", document.Pagination{Page: "param.pageNo", Items: []string{"result.rows"},
			First: 1},
			"Ptr(page)", "req != nil && req.Param != nil && req.Param.Page != nil", "*req.Param.Page",
			PlatformPage{Param: PageField{Outer: "Param", Go: "Page", OuterPtr: true, Pointer: true, Type: "int64"},
				Lists: []string{"answer.Result.Rows"}, Row: "Row", First: 1}},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			b := platformOf(t, answer)
			got := b.page(PlatformOperation{Request: "Ask", Response: "Answer"}, &tt.page)
			require.NoError(t, b.err)
			assert.Equal(t, &tt.want, got)
			assert.Equal(t, tt.value, got.Param.Value())
			assert.Equal(t, tt.asked, got.Asked())
			assert.Equal(t, tt.askedValue, got.AskedValue())
		})
	}
	assert.Nil(t, platformOf(t, answer).page(PlatformOperation{}, nil))
}

func TestPlatformPageRefuses(t *testing.T) {
	cases := []struct {
		name string
		page document.Pagination
		want string
	}{
		{"an argument that is not there", document.Pagination{Page: "p", Items: []string{"result.rows"}},
			`Ask: there is no argument "p" to page by`},
		{"one inside another", document.Pagination{Page: "query.p", Items: []string{"result.rows"}},
			`Ask: there is no argument "query.p" to page by`},
		{"one inside nothing", document.Pagination{Page: "p.pageNo", Items: []string{"result.rows"}},
			`Ask: there is no argument "p.pageNo" to page by`},
		{"rows of a plain type", document.Pagination{Page: "page", Items: []string{"result.words"}},
			"Answer: the rows of result.words must be a component"},
		{"rows that are not there", document.Pagination{Page: "page", Items: []string{"result.lines"}},
			`Result: oapi-codegen made no field for "lines"`},
		{"an id that is not there", document.Pagination{Page: "page", Items: []string{"result.rows"}, ID: "no"},
			`Row: oapi-codegen made no field for "no"`},
		{"a total that is not there", document.Pagination{Page: "page", Items: []string{"result.rows"}, Total: "sum"},
			`Answer: oapi-codegen made no field for "sum"`},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			b := platformOf(t, answer)
			b.page(PlatformOperation{Request: "Ask", Response: "Answer"}, &tt.page)
			assert.EqualError(t, b.err, tt.want)
		})
	}
}

// TestLevels describes a response, and the values of result and result.result in it.
func TestLevels(t *testing.T) {
	cases := []struct {
		name, schema string
		want         []Level
	}{
		{"without result", `{"type":"object","properties":{"b":{},"a":{}}}`,
			[]Level{{Kinds: []string{"object"}, Members: []string{"a", "b"}}}},
		{"of a plain kind", `{"properties":{"result":{"type":"integer"}}}`, []Level{
			{Kinds: []string{"object"}, Members: []string{"result"}}, {Kinds: []string{"number"}, Members: []string{}},
		}},
		{"of an unknown kind", `{"properties":{"result":{}}}`, []Level{
			{Kinds: []string{"object"}, Members: []string{"result"}}, {Members: []string{}},
		}},
		{
			"of either kind",
			`{"properties":{"result":{"anyOf":[{"type":"string"},{"properties":{"a":{}}},{"type":"string"}]}}}`,
			[]Level{
				{Kinds: []string{"object"}, Members: []string{"result"}},
				{Kinds: []string{"object", "string"}, Members: []string{"a"}},
			},
		},
		{
			"not deeper than two",
			`{"properties":{"result":{"properties":{"result":{"properties":{"result":{"type":"object"}}}}}}}`,
			[]Level{
				{Kinds: []string{"object"}, Members: []string{"result"}}, {Kinds: []string{"object"}, Members: []string{"result"}},
				{Kinds: []string{"object"}, Members: []string{"result"}},
			},
		},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			b := platformOf(t, `"A":`+tt.schema)
			got := b.levels(b.doc.Resolve(b.doc.Schema("A")))
			for i := range got {
				if len(got[i].Members) == 0 {
					got[i].Members = []string{}
				}
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

// TestPlatformPayload names what a read is for.
func TestPlatformPayload(t *testing.T) {
	const schema = `"A":{"properties":{"success":{"type":"boolean"},"code":{"type":"string"},"list":{"type":"array"},"empty":{"type":"object"},
		"result":{"properties":{"success":{"type":"boolean"},"data":{"properties":{"deep":{"type":"string"}}},"name":{"type":"string"}}}}}`
	cases := []struct {
		name    string
		outcome document.Outcome
		page    *document.Pagination
		want    []string
	}{
		{"all members, an object by its own", document.Outcome{}, nil,
			[]string{"code", "empty", "list", "result.data", "result.name", "result.success", "success"}},
		{"not those that state the outcome", document.Outcome{Success: []string{"success", "result.success"},
			Code: []string{"code"}}, nil,
			[]string{"empty", "list", "result.data.deep", "result.name"}},
		{"nor those beside it", document.Outcome{Aside: []string{"result", "empty"}, Message: []string{"code"},
			Failed: []string{"success"}}, nil, []string{"list"}},
		{"of a list its rows", document.Outcome{}, &document.Pagination{Items: []string{"list"}}, []string{"list"}},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			b := platformOf(t, schema)
			assert.Equal(t, tt.want, b.payload(b.doc.Resolve(b.doc.Schema("A")), tt.outcome, tt.page))
		})
	}
}

// TestArgumentTable writes the rules for arguments: equal ones share a row, and row 0 allows anything.
func TestArgumentTable(t *testing.T) {
	low, high := 1.0, 9.0
	b := platformOf(t, `
		"Ask":{"required":["b"],"properties":{
			"a":{"type":"integer","minimum":1,"maximum":9},"b":{"allOf":[{"$ref":"#/components/schemas/N"}]},"c":{"type":"array","items":{"$ref":"#/components/schemas/N"},"maxItems":20},
			"d":{"type":"string","enum":["x","y"],"pattern":"^.$","minLength":1,"maxLength":2},"e":{"type":"string","enum":["1"],"x-enum-open":{"1":{}}},
			"f":{"type":"object","additionalProperties":true},"g":{"type":"string","format":"binary"},"h":{}}},
		"N":{"type":"integer","minimum":1,"maximum":9}`)
	got := b.arguments.row(&document.Schema{Ref: document.RefTo("Ask")})
	assert.Equal(t, got, b.arguments.row(&document.Schema{Ref: document.RefTo("Ask")}), "twice the same row")
	rows := b.arguments.rows
	assert.Equal(t, ArgumentRule{}, rows[0])
	rule := func(name string) ArgumentRule {
		for _, m := range rows[got].Members {
			if m.Name == name {
				return rows[m.Row]
			}
		}
		t.Fatalf("no member %s", name)
		return ArgumentRule{}
	}
	number := ArgumentRule{Type: "integer", Min: &low, Max: &high}
	assert.Equal(t, number, rule("a"))
	assert.Equal(t, rows[got].Members[0].Row, rows[got].Members[1].Row, "a component and an equal rule")
	assert.Equal(t, []bool{false, true}, []bool{rows[got].Members[0].Required, rows[got].Members[1].Required})
	assert.Equal(t, number, rows[rule("c").Items])
	assert.Equal(t, 20, rule("c").MaxItems)
	assert.Equal(t, ArgumentRule{Type: "string", Enum: []string{"x", "y"}, Pattern: "^.$", MinLen: 1, MaxLen: 2},
		rule("d"))
	assert.Equal(t, ArgumentRule{Type: "string"}, rule("e"), "other values may come")
	assert.True(t, rule("f").Open)
	assert.Equal(t, ArgumentRule{Type: "string"}, rule("g"), "bytes, or their text in Base64")
	assert.Equal(t, ArgumentRule{}, rule("h"))
}

// TestServices names the methods of a service without what the service says.
func TestServices(t *testing.T) {
	b := platformOf(t, "")
	services := b.services([]PlatformOperation{
		{Name: "a", Service: "trade", Go: "TradeCancel"}, {Name: "b", Service: "trade", Go: "Tradesman"},
		{Name: "c", Service: "oauth", Go: "GetToken"},
		{Name: "d", Service: "trade", Go: "Trade", Page: new(PlatformPage)},
	})
	require.NoError(t, b.err)
	names := map[string][]string{}
	for _, s := range services {
		for _, op := range s.Operations {
			names[s.Go] = append(names[s.Go], op.Method)
		}
	}
	assert.Equal(t, map[string][]string{"Trade": {"Cancel", "Tradesman", "Trade"}, "OAuth": {"GetToken"}}, names)
	assert.Equal(t, []bool{false, true}, []bool{services[0].Pages(), services[1].Pages()})
}

// TestInferences repeats a row for the operations that it is applied to by inference.
func TestInferences(t *testing.T) {
	rows := []Refusal{{Code: "A"}, {Code: "B", ErrorCode: document.ErrorCode{
		Operations: []string{"x"}, Inferred: []string{"y", "z"}, Evidence: document.Evidence{Level: "live"},
	}}}
	got := inferences(rows)
	require.Len(t, got, 1)
	assert.Equal(t, "B", got[0].Code)
	assert.Equal(t, []string{"y", "z"}, got[0].Operations)
	assert.Equal(t, "inferred", got[0].Evidence.Level)
	assert.Equal(t, "live", rows[1].Evidence.Level, "the row itself stays")
}

// TestParseGo finds fields by their names on the wire.
func TestParseGo(t *testing.T) {
	got, err := parseGo(
		[]byte("package p\n// A is.\ntype A struct {\nB *c.D `form:\"x\" json:\"b,omitempty\"`\nE []string `json:\"e\"`\nf " +
			"int\nembedded\n}\ntype G = int64\ntype H []int\n"))
	require.NoError(t, err)
	assert.Equal(t, map[string]field{"b": {Go: "B", Pointer: true, Type: "c.D"}, "e": {Go: "E"}}, got.structs["A"])
	assert.NotContains(t, got.structs, "G")
	_, err = parseGo([]byte("package"))
	assert.Error(t, err)
}
