package orders_test

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/orders"
)

const (
	refundAddress = "refund.address.get"
	invoiceAmount = "trade.invoiceAmount.getList"
	insuranceOf   = "shipping.insurance.get"
	modifyStock   = "alibaba.product.modifyStock"
)

// TestAroundOrders compares what the operations around an order return, for its buyer and for another member.
func TestAroundOrders(t *testing.T) {
	cases := []struct {
		api, args     string
		want, another string
	}{
		{refundAddress, `{"mainOrderId":"{id}"}`, `{"result":{"success":true,"data":[{"offerId":{offer},
			"provinceText":"浙江","cityText":"义乌市",
			"streetAddress":"浙江义乌市安安路285号","streetAddressCode":"330782","receiverName":"{seller}",
				"contactPhone":"13800000000",
			"mobile":"13800000000"}]}}`, `{"result":{"success":false,"errorCode":"400_3","errorInfo":"没有权限"}}`},
		{insuranceOf, `{"orderId":{id},"type":"x"}`, `{"result":{"success":true,"result":{"insuranceId":2600001592,
			"orderId":{id}}}}`,
			`{"result":{"success":false,"code":"400_3","message":"没有权限"}}`},
		{invoiceAmount, `{"input":{"orderIds":[{id}]}}`,
			`{"result":{"success":true,"result":{"orderInvoiceAmountModelList":[{"orderId":{id},"amount":4900}]}}}`,
			`{"result":{"success":false,"code":"400_3","message":"没有权限"}}`},
		{"alibaba.account.basic", `{}`, `{"success":true,"result":{"loginId":"buyer761026","userId":2202839761026,
			"enterpriseAccount":true,
			"companyName":"采购有限公司","personAccount":false,"memberBizType":"ENTERPRISE","memberId":"b2b-2202839761026",
				"status":"enabled"}}`,
			`{"success":true,"result":{"loginId":"buyer349","userId":2209509000349,"enterpriseAccount":true,
				"companyName":"采购有限公司",
			"personAccount":false,"memberBizType":"ENTERPRISE","memberId":"b2b-2209509000349","status":"enabled"}}`},
		{"alibaba.logistics.OpQueryLogisticCompanyList", `{}`, carriers, carriers},
		{"alibaba.logistics.OpQueryLogisticCompanyList.offline", `{}`, carriers, carriers},
	}
	for _, tt := range cases {
		t.Run(tt.api, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			id := s.paid()
			equalJSON(t, s.fill(tt.want, id), s.ask(tt.api, tt.args, id))
			s.member = "another"
			equalJSON(t, tt.another, s.ask(tt.api, tt.args, id))
		})
	}
}

const carriers = `{"success":true,"result":[{"id":7,"companyName":"申通快递(STO)","companyNo":"STO","supportPrint":false},
	{"id":8,"companyName":"圆通速递(YTO)","companyNo":"YTO","supportPrint":false},
	{"id":9,"companyName":"中通速递(ZTO)","companyNo":"ZTO","supportPrint":false},
	{"id":10,"companyName":"顺丰速运","companyNo":"SF","supportPrint":false},
	{"id":11,"companyName":"韵达快递","companyNo":"YUNDA","supportPrint":false}]}`

// TestInvoices invoices what was paid and did not come back.
func TestInvoices(t *testing.T) {
	cases := []struct {
		stage  orders.Stage
		amount string
	}{
		{orders.StageCreated, "0"}, {orders.StagePaid, "4900"}, {orders.StageShipped, "4900"}, {orders.StageRefundAsked,

			"4900"},
		{orders.StageRefunded, "0"}, {orders.StageCancelled, "0"},
	}
	for _, tt := range cases {
		s := newShop(t, orders.Options{})
		assert.Equal(t, tt.amount, member(s.ask(invoiceAmount, `{"input":{"orderIds":[{id}]}}`, s.at(tt.stage)),
			"amount"), tt.stage)
	}
}

