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
	cancelOrder   = "alibaba.trade.cancel"
	addMemo       = "alibaba.order.memoAdd"
	addFeedback   = "alibaba.trade.addFeedback"
	changeAddress = "order.receiveAddress.buyerUpdate"
	deleteOrder   = "trade.order.buyerdelete"
	confirmGoods  = "trade.receivegoods.confirm"
	urgeDelivery  = "logistics.delivery.urge"

	later = 24 * time.Hour
)

// change is a call that changes an order, and what the order shows afterwards.
type change struct {
	name    string
	stage   orders.Stage
	another bool // whether another member makes the call
	after   time.Duration
	api     string
	args    string
	want    string
	shows   map[string]string // members of the order's view, "" for an absent one
}

func (c *change) run(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.at(c.stage)
	s.now = s.now.Add(c.after)
	if c.another {
		s.member = "another"
	}
	equalJSON(t, s.fill(c.want, id), s.ask(c.api, c.args, id))
	s.member = "one"
	body := s.view(id)
	for name, want := range c.shows {
		assert.Equal(t, want, member(body, name), "%s of %s", name, body)
	}
}

const (
	cancelArgs  = `{"webSite":"1688","tradeID":{id},"cancelReason":"other"}`
	memoArgs    = `{"orderId":{id},"memo":"急","remarkIcon":"2"}`
	addressArgs = `{"param":{"orderId":{id},"receiveAddress":{"fullName":"王五","mobile":"13700000000","phone":"0571-1",
		"postCode":"100000",
		"provinceText":"北京","cityText":"北京市","areaText":"朝阳区","townText":"望京","address":"1号",
			"districtCode":"110105"}}}`
	orderArgs = `{"orderId":{id}}`
	textArgs  = `{"orderId":"{id}"}`
)

