package orders_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/mock/world"
)

// TestQuantitiesAtTheLimits orders as much as a limit allows, and one piece more or less. The offer is sold from two
// pieces on.
func TestQuantitiesAtTheLimits(t *testing.T) {
	cases := []struct {
		name          string
		limits        orders.Limits
		first, second any // quantities of both variants
		code          string
	}{
		{"the most", orders.Limits{Most: 5}, 2, 3, ""},
		{"one more than the most", orders.Limits{Most: 5}, 3, 3, "FAIL_BIZ_FAIL_BIZ_BOOKED_BEYOND_THE_MAX_QUANTITY"},
		{"a multiple", orders.Limits{Unit: 3}, 2, 4, ""},
		{"no multiple", orders.Limits{Unit: 3}, 2, 2, "FAIL_BIZ_FAIL_BIZ_QUANTITY_UNMATCH_SELLUNIT_SCALE"},
		{"single pieces", orders.Limits{Unit: 1}, 2, 3, ""},
		{"the mix", orders.Limits{Mix: 5}, 2, 3, ""},
		{"one less than the mix", orders.Limits{Mix: 6}, 2, 3, "500_006"},
		{"a mix of one", orders.Limits{Mix: 1}, 2, 3, ""},
		{"the least together", orders.Limits{}, 1, 1, ""},
		{"half a piece more", orders.Limits{}, 2.5, 3, "500_005"},
		{"less than nothing", orders.Limits{}, -2, 4, "500_005"},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			g := s.goods(0)
			require.Equal(t, int64(2), g.Least)
			s.orders.Limit(g.OfferID, tt.limits)
			made := s.call(createOrder, wanted(cargo(g, 0, tt.first), cargo(g, 1, tt.second)))
			assert.Equal(t, quoted(tt.code), member(made, "code"), made)
		})
	}
}

// TestIDsOfNothing refuses ids that no offer has: unlisted ones in a closed world, and negative ones, of which the
// lowest would wrap around to an offer.
func TestIDsOfNothing(t *testing.T) {
	for _, n := range []int64{900_000_000_000_000_000, math.MinInt64} {
		s, list := told(t)
		id := fmt.Sprint(n)
		if n > 0 {
			s.offers = world.New(world.Options{Seed: 1688, Taken: s.stock.Taken, Closed: true})
			s.with(orders.Options{Tell: func(m orders.Message) { *list = append(*list, m) }})
		}
		for api, args := range map[string]string{
			follow: `{"productId":` + id + `}`, addRelation: `{"offerId":` + id + `}`,
			"alibaba.product.expire": `{"productIds":[` + id + `],"webSite":"1688"}`,
			"alibaba.product.delete": `{"productID":` + id + `}`,
		} {
			assert.Contains(t, s.ask(api, args, 0), "商品不存在", api)
		}
		made := s.call(fastOrder, wanted(values{"offerId": n, "specId": "x", "quantity": 2}))
		assert.Equal(t, `"offer no exist[`+id+`]"`, member(made, "message"), made)
		assert.Empty(t, *list)
	}
}

// TestSecondIDs counts orders, refunds, invoices and parcels on from the first.
func TestSecondIDs(t *testing.T) {
	s := newShop(t, orders.Options{})
	first, second := s.at(orders.StageShipped), s.at(orders.StageShipped)
	assert.Equal(t, []int64{2600001591824000266, 2600002865020999965}, []int64{first, second})
	received := claimArgs(`goodsStatus="refundBuyerReceived"`)
	s.ask(createRefund, received, first)
	assert.Equal(t, `"TQ2600002865021000"`, member(s.ask(createRefund, received, second), "refundId"))
	for i, id := range []int64{first, second} {
		s.ask(applyInvoice, applyArgs, id)
		assert.Equal(t, fmt.Sprint(80000000001+i), member(s.ask(invoicesOf, `{"input":{"orderId":{id}}}`, id), "id"))
	}
	assert.Equal(t, []string{`"LP100000000000001"`, `"LP100000000000002"`}, []string{
		member(s.ask(parcelsOf, orderArgs, first), "logisticsId"),
		member(s.ask(parcelsOf, orderArgs, second), "logisticsId")})
}

// TestLinesOfParcels names the lines of a parcel, and numbers the parcels of an order.
func TestLinesOfParcels(t *testing.T) {
	s := newShop(t, orders.Options{})
	whole, halves := s.at(orders.StageShipped), s.at(orders.StageHalfShipped)
	require.NoError(t, s.orders.Ship(halves))
	assert.Equal(t, s.fill(`"{id},{id2}"`, whole), member(s.view(whole), "subItemIds"))
	assert.Equal(t, s.fill(`"{id},{id2}"`, whole), member(s.ask(parcelsOf, orderArgs, whole), "orderEntryIds"))
	var rows []struct {
		ID    int64  `json:"id"`
		Lines string `json:"subItemIds"`
	}
	decode(t, member(s.view(halves), "logisticsItems"), &rows)
	got := fmt.Sprint(rows)
	assert.Equal(t, s.fill("[{{id} {id}} {{id2} {id2}}]", halves), got)
}

