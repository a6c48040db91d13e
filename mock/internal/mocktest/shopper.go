package mocktest

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"path"
	"strconv"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/transport"
	"github.com/stretchr/testify/require"
)

// These identify the application and the member of the tests to the open platform.
const (
	AppKey    = "1000000"
	AppSecret = "app_secret_of_test"
	OneMember = "member_of_test"
)

// Clock is a clock that tests set.
type Clock struct{ Now time.Time }

// NewClock returns a clock that stands at noon UTC on 1 September 2026.
func NewClock() *Clock { return &Clock{time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)} }

func (c *Clock) Read() time.Time { return c.Now }

// Advance moves the clock by d.
func (c *Clock) Advance(d time.Duration) { c.Now = c.Now.Add(d) }

// Shopper is a client of a mock of its own, by one of the routes.
type Shopper struct {
	*openplatform.Client
	Ctx   context.Context
	Mock  *mock.Handler
	Clock *Clock
}

// Routes are the two ways to the platform.
var Routes = map[string]func(*testing.T, ...mock.Option) *Shopper{
	"direct": func(t *testing.T, opts ...mock.Option) *Shopper {
		s := NewShopper(t, opts...)
		s.Client = DirectClient(t, Checking(t, s.Mock.Transport()), s.Clock.Read)
		return s
	},
	"through the gateway": func(t *testing.T, opts ...mock.Option) *Shopper {
		s := NewShopper(t, opts...)
		s.Client, s.Ctx = ViaClient(t, s.Mock.Transport()), ali1688.WithSession(s.Ctx, OneMember)
		return s
	},
	"through the gateway, api": func(t *testing.T, opts ...mock.Option) *Shopper {
		s := NewShopper(t, opts...)
		client, err := ali1688.New("k_of_test", "s_of_test",
			ali1688.WithHTTPClient(&http.Client{Transport: s.Mock.Transport()}))
		require.NoError(t, err)
		s.Client, s.Ctx = openplatform.Via(client, openplatform.WithAPIDialect()), ali1688.WithSession(s.Ctx, OneMember)
		return s
	},
}

// DirectClient returns a client that calls the open platform itself, for OneMember.
func DirectClient(t *testing.T, rt http.RoundTripper, now func() time.Time) *openplatform.Client {
	t.Helper()
	client, err := openplatform.New(AppKey, AppSecret, openplatform.WithHTTPClient(&http.Client{Transport: rt}),
		openplatform.WithAccessToken(OneMember), openplatform.WithClock(now))
	require.NoError(t, err)
	return client
}

// ViaClient returns a client that calls the open platform through the gateway, without a session.
func ViaClient(t *testing.T, rt http.RoundTripper) *openplatform.Client {
	t.Helper()
	client, err := ali1688.New("k_of_test", "s_of_test", ali1688.WithHTTPClient(&http.Client{Transport: rt}))
	require.NoError(t, err)
	return openplatform.Via(client)
}

// Checking validates every response of the platform against its document.
func Checking(t *testing.T, next http.RoundTripper) http.RoundTripper {
	return transport.Func(func(req *http.Request) (*http.Response, error) {
		rsp, err := next.RoundTrip(req)
		if err != nil || rsp.StatusCode != http.StatusOK {
			return rsp, err
		}
		body, err := io.ReadAll(rsp.Body)
		rsp.Body = io.NopCloser(bytes.NewReader(body))
		conformance.Check(t, path.Base(path.Dir(req.URL.Path)), body)
		return rsp, err
	})
}

// NewShopper returns a Shopper with a new mock and a new clock. Its Client is nil; [Routes] sets it.
func NewShopper(t *testing.T, opts ...mock.Option) *Shopper {
	t.Helper()
	s := &Shopper{Ctx: context.Background(), Clock: NewClock()}
	gw, err := mock.NewHandler(append([]mock.Option{mock.WithClock(s.Clock.Read), mock.WithApp(AppKey, AppSecret),
		mock.WithPublicURL("http://mock.test")}, opts...)...)
	require.NoError(t, err)
	s.Mock = gw
	return s
}

// Home is the address to which the orders of the tests go.
var Home = platform.OrderAddress{AddressID: openplatform.Ptr(int64(1))}

