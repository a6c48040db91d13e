package orders_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/orders"
)

const (
	sellerView    = "alibaba.trade.get.sellerView"
	sellerTrace   = "alibaba.trade.getLogisticsTraceInfo.sellerView"
	sellerRefunds = "alibaba.trade.refund.queryOrderRefundList"
	agreeReturn   = "alibaba.trade.refund.OpAgreeReturnGoods"
)

// TestSellerSeesWhatTheBuyerSees compares the views of both in every stage of an order.
func TestSellerSeesWhatTheBuyerSees(t *testing.T) {
	for _, stage := range []orders.Stage{orders.StageCreated, orders.StagePaid, orders.StageShipped, orders.StageReceived,
		orders.StageRefundAsked, orders.StageRefunded} {
		t.Run(string(stage), func(t *testing.T) {
			s := newStage(t, orders.Options{})
			id := s.at(stage)
			s.now = s.now.Add(time.Hour)
			const args = `{"orderId":{id}}`
			bought, trace := member(s.view(id), "result"), s.ask("alibaba.trade.getLogisticsTraceInfo.buyerView", args, id)
			refunds := member(s.ask("alibaba.trade.refund.buyer.queryOrderRefundList", args, id), "opOrderRefundModels")
			s.member = "a seller"
			equalJSON(t, bought, member(s.ask(sellerView, args, id), "result"))
			seen := member(s.ask(sellerTrace, `{"orderId":{id},"webSite":"1688"}`, id), "logisticsTrace")
			if want := member(trace, "logisticsTrace"); want != "" {
				equalJSON(t, want, seen)
			} else {
				assert.Equal(t, "[]", seen)
			}
			assert.Equal(t, refunds, member(s.ask(sellerRefunds, args, id), "opOrderRefundModels"))
		})
	}
}

// TestSellerOfAnother asks with the login name of a seller for the order of another one.
func TestSellerOfAnother(t *testing.T) {
	s := newStage(t, orders.Options{})
	id := s.at(orders.StageRefundAsked)
	other := s.goods(1)
	require.Contains(t, s.call(createOrder, wanted(cargo(other, 0, other.Least))), `"success":true`)
	s.member = other.Seller
	equalJSON(t, `{"errorCode":"400_3","errorMessage":"没有权限"}`, s.ask(sellerView, `{"orderId":{id}}`, id))
	equalJSON(t, `{"logisticsTrace":[]}`, s.ask(sellerTrace, `{"orderId":{id},"webSite":"1688"}`, id))
	assert.NotContains(t, s.ask(sellerRefunds, `{}`, id), "opOrderRefundModels")
	s.member = s.goods(0).Seller
	assert.Contains(t, s.ask(sellerRefunds, `{}`, id), `"totalCount":1`)
}

// TestSellerRefundFilters lists a refund by every filter.
func TestSellerRefundFilters(t *testing.T) {
	s := newStage(t, orders.Options{})
	id := s.at(orders.StageRefundAsked)
	for args, want := range map[string]string{
		`{}`:                "1",
		`{"orderId":{id}}`:  "1",
		`{"orderId":{id2}}`: "0",
		`{"refundStatusSet":["waitselleragree"]}`:      "1",
		`{"refundStatusSet":["refundsuccess"]}`:        "0",
		`{"buyerMemberId":"b2b-2202839761026"}`:        "1",
		`{"buyerMemberId":"b2b-1"}`:                    "0",
		`{"buyerLoginId":"buyer761026"}`:               "1",
		`{"buyerLoginId":"buyer1"}`:                    "0",
		`{"logisticsNo":"1"}`:                          "0",
		`{"dipsuteType":1}`:                            "1",
		`{"dipsuteType":2}`:                            "0",
		`{"applyStartTime":"20300101000000000+0800"}`:  "0",
		`{"applyEndTime":"20300101000000000+0800"}`:    "1",
		`{"modifyStartTime":"20300101000000000+0800"}`: "0",
		`{"modifyEndTime":"20200101000000000+0800"}`:   "0",
		`{"currentPageNum":2,"pageSize":1}`:            "1",
	} {
		body := s.ask(sellerRefunds, args, id)
		assert.Equal(t, want, member(body, "totalCount"), args)
		assert.Equal(t, want == "1" && !strings.Contains(args, "pageSize"), strings.Contains(body, `"refundId"`), args)
	}
}

// TestAgreeReturn has the seller agree to a return, once, and not to a refund without one.
func TestAgreeReturn(t *testing.T) {
	s := exampleShop(t)
	const args = `{"refundId":"TQ108213621214421421","address":"网商路699号","fullName":"张三"}`
	equalJSON(t, `{"success":true}`, s.send(agreeReturn, []byte(args)))
	assert.Contains(t, s.send("alibaba.trade.refund.OpQueryOrderRefund", []byte(args)), `"status":"waitbuyersend"`)
	equalJSON(t, `{"success":false,"errorCode":"REFUND_STATUS_ERROR","errorMessage":"退款单状态错误: waitbuyersend"}`,
		s.send(agreeReturn, []byte(args)))
	equalJSON(t, `{"success":false,"errorCode":"REFUND_STATUS_ERROR","errorMessage":"退款单状态错误: waitselleragree"}`,
		s.send(agreeReturn, []byte(`{"refundId":"TQ8651493722961198"}`)))
	assert.Contains(t, s.send(agreeReturn, []byte(`{"refundId":"TQ1"}`)), "退款单信息不存在")
}

// TestSuppliers lists the sellers of the offers that a member distributes, with what it bought of them of late.
func TestSuppliers(t *testing.T) {
	s := newStage(t, orders.Options{})
	const suppliers, relationAdd = "alibaba.relation.querySuppliers", "alibaba.fenxiao.relationadd"
	equalJSON(t, `{"result":{"count":0,"relationModels":[]}}`, s.ask(suppliers, `{}`, 0))
	equalJSON(t, `{"result":{"success":true,"result":true}}`, s.ask(relationAdd, `{"offerId":{offer}}`, 0))
	equalJSON(t, `{"result":{"success":false,"result":false,"code":"OFFER_NOT_EXIST","message":"商品不存在"}}`,
		s.ask(relationAdd, `{"offerId":-1}`, 0))
	row := func(orders, amount string) string {
		return s.fill(`[{"consignStatus":"normal","supplierLoginId":"{seller}","supplierId":{sellerUID},
			"supplierCompany":"{seller}","lastOrder":`+orders+`,"lastAmount":`+amount+`,"distributionNum":1,
			"memberId":"{sellerID}"}]`, 0)
	}
	list := func(args string) string { return member(s.ask(suppliers, args, 0), "relationModels") }
	equalJSON(t, row("0", "0"), list(`{}`))
	id := s.order()
	equalJSON(t, row("0", "0"), list(`{}`), "it is not paid")
	require.NoError(t, s.orders.Pay(id))
	paid := list(`{"supplierLoginId":"{seller}"}`)
	assert.Equal(t, "1", member(paid, "lastOrder"))
	assert.NotEqual(t, "0", member(paid, "lastAmount"))
	s.now = s.now.Add(181 * 24 * time.Hour)
	equalJSON(t, row("0", "0"), list(`{}`), "it is old")
	assert.Equal(t, "[]", list(`{"supplierLoginId":"another"}`))
	s.member = "another"
	assert.Equal(t, "[]", list(`{}`))
	s.member = "one"
	s.ask("product.kjdistribute.removeRelation", `{"offerId":{offer}}`, 0)
	assert.Equal(t, "[]", list(`{}`))
}
