package orders_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/orders"
)

// exampleShop returns a world that has the orders of the document's examples.
func exampleShop(t *testing.T) *shop {
	s := newShop(t, orders.Options{})
	return s.with(orders.Options{Listed: s.offers.ListedOffer})
}

// TestExamples names orders of the document's examples, which appear in the state that their operations need.
func TestExamples(t *testing.T) {
	const refund = "alibaba.trade.refund.OpQueryOrderRefund"
	cases := []struct{ api, args, want string }{
		{viewOrder, `{"orderId":196965465451498523}`, `"errorCode":"ORDER_NOT_EXIST"`},
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
	assert.Contains(t, s.orderBody("188983797838441802"), "没有权限",
		"an example belongs to the first who names it")
	require.NoError(t, s.orders.Load(s.orders.State()), "its ids can be restored")
}

// TestExampleOrders has every order that an example of the document names, in its state, with the refund and the lines
// that examples name.
func TestExampleOrders(t *testing.T) {
	s := exampleShop(t)
	for status, ids := range map[string]string{
		"waitbuyerpay": "202711458975969812 154051432607498520 151923545459498520 151923545498520 123123413 1223234 " +
			"239695213738498520 202711458975969814 1198263322216969811",
		"waitsellersend": "196965465451498520 12898772891323 206026099675498520 206026099675498522",
		"waitbuyerreceive": "56623232655125698 149989279191615400 188983797838441800 188983797838441802 " +
			"1234567890123456789 506683458994743225 13342343",
		"cancel":  "201089727630969811", // was refunded
		"success": "196965465451498522 159095856057498520 586683458994743215 151267031008969811",
	} {
		for id := range strings.FieldsSeq(ids) {
			assert.Equal(t, status, text([]byte(s.orderBody(id)), "result.baseInfo.status"), id)
		}
	}
	for id, want := range map[string]string{
		"101438677044920850": "waitsellersend TQ10143867704492085 waitselleragree",
		"865149372296119800": "waitsellersend TQ8651493722961198 waitselleragree",
		"267395256051660250": "waitsellersend TQ267395256051660259 waitselleragree",
		"367063380279915700": "waitbuyerreceive TQ36706338027991577 waitbuyersend",
		"108213621214421421": "waitbuyerreceive TQ108213621214421421 waitselleragree",
		"3356489569898":      "waitsellersend TQ129988192325 waitbuyermodify",
	} {
		body := []byte(s.orderBody(id))
		assert.Equal(t, want, text(body, "result.baseInfo.status")+" "+text(body, "result.baseInfo.refundId")+" "+
			text(body, "result.baseInfo.refundStatus"), id)
	}
	for order, lines := range map[string][]string{
		"56623232655125698": {"562356635566365512"}, "206026099675498520": {"206026099675498520"},
		"206026099675498522": {"206026099675498522"}, "506683458994743225": {"506683458996743225"},
		"586683458994743215": {"586683458996743215", "586683458997743215"},
	} {
		for _, id := range lines {
			assert.Contains(t, s.orderBody(order), `"subItemID":`+id+`,`, order)
		}
	}
}

// TestUnpaidExample has no time of payment in an example that waits for it, and nothing to invoice.
func TestUnpaidExample(t *testing.T) {
	s := exampleShop(t)
	body := s.orderBody("202711458975969812")
	assert.Equal(t, `"20260901190000000+0800"`, member(body, "createTime"))
	for _, name := range []string{"payTime", "allDeliveredTime", "tradeTerms"} {
		assert.Empty(t, member(body, name), name)
	}
	assert.Equal(t, "0", member(s.send("trade.invoiceAmount.getList",
		[]byte(`{"input":{"orderIds":[202711458975969812]}}`)), "amount"))
}

// TestMessagesAboutExamples has the numbers of the document in the messages, too.
func TestMessagesAboutExamples(t *testing.T) {
	cases := []struct{ order, number, want string }{
		{"101438677044920850", "refundId", `"TQ10143867704492085"`},
		{"367063380279915700", "refundId", `"TQ36706338027991577"`},
		{"188983797838441802", "mailNo", `"78000000000001"`},
		{"188983797838441800", "mailNo", `"770797838441800"`}, // the document names none
	}
	for _, tt := range cases {
		t.Run(tt.order, func(t *testing.T) {
			s, list := told(t)
			s.with(orders.Options{Listed: s.offers.ListedOffer, Tell: func(m orders.Message) { *list = append(*list, m) }})
			s.orderBody(tt.order)
			found := 0
			for _, m := range *list {
				body, err := loose.Marshal(m.Contents)
				require.NoError(t, err)
				if number := member(string(body), tt.number); number != "" {
					assert.Equal(t, tt.want, number, m.Topic)
					found++
				}
			}
			assert.Positive(t, found)
		})
	}
}

// orderBody returns the response about an order.
func (s *shop) orderBody(id string) string { return s.send(viewOrder, []byte(`{"orderId":`+id+`}`)) }

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
