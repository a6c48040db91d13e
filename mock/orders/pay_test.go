package orders_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/mock/orders"
)

const (
	preparePay = "alibaba.trade.pay.protocolPay.preparePay"
	payWays    = "alibaba.trade.payWay.query"
	alipayURL  = "alibaba.alipay.url.get"
	crossURL   = "alibaba.crossBorderPay.url.get"
	creditURL  = "alibaba.creditPay.url.get"
	groupURL   = "alibaba.trade.grouppay.url.get"
	analyzePay = "trade.orderpay.analysis"
)

// TestPreparePay pays without a password: by the dialect of live programs and by that of the page.
func TestPreparePay(t *testing.T) {
	const (
		args   = `{"tradeWithholdPreparePayParam":{"orderId":{id}}}`
		exact  = `{"tradeWithholdPreparePayParam":{"orderId":{id},"payAmount":4900}}`
		less   = `{"tradeWithholdPreparePayParam":{"orderId":{id},"payAmount":4899}}`
		flat   = `{"success":false,"code":"500","message":"不是自己的订单"}`
		paid   = `{"result":{"success":true,"result":{"payChannel":"alipay","paySuccess":true}}}`
		nested = `"result":{"payChannel":"alipay","paySuccess":false}}}`
	)
	cases := []struct {
		name    string
		dialect orders.Dialect
		stage   orders.Stage
		member  string
		args    string
		want    string
		paid    bool // whether the call paid the order
	}{
		{"paid", orders.Dialect{}, orders.StageCreated, "one", args, paid, true},
		{"paid, by the page", pages, orders.StageCreated, "one", args, paid, true},
		{"the amount", orders.Dialect{}, orders.StageCreated, "one", exact, paid, true},
		{"another amount", orders.Dialect{}, orders.StageCreated, "one", less,
			`{"result":{"success":false,"code":"400_1","message":"payAmount 4899, 应付 4900",` + nested, false},
		{"twice", orders.Dialect{}, orders.StagePaid, "one", args,
			`{"result":{"success":false,"code":"ORDER_STATUS_ERROR","message":"订单状态错误: waitsellersend",` + nested,
			false},
		{"twice, by the page", pages, orders.StagePaid, "one", args,
			`{"result":{"success":false,"code":"ORDER_STATUS_ERROR","message":"订单状态错误: waitsellersend",` + nested,
			false},
		{"another's", orders.Dialect{}, orders.StageCreated, "another", args, flat, false},
		{"another's, by the page", pages, orders.StageCreated, "another", args,
			`{"result":{"success":false,"code":"400_3","message":"没有权限",` + nested, false},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{Dialect: tt.dialect})
			id := s.at(tt.stage)
			before := member(s.view(id), "payTime")
			s.now, s.member = s.now.Add(later), tt.member
			equalJSON(t, tt.want, s.ask(preparePay, tt.args, id))
			s.member = "one"
			after := member(s.view(id), "payTime")
			assert.Equal(t, tt.paid, before != after)
			if tt.paid {
				assert.Equal(t, `"20260902200000000+0800"`, after)
			}
		})
	}
}

// TestPayWays asks how an order can be paid.
func TestPayWays(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.order()
	equalJSON(t, s.fill(`{"success":true,"resultList":{"orderId":"{id}","payFee":4900,"channels":[{"code":1,
		"name":"支付宝"}]}}`, id),
		s.ask(payWays, textArgs, id))
	equalJSON(t, `{"result":{"success":true,"code":"S0000","result":{"paymentAgreements":[
		{"payChannel":"ALIPAY","bindingStatus":"true","signedStatus":"true","agreementNo":"AG2202839761026"}]}}}`,
		s.ask("alibaba.trade.pay.protocolPay.isopen", `{}`, id))
	s.member = "another"
	equalJSON(t, `{"success":false,"errorCode":"500_2","errorMsg":"没有权限"}`, s.ask(payWays, textArgs, id))
}

