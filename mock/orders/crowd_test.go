package orders_test

import (
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/mock/world"
)

// TestCrowd lets many members buy the same variant at once: what is there is sold, and nothing twice.
func TestCrowd(t *testing.T) {
	offers, stock := world.New(world.Options{Seed: 1}), new(orders.Stock)
	w := orders.New(orders.Options{Seed: 1, Clock: time.Now, Offer: offers.Offer, Stock: stock})
	o := offers.ListedOffer(3)
	g := o.Goods()
	v := g.Variants[0]
	quantity := max(g.Least, v.Stock/20)
	var sold atomic.Int64
	ids := sync.Map{}
	var all sync.WaitGroup
	for i := range 60 {
		all.Go(func() {
			args, err := loose.Marshal(map[string]any{
				"flow": "general", "addressParam": map[string]any{"addressId": 1}, "outOrderId": "mine",
				"cargoParamList": []any{map[string]any{"offerId": g.OfferID, "specId": v.SpecID, "quantity": quantity}},
			})
			assert.NoError(t, err)
			for range 2 { // the same outOrderId again makes no second order
				answer, refused := w.Call(orders.Call{API: "alibaba.trade.createCrossOrder", Args: args,
					Member: "member " + strconv.Itoa(i)})
				assert.Nil(t, refused)
				made := answer.(*platform.CreateCrossOrderResponse)
				if ok, _ := made.Success.Bool(); ok {
					if _, seen := ids.LoadOrStore(made.Result.OrderID, true); !seen {
						sold.Add(quantity)
					}
				}
			}
		})
	}
	all.Wait()
	require.Positive(t, sold.Load())
	assert.Equal(t, sold.Load(), stock.Taken(v.SKUID))
	assert.LessOrEqual(t, sold.Load(), v.Stock)
	assert.Less(t, v.Stock-sold.Load(), quantity, "as many as there were are sold")
}
