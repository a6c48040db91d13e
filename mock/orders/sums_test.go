package orders_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/mock/world"
)

// place orders the minimum of the first variant of an offer, and returns the id and the sum in 分.
func (s *shop) place(api string, g world.Goods) (id, total int64) {
	s.t.Helper()
	made := s.call(api, wanted(cargo(g, 0, g.Least)))
	_, err := fmt.Sscanf(member(made, "orderId"), `"%d"`, &id)
	require.NoError(s.t, err, made)
	_, err = fmt.Sscan(member(made, "totalSuccessAmount"), &total)
	require.NoError(s.t, err, made)
	return id, total
}

// TestFreeFreight orders of a shop that pays the freight, and of another one.
func TestFreeFreight(t *testing.T) {
	s := newShop(t, orders.Options{})
	seen := map[bool]bool{}
	for i := range 60 {
		o := s.offers.ListedOffer(i * 72)
		g := o.Goods()
		if g.Variants[0].Stock < g.Least {
			continue
		}
		free := g.FreightTo("330108", g.Grams*g.Least) == 0
		made := s.call(createOrder, wanted(cargo(g, 0, g.Least)))
		require.Equal(t, fmt.Sprint(free), member(made, "chooseFreeFreight"), made)
		require.Equal(t, free, member(made, "postFee") == "0", made)
		seen[free] = true
	}
	assert.Len(t, seen, 2)
}

// TestIDsOfBothWays gives orders of both ways ids of one sequence.
func TestIDsOfBothWays(t *testing.T) {
	s := newShop(t, orders.Options{})
	first, _ := s.place(createOrder, s.goods(0))
	second, _ := s.place(fastOrder, s.goods(0))
	assert.Equal(t, []int64{2600001591824000266, 2600002865020999965}, []int64{first, second})
}

// TestAmountsOfSuppliers counts what a member bought of a seller in 180 days, without what came back.
func TestAmountsOfSuppliers(t *testing.T) {
	const suppliers = "alibaba.relation.querySuppliers"
	s := newShop(t, orders.Options{})
	a, b := s.goods(0), s.goods(1)
	for _, g := range []world.Goods{a, b} {
		s.ask(addRelation, fmt.Sprintf(`{"offerId":%d}`, g.OfferID), 0)
	}
	list := func(args string) (rows []string) {
		var found []struct {
			Name   string `json:"supplierLoginId"`
			Offers int64  `json:"distributionNum"`
			Orders int64  `json:"lastOrder"`
			Amount int64  `json:"lastAmount"`
		}
		decode(t, member(s.ask(suppliers, args, 0), "relationModels"), &found)
		for _, x := range found {
			rows = append(rows, fmt.Sprint(x.Name, " ", x.Offers, " ", x.Orders, " ", x.Amount))
		}
		return rows
	}
	row := func(g world.Goods, offers, count int, amount int64) string {
		return fmt.Sprint(g.Seller, " ", offers, " ", count, " ", amount)
	}
	s.paid()
	second := s.at(orders.StageShipped)
	other, sum := s.place(createOrder, b)
	assert.Equal(t, []string{row(a, 1, 2, 9800), row(b, 1, 0, 0)}, list(`{}`), "the order of the other is not paid")
	s.ask(createRefund, claimArgs(`goodsStatus="refundBuyerReceived";applyPayment=1000;applyCarriage=100`), second)
	require.NoError(t, s.orders.AgreeRefund(strings.Trim(member(s.ask(refundList, `{}`, 0), "refundId"), `"`)))
	require.NoError(t, s.orders.Pay(other))
	s.member = "another"
	s.paid()
	s.member = "one"
	assert.Equal(t, []string{row(a, 1, 2, 8700), row(b, 1, 1, sum)}, list(`{}`), "and none of another member")
	s.now = s.now.Add(180 * 24 * time.Hour)
	assert.Equal(t, []string{row(a, 1, 2, 8700)}, list(fmt.Sprintf(`{"supplierLoginId":%q}`, a.Seller)), "the last moment")
	s.now = s.now.Add(1)
	assert.Equal(t, []string{row(a, 1, 0, 0), row(b, 1, 0, 0)}, list(`{}`))
	assert.Equal(t, []string{row(b, 1, 0, 0)}, list(`{"currentPage":2,"pageSize":1}`))
	page := s.ask(suppliers, `{"currentPage":2,"pageSize":1}`, 0)
	assert.Equal(t, "2 2 1", member(page, "count")+" "+member(page, "currentPage")+" "+member(page, "pageSize"))
	shop := a.Shop()
	for _, o := range shop.Offers() {
		if int64(o.ID) != a.OfferID {
			s.ask(addRelation, fmt.Sprintf(`{"offerId":%d}`, o.ID), 0)
			break
		}
	}
	assert.Equal(t, []string{row(a, 2, 0, 0), row(b, 1, 0, 0)}, list(`{}`), "a seller of two offers is listed once")
}