// TestModifyStock adds to the stock of variants and replaces it. What is sold stays sold.
func TestModifyStock(t *testing.T) {
	const (
		done    = `{"success":true,"result":[{"productId":{offer},"result":true}]}`
		unknown = `{"success":true,"result":[{"productId":-7,"result":false,"code":"OFFER_NOT_EXIST",
			"desc":"商品不存在"}]}`
		noSKU = `{"success":true,"result":[{"productId":{offer},"result":false,"code":"SKU_NOT_EXIST",
			"desc":"商品有规格，请按 specId 修改"}]}`
		wrongSKU = `{"success":true,"result":[{"productId":{offer},"result":false,"code":"SKU_NOT_EXIST",
			"desc":"规格不存在: \"x\""}]}`
	)
	cases := []struct {
		name, change, more string
		want               string
		left               int64 // how many more are in stock than at first
	}{
		{"add", `{"productId":{offer},"skuStocks":[{"skuId":"{spec}","stockChange":10}]}`, ``, done, 10},
		{"add, as it says", `{"productId":{offer},"skuStocks":[{"skuId":"{spec}","stockChange":10}]}`, `,
			"increaceModify":true`, done, 10},
		{"take away", `{"productId":{offer},"skuStocks":[{"skuId":"{spec}","stockChange":-4}]}`, ``, done, -4},
		{"take more away than there is", `{"productId":{offer},"skuStocks":[{"skuId":"{spec}","stockChange":-99999}]}`,
			``, done, -1752},
		{"take more away than there is, and add", `{"productId":{offer},"skuStocks":[
			{"skuId":"{spec}","stockChange":-99999},{"skuId":"{spec}","stockChange":5}]}`, ``, done, -1747},
		{"take all away twice", `{"productId":{offer},"skuStocks":[
			{"skuId":"{spec}","stockChange":-1752},{"skuId":"{spec}","stockChange":-1752}]}`, ``, done, -1752},
		{"replace twice", `{"productId":{offer},"skuStocks":[
			{"skuId":"{spec}","stockChange":1800},{"skuId":"{spec}","stockChange":1801}]}`, `,
			"increaceModify":false`, done, 49},
		{"replace", `{"productId":{offer},"skuStocks":[{"skuId":"{spec}","stockChange":1800}]}`, `,
			"increaceModify":false`, done, 48},
		{"replace by nothing", `{"productId":{offer},"skuStocks":[{"skuId":"{spec}","stockChange":0}]}`, `,
			"increaceModify":false`, done, -1752},
		{"an unknown offer", `{"productId":-7,"skuStocks":[{"skuId":"{spec}","stockChange":10}]}`, ``, unknown, 0},
		{"no variant", `{"productId":{offer},"productAmountChange":10}`, ``, noSKU, 0},
		{"an unknown variant", `{"productId":{offer},"skuStocks":[{"skuId":"{spec}","stockChange":10},{"skuId":"x",
			"stockChange":10}]}`, ``, wrongSKU, 0},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			id := s.order() // takes two of the 1,754
			v := s.goods(0).Variants[0]
			require.Equal(t, int64(1752), v.Left)
			equalJSON(t, s.fill(tt.want, id), s.ask(modifyStock, `{"webSite":"1688",
				"productStockChange":[`+tt.change+`]`+tt.more+`}`, id))
			assert.Equal(t, tt.left, s.goods(0).Variants[0].Left-v.Left)
		})
	}
}

