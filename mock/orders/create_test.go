package orders_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/mock/world"
)

const fastOrder = "alibaba.trade.fastCreateOrder"

// TestCreated compares every member of a preview and of what both ways of ordering return.
func TestCreated(t *testing.T) {
	s := newShop(t, orders.Options{})
	const args = `{"flow":"general","addressParam":{"addressId":1},"cargoParamList":[
		{"offerId":{offer},"specId":"{spec}","quantity":2},{"offerId":{offer},"specId":"{spec2}","quantity":3}]}`
	const order = `"totalSuccessAmount":6050,"orderId":"{id}","postFee":300`
	equalJSON(t, s.fill(`{"success":true,"orderPreviewResuslt":[{"status":true,"flowFlag":"general","discountFee":0,
		"sumPayment":6050,
		"sumCarriage":300,"sumPaymentNoCarriage":5750,"tradeModeNameList":["assureTrade"],
		"tradeModelList":[{"name":"担保交易","tradeType":"assureTrade","opSupport":true}],"cargoList":[
		{"offerId":{offer},"skuId":{sku},"specId":"{spec}","finalUnitPrice":11.5,"amount":23,"resultCode":"200"},
		{"offerId":{offer},"skuId":{sku2},"specId":"{spec2}","finalUnitPrice":11.5,"amount":34.5,
			"resultCode":"200"}]}]}`, 0), s.ask(preview, args, 0))
	assert.Empty(t, s.orders.State().Taken, "a preview takes nothing")
	made := s.ask(createOrder, args, 0)
	var id int64
	_, err := fmt.Sscanf(member(made, "orderId"), `"%d"`, &id)
	require.NoError(t, err, made)
	equalJSON(t, s.fill(`{"success":true,"result":{"success":true,`+order+`,"orderList":[{"postFee":300,
		"orderAmmount":6050,"success":true,
		"orderId":"{id}","discount":0,"sumPaymentNoCarriageFromClient":5750,"mergePay":false,
			"chooseFreeFreight":false}]}}`, id), made)
	fast := s.ask(fastOrder, args, 0)
	_, err = fmt.Sscanf(member(fast, "orderId"), `"%d"`, &id)
	require.NoError(t, err, fast)
	equalJSON(t, s.fill(`{"success":true,"result":{`+order+`}}`, id), fast)
	g := s.goods(0)
	assert.Equal(t, map[int64]int64{g.Variants[0].SKUID: 4, g.Variants[1].SKUID: 6}, s.orders.State().Taken)
}

// TestFlows names the flow of a preview, and general where none is named.
func TestFlows(t *testing.T) {
	s := newShop(t, orders.Options{Dialect: orders.Dialect{Split: true}})
	g := s.goods(0)
	args := wanted(cargo(g, 0, g.Least))
	for _, flow := range []string{"general", "saleproxy"} {
		args["flow"] = flow
		assert.Equal(t, quoted(flow), member(s.call(preview, args), "flowFlag"))
	}
	delete(args, "flow")
	assert.Equal(t, `"general"`, member(s.call(preview, args), "flowFlag"))
}

// TestAddresses takes an address by its id and by its texts, and prices the freight by its place.
func TestAddresses(t *testing.T) {
	cases := []struct {
		name, address string
		person, area  string
		code          string // of the failure
	}{
		{"the first of the member's own", `{"addressId":22028397610261}`, "张三", "330108", ""},
		{"the second", `{"addressId":22028397610262}`, "李四", "440305", ""},
		{"any other id", `{"addressId":5}`, "张三", "330108", ""},
		{"texts", `{"fullName":"王五","provinceText":"北京","cityText":"北京市","address":"1号"}`, "王五", "", ""},
		{"a district", `{"fullName":"王五","districtCode":"110105","address":"1号"}`, "王五", "110105", ""},
		{"a code", `{"fullName":"王五","addressCode":"110105","address":"1号"}`, "王五", "110105", ""},
		{"a district and a code", `{"fullName":"王五","districtCode":"440305","addressCode":"110105","address":"1号"}`,
			"王五", "440305", ""},
		{"no street", `{"fullName":"王五","provinceText":"北京"}`, "", "", "400_1"},
		{"no place", `{"fullName":"王五","address":"1号"}`, "", "", "400_1"},
		{"nothing", `{}`, "", "", "400_1"},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			made := s.ask(createOrder, `{"flow":"general","addressParam":`+tt.address+`,
				"cargoParamList":[{"offerId":{offer},"specId":"{spec}","quantity":2}]}`, 0)
			assert.Equal(t, quoted(tt.code), member(made, "code"), made)
			if tt.code != "" {
				return
			}
			var id int64
			_, err := fmt.Sscanf(member(made, "orderId"), `"%d"`, &id)
			require.NoError(t, err, made)
			body := s.view(id)
			assert.Equal(t, []string{quoted(tt.person), quoted(tt.area)}, []string{member(body, "contactPerson"),
				member(body, "areaCode")})
			g := s.goods(0)
			zone := tt.area
			if zone == "" {
				zone = "北京"
			}
			assert.Equal(t, fmt.Sprint(g.FreightTo(zone, 2*g.Grams)), member(made, "postFee"))
		})
	}
	g := newShop(t, orders.Options{}).goods(0)
	assert.NotEqual(t, g.FreightTo("330108", 2*g.Grams), g.FreightTo("北京", 2*g.Grams), "the cases differ")
}

