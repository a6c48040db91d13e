package orders_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// exampleShop returns a world that has the orders of the document's examples.
func exampleShop(t *testing.T) *shop {
	s := newShop(t, orders.Options{})
	return s.with(orders.Options{Listed: s.offers.ListedOffer})
}

// TestExamples names orders of the document's examples, which appear in the state that their operations need.
func TestExamples(t *testing.T) {
	const view, refund = `{"orderId":%}`, "alibaba.trade.refund.OpQueryOrderRefund"
	cases := []struct{ api, args, want string }{
		{viewOrder, strings.ReplaceAll(view, "%", "202711458975969812"), `"status":"waitbuyerpay"`},
		{viewOrder, strings.ReplaceAll(view, "%", "12898772891323"), `"status":"waitsellersend"`},
		{viewOrder, strings.ReplaceAll(view, "%", "188983797838441800"), `"status":"waitbuyerreceive"`},
		{viewOrder, strings.ReplaceAll(view, "%", "196965465451498522"), `"status":"success"`},
		{viewOrder, strings.ReplaceAll(view, "%", "586683458994743215"), `"subItemID":586683458997743215`},
		{viewOrder, strings.ReplaceAll(view, "%", "196965465451498523"), `"errorCode":"ORDER_NOT_EXIST"`},
		{refund, `{"refundId":"TQ8651493722961198"}`, `"status":"waitselleragree"`},
		{refund, `{"refundId":"TQ129988192325"}`, `"status":"waitbuyermodify"`},
		{refund, `{"refundId":"TQ36706338027991577"}`, `"status":"waitbuyersend"`},
		{"logistics.order.getOutOrderId", `{"shipmentId":"78000000000001"}`, `"orderId":"188983797838441802"`},
		{
			"alibaba.trade.cancel",
			`{"webSite":"1688","tradeID":202711458975969812,"cancelReason":"other"}`,
			`{"success":true}`,
		},
	}
	s := exampleShop(t)
	for _, tt := range cases {
		assert.Contains(t, s.send(tt.api, []byte(tt.args)), tt.want, tt.args)
	}
	s.member = "another"
	assert.Contains(t, s.send(viewOrder, []byte(strings.ReplaceAll(view, "%", "12898772891323"))), "没有权限",
		"an example belongs to the first who names it")
	require.NoError(t, s.orders.Load(s.orders.State()), "its ids can be restored")
}

// TestExampleOffer orders the variant of the document's examples in worlds of several seeds.
func TestExampleOffer(t *testing.T) {
	const args = `{"flow":"general","addressParam":{"addressId":1},
		"cargoParamList":[{"offerId":554456348334,"specId":"b266e0726506185beaf205cbae88530d","quantity":5}]}`
	for seed := range uint64(20) {
		s := newShop(t, orders.Options{}).seeded(seed)
		assert.Contains(t, s.send(createOrder, []byte(args)), `"success":true`, "seed %d", seed)
	}
}

// TestExampleLogins names the sub-accounts of the document's examples, which are the member's own.
func TestExampleLogins(t *testing.T) {
	s := newShop(t, orders.Options{})
	for api, args := range map[string]string{
		"querySubAccount":     `{"loginId":"bonlinetest:zhangsan"}`,
		"subaccount.auth.add": `{"subUserIdentityList":["alitestforisv01:test1","alitestforisv01:test2"]}`,
	} {
		assert.Contains(t, s.send(api, []byte(args)), `uccess":true`, api)
	}
	assert.Contains(t, s.send("querySubAccount", []byte(`{"loginId":"bonlinetest:lisi"}`)), `uccess":false`)
}
