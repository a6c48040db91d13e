package orders_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/orders"
	"github.com/go-ali1688/ali1688/mock/world"
	"github.com/go-json-experiment/json/jsontext"
)

// The model is what a person would state about the platform on one page: each order is in one state, a refund in one of
// its own, and each step is allowed in some of them. It shares no code with the world that it is compared with.
type (
	model struct {
		now    time.Time
		orders []*sale
		taken  map[int64]int64 // by SKU
	}
	sale struct {
		id       int64
		state    string
		refund   string // of the open refund, or ""
		refundID string
		created  time.Time
		sku      int64
		quantity int64
		price    int64 // 分 of one
		carriage int64
		asked    int64 // of the open refund
		returned int64
		goods    bool // whether the open refund wants goods back
		deleted  bool
	}
)

const (
	toPay, toSend, toReceive, done, cancelled = "waitbuyerpay", "waitsellersend", "waitbuyerreceive", "success",
		"cancel"
	asked, refused, toReturn, returning = "waitselleragree", "waitbuyermodify", "waitbuyersend",
		"waitsellerreceive"

	statusError = "ORDER_STATUS_ERROR"
)

// play is a run of the model beside the world.
type play struct {
	t     *testing.T
	rand  *rand.Rand
	world *orders.World
	goods []world.Goods
	stock *orders.Stock
	model
	history []string
}

func newPlay(t *testing.T, seed uint64) *play {
	p := &play{t: t, rand: rand.New(rand.NewPCG(seed, 1688)), stock: new(orders.Stock)}
	p.now, p.taken = time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC), map[int64]int64{}
	offers := world.New(world.Options{Seed: seed})
	p.world = orders.New(orders.Options{Seed: seed, Clock: func() time.Time { return p.now }, Offer: offers.Offer,
		Stock: p.stock})
	for i := range 3 { // few, so that stock runs out
		o := offers.ListedOffer(i)
		p.goods = append(p.goods, o.Goods())
	}
	return p
}

// ask makes a call, and gives the code that its response reports, or "".
func (p *play) ask(api string, args map[string]any) (platform.Answer, string) {
	p.t.Helper()
	body, err := loose.Marshal(args)
	require.NoError(p.t, err)
	p.history = append(p.history, api+" "+string(body))
	answer, refused := p.world.Call(orders.Call{API: api, Args: body, Member: "one"})
	require.Nil(p.t, refused, "%s", p.story())
	return answer, p.code(api, answer)
}

// code returns the code of a failure that a response states, or "".
func (p *play) code(api string, answer platform.Answer) string {
	body, err := loose.Marshal(answer)
	require.NoError(p.t, err)
	outcome := platform.Find(api).Outcome
	for _, path := range outcome.Success {
		if text(body, path) == "true" {
			return ""
		}
	}
	for _, path := range outcome.Code {
		if code := text(body, path); code != "" {
			return code
		}
	}
	return ""
}

// text returns the scalar at a path of a body, or "". Paths into lists have none.
func text(body jsontext.Value, path string) string {
	for name := range strings.SplitSeq(path, ".") {
		var members map[string]jsontext.Value
		if loose.Unmarshal(body, &members) != nil {
			return ""
		}
		body = members[name]
	}
	var out loose.Text
	_ = loose.Unmarshal(body, &out)
	return out.String()
}

// story returns the last steps, for whoever has to find out.
func (p *play) story() string {
	text := ""
	for _, line := range p.history[max(0, len(p.history)-25):] {
		text += "\n" + line
	}
	return text
}

// expect compares the code of a response with what the model says, "" for success, and reports whether it was one.
func (p *play) expect(want, got string) bool {
	p.t.Helper()
	require.Equal(p.t, want, got, "step %d%s", len(p.history), p.story())
	return want == ""
}

// allowed is "" if the step is, and the platform's code for a wrong state if not.
func allowed(yes bool) string {
	if yes {
		return ""
	}
	return statusError
}