// TestAddressBook lists the addresses of a member, and takes a text apart.
func TestAddressBook(t *testing.T) {
	s := newShop(t, orders.Options{})
	equalJSON(t, `{"success":true,"result":{"receiveAddressItems":[
		{"id":22028397610261,"fullName":"张三","address":"网商路699号","post":"310051","mobilePhone":"13800000000",
			"addressCode":"330108",
			"addressCodeText":"浙江省 杭州市 滨江区","isDefault":true,"townCode":"330108002","townName":"长河街道"},
		{"id":22028397610262,"fullName":"李四","address":"科技园1号","post":"518000","mobilePhone":"13900000000",
			"addressCode":"440305",
			"addressCodeText":"广东省 深圳市 南山区","isDefault":false,"townCode":"440305007","townName":"粤海街道"}]}}`,
		s.ask("alibaba.trade.receiveAddress.get", `{}`, 0))
	cases := []struct{ text, rest, code, place, post string }{
		{"浙江省杭州市滨江区网商路1号", "网商路1号", "330108", "浙江省 杭州市 滨江区", "310051"},
		{"广东省 深圳市 南山区 高新南一道", "高新南一道", "440305", "广东省 深圳市 南山区", "518000"},
		{"深圳高新南一道", "深圳高新南一道", "440305", "广东省 深圳市 南山区", "518000"},
		{"nowhere", "nowhere", "330108", "浙江省 杭州市 滨江区", "310051"},
	}
	for _, tt := range cases {
		equalJSON(t, fmt.Sprintf(`{"result":{"address":%q,"addressCode":%q,"addressCodeText":%q,"postCode":%q,
			"isDefault":false,"latest":false}}`,
			tt.rest, tt.code, tt.place, tt.post), s.ask("alibaba.trade.addresscode.parse",
			fmt.Sprintf(`{"addressInfo":%q}`, tt.text), 0))
	}
}

// TestFindByNumber makes one order for a number of the buyer's own, by both ways, until it is cancelled.
func TestFindByNumber(t *testing.T) {
	s := newShop(t, orders.Options{})
	place := func(api, number string) int64 {
		made := s.ask(api, `{"flow":"general","addressParam":{"addressId":1},
			"outOrderId":"`+number+`","cargoParamList":[
			{"offerId":{offer},"specId":"{spec}","quantity":2}]}`, 0)
		var id int64
		_, err := fmt.Sscanf(member(made, "orderId"), `"%d"`, &id)
		require.NoError(t, err, made)
		return id
	}
	first := place(createOrder, "mine")
	assert.Equal(t, first, place(createOrder, "mine"))
	assert.Equal(t, first, place(fastOrder, "mine"))
	assert.NotEqual(t, first, place(createOrder, "other"))
	assert.NotEqual(t, place(createOrder, ""), place(createOrder, ""))
	g := s.goods(0)
	assert.Equal(t, 4*g.Least, s.stock.Taken(g.Variants[0].SKUID), "the same order takes nothing")
	s.member = "another"
	assert.NotEqual(t, first, place(createOrder, "mine"))
	s.member = "one"
	require.NoError(t, s.orders.MoveTo(first, orders.StageCancelled))
	assert.NotEqual(t, first, place(createOrder, "mine"), "a cancelled order gives its number back")
}

// manyVariants returns lines of offers of one seller, each variant once.
func (s *shop) manyVariants(n int) (lines []values, seller string) {
	s.t.Helper()
	bySeller := map[string][]values{}
	for i := range 4000 {
		o := s.offers.ListedOffer(i)
		for _, g := range []world.Goods{o.Goods()} {
			for v := range g.Variants {
				if g.Variants[v].Stock >= g.Least {
					bySeller[g.Seller] = append(bySeller[g.Seller], cargo(g, v, g.Least))
				}
			}
			if list := bySeller[g.Seller]; len(list) >= n {
				return list[:n], g.Seller
			}
		}
	}
	s.t.Fatal("no seller has so many variants")
	return nil, ""
}