// ParseID returns the number of an id, and fails the test for any other text.
func ParseID(t *testing.T, text string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(text, 10, 64)
	require.NoError(t, err)
	return n
}

// Mine is the order that was made as "mine".
func (s *Shopper) Mine(t *testing.T) int64 {
	t.Helper()
	found, err := s.Trade.FindOrders(s.Ctx, "mine")
	require.NoError(t, err)
	require.Len(t, found, 1)
	return ParseID(t, found[0].BaseInfo.IDOfStr.String())
}

// Cargo is so many of each of the first variants of a listed offer that have enough, and the offer.
func (s *Shopper) Cargo(t *testing.T, variants int) ([]platform.OrderCargo, int64) {
	t.Helper()
	for i := range 200 {
		o := s.Mock.World().ListedOffer(i)
		g := o.Goods()
		var out []platform.OrderCargo
		for _, v := range g.Variants {
			if v.Stock > 2*g.Least && len(out) < variants {
				out = append(out, platform.OrderCargo{OfferID: &g.OfferID, SpecID: openplatform.Ptr(v.SpecID),
					Quantity: float64(g.Least)})
			}
		}
		if len(out) == variants {
			return out, g.OfferID
		}
	}
	t.Fatal("no offer has so many variants")
	return nil, 0
}

// Order orders the Cargo of so many variants, and returns the id of the order.
func (s *Shopper) Order(t *testing.T, variants int) int64 {
	t.Helper()
	cargo, _ := s.Cargo(t, variants)
	made, err := s.Trade.CreateCrossOrder(s.Ctx, &platform.CreateCrossOrderRequest{Flow: platform.OrderFlowGeneral,
		AddressParam: Home, CargoParamList: cargo})
	require.NoError(t, err)
	return ParseID(t, made.Result.OrderID)
}

// Cancel cancels an order as its buyer.
func (s *Shopper) Cancel(order int64) error {
	_, err := s.Trade.Cancel(s.Ctx, &platform.TradeCancelRequest{WebSite: platform.WebSiteChina, TradeID: order,
		CancelReason: platform.CancelReasonBuyerCancel})
	return err
}

// Preview returns the error of a preview of an order.
func (s *Shopper) Preview(cargo []platform.OrderCargo) error {
	_, err := s.Trade.CreateOrderPreview(s.Ctx,
		&platform.CreateOrderPreviewRequest{AddressParam: Home, CargoParamList: cargo})
	return err
}

// Refund requests a refund of fen for an order of one line, and returns its id.
func (s *Shopper) Refund(order int64, where platform.RefundGoodsStatus, demand platform.RefundDemand,
	fen int64) (string, error) {
	made, err := s.Refunds.CreateRefund(s.Ctx, &platform.CreateRefundRequest{
		OrderID: order, OrderEntryIDs: []int64{order}, DisputeRequest: demand,
		ApplyPayment: loose.FenOf(fen), ApplyCarriage: loose.FenOf(0), ApplyReasonID: 20021, Description: "不想要了",
		GoodsStatus: where,
	})
	if made == nil {
		return "", err
	}
	return made.Result.Result.RefundID, err
}

// Invoiceable is how much of orders can be invoiced.
func (s *Shopper) Invoiceable(t *testing.T, orders ...int64) []int64 {
	t.Helper()
	got, err := s.Invoices.GetInvoiceAmountList(s.Ctx, &platform.GetInvoiceAmountListRequest{
		Input: platform.GetInvoiceAmountListInput{OrderIDs: orders},
	})
	require.NoError(t, err)
	var out []int64
	for _, row := range got.Result.Result.OrderInvoiceAmountModelList {
		out = append(out, Number(row.Amount.Int))
	}
	return out
}

// Send ships one line of an order as its seller.
func (s *Shopper) Send(order int64, line int64, extBody string) error {
	_, err := s.Sales.SendOrderOffline(s.Ctx, &platform.SendOrderOfflineRequest{
		ExtBody: &extBody,
		SendGoods: []platform.SendGoodParam{{
			SourceID:        strconv.FormatInt(order, 10),
			SendGoodEntries: []platform.SendGoodEntryParam{{SourceEntryID: strconv.FormatInt(line, 10)}},
		}},
	})
	return err
}
