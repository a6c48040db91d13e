package openplatform

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/loose"

	platform "github.com/go-ali1688/ali1688/generated/platform"
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
// wait for the same. What is got is handed to remember, if that is not nil, to be kept for the next start. It is
// [WithTokenStore] with a store in memory that holds this token for every member.
func WithRefreshToken(refreshToken string, remember func(Token)) Option {
	return func(c *config) {
		c.store = &oneToken{token: Token{Refresh: loose.SecretOf(refreshToken)}, remember: remember}
	}
}

// WithTokenStore acts for many members: it takes the token of the member that the context names, see [WithMember], out
// of the store, and renews it there as [WithRefreshToken] does.
func WithTokenStore(store TokenStore) Option { return func(c *config) { c.store = store } }

// TokenSourceFunc is a function that is a [TokenSource], such as one around an oauth2.TokenSource. The other way round,
// [Client.AccessToken] gives what an oauth2.Token needs.
type TokenSourceFunc func(ctx context.Context) (string, error)

// AccessToken calls f.
func (f TokenSourceFunc) AccessToken(ctx context.Context) (string, error) { return f(ctx) }

// AccessToken returns the token by which a call with this context would act, and renews it if it has to.
func (c *Client) AccessToken(ctx context.Context) (string, error) {
	d, err := c.application()
	if err != nil {
		return "", err
	}
	ctx, secrets := redact.Collect(ctx)
	token, err := d.token(ctx)
	return token, redacted(secrets, err)
}

// noToken says that a call was not sent for lack of a token. What happened to the call for the token must not be taken
// for what happened to this one: that a token may have been issued leaves nothing open about an order.
type noToken struct{ err error }

func (e *noToken) Error() string {
	return "there is no access token, so the request was not sent: " + e.err.Error()
}

func (e *noToken) Is(target error) bool {
	return target == ErrNotSent || target != ErrOutcomeUnknown && errors.Is(e.err, target)
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
		return "", &lasting{errors.New("the access token is empty")}
	}
	return string(t), nil
}

// String is REDACTED.
func (constant) String() string { return redact.Mark }

// GoString is REDACTED.
func (constant) GoString() string { return redact.Mark }

func (d *direct) getToken(ctx context.Context, args map[string]string) (Token, error) {
	object, err := loose.Marshal(args)
	if err != nil {
		return Token{}, err
	}
	asked := d.clock()
	op := (*platform.GetTokenResponse)(nil).Operation()
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
		return Token{}, fmt.Errorf("system.oauth2 getToken: the response cannot be read: %w", err)
	}
	if got.Access.IsEmpty() {
		e := newError(op, got.Error.String(), got.Reason.String(), nil)
		e.Refused = true
		return Token{}, e
	}
	token := Token{Access: got.Access, Refresh: got.Refresh}
	if seconds, ok := got.Seconds.Int64(); ok {
		token.Expires = asked.Add(time.Duration(seconds) * time.Second)
	}
	return token, nil
}
