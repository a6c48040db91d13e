package orders_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// TestChangePrice sets the freight of orders that are not paid, and refuses it for others.
func TestChangePrice(t *testing.T) {
	const state = "ORDER_STATUS_ERROR: 订单状态错误: "
	cases := []struct {
		name     string
		stage    orders.Stage
		carriage int64
		want     string // the error
		total    string // in 元, afterwards
	}{
		{"more", orders.StageCreated, 750, "", "53.5"},
		{"nothing", orders.StageCreated, 0, "", "46"},
		{"less than nothing", orders.StageCreated, -1, "400_1: the freight must not be negative", "49"},
		{"paid", orders.StagePaid, 750, state + "waitsellersend", "49"},
		{"cancelled", orders.StageCancelled, 750, state + "cancel", "49"},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			id := s.at(tt.stage)
			s.now = s.now.Add(later)
			assert.Equal(t, tt.want, errorText(s.orders.ChangePrice(id, tt.carriage)))
			body := s.view(id)
			assert.Equal(t, tt.total, member(body, "totalAmount"))
			changed := member(body, "modifyTime") == `"20260902200000000+0800"`
			assert.Equal(t, tt.want == "", changed)
		})
	}
	s := newShop(t, orders.Options{})
	assert.EqualError(t, s.orders.ChangePrice(7, 1), "ORDER_NOT_EXIST: 订单不存在")
}

// TestClosedBy closes orders that are not paid, with the reason of whoever closes them, and puts the goods back.
func TestClosedBy(t *testing.T) {
	acts := map[string]func(*orders.World, int64) error{
		"sellerGoodsLack": (*orders.World).CloseBySeller, "BUYER_NO_PAY": (*orders.World).CloseUnpaid,
	}
	for reason, act := range acts {
		t.Run(reason, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			id, g := s.order(), s.goods(0)
			s.now = s.now.Add(later)
			require.NoError(t, act(s.orders, id))
			body := s.view(id)
			assert.Equal(t, []string{`"cancel"`, `"20260902200000000+0800"`, quoted(reason)}, []string{
				member(body, "status"), member(body, "completeTime"), member(body, "closeReason")})
			assert.Zero(t, s.stock.Taken(g.Variants[0].SKUID))
			assert.EqualError(t, act(s.orders, id), "ORDER_STATUS_ERROR: 订单状态错误: cancel")
			assert.EqualError(t, act(s.orders, s.paid()), "ORDER_STATUS_ERROR: 订单状态错误: waitsellersend")
		})
	}
}

// TestChangeWaybill gives the last parcel of an order another number, and tells the buyer.
func TestChangeWaybill(t *testing.T) {
	s, list := told(t)
	id := s.at(orders.StageHalfShipped)
	require.EqualError(t, s.orders.ChangeWaybill(id, ""), "INVALID_PARAM: 运单号不符合规则")
	require.EqualError(t, s.orders.ChangeWaybill(s.paid(), "88"), "ORDER_STATUS_ERROR: 订单状态错误: waitsellersend")
	require.EqualError(t, s.orders.ChangeWaybill(7, "88"), "ORDER_NOT_EXIST: 订单不存在")
	require.NoError(t, s.orders.Ship(id))
	bills := s.bills(id)
	s.now = s.now.Add(time.Hour)
	*list = nil
	require.NoError(t, s.orders.ChangeWaybill(id, "88"))
	assert.Equal(t, []string{bills[0], "88"}, s.bills(id))
	assert.Equal(t, `"20260901210000000+0800"`, member(s.view(id), "modifyTime"))
	s.equalMessages(`["LOGISTICS_MAIL_NO_CHANGE buyer {id}",{"MailNoChangeModel":{"logisticsId":"LP100000000000002",
		"oldCpCode":"STO","newCpCode":"STO","oldMailNo":"`+bills[1]+`","newMailNo":"88","eventTime":"2026-09-01 21:00:00",
		"orderLogsItems":[{"orderId":{id},"orderEntryId":{id2}}]}}]`, id, *list)
}

// bills returns the numbers of the waybills of an order.
func (s *shop) bills(id int64) (bills []string) {
	var rows []struct {
		BillNo string `json:"logisticsBillNo"`
	}
	decode(s.t, member(s.ask(parcelsOf, orderArgs, id), "result"), &rows)
	for _, row := range rows {
		bills = append(bills, row.BillNo)
	}
	return bills
}
