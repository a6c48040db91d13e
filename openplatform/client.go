package openplatform

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-json-experiment/json/jsontext"
)

// Client calls the open platform. It is safe for concurrent use.
type Client struct {
	Services
	road    road
	decoder loose.Decoder
}

// road is a way to the platform. What it returns has a text without secrets; an error after the request may have left is a
// *brokenOff.
type road interface {
	call(ctx context.Context, op *platform.Operation, args jsontext.Value) (body []byte, err error)
	// whole is the platform's response, of which the road may return a part.
	whole(op *platform.Operation, body jsontext.Value) jsontext.Value
}

func connected(r road, decoder loose.Decoder) *Client {
	c := &Client{road: r, decoder: decoder}
	c.connect(c)
	return c
}

// Option changes how a client of [New] calls.
type Option func(*config)

type config struct {
	baseURL    string
	timeout    time.Duration
	client     *http.Client
	clock      func() time.Time
	tokens     TokenSource
	refresh    string // a refresh token
	remembered func(Token)
	decoder    loose.Decoder
}

// New returns a client that calls the platform itself, as the application that appKey and appSecret belong to. Most calls need a
// member's access token: see [WithAccessToken], [WithRefreshToken] and [WithTokenSource]. Without options it calls
// https://gw.open.1688.com/openapi, and gives up on a call after 60 seconds.
func New(appKey, appSecret string, opts ...Option) (*Client, error) {
	c := config{
		baseURL: "https://gw.open.1688.com/openapi",
		timeout: 60 * time.Second,
		client:  http.DefaultClient,
		clock:   time.Now,
	}
	for _, opt := range opts {
		opt(&c)
	}
	if appKey == "" || strings.Trim(appKey, "0123456789") != "" {
		return nil, errors.New("openplatform: the app key must be digits; it is shown in the console of open.1688.com")
	}
	if appSecret == "" {
		return nil, errors.New("openplatform: the app secret is empty; it is shown in the console of open.1688.com")
	}
	u, err := url.Parse(c.baseURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.RawQuery != "" {
		return nil, errors.New("openplatform: the base URL must be scheme://host[:port]/path, such as https://gw.open.1688.com/openapi")
	}
	d := &direct{
		http: c.httpClient(), baseURL: strings.TrimSuffix(u.String(), "/") + "/",
		appKey: appKey, appSecret: appSecret, clock: c.clock, tokens: c.tokens,
	}
	if c.refresh != "" {
		d.tokens = newRefresher(d, c.refresh, c.remembered)
	}
	return connected(d, c.decoder), nil
}

// WithBaseURL calls another host, such as a mock. The path of the operation is appended.
func WithBaseURL(baseURL string) Option { return func(c *config) { c.baseURL = baseURL } }

// WithTimeout limits every call, its answer included. Zero means no limit but that of the context.
func WithTimeout(d time.Duration) Option { return func(c *config) { c.timeout = d } }

// WithHTTPClient calls through client, of which the Transport, the Jar and nothing else is used. A Transport of your own that
// repeats requests repeats orders and payments; an http.Transport does not, as in ali1688.WithHTTPClient.
func WithHTTPClient(client *http.Client) Option {
	return func(c *config) {
		if client != nil {
			c.client = client
		}
	}
}

// WithStrictDecoding makes a response with a member of an unexpected kind an error, a *gateway.BodyError; on an operation that
// changes something it is an [UnknownOutcomeError] around one. Without it such a member stays zero, everything else is
// decoded, and the field Unread of the response lists the member. A client of [Via] does as its gateway's client does.
func WithStrictDecoding() Option { return func(c *config) { c.decoder.Strict = true } }

// WithMaxValues sets the number of values that a response may have, see ali1688.WithMaxValues.
func WithMaxValues(n int) Option { return func(c *config) { c.decoder.MaxValues = n } }

// WithClock sets the clock that timestamps are read from, and by which a token is old.
func WithClock(now func() time.Time) Option { return func(c *config) { c.clock = now } }

// httpClient is never used for two attempts: see package transport.
func (c *config) httpClient() *http.Client {
	return &http.Client{
		Transport: transport.OpenPlatform(c.client.Transport, c.timeout, c.decoder.MaxValues),
		Jar:       c.client.Jar,
		// A redirect would carry the token to wherever it points.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// ViaOption changes how a client of [Via] calls.
type ViaOption func(*through)

// Via returns a client that calls the platform through the operation custom of the gateway. Calls act for the 1688 account that
// the session of their context was authorised by, see ali1688.WithSession, or else for the one that is bound in the gateway's
// console.
func Via(client *ali1688.Client, opts ...ViaOption) *Client {
	t := &through{client: client}
	for _, opt := range opts {
		opt(t)
	}
	return connected(t, client.Decoder())
}

// WithAPIDialect sends each argument as a parameter of its own beside api, which is the dialect of the provider's table. Without
// it a call is method and _o_args, as live clients send it.
func WithAPIDialect() ViaOption { return func(t *through) { t.apiDialect = true } }

// Call makes a call that need not be described, such as "com.alibaba.trade/alibaba.trade.cancel", version 1, and gives the answer
// as it came. The arguments are anything that encodes as a JSON object, or nil. An operation that the document does not know
// counts as one that changes something.
func (c *Client) Call(ctx context.Context, api string, args any) (jsontext.Value, error) {
	op := platform.Find(api)
	namespace, name, ok := strings.Cut(api, "/")
	if op == nil || ok && op.Namespace != namespace {
		if !ok || namespace == "" || name == "" {
			return nil, errors.New("openplatform: an operation that is not described must be named <namespace>/<name>")
		}
		op = &platform.Operation{Name: name, Namespace: namespace, Version: "1", Protocol: "param2", Effect: platform.EffectChange}
	}
	out, err := newOutgoing(op, args)
	if err != nil {
		return nil, err
	}
	ctx, secrets := redact.Collect(ctx)
	body, err := c.send(ctx, out)
	return body, redacted(secrets, err)
}

// Ptr returns a pointer to v, for optional arguments.
func Ptr[T any](v T) *T { return &v }

// copied is a copy of what p points to, or of nothing.
func copied[T any](p *T) *T {
	if p == nil {
		return new(T)
	}
	return Ptr(*p)
}
