package orders_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

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
}

const (
	createOrder = "alibaba.trade.createCrossOrder"
	viewOrder   = "alibaba.trade.get.buyerView"
	preview     = "alibaba.createOrder.preview"
)

func newShop(t *testing.T, o orders.Options) *shop {
	s := &shop{t: t, stock: new(orders.Stock), now: time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC), member: "one"}
	s.offers = world.New(world.Options{Seed: 1688, Taken: s.stock.Taken})
	o.Seed, o.Stock, o.Offer = 1688, s.stock, s.offers.Offer
	o.Clock = func() time.Time { return s.now }
	s.orders = orders.New(o)
	return s
}

// call returns the response as JSON.
func (s *shop) call(api string, args any) string {
	s.t.Helper()
	body, err := loose.Marshal(args)
	require.NoError(s.t, err)
	answer, refused := s.orders.Call(orders.Call{API: api, Args: body, Member: s.member})
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
	for i := range 200 {
		o := s.offers.ListedOffer(i)
		g := o.Goods()
		if !sellers[g.SellerID] && len(g.Variants) > 1 && g.Variants[0].Stock > 4*g.Least && g.Variants[1].Stock > 4*g.Least {
			sellers[g.SellerID] = true
			if n--; n < 0 {
				return g
			}
		}
	}
	s.t.Fatal("too few offers have two variants")
	return world.Goods{}
}

// cargo is one line of an order.
func cargo(g world.Goods, variant int, quantity any) values {
	return values{"offerId": g.OfferID, "specId": g.Variants[variant].SpecID, "quantity": quantity}
}

// wanted are the arguments of an order.
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

// view is the order as its buyer sees it.
func (s *shop) view(id int64) string {
	return s.call(viewOrder, values{"webSite": "1688", "orderId": id})
}

// member is the value of the first member of that name, as it is written.
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

func decode(t *testing.T, body string, into any) {
	t.Helper()
	require.NoError(t, loose.Unmarshal([]byte(body), into), body)
}
