package orders

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/splitmix"
	"github.com/go-ali1688/ali1688/loose"
)

// tokenLife is how long an access token is good for, and refreshLife a refresh token.
const (
	tokenLife   = 10 * time.Hour
	refreshLife = 180 * 24 * time.Hour
)

// tokens are the tokens that the world has issued. Any other text is a token of somebody, too, and never ends.
type tokens struct {
	seed uint64
	savedTokens
}

// savedTokens are the tokens as a state has them.
type savedTokens struct {
	Count uint64               `json:"count,omitempty"`
	Ends  map[string]time.Time `json:"ends,omitempty"`  // of access and refresh tokens
	Owner map[string]string    `json:"owner,omitempty"` // the refresh token, or the code, that a token began with
	Used  map[string]bool      `json:"used,omitempty"`  // codes and refresh tokens that are used up
}

func (t *savedTokens) clone() savedTokens {
	return savedTokens{t.Count, maps.Clone(t.Ends), maps.Clone(t.Owner), maps.Clone(t.Used)}
}

func newTokens(seed uint64) tokens {
	return tokens{seed, savedTokens{0, map[string]time.Time{}, map[string]string{}, map[string]bool{}}}
}

func (t *tokens) issue(kind, owner string, ends time.Time) string {
	t.Count++
	token := fmt.Sprintf("%s-%016x", kind, splitmix.Mix(t.seed+t.Count*0x9e3779b97f4a7c15))
	t.Ends[hashSecret(token)], t.Owner[hashSecret(token)] = ends, hashSecret(owner)
	return token
}

// ownerOf returns the code or token that an authorisation began with. All tokens of one authorisation share it.
func (t *tokens) ownerOf(token string) string {
	if owner, ok := t.Owner[hashSecret(token)]; ok {
		return owner
	}
	return token
}

// The kinds of tokens, which an issued one begins with. Codes are not issued.
const (
	accessKind  = "access"
	refreshKind = "refresh"
	codeKind    = "code"
)

// refuses reports whether a text is not a valid token of a kind: it is used up, or was issued and has ended, or was
// issued as a token of another kind.
func (t *tokens) refuses(kind, token string, now time.Time) bool {
	ends, issued := t.Ends[hashSecret(token)]
	return t.Used[hashSecret(token)] || issued && (!now.Before(ends) || !strings.HasPrefix(token, kind+"-"))
}

var unauthorized = &Refusal{Code: platform.CodeUnauthorized, Message: "Request need user authorized"}

// Authorised returns the member that an access token belongs to. One that has ended is refused; one that the world has
// not given out belongs to a member of its own.
func (w *World) Authorised(token string) (member string, refused *Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if token == "" || w.issued.refuses(accessKind, token, w.clock()) {
		return "", unauthorized
	}
	if _, issued := w.issued.Owner[hashSecret(token)]; w.options.IssuedTokens && !issued {
		return "", unauthorized
	}
	return w.issued.ownerOf(token), nil
}

// Revoke ends a token or a session from now on, as a member does who withdraws its authorisation.
func (w *World) Revoke(token string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.issued.Used[hashSecret(token)] = true
}

// Account returns the member that a request through the gateway acts for. A key has one bound account: that of the
// first session that is sent with it, or one of its own. A further session is a member of its own. A revoked session
// is refused.
func (w *World) Account(key, session string) (member string, refused *Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if session != "" && w.issued.refuses(accessKind, session, w.clock()) {
		return "", unauthorized
	}
	account := hashSecret(key)
	bound, known := w.bound[account]
	switch {
	case session == "" && known:
		return bound, nil
	case session == "":
		w.bound[account] = account
		return account, nil
	case !known:
		w.bound[account] = hashSecret(w.issued.ownerOf(session))
	case bound == account && w.aliases[account] == "":
		w.aliases[account] = hashSecret(session)
	}
	if w.aliases[account] == hashSecret(session) {
		return account, nil
	}
	return w.issued.ownerOf(session), nil
}

// hashSecret returns the hash under which a token, a session or a key is kept, so that no state shows one. The hash of
// a
// hash is the hash itself.
func hashSecret(text string) string {
	const prefix, length = "mark-", 24
	if rest, ok := strings.CutPrefix(text, prefix); ok && len(rest) == length && strings.Trim(rest,
		"0123456789abcdef") == "" {
		return text
	}
	sum := sha256.Sum256([]byte(text))
	return prefix + hex.EncodeToString(sum[:])[:length]
}

// Token returns an access token for a code, which is good once, or for a refresh token. Any text is a code and a
// refresh token of somebody.
func (w *World) Token(req *platform.GetTokenRequest) (*platform.GetTokenResponse, *Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	kind, given := codeKind, valueOf(req.Code)
	if req.GrantType == platform.GrantTypeRefreshToken {
		kind, given = refreshKind, valueOf(req.RefreshToken).Reveal()
	}
	if given == "" {
		return nil, &Refusal{Code: platform.CodeParamMissing, Message: "Required argument code or refresh_token"}
	}
	if w.issued.refuses(kind, given, w.clock()) {
		return nil, unauthorized
	}
	owner := w.issued.ownerOf(given)
	out := &platform.GetTokenResponse{ExpiresIn: loose.IntOf(formatID(int64(tokenLife.Seconds()))),
		ResourceOwner: memberOf(owner).LoginID, MemberID: memberOf(owner).ID}
	if req.GrantType == platform.GrantTypeAuthorizationCode {
		w.issued.Used[hashSecret(given)] = true
		if req.NeedRefreshToken != nil && *req.NeedRefreshToken {
			out.RefreshToken = w.refreshToken(owner, out)
		}
	}
	out.AccessToken = w.accessToken(owner)
	return out, nil
}

func (w *World) accessToken(owner string) loose.Secret {
	return loose.SecretOf(w.issued.issue(accessKind, owner, w.clock().Add(tokenLife)))
}

func (w *World) refreshToken(owner string, out *platform.GetTokenResponse) loose.Secret {
	ends := w.clock().Add(refreshLife)
	out.RefreshTokenTimeout = at(ends).String()
	return loose.SecretOf(w.issued.issue(refreshKind, owner, ends))
}

// Postpone exchanges a refresh token, which is void then.
func (w *World) Postpone(req *platform.PostponeTokenRequest) (*platform.PostponeTokenResponse, *Refusal) {
	w.mu.Lock()
	defer w.mu.Unlock()
	given := req.RefreshToken.Reveal()
	if w.issued.refuses(refreshKind, given, w.clock()) {
		return nil, unauthorized
	}
	owner := w.issued.ownerOf(given)
	w.issued.Used[hashSecret(given)] = true
	var got platform.GetTokenResponse
	return &platform.PostponeTokenResponse{
		RefreshToken: w.refreshToken(owner, &got), RefreshTokenTimeout: got.RefreshTokenTimeout,
		AccessToken: w.accessToken(owner), ExpiresIn: loose.IntOf(formatID(int64(tokenLife.Seconds()))),
	}, nil
}