// TestPaymentLinks asks for the address of the cashier: it names the orders that can be paid, and the response the
// others.
func TestPaymentLinks(t *testing.T) {
	const link = `"http://mock.test/order/cashier.htm?orderId=`
	cases := []struct {
		api, args string // {id} waits for payment, {id2} stands for an order that is paid, 7 for none
		want      string
	}{
		{alipayURL, `{"orderIdList":[{id}]}`, `{"success":true,"payUrl":` + link + `{id}"}`},
		{alipayURL, `{"orderIdList":[{id},{id2},7]}`, `{"success":true,"payUrl":` + link +
			`{id}","payFailureOrderList":[{id2},7]}`},
		{alipayURL, `{"orderIdList":[{id2}]}`,
			`{"success":false,"errorCode":"ORDER_STATUS_ERROR","erroMsg":"没有可以支付的订单","payFailureOrderList":[{id2}]}`},
		{crossURL, `{"orderIdList":[{id},7]}`, `{"success":true,"payUrl":` + link + `{id}","cantPayOrderList":[7]}`},
		{crossURL, `{"orderIdList":[7]}`,
			`{"success":false,"errorCode":"400_4","errorMsg":"无可使用支付渠道[跨境宝]付款的订单","cantPayOrderList":[7]}`},
		{creditURL, `{"orderIdList":[{id},7]}`, `{"success":true,"payUrl":` + link + `{id}","cantPayOrderList":[7]}`},
		{creditURL, `{"orderIdList":[7]}`,
			`{"success":false,"errorCode":"ORDER_STATUS_ERROR","errorMsg":"没有可以支付的订单","cantPayOrderList":[7]}`},
		{groupURL, `{"orderIds":[{id}]}`, `{"results":{"success":true,"payUrl":` + link + `{id}"}}`},
		{groupURL, `{"orderIds":[{id},7]}`,
			`{"results":{"success":false,"errorCode":"ORDER_STATUS_ERROR","errorInfo":"没有可以支付的订单"}}`},
		{groupURL, `{"orderIds":[]}`,
			`{"results":{"success":false,"errorCode":"ORDER_STATUS_ERROR","errorInfo":"没有可以支付的订单"}}`},
		{analyzePay, `{"orderIds":[{id}],"payChannel":"alipay"}`, `{"result":{"success":true,"result":
			{"orderIds":[{id}],"orderTotalCount":1,"totalPayFee":4900,"payChannel":{"channel":"alipay",
				"avaliable":true}}}}`},
		{analyzePay, `{"orderIds":[{id},{id2}],"payChannel":"alipay"}`, `{"result":{"success":true,"result":
			{"orderIds":[{id},{id2}],"orderTotalCount":2,"totalPayFee":4900,"payChannel":{"channel":"alipay",
				"avaliable":false}}}}`},
		{analyzePay, `{"orderIds":[{id},{id}],"payChannel":"alipay"}`, `{"result":{"success":true,"result":
			{"orderIds":[{id},{id}],"orderTotalCount":2,"totalPayFee":4900,"payChannel":{"channel":"alipay",
				"avaliable":true}}}}`},
		{analyzePay, `{"orderIds":[],"payChannel":"alipay"}`, `{"result":{"success":true,"result":
			{"orderTotalCount":0,"totalPayFee":0,"payChannel":{"channel":"alipay","avaliable":false}}}}`},
	}
	s := newShop(t, orders.Options{})
	s.base = "http://mock.test"
	open, paid := s.order(), s.paid()
	for _, tt := range cases {
		t.Run(tt.api+" "+tt.args, func(t *testing.T) {
			fill := func(text string) string {
				return s.fill(strings.ReplaceAll(text, "{id2}", s.fill("{id}", paid)),
					open)
			}
			equalJSON(t, fill(tt.want), s.ask(tt.api, fill(tt.args), open))
		})
	}
	s.base = ""
	assert.Contains(t, s.ask(alipayURL, `{"orderIdList":[{id}]}`, open), `"http://127.0.0.1:1688/order/cashier.htm`)
	s.orders.Limit(s.goods(0).OfferID, orders.Limits{StockFails: true})
	equalJSON(t, `{"success":false,"errorCode":"操作库存失败:PRODUCT_TRADE_STAT_ERROR","erroMsg":"存在付款减库存订单且扣减库存失败",
		"payFailureOrderList":[7]}`, s.ask(alipayURL, `{"orderIdList":[{id},7]}`, open))
	s.orders.Limit(s.goods(0).OfferID, orders.Limits{})
	second := s.order()
	both := s.fill(`{"orderIdList":[{id},`, open) + s.fill(`{id}]}`, second)
	assert.Contains(t, s.ask(alipayURL, both, open), s.fill("?orderId={id},", open)+s.fill(`{id}"`, second))
}

// TestBills shows what the cashier shows.
func TestBills(t *testing.T) {
	s := newShop(t, orders.Options{})
	open, paid := s.order(), s.paid()
	g := s.goods(0)
	goods := []string{g.Title + " × 2", g.Title + " × 2"}
	bills, sum := s.orders.Bills([]int64{open, paid, 7, open})
	assert.Equal(t, "49", sum, "in 元, for the order that is open")
	assert.Equal(t, []orders.Bill{
		{OrderID: open, Seller: g.Seller, Goods: goods, Amount: "49", Payable: true, StateInText: "等待买家付款"},
		{OrderID: paid, Seller: g.Seller, Goods: goods, Amount: "49", StateInText: "等待卖家发货"},
	}, bills)
	bills, sum = s.orders.Bills(nil)
	assert.Empty(t, bills)
	assert.Equal(t, "0", sum)
	bills, sum = s.orders.Bills([]int64{open, s.order()})
	assert.Len(t, bills, 2)
	assert.Equal(t, "98", sum)
}

