package orders_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/messages"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/orders"
)

// equalMessages compares messages with a list of pairs: topic, member and key in one text, and the contents. The member
// is buyer for the buyer of the tests, and - for none.
func (s *shop) equalMessages(want string, id int64, list []orders.Message) {
	s.t.Helper()
	names := strings.NewReplacer("b2b-2202839761026", "buyer", "b2b-2209509000349", "another",
		s.goods(0).SellerID, "seller")
	var got []string
	for _, m := range list {
		body, err := loose.Marshal(m.Contents)
		require.NoError(s.t, err)
		who := names.Replace(m.Member)
		if who == "" {
			who = "-"
		}
		got = append(got, fmt.Sprintf(`"%s %s %s",%s`, m.Topic, who, m.Key, body))
	}
	equalJSON(s.t, s.fill(want, id), "["+strings.Join(got, ",")+"]")
}

// TestContentsOfOrders compares whole messages about an order.
func TestContentsOfOrders(t *testing.T) {
	const (
		buyer = `"buyerMemberId":"b2b-2202839761026"`
		about = `{"orderId":{id},` + buyer + `,"sellerMemberId":"{sellerID}","msgSendTime":"2026-09-01 20:00:00",
			"currentStatus":`
		refund = about + `"%s","refundId":"` + refundID + `","refundAction":"%s","operator":"%s"}`
	)
	refunds := func(steps ...string) string { // each a state, an action and an operator
		var out []string
		for _, step := range steps {
			words := strings.Fields(step)
			out = append(out, `"ORDER_BUYER_VIEW_ORDER_BUYER_REFUND_IN_SALES buyer {id}",`+
				fmt.Sprintf(refund, words[0], words[1], words[2]))
		}
		return "[" + strings.Join(out, ",") + "]"
	}
	cases := []struct {
		name  string
		stage orders.Stage
		do    func(*shop, int64)
		want  string
	}{
		{"pay", orders.StageCreated, func(s *shop, id int64) { require.NoError(s.t, s.orders.Pay(id)) },
			`["ORDER_BUYER_VIEW_ORDER_PAY buyer {id}",` + about + `"waitsellersend"}]`},
		{"change the price", orders.StageCreated, func(s *shop, id int64) {
			require.NoError(s.t, s.orders.ChangePrice(id, 1))
		}, `["ORDER_BUYER_VIEW_ORDER_PRICE_MODIFY buyer {id}",` + about + `"waitbuyerpay"},
			"ORDER_ORDER_PRICE_MODIFY seller {id}",{"orderId":{id},` + buyer + `,
			"msgSendTime":"2026-09-01 20:00:00","currentStatus":"waitbuyerpay"}]`},
		{"confirm one line", orders.StageShipped, func(s *shop, id int64) {
			s.ask(confirmGoods, `{"orderId":{id},"orderEntryIds":[{id2}]}`, id)
		}, `["ORDER_BUYER_VIEW_ORDER_COMFIRM_RECEIVEGOODS buyer {id}",` + about + `"waitbuyerreceive"}]`},
		{"confirm both", orders.StageShipped, func(s *shop, id int64) {
			s.ask(confirmGoods, `{"orderId":{id},"orderEntryIds":[{id},{id2}]}`, id)
		}, `["ORDER_BUYER_VIEW_ORDER_COMFIRM_RECEIVEGOODS buyer {id}",` + about + `"confirm_goods"},
			"ORDER_BUYER_VIEW_ORDER_SUCCESS buyer {id}",` + about + `"success"}]`},
		{"return the goods", orders.StageShipped, func(s *shop, id int64) {
			s.ask(createRefund, claimArgs(`goodsStatus="refundBuyerReceived";disputeRequest="returnRefund"`), id)
			require.NoError(s.t, s.orders.AgreeRefund(refundID))
			s.ask(returnGoods, `{"refundId":"`+refundID+`","logisticsCompanyNo":"STO","freightBill":"88"}`, id)
			require.NoError(s.t, s.orders.TakeBack(refundID))
		}, refunds("waitselleragree BUYER_APPLY_REFUND buyer",
			"waitbuyersend "+string(messages.PushRefundActionSellerAgreeRefundProtocol)+" seller",
			"waitsellerreceive BUYER_SEND_GOODS buyer",
			"refundsuccess SELLER_RECEIVE_GOODS seller")},
		{"withdraw a refund", orders.StageRefundAsked, func(s *shop, id int64) {
			s.ask(cancelRefund, `{"refundId":"`+refundID+`"}`, id)
		}, refunds("refundclose BUYER_CANCEL_REFUND_CLOSE buyer")},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s, list := told(t)
			id := s.at(tt.stage)
			*list = nil
			tt.do(s, id)
			s.equalMessages(tt.want, id, *list)
		})
	}
}

