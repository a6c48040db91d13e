package refusal_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/refusal"
)

// TestFind covers every way in which a row is found.
func TestFind(t *testing.T) {
	table := []refusal.Meaning{
		{Code: "4005", Action: refusal.AskPermission, Cases: []refusal.Meaning{{Contains: "超量", Action: refusal.BuyQuota}}},
		{Code: "5xxx", Match: refusal.Digits, Action: refusal.FixArgument},
		{Code: "BOOKED_BEYOND_THE_MAX_QUANTITY", Match: refusal.End, Operations: []string{"order"},
			Action: refusal.ChangeQuantity},
		{Code: "Cargo list not duplicate is required", Match: refusal.Text, Action: refusal.LookUp},
	}
	cases := []struct {
		name, operation, code, message string
		want                           refusal.Action
	}{
		{"exact", "any", "4005", "", refusal.AskPermission},
		{"case of a code", "any", "4005", "Key[REDACTED]已超量", refusal.BuyQuota},
		{"digits", "any", "5012", "", refusal.FixArgument},
		{"digits, another length", "any", "50120", "", ""},
		{"digits, a letter", "any", "5a12", "", ""},
		{"end, no prefix", "order", "BOOKED_BEYOND_THE_MAX_QUANTITY", "", refusal.ChangeQuantity},
		{"end, prefixed twice", "order", "FAIL_BIZ_FAIL_BIZ_BOOKED_BEYOND_THE_MAX_QUANTITY", "", refusal.ChangeQuantity},
		{"end, another word before it", "order", "NOTBOOKED_BEYOND_THE_MAX_QUANTITY", "", ""},
		{"end, another operation", "pay", "BOOKED_BEYOND_THE_MAX_QUANTITY", "", ""},
		{"text", "any", "", "cargo list not duplicate is required", refusal.LookUp},
		{"text inside JSON text", "any", "400", `{"errorMessage":"Cargo list not duplicate is required"}`, refusal.LookUp},
		{"unknown", "any", "999", "who knows", ""},
		{"no code", "any", "", "", ""},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := refusal.Find(tt.operation, tt.code, tt.message, nil, table)
			assert.Equal(t, tt.want, got.Action)
			assert.Equal(t, tt.want != "", ok)
			assert.Equal(t, ok, got.Code != "", "a case has the code of its row")
		})
	}
}

// TestGoodsIn has the forms of public clients and of the pages.
func TestGoodsIn(t *testing.T) {
	const spec = "b266e0726506185beaf205cbae88530d"
	cases := []struct {
		name, message string
		want          []refusal.Goods
	}{
		{"variant", "商品[554456348334_" + spec + "]库存不足，请核实库存后订购。", []refusal.Goods{{"554456348334", spec}}},
		{"offer", "商品[554456348334]的购买数量不满足起批量限制。", []refusal.Goods{{"554456348334", ""}}},
		{"several offers", "商品[554456348334, 610947572360]的购买数量或者价格不满足混批限制。",
			[]refusal.Goods{{"554456348334", ""}, {"610947572360", ""}}},
		{"offer, blank and variant", "商品[554456348334 ]不属于同一卖家或者规格[" + spec + "] 不属于商品[554456348334]",
			[]refusal.Goods{{"554456348334", spec}}},
		{"variant with blanks", "商品[554456348334]的规格[ " + spec + " ]", []refusal.Goods{{"554456348334", spec}}},
		{"second variant alone", "商品[554456348334_" + spec + "]和规格[0123456789abcdef]",
			[]refusal.Goods{{"554456348334", spec}}},
		{"doubled", "商品[554456348334]不支持在线交易，无法下单。:商品[554456348334]不支持在线交易，无法下单。", []refusal.Goods{{"554456348334", ""}}},
		{"JSON text", `{"errorMessage":"商品[554456348334]的购买数量不满足起批量限制。"}`, []refusal.Goods{{"554456348334", ""}}},
		{"gone offers", "offer no exist 554456348334,610947572360",
			[]refusal.Goods{{"554456348334", ""}, {"610947572360", ""}}},
		{"other brackets", "无可使用支付渠道[跨境宝]付款的订单 Key[REDACTED]", nil},
		{"unclosed", "商品[554456348334", nil},
		{"empty", "", nil},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, refusal.GoodsIn(tt.message)) })
	}
}

func TestPlain(t *testing.T) {
	for message, want := range map[string]string{
		"AddressId invalid:AddressId invalid": "AddressId invalid",
		"a:b":                                 "a:b",
		"twice twice":                         "twice twice",
		`{"errorMessage":"拆单结果发生了变化"}`: "拆单结果发生了变化",
		`{"other":1}`:      `{"other":1}`,
		`{"errorMessage":`: `{"errorMessage":`,
		":":                "",
	} {
		assert.Equal(t, want, refusal.Plain(message), message)
	}
}

func TestSameCode(t *testing.T) {
	assert.True(t, refusal.SameCode("FAIL_BIZ_FAIL_BIZ_UNSUPPORT_MIX", "UNSUPPORT_MIX"))
	assert.False(t, refusal.SameCode("UNSUPPORT_MIX", "LESS_THAN_MIX_BEGIN"))
}

