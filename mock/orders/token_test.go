package orders_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/mock/orders"
)

const (
	accessLife  = 10 * time.Hour
	refreshLife = 180 * 24 * time.Hour
)

// code gets tokens for a code of an authorisation.
func (s *shop) code(code string, refresh bool) (access, refreshToken string, refused *orders.Refusal) {
	got, refused := s.orders.Token(&platform.GetTokenRequest{
		GrantType: platform.GrantTypeAuthorizationCode, Code: &code, NeedRefreshToken: &refresh,
	})
	if refused != nil {
		return "", "", refused
	}
	return got.AccessToken.Reveal(), got.RefreshToken.Reveal(), nil
}

// refresh gets an access token for a refresh token.
func (s *shop) refresh(token string) (access string, refused *orders.Refusal) {
	secret := loose.SecretOf(token)
	got, refused := s.orders.Token(&platform.GetTokenRequest{GrantType: platform.GrantTypeRefreshToken,
		RefreshToken: &secret})
	if refused != nil {
		return "", refused
	}
	return got.AccessToken.Reveal(), nil
}

// postpone exchanges a refresh token.
func (s *shop) postpone(token string) (access, refreshToken string, refused *orders.Refusal) {
	got, refused := s.orders.Postpone(&platform.PostponeTokenRequest{RefreshToken: loose.SecretOf(token)})
	if refused != nil {
		return "", "", refused
	}
	return got.AccessToken.Reveal(), got.RefreshToken.Reveal(), nil
}

// account returns what the account behind a token shows of itself, or "" if the token is refused.
func (s *shop) account(token string) string {
	who, refused := s.orders.Authorised(token)
	if refused != nil {
		return ""
	}
	s.member = who
	return member(s.call("alibaba.account.basic", values{}), "memberId")
}

// TestTokens gets tokens for a code and lets them end: an access token after 10 hours, a refresh token after 180 days,
// a
// code with its first use.
func TestTokens(t *testing.T) {
	s := newShop(t, orders.Options{})
	begin := s.now
	access, refresh, refused := s.code("code-1", true)
	require.Nil(t, refused)
	require.NotEqual(t, access, refresh)
	me := s.account("code-1-member")
	require.NotEmpty(t, me)
	me = s.account(access)
	_, _, refused = s.code("code-1", true)
	assert.Equal(t, &orders.Refusal{Code: "401", Message: "Request need user authorized"}, refused,
		"a code is good once")
	_, none, refused := s.code("code-2", false)
	require.Nil(t, refused)
	assert.Empty(t, none, "no refresh token was asked for")

	s.now = begin.Add(accessLife - 1)
	assert.Equal(t, me, s.account(access))
	s.now = begin.Add(accessLife)
	assert.Empty(t, s.account(access))
	second, refused := s.refresh(refresh)
	require.Nil(t, refused)
	assert.Equal(t, me, s.account(second), "a refreshed token is the same member's")
	third, refused := s.refresh(refresh)
	require.Nil(t, refused, "getToken leaves the refresh token good")
	assert.NotEqual(t, second, third)

	s.now = begin.Add(refreshLife - 1)
	_, refused = s.refresh(refresh)
	require.Nil(t, refused)
	s.now = begin.Add(refreshLife)
	_, refused = s.refresh(refresh)
	assert.NotNil(t, refused)
	_, _, refused = s.postpone(refresh)
	assert.NotNil(t, refused)
}

// TestTokenResponse compares every member of what a token comes with.
func TestTokenResponse(t *testing.T) {
	s := newShop(t, orders.Options{})
	code, yes := "code", true
	got, refused := s.orders.Token(&platform.GetTokenRequest{GrantType: platform.GrantTypeAuthorizationCode,
		Code: &code, NeedRefreshToken: &yes})
	require.Nil(t, refused)
	assert.Regexp(t, "^access-[0-9a-f]{16}$", got.AccessToken.Reveal())
	assert.Regexp(t, "^refresh-[0-9a-f]{16}$", got.RefreshToken.Reveal())
	assert.Equal(t, "36000", got.ExpiresIn.String())
	assert.Equal(t, "20270228200000000+0800", got.RefreshTokenTimeout)
	s.member, _ = s.orders.Authorised(got.AccessToken.Reveal())
	body := s.call("alibaba.account.basic", values{})
	assert.Equal(t, member(body, "memberId"), quoted(got.MemberID))
	assert.Equal(t, member(body, "loginId"), quoted(got.ResourceOwner))

	postponed, refused := s.orders.Postpone(&platform.PostponeTokenRequest{RefreshToken: got.RefreshToken})
	require.Nil(t, refused)
	assert.Equal(t, "36000", postponed.ExpiresIn.String())
	assert.Equal(t, "20270228200000000+0800", postponed.RefreshTokenTimeout)
	for _, r := range []*platform.GetTokenRequest{
		{GrantType: platform.GrantTypeAuthorizationCode}, {GrantType: platform.GrantTypeRefreshToken},
		{GrantType: platform.GrantTypeRefreshToken, Code: &code},
	} {
		_, refused = s.orders.Token(r)
		assert.Equal(t, &orders.Refusal{Code: "gw.ParamMissing", Message: "Required argument code or refresh_token"},
			refused)
	}
}

