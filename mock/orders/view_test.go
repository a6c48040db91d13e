package orders_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/orders"
)

// fullOrder is the whole view of an order of two lines: paid at 20:00, its first line shipped an hour later.
const fullOrder = `{
	"baseInfo":{"id":{id},"idOfStr":"{id}","status":"waitsellersend","businessType":"cn","tradeType":"50060",
		"flowTemplateCode":"assureTrade","createTime":"20260901200000000+0800","modifyTime":"20260901210000000+0800",
		"payTime":"20260901200000000+0800","totalAmount":51,"sumProductPayment":46,"shippingFee":5,"discount":0,
			"refund":0,
		"refundPayment":0,"buyerID":"b2b-2202839761026","buyerLoginId":"buyer761026","buyerUserId":2202839761026,
		"sellerID":"{sellerID}","sellerLoginId":"{seller}","sellerUserId":{sellerUID},"buyerMemo":"急",
			"buyerRemarkIcon":"2",
		"buyerFeedback":"好","remark":"请快","stepPayAll":false,
		"receiverInfo":{"toFullName":"王五","toDivisionCode":"110105","toMobile":"13700000000","toPhone":"0571-1",
			"toPost":"100000",
			"toArea":"北京 北京市 朝阳区 1号"}},
	"tradeTerms":[{"phase":{id},"payStatus":"2","payStatusDesc":"已付款","payTime":"20260901200000000+0800","payWay":"1",
		"phasAmount":51}],
	"productItems":[
		{"productID":{offer},"skuID":{sku},"specId":"{spec}","name":"{title}","skuInfos":[{"name":"颜色","value":"古铜"},
			{"name":"规格","value":"小号"}],
			"productImgUrl":["http://mock.test/img/ibank/O1CN014LQbAPMVP250LfNF3_!!2200000000000-0-cib.svg"],
				"price":11.5,"quantity":2,
			"unit":"{unit}","itemAmount":23,"entryDiscount":0,"refund":0,"status":"waitsellersend","statusStr":"等待卖家发货",
				
				
				
			"logisticsStatus":2,"subItemID":{id},"subItemIDString":"{id}","gmtCreate":"20260901200000000+0800",
			"gmtModified":"20260901210000000+0800"},
		{"productID":{offer},"skuID":{sku2},"specId":"{spec2}","name":"{title}","skuInfos":[{"name":"颜色","value":"古铜"},
			{"name":"规格","value":"中号"}],
			"productImgUrl":["http://mock.test/img/ibank/O1CN014LQbAPMVP250LfNF3_!!2200000000000-0-cib.svg"],
				"price":11.5,"quantity":2,
			"unit":"{unit}","itemAmount":23,"entryDiscount":0,"refund":0,"status":"waitsellersend","statusStr":"等待卖家发货",
				
				
				
			"logisticsStatus":1,"subItemID":{id2},"subItemIDString":"{id2}","gmtCreate":"20260901200000000+0800",
			"gmtModified":"20260901210000000+0800"}],
	"nativeLogistics":{"contactPerson":"王五","mobile":"13700000000","telephone":"0571-1","province":"北京","city":"北京市",
		"area":"朝阳区",
		"areaCode":"110105","town":"望京","address":"1号","zip":"100000","logisticsItems":[
			{"id":{id},"logisticsCode":"LP100000000000001","logisticsBillNo":"77","logisticsCompanyNo":"SF",
				"logisticsCompanyName":"顺丰速运","type":"0","status":"alreadysend",
					"deliveredTime":"20260901210000000+0800",
				"gmtCreate":"20260901210000000+0800","subItemIds":"{id}"}]},
	"orderRateInfo":{"buyerRateStatus":5,"sellerRateStatus":5}}`

// fullOrder makes the order of the constant.
func (s *shop) fullOrder() int64 {
	s.t.Helper()
	s.base = "http://mock.test"
	made := s.ask(createOrder, `{"flow":"general","message":"请快","outOrderId":"mine","addressParam":{"fullName":"王五",
		"mobile":"13700000000",
		"phone":"0571-1","postCode":"100000","provinceText":"北京","cityText":"北京市","areaText":"朝阳区","townText":"望京",
			"address":"1号",
		"districtCode":"110105"},"cargoParamList":[{"offerId":{offer},"specId":"{spec}","quantity":2},
		{"offerId":{offer},"specId":"{spec2}","quantity":2}]}`, 0)
	var id int64
	_, err := fmt.Sscanf(member(made, "orderId"), `"%d"`, &id)
	require.NoError(s.t, err, made)
	require.NoError(s.t, s.orders.Pay(id))
	s.ask(addMemo, memoArgs, id)
	s.ask(addFeedback, `{"tradeFeedbackParam":{"orderId":"{id}","feedback":"好"}}`, id)
	s.now = s.now.Add(later / 24)
	sent := s.ask(sendOffline, `{"sendGoods":[{"sourceId":"{id}","sendGoodEntries":[{"sourceEntryId":"{id}"}]}],
		"extBody":"{\"cpCode\":\"SF\",\"logisticsCpName\":\"顺丰速运\",\"mailNo\":\"77\"}"}`, id)
	require.Equal(s.t, "true", member(sent, "success"), sent)
	return id
}

