package openplatform_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// TestJoinedList is a list that stands in its field with commas in between, as its page shows it.
func TestJoinedList(t *testing.T) {
	baseURL, sent := serve(t, 200, `{"result":{"success":true}}`)
	api, ctx := direct(t, baseURL)
	_, err := api.Account.ListSubaccountAuth(ctx,
		&platform.ListSubaccountAuthRequest{SubUserIdentityList: []string{"a:1", "b:2"}})
	require.NoError(t, err)
	assert.Equal(t, "a:1,b:2", sent.PostForm.Get("subUserIdentityList"))
}

// TestFile is a call of several parts: the picture takes no part in the signature, and everything else stands in the
// query.
func TestFile(t *testing.T) {
	const picture = "\xff\xd8 the bytes of a picture"
	var sent *http.Request
	var got []byte
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent = r
		if file, _, err := r.FormFile("imageData"); assert.NoError(t, err) {
			got, _ = io.ReadAll(file)
		}
		_, _ = io.WriteString(w, `{"result":{"success":true}}`)
	}))
	t.Cleanup(server.Close)
	api, ctx := direct(t, server.URL)
	_, err := api.Refunds.UploadRefundVoucher(ctx, &platform.UploadRefundVoucherRequest{ImageData: []byte(picture)})
	require.NoError(t, err)
	assert.Equal(t, picture, string(got))
	assert.True(t, platformsign.Signed(strings.TrimPrefix(sent.URL.Path, "/openapi/"), sent.URL.Query(), testSecret))
	assert.Equal(t, testToken, sent.URL.Query().Get("access_token"))

	server.Close() // the address of a call like this holds the token
	_, err = api.Refunds.UploadRefundVoucher(ctx, &platform.UploadRefundVoucherRequest{ImageData: []byte(picture)})
	require.Error(t, err)
	noSecret(t, err)
	assert.NotContains(t, err.Error(), url.QueryEscape(sent.URL.Query().Get(platformsign.Signature)))
}

// TestGatewayCarriesNoFile says so before anything is sent.
func TestGatewayCarriesNoFile(t *testing.T) {
	baseURL, sent := serve(t, 200, `{}`)
	api, ctx := via(t, baseURL)
	_, err := api.Refunds.UploadRefundVoucher(ctx, &platform.UploadRefundVoucherRequest{ImageData: []byte("x")})
	require.ErrorContains(t, err, "the request was not sent")
	assert.NotErrorIs(t, err, openplatform.ErrOutcomeUnknown)
	_, err = api.OAuth.GetToken(ctx, &platform.GetTokenRequest{GrantType: platform.GrantTypeRefreshToken,
		RefreshToken: openplatform.Ptr(loose.SecretOf("x"))})
	require.ErrorContains(t, err, "the request was not sent")
	assert.Empty(t, sent.Method)
}

// TestRedirectIsNotFollowed keeps the token from wherever a redirect points, and an order from being made there.
func TestRedirectIsNotFollowed(t *testing.T) {
	var elsewhere atomic.Int64
	target := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	t.Cleanup(target.Close)
	for route, connect := range routes {
		t.Run(route, func(t *testing.T) {
			server := httptest.NewServer(http.RedirectHandler(target.URL, http.StatusTemporaryRedirect))
			t.Cleanup(server.Close)
			api, ctx := connect(t, server.URL)
			_, err := api.Trade.CreateCrossOrder(ctx, crossOrder())
			require.ErrorIs(t, err, openplatform.ErrOutcomeUnknown, "who sent the redirect is not known")
			assert.Zero(t, elsewhere.Load())
		})
	}
}

