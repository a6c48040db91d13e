package orders_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/mock/world"
	"github.com/go-json-experiment/json/jsontext"
)

// shop is a world of orders that a test drives with JSON.
type shop struct {
	t      *testing.T
	orders *orders.World
	offers *world.World
	stock  *orders.Stock
	now    time.Time
	member string
	base   string // of the mock
}

const (
	createOrder = "alibaba.trade.createCrossOrder"
	viewOrder   = "alibaba.trade.get.buyerView"
	preview     = "alibaba.createOrder.preview"
)

func newShop(t *testing.T, o orders.Options) *shop {
	s := &shop{t: t, stock: new(orders.Stock), now: time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC), member: "one"}
	return s.seeded(1688).with(o)
}

// with begins the world of orders anew with other options.
func (s *shop) with(o orders.Options) *shop {
	o.Seed, o.Stock, o.Offer = 1688, s.stock, s.offers.Offer
	o.Clock = func() time.Time { return s.now }
	s.orders = orders.New(o)
	return s
}

// seeded begins both worlds anew with another seed of the offers.
func (s *shop) seeded(seed uint64) *shop {
	s.offers = world.New(world.Options{Seed: seed, Taken: s.stock.Taken})
	return s.with(orders.Options{})
}

// call returns the response as JSON.
func (s *shop) call(api string, args any) string {
	s.t.Helper()
	body, err := loose.Marshal(args)
	require.NoError(s.t, err)
	return s.send(api, body)
}

func (s *shop) send(api string, args []byte) string {
	s.t.Helper()
	answer, refused := s.orders.Call(orders.Call{API: api, Args: args, Member: s.member, Base: s.base})
	if refused != nil {
		return string(refused.JSON())
	}
	out, err := loose.Marshal(answer)
	require.NoError(s.t, err)
	return string(out)
}

// values are the arguments of a call.
type values = map[string]any

// goods returns the n-th listed offer that has two variants in plenty, each of another seller.
func (s *shop) goods(n int) world.Goods {
	sellers := map[string]bool{}
	for i := range 4000 {
		o := s.offers.ListedOffer(i)
		g := o.Goods()
		if !sellers[g.SellerID] && len(g.Variants) > 1 && g.Variants[0].Stock > 4*g.Least &&
			g.Variants[1].Stock > 4*g.Least {
			sellers[g.SellerID] = true
			if n--; n < 0 {
				return g
			}
		}
	}
	s.t.Fatal("too few offers have two variants")
	return world.Goods{}
}

// cargo returns one line of an order.
func cargo(g world.Goods, variant int, quantity any) values {
	return values{"offerId": g.OfferID, "specId": g.Variants[variant].SpecID, "quantity": quantity}
}

// wanted returns the arguments of an order.
func wanted(lines ...values) values {
	return values{"flow": "general", "addressParam": values{"addressId": 1}, "cargoParamList": lines}
}

// order makes an order of two variants and returns its id.
func (s *shop) order() int64 {
	s.t.Helper()
	g := s.goods(0)
	body := s.call(createOrder, wanted(cargo(g, 0, g.Least), cargo(g, 1, g.Least)))
	_, rest, _ := strings.Cut(body, `"orderId":"`)
	text, _, _ := strings.Cut(rest, `"`)
	id, err := strconv.ParseInt(text, 10, 64)
	require.NoError(s.t, err, body)
	return id
}

// paid makes an order and pays it.
func (s *shop) paid() int64 {
	s.t.Helper()
	id := s.order()
	require.NoError(s.t, s.orders.Pay(id))
	return id
}

// at makes an order of two variants and brings it to a stage.
func (s *shop) at(stage orders.Stage) int64 {
	s.t.Helper()
	id := s.order()
	require.NoError(s.t, s.orders.MoveTo(id, stage))
	return id
}

// fill replaces the names in braces by what they stand for in the order with this id.
func (s *shop) fill(text string, id int64) string {
	g := s.goods(0)
	digits := func(n int64) string { return strconv.FormatInt(n, 10) }
	return strings.NewReplacer(
		"{id}", digits(id), "{id2}", digits(id+1), "{offer}", digits(g.OfferID), "{title}", g.Title, "{unit}", g.Unit,
		"{sku}", digits(g.Variants[0].SKUID), "{spec}", g.Variants[0].SpecID, "{sku2}", digits(g.Variants[1].SKUID),
		"{spec2}", g.Variants[1].SpecID, "{seller}", g.Seller, "{sellerID}", g.SellerID, "{sellerUID}",
		digits(g.SellerUID),
	).Replace(text)
}

// ask makes a call with arguments that name things of an order in braces.
func (s *shop) ask(api, args string, id int64) string {
	s.t.Helper()
	return s.send(api, []byte(s.fill(args, id)))
}

// view returns the order as its buyer sees it.
func (s *shop) view(id int64) string {
	return s.call(viewOrder, values{"webSite": "1688", "orderId": id})
}

// member returns the value of the first member of that name, as it is written.
func member(body, name string) string {
	_, rest, ok := strings.Cut(body, `"`+name+`":`)
	if !ok {
		return ""
	}
	value, err := jsontext.NewDecoder(strings.NewReader(rest)).ReadValue()
	if err != nil {
		return err.Error()
	}
	return string(value)
}

// equalJSON compares bodies member by member. Unlike assert.JSONEq it compares every digit of an id.
func equalJSON(t *testing.T, want, got string, args ...any) {
	t.Helper()
	assert.Equal(t, exact(t, want), exact(t, got), args...)
}

func exact(t *testing.T, body string) (out any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(body))
	d.UseNumber()
	require.NoError(t, d.Decode(&out), body)
	return out
}

func decode(t *testing.T, body string, into any) {
	t.Helper()
	require.NoError(t, loose.Unmarshal([]byte(body), into), body)
}
