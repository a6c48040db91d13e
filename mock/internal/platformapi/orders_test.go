package platformapi_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/conformance"
	documented "github.com/go-ali1688/ali1688/internal/testkit/examplecalls"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// TestIllegal are calls that the state of an order does not allow, with the platform's own codes.
func TestIllegal(t *testing.T) {
	cases := []struct {
		name string
		call func(*testing.T, *mocktest.Shopper) error
		want error
	}{
		{"cancel at once", func(t *testing.T, s *mocktest.Shopper) error { return s.Cancel(s.Order(t, 1)) },
			platform.CodeTradeCancelTooFast},
		{"cancel what is paid", func(t *testing.T, s *mocktest.Shopper) error {
			order := s.Order(t, 1)
			s.Clock.Advance(time.Minute)
			require.NoError(t, s.Mock.Orders().Pay(order))
			return s.Cancel(order)
		}, platform.CodeTradeCancelBadStatus},
		{"cancel nothing", func(_ *testing.T, s *mocktest.Shopper) error { return s.Cancel(7) },
			platform.CodeTradeCancelOrderNotFound},
		{"order less than the least", func(t *testing.T, s *mocktest.Shopper) error {
			cargo, _ := s.Cargo(t, 1)
			cargo[0].Quantity = 0.5
			return s.Preview(cargo)
		}, platform.CodeCreateOrderPreviewBelowMinimum},
		{"order more than there is", func(t *testing.T, s *mocktest.Shopper) error {
			cargo, _ := s.Cargo(t, 1)
			cargo[0].Quantity = 1e6
			return s.Preview(cargo)
		}, platform.CodeCreateOrderPreviewOutOfStock},
		{"order a variant of another offer", func(t *testing.T, s *mocktest.Shopper) error {
			cargo, _ := s.Cargo(t, 1)
			cargo[0].SpecID = openplatform.Ptr("b266e0726506185beaf205cbae88530d")
			return s.Preview(cargo)
		}, platform.CodeCreateOrderPreviewSpecNotOfOffer},
		{"order of two sellers", func(t *testing.T, s *mocktest.Shopper) error {
			cargo, _ := s.Cargo(t, 1)
			other := s.Mock.World().ListedOffer(1000)
			g := other.Goods()
			return s.Preview(append(cargo, platform.OrderCargo{OfferID: &g.OfferID, SpecID: &g.Variants[1].SpecID, Quantity: 1}))
		}, platform.CodeCreateOrderPreviewSeveralSellersOrNoSpec},
		{"a refund of what is not paid", func(t *testing.T, s *mocktest.Shopper) error {
			order := s.Order(t, 1)
			_, err := s.Refund(order, platform.RefundGoodsStatusRefundWaitSellerSend, platform.RefundDemandRefund, 1)
			return err
		}, platform.CodeCreateRefundNotRefundable},
		{"more back than was paid", func(t *testing.T, s *mocktest.Shopper) error {
			order := s.Order(t, 1)
			require.NoError(t, s.Mock.Orders().Pay(order))
			_, err := s.Refund(order, platform.RefundGoodsStatusRefundWaitSellerSend, platform.RefundDemandRefund, 1e9)
			return err
		}, platform.CodeCreateRefundAmountTooHigh},
		{"trace nothing", func(t *testing.T, s *mocktest.Shopper) error {
			order := s.Order(t, 1)
			_, err := s.Logistics.GetLogisticsTraceInfoBuyerView(s.Ctx,
				&platform.GetLogisticsTraceInfoBuyerViewRequest{OrderID: order, WebSite: platform.WebSiteChina})
			return err
		}, openplatform.ErrNotShipped},
	}
	for _, c := range cases {
		for route, connect := range mocktest.Routes {
			t.Run(c.name+", "+route, func(t *testing.T) {
				err := c.call(t, connect(t))
				require.ErrorIs(t, err, c.want)
				assert.NotErrorIs(t, err, openplatform.ErrOutcomeUnknown)
			})
		}
	}
}

