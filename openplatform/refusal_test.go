package openplatform_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/refusal"
)

// TestRefusalsAreExplained has codes and texts as live programs met them.
func TestRefusalsAreExplained(t *testing.T) {
	const spec = "b266e0726506185beaf205cbae88530d"
	cases := []struct {
		name string
		err  *openplatform.Error
		want refusal.Action
		when refusal.Retry
	}{
		{"package used up", openplatform.NewError(previewing, platform.CodeNoUsageLeft, ""), refusal.BuyQuota, refusal.Never},
		{"too often", openplatform.NewError(previewing, "gw.QosAppFrequencyLimit", ""), refusal.SlowDown, refusal.Pause},
		{"dead token", openplatform.NewError(previewing, "401", ""), refusal.RefreshToken, refusal.Never},
		{"no permission", openplatform.NewError(previewing, "gw.APIACLDecline", ""), refusal.AskPermission, refusal.Never},
		{"sold out", openplatform.NewError(previewing, "500_004", ""), refusal.ChangeQuantity, refusal.Later},
		{"one code, two operations", openplatform.NewError("alibaba.trade.payWay.query", "500_2", ""),
			refusal.UseRightAccount, refusal.Never},
		{"the other", openplatform.NewError("alibaba.trade.getLogisticsInfos.buyerView", "500_2", ""), refusal.Wait,
			refusal.Later},
		{"second family", openplatform.NewError(creating, "FAIL_BIZ_FAIL_BIZ_BOOKED_BEYOND_THE_MAX_QUANTITY", ""),
			refusal.ChangeQuantity, refusal.Never},
		{"text alone, doubled", openplatform.NewError(creating, "",
			"not support tradeType:【creditBuy】:not support tradeType:【creditBuy】"),
			refusal.ChangePayment, refusal.Never},
		{"text as JSON", openplatform.NewError(creating, "400", `{"errorMessage":"拆单结果发生了变化。"}`), refusal.ChangeGoods,
			refusal.Never},
		{"digits", openplatform.NewError("alibaba.trade.createRefund", "4321", ""), refusal.LookUp, refusal.Soon},
		{"unknown", openplatform.NewError(creating, "E17", ""), "", refusal.Never},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, tt.err.Action())
			assert.Equal(t, tt.when, tt.err.Retry)
			for _, lang := range []string{"en", "zh-CN"} {
				assert.Equal(t, tt.want != "", tt.err.Meaning(lang) != "", "%s meaning", lang)
				assert.Equal(t, tt.want != "", tt.err.Advice(lang) != "", "%s advice", lang)
			}
		})
	}
	soldOut := openplatform.NewError("", "500_004", "商品[554456348334_"+spec+"]库存不足，请核实库存后订购。")
	assert.Equal(t, []refusal.Goods{{Offer: "554456348334", Spec: spec}}, soldOut.Goods())
}

// TestEvidenceOfRefusals tells what a source states of an operation from what is known of another one.
func TestEvidenceOfRefusals(t *testing.T) {
	const fast = "alibaba.trade.fastCreateOrder"
	cases := []struct{ operation, code, message, want string }{
		{previewing, "500_004", "", "official"},
		{creating, "500_004", "", "inferred"},
		{fast, "500_004", "", "inferred"},
		{"alibaba.trade.cancel", "500_004", "", ""},
		{creating, "", "not support tradeType:【bank】", "official"},
		{fast, "", "not support tradeType:【bank】", "inferred"},
		{previewing, "FAIL_BIZ_UNSUPPORT_MIX", "", "live"},
		{creating, "FAIL_BIZ_UNSUPPORT_MIX", "", "inferred"},
		{previewing, "FAIL_BIZ_FAIL_BIZ_PROXY_RELATED_NOT_FUND", "", "inferred"},
	}
	for _, tt := range cases {
		row, _ := refusal.Find(tt.operation, tt.code, tt.message, platform.CodesOf(tt.operation), platform.SharedCodes)
		assert.Equal(t, tt.want, row.Evidence, "%s %s %s", tt.operation, tt.code, tt.message)
	}
}

// TestCodesBehindAPrefix finds a code of the second family whatever stands before it.
func TestCodesBehindAPrefix(t *testing.T) {
	err := openplatform.NewError("", "FAIL_BIZ_UNSUPPORT_MIX", "")
	assert.ErrorIs(t, err, platform.CodeNoMix)
	assert.True(t, openplatform.IsCode(err, platform.CodeBeyondMaximum, platform.CodeNoMix))
	assert.NotErrorIs(t, err, platform.CodeBeyondMaximum)
}

