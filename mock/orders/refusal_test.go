package orders_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/mock/world"
)

var (
	pages = orders.Dialect{Pages: true}
	biz   = orders.Dialect{BizCodes: true}
)

// TestRefusedOrders compares what previews and orders that 1688 refuses say.
func TestRefusedOrders(t *testing.T) {
	type lines func(a, b world.Goods) []values
	least := func(a, _ world.Goods) []values { return []values{cargo(a, 0, a.Least)} }
	both := func(a, _ world.Goods) []values { return []values{cargo(a, 0, a.Least), cargo(a, 1, a.Least)} }
	cases := []struct {
		name       string
		dialect    orders.Dialect
		cargo      lines
		limits     orders.Limits
		with       values
		code, text string // {id} is the id of the offer, {spec} the variant's
	}{
		{name: "fine", cargo: both},
		{name: "nothing", cargo: func(_, _ world.Goods) []values { return []values{} }, code: "500_001",
			text: "商品[0]不支持在线交易，无法下单。"},
		{name: "a line twice", cargo: func(a, _ world.Goods) []values {
			return []values{cargo(a, 0, a.Least), cargo(a,
				0, 1)}
		},
			code: "400", text: "Cargo list not duplicate is required"},
		{name: "too many lines", cargo: func(a, _ world.Goods) []values {
			out := []values{}
			for i := range 51 {
				out = append(out, values{"offerId": a.OfferID, "specId": fmt.Sprint(i), "quantity": 1})
			}
			return out
		}, code: "400", text: "最多允许50个SKU"},
		{name: "no such offer", cargo: func(_, _ world.Goods) []values {
			return []values{{"offerId": -7, "specId": "x",
				"quantity": 1}}
		},
			code: "400", text: "offer no exist[-7]"},
		{name: "no offer named", cargo: func(_, _ world.Goods) []values {
			return []values{{"specId": "x",
				"quantity": 1}}
		},
			code: "400", text: "offer no exist[0]"},
		{name: "taken down", cargo: least, limits: orders.Limits{Gone: true}, code: "400",
			text: "offer no exist[{id}]"},
		{name: "taken down, by the page", dialect: pages, cargo: least, limits: orders.Limits{Gone: true},
			code: "500_001", text: "商品[{id}]不支持在线交易，无法下单。"},
		{name: "no variant", cargo: func(a, _ world.Goods) []values {
			return []values{{"offerId": a.OfferID,
				"quantity": a.Least}}
		},
			code: "500_002", text: "商品[{id}]不属于同一卖家或者没有指定specId。"},
		{name: "a wrong variant", cargo: func(a, _ world.Goods) []values {
			return []values{{"offerId": a.OfferID, "specId": "nope", "quantity": 1}}
		},
			code: "500_003", text: "商品[{id}]不属于同一卖家或者规格[nope]不属于商品[{id}]"},
		{name: "two sellers", cargo: func(a, b world.Goods) []values {
			return []values{cargo(b, 0, b.Least), cargo(a, 0,
				a.Least)}
		},
			code: "500_002", text: "商品[{id}]不属于同一卖家或者没有指定specId。"},
		{name: "sold out", cargo: func(a, _ world.Goods) []values {
			return []values{cargo(a, 0,
				a.Variants[0].Stock+1)}
		},
			code: "500_004", text: "商品[{id}_{spec}]库存不足，请核实库存后订购。"},
		{name: "too few", cargo: func(a, _ world.Goods) []values { return []values{cargo(a, 0, 0)} }, code: "500_005",
			text: "商品[{id}]的购买数量不满足起批量限制。"},
		{name: "half a piece", cargo: func(a, _ world.Goods) []values { return []values{cargo(a, 0, 1.5)} },
			code: "500_005", text: "商品[{id}]的购买数量不满足起批量限制。"},
		{name: "too few, second family", dialect: biz, cargo: func(a, _ world.Goods) []values {
			return []values{cargo(a,
				0, 0)}
		},
			code: "FAIL_BIZ_FAIL_BIZ_BOOKED_LESS_THAN_LEAST_QUANTITY", text: "商品[{id}]购买数量小于起批量，同 500_005"},
		{name: "too many", cargo: both, limits: orders.Limits{Most: 1},
			code: "FAIL_BIZ_FAIL_BIZ_BOOKED_BEYOND_THE_MAX_QUANTITY", text: "商品[{id}]超过了最大允许的购买量"},
		{name: "no multiple", cargo: both, limits: orders.Limits{Unit: 1009},
			code: "FAIL_BIZ_FAIL_BIZ_QUANTITY_UNMATCH_SELLUNIT_SCALE", text: "商品[{id}]货品数量不符合订购要求（不是销售单位的整数倍）"},
		{
			name: "no stock to be had", cargo: least, limits: orders.Limits{StockFails: true},
			code: "FAIL_BIZ_PRODUCT_TRADE_STAT_ERROR", text: "库存扣减失败",
		},
		{name: "no mixing", cargo: both, limits: orders.Limits{NoMix: true}, code: "FAIL_BIZ_FAIL_BIZ_UNSUPPORT_MIX",
			text: "商品[{id}]卖家不支持混批"},
		{name: "one variant is not mixed", cargo: least, limits: orders.Limits{NoMix: true, Mix: 1e6}},
		{name: "below the mix", cargo: both, limits: orders.Limits{Mix: 1e6}, code: "500_006",
			text: "商品[{id}]的购买数量或者价格不满足混批限制。"},
		{name: "below the mix, second family", dialect: biz, cargo: both, limits: orders.Limits{Mix: 1e6},
			code: "FAIL_BIZ_FAIL_BIZ_LESS_THAN_MIX_BEGIN", text: "商品[{id}]不满足混批条件，同 500_006"},
		{name: "no reseller", cargo: least, limits: orders.Limits{NoProxy: true}, with: values{"flow": "saleproxy"},
			code: "500_007", text: "与供应商的代销关系不存在,不能使用saleproxy通道下单。"},
		{name: "no reseller, second family", dialect: biz, cargo: least, limits: orders.Limits{NoProxy: true},
			with: values{"flow": "fenxiao"},
			code: "FAIL_BIZ_FAIL_BIZ_PROXY_RELATED_NOT_FUND", text: "商品[{id}]供应商未授权，无法分销，同 500_007"},
		{name: "a general order needs no reseller", cargo: least, limits: orders.Limits{NoProxy: true}},
		{name: "no address", cargo: least, with: values{"addressParam": values{"fullName": "张三"}},
			code: "400_1", text: "收货地址不完整: addressId, or address with provinceText or districtCode"},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{Dialect: tt.dialect})
			a, b := s.goods(0), s.goods(1)
			s.orders.Limit(a.OfferID, tt.limits)
			args := wanted(tt.cargo(a, b)...)
			maps.Copy(args, tt.with)
			text := strings.NewReplacer("{id}", fmt.Sprint(a.OfferID), "{spec}", a.Variants[0].SpecID).Replace(tt.text)
			shown, made := s.call(preview, args), s.call(createOrder, args)
			assert.Equal(t, quoted(tt.code), member(shown, "errorCode"), shown)
			assert.Equal(t, quoted(text), member(shown, "errorMsg"))
			assert.Equal(t, quoted(tt.code), member(made, "code"), made)
			if tt.code == "400" {
				text += ":" + text
			}
			assert.Equal(t, quoted(text), member(made, "message"))
			fast := s.call("alibaba.trade.fastCreateOrder", args)
			assert.Equal(t, quoted(tt.code), member(fast, "code"), fast)
		})
	}
}

