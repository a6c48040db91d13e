package pages_test

import (
	"encoding/base64"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/mock"
)

func TestEveryResponseSaysThatItIsOfAMock(t *testing.T) {
	h, err := mock.NewHandler(mock.WithClock(mocktest.At))
	require.NoError(t, err)
	rt := h.Transport()
	for _, path := range []string{
		"/healthz", "/openapi.yaml", "/__admin/requests", "/__admin/nothing", "/1688/item_get/?" + mocktest.Auth,
	} {
		rec := httptest.NewRecorder()
		h.Admin().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "http://mock.test"+path, http.NoBody))
		assert.Equal(t, "1", rec.Header().Get(mock.HeaderMock), path)
	}
	for _, path := range []string{
		"/1688/item_get/?" + mocktest.Auth + "&num_iid=5", "/1688/item_get/", "/1688/nothing/?" + mocktest.Auth, "/",
		"/openapi/param2/1/x/y/1",
		"/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancel/1", "/img/ibank/x", "/order/cashier.htm",
		"/1688/item_get/?" + mocktest.Auth + "&num_iid=5&result_type=xml",
	} {
		_, rsp := mocktest.SendRaw(t, rt, mocktest.Request(t, http.MethodGet, path, ""))
		assert.Equal(t, "1", rsp.Header.Get(mock.HeaderMock), path)
	}
}

func TestIsMadeUp(t *testing.T) {
	a := mocktest.NewAsker(t, mock.WithSeed(77))
	found := a.Ask("item_search", "q", "连衣裙").Rows("items.item")[0]
	detail := a.Ask("item_get", "num_iid", found.Text("num_iid"))
	named := a.Ask("item_get", "num_iid", "610947572360", "lang", "en")
	for what, value := range map[string]string{
		"the id of an offer found": found.Text("num_iid"), "its title": found.Text("title"),
		"its picture":     found.Text("pic_url"),
		"the id of a SKU": detail.Rows("item.skus.sku")[0].Text("sku_id"), "a title in English": named.Text("item.title"),
		"the SKU of an offer that was named": named.Rows("item.skus.sku")[0].Text("sku_id"),
	} {
		assert.True(t, mock.IsMadeUp(value), "%s: %s", what, value)
	}
	for _, real := range []string{
		"", "0", "610947572360", "620201390233", "4829152353068", "6151027218762", "2251947542517135493",
		"18446744073709551615", "688000000000000000",
		"郁金香印花白色短袖T恤女夏新款", "https://cbu01.alicdn.com/img/ibank/O1CN01jHuYYY1lmqPtOEpdr_!!2212511504862-0-cib.jpg",
	} {
		assert.False(t, mock.IsMadeUp(real), real)
	}
}

// TestNoFloatHoldsAnID makes orders of all lengths and looks at all SKUs of many offers.
func TestNoFloatHoldsAnID(t *testing.T) {
	differs := func(id int64) { assert.NotEqual(t, id, int64(float64(id)), "%d survives a float64", id) }
	s := mocktest.Routes["direct"](t)
	for i := range 3000 {
		g := s.Mock.World().ListedOffer(i)
		for _, v := range g.Goods().Variants {
			differs(v.SKUID)
		}
	}
	for i := range 60 {
		cargo, _ := s.Cargo(t, 1+i%2)
		created, err := s.Trade.CreateCrossOrder(s.Ctx, &platform.CreateCrossOrderRequest{
			Flow: platform.OrderFlowGeneral, AddressParam: mocktest.Home, CargoParamList: cargo,
		})
		require.NoError(t, err)
		id, err := strconv.ParseInt(created.Result.OrderID, 10, 64)
		require.NoError(t, err)
		assert.True(t, mock.IsMadeUp(created.Result.OrderID), id)
		assert.False(t, mock.IsMadeUp(strconv.FormatInt(id+1, 10)))
		order, err := s.Trade.GetOrderBuyerView(s.Ctx, &platform.GetOrderBuyerViewRequest{
			WebSite: platform.WebSiteChina, OrderID: id,
		})
		require.NoError(t, err)
		differs(id)
		for _, line := range order.Result.ProductItems {
			lineID, err := strconv.ParseInt(line.SubItemIDString, 10, 64)
			require.NoError(t, err)
			differs(lineID)
		}
	}
	for page := 1; page < 5; page++ {
		for _, row := range mocktest.NewAsker(t).Ask("buyer_order_list", "page", strconv.Itoa(page)).Rows("items.item") {
			id, err := strconv.ParseInt(row.Text("order_id"), 10, 64)
			require.NoError(t, err)
			differs(id)
			assert.True(t, mock.IsMadeUp(row.Text("order_id")))
		}
	}
}

