package orders_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// TestRefundView compares every member of a refund with goods on their way back, and of the lists that have it.
func TestRefundView(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.at(orders.StageShipped)
	equalJSON(t, `{"result":{"opOrderRefundModels":[]}}`, s.ask(orderRefunds, textArgs, id))
	s.ask(createRefund,
		claimArgs(`goodsStatus="refundBuyerReceived";disputeRequest="returnRefund";`+
			`applyPayment=1000;applyCarriage=50;orderEntryIds=[{id2}]`), id)
	s.now = s.now.Add(later)
	require.NoError(t, s.orders.AgreeRefund(refundID))
	s.ask(returnGoods, `{"refundId":"`+refundID+`","logisticsCompanyNo":"STO","freightBill":"88"}`, id)
	const common = `"id":2600001591824000,"refundId":"` + refundID +
		`","orderId":{id},"applyPayment":1000,"applyCarriage":50,
		"gmtApply":"20260901200000000+0800","gmtModified":"20260902200000000+0800","orderEntryIdList":[{id2}],
		"buyerMemberId":"b2b-2202839761026","sellerMemberId":"{sellerID}"`
	const more = common + `,"applyReason":"不想要了","applyReasonId":20021,"buyerLoginId":"buyer761026",
		"buyerUserId":2202839761026,
		"sellerLoginId":"{seller}","sellerUserId":{sellerUID},"gmtCreate":"20260901200000000+0800","onlyRefund":false,
			"refundGoods":true,
		"productName":"{title}","goodsReceived":true,"disputeType":1,"buyerSendGoods":true,"freightBill":"88",
			"buyerLogisticsName":"STO"`
	const open = `,"status":"waitsellerreceive"`
	const shown = more + open + `,"goodsStatus":3,"canRefundPayment":2300,"rejectTimes":0`
	equalJSON(t, s.fill(`{"result":{"opOrderRefundModelDetail":{`+shown+`}}}`, id), s.ask(refundView,
		`{"refundId":"`+refundID+`"}`, id))
	equalJSON(t, s.fill(`{"success":true,"result":{"totalCount":1,"opOrderRefundModels":[{`+shown+`}]}}`, id),
		s.ask(refundList, `{}`, id))
	equalJSON(t, s.fill(`{"result":{"opOrderRefundModels":[{`+common+open+`}]}}`, id), s.ask(orderRefunds, textArgs,
		id))

	require.NoError(t, s.orders.TakeBack(refundID))
	const done = `,"status":"refundsuccess","refundPayment":1000,"refundCarriage":50`
	equalJSON(t, s.fill(`{"result":{"opOrderRefundModels":[{`+common+done+`}]}}`, id), s.ask(orderRefunds, textArgs,
		id))
	equalJSON(t, s.fill(`{"result":{"opOrderRefundModelDetail":{`+more+done+
		`,"goodsStatus":3,"canRefundPayment":1300,"rejectTimes":0,"gmtCompleted":"20260902200000000+0800"}}}`, id),
		s.ask(refundView, `{"refundId":"`+refundID+`"}`, id))

	s.member = "another"
	equalJSON(t, `{"errorCode":"500","errorMessage":"REFUND_DATA_ERROR"}`, s.ask(refundView,
		`{"refundId":"`+refundID+`"}`, id))
	equalJSON(t, `{"success":true,"result":{"totalCount":0}}`, s.ask(refundList, `{}`, id))
	equalJSON(t, `{"errorCode":"500","errorMessage":"400_3"}`, s.ask(orderRefunds, textArgs, id))
}

// TestWhereGoodsAre compares what refunds show of their goods and of their phase.
func TestWhereGoodsAre(t *testing.T) {
	cases := []struct {
		stage                        orders.Stage
		goods                        string
		received, where, phase, only string
	}{
		{orders.StagePaid, "refundWaitSellerSend", "false", "1", "1", "true"},
		{orders.StageShipped, "refundWaitBuyerReceive", "false", "1", "1", "true"},
		{orders.StageShipped, "refundBuyerReceived", "true", "2", "1", "true"},
		{orders.StageReceived, "aftersaleBuyerReceived", "true", "2", "2", "true"},
		{orders.StageReceived, "aftersaleBuyerNotReceived", "false", "1", "2", "true"},
	}
	for _, tt := range cases {
		t.Run(tt.goods, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			s.ask(createRefund, claimArgs(`goodsStatus="`+tt.goods+`"`), s.at(tt.stage))
			body := s.ask(refundView, `{"refundId":"`+refundID+`"}`, 0)
			assert.Equal(t, []string{tt.received, tt.where, tt.phase, tt.only, "false", "false"}, []string{
				member(body, "goodsReceived"), member(body, "goodsStatus"), member(body, "disputeType"), member(body,
					"onlyRefund"),
				member(body, "refundGoods"), member(body, "buyerSendGoods"),
			}, body)
		})
	}
}