func quoted(text string) string {
	if text == "" {
		return ""
	}
	return `"` + text + `"`
}

// TestTradeTypes orders in every way of trading, with and without a credit.
func TestTradeTypes(t *testing.T) {
	cases := []struct {
		tradeType string
		credit    int64
		want      string // the message, or "" for an order
	}{
		{"", 0, ""}, {"assureTrade", 0, ""}, {"alipay", 0, ""},
		{"blah", 0, "not support tradeType:【blah】"}, {"period", 0, "not support tradeType:【period】"},
		{"period", 1, "availableQuota less than sumPayment"}, {"creditBuy", 1, "availableQuota less than sumPayment"},
		{"period", 1e9, ""}, {"creditBuy", 1e9, ""}, {"37staged", 1e9, "not support tradeType:【37staged】"},
	}
	for _, tt := range cases {
		t.Run(fmt.Sprint(tt.tradeType, " ", tt.credit), func(t *testing.T) {
			s := newShop(t, orders.Options{})
			s.orders.SetCredit(s.member, tt.credit)
			g := s.goods(0)
			args := wanted(cargo(g, 0, g.Least))
			args["tradeType"] = tt.tradeType
			want := quoted(tt.want)
			if want != "" {
				want = quoted(tt.want + ":" + tt.want)
			}
			body := s.call(createOrder, args)
			assert.Equal(t, want, member(body, "message"), body)
		})
	}
}

