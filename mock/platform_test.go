package mock_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"path"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/conformance"
	documented "github.com/go-ali1688/ali1688/internal/calls"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/transport"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
)

const (
	appKey    = "1000000"
	appSecret = "app_secret_of_test"
	oneMember = "member_of_test"
)

// clock is a clock that tests set.
type clock struct{ now time.Time }

func newClock() *clock { return &clock{time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)} }

func (c *clock) read() time.Time         { return c.now }
func (c *clock) advance(d time.Duration) { c.now = c.now.Add(d) }

// shopper is a client of a mock of its own, by one of the roads.
type shopper struct {
	*openplatform.Client
	ctx   context.Context
	gw    *mock.Handler
	clock *clock
}

// roads are the two ways to the platform.
var roads = map[string]func(*testing.T, ...mock.Option) *shopper{
	"direct": func(t *testing.T, opts ...mock.Option) *shopper {
		s := newShopper(t, opts...)
		s.Client = directClient(t, checking(t, s.gw.Transport()), s.clock.read)
		return s
	},
	"through the gateway": func(t *testing.T, opts ...mock.Option) *shopper {
		s := newShopper(t, opts...)
		s.Client, s.ctx = viaClient(t, s.gw.Transport()), ali1688.WithSession(s.ctx, oneMember)
		return s
	},
	"through the gateway, api": func(t *testing.T, opts ...mock.Option) *shopper {
		s := newShopper(t, opts...)
		client, err := ali1688.New("k_of_test", "s_of_test", ali1688.WithHTTPClient(&http.Client{Transport: s.gw.Transport()}))
		require.NoError(t, err)
		s.Client, s.ctx = openplatform.Via(client, openplatform.WithAPIDialect()), ali1688.WithSession(s.ctx, oneMember)
		return s
	},
}

func directClient(t *testing.T, rt http.RoundTripper, now func() time.Time) *openplatform.Client {
	t.Helper()
	client, err := openplatform.New(appKey, appSecret, openplatform.WithHTTPClient(&http.Client{Transport: rt}),
		openplatform.WithAccessToken(oneMember), openplatform.WithClock(now))
	require.NoError(t, err)
	return client
}

func viaClient(t *testing.T, rt http.RoundTripper) *openplatform.Client {
	t.Helper()
	client, err := ali1688.New("k_of_test", "s_of_test", ali1688.WithHTTPClient(&http.Client{Transport: rt}))
	require.NoError(t, err)
	return openplatform.Via(client)
}

