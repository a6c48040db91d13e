package platformapi_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-ali1688/ali1688/mock/internal/mocktest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/mock"
)

// TestRefusalsOfThePlatform breaks one or two things of a request at a time: the first that the platform looks at is
// what it refuses.
func TestRefusalsOfThePlatform(t *testing.T) {
	const (
		list   = "param2/1/com.alibaba.trade/alibaba.trade.getBuyerOrderList/" + mocktest.AppKey
		view   = "param2/1/com.alibaba.trade/alibaba.trade.get.buyerView/" + mocktest.AppKey
		public = "param2/1/com.alibaba.product/alibaba.category.get/" + mocktest.AppKey
	)
	cases := []struct {
		name, path, fields string
		status             int
		want               string // the code, or a part of the body
	}{
		{"fine", list, "access_token=one", 200, `"totalRecord":0`},
		{"no signature", list, "access_token=one&_aop_signature=-", 400, "gw.SignatureMissing"},
		{"no signature and no token", list, "_aop_signature=-", 400, "gw.SignatureMissing"},
		{"a wrong signature", list, "access_token=one&_aop_signature=0000", 400, "gw.SignatureInvalid"},
		{"a wrong signature and no token", list, "_aop_signature=0000", 400, "gw.SignatureInvalid"},
		{"no token", list, "page=1", 401,
			`{"error_code":"401","error_message":"Request need user authorized","exception":"Request need user authorized"}`},
		{"no token and no argument", view, "page=1", 401, `"401"`},
		{"no argument", view, "access_token=one", 400, "gw.ParamMissing"},
		{"a revoked token", list, "access_token=revoked", 401, `"401"`},
		{"a revoked token and no argument", view, "access_token=revoked", 401, `"401"`},
		{"a revoked token where none is looked at", public, "access_token=revoked&categoryID=0", 200, "categoryInfo"},
		{"another application", strings.ReplaceAll(list, mocktest.AppKey, "1000001"), "access_token=one", 400,
			"gw.AppKeyNotFound"},
		{"no application", strings.TrimSuffix(list, "/"+mocktest.AppKey), "access_token=one&appKey=" + mocktest.AppKey, 400,
			"gw.AppKeyMissing"},
		{"no application, with the slash", strings.TrimSuffix(list, mocktest.AppKey), "access_token=one", 400,
			"gw.AppKeyMissing"},
		{"no such operation", strings.ReplaceAll(list, "getBuyerOrderList", "getBuyerOrderLists"), "access_token=one", 400,
			"gw.APIUnsupported"},
	}
	h, err := mock.NewHandler(mock.WithApp(mocktest.AppKey, mocktest.AppSecret))
	require.NoError(t, err)
	h.Orders().Revoke("revoked")
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			status, body := mocktest.SignedRequest(t, h, tt.path, tt.fields)
			assert.Equal(t, tt.status, status, body)
			assert.Contains(t, body, tt.want)
		})
	}
}

// TestAppRate refuses the requests of an application beyond its rate, until the next second of the mock's clock.
func TestAppRate(t *testing.T) {
	now := mocktest.NewClock()
	h, err := mock.NewHandler(mock.WithAppRate(2), mock.WithClock(now.Read))
	require.NoError(t, err)
	ask := func(key string) string {
		_, body := mocktest.SignedRequest(t, h, "param2/1/com.alibaba.trade/alibaba.trade.getBuyerOrderList/"+key,
			"access_token=one")
		return body
	}
	assert.Contains(t, ask("1")+ask("1"), `"totalRecord":0`)
	assert.Equal(
		t, `{"error_code":"gw.QosAppFrequencyLimit","error_message":"App call exceeds limited frequency","exception":"App `+
			`call exceeds limited frequency"}`, ask("1"))
	assert.Contains(t, ask("2"), `"totalRecord":0`, "another application has a rate of its own")
	now.Advance(time.Second)
	assert.Contains(t, ask("1")+ask("1"), `"totalRecord":0`)
	require.Contains(t, ask("1"), "gw.QosAppFrequencyLimit")
	h.Admin().ServeHTTP(httptest.NewRecorder(),
		httptest.NewRequest(http.MethodPost, "http://localhost/__admin/reset", nil))
	assert.Contains(t, ask("1"), `"totalRecord":0`, "a reset forgets the requests")
	_, err = mock.NewHandler(mock.WithAppRate(-1))
	assert.EqualError(t, err, "mock: the number of requests a second must not be negative")
}