// TestInventoryMessages sends what is left of SKUs if somebody has a relation to their offer, and nothing otherwise.
func TestInventoryMessages(t *testing.T) {
	const row = `{"offerId":{offer},"offerOnSale":%d,"skuId":%s,"skuOnSale":%d,"quantity":%d}`
	s, list := told(t)
	s.order()
	assert.NotContains(t, topics(*list), "PRODUCT_PRODUCT_INVENTORY_CHANGE", "nobody follows it")
	s.ask(follow, `{"productId":{offer}}`, 0)
	g := s.goods(0)
	all, first, second := int64(0), g.Variants[0].Left, g.Variants[1].Left
	for _, v := range g.Variants {
		all += v.Left
	}
	rows := func(left, n int64) string {
		return `["PRODUCT_PRODUCT_INVENTORY_CHANGE - {offer}",{"OfferInventoryChangeList":[` +
			fmt.Sprintf(row, left, "{sku}", first+n, n) + "," + fmt.Sprintf(row, left, "{sku2}", second+n, n) + `]}]`
	}
	*list = nil
	id := s.order()
	s.equalMessages(rows(all-4, -2), id, only(*list, "PRODUCT_"))
	first, second, all, *list = first-2, second-2, all-4, nil
	require.NoError(t, s.orders.MoveTo(id, orders.StageCancelled))
	s.equalMessages(rows(all+4, 2), id, only(*list, "PRODUCT_"))

	*list = nil
	s.ask(modifyStock, `{"webSite":"1688","productStockChange":[{"productId":{offer},"skuStocks":[
		{"skuId":"{spec}","stockChange":0},{"skuId":"{spec2}","stockChange":-1}]}]}`, 0)
	s.equalMessages(`["PRODUCT_PRODUCT_INVENTORY_CHANGE - {offer}",{"OfferInventoryChangeList":[`+
		fmt.Sprintf(row, all+3, "{sku2}", second+1, -1)+`]}]`, id, *list)
	*list = nil
	s.ask(modifyStock, `{"webSite":"1688","productStockChange":[{"productId":{offer},"skuStocks":[
		{"skuId":"{spec}","stockChange":0}]}]}`, 0)
	assert.Empty(t, *list, "nothing has changed")
}

// topics returns the topics of messages.
func topics(list []orders.Message) (out []string) {
	for _, m := range list {
		out = append(out, m.Topic)
	}
	return out
}

// only returns the messages of topics that begin so.
func only(list []orders.Message, prefix string) (out []orders.Message) {
	for _, m := range list {
		if strings.HasPrefix(m.Topic, prefix) {
			out = append(out, m)
		}
	}
	return out
}

