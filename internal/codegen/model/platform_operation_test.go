package model

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/document"
)

// platformGo are the types of the toy operations of these tests, as oapi-codegen would make them.
const platformGo = `package platform
type ListRequest struct {
	Query Query  ` + "`json:\"query\"`" + `
	IDs   []int64 ` + "`json:\"ids,omitempty\"`" + `
}
type Query struct {
	Page *int32 ` + "`json:\"pageNo,omitempty\"`" + `
}
type TradeListResponse struct {
	Success bool  ` + "`json:\"success\"`" + `
	Result  Result ` + "`json:\"result\"`" + `
}
type Result struct {
	Rows  []Row ` + "`json:\"rows\"`" + `
	Total int64 ` + "`json:\"total\"`" + `
}
type Row struct {
	Base Base ` + "`json:\"base\"`" + `
}
type Base struct {
	OrderID int64 ` + "`json:\"id\"`" + `
}
`

const platformSchemas = `
	"PlatformError":{"x-error-codes":{"401":{"name":"unauthorized","status":401},"300":{"name":"too_fast"}}},
	"ListRequest":{"required":["query"],"properties":{
		"query":{"allOf":[{"$ref":"#/components/schemas/Query"}],"description":"The question."},
		"ids":{"type":"array","items":{"type":"integer"}},"word":{"type":"string","enum":["a","b"]},
		"file":{"type":"string","format":"binary"},"any":{}}},
	"Query":{"type":"object","properties":{"pageNo":{"type":"integer"},"buyer":{"$ref":"#/components/schemas/Buyer"}}},
	"Buyer":{"type":"string","x-personal":true},
	"TradeListResponse":{"x-outcome":{"success":["success"]},"x-error-codes":{"EMPTY":{"name":"no_order","inferred":["a"]}},
		"properties":{"success":{"type":"boolean"},"result":{"$ref":"#/components/schemas/Result"}}},
	"Result":{"properties":{"rows":{"type":"array","items":{"$ref":"#/components/schemas/Row"}},"total":{"type":"integer"}}},
	"Row":{"properties":{"base":{"$ref":"#/components/schemas/Base"}}},
	"Base":{"properties":{"id":{"type":"integer"}}}`

const toPlatform = `"responses":{"200":{"content":{"application/json":{"schema":
	{"$ref":"#/components/schemas/TradeListResponse"}}}}}`

const toyForm = `,"requestBody":{"content":{"application/x-www-form-urlencoded":{"schema":
	{"$ref":"#/components/schemas/ListRequest"},
	"encoding":{"query":{"contentType":"application/json"},"ids":{"style":"form","explode":false}}}}}`

// toyPlatform has paths, schemas and the members of the test.
func toyPlatform(members, paths, schemas string) []byte {
	return []byte(`{"x-success-codes":["success"]` + members + `,"paths":{` + paths + `},"components":{"schemas":{` + schemas +
		`}}}`)
}

// TestPlatformOperation joins every part of an operation with its names in Go.
func TestPlatformOperation(t *testing.T) {
	m, err := BuildPlatform(toyPlatform("", `"/param2/1/com.toy/trade.list/{appKey}":{"post":{"operationId":"trade.list",
		"summary":"List orders","description":"All.\n","x-service":"trade","x-family":"order","x-effect":"read",
		"x-credentials":"query","security":[{"accessToken":[],"signature":[]}],"x-evidence":{"level":"official"},
		"x-pagination":{"page":"query.pageNo","items":["result.rows"],"total":"result.total","first":1,"id":"base.id"},`+
		toPlatform+toyForm+`}}`, platformSchemas), []byte(platformGo))
	require.NoError(t, err)
	wanted := PlatformOperation{
		Name: "trade.list", Namespace: "com.toy", Version: "1", Protocol: "param2", Service: "trade", Family: "order",
		Effect: "read", Go: "TradeList", Method: "List", Summary: "List orders", Text: "All.",
		Evidence: document.Evidence{Level: "official"}, Personal: true, CredentialsInQuery: true, Request: "ListRequest",
		Response: "TradeListResponse", Params: []PlatformParam{
			{Name: "any"}, {Name: "file", Type: "string", File: true}, {Name: "ids", Type: "array", Joined: true},
			{Name: "query", Type: "object", Required: true, JSON: true},
			{Name: "word", Type: "string", Enum: []string{"a", "b"}},
		},
		Arguments: 6, Levels: []Level{{[]string{"object"}, []string{"result", "success"}},
			{[]string{"object"}, []string{"rows", "total"}}},
		Outcome: document.Outcome{Success: []string{"success"}}, Payload: []string{"result.rows"}, Total: "result.total",
		Codes: []Refusal{{Code: "EMPTY", Go: "TradeListNoOrder",
			ErrorCode: document.ErrorCode{Name: "no_order", Inferred: []string{"a"}}}},
		Page: &PlatformPage{Total: "answer.Result.Total", Lists: []string{"answer.Result.Rows"}, Row: "Row", First: 1,
			ID: "r.Base.OrderID", Param: PageField{Outer: "Query", Go: "Page", Pointer: true, Type: "int32"}},
	}
	require.Equal(t, []PlatformOperation{wanted}, m.Operations)
	assert.Equal(t, []Service{{"trade", "Trade", []PlatformOperation{wanted}}}, m.Services)
	assert.Equal(t, []Refusal{
		{Code: "300", Go: "TooFast", ErrorCode: document.ErrorCode{Name: "too_fast"}},
		{Code: "401", Go: "Unauthorized", ErrorCode: document.ErrorCode{Name: "unauthorized", Status: 401}},
	}, m.Refusals)
	assert.Equal(t, "Ptr(int32(page))", wanted.Page.Param.Value())
}