// TestRefunds goes through the states of a refund with and without goods.
func TestRefunds(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	order := s.Order(t, 1)
	require.NoError(t, s.Mock.Orders().Pay(order))
	require.NoError(t, s.Mock.Orders().Ship(order))
	state := func(refund string) platform.RefundStatus {
		t.Helper()
		got, err := s.Refunds.QueryOrderRefund(s.Ctx, &platform.QueryOrderRefundRequest{RefundID: refund})
		require.NoError(t, err)
		return got.Result.OpOrderRefundModelDetail.Status
	}
	refund, err := s.Refund(order, platform.RefundGoodsStatusRefundBuyerReceived, platform.RefundDemandReturnRefund, 1)
	require.NoError(t, err)
	assert.Equal(t, platform.RefundStatusWaitSellerAgree, state(refund))
	require.NoError(t, s.Mock.Orders().RefuseRefund(refund, "不同意"))
	assert.Equal(t, platform.RefundStatusWaitBuyerModify, state(refund))
	_, err = s.Refunds.CancelRefund(s.Ctx, &platform.CancelRefundRequest{RefundID: refund})
	require.NoError(t, err)
	assert.Equal(t, platform.RefundStatusRefundClose, state(refund))

	refund, err = s.Refund(order, platform.RefundGoodsStatusRefundBuyerReceived, platform.RefundDemandReturnRefund, 1)
	require.NoError(t, err)
	require.NoError(t, s.Mock.Orders().AgreeRefund(refund))
	assert.Equal(t, platform.RefundStatusWaitBuyerSend, state(refund))
	_, err = s.Refunds.ReturnRefundGoods(s.Ctx,
		&platform.ReturnRefundGoodsRequest{RefundID: refund, LogisticsCompanyNo: "STO", FreightBill: "77"})
	require.NoError(t, err)
	assert.Equal(t, platform.RefundStatusWaitSellerReceive, state(refund))
	require.NoError(t, s.Mock.Orders().TakeBack(refund))
	assert.Equal(t, platform.RefundStatusRefundSuccess, state(refund))
	seen, err := s.Trade.GetOrderBuyerView(s.Ctx, &platform.GetOrderBuyerViewRequest{WebSite: platform.WebSiteChina,
		OrderID: order})
	require.NoError(t, err)
	paid := mocktest.Cents(t, seen.Result.BaseInfo.TotalAmount.String())
	assert.Equal(t, []int64{paid - 1}, s.Invoiceable(t, order), "what came back cannot be invoiced")
	steps, err := s.Refunds.QueryOrderRefundOperationList(s.Ctx,
		&platform.QueryOrderRefundOperationListRequest{RefundID: refund, PageNo: 1, PageSize: 20})
	require.NoError(t, err)
	var remarks []string
	for _, entry := range steps.Result.OpOrderRefundOperationModels {
		remarks = append(remarks, entry.OperatorRoleID.String()+" "+string(entry.AfterOperateStatus)+" "+entry.FreightBill)
	}
	assert.Equal(t, []string{
		"1 waitselleragree ", "2 waitbuyersend ", "1 waitsellerreceive 77", "2 refundsuccess ",
	}, remarks)
	last, err := s.Refunds.QueryOrderRefundOperationList(s.Ctx,
		&platform.QueryOrderRefundOperationListRequest{RefundID: refund, PageNo: 2, PageSize: 3})
	require.NoError(t, err)
	assert.Len(t, last.Result.OpOrderRefundOperationModels, 1)
	var all []platform.RefundStatus
	for row, err := range s.Refunds.QueryBuyerOrderRefundListAll(s.Ctx,
		&platform.QueryBuyerOrderRefundListRequest{PageSize: openplatform.Ptr(int64(1))}) {
		require.NoError(t, err)
		all = append(all, row.Status)
	}
	assert.Equal(t, []platform.RefundStatus{platform.RefundStatusRefundSuccess, platform.RefundStatusRefundClose}, all)
}

