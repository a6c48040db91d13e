package openplatform_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/aop"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
)

// TestJoinedList is a list that stands in its field with commas in between, as its page shows it.
func TestJoinedList(t *testing.T) {
	baseURL, sent := serve(t, 200, `{"result":{"success":true}}`)
	api, ctx := direct(t, baseURL)
	_, err := api.Account.ListSubaccountAuth(ctx, &platform.ListSubaccountAuthRequest{SubUserIdentityList: []string{"a:1", "b:2"}})
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
	assert.True(t, aop.Signed(strings.TrimPrefix(sent.URL.Path, "/openapi/"), sent.URL.Query(), testSecret))
	assert.Equal(t, testToken, sent.URL.Query().Get("access_token"))

	server.Close() // the address of a call like this holds the token
	_, err = api.Refunds.UploadRefundVoucher(ctx, &platform.UploadRefundVoucherRequest{ImageData: []byte(picture)})
	require.Error(t, err)
	noSecret(t, err)
	assert.NotContains(t, err.Error(), url.QueryEscape(sent.URL.Query().Get(aop.Signature)))
}

// TestGatewayCarriesNoFile says so before anything is sent.
func TestGatewayCarriesNoFile(t *testing.T) {
	baseURL, sent := serve(t, 200, `{}`)
	api, ctx := via(t, baseURL)
	_, err := api.Refunds.UploadRefundVoucher(ctx, &platform.UploadRefundVoucherRequest{ImageData: []byte("x")})
	require.ErrorContains(t, err, "the call was not sent")
	assert.NotErrorIs(t, err, openplatform.ErrOutcomeUnknown)
	_, err = api.OAuth.GetToken(ctx, &platform.GetTokenRequest{GrantType: platform.GrantTypeRefreshToken, RefreshToken: openplatform.Ptr(loose.SecretOf("x"))})
	require.ErrorContains(t, err, "the call was not sent")
	assert.Empty(t, sent.Method)
}

// TestRedirectIsNotFollowed keeps the token from wherever a redirect points, and an order from being made there.
func TestRedirectIsNotFollowed(t *testing.T) {
	var elsewhere atomic.Int64
	target := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	t.Cleanup(target.Close)
	for road, connect := range roads {
		t.Run(road, func(t *testing.T) {
			server := httptest.NewServer(http.RedirectHandler(target.URL, http.StatusTemporaryRedirect))
			t.Cleanup(server.Close)
			api, ctx := connect(t, server.URL)
			_, err := api.Trade.CreateCrossOrder(ctx, crossOrder())
			require.ErrorIs(t, err, openplatform.ErrOutcomeUnknown, "who sent the redirect is not known")
			assert.Zero(t, elsewhere.Load())
		})
	}
}
