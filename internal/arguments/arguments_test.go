package arguments_test

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/arguments"
	"github.com/go-ali1688/ali1688/internal/testkit/examplecalls"
)

const (
	freight = "product.freight.estimate"
	search  = "product.search.keywordQuery"
	orders  = "alibaba.trade.getBuyerOrderList"
	cross   = "alibaba.trade.createCrossOrder"
)

// TestField reads the one argument of a call that differs from the document.
func TestField(t *testing.T) {
	cases := []struct {
		api, name, text string
		args            string // in what is read
		found           string // the text of the only deviation
	}{
		{"alibaba.trade.cancel", "tradeID", "90187872898371", `"tradeID":90187872898371`, ""},
		{"alibaba.trade.cancel", "tradeID", "5.0", `"tradeID":5`,
			"tradeID is written as a fraction or with an exponent; the document has a whole number"},
		{orders, "page", " 2 ", `"page":2`, ""},
		{orders, "page", "", `{}`, "page is empty; the document leaves an absent value out"},
		{orders, "pageNo", "2", `{}`, "pageNo is unknown to alibaba.trade.getBuyerOrderList and ignored; did you mean page?"},
		{orders, "nothing_like_it", "2", `{}`, "nothing_like_it is unknown to alibaba.trade.getBuyerOrderList and ignored"},
		{orders, "isHis", "True", `"isHis":true`, "isHis is text; the document has true or false"},
		{orders, "isHis", "0", `"isHis":false`, "isHis is text; the document has true or false"},
		{orders, "bizTypes", `["cn"]`, `"bizTypes":["cn"]`, ""},
		{orders, "bizTypes", "cn,ws", `"bizTypes":["cn,ws"]`,
			"bizTypes is text; the document has a list as JSON, and with commas 1688 was seen to find no order"},
		{orders, "orderIds", "1,2", `{}`,
			"orderIds is text; the document has a list as JSON, and with commas 1688 was seen to ignore it"},
		{orders, "orderIds", `["1"]`, `"orderIds":[1]`, "orderIds/0 is text; the document has a number"},
		{
			cross,
			"cargoParamList",
			`{"offerId":"610947572360","specId":"a","quantity":5}`,
			`"cargoParamList":[{"offerId":610947572360,`,
			"cargoParamList is one object; the document has a list\ncargoParamList/0/offerId is text; the document has a number",
		},
		{cross, "addressParam", `{"addressId":""}`, `"addressParam":{}`,
			"addressParam/addressId is empty; the document leaves an absent value out"},
		{cross, "addressParam", `{"addressId":null}`, `"addressParam":{}`,
			"addressParam/addressId is empty; the document leaves an absent value out"},
		{cross, "addressParam", `{"adressId":1}`, `"addressParam":{}`,
			"addressParam/adressId is unknown to alibaba.trade.createCrossOrder and ignored; did you mean addressId?"},
		{search, "offerQueryParam", `{'keyword': 'l\'été "x" \xe9', 'beginPage': 1, 'pageSize': 5, 'country': 'en'}`,
			`"keyword":"l'été \"x\" \u00e9"`, "offerQueryParam is JSON in single quotes; the document has double quotes"},
		{search, "offerQueryParam", `{"keyword":"a","beginPage":1,"pageSize":5}`, `"keyword":"a"`,
			"offerQueryParam/country is missing; the document requires it"},
		{search, "offerQueryParam", `{"keyword":"a","beginPage":1,"pageSize":500,"country":"en"}`, `"pageSize":500`,
			"offerQueryParam/pageSize must be a whole number from 1 to 50, not 500"},
		{orders, "createStartTime", "2026-09-01 00:00:00", `"createStartTime":"2026-09-01 00:00:00"`,
			"createStartTime must be text that matches ^[0-9]{17}[+-][0-9]{4}$"},
		{orders, "createStartTime", "20260901000000000+0800", `"createStartTime":"20260901000000000+0800"`, ""},
		{"alibaba.creditPay.url.get", "orderIdList", "[" + strings.Repeat("1,", 30) + "1]", `"orderIdList":[1,`,
			"orderIdList must have at most 30 rows"},
		{"alibaba.trade.createRefund", "description", strings.Repeat("破", 151), `"description":"破`,
			"description must be text of 2 to 150 characters"},
		{freight, "productFreightQueryParamsNew", `{"toProvinceCode":37}`, `"toProvinceCode":"37"`,
			"productFreightQueryParamsNew/toProvinceCode is a number; the document has text"},
	}
	for _, tt := range cases {
		t.Run(tt.api+" "+tt.name+" "+tt.text, func(t *testing.T) {
			args, found, fault := arguments.Read(platform.Find(tt.api), []arguments.Sent{arguments.Field(tt.name, tt.text)})
			if fault != nil {
				require.True(t, fault.Missing, "it is read: %v", fault)
				args, found = with(t, tt.api, tt.name, tt.text)
			}
			assert.Contains(t, string(args), tt.args)
			assert.Contains(t, texts(found), tt.found)
			if tt.found == "" {
				assert.Empty(t, found)
			}
		})
	}
}

