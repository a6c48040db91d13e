package ordering_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/mcpserver/ordering"
	"github.com/go-ali1688/ali1688/mock"
)

// TestPlace places an order whose response is as it should be, is lost, or proves nothing: there is one order, and its
// sum is that of the preview.
func TestPlace(t *testing.T) {
	for name, tt := range map[string]struct {
		faults []string
		looked bool
	}{
		"a success":                   {nil, false},
		"a lost response":             {[]string{createAPI, mock.FaultLostResponse}, true},
		"a response without a result": {[]string{createAPI, mock.FaultSilence}, true},
		"a success with a list alone": {[]string{createAPI, mock.FaultNoID}, false},
		"a success and a failure":     {[]string{createAPI, mock.FaultContradiction}, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t)
			p := s.preview(t)
			s.faults(t, tt.faults...)
			got, err := s.Place(t.Context(), p.Token)
			require.NoError(t, err)
			assert.Equal(t, ordering.Created, got.Status, "%v", got.Err)
			assert.Equal(t, tt.looked, got.Looked)
			assert.Len(t, got.Orders, 1)
			assert.Equal(t, p.Sum, got.Sum)
			again, err := s.Place(t.Context(), p.Token)
			require.NoError(t, err)
			assert.Equal(t, got, again)
			assert.Equal(t, int64(1), s.creates.Load(), "requests for an order")
			assert.Equal(t, 1, s.orders(t))
		})
	}
}

// TestLastingUnknown loses the response to an order and every look-up after it: the outcome stays unknown, however
// often it is asked for, and the order is never sent again. Once the platform can be asked, the outcome is known.
func TestLastingUnknown(t *testing.T) {
	for name, tt := range map[string]struct {
		create, list string
		orders       int
		after        ordering.Status
	}{
		"placed, and look-ups break off":    {mock.FaultLostResponse, mock.FaultReset, 1, ordering.Created},
		"placed, and look-ups are refused":  {mock.FaultLostResponse, mock.FaultCode("gw.QosAppFrequencyLimit"), 1, ordering.Created},
		"not placed, and no look-up breaks": {mock.FaultReset, "", 0, ordering.Unknown},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t)
			p := s.preview(t)
			faults := []string{createAPI, tt.create}
			if tt.list != "" {
				faults = append(faults, listAPI, tt.list)
			}
			s.faults(t, faults...)
			for range 4 {
				got, err := s.Place(t.Context(), p.Token)
				require.NoError(t, err)
				assert.Equal(t, ordering.Unknown, got.Status)
				assert.Empty(t, got.Orders)
				require.Error(t, got.Err, "the cause")
				assert.Equal(t, int64(1), s.creates.Load(), "requests for an order")
			}
			s.late = time.Hour // the token has expired: its outcome can still be asked for
			s.faults(t)
			got, err := s.Place(t.Context(), p.Token)
			require.NoError(t, err)
			assert.Equal(t, tt.after, got.Status)
			assert.Equal(t, tt.orders, len(got.Orders))
			assert.Equal(t, int64(1), s.creates.Load(), "requests for an order")
			assert.Equal(t, tt.orders, s.orders(t))
		})
	}
}

// TestHalfFound takes the orders that a look-up found for all only if the platform counts no more.
func TestHalfFound(t *testing.T) {
	s := newShop(t)
	p := s.preview(t)
	s.faults(t, createAPI, mock.FaultLostResponse, listAPI, mock.FaultReset)
	_, err := s.Place(t.Context(), p.Token)
	require.NoError(t, err)
	s.faults(t)
	placed, err := s.Client.Trade.FindOrders(t.Context(), p.Number)
	require.NoError(t, err)
	require.Len(t, placed, 1)
	id := placed[0].BaseInfo.IDOfStr.String()
	for _, tt := range []struct {
		counted string
		want    ordering.Status
	}{{"2", ordering.Unknown}, {"1", ordering.Created}} {
		s.respond(listAPI, `{"result":[{"baseInfo":{"id":`+id+`,"idOfStr":"`+id+`"}}],"totalRecord":`+tt.counted+`}`)
		got, err := s.Place(t.Context(), p.Token)
		require.NoError(t, err)
		assert.Equal(t, tt.want, got.Status, "of %s orders", tt.counted)
	}
}