// TestLongOfferIDs goes from a search to a detail with ids of eighteen digits.
func TestLongOfferIDs(t *testing.T) {
	a := mocktest.NewAsker(t, mock.WithLongOfferIDs())
	seen := map[string]bool{}
	for _, row := range a.Ask("item_search", "q", "连衣裙").Rows("items.item") {
		id := row.Text("num_iid")
		assert.Regexp(t, `^618\d{15}$`, id)
		n, err := strconv.ParseInt(id, 10, 64)
		require.NoError(t, err)
		assert.NotEqual(t, n, int64(float64(n)))
		assert.True(t, mock.IsMadeUp(id), id)
		assert.False(t, mock.IsMadeUp(strconv.FormatInt(n+1, 10)))
		assert.Equal(t, row.Text("title"), a.Ask("item_get", "num_iid", id).Text("item.title"))
		seen[id] = true
	}
	assert.Len(t, seen, 40)
}

// TestPictures follows the addresses of pictures, in process and over a socket, and finds the offer by the bytes.
func TestPictures(t *testing.T) {
	gw := mock.New(t)
	for base, client := range map[string]*http.Client{
		gw.URL(): http.DefaultClient, "https://gateway.example": {Transport: gw.Transport()},
	} {
		detail := getBody(t, client, base+"/1688/item_get/?"+mocktest.Auth+"&num_iid=610947572360")
		address := detail.Text("item.pic_url")
		require.True(t, strings.HasPrefix(address, base+"/img/ibank/"), address)
		svg, rsp := getPage(t, client, address)
		assert.Equal(t, "image/svg+xml", rsp.Header.Get("Content-Type"))
		again, _ := getPage(t, client, address)
		assert.Equal(t, svg, again)
		mocktest.Contains(t, "the picture", svg, "610947572360", "MOCK")
		image := url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(svg)))
		name := getBody(t, client, base+"/1688/upload_img/?"+mocktest.Auth+"&imgcode="+image).Text("items.item.name")
		found := getBody(t, client, base+"/1688/item_search_img/?"+mocktest.Auth+"&imgid="+
			url.QueryEscape(name)).Rows("items.item")
		assert.Equal(t, "610947572360", found[0].Text("num_iid"))
		_, rsp = getPage(t, client, strings.Replace(address, "O1CN01", "O1CN02", 1))
		assert.Equal(t, http.StatusNotFound, rsp.StatusCode)
	}
}

func TestPicturesLeadToThePublicAddress(t *testing.T) {
	rt := mock.Transport(mock.WithPublicURL("https://mock.example.com/"))
	assert.True(t, strings.HasPrefix(mocktest.Get(t, rt, "/1688/item_get/?"+mocktest.Auth+
		"&num_iid=5").Text("item.pic_url"), "https://mock.example.com/img/"))
	req := mocktest.Request(t, http.MethodGet, "/1688/item_get/?"+mocktest.Auth+"&num_iid=5", "")
	req.Host = `x","y":"`
	assert.True(t, strings.HasPrefix(mocktest.Send(t, mock.Transport(), req).Text("item.pic_url"),
		"http://127.0.0.1:1688/img/"))
}

func TestPublicURLThatIsNone(t *testing.T) {
	for _, bad := range []string{
		"mock.example.com", "ftp://x", "https://", "https://x/y", "https://u:p@x", `https://x"`, "https://x?y=1",
	} {
		_, err := mock.NewHandler(mock.WithPublicURL(bad))
		assert.ErrorContains(t, err, "the public URL must be", bad)
	}
}

func getPage(t *testing.T, client *http.Client, address string) (string, *http.Response) {
	t.Helper()
	rsp, err := client.Get(address)
	require.NoError(t, err)
	defer func() { _ = rsp.Body.Close() }()
	text, err := io.ReadAll(rsp.Body)
	require.NoError(t, err)
	return string(text), rsp
}