// TestSellersOfPeriods lists ten sellers a page, and those of the member's own orders alone.
func TestSellersOfPeriods(t *testing.T) {
	s := newShop(t, orders.Options{})
	s.orders.SetCredit("one", 1)
	s.member = "another"
	s.place(createOrder, s.goods(20))
	s.member = "one"
	for i := range 11 {
		s.place(createOrder, s.goods(i))
	}
	for args, want := range map[string]int{`{}`: 10, `{"pageIndex":2}`: 1, `{"pageIndex":3}`: 0} {
		body := s.ask(periods, args, 0)
		assert.Equal(t, want, strings.Count(body, `"sellerLoginId"`), args)
		assert.Equal(t, `"11"`, member(body, "totalCount"))
	}
}

// TestSubAccountTokens gives every sub-account a token of its own.
func TestSubAccountTokens(t *testing.T) {
	s := newShop(t, orders.Options{})
	const both = `{"subUserIdentityList":["alitestforisv01:test1","alitestforisv01:test2"]}`
	s.ask(addAuth, both, 0)
	var rows []struct {
		Token string `json:"accessToken"`
		Sub   string `json:"subOwnerId"`
	}
	decode(t, member(s.ask(listAuth, both, 0), "returnValue"), &rows)
	require.Len(t, rows, 2)
	assert.Equal(t, "buyer761026:caigou buyer761026:caiwu", rows[0].Sub+" "+rows[1].Sub)
	assert.NotEqual(t, rows[0].Token, rows[1].Token)
	found := s.ask(subAccount, `{"loginId":"bonlinetest:zhangsan"}`, 0)
	assert.Equal(t, `"李四"`, member(found, "name"))
}

// TestInvoiceGroups refuses lists that are not texts, and orders that do not exist behind others.
func TestInvoiceGroups(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.paid()
	apply := func(groups string) string {
		return s.call(mergeApply, values{"reqDTO": values{"invoiceType": "1", "orderIdGroupsJsonList": groups,
			"purchaserInvoiceTitle": values{"title": "公司", "titleType": 1}}})
	}
	for groups, reason := range map[string]string{
		s.fill(`["{id}",1]`, id): "参数异常", s.fill(`["{id},7"]`, id): "订单不存在", `{}`: "参数异常", ``: "参数异常",
	} {
		assert.Equal(t, quoted(reason), member(apply(groups), "failReason"), groups)
	}
	assert.Empty(t, s.orders.State().Invoices)
}

// TestOrdinaryInvoices are for orders of all sellers, not only of factories.
func TestOrdinaryInvoices(t *testing.T) {
	s := newShop(t, orders.Options{})
	for i := 0; ; i++ {
		g := s.goods(i)
		if g.Shop().Factory() {
			continue
		}
		id, total := s.place(createOrder, g)
		require.NoError(t, s.orders.Pay(id))
		body := s.ask(applyInvoice, strings.Replace(applyArgs, "4900", fmt.Sprint(total), 1), id)
		assert.Contains(t, body, "successList")
		break
	}
}

// TestOneFilter finds orders by one id and by the state of the last refund.
func TestOneFilter(t *testing.T) {
	s := newShop(t, orders.Options{})
	first, second := s.at(orders.StageRefundAsked), s.order()
	for args, want := range map[string]string{
		fmt.Sprintf(`{"orderIds":[%d]}`, second): "1", `{"orderIds":[7]}`: "0", `{"refundStatus":"refundsuccess"}`: "0",
		`{"refundStatus":"waitselleragree"}`: "1", fmt.Sprintf(`{"orderIds":[%d,%d]}`, first, second): "2",
	} {
		assert.Equal(t, want, member(s.ask("alibaba.trade.getBuyerOrderList", args, 0), "totalRecord"), args)
	}
}