// checking holds every answer of the platform against its document.
func checking(t *testing.T, next http.RoundTripper) http.RoundTripper {
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

func newShopper(t *testing.T, opts ...mock.Option) *shopper {
	t.Helper()
	s := &shopper{ctx: context.Background(), clock: newClock()}
	gw, err := mock.NewHandler(append([]mock.Option{mock.WithClock(s.clock.read), mock.WithApp(appKey, appSecret), mock.WithPublicURL("http://mock.test")}, opts...)...)
	require.NoError(t, err)
	s.gw = gw
	return s
}

// cargo is so many of each of the first variants of a listed offer that have enough, and the offer.
func (s *shopper) cargo(t *testing.T, variants int) ([]platform.OrderCargo, int64) {
	t.Helper()
	for i := range 200 {
		o := s.gw.World().ListedOffer(i)
		g := o.Goods()
		var out []platform.OrderCargo
		for _, v := range g.Variants {
			if v.Stock > 2*g.Least && len(out) < variants {
				out = append(out, platform.OrderCargo{OfferID: &g.OfferID, SpecID: openplatform.Ptr(v.SpecID), Quantity: float64(g.Least)})
			}
		}
		if len(out) == variants {
			return out, g.OfferID
		}
	}
	t.Fatal("no offer has so many variants")
	return nil, 0
}

var home = platform.OrderAddress{AddressID: openplatform.Ptr(int64(1))}

func (s *shopper) order(t *testing.T, variants int) int64 {
	t.Helper()
	cargo, _ := s.cargo(t, variants)
	made, err := s.Trade.CreateCrossOrder(s.ctx, &platform.CreateCrossOrderRequest{Flow: platform.OrderFlowGeneral, AddressParam: home, CargoParamList: cargo})
	require.NoError(t, err)
	return id(t, made.Result.OrderID)
}

func id(t *testing.T, text string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(text, 10, 64)
	require.NoError(t, err)
	return n
}

// TestIllegal are calls that the state of an order does not allow, with the platform's own codes.
func TestIllegal(t *testing.T) {
	cases := []struct {
		name string
		call func(*testing.T, *shopper) error
		want error
	}{
		{"cancel at once", func(t *testing.T, s *shopper) error { return s.cancel(s.order(t, 1)) }, platform.CodeTradeCancelTooFast},
		{"cancel what is paid", func(t *testing.T, s *shopper) error {
			order := s.order(t, 1)
			s.clock.advance(time.Minute)
			require.NoError(t, s.gw.Orders().Pay(order))
			return s.cancel(order)
		}, platform.CodeTradeCancelBadStatus},
		{"cancel nothing", func(_ *testing.T, s *shopper) error { return s.cancel(7) }, platform.CodeTradeCancelOrderNotFound},
		{"order less than the least", func(t *testing.T, s *shopper) error {
			cargo, _ := s.cargo(t, 1)
			cargo[0].Quantity = 0.5
			return s.preview(cargo)
		}, platform.CodeCreateOrderPreviewBelowMinimum},
		{"order more than there is", func(t *testing.T, s *shopper) error {
			cargo, _ := s.cargo(t, 1)
			cargo[0].Quantity = 1e6
			return s.preview(cargo)
		}, platform.CodeCreateOrderPreviewOutOfStock},
		{"order a variant of another offer", func(t *testing.T, s *shopper) error {
			cargo, _ := s.cargo(t, 1)
			cargo[0].SpecID = openplatform.Ptr("b266e0726506185beaf205cbae88530d")
			return s.preview(cargo)
		}, platform.CodeCreateOrderPreviewSpecNotOfOffer},
		{"order of two sellers", func(t *testing.T, s *shopper) error {
			cargo, _ := s.cargo(t, 1)
			other := s.gw.World().ListedOffer(1000)
			g := other.Goods()
			return s.preview(append(cargo, platform.OrderCargo{OfferID: &g.OfferID, SpecID: &g.Variants[1].SpecID, Quantity: 1}))
		}, platform.CodeCreateOrderPreviewSeveralSellersOrNoSpec},
		{"a refund of what is not paid", func(t *testing.T, s *shopper) error {
			order := s.order(t, 1)
			_, err := s.refund(order, platform.RefundGoodsStatusRefundWaitSellerSend, platform.RefundDemandRefund, 1)
			return err
		}, platform.CodeCreateRefundNotRefundable},
		{"more back than was paid", func(t *testing.T, s *shopper) error {
			order := s.order(t, 1)
			require.NoError(t, s.gw.Orders().Pay(order))
			_, err := s.refund(order, platform.RefundGoodsStatusRefundWaitSellerSend, platform.RefundDemandRefund, 1e9)
			return err
		}, platform.CodeCreateRefundAmountTooHigh},
		{"trace nothing", func(t *testing.T, s *shopper) error {
			order := s.order(t, 1)
			_, err := s.Logistics.GetLogisticsTraceInfoBuyerView(s.ctx, &platform.GetLogisticsTraceInfoBuyerViewRequest{OrderID: order, WebSite: platform.WebSiteN1688})
			return err
		}, openplatform.ErrNotShipped},
	}
	for _, c := range cases {
		for road, connect := range roads {
			t.Run(c.name+", "+road, func(t *testing.T) {
				err := c.call(t, connect(t))
				require.ErrorIs(t, err, c.want)
				assert.NotErrorIs(t, err, openplatform.ErrOutcomeUnknown)
			})
		}
	}
}

func (s *shopper) cancel(order int64) error {
	_, err := s.Trade.Cancel(s.ctx, &platform.TradeCancelRequest{WebSite: platform.WebSiteN1688, TradeID: order, CancelReason: platform.CancelReasonBuyerCancel})
	return err
}

func (s *shopper) preview(cargo []platform.OrderCargo) error {
	_, err := s.Trade.CreateOrderPreview(s.ctx, &platform.CreateOrderPreviewRequest{AddressParam: home, CargoParamList: cargo})
	return err
}

func (s *shopper) refund(order int64, where platform.RefundGoodsStatus, demand platform.RefundDemand, fen int64) (string, error) {
	made, err := s.Refunds.CreateRefund(s.ctx, &platform.CreateRefundRequest{
		OrderID: order, OrderEntryIDs: []int64{order}, DisputeRequest: demand,
		ApplyPayment: loose.FenOf(fen), ApplyCarriage: loose.FenOf(0), ApplyReasonID: 20021, Description: "不想要了", GoodsStatus: where,
	})
	if made == nil {
		return "", err
	}
	return made.Result.Result.RefundID, err
}

// TestRefunds goes through the states of a refund with and without goods.
func TestRefunds(t *testing.T) {
	s := roads["direct"](t)
	order := s.order(t, 1)
	require.NoError(t, s.gw.Orders().Pay(order))
	require.NoError(t, s.gw.Orders().Ship(order))
	state := func(refund string) string {
		t.Helper()
		got, err := s.Refunds.QueryOrderRefund(s.ctx, &platform.QueryOrderRefundRequest{RefundID: refund})
		require.NoError(t, err)
		return got.Result.OpOrderRefundModelDetail.Status
	}
	refund, err := s.refund(order, platform.RefundGoodsStatusRefundBuyerReceived, platform.RefundDemandReturnRefund, 1)
	require.NoError(t, err)
	assert.Equal(t, platform.RefundStatusWaitselleragree, state(refund))
	require.NoError(t, s.gw.Orders().RefuseRefund(refund, "不同意"))
	assert.Equal(t, platform.RefundStatusWaitbuyermodify, state(refund))
	_, err = s.Refunds.CancelRefund(s.ctx, &platform.CancelRefundRequest{RefundID: refund})
	require.NoError(t, err)
	assert.Equal(t, platform.RefundStatusRefundclose, state(refund))

	refund, err = s.refund(order, platform.RefundGoodsStatusRefundBuyerReceived, platform.RefundDemandReturnRefund, 1)
	require.NoError(t, err)
	require.NoError(t, s.gw.Orders().AgreeRefund(refund))
	assert.Equal(t, platform.RefundStatusWaitbuyersend, state(refund))
	_, err = s.Refunds.ReturnRefundGoods(s.ctx, &platform.ReturnRefundGoodsRequest{RefundID: refund, LogisticsCompanyNo: "STO", FreightBill: "77"})
	require.NoError(t, err)
	assert.Equal(t, platform.RefundStatusWaitsellerreceive, state(refund))
	require.NoError(t, s.gw.Orders().TakeBack(refund))
	assert.Equal(t, platform.RefundStatusRefundsuccess, state(refund))
	seen, err := s.Trade.GetOrderBuyerView(s.ctx, &platform.GetOrderBuyerViewRequest{WebSite: platform.WebSiteN1688, OrderID: order})
	require.NoError(t, err)
	paid := cents(t, seen.Result.BaseInfo.TotalAmount.String())
	assert.Equal(t, []int64{paid - 1}, s.invoiceable(t, order), "what came back cannot be invoiced")
	steps, err := s.Refunds.QueryOrderRefundOperationList(s.ctx, &platform.QueryOrderRefundOperationListRequest{RefundID: refund, PageNo: 1, PageSize: 20})
	require.NoError(t, err)
	var remarks []string
	for _, entry := range steps.Result.OpOrderRefundOperationModels {
		remarks = append(remarks, entry.OperatorRoleID.String()+" "+entry.AfterOperateStatus+" "+entry.FreightBill)
	}
	assert.Equal(t, []string{
		"1 waitselleragree ", "2 waitbuyersend ", "1 waitsellerreceive 77", "2 refundsuccess ",
	}, remarks)
	last, err := s.Refunds.QueryOrderRefundOperationList(s.ctx, &platform.QueryOrderRefundOperationListRequest{RefundID: refund, PageNo: 2, PageSize: 3})
	require.NoError(t, err)
	assert.Len(t, last.Result.OpOrderRefundOperationModels, 1)
	var all []string
	for row, err := range s.Refunds.QueryBuyerOrderRefundListAll(s.ctx, &platform.QueryBuyerOrderRefundListRequest{PageSize: openplatform.Ptr(int64(1))}) {
		require.NoError(t, err)
		all = append(all, row.Status)
	}
	assert.Equal(t, []string{platform.RefundStatusRefundsuccess, platform.RefundStatusRefundclose}, all)
}

// TestStock sees in item_get what an order takes, and that a cancelled one gives it back.
func TestStock(t *testing.T) {
	s := roads["direct"](t)
	gateway, err := ali1688.New("k_of_test", "s_of_test", ali1688.WithHTTPClient(&http.Client{Transport: s.gw.Transport()}))
	require.NoError(t, err)
	cargo, offer := s.cargo(t, 1)
	left := func() int64 {
		body, err := gateway.ItemGet(s.ctx, itemParams(offer))
		require.NoError(t, err)
		for _, sku := range body.Item.SKUs.Value().SKU {
			if sku.SpecID == *cargo[0].SpecID {
				n, _ := sku.Quantity.Int64()
				return n
			}
		}
		t.Fatal("the variant is gone")
		return 0
	}
	before := left()
	order := s.order(t, 1)
	assert.Equal(t, before-int64(cargo[0].Quantity), left())
	s.clock.advance(time.Minute)
	require.NoError(t, s.cancel(order))
	assert.Equal(t, before, left())
}

// TestTokens are got for a code, used until they end, and got anew; a wrong signature, a wrong secret and a used code
// are refused.
func TestTokens(t *testing.T) {
	s := newShopper(t)
	connect := func(secret string, opts ...openplatform.Option) *openplatform.Client {
		client, err := openplatform.New(appKey, secret, append([]openplatform.Option{openplatform.WithClock(s.clock.read),
			openplatform.WithHTTPClient(&http.Client{Transport: s.gw.Transport()})}, opts...)...)
		require.NoError(t, err)
		return client
	}
	token, err := connect(appSecret).Exchange(s.ctx, "code-1", "https://example.com/callback")
	require.NoError(t, err)
	assert.Equal(t, s.clock.now.Add(10*time.Hour), token.Expires)
	_, err = connect(appSecret).Exchange(s.ctx, "code-1", "https://example.com/callback")
	require.ErrorIs(t, err, platform.CodeUnauthorized, "a code is good once")
	_, err = connect("another secret").Exchange(s.ctx, "code-2", "https://example.com/callback")
	require.ErrorIs(t, err, platform.CodeUnauthorized)
	_, err = connect("another secret", openplatform.WithAccessToken(token.Access.Reveal())).Account.Basic(s.ctx)
	require.ErrorIs(t, err, platform.CodeSignatureInvalid)

	fixed := connect(appSecret, openplatform.WithAccessToken(token.Access.Reveal()))
	renewed := connect(appSecret, openplatform.WithRefreshToken(token.Refresh.Reveal(), nil))
	first, err := fixed.Account.Basic(s.ctx)
	require.NoError(t, err)
	s.clock.advance(11 * time.Hour)
	_, err = fixed.Account.Basic(s.ctx)
	require.ErrorIs(t, err, platform.CodeUnauthorized, "the token has ended")
	again, err := renewed.Account.Basic(s.ctx)
	require.NoError(t, err)
	assert.Equal(t, first.Result.MemberID, again.Result.MemberID, "the same member by a new token")
	s.clock.advance(200 * 24 * time.Hour)
	_, err = renewed.Account.Basic(s.ctx)
	assert.ErrorIs(t, err, platform.CodeUnauthorized, "the refresh token has ended, too")
}

// TestEveryOperation calls every operation of the platform's document with the document's own example, by both roads,
// and holds the answer against the document.
func TestEveryOperation(t *testing.T) {
	examples, err := documented.PlatformArguments()
	require.NoError(t, err)
	for road, connect := range roads {
		s := connect(t)
		for _, op := range platform.Operations {
			if road != "direct" && (op.Unsigned || carriesFile(op)) { // the gateway does not hand them on
				continue
			}
			t.Run(road+"/"+op.Name, func(t *testing.T) {
				body, err := s.Call(s.ctx, op.API(), examples[op.Name])
				var failed *openplatform.Error // the examples' orders and offers need not be in the world
				if errors.As(err, &failed) && !failed.Refused {
					err = nil
				}
				require.NoError(t, err)
				if road == "direct" { // the gateway hands on a part
					conformance.Check(t, op.Name, body)
				}
				assert.True(t, road != "direct" && string(body) == "[]" || len(body) > 2, "%s has nothing", body) // custom returns a list alone
			})
		}
	}
}

func carriesFile(op platform.Operation) bool {
	return slices.ContainsFunc(op.Params, func(p platform.Param) bool { return p.File })
}

// TestPlatformOverride answers one operation with a function of the test's, by both roads.
func TestPlatformOverride(t *testing.T) {
	for road, connect := range roads {
		t.Run(road, func(t *testing.T) {
			s := connect(t)
			s.gw.Platform = func(_ context.Context, api string, args jsontext.Value) (jsontext.Value, error) {
				if api != "alibaba.trade.cancel" {
					return nil, nil
				}
				assert.JSONEq(t, `{"webSite":"1688","tradeID":7,"cancelReason":"buyerCancel"}`, string(args))
				return jsontext.Value(`{"success":true}`), nil
			}
			require.NoError(t, s.cancel(7))
			_, err := s.Account.Basic(s.ctx)
			assert.NoError(t, err)
		})
	}
}

// TestActs does over HTTP what people do and no call does, for programs in other languages.
func TestActs(t *testing.T) {
	s := roads["direct"](t)
	admin := s.gw.Admin()
	post := func(path string) int {
		w := httptest.NewRecorder()
		admin.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "http://mock.test"+path, nil))
		return w.Code
	}
	order := s.order(t, 1)
	at := "/__admin/orders/" + strconv.FormatInt(order, 10)
	assert.Equal(t, http.StatusConflict, post(at+"/ship"), "it is not paid")
	assert.Equal(t, http.StatusNoContent, post(at+"/pay"))
	assert.Equal(t, http.StatusNoContent, post(at+"/ship"))
	assert.Equal(t, http.StatusNotFound, post(at+"/steal"))
	refund, err := s.refund(order, platform.RefundGoodsStatusRefundWaitBuyerReceive, platform.RefundDemandRefund, 1)
	require.NoError(t, err)
	assert.Equal(t, http.StatusConflict, post("/__admin/refunds/"+refund+"/take-back"))
	assert.Equal(t, http.StatusNoContent, post("/__admin/refunds/"+refund+"/agree"))
	assert.Equal(t, http.StatusNotFound, post("/__admin/refunds/"+refund+"/steal"))
	post("/__admin/reset")
	_, err = s.Trade.GetOrderBuyerView(s.ctx, &platform.GetOrderBuyerViewRequest{WebSite: platform.WebSiteN1688, OrderID: order})
	assert.ErrorIs(t, err, platform.CodeTradeCancelOrderNotFound)
}
