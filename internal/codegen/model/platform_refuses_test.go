package model

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/document"
)

// TestPlatformRefuses names the operation and the first mistake of the document.
func TestPlatformRefuses(t *testing.T) {
	operation := func(path, members string) string {
		return `"` + path + `":{"post":{"operationId":"trade.list",` + toPlatform + members + `}}`
	}
	const path, service = "/param2/1/com.toy/trade.list/{appKey}", `,"x-service":"trade"`
	form := func(properties, encoding string) string {
		return service + `,"requestBody":{"content":{"application/x-www-form-urlencoded":{"schema":{"properties":` + properties +
			`},"encoding":` + encoding + `}}}`
	}
	const formed = "trade.list: encoding is for objects and lists only, and each of them needs it; "
	for _, tt := range []struct{ name, paths, want string }{
		{"service", operation(path, ""), path + ": x-service is missing: it says which field of the client has the method"},
		{"short path", operation("/param2/1/trade.list/{appKey}", service), "/param2/1/trade.list/{appKey}: the path must be " +
			"/<protocol>/<version>/<namespace>/trade.list/{appKey}"},
		{"path of another", operation("/param2/1/com.toy/trade.lists/{appKey}", service),
			"/param2/1/com.toy/trade.lists/{appKey}: the path must be /<protocol>/<version>/<namespace>/trade.list/{appKey}"},
		{"plain value as JSON", operation(path, form(`{"a":{"type":"string"}}`, `{"a":{"contentType":"application/json"}}`)),
			formed + `a is "string"`},
		{"plain value joined", operation(path, form(`{"a":{"type":"string"}}`, `{"a":{"style":"form","explode":false}}`)),
			formed + `a is "string"`},
		{"list without an encoding", operation(path, form(`{"a":{"type":"array"}}`, `{}`)), formed + `a is "array"`},
		{"object without an encoding", operation(path, form(`{"a":{"type":"object"}}`, `{}`)), formed + `a is "object"`},
		{"exploded list", operation(path, form(`{"a":{"type":"array"}}`, `{"a":{"style":"form","explode":true}}`)),
			formed + `a is "array"`},
		{"list in another style", operation(path, form(`{"a":{"type":"array"}}`, `{"a":{"style":"spaceDelimited"}}`)),
			formed + `a is "array"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := BuildPlatform(toyPlatform("", tt.paths, platformSchemas), []byte(platformGo))
			assert.EqualError(t, err, tt.want)
		})
	}
}

// TestPlatformResponseName takes types that are named after a response and nothing else.
func TestPlatformResponseName(t *testing.T) {
	for _, name := range []string{"Trade", "Response", "ResponseTrade"} {
		_, err := BuildPlatform(toyPlatform("", `"/param2/1/n/a/{appKey}":{"post":{"operationId":"a","x-service":"s",`+
			strings.Replace(toPlatform, "TradeListResponse", name, 1)+`}}`, ""), []byte(platformGo))
		assert.EqualError(t, err, "/param2/1/n/a/{appKey}: the schema of the 200 response must be a $ref to a component named …Response",
			name)
	}
}

// TestSuccessCodes compares x-success-codes with the rule of package refusal.
func TestSuccessCodes(t *testing.T) {
	for codes, want := range map[string]string{
		`[]`:                   "x-success-codes is missing at the top of the document: it lists the codes that mean success",
		`["success","FAILED"]`: `x-success-codes has "FAILED", which refusal.Succeeds does not know`,
	} {
		_, err := BuildPlatform([]byte(`{"x-success-codes":`+codes+`}`), []byte(platformGo))
		assert.EqualError(t, err, want)
	}
	m, err := BuildPlatform([]byte(`{"x-success-codes":["0","SUCCESS"]}`), []byte(platformGo))
	require.NoError(t, err)
	assert.Equal(t, &Platform{Arguments: []ArgumentRule{{}}}, m)
}

// TestMethodNames leaves out the name of the service where a name of Go remains.
func TestMethodNames(t *testing.T) {
	for _, tt := range []struct{ service, stem, want string }{
		{"trade", "TradeCancel", "Trade.Cancel"}, {"trade", "Tradesman", "Trade.Tradesman"}, {"trade", "Trade", "Trade.Trade"},
		{"trade", "FastTrade", "Trade.FastTrade"}, {"trade", "TradeZoom", "Trade.Zoom"}, {"trade", "TradeABTest", "Trade.ABTest"},
		{"oauth", "OAuthRefresh", "OAuth.Refresh"}, {"crossBorder", "CrossBorderPay", "CrossBorder.Pay"},
	} {
		b := platformOf(t, "")
		services := b.services([]PlatformOperation{{Name: "a", Service: tt.service, Go: tt.stem}})
		require.NoError(t, b.err)
		assert.Equal(t, tt.want, services[0].Go+"."+services[0].Operations[0].Method)
		assert.Equal(t, tt.service, services[0].Name)
	}
}

// TestMethodsClash in one service only.
func TestMethodsClash(t *testing.T) {
	b := platformOf(t, "")
	b.services([]PlatformOperation{{Name: "x", Service: "trade", Go: "Pay"}, {Name: "y", Service: "fund", Go: "Pay"}})
	require.NoError(t, b.err)
	b.services([]PlatformOperation{{Name: "x", Service: "trade", Go: "TradePay"}, {Name: "y", Service: "trade", Go: "Pay"}})
	assert.EqualError(t, b.err, "x and y would both be the method Trade.Pay")
}

// TestPersonal finds personal data anywhere in a request, and ends where a schema has itself as a member.
func TestPersonal(t *testing.T) {
	for _, tt := range []struct {
		name, schemas string
		want          bool
	}{
		{"itself", `"A":{"x-personal":true}`, true},
		{"decided otherwise", `"A":{"x-personal":false}`, false},
		{"member", `"A":{"properties":{"a":{"x-personal":true}}}`, true},
		{"element", `"A":{"items":{"x-personal":true}}`, true},
		{"part", `"A":{"allOf":[{"properties":{"b":{}}},{"properties":{"a":{"x-personal":true}}}]}`, true},
		{"value of any name", `"A":{"additionalProperties":{"x-personal":true}}`, true},
		{"component", `"A":{"properties":{"b":{"$ref":"#/components/schemas/B"}}},"B":{"x-personal":true}`, true},
		{"circle", `"A":{"properties":{"up":{"$ref":"#/components/schemas/A"},"b":{"x-personal":true}}}`, true},
		{"circle of nothing", `"A":{"properties":{"up":{"$ref":"#/components/schemas/A"}}}`, false},
		{"nothing", `"A":{"properties":{"a":{"type":"string"}}}`, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := platformOf(t, tt.schemas)
			got := b.personal(&document.Schema{Ref: document.RefTo("A")}, map[document.Ref]bool{})
			assert.Equal(t, tt.want, got)
		})
	}
}

// TestArgumentRows shares rows where rules are equal, bounds and all, and keeps those apart that differ in one.
func TestArgumentRows(t *testing.T) {
	for _, tt := range []struct {
		name, a, b string
		same       bool
	}{
		{"equal", `{"type":"integer","minimum":1}`, `{"minimum":1,"type":"integer","description":"Other words."}`, true},
		{"minimum", `{"type":"integer","minimum":1}`, `{"type":"integer","minimum":2}`, false},
		{"maximum", `{"type":"integer","maximum":1}`, `{"type":"integer","maximum":1.5}`, false},
		{"a bound as the other", `{"type":"integer","maximum":1}`, `{"type":"integer","minimum":1}`, false},
		{"type", `{"type":"integer"}`, `{"type":"number"}`, false},
		{"length", `{"type":"string","maxLength":1}`, `{"type":"string","minLength":1}`, false},
		{"elements", `{"type":"array","items":{"type":"string"}}`, `{"type":"array","items":{"type":"integer"}}`, false},
		{"wrapped", `{"type":"integer"}`, `{"allOf":[{"type":"integer"}]}`, true},
		{"wrapped with a type", `{"type":"integer"}`, `{"type":"object","allOf":[{"type":"integer"}]}`, false},
		{"two parts", `{"type":"integer"}`, `{"allOf":[{"type":"integer"},{"type":"integer"}]}`, false},
		{"closed", `{"type":"object","additionalProperties":true}`, `{"type":"object"}`, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := platformOf(t, `"A":`+tt.a+`,"B":`+tt.b)
			assert.Equal(t, tt.same, b.arguments.row(b.doc.Schema("A")) == b.arguments.row(b.doc.Schema("B")))
		})
	}
}
