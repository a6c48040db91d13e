package orders_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/orders"
)

const (
	createRefund  = "alibaba.trade.createRefund"
	cancelRefund  = "alibaba.trade.cancelRefund"
	returnGoods   = "alibaba.trade.refund.returnGoods"
	maxRefund     = "alibaba.trade.getMaxRefundFee"
	refundView    = "alibaba.trade.refund.OpQueryOrderRefund"
	refundList    = "alibaba.trade.refund.buyer.queryOrderRefundList"
	refundSteps   = "alibaba.trade.refund.OpQueryOrderRefundOperationList"
	refundReasons = "alibaba.trade.getRefundReasonList"
	orderRefunds  = "alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus"

	refundID = "TQ2600001591824000" // of the first refund of the first order
)

// claimArgs returns the arguments of a refund of both lines, with these members in place of its own.
func claimArgs(instead string) string {
	own := map[string]string{
		"orderId": "{id}", "orderEntryIds": "[{id},{id2}]", "disputeRequest": `"refund"`, "applyPayment": "4600",
		"applyCarriage": "0",
		"applyReasonId": "20021", "description": `"不想要了"`, "goodsStatus": `"refundWaitSellerSend"`,
	}
	for pair := range strings.SplitSeq(instead, ";") {
		if name, value, ok := strings.Cut(pair, "="); ok {
			own[name] = value
		}
	}
	out := ""
	for name, value := range own {
		out += fmt.Sprintf(",%q:%s", name, value)
	}
	return "{" + out[1:] + "}"
}

// TestClaims asks for refunds that the platform takes, and for others.
func TestClaims(t *testing.T) {
	const (
		received  = `goodsStatus="refundBuyerReceived"`
		notYet    = `goodsStatus="refundWaitBuyerReceive"`
		aftersale = `goodsStatus="aftersaleBuyerReceived"`
		returning = `;disputeRequest="returnRefund"`
		badState  = "5010 退货状态错误"
		badAmount = "5011 退款金额错误"
	)
	words := func(n int) string { return `description="` + strings.Repeat("好", n) + `"` }
	cases := []struct {
		name    string
		stage   orders.Stage
		instead string
		want    string // code and message, or "" for a refund
	}{
		{"before it is sent", orders.StagePaid, "", ""},
		{"one line", orders.StagePaid, "orderEntryIds=[{id2}];applyPayment=2300", ""},
		{"the freight, too", orders.StagePaid, "applyCarriage=300", ""},
		{"on its way", orders.StageShipped, notYet + ";applyPayment=1", ""},
		{"received", orders.StageShipped, received, ""},
		{"received, goods back", orders.StageShipped, received + returning, ""},
		{"after the end", orders.StageReceived, aftersale, ""},
		{"after the end, not received", orders.StageReceived, `goodsStatus="aftersaleBuyerNotReceived"`, ""},
		{"the line that is not sent", orders.StageHalfShipped, "orderEntryIds=[{id2}];applyPayment=2300", ""},

		{"no order", orders.StagePaid, "orderId=7", "5001 订单不存在"},
		{"unknown state of goods", orders.StagePaid, `goodsStatus="eaten"`, "5003 货物状态状态不合法"},
		{"unknown reason", orders.StagePaid, "applyReasonId=1", "5004 退款退货原因错误，请确认原因id"},
		{"no proof", orders.StagePaid, "applyReasonId=20024", "5005 需要上传凭证"},
		{"proof", orders.StagePaid, `applyReasonId=20024;vouchers=["http://x/1.jpg"]`, ""},
		{"one word", orders.StagePaid, words(1), "5012 退款描述长度错误"},
		{"two words", orders.StagePaid, words(2), ""},
		{"150 words", orders.StagePaid, words(150), ""},
		{"151 words", orders.StagePaid, words(151), "5012 退款描述长度错误"},

		{"unpaid", orders.StageCreated, "", badState},
		{"cancelled", orders.StageCancelled, "", badState},
		{"in refund", orders.StageRefundAsked, "", badState},
		{"no line", orders.StagePaid, "orderEntryIds=[]", badState},
		{"a line twice", orders.StagePaid, "orderEntryIds=[{id},{id}]", badState},
		{"a strange line", orders.StagePaid, "orderEntryIds=[7]", badState},
		{"a line that is sent", orders.StageHalfShipped, "orderEntryIds=[{id}];applyPayment=2300", badState},
		{"goods back that are not there", orders.StagePaid, `disputeRequest="returnRefund"`, badState},
		{"goods back on their way", orders.StageShipped, notYet + returning, badState},
		{"goods of another state", orders.StagePaid, received, badState},

		{"a part before it is sent", orders.StagePaid, "applyPayment=4599", badAmount},
		{"too much", orders.StageShipped, received + ";applyPayment=4601", badAmount},
		{"too much of one line", orders.StageShipped, received + ";orderEntryIds=[{id}];applyPayment=2301", badAmount},
		{"nothing", orders.StageShipped, received + ";applyPayment=0", badAmount},
		{"less than nothing", orders.StageShipped, received + ";applyPayment=-1;applyCarriage=2", badAmount},
		{"the freight alone", orders.StageShipped, received + ";applyPayment=0;applyCarriage=1", ""},
		{"less freight than nothing", orders.StageShipped, received + ";applyPayment=2;applyCarriage=-1", badAmount},
		{"too much freight", orders.StageShipped, received + ";applyPayment=1;applyCarriage=301", badAmount},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			id := s.at(tt.stage)
			want := `{"result":{"success":true,"result":{"refundId":"` + refundID + `"}}}`
			if code, message, ok := strings.Cut(tt.want, " "); ok {
				want = `{"result":{"success":false,"code":"` + code + `","message":"` + message + `"}}`
			}
			equalJSON(t, want, s.ask(createRefund, claimArgs(tt.instead), id))
			status := ""
			if tt.want == "" || tt.stage == orders.StageRefundAsked {
				status = "waitselleragree"
			}
			assert.Equal(t, quoted(status), member(s.view(id), "refundStatus"))
		})
	}
	s := newShop(t, orders.Options{})
	id := s.paid()
	s.member = "another"
	equalJSON(t, `{"result":{"success":false,"code":"5002","message":"订单买家与用户身份不一致"}}`, s.ask(createRefund,
		claimArgs(""), id))
}