// TestRefundLists filters and pages the refunds of a member, the latest first.
func TestRefundLists(t *testing.T) {
	s := newShop(t, orders.Options{})
	asked, refunded, refused := s.at(orders.StageRefundAsked), s.at(orders.StageRefunded),
		s.at(orders.StageRefundRefused)
	cases := []struct {
		name, args string
		want       []int64 // orders
		total      string
	}{
		{"all", `{}`, []int64{refused, refunded, asked}, "3"},
		{"of an order", `{"orderId":` + fmt.Sprint(asked) + `}`, []int64{asked}, "1"},
		{"of another order", `{"orderId":7}`, nil, "0"},
		{"of a state", `{"refundStatusSet":["refundsuccess"]}`, []int64{refunded}, "1"},
		{"of two states", `{"refundStatusSet":["refundsuccess","waitselleragree"]}`, []int64{refunded, asked}, "2"},
		{"the first page", `{"currentPageNum":0,"pageSize":2}`, []int64{refused, refunded}, "3"},
		{"the second page", `{"currentPageNum":1,"pageSize":2}`, []int64{asked}, "3"},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			body := s.ask(refundList, tt.args, 0)
			var rows []struct {
				OrderID int64 `json:"orderId"`
			}
			if list := member(body, "opOrderRefundModels"); list != "" {
				decode(t, list, &rows)
			}
			var got []int64
			for _, row := range rows {
				got = append(got, row.OrderID)
			}
			assert.Equal(t, tt.want, got)
			assert.Equal(t, tt.total, member(body, "totalCount"))
		})
	}
}

// TestMaxRefundOfStages compares what can come back of orders at their stages: nothing where createRefund refuses all.
func TestMaxRefundOfStages(t *testing.T) {
	for stage, want := range map[orders.Stage]string{
		orders.StageCreated: "0", orders.StagePaid: "4900", orders.StageHalfShipped: "4900", orders.StageReceived: "4900",
		orders.StageCancelled: "0", orders.StageRefundAsked: "4900", orders.StageRefunded: "0",
	} {
		s := newShop(t, orders.Options{})
		body := s.ask(maxRefund, `{"input":{"orderId":{id}}}`, s.at(stage))
		assert.Equal(t, want, member(body, "maxRefundFee"), stage)
	}
}

// TestMaxRefund asks how much can come back: of all lines, of some, and when some has come back.
func TestMaxRefund(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.at(orders.StageShipped)
	cases := []struct {
		name, input string
		want        string
	}{
		{"all", `{"orderId":{id}}`, `"maxGoodsFee":4600,"maxPostFee":300,"maxRefundFee":4900`},
		{"one line", `{"orderId":{id},"refundGoodsCountList":[{"id":{id2},"count":2}]}`, `"maxGoodsFee":2300,
			"maxPostFee":300,"maxRefundFee":2600`},
		{"a strange line", `{"orderId":{id},"refundGoodsCountList":[{"id":7,"count":2}]}`, `"maxGoodsFee":0,
			"maxPostFee":300,"maxRefundFee":300`},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			equalJSON(t, `{"result":{"success":true,"result":{`+tt.want+`}}}`, s.ask(maxRefund,
				`{"input":`+tt.input+`}`, id))
		})
	}
	s.ask(createRefund, claimArgs(`goodsStatus="refundBuyerReceived";applyPayment=2400;applyCarriage=100`), id)
	require.NoError(t, s.orders.AgreeRefund(refundID))
	equalJSON(t, `{"result":{"success":true,"result":{"maxGoodsFee":2200,"maxPostFee":200,"maxRefundFee":2400}}}`,
		s.ask(maxRefund, `{"input":{"orderId":{id}}}`, id))
	equalJSON(t, `{"result":{"success":true,"result":{"maxGoodsFee":2200,"maxPostFee":200,"maxRefundFee":2400}}}`,
		s.ask(maxRefund, `{"input":{"orderId":{id},"refundGoodsCountList":[{"id":{id2},"count":2}]}}`, id),
		"the first line came back first")
	const reasons = `{"id":20021,"name":"不想要了","needVoucher":false,"noRefundCarriage":false},
		{"id":20022,"name":"与卖家协商一致退款","needVoucher":false,"noRefundCarriage":false},
		{"id":20023,"name":"卖家缺货","needVoucher":false,"noRefundCarriage":false},
		{"id":20024,"name":"商品质量问题","needVoucher":true,"noRefundCarriage":false},
		{"id":20028,"name":"其他","needVoucher":false,"noRefundCarriage":false}`
	equalJSON(t, `{"result":{"success":true,"result":{"reasons":[`+reasons+`]}}}`, s.ask(refundReasons, orderArgs, id))
	s.member = "another"
	const refused = `{"result":{"success":false,"code":"400_3","message":"没有权限"}}`
	equalJSON(t, refused, s.ask(maxRefund, `{"input":{"orderId":{id}}}`, id))
	equalJSON(t, refused, s.ask(refundReasons, orderArgs, id))
}
