package openplatform_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"
	"github.com/go-ali1688/ali1688/transport"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSecretArguments sends the secrets of a request and reads those of its response.
func TestSecretArguments(t *testing.T) {
	baseURL, sent := serve(t, 200,
		`{"access_token":"planted-access","refresh_token":"planted-refresh-2","expires_in":"36000"}`)
	api, ctx := direct(t, baseURL)
	got, err := api.OAuth.GetToken(ctx, &platform.GetTokenRequest{
		GrantType: platform.GrantTypeRefreshToken, ClientID: testKey,
		RefreshToken:    openplatform.Ptr(loose.SecretOf("planted-refresh")),
		SDKRefreshToken: openplatform.Ptr(loose.SecretOf("planted-sdk")),
	})
	require.NoError(t, err)
	form := sent.PostForm
	assert.Equal(t, []string{testSecret, "planted-refresh", "planted-sdk"},
		[]string{form.Get("client_secret"), form.Get("refresh_token"), form.Get("refreshToken")})
	assert.Equal(t, []string{"planted-access", "planted-refresh-2"},
		[]string{got.AccessToken.Reveal(), got.RefreshToken.Reveal()})

	_, err = api.OAuth.PostponeToken(ctx,
		&platform.PostponeTokenRequest{ClientID: testKey, RefreshToken: loose.SecretOf("planted-refresh")})
	require.NoError(t, err)
	assert.Equal(t, "planted-refresh", sent.PostForm.Get("refresh_token"))
}

// TestSecretFields prints what holds secrets, from a field that package fmt reads without asking methods.
func TestSecretFields(t *testing.T) {
	secret := loose.SecretOf("planted-secret")
	type held struct {
		config   transport.Config
		token    openplatform.Token
		get      platform.GetTokenRequest
		postpone platform.PostponeTokenRequest
		got      platform.GetTokenResponse
		put      platform.PostponeTokenResponse
		auth     platform.SubaccountAuth
	}
	h := held{
		transport.Config{Key: secret, Secret: secret}, openplatform.Token{Access: secret, Refresh: secret},
		platform.GetTokenRequest{ClientSecret: secret, RefreshToken: &secret, SDKRefreshToken: &secret},
		platform.PostponeTokenRequest{ClientSecret: secret, RefreshToken: secret},
		platform.GetTokenResponse{AccessToken: secret, RefreshToken: secret},
		platform.PostponeTokenResponse{AccessToken: secret, RefreshToken: secret},
		platform.SubaccountAuth{AccessToken: secret},
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
		text := fmt.Sprintf(verb, []any{h, &h, h.config, h.token, h.get, h.postpone, h.got, h.put, h.auth})
		assert.NotContains(t, text, "planted", verb)
		assert.NotContains(t, text, fmt.Sprintf("%x", "planted"), verb)
	}
	encoded, err := json.Marshal([]any{h.config, h.token, h.get, h.postpone, h.got, h.put, h.auth})
	require.NoError(t, err)
	assert.NotContains(t, string(encoded), "planted")
}