// TestSellerPages numbers the pages of a seller's refunds from 1, and shows a seller no number of the buyer's own.
func TestSellerPages(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.fullOrder()
	require.NoError(t, s.orders.Ship(id))
	first, second := s.at(orders.StageRefundAsked), s.at(orders.StageRefunded)
	for number, want := range map[string][2]int64{"0": {1, second}, "1": {1, second}, "2": {2, first}} {
		body := s.ask(sellerRefunds, `{"currentPageNum":`+number+`,"pageSize":1}`, 0)
		assert.Equal(t, fmt.Sprint(want[0], " ", want[1]), member(body, "currentPageNum")+" "+member(body, "orderId"))
	}
	assert.NotContains(t, s.ask(sellerView, orderArgs, id), `"outOrderId"`)
	assert.Contains(t, s.view(id), `"outOrderId":"mine"`)
}

// TestTokenWithoutRefresh takes a request that does not state whether it needs a refresh token.
func TestTokenWithoutRefresh(t *testing.T) {
	s := newShop(t, orders.Options{})
	code := "code"
	got, refused := s.orders.Token(&platform.GetTokenRequest{GrantType: platform.GrantTypeAuthorizationCode, Code: &code})
	require.Nil(t, refused)
	assert.Empty(t, got.RefreshToken.Reveal())
	assert.NotEmpty(t, got.AccessToken.Reveal())
}

// TestShortAddress loads an order whose address has fewer parts than today's.
func TestShortAddress(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.order()
	st := s.orders.State()
	st.Orders[0].Address = st.Orders[0].Address[:2]
	require.NoError(t, s.orders.Load(st))
	body := s.view(id)
	assert.Equal(t, []string{`"张三"`, `"13800000000"`, ""}, []string{member(body, "contactPerson"),
		member(body, "mobile"), member(body, "city")})
}

// TestRefusedStates names what a state has and the world does not.
func TestRefusedStates(t *testing.T) {
	s := newShop(t, orders.Options{})
	id := s.at(orders.StageRefundAsked)
	s.offers = world.New(world.Options{Seed: 1688, Closed: true})
	for want, change := range map[string]func(*orders.State){
		fmt.Sprintf("orders: the order %d of the state has no lines, or is there twice", id): func(st *orders.State) {
			st.Orders[0].Lines = nil
		},
		"orders: the state has the offer 7, and this world does not": func(st *orders.State) {
			st.Orders[0].Lines[0].Offer = 7
		},
		fmt.Sprintf("orders: the refund %q of the state belongs to no order of it, or has no id, lines or reason",
			refundID): func(st *orders.State) { st.Refunds[0].Lines = nil },
	} {
		st := s.orders.State()
		change(&st)
		closed := s.offers
		w := orders.New(orders.Options{Seed: 1688, Clock: func() time.Time { return s.now }, Offer: closed.Offer})
		assert.EqualError(t, w.Load(st), want)
		assert.Empty(t, w.State().Orders)
	}
}

// TestLoadedParcels goes on with the messages about parcels that a state has, from the last state that was told.
func TestLoadedParcels(t *testing.T) {
	s, _ := told(t)
	id := s.at(orders.StageShipped)
	body, err := json.Marshal(s.orders.State())
	require.NoError(t, err)
	var st orders.State
	require.NoError(t, json.Unmarshal(body, &st))
	other, list := told(t)
	require.NoError(t, other.orders.Load(st))
	other.now = other.now.Add(40 * time.Hour)
	other.orders.Advance()
	var got []string
	for _, m := range *list {
		text, err := json.Marshal(m.Contents)
		require.NoError(t, err)
		got = append(got, strings.Trim(member(string(text), "statusChanged"), `"`))
	}
	assert.Equal(t, []string{"TRANSPORT", "DELIVERING"}, got)
	assert.Equal(t, `"waitbuyerreceive"`, member(other.view(id), "status"))
}