// TestChanges cancels, notes, readdresses, deletes and confirms orders at the stages where the platform allows it, and
// at
// others.
func TestChanges(t *testing.T) {
	cases := []change{
		{"cancel", orders.StageCreated, false, 10 * time.Second, cancelOrder, cancelArgs, `{"success":true}`,
			map[string]string{"status": `"cancel"`, "closeReason": `"BUYER_CANCEL"`,
				"completeTime": `"20260901200010000+0800"`,
				"modifyTime":   `"20260901200010000+0800"`, "payTime": "", "confirmedTime": ""}},
		{"cancel too fast", orders.StageCreated, false, 9999 * time.Millisecond, cancelOrder, cancelArgs,
			`{"success":false,"errorCode":"CLOSE_ORDER_TOO_FAST","errorMessage":"订单创建不足10秒"}`,
			map[string]string{"status": `"waitbuyerpay"`}},
		{"cancel what is paid", orders.StagePaid, false, later, cancelOrder, cancelArgs,
			`{"success":false,"errorCode":"ORDER_STATUS_ERROR","errorMessage":"订单状态错误: waitsellersend"}`,
			map[string]string{"status": `"waitsellersend"`}},
		{"cancel another's", orders.StageCreated, true, later, cancelOrder, cancelArgs,
			`{"success":false,"errorCode":"400_3","errorMessage":"没有权限"}`,
			map[string]string{"status": `"waitbuyerpay"`}},
		{"cancel nothing", orders.StageCreated, false, later, cancelOrder, `{"webSite":"1688","tradeID":7,
			"cancelReason":"other"}`,
			`{"success":false,"errorCode":"ORDER_NOT_EXIST","errorMessage":"订单不存在"}`, nil},

		{"memo", orders.StageCreated, false, later, addMemo, memoArgs, `{"success":true}`,
			map[string]string{"buyerMemo": `"急"`, "buyerRemarkIcon": `"2"`, "modifyTime": `"20260902200000000+0800"`}},
		{"memo on another's", orders.StageCreated, true, later, addMemo, memoArgs,
			`{"success":false,"errorCode":"400_4","errorMsg":"没有权限"}`, map[string]string{"buyerMemo": ""}},

		{"feedback", orders.StagePaid, false, later, addFeedback, `{"tradeFeedbackParam":{"orderId":"{id}",
			"feedback":"好"}}`, `{"success":true}`,
			map[string]string{"buyerFeedback": `"好"`, "modifyTime": `"20260902200000000+0800"`}},
		{"feedback of 500 characters", orders.StagePaid, false, later, addFeedback,
			`{"tradeFeedbackParam":{"orderId":"{id}","feedback":"` + strings.Repeat("好", 500) + `"}}`,
			`{"success":true}`, nil},
		{"feedback of 501", orders.StagePaid, false, later, addFeedback,
			`{"tradeFeedbackParam":{"orderId":"{id}","feedback":"` + strings.Repeat("好", 501) + `"}}`,
			`{"success":false,"code":"400_1","message":"feedback长度错误"}`, map[string]string{"buyerFeedback": ""}},
		{"no feedback", orders.StagePaid, false, later, addFeedback, `{"tradeFeedbackParam":{"orderId":"{id}",
			"feedback":""}}`,
			`{"success":false,"code":"400_1","message":"feedback长度错误"}`, nil},
		{"feedback on nothing", orders.StagePaid, false, later, addFeedback, `{"tradeFeedbackParam":{"orderId":"x",
			"feedback":"好"}}`,
			`{"success":false,"code":"500_2","message":"订单不存在"}`, nil},

		{"address", orders.StageCreated, false, later, changeAddress, addressArgs, `{"result":{"success":true,
			"result":true}}`,
			map[string]string{"contactPerson": `"王五"`, "toArea": `"北京 北京市 朝阳区 1号"`, "zip": `"100000"`,
				"telephone": `"0571-1"`, "toPhone": `"0571-1"`,
				"areaCode": `"110105"`, "town": `"望京"`, "modifyTime": `"20260902200000000+0800"`, "totalAmount": "49"}},

		{"address of the member's own", orders.StagePaid, false, later, changeAddress,
			`{"param":{"orderId":{id},"receiveAddress":{"addressId":22028397610262}}}`, `{"result":{"success":true,
				"result":true}}`,
			map[string]string{"contactPerson": `"李四"`, "toTownCode": `"440305007"`}},
		{"address of what is shipped", orders.StageShipped, false, later, changeAddress, addressArgs,
			`{"result":{"success":false,"code":"ORDER_STATUS_ERROR","message":"订单状态错误: waitbuyerreceive",
				"result":false}}`,
			map[string]string{"contactPerson": `"张三"`}},
		{"address of another's", orders.StagePaid, true, later, changeAddress, addressArgs,
			`{"result":{"success":false,"code":"400_3","message":"没有权限","result":false}}`,
			map[string]string{"contactPerson": `"张三"`}},
		{"half an address", orders.StagePaid, false, later, changeAddress, `{"param":{"orderId":{id},
			"receiveAddress":{"address":"1号"}}}`,
			`{"result":{"success":false,"code":"400_1",
				"message":"收货地址不完整: addressId, or address with provinceText or districtCode","result":false}}`,
			map[string]string{"contactPerson": `"张三"`}},

		{"delete", orders.StageReceived, false, later, deleteOrder, orderArgs, `{"result":{"success":true,
			"result":true}}`,
			map[string]string{"errorCode": `"ORDER_NOT_EXIST"`, "result": ""}},
		{"delete what is open", orders.StageShipped, false, later, deleteOrder, orderArgs,
			`{"result":{"success":false,"code":"ORDER_STATUS_ERROR","message":"订单状态错误: waitbuyerreceive",
				"result":false}}`,
			map[string]string{"status": `"waitbuyerreceive"`}},
		{"delete another's", orders.StageReceived, true, later, deleteOrder, orderArgs,
			`{"result":{"success":false,"code":"400_3","message":"没有权限","result":false}}`,
			map[string]string{"status": `"success"`}},

		{"confirm all", orders.StageShipped, false, later, confirmGoods, `{"orderId":{id},"orderEntryIds":[{id},
			{id2}]}`, `{"result":{"success":true}}`,
			map[string]string{"status": `"success"`, "completeTime": `"20260902200000000+0800"`,
				"receivingTime": `"20260902200000000+0800"`,
				"confirmedTime": `"20260902200000000+0800"`, "statusStr": `"交易成功"`, "logisticsStatus": "3"}},
		{"confirm one of two", orders.StageShipped, false, later, confirmGoods, `{"orderId":{id},
			"orderEntryIds":[{id}]}`, `{"result":{"success":true}}`,
			map[string]string{"status": `"waitbuyerreceive"`, "completeTime": "", "logisticsStatus": "3"}},
		{"confirm what is not shipped", orders.StageHalfShipped, false, later, confirmGoods, `{"orderId":{id},
			"orderEntryIds":[{id}]}`,
			`{"result":{"success":false,"errorCode":"ORDER_STATUS_ERROR","errorInfo":"订单状态错误: waitsellersend"}}`,
			map[string]string{"logisticsStatus": "2"}},
		{"confirm a strange line", orders.StageShipped, false, later, confirmGoods, `{"orderId":{id},
			"orderEntryIds":[{id},8]}`,
			`{"result":{"success":false,"errorCode":"ORDER_NOT_EXIST","errorInfo":"子订单不存在: 8"}}`,
			map[string]string{"logisticsStatus": "2"}},
		{"confirm no line", orders.StageShipped, false, later, confirmGoods, `{"orderId":{id},"orderEntryIds":[]}`,
			`{"result":{"success":false,"errorCode":"ORDER_NOT_EXIST","errorInfo":"子订单不存在"}}`,
			map[string]string{"logisticsStatus": "2"}},
		{"confirm another's", orders.StageShipped, true, later, confirmGoods, `{"orderId":{id},"orderEntryIds":[{id}]}`,

			`{"result":{"success":false,"errorCode":"400_3","errorInfo":"没有权限"}}`,
			map[string]string{"logisticsStatus": "2"}},

		{"urge", orders.StagePaid, false, later, urgeDelivery, textArgs, `{"result":{"success":true,"result":true}}`,
			nil},
		{"urge what is shipped", orders.StageShipped, false, later, urgeDelivery, textArgs,
			`{"result":{"success":false,"code":"ORDER_STATUS_ERROR","message":"订单状态错误: waitbuyerreceive",
				"result":false}}`, nil},
		{"urge another's", orders.StagePaid, true, later, urgeDelivery, textArgs,
			`{"result":{"success":false,"code":"400_3","message":"没有权限","result":false}}`, nil},
	}
	for _, tt := range cases {
		t.Run(tt.name, tt.run)
	}
}

