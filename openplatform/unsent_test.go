package openplatform_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/refusal"
)

// TestUnsent is every way in which a call ends before its request is sent. None is charged, no attempt is repeated in
// vain, and the budget gets the request back.
func TestUnsent(t *testing.T) {
	const cancelled, refunded = "alibaba.trade.cancel", "alibaba.trade.uploadRefundVoucher"
	nobody := openplatform.WithTokenStore(openplatform.NewMemoryTokens())
	ended := openplatform.NewMemoryTokens()
	require.NoError(t, ended.Save(t.Context(), "", tokenOf("", time.Unix(1, 0))))
	arguments := map[string]any{"webSite": "1688", "tradeID": 1, "cancelReason": "other"}
	for _, tt := range []struct {
		name, api string
		arguments any
		option    openplatform.Option
		want      string
		retry     refusal.Retry
	}{
		{"a list", cancelled, []int{1}, nil, "alibaba.trade.cancel: the arguments must be an object, not a list", "never"},
		{"no JSON", cancelled, func() {}, nil,
			"alibaba.trade.cancel: the arguments cannot be encoded: loose: json: ", "never"},
		{"an argument is missing", cancelled, nil, nil, "alibaba.trade.cancel: cancelReason is missing", "never"},
		{"no list to join", "subaccount.auth.list", map[string]any{"subUserIdentityList": "a"}, nil,
			"subaccount.auth.list: subUserIdentityList must be a list of texts or numbers", "never"},
		{"no base64", refunded, map[string]any{"imageData": "not base64!"}, nil, "alibaba.trade.uploadRefundVoucher: " +
			"imageData must be a file in base64: illegal base64 data at input byte 3", "never"},
		{"an unknown name", "unknown", nil, nil,
			"unknown: an operation that is not described must be named <namespace>/<name>", "never"},
		{"no source of tokens", cancelled, arguments, openplatform.WithTokenSource(nil), "alibaba.trade.cancel: the call needs " +
			"an access token: give the client one with WithAccessToken, WithRefreshToken or WithTokenSource", "never"},
		{"an empty token", cancelled, arguments, openplatform.WithAccessToken(""),
			"alibaba.trade.cancel: there is no access token: the access token is empty", "never"},
		{"no token of the member", cancelled, arguments, nobody, "alibaba.trade.cancel: there is no access token: no token " +
			"of this member is kept; let the member authorise the application, see Client.Exchange", "never"},
		{"nothing to renew with", cancelled, arguments, openplatform.WithTokenStore(ended), "alibaba.trade.cancel: there is " +
			"no access token: the access token has ended, and there is no refresh token; " +
			"let the member authorise the application again", "never"},
		{"a source that fails", cancelled, arguments, openplatform.WithTokenSource(memberTokens{}),
			"alibaba.trade.cancel: there is no access token, so the request was not sent: no member", "soon"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			options := []openplatform.Option{openplatform.WithBudget(apiclient.Budget{PerDay: 1})}
			if tt.option != nil {
				options = append(options, tt.option)
			}
			client, r := responding(t, `{"success":true}`, options...)
			for range 2 { // the second has a budget, too
				_, err := client.Call(t.Context(), tt.api, tt.arguments)
				require.ErrorIs(t, err, openplatform.ErrNotSent)
				assert.Contains(t, err.Error(), tt.want)
				assert.Contains(t, err.Error(), "the request was not sent")
				assert.Equal(t, apiclient.RetryAdvice{Retry: tt.retry, Charged: "no"}, openplatform.RetryOf(err))
				assert.NotErrorIs(t, err, openplatform.ErrOutcomeUnknown)
			}
			assert.Zero(t, r.times)
		})
	}
}

// TestNotPassedOn is what a gateway's client refuses, as the gateway has no way to pass it on.
func TestNotPassedOn(t *testing.T) {
	const own, credential = "the gateway takes the argument %s for a parameter of its own: leave WithAPIDialect out",
		"custom: %s is a credential, which the client adds"
	for _, tt := range []struct{ api, argument, want string }{
		{"alibaba.trade.uploadRefundVoucher", "imageData",
			"the gateway passes on neither what belongs to an application of one's own nor files"},
		{"com.alibaba.x/new.api-2", "a",
			"the gateway's custom takes no version and calls version 1, but new.api is of version 2"},
		{"subaccount.auth.list", "subUserIdentityList", "subUserIdentityList must be a list of texts or numbers"},
		{"com.alibaba.x/new.api", "api", fmt.Sprintf(own, "api")},
		{"com.alibaba.x/new.api", "cache", fmt.Sprintf(own, "cache")},
		{"com.alibaba.x/new.api", "key", fmt.Sprintf(credential, "key")},
		{"com.alibaba.x/new.api", "session", fmt.Sprintf(credential, "session")},
	} {
		baseURL, sent := serve(t, 200, `{"success":true}`)
		client, ctx := via(t, baseURL, openplatform.WithAPIDialect())
		_, err := client.Call(ctx, tt.api, map[string]any{tt.argument: "YQ=="})
		require.ErrorIs(t, err, openplatform.ErrNotSent, tt)
		assert.ErrorContains(t, err, ": "+tt.want+"; the request was not sent")
		assert.Equal(t, apiclient.RetryAdvice{Retry: "never", Charged: "no"}, openplatform.RetryOf(err), tt)
		assert.Nil(t, sent.URL, tt)
	}
}

// TestRefreshTokenRefused keeps the advice that the platform's refusal of a refresh token carries.
func TestRefreshTokenRefused(t *testing.T) {
	i := new(issuer)
	i.broken.Store(true)
	_, err := cancel(context.Background(), i.client(t, time.Now, nil))
	var refused *openplatform.Error
	require.True(t, errors.As(err, &refused), "%v", err)
	assert.Equal(t, "invalid_grant", refused.Code)
	assert.ErrorIs(t, err, openplatform.ErrNotSent)
	assert.Equal(t, apiclient.RetryAdvice{Retry: "never", Charged: "no"}, openplatform.RetryOf(err))
}

// TestFirstFault reports the same of several faults every time.
func TestFirstFault(t *testing.T) {
	client, err := openplatform.New(testKey, testSecret, openplatform.WithAccessToken(testToken),
		openplatform.WithHTTPClient(&http.Client{Transport: hanging{}}))
	require.NoError(t, err)
	for range 20 {
		_, err := client.Call(t.Context(), "alibaba.trade.getBuyerOrderList",
			map[string]any{"refundStatus": "x", "pageSize": "y", "page": "z", "orderStatus": "w", "needBuyerAddressAndPhone": 3})
		require.EqualError(t, err,
			"alibaba.trade.getBuyerOrderList: needBuyerAddressAndPhone must be true or false; the request was not sent")
	}
}