// TestPostponeOnce voids a refresh token with its exchange: neither postponeToken nor getToken takes it again.
func TestPostponeOnce(t *testing.T) {
	s := newShop(t, orders.Options{})
	_, first, refused := s.code("code", true)
	require.Nil(t, refused)
	access, second, refused := s.postpone(first)
	require.Nil(t, refused)
	require.NotEqual(t, first, second)
	_, _, refused = s.postpone(first)
	assert.Equal(t, platform.CodeUnauthorized, refused.Code)
	_, refused = s.refresh(first)
	assert.NotNil(t, refused)
	again, third, refused := s.postpone(second)
	require.Nil(t, refused)
	assert.Equal(t, s.account(access), s.account(again), "all tokens of one authorisation are one member's")
	assert.NotEqual(t, second, third)

	_, refused = s.refresh(again)
	assert.NotNil(t, refused, "an access token is no refresh token")
	_, _, refused = s.postpone(again)
	assert.NotNil(t, refused)
	_, _, refused = s.code(third, false)
	assert.NotNil(t, refused, "nor is a refresh token a code")
	_, refused = s.orders.Account("key", third)
	assert.NotNil(t, refused, "or a session")

	_, refused = s.refresh("somebody's")
	require.Nil(t, refused, "any text is a refresh token of somebody")
	_, _, refused = s.postpone("somebody's")
	require.Nil(t, refused)
	_, _, refused = s.postpone("somebody's")
	assert.NotNil(t, refused)
}

// TestAuthorised takes tokens that the world has issued, and others unless they have to be.
func TestAuthorised(t *testing.T) {
	cases := []struct {
		name   string
		strict bool // IssuedTokens
		token  func(*shop) string
		want   bool
	}{
		{"none", false, func(*shop) string { return "" }, false},
		{"any", false, func(*shop) string { return "any" }, true},
		{"any, strictly", true, func(*shop) string { return "any" }, false},
		{"issued", true, func(s *shop) string { token, _, _ := s.code("c", false); return token }, true},
		{"a refresh token", false, func(s *shop) string { _, token, _ := s.code("c", true); return token }, false},
		{"revoked", false, func(s *shop) string { s.orders.Revoke("any"); return "any" }, false},
		{"revoked when issued", true, func(s *shop) string {
			token, _, _ := s.code("c",
				false)
			s.orders.Revoke(token)
			return token
		}, false},
		{"another is revoked", false, func(s *shop) string { s.orders.Revoke("another"); return "any" }, true},
		{"forgotten", false, func(s *shop) string { s.orders.Revoke("any"); s.orders.Clear(); return "any" }, true},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{IssuedTokens: tt.strict})
			_, refused := s.orders.Authorised(tt.token(s))
			assert.Equal(t, tt.want, refused == nil)
		})
	}
}

// TestAccountsOfKeys binds accounts to keys of the gateway: the first session of a key is its account.
func TestAccountsOfKeys(t *testing.T) {
	type use struct {
		key, session string
		want         int // the number of the account, in the order in which they come up; -1 if it is refused
	}
	cases := []struct {
		name string
		uses []use
	}{
		{"a key is an account", []use{{"k", "", 0}, {"k", "", 0}, {"other", "", 1}}},
		{"the first session is the key's account", []use{{"k", "s", 0}, {"k", "", 0}, {"k", "s", 0}}},
		{"a session joins the key", []use{{"k", "", 0}, {"k", "s", 0}, {"k", "", 0}}},
		{"a second session is another's", []use{{"k", "", 0}, {"k", "s", 0}, {"k", "t", 1}, {"k", "s", 0}, {"k", "",
			0}}},
		{"a second session beside the first", []use{{"k", "s", 0}, {"k", "t", 1}, {"k", "", 0}}},
		{"a session of two keys", []use{{"k", "s", 0}, {"l", "s", 0}, {"l", "", 0}}},
		{"a revoked session", []use{{"k", "s", 0}, {"k", "revoked", -1}, {"k", "", 0}}},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, orders.Options{})
			s.orders.Revoke("revoked")
			var seen []string
			for i, u := range tt.uses {
				who, refused := s.orders.Account(u.key, u.session)
				if u.want < 0 {
					require.NotNil(t, refused)
					continue
				}
				require.Nil(t, refused)
				s.member = who
				got := member(s.call("alibaba.account.basic", values{}), "memberId")
				if u.want == len(seen) {
					require.NotContains(t, seen, got, "use %d", i)
					seen = append(seen, got)
				}
				assert.Equal(t, seen[u.want], got, "use %d", i)
			}
		})
	}
}

// TestSessionOfToken takes an issued token for a session: the same member by both routes.
func TestSessionOfToken(t *testing.T) {
	s := newShop(t, orders.Options{})
	token, _, refused := s.code("c", false)
	require.Nil(t, refused)
	direct := s.account(token)
	who, refused := s.orders.Account("k", token)
	require.Nil(t, refused)
	s.member = who
	assert.Equal(t, direct, member(s.call("alibaba.account.basic", values{}), "memberId"))
	s.now = s.now.Add(accessLife)
	_, refused = s.orders.Account("k", token)
	assert.NotNil(t, refused)
}

// TestSecretsOfState shows no token, session or key in a state.
func TestSecretsOfState(t *testing.T) {
	s := newShop(t, orders.Options{})
	access, refresh, refused := s.code("the-code", true)
	require.Nil(t, refused)
	_, _ = s.orders.Account("the-key", "the-session")
	s.orders.Revoke("the-revoked")
	s.member = "the-member"
	s.order()
	body, err := loose.Marshal(s.orders.State())
	require.NoError(t, err)
	for _, secret := range []string{access, refresh, "the-code", "the-key", "the-session", "the-revoked",
		"the-member"} {
		assert.False(t, strings.Contains(string(body), secret), secret)
	}
}
