package orders_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/orders"
)

const (
	sendOffline = "alibaba.logistics.OpDeliverySendOrder.offline"
	sendDummy   = "alibaba.logistics.OpDeliverySendOrder.dummy"
	parcelsOf   = "alibaba.trade.getLogisticsInfos.buyerView"
	tracesOf    = "alibaba.trade.getLogisticsTraceInfo.buyerView"
)

// TestSend ships lines as a seller does by calls.
func TestSend(t *testing.T) {
	const (
		first = `"sendGoods":[{"sourceId":"{id}","sendGoodEntries":[{"sourceEntryId":"{id}","amount":2}]}]`
		both  = `"sendGoods":[{"sourceId":"{id}","sendGoodEntries":[{"sourceEntryId":"{id}"},
			{"sourceEntryId":"{id2}"}]}]`
		waybill  = `,"extBody":"{\"cpCode\":\"STO\",\"mailNo\":\"1\"}"}`
		waiting  = `"waitsellersend"`
		received = `"waitbuyerreceive"`
	)
	cases := []struct {
		name      string
		stage     orders.Stage
		api, args string
		want      string
		status    string
	}{
		{"both lines", orders.StagePaid, sendOffline, `{` + both + waybill, `{"success":true,
			"result":{"logisticsId":"LP100000000000001",
			"sendGoods":[{"sourceId":"{id}","sendGoodEntries":[{"sourceEntryId":"{id}"},{"sourceEntryId":"{id2}"}]}]}}`,

			received},
		{"the first line", orders.StagePaid, sendOffline, `{` + first + waybill, `{"success":true,
			"result":{"logisticsId":"LP100000000000001",
			"sendGoods":[{"sourceId":"{id}","sendGoodEntries":[{"sourceEntryId":"{id}","amount":2}]}]}}`, waiting},
		{"the first line again", orders.StageHalfShipped, sendOffline, `{` + first + waybill,
			`{"success":false,"errorCode":"ORDER_NOT_EXIST","errorMessage":"子订单不存在或已发货: {id}"}`, waiting},
		{"the first line twice", orders.StagePaid, sendOffline,
			`{"sendGoods":[{"sourceId":"{id}","sendGoodEntries":[{"sourceEntryId":"{id}"},{"sourceEntryId":"{id}"}]}]` +
				waybill,
			`{"success":false,"errorCode":"ORDER_NOT_EXIST","errorMessage":"子订单不存在或已发货: {id}"}`, waiting},
		{"no carrier", orders.StagePaid, sendDummy, `{` + both + `,"extBody":""}`,
			`{"success":true,"result":{"logisticsId":"LP100000000000001"}}`, received},
		{"no carrier, unpaid", orders.StageCreated, sendDummy, `{` + both + `,"extBody":""}`,
			`{"success":false,"errorCode":"ORDER_STATUS_ERROR","errorMessage":"订单状态错误: waitbuyerpay"}`,
			`"waitbuyerpay"`},
		{"no waybill", orders.StagePaid, sendOffline, `{` + both + `,"extBody":"{\"cpCode\":\"STO\"}"}`,
			`{"success":false,"errorCode":"INVALID_PARAM","errorMessage":"运单号不符合规则"}`, waiting},
		{"no JSON", orders.StagePaid, sendOffline, `{` + both + `,"extBody":"STO 1"}`,
			`{"success":false,"errorCode":"INVALID_PARAM","errorMessage":"运单号不符合规则"}`, waiting},
		{"no lines", orders.StagePaid, sendOffline, `{"sendGoods":[{"sourceId":"{id}","sendGoodEntries":[]}]` + waybill,

			`{"success":false,"errorCode":"400_1","errorMessage":"sendGoods: one order, with its lines"}`, waiting},
		{"no order", orders.StagePaid, sendOffline, `{"sendGoods":[]` + waybill,
			`{"success":false,"errorCode":"400_1","errorMessage":"sendGoods: one order, with its lines"}`, waiting},
		{"an unknown order", orders.StagePaid, sendOffline,
			`{"sendGoods":[{"sourceId":"7","sendGoodEntries":[{"sourceEntryId":"7"}]}]` + waybill,
			`{"success":false,"errorCode":"ORDER_NOT_EXIST","errorMessage":"订单不存在"}`, waiting},
		{"an unknown line", orders.StagePaid, sendOffline,
			`{"sendGoods":[{"sourceId":"{id}","sendGoodEntries":[{"sourceEntryId":"{id}"},{"sourceEntryId":"7"}]}]` +
				waybill,
			`{"success":false,"errorCode":"ORDER_NOT_EXIST","errorMessage":"子订单不存在或已发货: 7"}`, waiting},
		{"in refund", orders.StageRefundAsked, sendOffline, `{` + both + waybill,
			`{"success":false,"errorCode":"ORDER_STATUS_ERROR","errorMessage":"订单状态错误: waitsellersend"}`, waiting},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			id := s.at(tt.stage)
			equalJSON(t, s.fill(tt.want, id), s.ask(tt.api, tt.args, id))
			assert.Equal(t, tt.status, member(s.view(id), "status"))
		})
	}
}