func getBody(t *testing.T, client *http.Client, address string) mocktest.Body {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody)
	require.NoError(t, err)
	return mocktest.Send(t, roundTrip(client.Do), req)
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// TestCashier pays two orders in a browser's way, at the address that a call gave.
func TestCashier(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	server := httptest.NewServer(s.Mock)
	t.Cleanup(server.Close)
	var ids []int64
	for range 2 {
		cargo, _ := s.Cargo(t, 1)
		created, err := s.Trade.CreateCrossOrder(s.Ctx, &platform.CreateCrossOrderRequest{
			Flow: platform.OrderFlowGeneral, AddressParam: mocktest.Home, CargoParamList: cargo,
		})
		require.NoError(t, err)
		id, err := strconv.ParseInt(created.Result.OrderID, 10, 64)
		require.NoError(t, err)
		ids = append(ids, id)
	}
	link, err := s.Payment.GetCrossBorderPayURL(s.Ctx, &platform.GetCrossBorderPayURLRequest{
		OrderIDList: append(ids, 123456789),
	})
	require.NoError(t, err)
	assert.Equal(t, "123456789", link.CantPayOrderList[0].String())
	_, err = s.Payment.GetCrossBorderPayURL(s.Ctx, &platform.GetCrossBorderPayURLRequest{OrderIDList: []int64{123456789}})
	require.Error(t, err)

	address := strings.Replace(link.PayURL, "http://mock.test", server.URL, 1)
	page, _ := getPage(t, http.DefaultClient, address)
	mocktest.Contains(t, "the cashier", page, strconv.FormatInt(ids[0], 10), strconv.FormatInt(ids[1], 10), "<button>",
		"【模拟】")
	rsp, err := (&http.Client{}).Do(withOrigin(t, address, "https://evil.example"))
	require.NoError(t, err)
	assert.Equal(t, http.StatusForbidden, rsp.StatusCode)
	rsp, err = (&http.Client{}).Do(withOrigin(t, address, server.URL))
	require.NoError(t, err)
	paid, err := io.ReadAll(rsp.Body)
	require.NoError(t, err)
	assert.NotContains(t, string(paid), "<button>")
	for _, id := range ids {
		order, err := s.Trade.GetOrderBuyerView(s.Ctx, &platform.GetOrderBuyerViewRequest{
			WebSite: platform.WebSiteChina, OrderID: id,
		})
		require.NoError(t, err)
		assert.Equal(t, platform.OrderStatusWaitSellerSend, order.Result.BaseInfo.Status)
	}
	for _, query := range []string{"", "?orderId=1", "?orderId=x,"} {
		_, rsp := getPage(t, http.DefaultClient, server.URL+"/order/cashier.htm"+query)
		assert.Equal(t, http.StatusNotFound, rsp.StatusCode, query)
	}
}

func withOrigin(t *testing.T, address, origin string) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, http.NoBody)
	require.NoError(t, err)
	req.Header.Set("Origin", origin)
	return req
}

// TestPaymentLinks asks all calls that lead to a cashier for an order that exists, for one that does not, and for both.
func TestPaymentLinks(t *testing.T) {
	s := mocktest.Routes["direct"](t)
	order := s.Order(t, 1)
	const nobodys = 123456789
	for name, link := range map[string]func(ids ...int64) (string, error){
		"alipay": func(ids ...int64) (string, error) {
			got, err := s.Payment.GetAlipayURL(s.Ctx, &platform.GetAlipayURLRequest{OrderIDList: ids})
			return got.PayURL, err
		},
		"跨境宝": func(ids ...int64) (string, error) {
			got, err := s.Payment.GetCrossBorderPayURL(s.Ctx, &platform.GetCrossBorderPayURLRequest{OrderIDList: ids})
			return got.PayURL, err
		},
		"诚e赊": func(ids ...int64) (string, error) {
			got, err := s.Payment.GetCreditPayURL(s.Ctx, &platform.GetCreditPayURLRequest{OrderIDList: ids})
			return got.PayURL, err
		},
		"several": func(ids ...int64) (string, error) {
			got, err := s.Payment.GetGroupPayURL(s.Ctx, &platform.GetGroupPayURLRequest{OrderIDs: ids})
			return got.Results.PayURL, err
		},
	} {
		want := "http://mock.test/order/cashier.htm?orderId=" + strconv.FormatInt(order, 10)
		got, err := link(order)
		require.NoError(t, err, name)
		assert.Equal(t, want, got, name)
		got, err = link(nobodys)
		require.Error(t, err, name)
		assert.Empty(t, got, name)
		got, err = link(order, nobodys)
		if name == "several" {
			require.Error(t, err, name)
			continue
		}
		require.NoError(t, err, name)
		assert.Equal(t, want, got, name)
	}
	asked, err := s.Payment.AnalyzeOrderPay(s.Ctx, &platform.AnalyzeOrderPayRequest{OrderIDs: []int64{order},
		PayChannel: "alipay"})
	require.NoError(t, err)
	assert.Equal(t, "true", asked.Result.Result.PayChannel.Available.String())
	require.NoError(t, s.Mock.Orders().Pay(order))
	asked, err = s.Payment.AnalyzeOrderPay(s.Ctx,
		&platform.AnalyzeOrderPayRequest{OrderIDs: []int64{order}, PayChannel: "alipay"})
	require.NoError(t, err)
	assert.Equal(t, "false", asked.Result.Result.PayChannel.Available.String())
}
