package ordering_test

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/mcpserver/ordering"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"
)

const (
	createAPI = "alibaba.trade.createCrossOrder"
	listAPI   = "alibaba.trade.getBuyerOrderList"
)

// shop is a mock with a desk that orders from it.
type shop struct {
	*ordering.Desk
	mock    *mock.Handler
	creates atomic.Int64  // requests for an order that were sent
	late    time.Duration // how much later than now the desk believes it is
}

func newShop(t *testing.T) *shop {
	t.Helper()
	handler, err := mock.NewHandler()
	require.NoError(t, err)
	s := &shop{mock: handler}
	client, err := openplatform.New("1000000", "mock", openplatform.WithAccessToken("mock"),
		openplatform.WithHTTPClient(&http.Client{Transport: s}))
	require.NoError(t, err)
	s.Desk = &ordering.Desk{Client: client, Wait: time.Nanosecond,
		Now: func() time.Time { return time.Now().Add(s.late) }}
	return s
}

// RoundTrip counts the requests for an order on their way to the mock.
func (s *shop) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.Contains(r.URL.Path, createAPI) {
		s.creates.Add(1)
	}
	return s.mock.Transport().RoundTrip(r)
}

// lines are the n-th listed offer that can be ordered in the least quantity.
func (s *shop) lines(t *testing.T, n int) []ordering.Line {
	t.Helper()
	for i := range 4000 {
		offer := s.mock.World().ListedOffer(i)
		g := offer.Goods()
		if len(g.Variants) == 0 || g.Variants[0].Stock < 4*g.Least {
			continue
		}
		if n--; n < 0 {
			return []ordering.Line{{OfferID: g.OfferID, SpecID: g.Variants[0].SpecID, Quantity: g.Least}}
		}
	}
	t.Fatal("no offer can be ordered")
	return nil
}

// preview returns the preview of an order.
func (s *shop) preview(t *testing.T) ordering.Preview {
	t.Helper()
	p, err := s.Preview(t.Context(), s.lines(t, 0), 0)
	require.NoError(t, err)
	return *p
}

// faults replaces the faults of the mock: pairs of an operation and a fault.
func (s *shop) faults(t *testing.T, pairs ...string) {
	t.Helper()
	var rules []mock.FaultRule
	for i := 0; i < len(pairs); i += 2 {
		rules = append(rules, mock.FaultRule{API: pairs[i], Fault: pairs[i+1]})
	}
	require.NoError(t, s.mock.SetFaults(rules...))
}

// orders returns how many orders the mock has.
func (s *shop) orders(t *testing.T) int {
	t.Helper()
	s.faults(t)
	list, err := s.Client.Trade.GetBuyerOrderList(t.Context(), nil)
	require.NoError(t, err)
	return len(list.Result)
}