// TestStock sees in item_get what an order takes, and that a cancelled one returns it.
func TestStock(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	gateway, err := ali1688.New("k_of_test", "s_of_test",
		ali1688.WithHTTPClient(&http.Client{Transport: s.Mock.Transport()}))
	require.NoError(t, err)
	cargo, offer := s.Cargo(t, 1)
	left := func() int64 {
		body, err := gateway.ItemGet(s.Ctx, mocktest.ItemParams(offer))
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
	order := s.Order(t, 1)
	assert.Equal(t, before-int64(cargo[0].Quantity), left())
	s.Clock.Advance(time.Minute)
	require.NoError(t, s.Cancel(order))
	assert.Equal(t, before, left())
}

// TestTokens are got for a code, used until they end, and got anew; a wrong signature, a wrong secret and a used code
// are refused.
func TestTokens(t *testing.T) {
	s := mocktest.NewShopper(t)
	connect := func(secret string, opts ...openplatform.Option) *openplatform.Client {
		client, err := openplatform.New(mocktest.AppKey, secret,
			append([]openplatform.Option{openplatform.WithClock(s.Clock.Read),
				openplatform.WithHTTPClient(&http.Client{Transport: s.Mock.Transport()})}, opts...)...)
		require.NoError(t, err)
		return client
	}
	token, err := connect(mocktest.AppSecret).Exchange(s.Ctx, "code-1", "https://example.com/callback")
	require.NoError(t, err)
	assert.Equal(t, s.Clock.Now.Add(10*time.Hour), token.Expires)
	_, err = connect(mocktest.AppSecret).Exchange(s.Ctx, "code-1", "https://example.com/callback")
	require.ErrorIs(t, err, platform.CodeUnauthorized, "a code is good once")
	_, err = connect("another-secret").Exchange(s.Ctx, "code-2", "https://example.com/callback")
	require.ErrorIs(t, err, platform.CodeUnauthorized)
	_, err = connect("another-secret", openplatform.WithAccessToken(token.Access.Reveal())).Account.Basic(s.Ctx)
	require.ErrorIs(t, err, platform.CodeSignatureInvalid)

	fixed := connect(mocktest.AppSecret, openplatform.WithAccessToken(token.Access.Reveal()))
	renewed := connect(mocktest.AppSecret, openplatform.WithRefreshToken(token.Refresh.Reveal(), nil))
	first, err := fixed.Account.Basic(s.Ctx)
	require.NoError(t, err)
	s.Clock.Advance(11 * time.Hour)
	_, err = fixed.Account.Basic(s.Ctx)
	require.ErrorIs(t, err, platform.CodeUnauthorized, "the token has ended")
	again, err := renewed.Account.Basic(s.Ctx)
	require.NoError(t, err)
	assert.Equal(t, first.Result.MemberID, again.Result.MemberID, "the same member by a new token")
	s.Clock.Advance(200 * 24 * time.Hour)
	_, err = renewed.Account.Basic(s.Ctx)
	assert.ErrorIs(t, err, platform.CodeUnauthorized, "the refresh token has ended, too")
}

// TestEveryOperation calls every operation of the platform's document with the document's own example, by both routes,
// and validates the response against the document.
func TestEveryOperation(t *testing.T) {
	examples, err := documented.PlatformArguments()
	require.NoError(t, err)
	for route, connect := range mocktest.Routes {
		s := connect(t)
		s.Mock.PushMessage("ORDER_BATCH_PAY", "", struct{}{}) // an empty list proves nothing to the client
		for _, op := range platform.Operations {
			if route != "direct" && (op.Unsigned || carriesFile(op) || op.Version != "1") { // the gateway does not hand them on
				continue
			}
			t.Run(route+"/"+op.Name, func(t *testing.T) {
				body, err := s.Call(s.Ctx, op.API(), examples[op.Name])
				var failed *openplatform.Error // the examples' orders and offers need not be in the world
				if errors.As(err, &failed) && !failed.Refused {
					err = nil
				}
				require.NoError(t, err)
				if route == "direct" { // the gateway hands on a part
					conformance.Check(t, op.Name, body)
				}
				// custom returns a list alone
				assert.True(t, route != "direct" && string(body) == "[]" || len(body) > 2, "%s has nothing", body)
			})
		}
	}
}

func carriesFile(op *platform.Operation) bool {
	return slices.ContainsFunc(op.Params, func(p platform.Param) bool { return p.File })
}

// TestActs does over HTTP what people do and no call does, for programs in other languages.
func TestActs(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	admin := s.Mock.Admin()
	post := func(path string) int {
		w := httptest.NewRecorder()
		admin.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "http://mock.test"+path, nil))
		return w.Code
	}
	order := s.Order(t, 1)
	at := "/__admin/orders/" + strconv.FormatInt(order, 10)
	assert.Equal(t, http.StatusConflict, post(at+"/ship"), "it is not paid")
	assert.Equal(t, http.StatusNoContent, post(at+"/pay"))
	assert.Equal(t, http.StatusNoContent, post(at+"/ship"))
	assert.Equal(t, http.StatusNotFound, post(at+"/steal"))
	refund, err := s.Refund(order, platform.RefundGoodsStatusRefundWaitBuyerReceive, platform.RefundDemandRefund, 1)
	require.NoError(t, err)
	assert.Equal(t, http.StatusConflict, post("/__admin/refunds/"+refund+"/take-back"))
	assert.Equal(t, http.StatusNoContent, post("/__admin/refunds/"+refund+"/agree"))
	assert.Equal(t, http.StatusNotFound, post("/__admin/refunds/"+refund+"/steal"))
	post("/__admin/reset")
	_, err = s.Trade.GetOrderBuyerView(s.Ctx, &platform.GetOrderBuyerViewRequest{WebSite: platform.WebSiteChina,
		OrderID: order})
	assert.ErrorIs(t, err, platform.CodeTradeCancelOrderNotFound)
}