// TestPeople does what people do and no call does: once, and only where the order allows it.
func TestPeople(t *testing.T) {
	const state = "ORDER_STATUS_ERROR: 订单状态错误: "
	cases := []struct {
		name  string
		stage orders.Stage
		do    func(*orders.World, int64) error
		want  string
	}{
		{"pay", orders.StageCreated, (*orders.World).Pay, ""},
		{"pay twice", orders.StagePaid, (*orders.World).Pay, state + "waitsellersend"},
		{"ship", orders.StagePaid, (*orders.World).Ship, ""},
		{"ship the rest", orders.StageHalfShipped, (*orders.World).Ship, ""},
		{"ship unpaid", orders.StageCreated, (*orders.World).Ship, state + "waitbuyerpay"},
		{"ship in refund", orders.StageRefundAsked, (*orders.World).Ship, state + "waitsellersend"},
		{"rate", orders.StageReceived, (*orders.World).Rate, ""},
		{"rate too early", orders.StageSigned, (*orders.World).Rate, state + "waitbuyerreceive"},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			id := s.at(tt.stage)
			s.now = s.now.Add(later)
			err := tt.do(s.orders, id)
			if tt.want != "" {
				require.EqualError(t, err, tt.want)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, `"20260902200000000+0800"`, member(s.view(id), "modifyTime"))
			require.ErrorContains(t, tt.do(s.orders, id), "ORDER_STATUS_ERROR")
		})
	}
	assert.EqualError(t, newShop(t, orders.Options{}).orders.Pay(7), "ORDER_NOT_EXIST: 订单不存在")
}

// TestOverview lists what a person sees of orders, and what a person can do.
func TestOverview(t *testing.T) {
	cases := []struct {
		stage         orders.Stage
		status        platform.OrderStatus
		acts          []string
		refund        platform.RefundStatus
		actsOnRefunds []string
	}{
		{orders.StageCreated, "waitbuyerpay", []string{"pay", "close", "expire"}, "", nil},
		{orders.StagePaid, "waitsellersend", []string{"ship"}, "", nil},
		{orders.StageShipped, "waitbuyerreceive", []string{}, "", nil},
		{orders.StageReceived, "success", []string{"rate"}, "", nil},
		{orders.StageCancelled, "cancel", []string{}, "", nil},
		{orders.StageRefundAsked, "waitsellersend", []string{}, "waitselleragree", []string{"agree", "refuse"}},
		{orders.StageRefundRefused, "waitsellersend", []string{}, "waitbuyermodify", nil},
		{orders.StageRefunded, "cancel", []string{}, "refundsuccess", nil},
	}
	for _, tt := range cases {
		t.Run(string(tt.stage), func(t *testing.T) {
			s := newShop(t, orders.Options{})
			id, g := s.at(tt.stage), s.goods(0)
			want := orders.Overview{ID: id, Status: tt.status, Seller: g.Seller, Amount: "49",
				Goods: []string{g.Title +
					" × 2", g.Title + " × 2"}, Acts: tt.acts}
			got := s.orders.Overview(10)
			if tt.refund != "" {
				want.Refunds = []orders.RefundOverview{{ID: "TQ2600001591824000", Status: tt.refund,
					Acts: tt.actsOnRefunds}}
			} else {
				want.Refunds = []orders.RefundOverview{}
			}
			assert.Equal(t, []orders.Overview{want}, got)
		})
	}
	s := newShop(t, orders.Options{})
	done, next := s.at(orders.StageReceived), s.order()
	require.NoError(t, s.orders.Rate(done))
	assert.Empty(t, s.orders.Overview(2)[1].Acts, "it is rated")
	assert.Equal(t, []int64{next}, idsOf(s.orders.Overview(1)), "the newest first")
	s.ask(deleteOrder, orderArgs, done)
	assert.Equal(t, []int64{next}, idsOf(s.orders.Overview(2)))
}

// TestOverviewMakesTheStepsThatAreDue shows an order as calls would find it.
func TestOverviewMakesTheStepsThatAreDue(t *testing.T) {
	s := newShop(t, orders.Options{Auto: orders.Auto{Pay: time.Hour}})
	s.order()
	s.now = s.now.Add(time.Hour)
	assert.EqualValues(t, toSend, s.orders.Overview(1)[0].Status)
}

func idsOf(list []orders.Overview) (ids []int64) {
	for _, o := range list {
		ids = append(ids, o.ID)
	}
	return ids
}