// TestFiftyLines splits what one seller sells into orders of 50 lines at most, and refuses more without the dialect.
func TestFiftyLines(t *testing.T) {
	cases := []struct {
		split bool
		lines int
		want  []int // lines of each order
		code  string
	}{
		{false, 50, []int{50}, ""},
		{false, 51, nil, "400"},
		{true, 50, []int{50}, ""},
		{true, 51, []int{50, 1}, ""},
		{true, 101, []int{50, 50, 1}, ""},
	}
	for _, tt := range cases {
		t.Run(fmt.Sprint(tt.split, " ", tt.lines), func(t *testing.T) {
			s := newShop(t, orders.Options{Dialect: orders.Dialect{Split: tt.split}})
			lines, _ := s.manyVariants(tt.lines)
			made := s.call(createOrder, wanted(lines...))
			assert.Equal(t, quoted(tt.code), member(made, "code"), made)
			var got []int
			for _, o := range s.orders.State().Orders {
				got = append(got, len(o.Lines))
			}
			assert.Equal(t, tt.want, got)
			assert.Equal(t, len(tt.want), strings.Count(made, `"orderAmmount"`))
		})
	}
}

// TestSoldOutLineCountsNothing leaves the stock to a smaller line when a larger one of the same variant cannot be had.
func TestSoldOutLineCountsNothing(t *testing.T) {
	s := newShop(t, orders.Options{Dialect: orders.Dialect{Split: true}})
	g := s.goods(0)
	v := g.Variants[0]
	lines := []values{cargo(g, 0, v.Stock+1), cargo(g, 1, g.Least)}
	upper := cargo(g, 0, v.Stock)
	upper["specId"] = v.SpecID + " " // another line, of a variant that does not exist
	made := s.call(createOrder, wanted(append(lines, upper)...))
	assert.Equal(t, 2, strings.Count(made, `"errorCode"`), made)
	assert.Equal(t, []int64{0, g.Least}, []int64{s.stock.Taken(v.SKUID), s.stock.Taken(g.Variants[1].SKUID)})
	made = s.call(createOrder, wanted(cargo(g, 0, v.Stock)))
	assert.Equal(t, "true", member(made, "success"), "all that is in stock can still be had: %s", made)
	made = s.call(createOrder, wanted(cargo(g, 0, g.Least)))
	assert.Equal(t, `"500_004"`, member(made, "code"), made)
}

// TestSplitFails reports the first reason if no line and no part of a split order can be had.
func TestSplitFails(t *testing.T) {
	cases := []struct {
		name   string
		limits orders.Limits
		lines  func(a, b world.Goods) []values
		code   string
		failed int
	}{
		{"no line", orders.Limits{}, func(a, b world.Goods) []values {
			return []values{cargo(a, 0, 1e9), cargo(b, 0,
				0)}
		}, "500_004", 0},
		{"no part", orders.Limits{Most: 1}, func(a, _ world.Goods) []values { return []values{cargo(a, 0, a.Least+1)} },

			"FAIL_BIZ_FAIL_BIZ_BOOKED_BEYOND_THE_MAX_QUANTITY", 0},
		{"a part", orders.Limits{Most: 1}, func(a, b world.Goods) []values {
			return []values{cargo(a, 0, a.Least+1),
				cargo(b, 0, b.Least)}
		}, "", 1},
		{"a line", orders.Limits{}, func(a, b world.Goods) []values {
			return []values{cargo(a, 0, a.Least), cargo(b, 0,
				0)}
		}, "", 1},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{Dialect: orders.Dialect{Split: true}})
			a, b := s.goods(0), s.goods(1)
			s.orders.Limit(a.OfferID, tt.limits)
			made := s.call(createOrder, wanted(tt.lines(a, b)...))
			assert.Equal(t, quoted(tt.code), member(made, "code"), made)
			assert.Equal(t, tt.failed, strings.Count(made, `"errorCode"`), made)
			assert.Equal(t, tt.code == "", len(s.orders.State().Orders) == 1)
		})
	}
}

// TestArguments refuses arguments that the document does not allow, in the platform's words.
func TestArguments(t *testing.T) {
	s := newShop(t, orders.Options{})
	body := s.ask(viewOrder, `{"orderId":[]}`, 0)
	assert.Equal(t, `"400"`, member(body, "error_code"), body)
	assert.Contains(t, member(body, "error_message"), `at \"/orderId\"`)
	assert.Equal(t, member(body, "error_message"), member(body, "exception"))
	assert.True(t, orders.Knows(viewOrder))
	assert.False(t, orders.Knows("alibaba.trade.get.view"))
	for code, status := range map[string]int{"401": 401, "400": 400, "unheard of": 400} {
		assert.Equal(t, status, (&orders.Refusal{Code: platform.Code(code)}).Status(), code)
	}
}

// TestClear forgets orders, stock and numbers.
func TestClear(t *testing.T) {
	s := newShop(t, orders.Options{})
	first := s.order()
	s.orders.Clear()
	assert.Contains(t, s.view(first), "ORDER_NOT_EXIST")
	g := s.goods(0)
	assert.Zero(t, s.stock.Taken(g.Variants[0].SKUID))
	assert.Equal(t, first, s.order(), "ids begin anew")
}
