package openplatform

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/generated/gateway"
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

// road is a way to the platform. What it returns has a text without secrets; an error after the request may have left
// is a *brokenOff.
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

// New returns a client that calls the platform itself, as the application that appKey and appSecret belong to. Most
// calls need a member's access token: see [WithAccessToken], [WithRefreshToken] and [WithTokenSource]. Without
// options it calls https://gw.open.1688.com/openapi, and gives up on a call after 60 seconds.
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

// WithHTTPClient calls through client, of which the Transport, the Jar and nothing else is used. A Transport of your
// own that repeats requests repeats orders and payments; an http.Transport does not, as in ali1688.WithHTTPClient.
func WithHTTPClient(client *http.Client) Option {
	return func(c *config) {
		if client != nil {
			c.client = client
		}
	}
}

// WithStrictDecoding makes a response with a member of an unexpected kind an error, a *gateway.BodyError; on an
// operation that changes something it is an [UnknownOutcomeError] around one. Without it such a member stays zero,
// everything else is decoded, and the field Unread of the response lists the member. A client of [Via] does as its
// gateway's client does.
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

// Via returns a client that calls the platform through the operation custom of the gateway. Calls act for the 1688
// account that the session of their context was authorised by, see ali1688.WithSession, or else for the one that is
// bound in the gateway's console.
func Via(client *ali1688.Client, opts ...ViaOption) *Client {
	t := &through{client: client}
	for _, opt := range opts {
		opt(t)
	}
	return connected(t, client.Decoder())
}

// WithAPIDialect sends each argument as a parameter of its own beside api, which is the dialect of the provider's
// table. Without it a call is method and _o_args, as live clients send it.
func WithAPIDialect() ViaOption { return func(t *through) { t.apiDialect = true } }

// WithCache sets whether the gateway may answer reads from its cache, which it does by itself. What changes something
// never takes what is cached, nor does a read whose context is of [WithoutCache].
func WithCache(mode gateway.Cache) ViaOption { return func(t *through) { t.cache = &mode } }

// WithLang asks the gateway for texts in a language, such as zh-CN.
func WithLang(lang gateway.Lang) ViaOption { return func(t *through) { t.lang = &lang } }

// Call makes a call by name, "alibaba.trade.cancel" or "com.alibaba.trade/alibaba.trade.cancel", and returns the
// response as it came, beside an error if it states one. It is of the version that the document has. One that the
// document lacks needs its namespace, has version 1 unless the name ends in another, such as
// "com.alibaba.fenxiao/alibaba.pifatuan.product.detail.list-2", and counts as one that changes something. The
// arguments are anything that encodes as a JSON object, or nil.
func (c *Client) Call(ctx context.Context, api string, args any) (jsontext.Value, error) {
	op, err := operation(api)
	if err != nil {
		return nil, err
	}
	out, err := newOutgoing(op, args)
	if err != nil {
		return nil, err
	}
	ctx, secrets := redact.Collect(ctx)
	body, err := c.send(ctx, out)
	switch {
	case err != nil:
		return nil, redacted(secrets, err)
	case len(op.Levels) == 0:
		err = out.errorOfUndescribed(body)
	default:
		err = out.errorOf(c.road.whole(op, body))
	}
	return body, redacted(secrets, err)
}

// operation is the one that a name means: of the document, unless namespace or version are others.
func operation(api string) (*platform.Operation, error) {
	name, version := versioned(api)
	op := platform.Find(name)
	namespace, short, ok := strings.Cut(name, "/")
	if op != nil && (!ok || op.Namespace == namespace) && (version == "" || version == op.Version) {
		return op, nil
	}
	if !ok || namespace == "" || short == "" {
		return nil, errors.New("openplatform: an operation that is not described must be named <namespace>/<name>")
	}
	return &platform.Operation{
		Name: short, Namespace: namespace, Version: cmp.Or(version, "1"), Protocol: "param2", Effect: platform.EffectChange,
	}, nil
}

// versioned takes the version off a name that has one at its end.
func versioned(api string) (name, version string) {
	i := strings.LastIndexByte(api, '-')
	if i < 0 || i == len(api)-1 || strings.Trim(api[i+1:], "0123456789") != "" {
		return api, ""
	}
	return api[:i], api[i+1:]
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
