package orders_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/mock/world"
)

// TestStartTakesWhatIsLeft starts orders while of the second variant of the first offer some pieces are left. The third
// variant has many.
func TestStartTakesWhatIsLeft(t *testing.T) {
	cases := []struct {
		name   string
		more   int64 // pieces that are left beyond the minimum of an order
		others bool  // whether there are other variants in stock
		first  bool  // whether the order is for the first offer
	}{
		{"just enough", 0, false, true},
		{"one too few", -1, false, false},
		{"more", 1, false, true},
		{"one too few, and another variant", -1, true, true},
		{"many", 100, true, true},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newStage(t, orders.Options{})
			g := s.variants(3)
			for i, v := range g.Variants {
				left := int64(0)
				switch {
				case i == 0 || i > 1 && tt.others:
					left = g.Least + 100
				case i == 1:
					left = g.Least + tt.more
				}
				s.call(modifyStock, values{"webSite": "1688", "increaceModify": false, "productStockChange": []values{{
					"productId": g.OfferID, "skuStocks": []values{{"skuId": v.SpecID, "stockChange": left}}}}})
			}
			o := orders.Options{Listed: func(n int) world.Offer {
				if n == 0 {
					first, _ := s.offers.Offer(uint64(g.OfferID))
					return first
				}
				return s.offers.ListedOffer(n)
			}}
			id, err := s.with(o).orders.Start(s.member, orders.StageCreated)
			require.NoError(t, err)
			assert.Equal(t, tt.first, member(s.view(id), "productID") == fmt.Sprint(g.OfferID))
		})
	}
}

// variants returns a listed offer with that many variants or more, and some minimum of an order.
func (s *shop) variants(n int) world.Goods {
	for i := range 4000 {
		o := s.offers.ListedOffer(i)
		if g := o.Goods(); len(g.Variants) >= n && g.Least > 1 && g.OfferID != s.goods(0).OfferID {
			return g
		}
	}
	s.t.Fatal("too few offers have so many variants")
	return world.Goods{}
}

// TestTwoWorldsOfOneState shares no trace between worlds that have loaded one state. A list that was decoded has room
// behind its elements.
func TestTwoWorldsOfOneState(t *testing.T) {
	s, other := newStage(t, orders.Options{}), newStage(t, orders.Options{})
	id, err := s.orders.Start(s.member, orders.StageShipped)
	require.NoError(t, err)
	for range 3 {
		require.NoError(t, s.orders.AddTrace(id, "在路上"))
	}
	text, err := json.Marshal(s.orders.State())
	require.NoError(t, err)
	var st orders.State
	require.NoError(t, json.Unmarshal(text, &st))
	require.NoError(t, s.orders.Load(st))
	require.NoError(t, other.orders.Load(st))
	require.NoError(t, s.orders.AddTrace(id, "甲"))
	require.NoError(t, other.orders.AddTrace(id, "乙"))
	assert.Equal(t, "甲", s.orders.State().Orders[0].Parcels[0].Notes[3].Remark)
}
