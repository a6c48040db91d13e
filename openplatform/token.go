package openplatform

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/loose"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-json-experiment/json/jsontext"
)

// TokenSource gives the access token of the member that a call acts for. It is asked before every call, with the
// call's context, so that one client can act for many members. It must be safe for concurrent use.
type TokenSource interface {
	AccessToken(ctx context.Context) (string, error)
}

// Token is what a member's authorisation gives. Printing, logging or encoding it shows REDACTED. To store it, store
// Expires and what the method Reveal of Access and Refresh returns.
type Token struct {
	Access  loose.Secret
	Refresh loose.Secret // gives new access tokens until it ends itself, after half a year
	Expires time.Time    // of the access token; the zero time is not known
}

// String is REDACTED.
func (Token) String() string { return redact.Mark }

// GoString is REDACTED.
func (Token) GoString() string { return redact.Mark }

// LogValue is REDACTED.
func (Token) LogValue() slog.Value { return slog.StringValue(redact.Mark) }

// WithAccessToken calls with this token, which nothing renews: it is good for ten hours.
func WithAccessToken(token string) Option {
	return func(c *config) { c.tokens = constant(token) }
}

// WithTokenSource asks source for the token of each call.
func WithTokenSource(source TokenSource) Option { return func(c *config) { c.tokens = source } }

// WithRefreshToken gets access tokens with a refresh token, the first when a call needs it and another before each
// ends, or when the platform has refused one; the call that was refused is not repeated. Calls that wait for a token
// wait for the same. What is got is handed to remember, if that is not nil, to be kept for the next start.
func WithRefreshToken(refreshToken string, remember func(Token)) Option {
	return func(c *config) { c.refresh, c.remembered = refreshToken, remember }
}

// noToken says that a call was not sent for lack of a token. What befell the call for the token must not be taken for
// what befell this one: that a token may have been issued leaves nothing open about an order.
type noToken struct{ err error }

func (e *noToken) Error() string {
	return "there is no access token, so the call was not sent: " + e.err.Error()
}

func (e *noToken) Is(target error) bool {
	return target != ErrOutcomeUnknown && errors.Is(e.err, target)
}

func (e *noToken) As(target any) bool {
	switch target.(type) {
	case **brokenOff, **UnknownOutcomeError:
		return false
	}
	return errors.As(e.err, target)
}

// constant is a token that never changes.
type constant string

// AccessToken returns the token.
func (t constant) AccessToken(context.Context) (string, error) {
	if t == "" {
		return "", errors.New("the access token is empty")
	}
	return string(t), nil
}

// String is REDACTED.
func (constant) String() string { return redact.Mark }

// GoString is REDACTED.
func (constant) GoString() string { return redact.Mark }

// early is how long before its end a token counts as old, so that none ends on its way.
const early = 2 * time.Minute

// refresher renews a token. One call at a time does it, and the others wait for what it gets.
type refresher struct {
	road     *direct
	remember func(Token)
	turn     chan struct{} // holds one element while nobody renews
	token    Token
}

func newRefresher(d *direct, refreshToken string, remember func(Token)) *refresher {
	r := &refresher{road: d, remember: remember, turn: make(chan struct{}, 1), token: Token{Refresh: loose.SecretOf(refreshToken)}}
	r.turn <- struct{}{}
	return r
}

// AccessToken returns the token at hand, or a new one.
func (r *refresher) AccessToken(ctx context.Context) (string, error) {
	select {
	case <-r.turn:
	case <-ctx.Done():
		return "", ctx.Err()
	}
	defer func() { r.turn <- struct{}{} }()
	if !r.token.Access.IsEmpty() && r.road.clock().Before(r.token.Expires.Add(-early)) {
		return r.token.Access.Reveal(), nil
	}
	token, err := r.road.getToken(ctx, map[string]string{"grant_type": "refresh_token", "refresh_token": r.token.Refresh.Reveal()})
	if err != nil {
		return "", err
	}
	if token.Refresh.IsEmpty() { // the one that was used goes on being good
		token.Refresh = r.token.Refresh
	}
	r.token = token
	if r.remember != nil {
		r.remember(token)
	}
	return token.Access.Reveal(), nil
}

// forget makes the next call get another token: the platform does not take this one any more.
func (r *refresher) forget(access string) {
	<-r.turn
	if r.token.Access.Reveal() == access {
		r.token.Access = loose.Secret{}
	}
	r.turn <- struct{}{}
}

func (d *direct) getToken(ctx context.Context, args map[string]string) (Token, error) {
	object, err := loose.Marshal(args)
	if err != nil {
		return Token{}, err
	}
	asked := d.clock()
	op := platform.Find("getToken")
	ctx, secrets := redact.Collect(ctx)
	body, err := d.call(ctx, op, object)
	if err != nil {
		return Token{}, redacted(secrets, fmt.Errorf("system.oauth2 getToken: %w", err))
	}
	token, err := readToken(op, body, asked)
	return token, redacted(secrets, err)
}

func readToken(op *platform.Operation, body jsontext.Value, asked time.Time) (Token, error) {
	var got struct {
		Access  loose.Secret `json:"access_token"`
		Refresh loose.Secret `json:"refresh_token"`
		Seconds loose.Int    `json:"expires_in"`
		Error   loose.Text   `json:"error"`
		Reason  loose.Text   `json:"error_description"`
	}
	if refused := platformError(op, body); refused != nil {
		return Token{}, refused
	}
	if err := loose.Unmarshal(body, &got); err != nil {
		return Token{}, fmt.Errorf("system.oauth2 getToken: the answer cannot be read: %w", err)
	}
	if got.Access.IsEmpty() {
		return Token{}, &Error{API: op.Name, Code: platform.Code(got.Error.String()), Message: clean(got.Reason.String()), Refused: true}
	}
	token := Token{Access: got.Access, Refresh: got.Refresh}
	if seconds, ok := got.Seconds.Int64(); ok {
		token.Expires = asked.Add(time.Duration(seconds) * time.Second)
	}
	return token, nil
}