// TestCredit takes what orders on credit cost from the credit, until they are cancelled.
func TestCredit(t *testing.T) {
	s := newShop(t, orders.Options{})
	g := s.goods(0)
	args := wanted(cargo(g, 0, g.Least))
	assert.Equal(t, `["assureTrade"]`, member(s.call(preview, args), "tradeModeNameList"))
	s.orders.SetCredit(s.member, 1e9)
	shown := s.call(preview, args)
	assert.Equal(t, `["assureTrade","period","creditBuy"]`, member(shown, "tradeModeNameList"))
	var sum int64
	_, _ = fmt.Sscan(member(shown, "sumPayment"), &sum)

	s.orders.SetCredit(s.member, sum+sum/2)
	args["tradeType"] = "period"
	first := s.call(createOrder, args)
	assert.Equal(t, "true", member(first, "success"), first)
	assert.Contains(t, s.call(createOrder, args), "availableQuota")
	var id int64
	_, _ = fmt.Sscanf(member(first, "orderId"), `"%d"`, &id)
	s.now = s.now.Add(time.Minute)
	s.call("alibaba.trade.cancel", values{"webSite": "1688", "tradeID": id, "cancelReason": "other"})
	assert.NotContains(t, s.call(createOrder, args), "availableQuota")
}

// TestChangedOffer refuses an order of an offer that changed since the member's preview, until the next preview.
func TestChangedOffer(t *testing.T) {
	cases := []struct {
		change func(*orders.World, int64)
		text   string
	}{
		{(*orders.World).ChangeOffer, "拆单结果发生了变化。"}, {(*orders.World).ChangeVariants, "系统繁忙,请重试!"},
	}
	for _, tt := range cases {
		t.Run(tt.text, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			g := s.goods(0)
			args := wanted(cargo(g, 0, g.Least))
			refused := quoted(tt.text + ":" + tt.text)
			tt.change(s.orders, g.OfferID)
			assert.Empty(t, member(s.call(createOrder, args), "message"), "nobody has previewed it")
			s.call(preview, args)
			tt.change(s.orders, g.OfferID)
			assert.Equal(t, refused, member(s.call(createOrder, args), "message"))
			assert.Equal(t, quoted("400"), member(s.call(fastOrder, args), "code"))
			s.member = "another"
			assert.Empty(t, member(s.call(createOrder, args), "message"), "this member has not previewed it")
			s.member = "one"
			s.call(preview, args)
			assert.Empty(t, member(s.call(createOrder, args), "message"))
		})
	}
}

// TestSplitOrders makes an order a seller, and leaves out what cannot be had.
func TestSplitOrders(t *testing.T) {
	s := newShop(t, orders.Options{Dialect: orders.Dialect{Split: true}})
	a, b, c := s.goods(0), s.goods(1), s.goods(2)
	s.orders.Limit(c.OfferID, orders.Limits{Most: 1})
	args := wanted(cargo(a, 0, a.Least), cargo(b, 0, b.Least), cargo(b, 1, 1e9), cargo(c, 0, c.Least+1))
	args["outOrderId"] = "mine"
	shown := s.call(preview, args)
	made := s.call(createOrder, args)
	for _, body := range []string{shown, made} {
		assert.Contains(t, body, "BOOKED_BEYOND_THE_MAX_QUANTITY")
	}
	assert.Equal(t,
		`[{"offerId":"`+fmt.Sprint(b.OfferID)+`","specId":"`+b.Variants[1].SpecID+
			`","errorCode":"500_004","errorMessage":"商品[`+
			fmt.Sprint(b.OfferID)+"_"+b.Variants[1].SpecID+`]库存不足，请核实库存后订购。"},{"offerId":"`+fmt.Sprint(c.OfferID)+`","specId":"`+
			c.Variants[0].SpecID+`","errorCode":"FAIL_BIZ_FAIL_BIZ_BOOKED_BEYOND_THE_MAX_QUANTITY","errorMessage":"商品[`+
			fmt.Sprint(c.OfferID)+
			`]超过了最大允许的购买量"}]`, member(made, "failedOfferList"))
	var list []struct {
		OrderID string `json:"orderId"`
		Success bool   `json:"success"`
		Amount  int64  `json:"orderAmmount"`
	}
	decode(t, member(made, "orderList"), &list)
	assert.Len(t, list, 3)
	assert.Equal(t, []bool{true, true, false}, []bool{list[0].Success, list[1].Success, list[2].Success})
	assert.Equal(t, fmt.Sprint(list[0].Amount+list[1].Amount), member(made, "totalSuccessAmount"))
	assert.Equal(t, `"`+list[0].OrderID+`"`, member(made, "orderId"))

	again := s.call(createOrder, args)
	assert.Equal(t, member(made, "orderId"), member(again, "orderId"), "the same outOrderId makes no further orders")
	args["outOrderId"] = "another"
	fast := s.call("alibaba.trade.fastCreateOrder", args)
	var ids []string
	decode(t, member(fast, "orderIdList"), &ids)
	assert.Len(t, ids, 2, fast)

	nothing := s.call(createOrder, wanted(cargo(b, 1, 1e9)))
	assert.Equal(t, `"500_004"`, member(nothing, "code"), "nothing of it can be had")
}