// TestEveryText fills the placeholders of every text of the documents, reads them back, and finds the row by the
// operation, also where the platform says the text twice or as JSON.
func TestEveryText(t *testing.T) {
	const offer, another, spec, trade = "554456348334", "610947572360", "b266e0726506185beaf205cbae88530d", "bank"
	fill := strings.NewReplacer("{offers}", offer+", "+another, "{offer_spec}", offer+"_"+spec, "{spec}", spec,
		"{trade_type}", trade)
	both, variant := []refusal.Goods{{Offer: offer}, {Offer: another}}, []refusal.Goods{{Offer: offer, Spec: spec}}
	cases := []struct {
		text, operation, code string // the code is that of the row, "" if the text alone tells
		want                  []refusal.Goods
	}{
		{"商品[{offers}]不支持在线交易，无法下单。", previewing, "500_001", both},
		{"商品[{offers}]不属于同一卖家或者没有指定specId。", previewing, "500_002", both},
		{"商品[{offers}]不属于同一卖家或者规格[{spec}]不属于商品[{offers}]", previewing, "500_003",
			[]refusal.Goods{{Offer: offer}, {Offer: another, Spec: spec}}},
		{"商品[{offer_spec}]库存不足，请核实库存后订购。", previewing, "500_004", variant},
		{"商品[{offers}]的购买数量不满足起批量限制。", previewing, "500_005", both},
		{"商品[{offers}]的购买数量或者价格不满足混批限制。", previewing, "500_006", both},
		{"与供应商的代销关系不存在,不能使用saleproxy通道下单。", previewing, "500_007", nil},
		{"商品规格[{offer_spec}]的价格为0，不可以下单，请检查后重新提交。", previewing, "500_008", variant},
		{"商品[{offers}]的购买数量不满足批售起批量限制。", previewing, "500_009", both},
		{"Cargo list not duplicate is required", previewing, "", nil},
		{"not support tradeType:【{trade_type}】", creating, "", nil},
		{"AddressId invalid", creating, "", nil},
		{"offer no exist", previewing, "", nil},
		{"系统繁忙,请重试!", previewing, "", nil},
		{"拆单结果发生了变化", previewing, "", nil},
		{"拆单结果发生了变化。", previewing, "", nil},
		{"availableQuota less than sumPayment", previewing, "", nil},
		{"AppKey is not allowed(acl)", previewing, "gw.APIACLDecline", nil},
		{"App call exceeds limited frequency", previewing, "gw.QosAppFrequencyLimit", nil},
		{"SLA bill has no usage left", previewing, "gw.NoUsageLeftError", nil},
		{"Request need user authorized", previewing, "401", nil},
		{"REFUND_DATA_ERROR", "alibaba.trade.refund.OpQueryOrderRefund", "500", nil},
		{"INVALID_PARAM", "alibaba.trade.refund.OpQueryOrderRefund", "500", nil},
		{"ORDER_NOT_EXIST", "alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus", "500", nil},
	}
	left := textsOfTheDocument()
	for _, tt := range cases {
		t.Run(tt.text, func(t *testing.T) {
			delete(left, tt.text)
			message := fill.Replace(tt.text)
			assert.NotContains(t, message, "{")
			asJSON, err := json.Marshal(map[string]string{"errorMessage": message})
			require.NoError(t, err)
			for _, came := range []string{message, message + ":" + message, string(asJSON)} {
				e := openplatform.NewError(tt.operation, platform.Code(tt.code), came)
				row, ok := refusal.Find(e.API, tt.code, came, platform.CodesOf(e.API), platform.SharedCodes, platform.Refusals)
				require.True(t, ok, came)
				assert.Contains(t, row.Texts, tt.text, came)
				assert.Equal(t, row.Action, e.Action(), came)
				assert.Equal(t, tt.want, e.Goods(), came)
			}
		})
	}
	assert.Empty(t, left, "texts of the document without a row here")
}

const previewing, creating = "alibaba.createOrder.preview", "alibaba.trade.createCrossOrder"

// textsOfTheDocument returns the texts of all rows and their cases.
func textsOfTheDocument() map[string]bool {
	texts := map[string]bool{}
	add := func(rows []refusal.Meaning) {
		for _, row := range rows {
			for _, one := range append(row.Cases, row) {
				for _, text := range one.Texts {
					texts[text] = true
				}
			}
		}
	}
	add(platform.Refusals)
	add(platform.SharedCodes)
	for _, op := range platform.Operations {
		add(op.Codes)
	}
	return texts
}