// TestIssuedTokens takes nothing but tokens that getToken gave.
func TestIssuedTokens(t *testing.T) {
	h, err := mock.NewHandler(mock.WithApp(mocktest.AppKey, mocktest.AppSecret), mock.WithIssuedTokens())
	require.NoError(t, err)
	const list = "param2/1/com.alibaba.trade/alibaba.trade.getBuyerOrderList/" + mocktest.AppKey
	status, body := mocktest.SignedRequest(t, h, list, "access_token=invented")
	assert.Equal(t, 401, status, body)
	_, body = mocktest.SignedRequest(t, h, "http/1/system.oauth2/getToken/"+mocktest.AppKey,
		"grant_type=authorization_code&client_id="+mocktest.AppKey+"&client_secret="+mocktest.AppSecret+
			"&redirect_uri=default&code=c&_aop_signature=-")
	_, rest, _ := strings.Cut(body, `"access_token":"`)
	token, _, _ := strings.Cut(rest, `"`)
	status, body = mocktest.SignedRequest(t, h, list, "access_token="+token)
	assert.Equal(t, 200, status, body)
}

// TestAccounts orders through the gateway with and without a session: one key has one bound account.
func TestAccounts(t *testing.T) {
	cases := []struct {
		name        string
		order, look string // parameters beside the secret
		seen        bool
	}{
		{name: "the same session", order: "key=k&session=s", look: "key=k&session=s", seen: true},
		{name: "no session afterwards", order: "key=k&session=s", look: "key=k", seen: true},
		{name: "no session before", order: "key=k", look: "key=k&session=s", seen: true},
		{name: "none at all", order: "key=k", look: "key=k", seen: true},
		{name: "another session", order: "key=k&session=s", look: "key=k&session=t"},
		{name: "a second session after none", order: "key=k", look: "key=k&session=s", seen: true},
		{name: "another key", order: "key=k", look: "key=l"},
		{name: "another key with the session", order: "key=k&session=s", look: "key=l&session=s", seen: true},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			h, err := mock.NewHandler()
			require.NoError(t, err)
			o := h.World().ListedOffer(3)
			g := o.Goods()
			ask := func(who, method, args string) string {
				query := who + "&secret=x&method=" + method + "&_o_args=" + url.QueryEscape(args)
				text, _ := mocktest.SendRaw(t, h.Transport(), mocktest.Request(t, http.MethodGet, "/1688/custom/?"+query, ""))
				return text
			}
			made := ask(tt.order, "com.alibaba.trade/alibaba.trade.createCrossOrder",
				`{"flow":"general","addressParam":{"addressId":1},"cargoParamList":[{"offerId":`+mocktest.Sprint(g.OfferID)+
					`,"specId":"`+g.Variants[0].SpecID+`","quantity":`+mocktest.Sprint(g.Least)+`}]}`)
			require.Contains(t, made, `"orderId"`)
			list := ask(tt.look, "com.alibaba.trade/alibaba.trade.getBuyerOrderList", `{}`)
			assert.Equal(t, tt.seen, strings.Contains(list, "waitbuyerpay"), list)
		})
	}
}

// TestRevokedSession refuses a session through the gateway in the form that was seen there.
func TestRevokedSession(t *testing.T) {
	h, err := mock.NewHandler()
	require.NoError(t, err)
	h.Orders().Revoke("s")
	text, _ := mocktest.SendRaw(t, h.Transport(),
		mocktest.Request(t, http.MethodGet,
			"/1688/custom/?key=k&secret=x&session=s&method=com.alibaba.trade/alibaba.trade.getBuyerOrderList", ""))
	assert.Contains(t, text, `"response":{"error":"Request need user authorized"}`)
}