// TestSplit reads the orders that the platform makes of one.
func TestSplit(t *testing.T) {
	for name, tt := range map[string]struct {
		response string
		want     ordering.Outcome
	}{
		"one": {`"orderId":"7","totalSuccessAmount":900`, ordering.Outcome{Orders: []string{"7"}, Sum: 900}},
		"one, listed": {`"orderId":"7","totalSuccessAmount":900,"orderList":[{"orderId":"7","orderAmmount":900}]`,
			ordering.Outcome{Orders: []string{"7"}, Sum: 900}},
		"two": {`"totalSuccessAmount":900,"orderList":[{"orderId":"7","orderAmmount":500},{"orderId":"8","orderAmmount":400}]`,
			ordering.Outcome{Orders: []string{"7", "8"}, Sum: 900}},
		"two without a total": {`"orderList":[{"orderId":"7","orderAmmount":500},{"orderId":"8","orderAmmount":400}]`,
			ordering.Outcome{Orders: []string{"7", "8"}, Sum: 900}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t)
			p := s.preview(t)
			s.respond(createAPI, `{"success":true,"result":{`+tt.response+`}}`)
			got, err := s.Place(t.Context(), p.Token)
			require.NoError(t, err)
			tt.want.Status = ordering.Created
			assert.Equal(t, tt.want, got)
		})
	}
}

// TestChanged orders nothing at a sum that is not that of the preview, and orders when the sum is the old one again.
func TestChanged(t *testing.T) {
	s := newShop(t)
	p := s.preview(t)
	s.respond("alibaba.createOrder.preview", sums(p.Sum+1))
	_, err := s.Place(t.Context(), p.Token)
	require.ErrorIs(t, err, ordering.ErrChanged)
	assert.Zero(t, s.creates.Load())
	assert.Zero(t, s.orders(t))
	s.mock.Platform = nil
	got, err := s.Place(t.Context(), p.Token)
	require.NoError(t, err)
	assert.Equal(t, ordering.Created, got.Status)
}

// TestNothingSent orders nothing for a token that is unknown or has expired, and for a caller that is gone.
func TestNothingSent(t *testing.T) {
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for name, tt := range map[string]struct {
		change func(*shop, *ordering.Preview) context.Context
		want   error
	}{
		"unknown": {func(_ *shop, p *ordering.Preview) context.Context { p.Token += "x"; return t.Context() },
			ordering.ErrToken},
		"expired": {func(s *shop, _ *ordering.Preview) context.Context { s.late = 11 * time.Minute; return t.Context() },
			ordering.ErrExpired},
		"forgotten": {func(s *shop, _ *ordering.Preview) context.Context {
			s.late = 25 * time.Hour
			s.preview(t)
			return t.Context()
		}, ordering.ErrToken},
		"gone": {func(*shop, *ordering.Preview) context.Context { return gone }, context.Canceled},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop(t)
			p := s.preview(t)
			ctx := tt.change(s, &p)
			_, err := s.Place(ctx, p.Token)
			require.ErrorIs(t, err, tt.want)
			assert.Zero(t, s.creates.Load())
		})
	}
}

// TestAtOnce places one order for a token that comes many times at once.
func TestAtOnce(t *testing.T) {
	s := newShop(t)
	p := s.preview(t)
	outcomes := make([]ordering.Outcome, 8)
	var wg sync.WaitGroup
	for i := range outcomes {
		wg.Go(func() { outcomes[i], _ = s.Place(t.Context(), p.Token) })
	}
	wg.Wait()
	for _, o := range outcomes {
		assert.Equal(t, outcomes[0], o)
	}
	assert.Equal(t, int64(1), s.creates.Load())
	assert.Equal(t, 1, s.orders(t))
}

// TestNotAgain places no order if its sum cannot be computed again, not even by a cache.
func TestNotAgain(t *testing.T) {
	s := newShop(t)
	p := s.preview(t)
	s.faults(t, "alibaba.createOrder.preview", mock.FaultReset)
	_, err := s.Place(t.Context(), p.Token)
	require.Error(t, err)
	assert.Zero(t, s.creates.Load())
	s.faults(t)
	got, err := s.Place(t.Context(), p.Token)
	require.NoError(t, err)
	assert.Equal(t, ordering.Created, got.Status)
}

// TestRefused reports an order that the platform refuses, and does not send it again.
func TestRefused(t *testing.T) {
	s := newShop(t)
	p := s.preview(t)
	s.faults(t, createAPI, mock.FaultCode("gw.QosAppFrequencyLimit"))
	for range 2 {
		got, err := s.Place(t.Context(), p.Token)
		require.NoError(t, err)
		assert.Equal(t, ordering.Refused, got.Status)
		require.Error(t, got.Err)
	}
	assert.Equal(t, int64(1), s.creates.Load())
	assert.Zero(t, s.orders(t))
}