// TestWayOfRefund takes refunds along every way, and compares what their parties may do at each step.
func TestWayOfRefund(t *testing.T) {
	const (
		asked, toModify, toSend, toReceive = "waitselleragree", "waitbuyermodify", "waitbuyersend", "waitsellerreceive"
		paidBack, withdrawn                = "refundsuccess", "refundclose"
	)
	type act = func(s *shop) string // returns the error or the code
	result := func(body string) string { return unquotedOr(member(body, "errorCode")) }
	agree := func(s *shop) string { return errorText(s.orders.AgreeRefund(refundID)) }
	refuse := func(s *shop) string { return errorText(s.orders.RefuseRefund(refundID, "不同意")) }
	takeBack := func(s *shop) string { return errorText(s.orders.TakeBack(refundID)) }
	withdraw := func(s *shop) string { return result(s.ask(cancelRefund, `{"refundId":"`+refundID+`"}`, 0)) }
	send := func(s *shop) string {
		return result(s.ask(returnGoods, `{"refundId":"`+refundID+`","logisticsCompanyNo":"STO","freightBill":"88"}`,
			0))
	}
	proofs := func(s *shop) string {
		return result(s.ask(returnGoods,
			`{"refundId":"`+refundID+`","logisticsCompanyNo":"STO","freightBill":"88","vouchers":[`+
				strings.Repeat(`"x",`, 10)+`"x"]}`, 0))
	}
	cases := []struct {
		name   string
		demand string
		acts   []act
		want   string // the error of the last act
		status string
		refund string // what came back, in 分
	}{
		{"asked", "refund", nil, "", asked, "0"},
		{"agreed", "refund", []act{agree}, "", paidBack, "4600"},
		{"agreed twice", "refund", []act{agree, agree}, "the refund " + refundID + " is refundsuccess", paidBack,
			"4600"},
		{"refused", "refund", []act{refuse}, "", toModify, "0"},
		{"refused, then agreed", "refund", []act{refuse, agree}, "the refund " + refundID + " is waitbuyermodify",
			toModify, "0"},
		{"withdrawn", "refund", []act{withdraw}, "", withdrawn, "0"},
		{"refused, withdrawn", "refund", []act{refuse, withdraw}, "", withdrawn, "0"},
		{"withdrawn twice", "refund", []act{withdraw, withdraw}, "4007", withdrawn, "0"},
		{"withdrawn when paid", "refund", []act{agree, withdraw}, "4007", paidBack, "4600"},
		{"goods sent though nobody wants them", "refund", []act{send}, "4007", asked, "0"},
		{"to be sent back", "returnRefund", []act{agree}, "", toSend, "0"},
		{"withdrawn before it is sent", "returnRefund", []act{agree, withdraw}, "", withdrawn, "0"},
		{"sent back", "returnRefund", []act{agree, send}, "", toReceive, "0"},
		{"sent back with eleven pictures", "returnRefund", []act{agree, proofs}, "4003", toSend, "0"},
		{"sent back too early", "returnRefund", []act{send}, "4007", asked, "0"},
		{"withdrawn when sent", "returnRefund", []act{agree, send, withdraw}, "4007", toReceive, "0"},
		{"taken back", "returnRefund", []act{agree, send, takeBack}, "", paidBack, "4600"},
		{"taken back too early", "returnRefund", []act{agree, takeBack}, "the refund " + refundID + " is waitbuyersend",

			toSend, "0"},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			id := s.at(orders.StageShipped)
			made := s.ask(createRefund, claimArgs(`goodsStatus="refundBuyerReceived";disputeRequest="`+tt.demand+`"`),
				id)
			require.Contains(t, made, refundID)
			got := ""
			for i, do := range tt.acts {
				s.now = s.now.Add(later)
				if got = do(s); i < len(tt.acts)-1 {
					require.Empty(t, got)
				}
			}
			assert.Equal(t, tt.want, got)
			body := s.view(id)
			assert.Equal(t, quoted(tt.status), member(body, "refundStatus"))
			assert.Equal(t, tt.refund, member(body, "refundPayment"))
			over := tt.status == paidBack || tt.status == withdrawn
			assert.Equal(t, over, member(s.ask(refundList, `{}`, id), "gmtCompleted") != "")
			again := s.ask(createRefund, claimArgs(`goodsStatus="refundBuyerReceived";applyPayment=1`), id)
			assert.Equal(t, tt.status == withdrawn, member(again, "success") == "true",
				"a refund that is withdrawn can be asked for again")
		})
	}
	s := newShop(t, orders.Options{})
	require.EqualError(t, s.orders.AgreeRefund("TQ1"), "there is no refund TQ1")
	const none = `{"result":{"success":false,"errorCode":"4005","errorInfo":"退款单信息不存在"}}`
	s.at(orders.StageRefundAsked)
	s.member = "another"
	equalJSON(t, none, s.ask(cancelRefund, `{"refundId":"`+refundID+`"}`, 0), "another's")
	equalJSON(t, none, s.ask(returnGoods, `{"refundId":"`+refundID+`","logisticsCompanyNo":"STO","freightBill":"88"}`,
		0))
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func unquotedOr(text string) string { return strings.Trim(text, `"`) }