// TestOfferMessages tells each member with a relation to an offer what its seller did with it.
func TestOfferMessages(t *testing.T) {
	const at = `"memberId":"{sellerID}","productIds":"{offer}","msgSendTime":"2026-09-01 20:00:00"`
	limit := func(l orders.Limits) func(*shop) {
		return func(s *shop) { s.orders.Limit(s.goods(0).OfferID, l) }
	}
	ask := func(api, args string) func(*shop) { return func(s *shop) { s.ask(api, args, 0) } }
	const ids = `{"productIds":[{offer}],"webSite":"1688"}`
	cases := []struct {
		name                  string
		before, do            func(*shop)
		topic, status, action string // of the topic beside the one of all changes, if there is one
	}{
		{"expire", nil, ask("alibaba.product.expire", ids), "EXPIRE", "RELATION_VIEW_PRODUCT_EXPIRE", "member_expired"},
		{"delete", nil, ask("alibaba.product.delete", `{"productID":{offer}}`), "DELETE", "RELATION_VIEW_PRODUCT_DELETE",
			"member_delete"},
		{"repost", nil, ask("alibaba.product.repost", ids), "REPOST", "RELATION_VIEW_PRODUCT_REPOST", "repost"},
		{"publish", limit(orders.Limits{Gone: true}), ask("alibaba.product.republish", ids), "REPOST",
			"RELATION_VIEW_PRODUCT_REPOST", "publish"},
		{"gone by a limit", nil, limit(orders.Limits{Gone: true}), "EXPIRE", "RELATION_VIEW_PRODUCT_EXPIRE",
			"member_expired"},
		{"back by a limit", limit(orders.Limits{Gone: true}), limit(orders.Limits{}), "REPOST",
			"RELATION_VIEW_PRODUCT_REPOST", "publish"},
		{"another limit", nil, limit(orders.Limits{Most: 9}), "", "", ""},
		{"gone before", limit(orders.Limits{Gone: true}), limit(orders.Limits{Gone: true, Most: 9}), "", "", ""},
		{"changed", nil, func(s *shop) { s.orders.ChangeOffer(s.goods(0).OfferID) }, "NEW_OR_MODIFY",
			"RELATION_VIEW_PRODUCT_NEW_OR_MODIFY", "modify"},
		{"other variants", nil, func(s *shop) { s.orders.ChangeVariants(s.goods(0).OfferID) }, "NEW_OR_MODIFY",
			"RELATION_VIEW_PRODUCT_NEW_OR_MODIFY", "sku_modify"},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s, list := told(t)
			s.about("one "+follow+` {"productId":{a}}`, "one "+follow+` {"productId":{b}}`,
				"another "+addRelation+` {"offerId":{a}}`)
			if tt.before != nil {
				tt.before(s)
			}
			*list = nil
			tt.do(s)
			var want []string
			for _, who := range []string{"buyer", "another"} {
				if tt.topic != "" {
					want = append(want, fmt.Sprintf(`"PRODUCT_RELATION_VIEW_PRODUCT_%s %s {offer}",{%s,"status":%q},
						"PRODUCT_RELATION_VIEW_PRODUCT_CHANGE %s {offer}",{%s,"action":%q}`, tt.topic, who, at, tt.status,
						who, at, tt.action))
				}
			}
			s.equalMessages("["+strings.Join(want, ",")+"]", 0, *list)
		})
	}
	s, list := told(t)
	s.orders.Limit(-7, orders.Limits{Gone: true})
	s.orders.ChangeOffer(-7)
	assert.Empty(t, *list, "an unknown offer")
}

// TestTraceMessages compares whole messages about the parcels of an order, each of its own lines.
func TestTraceMessages(t *testing.T) {
	s, list := told(t)
	id := s.at(orders.StageHalfShipped)
	s.now = s.now.Add(time.Hour)
	require.NoError(t, s.orders.Ship(id))
	bills := s.bills(id)
	traces := only(*list, "LOGISTICS_")
	require.Len(t, traces, 4)
	row := func(n int, status, when, entry string) string {
		return fmt.Sprintf(`"LOGISTICS_BUYER_VIEW_TRACE buyer {id}",{"OrderLogisticsTracingModel":{
			"logisticsId":"LP10000000000000%d","cpCode":"STO","mailNo":%q,"statusChanged":%q,"changeTime":%q,
			"orderLogsItems":[{"orderId":{id},"orderEntryId":%s}]}}`, n, bills[n-1], status, when, entry)
	}
	const early, late = "2026-09-01 20:00:00", "2026-09-01 21:00:00"
	s.equalMessages("["+row(1, "CONSIGN", early, "{id}")+","+row(1, "ACCEPT", early, "{id}")+","+
		row(2, "CONSIGN", late, "{id2}")+","+row(2, "ACCEPT", late, "{id2}")+"]", id, traces)
	*list = nil
	require.NoError(t, s.orders.MoveTo(id, orders.StageSigned))
	assert.Equal(t, strings.Repeat("LOGISTICS_BUYER_VIEW_TRACE ", 6), strings.Join(topics(*list), " ")+" ",
		"the three states that are left of either parcel")
}