// TestPlatformArguments has one row a rule: row 0 for any value, the members of the request before the request itself.
func TestPlatformArguments(t *testing.T) {
	m, err := BuildPlatform(toyPlatform("", `"/param2/1/com.toy/trade.list/{appKey}":{"post":{"operationId":"trade.list",
		"x-service":"trade",`+toPlatform+toyForm+`}}`, platformSchemas), []byte(platformGo))
	require.NoError(t, err)
	assert.Equal(t, []ArgumentRule{
		{},
		{Type: "string"},
		{Type: "integer"},
		{Type: "array", Items: 2},
		{Type: "object", Members: []ArgumentMember{{"buyer", false, 1}, {"pageNo", false, 2}}},
		{Type: "string", Enum: []string{"a", "b"}},
		{Members: []ArgumentMember{
			{"any", false, 0}, {"file", false, 1}, {"ids", false, 3}, {"query", true, 4}, {"word", false, 5},
		}},
	}, m.Arguments)
}

// TestInferredRows repeats rows of the document and of operations for the operations that infer them.
func TestInferredRows(t *testing.T) {
	m, err := BuildPlatform(toyPlatform(`,"x-error-codes":{"BUSY":{"name":"busy","operations":["b"],"inferred":["c"]}}`,
		`"/param2/1/com.toy/trade.list/{appKey}":{"post":{"operationId":"trade.list","x-service":"trade",`+toPlatform+`}}`,
		platformSchemas), []byte(platformGo))
	require.NoError(t, err)
	assert.Equal(t, []Refusal{{Code: "BUSY", Go: "Busy", ErrorCode: document.ErrorCode{Name: "busy",
		Operations: []string{"b"}, Inferred: []string{"c"}}}}, m.Shared)
	assert.Equal(t, []Refusal{
		{Code: "BUSY", Go: "Busy", ErrorCode: document.ErrorCode{Name: "busy", Operations: []string{"c"},
			Inferred: []string{"c"}, Evidence: document.Evidence{Level: "inferred"}}},
		{Code: "EMPTY", Go: "TradeListNoOrder", ErrorCode: document.ErrorCode{Name: "no_order", Operations: []string{"a"},
			Inferred: []string{"a"}, Evidence: document.Evidence{Level: "inferred"}}},
	}, m.Inferred)
}

// TestOperationKinds reads what a response is, what an operation needs, and what it tells.
func TestOperationKinds(t *testing.T) {
	for _, tt := range []struct {
		name, members, response string
		want                    PlatformOperation
	}{
		{"number alone", `"security":[{"signature":[]}]`, `{"type":"integer"}`,
			PlatformOperation{Public: true, Bare: true, Levels: []Level{{Kinds: []string{"number"}}}}},
		{"either", `"security":[{"accessToken":[]}]`, `{"anyOf":[{"type":"string"},{"properties":{"a":{}}}]}`,
			PlatformOperation{Unsigned: true, Levels: []Level{{[]string{"object", "string"}, []string{"a"}}}}},
		{"unknown", `"security":[]`, `{}`,
			PlatformOperation{Public: true, Unsigned: true, Levels: []Level{{}}}},
		{"read", `"x-effect":"read"`, `{"properties":{"b":{},"a":{},"success":{}},"x-outcome":{"success":["success"]}}`,
			PlatformOperation{Public: true, Unsigned: true, Effect: "read", Payload: []string{"a", "b"},
				Outcome: document.Outcome{Success: []string{"success"}},
				Levels:  []Level{{[]string{"object"}, []string{"a", "b", "success"}}}}},
		{"mutation", `"x-effect":"pay"`, `{"properties":{"a":{}}}`,
			PlatformOperation{Public: true, Unsigned: true, Effect: "pay",
				Levels: []Level{{[]string{"object"}, []string{"a"}}}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := BuildPlatform(toyPlatform("", `"/http/2/n/a/{appKey}":{"post":{"operationId":"a","x-service":"s",`+
				tt.members+`,`+strings.Replace(toPlatform, "TradeList", "A", 1)+`}}`, `"AResponse":`+tt.response),
				[]byte(platformGo))
			require.NoError(t, err)
			got := m.Operations[0]
			assert.Equal(t, [3]string{"http", "2", "n"}, [3]string{got.Protocol, got.Version, got.Namespace})
			tt.want.Name, tt.want.Service, tt.want.Go, tt.want.Response = "a", "s", "A", "AResponse"
			tt.want.Method = "A"
			tt.want.Protocol, tt.want.Version, tt.want.Namespace = "http", "2", "n"
			assert.Equal(t, tt.want, got)
		})
	}
}