// TestPhoto is a call of several parts whose fields are all parts: no token stands in the address.
func TestPhoto(t *testing.T) {
	var query string
	fields := url.Values{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query = r.URL.RawQuery
		if assert.NoError(t, r.ParseMultipartForm(1<<20)) {
			fields = r.MultipartForm.Value
		}
		_, _ = io.WriteString(w, `{"image":{"id":1}}`)
	}))
	t.Cleanup(server.Close)
	api, ctx := direct(t, server.URL)
	_, err := api.Call(ctx, "alibaba.photobank.photo.add",
		map[string]any{"albumID": 7, "name": "红色.jpg", "imageBytes": []byte("x"), "webSite": "1688"})
	require.NoError(t, err)
	assert.Empty(t, query)
	assert.Equal(t, "红色.jpg", fields.Get("name"))
	assert.Equal(t, testToken, fields.Get("access_token"))
	assert.True(t, platformsign.Signed("param2/1/com.alibaba.product/alibaba.photobank.photo.add/"+testKey, fields,
		testSecret))
}

// TestVersions calls operations by name: of their own version, and of one that the name ends in.
func TestVersions(t *testing.T) {
	for name, want := range map[string]string{
		"com.alibaba.trade/alibaba.trade.cancel":     "param2/1/com.alibaba.trade/alibaba.trade.cancel",
		"com.alibaba.example/alibaba.example.list-2": "param2/2/com.alibaba.example/alibaba.example.list",
		"com.alibaba.example/alibaba.example.get":    "param2/1/com.alibaba.example/alibaba.example.get",
	} {
		baseURL, sent := serve(t, 200, `{"success":true}`)
		api, ctx := direct(t, baseURL)
		_, err := api.Call(ctx, name, map[string]any{"cancelReason": "other", "tradeID": 1, "webSite": "1688"})
		require.NoError(t, err)
		assert.Equal(t, "/openapi/"+want+"/"+testKey, sent.URL.Path)
	}
}

// TestVersionTwo calls the operations whose version is 2 by their methods: the version is in the path and in the
// signature.
func TestVersionTwo(t *testing.T) {
	for want, call := range map[string]func(context.Context, *openplatform.Client) error{
		"param2/2/com.alibaba.syt/syt.buyer.draftPurchaseOrder": func(ctx context.Context, c *openplatform.Client) error {
			_, err := c.Contracts.DraftPurchaseOrder(ctx, &platform.DraftPurchaseOrderRequest{})
			return err
		},
		"param2/2/com.alibaba.fenxiao/alibaba.pifatuan.product.detail.list": func(ctx context.Context,
			c *openplatform.Client) error {
			_, err := c.Products.GetRetailOffers(ctx, &platform.GetRetailOffersRequest{OfferIDs: []int64{592445920122}})
			return err
		},
	} {
		baseURL, sent := serve(t, 200, `{"success":true}`)
		api, ctx := direct(t, baseURL)
		_ = call(ctx, api) // the response states nothing about the call
		require.NotNil(t, sent.URL, want)
		assert.Equal(t, "/openapi/"+want+"/"+testKey, sent.URL.Path)
		assert.True(t, platformsign.Signed(want+"/"+testKey, sent.PostForm, testSecret), "%s is signed by its path", want)
	}
}

// TestTokenRefused shows the reason, whatever the status.
func TestTokenRefused(t *testing.T) {
	for _, status := range []int{200, 400} {
		for body, want := range map[string]string{
			`{"error":"invalid_grant","error_description":"code expired"}`: "invalid_grant: code expired",
			`{"error":"invalid_grant"}`:                                    "getToken: refused by the platform: invalid_grant",
		} {
			baseURL, _ := serve(t, status, body)
			api, ctx := direct(t, baseURL)
			_, err := api.Exchange(ctx, "planted-code-5", "https://example.com")
			require.ErrorContains(t, err, want)
			assert.True(t, openplatform.IsCode(err, "invalid_grant"))
		}
	}
	for _, body := range []string{`{"error":""}`, `{"error":null}`, `{"error":{}}`, `{"error":{"a":1}}`, `{}`, `{"access_token":"a"}`} {
		baseURL, _ := serve(t, 400, body)
		api, ctx := direct(t, baseURL)
		_, err := api.Exchange(ctx, "planted-code-5", "https://example.com")
		require.ErrorContains(t, err, "an HTTP status other than 200", body)
	}
}
