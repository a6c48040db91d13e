package openplatform_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/openplatform"
)

func TestAuthorize(t *testing.T) {
	client, r := responding(t, `{"access_token":"planted-access","refresh_token":"planted-refresh","expires_in":"60"}`,
		openplatform.WithClock(func() time.Time { return time.Unix(1000, 0) }))
	address, err := client.AuthorizeURL("https://a.test/back?x=1", "my state")
	require.NoError(t, err)
	assert.Equal(t, "https://auth.1688.com/oauth/authorize?client_id="+testKey+
		"&redirect_uri=https%3A%2F%2Fa.test%2Fback%3Fx%3D1&site=1688&state=my+state", address)
	token, err := client.Exchange(t.Context(), "planted-code", "https://a.test/back")
	require.NoError(t, err)
	assert.Equal(t, url.Values{"client_id": {testKey}, "client_secret": {testSecret}, "grant_type": {"authorization_code"},
		"need_refresh_token": {"true"}, "code": {"planted-code"}, "redirect_uri": {"https://a.test/back"}}, r.form)
	assert.Equal(t, []string{"planted-access", "planted-refresh"}, []string{token.Access.Reveal(), token.Refresh.Reveal()})
	assert.Equal(t, time.Unix(1060, 0), token.Expires)

	through, _ := via(t, "https://a.test")
	_, err = through.AuthorizeURL("https://a.test/back", "")
	assert.ErrorContains(t, err, "which a client of Via has not")
	_, err = through.Exchange(t.Context(), "planted-code", "https://a.test/back")
	assert.ErrorContains(t, err, "which a client of Via has not")
}

func TestExchangeFails(t *testing.T) {
	cases := []struct{ body, want string }{
		{`{"error":"invalid_grant","error_description":"used planted-code"}`,
			"getToken: refused by the platform: invalid_grant: used REDACTED"},
		{`{"error":"invalid_grant"}`, "getToken: refused by the platform: invalid_grant"},
		{`{}`, "getToken: refused by the platform"},
		{`{"error_code":"500","error_message":"no"}`, "getToken: refused by the platform: 500: no"},
		{`{"access_token":[1]}`, "the response cannot be read"},
		{`<html>`, "it is not JSON"},
	}
	for _, c := range cases {
		client, _ := responding(t, c.body)
		token, err := client.Exchange(t.Context(), "planted-code", "https://a.test/back")
		assert.ErrorContains(t, err, c.want, c.body)
		assert.NotContains(t, fmt.Sprint(err), "planted-code")
		assert.True(t, token.Access.IsEmpty())
	}
}

// memberTokens gives each member's token, and fails without a member.
type memberTokens struct{}

type memberKey struct{}

func (memberTokens) AccessToken(ctx context.Context) (string, error) {
	member, ok := ctx.Value(memberKey{}).(string)
	if !ok {
		return "", errors.New("no member")
	}
	return "planted-token-of-" + member, nil
}

func TestTokenSource(t *testing.T) {
	client, r := responding(t, `{"success":true}`, openplatform.WithTokenSource(memberTokens{}))
	_, err := cancel(context.WithValue(t.Context(), memberKey{}, "a"), client)
	require.NoError(t, err)
	assert.Equal(t, "planted-token-of-a", r.form.Get("access_token"))
}

// TestTokenOfPublicOperations is sent where there is one, as the platform's pages have it.
func TestTokenOfPublicOperations(t *testing.T) {
	request := &platform.GetCategoryRequest{}
	client, r := responding(t, `{"categoryInfo":[{"categoryID":1}]}`)
	_, err := client.Categories.GetCategory(t.Context(), request)
	require.NoError(t, err)
	assert.Equal(t, testToken, r.form.Get("access_token"))
	client, r = responding(t, `{"categoryInfo":[{"categoryID":1}]}`, openplatform.WithTokenSource(nil))
	_, err = client.Categories.GetCategory(t.Context(), request)
	require.NoError(t, err)
	assert.False(t, r.form.Has("access_token"))
}
