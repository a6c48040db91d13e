package orders_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// newStage returns a shop whose world can start orders by itself.
func newStage(t *testing.T, o orders.Options) *shop {
	var s *shop
	listed := newShop(t, orders.Options{}).offers
	o.Listed = listed.ListedOffer
	s = newShop(t, o)
	return s
}

// TestStages starts an order at every stage, and moves a new order there.
func TestStages(t *testing.T) {
	cases := []struct {
		stage          orders.Stage
		status, refund string
		parcels        int
		left           bool // whether its goods are out of stock
	}{
		{orders.StageCreated, toPay, "", 0, true},
		{orders.StagePaid, toSend, "", 0, true},
		{orders.StageHalfShipped, toSend, "", 1, true},
		{orders.StageShipped, toReceive, "", 1, true},
		{orders.StageSigned, toReceive, "", 1, true},
		{orders.StageReceived, done, "", 1, true},
		{orders.StageCancelled, cancelled, "", 0, false},
		{orders.StageRefundAsked, toSend, asked, 0, true},
		{orders.StageRefundRefused, toSend, refused, 0, true},
		{orders.StageRefunded, cancelled, "refundsuccess", 0, false},
	}
	require.Len(t, cases, len(orders.Stages))
	for _, tt := range cases {
		t.Run(string(tt.stage), func(t *testing.T) {
			s := newStage(t, orders.Options{})
			started, err := s.orders.Start(s.member, tt.stage)
			require.NoError(t, err)
			var moved int64
			_, _ = fmt.Sscanf(member(s.call(createOrder, wanted(cargo(s.goods(0), 0, s.goods(0).Least),
				cargo(s.goods(0), 1, s.goods(0).Least))), "orderId"), `"%d"`, &moved)
			require.NoError(t, s.orders.MoveTo(moved, tt.stage))
			for _, id := range []int64{started, moved} {
				body := s.view(id)
				assert.Equal(t, `"`+tt.status+`"`, member(body, "status"), body)
				assert.Equal(t, quoted(tt.refund), member(body, "refundStatus"))
				var parcels []any
				if list := member(body, "logisticsItems"); list != "" {
					decode(t, list, &parcels)
				}
				assert.Len(t, parcels, tt.parcels)
			}
			logistics := s.call("alibaba.trade.getLogisticsInfos.buyerView", values{"webSite": "1688",
				"orderId": started})
			if tt.stage == orders.StageSigned || tt.stage == orders.StageReceived {
				assert.Equal(t, `"SIGN"`, member(logistics, "status"))
			}
			taken := int64(0)
			for _, n := range s.orders.State().Taken {
				taken += n
			}
			assert.Equal(t, tt.left, taken > 0)
		})
	}
}

// TestMovesThatDoNotLeadThere refuses stages that an order cannot come to.
func TestMovesThatDoNotLeadThere(t *testing.T) {
	cases := []struct {
		from, to orders.Stage
		want     string
	}{
		{orders.StagePaid, orders.StageCreated, "ORDER_STATUS_ERROR: 订单状态错误: waitsellersend"},
		{orders.StagePaid, orders.StageCancelled, "ORDER_STATUS_ERROR: 订单状态错误: waitsellersend"},
		{orders.StageShipped, orders.StageHalfShipped, "ORDER_STATUS_ERROR: 订单状态错误: waitbuyerreceive"},
		{orders.StageCancelled, orders.StagePaid, "ORDER_STATUS_ERROR: 订单状态错误: cancel"},
		{orders.StageCancelled, orders.StageRefundAsked, "ORDER_STATUS_ERROR: 订单状态错误: cancel"},
		{orders.StageRefundAsked, orders.StageShipped, "ORDER_STATUS_ERROR: 订单状态错误: waitsellersend"},
		{orders.StageRefundRefused, orders.StageRefunded, "ORDER_STATUS_ERROR: 订单状态错误: waitsellersend"},
		{orders.StageRefundRefused, orders.StageRefundAsked, "ORDER_STATUS_ERROR: 订单状态错误: waitsellersend"},
		{orders.StagePaid, "shiped", `orders: there is no stage "shiped"; did you mean shipped?`},
	}
	for _, tt := range cases {
		t.Run(string(tt.from+" "+tt.to), func(t *testing.T) {
			s := newStage(t, orders.Options{})
			id, err := s.orders.Start(s.member, tt.from)
			require.NoError(t, err)
			assert.EqualError(t, s.orders.MoveTo(id, tt.to), tt.want)
		})
	}
	s := newStage(t, orders.Options{})
	require.EqualError(t, s.orders.MoveTo(7, orders.StagePaid), "ORDER_NOT_EXIST: 订单不存在")
	_, err := s.orders.Start("one", "nowhere")
	require.ErrorContains(t, err, `there is no stage "nowhere"`)
	_, err = newShop(t, orders.Options{}).orders.Start("one", orders.StagePaid)
	require.EqualError(t, err, "orders: no listed offer has two variants in stock")
	g := s.goods(0)
	var single int64
	_, _ = fmt.Sscanf(member(s.call(createOrder, wanted(cargo(g, 0, g.Least))), "orderId"), `"%d"`, &single)
	assert.ErrorContains(t, s.orders.MoveTo(single, orders.StageHalfShipped), "one line")
}