// TestStateHasEverything brings a world to a state in which every member of State is set, and gets the same state back
// from a world that has loaded it.
func TestStateHasEverything(t *testing.T) {
	s := newStage(t, orders.Options{Dialect: orders.Dialect{Split: true}, Tell: func(orders.Message) {}})
	s.ask("alibaba.product.follow", `{"productId":{offer}}`, 0)
	s.ask("product.kjdistribute.addRelation", `{"offerId":{offer}}`, 0)
	s.orders.SetCredit("one", 1e9)
	s.orders.Limit(7, orders.Limits{Most: 3, Unit: 2, Mix: 5, NoMix: true, NoProxy: true, Gone: true,
		StockFails: true})
	id := s.fullOrder()
	s.now = s.now.Add(time.Hour)
	require.NoError(t, s.orders.AddTrace(id, "在路上"))
	require.NoError(t, s.orders.MoveTo(id, orders.StageReceived))
	require.NoError(t, s.orders.Rate(id))
	made := s.ask(createRefund,
		claimArgs(`goodsStatus="aftersaleBuyerReceived";disputeRequest="returnRefund";applyCarriage=100`), id)
	refund := unquoted(member(made, "refundId"))
	require.NoError(t, s.orders.AgreeRefund(refund))
	s.ask(returnGoods, `{"refundId":"`+refund+`","logisticsCompanyNo":"STO","freightBill":"88"}`, id)
	require.NoError(t, s.orders.TakeBack(refund))
	credit := s.ask(createOrder, `{"flow":"general","tradeType":"period","addressParam":{"addressId":1},
		"cargoParamList":[
		{"offerId":{offer},"specId":"{spec}","quantity":2}]}`, 0)
	require.Equal(t, "true", member(credit, "success"), credit)
	second := s.at(orders.StageRefundRefused)
	require.NoError(t, s.orders.MoveTo(s.at(orders.StageCreated), orders.StageCancelled))
	s.ask(deleteOrder, orderArgs, s.at(orders.StageCancelled))
	s.call(preview, wanted(cargo(s.goods(1), 0, s.goods(1).Least)))
	s.orders.ChangeOffer(s.goods(1).OfferID)
	s.ask(addAuth, `{"subUserIdentityList":["buyer761026:caiwu"]}`, 0)
	s.ask(applyInvoice, applyArgs, s.paid())
	_, _, refused := s.code("code", true)
	require.Nil(t, refused)
	_, _ = s.orders.Account("key", "")
	_, _ = s.orders.Account("key", "session")

	state := s.orders.State()
	assertAllSet(t, "State", []reflect.Value{reflect.ValueOf(state)})
	other := newStage(t, orders.Options{})
	require.NoError(t, other.orders.Load(state))
	assert.Equal(t, state, other.orders.State())
	for _, order := range []int64{id, second} {
		other.base = s.base
		other.now = s.now
		assert.Equal(t, s.view(order), other.view(order))
		assert.Equal(t, s.ask(parcelsOf, orderArgs, order), other.ask(parcelsOf, orderArgs, order))
	}
	assert.Equal(t, s.ask(refundList, `{}`, 0), other.ask(refundList, `{}`, 0))
	assert.Equal(t, s.order(), other.order(), "the next id is the same")
}

// assertAllSet requires that every member of structures is set in one of the values at least.
func assertAllSet(t *testing.T, path string, values []reflect.Value) {
	t.Helper()
	require.NotEmpty(t, values, "%s is never set", path)
	switch values[0].Kind() {
	case reflect.Struct:
		if values[0].Type() == reflect.TypeFor[time.Time]() {
			break
		}
		for i := range values[0].NumField() {
			var members []reflect.Value
			for _, v := range values {
				if m := v.Field(i); !m.IsZero() {
					members = append(members, m)
				}
			}
			assertAllSet(t, path+"."+values[0].Type().Field(i).Name, members)
		}
	case reflect.Slice:
		var items []reflect.Value
		for _, v := range values {
			for i := range v.Len() {
				items = append(items, v.Index(i))
			}
		}
		assertAllSet(t, path+"[]", items)
	case reflect.Map:
		for _, v := range values {
			require.NotZero(t, v.Len(), path)
		}
	}
}

// TestStateIsACopy changes a world after its state was taken, and a state after a world has loaded it.
func TestStateIsACopy(t *testing.T) {
	s := newStage(t, orders.Options{})
	id := s.at(orders.StageShipped)
	require.NoError(t, s.orders.AddTrace(id, "一"))
	s.orders.Limit(6, orders.Limits{Most: 1})
	state := s.orders.State()
	before := fmt.Sprint(state)
	require.NoError(t, s.orders.AddTrace(id, "二"))
	s.orders.Revoke("x")
	s.orders.Limit(7, orders.Limits{Most: 1})
	s.order()
	assert.Equal(t, before, fmt.Sprint(state))
	require.NoError(t, s.orders.Load(state))
	state.Limits[8] = orders.Limits{Most: 1}
	state.Taken[8] = 8
	assert.Equal(t, before, fmt.Sprint(s.orders.State()))
}