// TestOrderView compares every member of an order, as its buyer sees it and in the lists of both sides.
func TestOrderView(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.fullOrder()
	want := s.fill(fullOrder, id)
	own := strings.Replace(want, `"remark"`, `"outOrderId":"mine","remark"`, 1)
	equalJSON(t, `{"success":"true","result":`+own+`}`, s.view(id))
	equalJSON(t, `{"totalRecord":1,"result":[`+want+`]}`, s.call("alibaba.trade.getBuyerOrderList", values{}))
	equalJSON(t, `{"success":true,"totalRecord":1,"result":[`+want+`]}`, s.call("alibaba.trade.getSellerOrderList",
		values{}))
}

// TestStateOfView compares what an order shows of its state at every stage.
func TestStateOfView(t *testing.T) {
	cases := []struct {
		stage                       orders.Stage
		status, text, logistics     string
		paid, sent, done, confirmed bool
		rate, refund, refundStatus  string
	}{
		{orders.StageCreated, "waitbuyerpay", "等待买家付款", "1", false, false, false, false, "5", "0", ""},
		{orders.StagePaid, "waitsellersend", "等待卖家发货", "1", true, false, false, false, "5", "0", ""},
		{orders.StageShipped, "waitbuyerreceive", "等待买家收货", "2", true, true, false, false, "5", "0", ""},
		{orders.StageReceived, "success", "交易成功", "3", true, true, true, true, "4", "0", ""},
		{orders.StageCancelled, "cancel", "交易取消", "1", false, false, true, false, "5", "0", ""},
		{orders.StageRefundAsked, "waitsellersend", "等待卖家发货", "1", true, false, false, false, "5", "0",
			"waitselleragree"},
		{orders.StageRefunded, "cancel", "交易取消", "1", true, false, true, false, "5", "49", "refundsuccess"},
	}
	for _, tt := range cases {
		t.Run(string(tt.stage), func(t *testing.T) {
			s := newShop(t, orders.Options{})
			id := s.at(tt.stage)
			if tt.stage == orders.StageReceived {
				require.NoError(t, s.orders.Rate(id))
			}
			body := s.view(id)
			for name, want := range map[string]string{
				"status": quoted(tt.status), "statusStr": quoted(tt.text), "logisticsStatus": tt.logistics,
				"buyerRateStatus":  tt.rate,
				"sellerRateStatus": "5", "refund": tt.refund, "refundPayment": tt.refund + strings.Repeat("0",
					len(tt.refund)/2*2),
				"refundStatus": quoted(tt.refundStatus),
			} {
				assert.Equal(t, want, member(body, name), name)
			}
			for name, want := range map[string]bool{
				"payTime": tt.paid, "tradeTerms": tt.paid, "allDeliveredTime": tt.sent, "completeTime": tt.done,
				"gmtCompleted":  tt.done,
				"confirmedTime": tt.confirmed, "receivingTime": tt.confirmed, "refundId": tt.refundStatus != "",
			} {
				assert.Equal(t, want, member(body, name) != "", name)
			}
		})
	}
	s := newShop(t, orders.Options{})
	id := s.paid()
	s.member = "another"
	equalJSON(t, `{"success":"false","errorCode":"400_3","errorMessage":"没有权限"}`, s.view(id))
}

// TestSumsOfView compares sums in 元 of every number of decimals with those in 分.
func TestSumsOfView(t *testing.T) {
	s := newShop(t, orders.Options{})
	decimals := map[int]bool{}
	for i := range 60 {
		o := s.offers.ListedOffer(i)
		g := o.Goods()
		v := g.Variants[0]
		if v.Stock < g.Least {
			continue
		}
		made := s.call(createOrder, wanted(cargo(g, 0, g.Least)))
		var id, total int64
		_, err := fmt.Sscanf(member(made, "orderId"), `"%d"`, &id)
		require.NoError(t, err, made)
		_, err = fmt.Sscan(member(made, "totalSuccessAmount"), &total)
		require.NoError(t, err, made)
		yuan := member(s.view(id), "totalAmount")
		require.Equal(t, fmt.Sprintf("%.2f", float64(total)/100), fmt.Sprintf("%.2f", parsed(t, yuan)))
		_, fraction, _ := strings.Cut(yuan, ".")
		require.False(t, strings.HasSuffix(fraction, "0"), yuan)
		decimals[len(fraction)] = true
		require.Equal(t, total, g.PriceOf(&v, g.Least)*g.Least+g.FreightTo("330108", g.Grams*g.Least))
	}
	assert.Equal(t, map[int]bool{0: true, 1: true}, decimals)
}

func parsed(t *testing.T, text string) (out float64) {
	t.Helper()
	_, err := fmt.Sscan(text, &out)
	require.NoError(t, err)
	return out
}

// TestIDsOfOrders compares the ids of a thousand orders: nineteen digits, rising, and none that a float holds.
func TestIDsOfOrders(t *testing.T) {
	s := newShop(t, orders.Options{})
	g := s.goods(0)
	last, seen := int64(0), map[int64]bool{}
	for range 500 {
		var id int64
		made := s.call(createOrder, wanted(cargo(g, 0, g.Least), cargo(g, 1, g.Least)))
		_, err := fmt.Sscanf(member(made, "orderId"), `"%d"`, &id)
		require.NoError(t, err, made)
		require.Greater(t, id, last)
		require.Len(t, fmt.Sprint(id), 19)
		require.NotEqual(t, id, int64(float64(id)), "a float must not hold it")
		require.False(t, seen[id] || seen[id+1], "ids of lines are their own")
		seen[id], seen[id+1], last = true, true, id
		require.NoError(t, s.orders.MoveTo(id, orders.StageCancelled))
	}
}