// TestAuto lets orders go on by the clock, and finds the same whenever it looks.
func TestAuto(t *testing.T) {
	auto := orders.Auto{Pay: time.Hour, Ship: 2 * time.Hour, Receive: 24 * time.Hour}
	cases := []struct {
		name   string
		looks  []time.Duration // after the order was made
		auto   orders.Auto
		status string
		times  map[string]string
	}{
		{"nothing by itself", []time.Duration{1000 * time.Hour}, orders.Auto{}, toPay, nil},
		{"before it pays", []time.Duration{59 * time.Minute}, auto, toPay, nil},
		{"paid", []time.Duration{time.Hour}, auto, toSend, map[string]string{"payTime": "20260901210000000+0800"}},
		{"shipped", []time.Duration{4 * time.Hour}, auto, toReceive,
			map[string]string{"allDeliveredTime": "20260901230000000+0800"}},
		{"not yet received", []time.Duration{74 * time.Hour}, auto, toReceive, nil},
		{"received", []time.Duration{75 * time.Hour}, auto, done,
			map[string]string{"completeTime": "20260904230000000+0800"}},
		{"looked at on the way", []time.Duration{time.Hour, 90 * time.Minute, 50 * time.Hour, 75 * time.Hour}, auto,
			done,
			map[string]string{"payTime": "20260901210000000+0800", "allDeliveredTime": "20260901230000000+0800",
				"completeTime": "20260904230000000+0800"}},
		{"paid and no further", []time.Duration{1000 * time.Hour}, orders.Auto{Pay: time.Hour}, toSend, nil},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{Auto: tt.auto})
			start, id := s.now, s.order()
			var body string
			for _, after := range tt.looks {
				s.now = start.Add(after)
				body = s.view(id)
			}
			assert.Equal(t, `"`+tt.status+`"`, member(body, "status"), body)
			for name, want := range tt.times {
				assert.Equal(t, `"`+want+`"`, member(body, name), name)
			}
		})
	}
	for _, negative := range []orders.Auto{{Pay: -1}, {Ship: -1}, {Receive: -1}} {
		assert.EqualError(t, negative.Check(), "orders: the times after which orders go on must not be negative")
	}
	assert.NoError(t, auto.Check())
}

// TestAutoWaitsForRefunds ships an order only after its refund is decided.
func TestAutoWaitsForRefunds(t *testing.T) {
	s := newShop(t, orders.Options{Auto: orders.Auto{Ship: time.Hour}})
	id := s.paid()
	require.NoError(t, s.orders.MoveTo(id, orders.StageRefundAsked))
	s.now = s.now.Add(10 * time.Hour)
	body := s.view(id)
	assert.Equal(t, `"`+toSend+`"`, member(body, "status"))
	_, code := "", s.call("alibaba.trade.cancelRefund", values{"refundId": unquoted(member(body, "refundId"))})
	require.Equal(t, "true", member(code, "success"), code)
	s.now = s.now.Add(time.Hour)
	assert.Equal(t, `"20260902070000000+0800"`, member(s.view(id), "allDeliveredTime"))
}

func unquoted(text string) string { return text[1 : len(text)-1] }

// TestStateRoundTrip loads the state of a world into another one, through JSON: both say the same from then on.
func TestStateRoundTrip(t *testing.T) {
	s := newStage(t, orders.Options{})
	s.orders.SetCredit(s.member, 1e9)
	s.orders.Limit(7, orders.Limits{Most: 3})
	s.orders.Revoke("old")
	_, _ = s.orders.Account("k", "s")
	var all []int64
	for _, stage := range orders.Stages {
		id, err := s.orders.Start(s.member, stage)
		require.NoError(t, err)
		all = append(all, id)
	}
	require.NoError(t, s.orders.AddTrace(all[3], "在路上"))
	g := s.goods(1)
	args := wanted(cargo(g, 0, g.Least))
	s.call(preview, args)
	s.orders.ChangeOffer(g.OfferID)
	text, err := json.Marshal(s.orders.State())
	require.NoError(t, err)

	other := newStage(t, orders.Options{})
	_, err = other.orders.Start(s.member, orders.StagePaid) // is forgotten
	require.NoError(t, err)
	var st orders.State
	require.NoError(t, json.Unmarshal(text, &st))
	require.NoError(t, other.orders.Load(st))
	again, err := json.Marshal(other.orders.State())
	require.NoError(t, err)
	assert.JSONEq(t, string(text), string(again))
	calls := []struct {
		api  string
		args values
	}{
		{"alibaba.trade.getBuyerOrderList", values{"pageSize": 50}}, {"alibaba.trade.getSellerOrderList", values{}},
		{"alibaba.trade.refund.buyer.queryOrderRefundList", values{}}, {createOrder, args}, {preview, args},
		{createOrder, args},
		{"alibaba.account.basic", values{}},
	}
	for _, id := range all {
		for _, api := range []string{viewOrder, "alibaba.trade.getLogisticsInfos.buyerView",
			"alibaba.trade.getLogisticsTraceInfo.buyerView", "trade.receivegoods.confirm"} {
			calls = append(calls, struct {
				api  string
				args values
			}{api, values{"webSite": "1688", "orderId": id, "orderEntryIds": []int64{id}}})
		}
	}
	for _, c := range calls {
		assert.Equal(t, s.call(c.api, c.args), other.call(c.api, c.args), "%s %v", c.api, c.args)
	}
	_, refused := other.orders.Authorised("old")
	assert.NotNil(t, refused)
}