// with reads the document's example of a call, with another text for one argument.
func with(t *testing.T, api, name, text string) (jsontext.Value, []arguments.Deviation) {
	t.Helper()
	examples, err := examplecalls.PlatformArguments()
	require.NoError(t, err)
	sent, _, fault := arguments.Members("example", string(examples[api]))
	require.Nil(t, fault)
	for i, a := range sent {
		if a.Name == name {
			sent[i] = arguments.Field(name, text)
		}
	}
	args, found, fault := arguments.Read(platform.Find(api), sent)
	require.Nil(t, fault)
	return args, found
}

func texts(found []arguments.Deviation) string {
	var out []string
	for _, d := range found {
		out = append(out, d.Text)
	}
	return strings.Join(out, "\n")
}

// TestFault has the arguments that cannot be read.
func TestFault(t *testing.T) {
	cases := []struct {
		api, name, text string
		want            arguments.Fault
	}{
		{"alibaba.trade.cancel", "tradeID", "twelve",
			arguments.Fault{Where: "tradeID", Text: "tradeID must be a whole number"}},
		{"alibaba.trade.cancel", "tradeID", "1.5", arguments.Fault{Where: "tradeID", Text: "tradeID must be a whole number"}},
		{"alibaba.trade.cancel", "tradeID", "99999999999999999999",
			arguments.Fault{Where: "tradeID", Text: "tradeID must be a whole number"}},
		{"alibaba.trade.cancel", "x", "1",
			arguments.Fault{Missing: true, Where: "cancelReason", Text: "cancelReason is missing; the document requires it"}},
		{orders, "isHis", "maybe", arguments.Fault{Where: "isHis", Text: "isHis must be true or false"}},
		{cross, "cargoParamList", "1,2",
			arguments.Fault{Where: "cargoParamList", Text: "cargoParamList is text; the document has a list as JSON"}},
		{cross, "cargoParamList", "[1]",
			arguments.Fault{Where: "cargoParamList/0", Text: "cargoParamList/0 must be an object"}},
		{cross, "addressParam", "[]", arguments.Fault{Where: "addressParam", Text: "addressParam must be an object"}},
		{cross, "addressParam", "{'a", arguments.Fault{Where: "addressParam", Text: "addressParam is not JSON"}},
	}
	for _, tt := range cases {
		t.Run(tt.api+" "+tt.name+" "+tt.text, func(t *testing.T) {
			args, _, fault := arguments.Read(platform.Find(tt.api), []arguments.Sent{arguments.Field(tt.name, tt.text)})
			assert.Nil(t, args)
			assert.Equal(t, &tt.want, fault)
		})
	}
}

// TestExamples reads the documents' own examples, in which nothing may deviate.
func TestExamples(t *testing.T) {
	examples, err := examplecalls.PlatformArguments()
	require.NoError(t, err)
	require.NotEmpty(t, examples)
	for api, example := range examples {
		t.Run(api, func(t *testing.T) {
			sent, _, fault := arguments.Members("example", string(example))
			require.Nil(t, fault)
			args, found, fault := arguments.Read(platform.Find(api), sent)
			require.Nil(t, fault)
			assert.Empty(t, found)
			assert.JSONEq(t, string(example), string(args))
		})
	}
}

// TestManyRows reports a deviation that every row of a list has once.
func TestManyRows(t *testing.T) {
	list := "[" + strings.TrimSuffix(strings.Repeat(`"1",`, 300), ",") + "]"
	_, found, fault := arguments.Read(platform.Find(orders), []arguments.Sent{arguments.Field("orderIds", list)})
	require.Nil(t, fault)
	assert.Equal(t, "orderIds/0 is text; the document has a number", texts(found))
}

func FuzzRead(f *testing.F) {
	f.Add(search, "offerQueryParam", `{'keyword': 'l\'x', "beginPage": None}`)
	f.Add(cross, "cargoParamList", `{"offerId":"1"}`)
	f.Fuzz(func(t *testing.T, api, name, text string) {
		op := platform.Find(api)
		if op == nil {
			return
		}
		args, _, fault := arguments.Read(op, []arguments.Sent{arguments.Field(name, text)})
		if fault == nil && !args.IsValid() {
			t.Errorf("got %s from %q, which is not JSON", args, text)
		}
	})
}