// TestRefundSteps compares the steps of a refund: who made them, in which order, and the pages of the list.
func TestRefundSteps(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.at(orders.StageShipped)
	claim := claimArgs(`goodsStatus="refundBuyerReceived";disputeRequest="returnRefund"`)
	s.ask(createRefund, claim, id)
	require.NoError(t, s.orders.RefuseRefund(refundID, "照片不清楚"))
	s.ask(cancelRefund, `{"refundId":"`+refundID+`"}`, id)
	second := strings.Trim(member(s.ask(createRefund, claim, id), "refundId"), `"`)
	require.NotEqual(t, refundID, second)
	s.now = s.now.Add(later)
	require.NoError(t, s.orders.AgreeRefund(second))
	s.ask(returnGoods, `{"refundId":"`+second+`","logisticsCompanyNo":"STO","freightBill":"88"}`, id)
	require.NoError(t, s.orders.TakeBack(second))
	type entry struct {
		ID     int64  `json:"id"`
		Refund string `json:"refundId"`
		Before string `json:"beforeOperateStatus"`
		After  string `json:"afterOperateStatus"`
		Remark string `json:"operateRemark"`
		Text   string `json:"discription"`
		Role   int64  `json:"operatorRoleId"`
		Name   string `json:"operatorLoginId"`
		Member string `json:"operatorId"`
		User   int64  `json:"operatorUserId"`
		Why    string `json:"rejectReason"`
		Bill   string `json:"freightBill"`
		Made   string `json:"gmtCreate"`
		Change string `json:"gmtModified"`
	}
	const early, late = "20260901200000000+0800", "20260902200000000+0800"
	g := s.goods(0)
	row := func(refund string, i int64, before, after, remark string, role int64, why, bill, at string) entry {
		out := entry{50_000_000_000 + i, refund, before, after, remark, remark, role, "buyer761026",
			"b2b-2202839761026", 2202839761026, why, bill, at, at}
		if role == 2 {
			out.Name, out.Member, out.User = g.Seller, g.SellerID, g.SellerUID
		}
		return out
	}
	first := []entry{
		row(refundID, 0, "", "waitselleragree", "买家申请退款", 1, "", "", early),
		row(refundID, 1, "waitselleragree", "waitbuyermodify", "卖家拒绝退款", 2, "照片不清楚", "", early),
		row(refundID, 2, "waitbuyermodify", "refundclose", "买家撤销退款", 1, "", "", early),
	}
	rest := []entry{
		row(second, 0, "", "waitselleragree", "买家申请退款", 1, "", "", early),
		row(second, 1, "waitselleragree", "waitbuyersend", "卖家同意退货", 2, "", "", late),
		row(second, 2, "waitbuyersend", "waitsellerreceive", "买家已退货", 1, "", "88", late),
		row(second, 3, "waitsellerreceive", "refundsuccess", "退款成功", 2, "", "", late),
	}
	cases := []struct {
		refund     string
		page, size int
		want       []entry
	}{
		{refundID, 1, 10, first}, {second, 1, 10, rest}, {second, 1, 3, rest[:3]}, {second, 2, 3, rest[3:]},
		{second, 3, 3, nil}, {second, 0, 0, rest[:1]}, {second, math.MaxInt, 4, nil}, {second, 1, math.MaxInt, rest},
	}
	for _, tt := range cases {
		body := s.ask(refundSteps, fmt.Sprintf(`{"refundId":%q,"pageNo":%d,"pageSize":%d}`, tt.refund, tt.page,
			tt.size), id)
		var got []entry
		if list := member(body, "opOrderRefundOperationModels"); list != "" {
			decode(t, list, &got)
			assert.Equal(t, "false 0 7", member(body, "crmModifyRefund")+" "+member(body,
				"closeRefundStepId")+" "+member(body, "msgType"))
		}
		assert.Equal(t, tt.want, got)
	}
	assert.Equal(t, `"照片不清楚"`, member(s.ask(refundView, `{"refundId":"`+refundID+`"}`, id), "rejectReason"))
	assert.Equal(t, "1", member(s.ask(refundView, `{"refundId":"`+refundID+`"}`, id), "rejectTimes"))
	s.member = "another"
	equalJSON(t, `{"errorCode":"4005","errorMessage":"退款单信息不存在"}`, s.ask(refundSteps,
		`{"refundId":"`+second+`","pageNo":1,"pageSize":10}`, id))
}