func (p *play) create() {
	g := &p.goods[p.rand.IntN(len(p.goods))]
	v := &g.Variants[p.rand.IntN(len(g.Variants))]
	quantity := g.Least + int64(p.rand.IntN(5)-1)*max(1, v.Stock/4)
	want := ""
	switch {
	case quantity < 1:
		want = "500_005"
	case p.taken[v.SKUID]+quantity > v.Stock:
		want = "500_004"
	case quantity < g.Least:
		want = "500_005"
	}
	answer, code := p.ask("alibaba.trade.createCrossOrder", map[string]any{
		"flow": "general", "addressParam": map[string]any{"addressId": 1},
		"cargoParamList": []any{map[string]any{"offerId": g.OfferID, "specId": v.SpecID, "quantity": quantity}},
	})
	if !p.expect(want, code) {
		return
	}
	s := &sale{state: toPay, created: p.now, sku: v.SKUID, quantity: quantity, price: g.PriceOf(v, quantity),
		carriage: g.FreightTo("330108", g.Grams*quantity)}
	made := answer.(*platform.CreateCrossOrderResponse).Result
	s.id, _ = strconv.ParseInt(made.OrderID, 10, 64)
	total, _ := made.TotalSuccessAmount.Int64()
	require.Equal(p.t, s.price*s.quantity+s.carriage, total, "%s", p.story())
	p.orders = append(p.orders, s)
	p.taken[s.sku] += quantity
}

func (p *play) cancel(s *sale) {
	want := allowed(s.state == toPay)
	if want == "" && p.now.Sub(s.created) < 10*time.Second {
		want = "CLOSE_ORDER_TOO_FAST"
	}
	_, code := p.ask("alibaba.trade.cancel", map[string]any{"webSite": "1688", "tradeID": s.id,
		"cancelReason": "other"})
	if p.expect(want, code) {
		s.state = cancelled
		p.taken[s.sku] -= s.quantity
	}
}

// other does what no call does.
func (p *play) other(name string, s *sale, allowed bool, do func() error) bool {
	p.history = append(p.history, fmt.Sprint(name, " ", s.id, s.refundID))
	err := do()
	require.Equal(p.t, allowed, err == nil, "%v%s", err, p.story())
	return allowed
}

func (p *play) pay(s *sale) {
	if p.other("pay", s, s.state == toPay, func() error { return p.world.Pay(s.id) }) {
		s.state = toSend
	}
}

func (p *play) ship(s *sale) {
	if p.other("ship", s, s.state == toSend && s.refund == "", func() error { return p.world.Ship(s.id) }) {
		s.state = toReceive
	}
}

func (p *play) confirm(s *sale) {
	_, code := p.ask("trade.receivegoods.confirm", map[string]any{"orderId": s.id, "orderEntryIds": []int64{s.id}})
	if p.expect(allowed(s.state == toReceive && s.refund == ""), code) {
		s.state = done
	}
}

func (p *play) remove(s *sale) {
	_, code := p.ask("trade.order.buyerdelete", map[string]any{"orderId": s.id})
	if p.expect(allowed(s.state == done || s.state == cancelled), code) {
		s.deleted = true
	}
}

func (p *play) step() {
	p.now = p.now.Add(time.Duration(p.rand.IntN(8)) * time.Second)
	if len(p.orders) == 0 || p.rand.IntN(8) == 0 {
		p.create()
		return
	}
	s := p.orders[max(0, len(p.orders)-1-p.rand.IntN(12))]
	if s.deleted {
		p.look(s)
		return
	}
	steps := []func(*sale){
		p.cancel, p.pay, p.pay, p.ship, p.ship, p.confirm, p.remove, p.claim, p.claim, p.agree, p.refuse, p.withdraw,
		p.sendBack, p.takeBack,
		func(*sale) { p.count() },
	}
	steps[p.rand.IntN(len(steps))](s)
	p.look(s)
}

// TestModel plays thousands of random steps against the world and the model. Every state and every refusal has to
// come up, or the test says nothing of it.
func TestModel(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			p := newPlay(t, seed)
			states := map[string]int{}
			for range 5000 {
				p.step()
				for _, s := range p.orders {
					states[s.state]++
					states["refund "+s.refund]++
				}
			}
			for _, state := range []string{toPay, toSend, toReceive, done, cancelled, "refund " + asked, "refund " +
				refused, "refund " + toReturn, "refund " + returning} {
				assert.Positive(t, states[state], "no order was ever %s", state)
			}
			t.Logf("%d calls and acts on %d orders", len(p.history), len(p.orders))
		})
	}
}