// TestPicturesOfReturns takes ten pictures of goods that go back, and no more.
func TestPicturesOfReturns(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.at(orders.StageShipped)
	s.ask(createRefund, claimArgs(`goodsStatus="refundBuyerReceived";disputeRequest="returnRefund"`), id)
	require.NoError(t, s.orders.AgreeRefund(refundID))
	body := s.ask(returnGoods, `{"refundId":"`+refundID+`","logisticsCompanyNo":"STO","freightBill":"88","vouchers":[`+
		strings.Repeat(`"x",`, 9)+`"x"]}`, id)
	equalJSON(t, `{"result":{"success":true}}`, body)
}

// TestRefundedLineIsNotShipped refuses to ship a line whose money went back before it was sent.
func TestRefundedLineIsNotShipped(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.paid()
	s.ask(createRefund, claimArgs("orderEntryIds=[{id2}];applyPayment=2300"), id)
	require.NoError(t, s.orders.AgreeRefund(refundID))
	send := func(line string) string {
		return s.ask(sendOffline, `{"sendGoods":[{"sourceId":"{id}","sendGoodEntries":[{"sourceEntryId":"`+line+`"}]}],
			"extBody":"{\"cpCode\":\"STO\",\"mailNo\":\"1\"}"}`, id)
	}
	equalJSON(t, s.fill(`{"success":false,"errorCode":"ORDER_NOT_EXIST","errorMessage":"子订单不存在或已发货: {id2}"}`, id),
		send("{id2}"))
	assert.Equal(t, "true", member(send("{id}"), "success"))
	assert.Equal(t, `"waitbuyerreceive"`, member(s.view(id), "status"), "the refunded line is not waited for")
}

// TestHalfAWaybill refuses the text of a carrier that is JSON at its beginning only.
func TestHalfAWaybill(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.paid()
	equalJSON(t, `{"success":false,"errorCode":"INVALID_PARAM","errorMessage":"运单号不符合规则"}`, s.ask(sendOffline,
		`{"sendGoods":[{"sourceId":"{id}","sendGoodEntries":[{"sourceEntryId":"{id}"}]}],
		"extBody":"{\"mailNo\":\"1\",\"cpCode\":[1]}"}`, id))
}

// TestUnknownOrderOfSeller answers a seller by name about an order that does not exist.
func TestUnknownOrderOfSeller(t *testing.T) {
	s := newShop(t, orders.Options{})
	s.order()
	s.member = s.goods(0).Seller
	equalJSON(t, `{"errorCode":"ORDER_NOT_EXIST","errorMessage":"订单不存在"}`, s.ask(sellerView, `{"orderId":7}`, 0))
	equalJSON(t, `{"logisticsTrace":[]}`, s.ask(sellerTrace, `{"orderId":7,"webSite":"1688"}`, 0))
	equalJSON(t, `{"success":false,"errorCode":"ORDER_NOT_EXIST","errorMessage":"订单不存在"}`, s.ask(sendOffline,
		`{"sendGoods":[{"sourceId":"7","sendGoodEntries":[{"sourceEntryId":"7"}]}],
		"extBody":"{\"cpCode\":\"STO\",\"mailNo\":\"1\"}"}`, 0))
}

// TestAnotherSellersRefund leaves the refund of another seller's order alone.
func TestAnotherSellersRefund(t *testing.T) {
	s := newShop(t, orders.Options{})
	id, b := s.at(orders.StageShipped), s.goods(1)
	require.Equal(t, "true", member(s.call(createOrder, wanted(cargo(b, 0, b.Least))), "success"))
	s.ask(createRefund, claimArgs(`goodsStatus="refundBuyerReceived";disputeRequest="returnRefund"`), id)
	args := `{"refundId":"` + refundID + `","address":"网商路699号","fullName":"张三"}`
	s.member = b.Seller
	equalJSON(t, `{"success":false,"errorCode":"4005","errorMessage":"退款单信息不存在"}`, s.ask(agreeReturn, args, id))
	s.member = s.goods(0).SellerID
	equalJSON(t, `{"success":true}`, s.ask(agreeReturn, args, id))
}