// TestStatesThatDoNotFit are refused, and change nothing.
func TestStatesThatDoNotFit(t *testing.T) {
	s := newStage(t, orders.Options{})
	_, err := s.orders.Start(s.member, orders.StageRefundAsked)
	require.NoError(t, err)
	s.ask(applyInvoice, applyArgs, s.paid())
	cases := []struct {
		name   string
		change func(*orders.State)
		want   string
	}{
		{"no lines", func(st *orders.State) { st.Orders[0].Lines = nil }, "has no lines"},
		{"no such variant", func(st *orders.State) { st.Orders[0].Lines[0].Spec = "x" }, "has the variant x"},
		{"no such order", func(st *orders.State) { st.Refunds[0].Order = 5 }, "belongs to no order"},
		{"no such line", func(st *orders.State) { st.Refunds[0].Lines[0] = 5 }, "belongs to no order"},
		{"an invoice of no order", func(st *orders.State) { st.Invoices[0].Orders[0] = 5 }, "belongs to no order"},
		{"an invoice without orders", func(st *orders.State) { st.Invoices[0].Orders = nil }, "belongs to no order"},
		{"an order twice", func(st *orders.State) { st.Orders[1].ID = st.Orders[0].ID }, "is there twice"},
		{"a refund without an id", func(st *orders.State) { st.Refunds[0].ID = "" }, "has no id"},
		{"no such reason", func(st *orders.State) { st.Refunds[0].Reason = 5 }, "belongs to no order"},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			st := s.orders.State()
			tt.change(&st)
			require.ErrorContains(t, s.orders.Load(st), tt.want)
			assert.Len(t, s.orders.State().Orders, 2)
		})
	}
}

// TestAddTrace adds a step between those of the clock.
func TestAddTrace(t *testing.T) {
	s := newStage(t, orders.Options{})
	id := s.paid()
	require.ErrorContains(t, s.orders.AddTrace(id, "x"), "ORDER_STATUS_ERROR")
	require.NoError(t, s.orders.Ship(id))
	s.now = s.now.Add(13 * time.Hour)
	require.NoError(t, s.orders.AddTrace(id, "快件滞留"))
	s.now = s.now.Add(30 * time.Hour)
	steps := member(s.call("alibaba.trade.getLogisticsTraceInfo.buyerView", values{"webSite": "1688", "orderId": id}),
		"logisticsSteps")
	assert.JSONEq(t, `[{"acceptTime":"2026-09-01 20:00:00","remark":"已揽收"},{"acceptTime":"2026-09-02 08:00:00",
		"remark":"离开分拨中心，运输中"},
		{"acceptTime":"2026-09-02 09:00:00","remark":"快件滞留"},{"acceptTime":"2026-09-03 08:00:00","remark":"派送中"}]`,
		steps)
}

// TestSellers gives each seller its own orders, and any other token those of all.
func TestSellers(t *testing.T) {
	s := newStage(t, orders.Options{})
	a, b := s.goods(0), s.goods(1)
	s.call(createOrder, wanted(cargo(a, 0, a.Least)))
	second := s.call(createOrder, wanted(cargo(b, 0, b.Least)))
	var id int64
	_, _ = fmt.Sscanf(member(second, "orderId"), `"%d"`, &id)
	require.NoError(t, s.orders.Pay(id))
	send := values{"sendGoods": []values{{"sourceId": fmt.Sprint(id),
		"sendGoodEntries": []values{{"sourceEntryId": fmt.Sprint(id)}}}},
		"extBody": `{"mailNo":"1","cpCode":"STO"}`}
	for _, tt := range []struct{ token, total string }{{a.SellerID, "1"}, {b.Seller, "1"}, {"anybody", "2"}} {
		s.member = tt.token
		assert.Equal(t, tt.total, member(s.call("alibaba.trade.getSellerOrderList", values{}), "totalRecord"),
			tt.token)
	}
	const ship = "alibaba.logistics.OpDeliverySendOrder.offline"
	s.member = a.SellerID
	assert.Equal(t, `"400_3"`, member(s.call(ship, send), "errorCode"))
	s.member = b.SellerID
	assert.Equal(t, "true", member(s.call(ship, send), "success"))
}
