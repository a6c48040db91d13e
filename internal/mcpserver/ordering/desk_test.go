package ordering_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/mcpserver/ordering"
)

// sums returns the preview of an order for each sum, in 分, of which 800 are freight.
func sums(all ...int64) string {
	var orders []string
	for _, n := range all {
		orders = append(orders, fmt.Sprintf(`{"sumPayment":%d,"sumPaymentNoCarriage":%d,"sumCarriage":800}`, n, n-800))
	}
	return `{"success":true,"orderPreviewResuslt":[` + strings.Join(orders, ",") + `]}`
}

// respond makes the mock respond to an operation with a body.
func (s *shop) respond(operation, body string) {
	s.mock.Platform = func(_ context.Context, api string, _ jsontext.Value) (jsontext.Value, error) {
		if !strings.HasSuffix(api, operation) {
			return nil, nil
		}
		return jsontext.Value(body), nil
	}
}

// TestPreview computes sums of all orders that the platform makes of one purchase.
func TestPreview(t *testing.T) {
	for name, tt := range map[string]struct {
		shown, error string
		want         ordering.Preview
	}{
		"one order":  {shown: sums(10800), want: ordering.Preview{Sum: 10800, Goods: 10000, Freight: 800, Orders: 1}},
		"two orders": {shown: sums(10800, 1001), want: ordering.Preview{Sum: 11801, Goods: 10201, Freight: 1600, Orders: 2}},
		"no order":   {shown: sums(), error: "the platform does not sell this together"},
		"no sum":     {shown: `{"success":true,"orderPreviewResuslt":[{"status":true}]}`, error: "states no sum"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t)
			s.respond("alibaba.createOrder.preview", tt.shown)
			lines := append(s.lines(t, 0), s.lines(t, 1)...)
			got, err := s.Preview(t.Context(), lines, 7)
			if tt.error != "" {
				require.ErrorContains(t, err, tt.error)
				return
			}
			require.NoError(t, err)
			tt.want.Lines, tt.want.AddressID = lines, 7
			tt.want.Pieces = lines[0].Quantity + lines[1].Quantity
			tt.want.Token, tt.want.Number, tt.want.Expires = got.Token, got.Number, got.Expires
			assert.Equal(t, tt.want, *got)
			assert.WithinDuration(t, time.Now().Add(10*time.Minute), got.Expires, time.Minute)
		})
	}
}

// TestDefaultAddress delivers to the default of the account, else to the first address, else nowhere.
func TestDefaultAddress(t *testing.T) {
	for name, tt := range map[string]struct {
		saved, error string
		want         int64
	}{
		"the default": {saved: `{"id":3},{"id":4,"isDefault":true},{"id":5,"isDefault":false}`, want: 4},
		"the first":   {saved: `{"id":3,"isDefault":false},{"id":4}`, want: 3},
		"none":        {error: "the account has no address for deliveries"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t)
			s.respond("alibaba.trade.receiveAddress.get",
				`{"success":true,"result":{"receiveAddressItems":[`+tt.saved+`]}}`)
			got, err := s.Preview(t.Context(), s.lines(t, 0), 0)
			if tt.error != "" {
				require.ErrorContains(t, err, tt.error)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, tt.want, got.AddressID)
		})
	}
}

// TestLook reads a preview that can be ordered, and the outcome of one that was.
func TestLook(t *testing.T) {
	s := newShop(t)
	p := s.preview(t)
	got, outcome, err := s.Look(p.Token)
	require.NoError(t, err)
	assert.Equal(t, p, got)
	assert.Nil(t, outcome)
	_, err = s.Place(t.Context(), p.Token)
	require.NoError(t, err)
	s.late = time.Hour
	_, outcome, err = s.Look(p.Token)
	require.NoError(t, err, "an order that was placed does not expire")
	assert.Equal(t, ordering.Created, outcome.Status)
	late := s.preview(t)
	s.late += time.Hour
	_, _, err = s.Look(late.Token)
	require.ErrorIs(t, err, ordering.ErrExpired)
	_, _, err = s.Look("order-MADEUP")
	require.ErrorIs(t, err, ordering.ErrToken)
}

func TestYuan(t *testing.T) {
	for fen, want := range map[int64]string{0: "0.00", 5: "0.05", 100: "1.00", 123456: "1234.56"} {
		assert.Equal(t, want, ordering.Yuan(fen))
	}
}