// TestSmallCredit offers trade on credit to a member with the smallest credit, and takes orders of others from theirs.
func TestSmallCredit(t *testing.T) {
	s := newShop(t, orders.Options{})
	g := s.goods(0)
	args := wanted(cargo(g, 0, g.Least))
	s.orders.SetCredit("one", 1)
	assert.Equal(t, `["assureTrade","period","creditBuy"]`, member(s.call(preview, args), "tradeModeNameList"))
	args["tradeType"] = "period"
	for _, who := range []string{"one", "another"} {
		s.orders.SetCredit(who, 3000)
		s.member = who
		assert.Equal(t, "true", member(s.call(createOrder, args), "success"), who)
		assert.Equal(t, "false", member(s.call(createOrder, args), "success"), who)
	}
}

// TestLargePool lists a thousand offers of a pool at most.
func TestLargePool(t *testing.T) {
	s := newShop(t, orders.Options{})
	var rows []string
	for i := range 1001 {
		rows = append(rows, fmt.Sprintf(`{"member":"m","offer":%d,"distributed":true}`, s.offers.ListedOffer(i).ID))
	}
	var st orders.State
	require.NoError(t, json.Unmarshal([]byte(`{"tokens":{},"follows":[`+strings.Join(rows, ",")+`]}`), &st))
	require.NoError(t, s.orders.Load(st))
	body := s.ask(pullPool, `{"offerPoolQueryParam":{"offerPoolId":1,"taskId":"1","pageNo":1,"pageSize":5000}}`, 0)
	assert.Equal(t, 1000, strings.Count(body, `"offerPoolTotal":1001`))
}

// TestStartWithout begins no order that it could not bring to a stage, and avoids offers with limits.
func TestStartWithout(t *testing.T) {
	s := newStage(t, orders.Options{})
	id, err := s.orders.Start(s.member, orders.StageRefundAsked)
	require.NoError(t, err)
	view := s.view(id)
	assert.Equal(t, `"330108"`, member(view, "areaCode"), "the first of the member's addresses")
	refund := s.ask(refundList, `{}`, 0)
	assert.Equal(t, `20021 "不想要了"`, member(refund, "applyReasonId")+" "+member(refund, "applyReason"))
	first := member(view, "productID")
	var offer int64
	_, _ = fmt.Sscan(first, &offer)
	s.orders.Limit(offer, orders.Limits{Most: 1000})
	id, err = s.orders.Start(s.member, orders.StageCreated)
	require.NoError(t, err)
	assert.NotEqual(t, first, member(s.view(id), "productID"))

	none := s.with(orders.Options{Listed: func(int) world.Offer { return s.offers.ListedOffer(0) }})
	s.orders.Limit(int64(s.offers.ListedOffer(0).ID), orders.Limits{Most: 1000})
	id, err = none.orders.Start(s.member, orders.StageCreated)
	require.EqualError(t, err, "orders: no listed offer has two variants in stock")
	assert.Zero(t, id)
	id, err = none.orders.Start(s.member, "nowhere")
	require.Error(t, err)
	assert.Zero(t, id)
}

// TestClearForgetsAll forgets limits, relations, credits and previews, too.
func TestClearForgetsAll(t *testing.T) {
	s, list := told(t)
	s.about("one "+follow+` {"productId":{a}}`, "one "+addAuth+` {"subUserIdentityList":["buyer761026:caiwu"]}`)
	s.orders.Limit(s.goods(0).OfferID, orders.Limits{Most: 9})
	s.orders.SetCredit("one", 9)
	_, _ = s.orders.Account("k", "s")
	s.ask(applyInvoice, applyArgs, s.at(orders.StageShipped))
	s.orders.Clear()
	assert.Equal(t, newShop(t, orders.Options{}).orders.State(), s.orders.State())
	*list = nil
	s.now = s.now.Add(100 * time.Hour)
	s.orders.Advance()
	assert.Empty(t, *list, "no parcel is on its way")
}

// TestOwnStock takes goods from a stock of its own without one of others.
func TestOwnStock(t *testing.T) {
	s := newShop(t, orders.Options{})
	w := orders.New(orders.Options{Seed: 1688, Clock: func() time.Time { return s.now }, Offer: s.offers.Offer})
	g := s.goods(0)
	body, err := json.Marshal(wanted(cargo(g, 0, g.Least)))
	require.NoError(t, err)
	answer, refused := w.Call(orders.Call{API: createOrder, Args: body, Member: "one"})
	require.Nil(t, refused)
	ok, _ := answer.(*platform.CreateCrossOrderResponse).Success.Bool()
	assert.True(t, ok)
	assert.Equal(t, map[int64]int64{g.Variants[0].SKUID: 2}, w.State().Taken)
	assert.Zero(t, s.stock.Taken(g.Variants[0].SKUID))
}