// TestStockGivenBack puts the goods of orders that end before they were sent back into stock: as many as were taken,
// once,
// and none of those that are on their way.
func TestStockGivenBack(t *testing.T) {
	cases := []struct {
		name     string
		from, to orders.Stage
		first    int64 // of the first variant that stay taken, in minimum quantities
		second   int64
	}{
		{"open", orders.StageCreated, orders.StageCreated, 1, 1},
		{"cancelled", orders.StageCreated, orders.StageCancelled, 0, 0},
		{"refunded before it was shipped", orders.StagePaid, orders.StageRefunded, 0, 0},
		{"refunded when half was shipped", orders.StageHalfShipped, orders.StageRefunded, 1, 0},
		{"refunded when all was shipped", orders.StageShipped, orders.StageRefunded, 1, 1},
		{"refunded at the end", orders.StageReceived, orders.StageRefunded, 1, 1},
		{"refund refused", orders.StagePaid, orders.StageRefundRefused, 1, 1},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			id, g := s.at(tt.from), s.goods(0)
			require.NoError(t, s.orders.MoveTo(id, tt.to))
			assert.Equal(t, []int64{tt.first * g.Least, tt.second * g.Least},
				[]int64{s.stock.Taken(g.Variants[0].SKUID), s.stock.Taken(g.Variants[1].SKUID)})
		})
	}
}

// TestRefundOfUnsentLines goes on with what is left of a half-shipped order: it is shipped when the other line is
// refunded.
func TestRefundOfUnsentLines(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.at(orders.StageHalfShipped)
	s.now = s.now.Add(later)
	require.NoError(t, s.orders.MoveTo(id, orders.StageRefunded))
	body := s.view(id)
	assert.Equal(t, `"waitbuyerreceive"`, member(body, "status"))
	assert.Equal(t, `"20260902200000000+0800"`, member(body, "allDeliveredTime"))
	assert.Equal(t, "23", member(body, "refund"), "the money of the line that was not shipped")
	assert.Contains(t, s.ask(confirmGoods, `{"orderId":{id},"orderEntryIds":[{id2}]}`, id), "子订单不存在: ",
		"a line that was not shipped cannot have arrived")
	equalJSON(t, `{"result":{"success":true}}`, s.ask(confirmGoods, `{"orderId":{id},"orderEntryIds":[{id}]}`, id))
	assert.Equal(t, `"success"`, member(s.view(id), "status"), "the refunded line is not waited for")
}
