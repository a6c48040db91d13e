package model

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/openapi"
)

// TestPlatformModel joins the real document with the real bindings.
func TestPlatformModel(t *testing.T) {
	bindings, err := os.ReadFile("../../../generated/platform/platform.gen.go")
	require.NoError(t, err)
	model, err := BuildPlatform(openapi.OpenPlatform().JSON, bindings)
	require.NoError(t, err)
	byName := map[string]PlatformOperation{}
	methods := map[string]string{}
	for _, op := range model.Operations {
		byName[op.Name] = op
	}
	for _, s := range model.Services {
		for _, op := range s.Operations {
			methods[op.Name] = s.Go + "." + op.Method
		}
	}
	cases := map[string]func(*testing.T, PlatformOperation){
		"alibaba.trade.cancel": func(t *testing.T, op PlatformOperation) {
			assert.Equal(t, "Trade.Cancel", methods[op.Name])
			assert.Equal(t, document.Outcome{
				Success: []string{"success"}, Code: []string{"errorCode"}, Message: []string{"errorMessage"}, Proof: []string{},
			}, op.Outcome)
			assert.Equal(t, "cancel", op.Effect)
			assert.False(t, op.Public || op.Unsigned)
		},
		"getToken": func(t *testing.T, op PlatformOperation) {
			assert.Equal(t, "OAuth.GetToken", methods[op.Name])
			assert.Equal(t, "http", op.Protocol)
			assert.True(t, op.Public && op.Unsigned)
		},
		"account.user.register": func(t *testing.T, op PlatformOperation) {
			assert.Equal(t, []string{"boolean", "object"}, op.Levels[1].Kinds, "of a union the kinds of all branches")
			assert.Equal(t, []string{"code", "message", "result", "success"}, op.Levels[1].Members)
		},
		"product.search.keywordQuery": func(t *testing.T, op PlatformOperation) {
			assert.Len(t, op.Levels, 3)
			assert.Contains(t, op.Levels[2].Members, "totalRecords")
			assert.Equal(t, []string{"result.result.data"}, op.Payload)
			assert.Equal(t, "result.result.totalRecords", op.Total)
		},
		"alibaba.trade.get.buyerView": func(t *testing.T, op PlatformOperation) {
			assert.Contains(t, op.Payload, "result.baseInfo")
			assert.NotContains(t, op.Payload, "success")
		},
		"alibaba.trade.getBuyerOrderList": func(t *testing.T, op PlatformOperation) {
			assert.Equal(t, "TradeInfoRow", op.Page.Row)
			assert.Equal(t, "req != nil && req.Page != nil", op.Page.Asked())
		},
		"alibaba.trade.uploadRefundVoucher": func(t *testing.T, op PlatformOperation) {
			assert.True(t, op.Params[0].File)
		},
	}
	for name, want := range cases {
		t.Run(name, func(t *testing.T) { want(t, byName[name]) })
	}
}

// TestBuildPlatformRefuses says what is wrong with a document that cannot become Go.
func TestBuildPlatformRefuses(t *testing.T) {
	const answer = `"responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/AResponse"}}}}}`
	cases := map[string]string{
		`"/param2/1/ns/a/{appKey}":{"post":{"operationId":"a",` + answer + `}}`: "x-service is missing",
		`"/a/":{"post":{"operationId":"a","x-service":"s",` + answer +
			`}}`: "the path must be /<protocol>/<version>/<namespace>/a/{appKey}",
		`"/param2/1/ns/a/{appKey}":{"post":{"operationId":"a","x-service":"s",` +
			`"requestBody":{"content":{"multipart/form-data":{"schema":{"$ref":"#/components/schemas/ARequest"}}}},` + answer +
			`}}`: `each of them needs it; list is "array"`,
		`"/param2/1/ns/a/{appKey}":{"post":{"operationId":"a","x-service":"s",` + answer +
			`}},"/param2/1/ns/b/{appKey}":{"post":{"operationId":"b","x-service":"s",` + answer +
			`}}`: "would both be the method S.A",
	}
	_, err := BuildPlatform([]byte(`{}`), []byte("package platform"))
	require.ErrorContains(t, err, "x-success-codes is missing")
	for paths, want := range cases {
		_, err := BuildPlatform([]byte(`{"x-success-codes":["OK"],"paths":{`+paths+
			`},"components":{"schemas":{"AResponse":{},"ARequest":{"properties":{"list":{"type":"array"}}}}}}`),
			[]byte("package platform"))
		assert.ErrorContains(t, err, want)
	}
}
