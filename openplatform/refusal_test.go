package openplatform_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/refusal"
)

// TestRefusalsAreExplained has codes and texts as live programs met them.
func TestRefusalsAreExplained(t *testing.T) {
	const preview, create = "alibaba.createOrder.preview", "alibaba.trade.createCrossOrder"
	const spec = "b266e0726506185beaf205cbae88530d"
	cases := []struct {
		name string
		err  openplatform.Error
		want refusal.Action
		when refusal.Retry
	}{
		{"package used up", openplatform.Error{API: preview, Code: platform.CodeNoUsageLeft}, refusal.BuyQuota, refusal.Never},
		{"too often", openplatform.Error{API: preview, Code: "gw.QosAppFrequencyLimit"}, refusal.SlowDown, refusal.Pause},
		{"dead token", openplatform.Error{API: preview, Code: "401"}, refusal.RefreshToken, refusal.Never},
		{"no permission", openplatform.Error{API: preview, Code: "gw.APIACLDecline"}, refusal.AskPermission, refusal.Never},
		{"sold out", openplatform.Error{API: preview, Code: "500_004"}, refusal.ChangeQuantity, refusal.Later},
		{"one code, two operations", openplatform.Error{API: "alibaba.trade.payWay.query", Code: "500_2"}, refusal.UseRightAccount, refusal.Never},
		{"the other", openplatform.Error{API: "alibaba.trade.getLogisticsInfos.buyerView", Code: "500_2"}, refusal.Wait, refusal.Later},
		{"second family", openplatform.Error{API: create, Code: "FAIL_BIZ_FAIL_BIZ_BOOKED_BEYOND_THE_MAX_QUANTITY"}, refusal.ChangeQuantity, refusal.Never},
		{"text alone, doubled", openplatform.Error{API: create, Message: "not support tradeType:【creditBuy】:not support tradeType:【creditBuy】"},
			refusal.ChangePayment, refusal.Never},
		{"text as JSON", openplatform.Error{API: create, Code: "400", Message: `{"errorMessage":"拆单结果发生了变化。"}`}, refusal.ChangeGoods, refusal.Never},
		{"digits", openplatform.Error{API: "alibaba.trade.createRefund", Code: "4321"}, refusal.LookUp, refusal.Soon},
		{"unknown", openplatform.Error{API: create, Code: "E17"}, "", refusal.Never},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, tt.err.Action())
			assert.Equal(t, tt.when, tt.err.Retry())
			for _, lang := range []string{"en", "zh-CN"} {
				assert.Equal(t, tt.want != "", tt.err.Meaning(lang) != "", "%s meaning", lang)
				assert.Equal(t, tt.want != "", tt.err.Advice(lang) != "", "%s advice", lang)
			}
		})
	}
	soldOut := openplatform.Error{Code: "500_004", Message: "商品[554456348334_" + spec + "]库存不足，请核实库存后订购。"}
	assert.Equal(t, []refusal.Goods{{Offer: "554456348334", Spec: spec}}, soldOut.Goods())
}

// TestEvidenceOfRefusals tells what a source states of an operation from what is known of another one.
func TestEvidenceOfRefusals(t *testing.T) {
	const preview, create, fast = "alibaba.createOrder.preview", "alibaba.trade.createCrossOrder", "alibaba.trade.fastCreateOrder"
	cases := []struct{ operation, code, message, want string }{
		{preview, "500_004", "", "official"},
		{create, "500_004", "", "inferred"},
		{fast, "500_004", "", "inferred"},
		{"alibaba.trade.cancel", "500_004", "", ""},
		{create, "", "not support tradeType:【bank】", "official"},
		{fast, "", "not support tradeType:【bank】", "inferred"},
		{preview, "FAIL_BIZ_UNSUPPORT_MIX", "", "live"},
		{create, "FAIL_BIZ_UNSUPPORT_MIX", "", "inferred"},
		{preview, "FAIL_BIZ_FAIL_BIZ_PROXY_RELATED_NOT_FUND", "", "inferred"},
	}
	for _, tt := range cases {
		row, _ := refusal.Find(tt.operation, tt.code, tt.message, platform.CodesOf(tt.operation), platform.SharedCodes)
		assert.Equal(t, tt.want, row.Evidence, "%s %s %s", tt.operation, tt.code, tt.message)
	}
}

// TestCodesBehindAPrefix finds a code of the second family whatever stands before it.
func TestCodesBehindAPrefix(t *testing.T) {
	err := &openplatform.Error{Code: "FAIL_BIZ_UNSUPPORT_MIX"}
	assert.ErrorIs(t, err, platform.CodeNoMix)
	assert.True(t, openplatform.IsCode(err, platform.CodeBeyondMaximum, platform.CodeNoMix))
	assert.NotErrorIs(t, err, platform.CodeBeyondMaximum)
}

// TestTextsNameGoods fills the texts of every row with ids, and finds the offer again.
func TestTextsNameGoods(t *testing.T) {
	seen := 0
	for _, row := range platform.CodesOf("alibaba.createOrder.preview") {
		for _, text := range row.Texts {
			message, names := filled(text)
			if !names {
				continue
			}
			seen++
			goods := refusal.GoodsIn(message)
			if assert.NotEmpty(t, goods, message) {
				assert.Equal(t, "554456348334", goods[0].Offer, message)
			}
		}
	}
	assert.Equal(t, 8, seen, "all but 500_007, which names nothing")
}

// filled is a text with an offer and a variant in place of what it names, and whether it names any.
func filled(text string) (message string, names bool) {
	message = strings.NewReplacer("{offers}", "554456348334", "{offer_spec}", "554456348334_b266e0726506185beaf205cbae88530d",
		"{spec}", "b266e0726506185beaf205cbae88530d").Replace(text)
	return message, message != text
}