// TestParcels compares every member of the parcels and the traces of an order that was shipped in two parcels.
func TestParcels(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.fullOrder()
	s.now = s.now.Add(time.Hour)
	s.ask(sendDummy, `{"sendGoods":[{"sourceId":"{id}","sendGoodEntries":[{"sourceEntryId":"{id2}"}]}],"extBody":""}`,
		id)
	s.now = s.now.Add(12 * time.Hour)
	const address = `"receiver":{"receiverName":"王五","receiverMobile":"13700000000","receiverPhone":"0571-1",
		"receiverCountyCode":"110105",
		"receiverAddress":"1号","receiverProvince":"北京","receiverCity":"北京市","receiverCounty":"朝阳区"},
		"sender":{"senderName":"{seller}"},"sendGoods":[{"goodName":"{title}","quantity":2,"unit":"{unit}"}]`
	equalJSON(t, s.fill(`{"success":true,"result":[{"logisticsId":"LP100000000000001","logisticsBillNo":"77",
		"orderEntryIds":"{id}",
		"status":"TRANSPORT","logisticsCompanyName":"顺丰速运","logisticsCompanyNo":"SF",`+address+`},
		{"logisticsId":"LP100000000000002","orderEntryIds":"{id2}","status":"TRANSPORT","logisticsCompanyName":"无需物流",
			`+address+`}]}`, id),
		s.ask(parcelsOf, orderArgs, id))
	equalJSON(t, s.fill(`{"success":true,"logisticsTrace":[{"logisticsId":"LP100000000000001","orderId":{id},
		"logisticsBillNo":"77",
		"logisticsSteps":[{"acceptTime":"2026-09-01 21:00:00","remark":"已揽收"},
		{"acceptTime":"2026-09-02 09:00:00","remark":"离开分拨中心，运输中"}]}]}`, id),
		s.ask(tracesOf, orderArgs, id), "what needs no carrier has no trace")

	const none = `{"success":true,"errorMessage":"该订单没有物流跟踪信息。"}`
	equalJSON(t, none, s.ask(tracesOf, `{"orderId":{id},"logisticsId":"LP100000000000002"}`, id))
	assert.Contains(t, s.ask(tracesOf, `{"orderId":{id},"logisticsId":"LP100000000000001"}`, id), `"acceptTime"`)

	equalJSON(t, s.fill(`{"result":{"success":true,"msg":"成功","model":{"outOrderId":"mine","orderId":"{id}"}}}`, id),
		s.ask("logistics.order.getOutOrderId", `{"shipmentId":"77"}`, id))
	for _, args := range []string{`{"shipmentId":"78"}`, `{"shipmentId":""}`, `{}`} {
		equalJSON(t, `{"result":{"success":false,"msg":"运单不存在"}}`, s.ask("logistics.order.getOutOrderId", args, id))
	}
	s.member = "another"
	equalJSON(t, `{"result":{"success":false,"msg":"运单不存在"}}`, s.ask("logistics.order.getOutOrderId",
		`{"shipmentId":"77"}`, id))
	equalJSON(t, `{"success":false,"errorCode":"order.nopermission.buyer","errorMessage":"你没有权限获取该订单详情(买家端)"}`,
		s.ask(tracesOf, orderArgs, id))
	equalJSON(t, `{"success":false,"errorCode":"400_3","errorMessage":"没有权限"}`, s.ask(parcelsOf, orderArgs, id))
}

// TestWayOfParcel follows a parcel by the clock.
func TestWayOfParcel(t *testing.T) {
	cases := []struct {
		after  time.Duration
		status string
		steps  int
	}{
		{-time.Hour, "ACCEPT", 1}, // the clock was set back
		{0, "ACCEPT", 1}, {12*time.Hour - 1, "ACCEPT", 1}, {12 * time.Hour, "TRANSPORT", 2}, {36*time.Hour - 1,
			"TRANSPORT", 2},
		{36 * time.Hour, "TRANSPORT", 3}, {48*time.Hour - 1, "TRANSPORT", 3}, {48 * time.Hour, "SIGN", 4},
		{9999 * time.Hour, "SIGN", 4},
	}
	for _, tt := range cases {
		t.Run(fmt.Sprint(tt.after), func(t *testing.T) {
			s := newShop(t, orders.Options{})
			id := s.at(orders.StageShipped)
			s.now = s.now.Add(tt.after)
			assert.Equal(t, quoted(tt.status), member(s.ask(parcelsOf, orderArgs, id), "status"))
			var steps []any
			decode(t, member(s.ask(tracesOf, orderArgs, id), "logisticsSteps"), &steps)
			assert.Len(t, steps, tt.steps)
		})
	}
	s := newShop(t, orders.Options{})
	equalJSON(t, `{"success":false,"errorCode":"500_2","errorMessage":"订单尚未发货，暂无物流详情，请稍候再试"}`, s.ask(parcelsOf,
		orderArgs, s.paid()))
}

// TestWaybills gives each parcel of an order a waybill of its own.
func TestWaybills(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.at(orders.StageHalfShipped)
	require.NoError(t, s.orders.Ship(id))
	var rows []struct {
		BillNo  string `json:"logisticsBillNo"`
		Carrier string `json:"logisticsCompanyName"`
		Code    string `json:"logisticsCompanyNo"`
	}
	decode(t, member(s.ask(parcelsOf, orderArgs, id), "result"), &rows)
	require.Len(t, rows, 2)
	assert.NotEqual(t, rows[0].BillNo, rows[1].BillNo)
	for _, row := range rows {
		assert.Regexp(t, `^77\d{13}$`, row.BillNo)
		assert.Equal(t, "申通快递(STO) STO", row.Carrier+" "+row.Code)
	}
}
