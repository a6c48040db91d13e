package orders_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// TestForms compares what live programs saw with what the pages have.
func TestForms(t *testing.T) {
	const trace, pay = "alibaba.trade.getLogisticsTraceInfo.buyerView", "alibaba.trade.pay.protocolPay.preparePay"
	cases := []struct {
		name    string
		dialect orders.Dialect
		api     string
		args    func(id int64) values
		want    string
	}{
		{"no trace", orders.Dialect{}, trace, of, `{"errorMessage":"该订单没有物流跟踪信息。","success":true}`},
		{"no trace, by the page", pages, trace, of, `{"success":false,"errorCode":"404",
			"errorMessage":"无法找到相对应的物流单跟踪信息"}`},
		{"another's order", orders.Dialect{}, pay, payment, `{"success":false,"code":"500","message":"不是自己的订单"}`},
		{"another's order, by the page", pages, pay, payment,
			`{"result":{"success":false,"code":"ORDER_NOT_EXIST","message":"订单不存在","result":{"payChannel":"alipay",
				"paySuccess":false}}}`},
		{"an order that does not exist", orders.Dialect{}, viewOrder, unknown, `{"errorCode":"ORDER_NOT_EXIST",
			"errorMessage":"订单不存在","success":"false"}`},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{Dialect: tt.dialect})
			assert.JSONEq(t, tt.want, s.call(tt.api, tt.args(s.order())))
		})
	}
	s := newShop(t, orders.Options{})
	body := s.view(s.order())
	assert.Contains(t, body, `"success":"true"`, "a text, as the page and clients have it")
	assert.NotContains(t, body, "tradeTerms")
	assert.Contains(t, s.view(s.paid()), `"payStatusDesc":"已付款"`)
}

func of(id int64) values   { return values{"webSite": "1688", "orderId": id} }
func unknown(int64) values { return of(7) }
func payment(int64) values { return values{"tradeWithholdPreparePayParam": values{"orderId": 7}} }

// TestSmallThings keeps a rating and a feedback in a state.
func TestSmallThings(t *testing.T) {
	s := newShop(t, orders.Options{Dialect: orders.Dialect{Split: true}})
	id := s.paid()
	require.NoError(t, s.orders.MoveTo(id, orders.StageReceived))
	require.NoError(t, s.orders.Rate(id))
	s.call("alibaba.trade.addFeedback", values{"tradeFeedbackParam": values{"orderId": fmt.Sprint(id),
		"feedback": "好"}})
	st := s.orders.State()
	require.NoError(t, s.orders.Load(st))
	assert.ErrorContains(t, s.orders.Rate(id), "ORDER_STATUS_ERROR", "it is rated")
	assert.Contains(t, s.view(id), `"buyerFeedback":"好"`)
}

// TestAutoKeepsTheOrder makes the steps of several orders in the order of their times.
func TestAutoKeepsTheOrder(t *testing.T) {
	s := newShop(t, orders.Options{Auto: orders.Auto{Ship: time.Hour}})
	first, second := s.order(), s.order()
	require.NoError(t, s.orders.Pay(second))
	s.now = s.now.Add(10 * time.Minute)
	require.NoError(t, s.orders.Pay(first))
	s.now = s.now.Add(5 * time.Hour)
	ids := []string{}
	for _, id := range []int64{second, first} {
		ids = append(ids, member(s.call("alibaba.trade.getLogisticsInfos.buyerView", of(id)), "logisticsId"))
	}
	assert.Equal(t, []string{`"LP100000000000001"`, `"LP100000000000002"`}, ids,
		"the one that was paid first is shipped first")
}