func TestIn(t *testing.T) {
	w := refusal.Words{EN: "gone", ZH: "已下架"}
	for lang, want := range map[string]string{"en": "gone", "": "gone", "zh": "已下架", "zh-CN": "已下架",
		"ZH_cn.UTF-8": "已下架"} {
		assert.Equal(t, want, w.In(lang), lang)
	}
}

// TestFindReadsMessages finds rows by messages that come wrapped, doubled or with blanks around them.
func TestFindReadsMessages(t *testing.T) {
	table := []refusal.Meaning{
		{Code: "404", Action: refusal.LookUp, Cases: []refusal.Meaning{{Contains: "gone", Action: refusal.ChangeGoods},
			{Contains: "go", Action: refusal.Wait}}},
		{Code: "offer gone", Match: refusal.Text, Action: refusal.TellCustomer},
		{Code: "1x0", Match: refusal.Digits, Action: refusal.FixArgument},
		{Code: "", Action: refusal.SendAgain},
	}
	for _, c := range []struct {
		code, message string
		want          refusal.Action
	}{
		{"404", "it is gone", refusal.ChangeGoods}, {"404", "go", refusal.Wait}, {"404", "", refusal.LookUp},
		{"404", `{"errorMessage":"g\u006fne"}`, refusal.ChangeGoods},
		{"404", `{"errorMessage":"gone"}`, refusal.ChangeGoods}, {"404", `{"message":"gone"}`, refusal.ChangeGoods},
		{"x", "OFFER GONE", refusal.TellCustomer}, {"", "the Offer gone away", refusal.TellCustomer},
		{"100", "", refusal.FixArgument}, {"190", "", refusal.FixArgument}, {"191", "", ""}, {"290", "", ""},
		{"1/0", "", ""}, {"1:0", "", ""}, {"", "", ""},
	} {
		got, ok := refusal.Find("any", c.code, c.message, table)
		assert.Equal(t, c.want, got.Action, "%s %s", c.code, c.message)
		assert.Equal(t, c.want != "", ok, "%s %s", c.code, c.message)
	}
	first := []refusal.Meaning{{Code: "404", Action: refusal.Wait}}
	got, _ := refusal.Find("any", "404", "gone", first, table)
	assert.Equal(t, refusal.Wait, got.Action, "of the first table")
}

func TestSucceeds(t *testing.T) {
	for code, want := range map[string]bool{
		"": true, "0": true, "0000": true, "200": true, "OK": true, "ok": true, "S0000": true, "Success": true, "TRUE": true,
		"S00": false, "00x": false, "2000": false, "false": false, "1": false, "success!": false, "400": false, " ": false,
	} {
		assert.Equal(t, want, refusal.Succeeds(code), code)
	}
}

// TestPlainMembers takes the text of one member of JSON, and only text.
func TestPlainMembers(t *testing.T) {
	for message, want := range map[string]string{
		"  gone \n": "gone", ` {"errorMessage":"gone"} `: "gone", `{"a":"b","errorMessage":"gone","c":1}`: "gone",
		`{"errorMessage":5}`: `{"errorMessage":5}`, `{"errorMessage":""}`: `{"errorMessage":""}`,
		`{"errorMessages":"gone"}`: `{"errorMessages":"gone"}`, `{"errorMessage":"a:a"}`: "a",
		"a:b:a:b": "a:b", "ab:ac": "ab:ac", "aba": "aba", "gone:gone:": "gone:gone:", "": "",
	} {
		assert.Equal(t, want, refusal.Plain(message), message)
	}
}

// TestGoodsInEdges has names at the edge of what an offer or a variant looks like.
func TestGoodsInEdges(t *testing.T) {
	for message, want := range map[string][]refusal.Goods{
		"[123456]":                                  {{Offer: "123456"}},
		"[12345]":                                   nil,
		"[1234567890123456789]":                     {{Offer: "1234567890123456789"}},
		"[12345678901234567890]":                    nil,
		"[123456_abcdefgh]":                         {{Offer: "123456", Spec: "abcdefgh"}},
		"[123456_abcdefg]":                          nil,
		"[123456 _ abcdefgh ]":                      {{Offer: "123456", Spec: "abcdefgh"}},
		"[123456_abcdefgh] [123456]":                {{Offer: "123456", Spec: "abcdefgh"}},
		"[123456] [123456]":                         {{Offer: "123456"}},
		"[123456_abcdefgh,123456_abcdefgh]":         {{Offer: "123456", Spec: "abcdefgh"}},
		"[123456_abcdefgh,123456_hgfedcba]":         {{"123456", "abcdefgh"}, {"123456", "hgfedcba"}},
		"[123456],[abcdefgh],[hgfedcba]":            {{Offer: "123456", Spec: "abcdefgh"}},
		"[abcdefgh] [123456]":                       {{Offer: "123456"}},
		"[123456] [short]":                          {{Offer: "123456"}},
		`{"errorMessage":"\u005b123456\u005d"}`:     {{Offer: "123456"}},
		`{"errorMessage":"[123456]"} `:              {{Offer: "123456"}},
		"Offer No Exist 123456789":                  {{Offer: "123456789"}},
		"offer no exist 12345678":                   nil,
		"offer no exist [123456] 123456789":         {{Offer: "123456"}},
		"the offer exists 123456789":                nil,
		"offer no exist 123456789, again 123456789": {{Offer: "123456789"}},
	} {
		assert.Equal(t, want, refusal.GoodsIn(message), message)
	}
}
