package orders_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/messages"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/orders"
)

// told returns a shop, and the messages that it sends.
func told(t *testing.T) (*shop, *[]orders.Message) {
	t.Helper()
	var list []orders.Message
	return newShop(t, orders.Options{Tell: func(m orders.Message) { list = append(list, m) }}), &list
}

// TestTraces ships parcels at some hours, looks at the states that they have reached at other hours, and compares the
// messages about them. They have the time of the state.
func TestTraces(t *testing.T) {
	cases := []struct {
		name string
		ship []int // hours at which an order is shipped
		look []int // hours after which the clock stands still
		want string
	}{
		{"at once", []int{0}, nil, "0h A CONSIGN, 0h A ACCEPT"},
		{"just before the next", []int{0}, []int{11}, "0h A CONSIGN, 0h A ACCEPT"},
		{"each in its time", []int{0}, []int{12, 36, 48, 1000}, "0h A CONSIGN, 0h A ACCEPT, 12h A TRANSPORT, " +
			"36h A DELIVERING, 48h A SIGN"},
		{"all late", []int{0}, []int{1000}, "0h A CONSIGN, 0h A ACCEPT, 12h A TRANSPORT, 36h A DELIVERING, 48h A SIGN"},
		{"two, the earliest state first", []int{0, 1}, []int{48}, "0h A CONSIGN, 0h A ACCEPT, 1h B CONSIGN, 1h B ACCEPT, " +
			"12h A TRANSPORT, 13h B TRANSPORT, 36h A DELIVERING, 37h B DELIVERING, 48h A SIGN"},
		{"one while the other is signed for", []int{0, 50}, []int{62}, "0h A CONSIGN, 0h A ACCEPT, 12h A TRANSPORT, " +
			"36h A DELIVERING, 48h A SIGN, 50h B CONSIGN, 50h B ACCEPT, 62h B TRANSPORT"},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s, list := told(t)
			start, names := s.now, map[string]string{}
			for i, hour := range tt.ship {
				id := s.paid()
				names[fmt.Sprint(id)] = string(rune('A' + i))
				s.now = start.Add(time.Duration(hour) * time.Hour)
				require.NoError(t, s.orders.Ship(id))
			}
			for _, hour := range tt.look {
				s.now = start.Add(time.Duration(hour) * time.Hour)
				s.orders.Advance()
			}
			var got []string
			for _, m := range *list {
				if trace, ok := m.Contents.(*messages.PushTrace); ok {
					got = append(got, fmt.Sprintf("%.0fh %s %s", m.At.Sub(start).Hours(), names[m.Key],
						trace.OrderLogisticsTracingModel.StatusChanged))
				}
			}
			assert.Equal(t, tt.want, strings.Join(got, ", "))
		})
	}
}

// TestNoTraceWithoutCarrier ships one line without a carrier, of which there is no trace, and the other with one.
func TestNoTraceWithoutCarrier(t *testing.T) {
	s, list := told(t)
	id := s.paid()
	s.ask(sendDummy, `{"sendGoods":[{"sourceId":"{id}","sendGoodEntries":[{"sourceEntryId":"{id}"}]}]}`, id)
	require.ErrorContains(t, s.orders.ChangeWaybill(id, "1"), "ORDER_STATUS_ERROR")
	require.NoError(t, s.orders.Ship(id))
	require.NoError(t, s.orders.Load(s.orders.State()))
	s.now = s.now.Add(48 * time.Hour)
	s.orders.Advance()
	var got []string
	for _, m := range *list {
		if trace, ok := m.Contents.(*messages.PushTrace); ok {
			p := trace.OrderLogisticsTracingModel
			got = append(got, p.LogisticsID.String()+" "+string(p.StatusChanged))
		}
	}
	const parcel = "LP100000000000002 "
	assert.Equal(t, []string{parcel + "CONSIGN", parcel + "ACCEPT", parcel + "TRANSPORT", parcel + "DELIVERING",
		parcel + "SIGN"}, got)
}

// TestMessagesAboutOrders compares the topics and the states of the messages about what happens to an order.
func TestMessagesAboutOrders(t *testing.T) {
	must := func(f func(*orders.World, int64) error) func(*shop, int64) {
		return func(s *shop, id int64) { require.NoError(s.t, f(s.orders, id)) }
	}
	moved := func(to orders.Stage) func(*shop, int64) {
		return must(func(w *orders.World, id int64) error { return w.MoveTo(id, to) })
	}
	cases := []struct {
		name  string
		stage orders.Stage
		do    func(*shop, int64)
		want  []string
	}{
		{"make", orders.StageCreated, func(*shop, int64) {}, []string{"BUYER_VIEW_BUYER_MAKE waitbuyerpay"}},
		{"pay", orders.StageCreated, must((*orders.World).Pay), []string{"BUYER_VIEW_ORDER_PAY waitsellersend"}},
		{"pay together, alone", orders.StageCreated, func(s *shop, id int64) { s.orders.PayTogether([]int64{id}) },
			[]string{"BUYER_VIEW_ORDER_PAY waitsellersend"}},
		{"pay together what is paid and what is unknown", orders.StagePaid,
			func(s *shop, id int64) { s.orders.PayTogether([]int64{id, 7}) }, nil},
		{"ship a part", orders.StagePaid, moved(orders.StageHalfShipped),
			[]string{"BUYER_VIEW_PART_PART_SENDGOODS waitsellersend"}},
		{"ship", orders.StagePaid, must((*orders.World).Ship), []string{"BUYER_VIEW_ANNOUNCE_SENDGOODS waitbuyerreceive"}},
		{"receive", orders.StageShipped, moved(orders.StageReceived),
			[]string{"BUYER_VIEW_ORDER_COMFIRM_RECEIVEGOODS confirm_goods", "BUYER_VIEW_ORDER_SUCCESS success"}},
		{"cancel", orders.StageCreated, moved(orders.StageCancelled), []string{"BUYER_VIEW_ORDER_BUYER_CLOSE cancel"}},
		{"close by the seller", orders.StageCreated, must((*orders.World).CloseBySeller),
			[]string{"BUYER_VIEW_ORDER_SELLER_CLOSE cancel"}},
		{"not paid in time", orders.StageCreated, must((*orders.World).CloseUnpaid),
			[]string{"BUYER_VIEW_ORDER_BOPS_CLOSE cancel"}},
		{"change the price", orders.StageCreated,
			must(func(w *orders.World, id int64) error { return w.ChangePrice(id, 700) }),
			[]string{"BUYER_VIEW_ORDER_PRICE_MODIFY waitbuyerpay", "ORDER_PRICE_MODIFY waitbuyerpay"}},
		{"refund", orders.StagePaid, moved(orders.StageRefunded), []string{
			"BUYER_VIEW_ORDER_BUYER_REFUND_IN_SALES waitselleragree BUYER_APPLY_REFUND buyer",
			"BUYER_VIEW_ORDER_BUYER_REFUND_IN_SALES refundsuccess SELLER_AGREE_REFUND seller"}},
		{"refund after the end", orders.StageReceived, moved(orders.StageRefundAsked), []string{
			"BUYER_VIEW_ORDER_REFUND_AFTER_SALES waitselleragree BUYER_APPLY_REFUND buyer"}},
		{"refuse a refund", orders.StageRefundAsked, moved(orders.StageRefundRefused), []string{
			"BUYER_VIEW_ORDER_BUYER_REFUND_IN_SALES waitbuyermodify SELLER_REJECT_REFUND seller"}},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s, list := told(t)
			id := s.at(tt.stage)
			if tt.name != "make" {
				*list = nil
			}
			tt.do(s, id)
			assert.Equal(t, tt.want, aboutOrder(t, *list, id))
		})
	}
}

// aboutOrder returns topic, state and action of the messages about an order.
func aboutOrder(t *testing.T, list []orders.Message, id int64) (out []string) {
	t.Helper()
	for _, m := range list {
		topic := strings.TrimPrefix(m.Topic, "ORDER_")
		switch c := m.Contents.(type) {
		case *messages.PushOrder:
			assert.Equal(t, fmt.Sprint(id), c.OrderID.String())
			out = append(out, topic+" "+string(c.CurrentStatus))
		case *messages.PushRefund:
			assert.Equal(t, fmt.Sprint(id), c.OrderID.String())
			out = append(out, fmt.Sprint(topic, " ", c.CurrentStatus, " ", c.RefundAction, " ", c.Operator))
		default:
			continue
		}
		assert.Equal(t, fmt.Sprint(id), m.Key)
	}
	return out
}

// TestPayTogether pays the orders that wait for it, and sends one message about them beside one for each.
func TestPayTogether(t *testing.T) {
	s, list := told(t)
	first, paid, second := s.order(), s.paid(), s.order()
	before := s.view(paid)
	*list = nil
	s.now = s.now.Add(later)
	s.orders.PayTogether([]int64{first, paid, 7, second})
	assert.Equal(t, before, s.view(paid), "it was paid before")
	for _, id := range []int64{first, second} {
		assert.Equal(t, `"20260902200000000+0800"`, member(s.view(id), "payTime"))
	}
	require.Len(t, *list, 3)
	assert.Equal(t, []string{"ORDER_BUYER_VIEW_ORDER_PAY", "ORDER_BUYER_VIEW_ORDER_PAY", "ORDER_BATCH_PAY"},
		[]string{(*list)[0].Topic, (*list)[1].Topic, (*list)[2].Topic})
	body, err := loose.Marshal((*list)[2].Contents)
	require.NoError(t, err)
	equalJSON(t, fmt.Sprintf(`{"batchPay":[{"orderId":"%d","status":"successed"},{"orderId":"%d","status":"successed"}]}`,
		first, second), string(body))
}
