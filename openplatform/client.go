package openplatform

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"
	"unicode"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-json-experiment/json/jsontext"
)

// Client calls the open platform. It is safe for concurrent use.
type Client struct {
	Services
	route     route
	decoder   loose.Decoder
	pipeline  *apiclient.Pipeline
	unchecked bool
	caches    bool
}

// route is a way to the platform. What it returns has a text without secrets; an error after the request may have left
// is a *brokenOff.
type route interface {
	call(ctx context.Context, op *platform.Operation, args jsontext.Value) (body []byte, err error)
	// account returns whom the call acts for, for the key of a cache.
	account(ctx context.Context, op *platform.Operation) (string, bool)
	// rewrap is the platform's response, of which the route may return a part.
	rewrap(op *platform.Operation, body jsontext.Value) jsontext.Value
}

func connected(r route, decoder loose.Decoder) *Client {
	c := &Client{route: r, decoder: decoder, pipeline: new(apiclient.Pipeline)}
	c.connect(c)
	return c
}

// Option changes how a client of [New] calls.
type Option func(*config)

type config struct {
	apiclient.Config
	tokens TokenSource
	store  TokenStore
}

// New returns a client that calls the platform itself, as the application that appKey and appSecret belong to. Most
// calls need a member's access token: see [WithAccessToken], [WithRefreshToken] and [WithTokenSource]. Without
// options it calls https://gw.open.1688.com, and gives up on a call after 60 seconds.
func New(appKey, appSecret string, opts ...Option) (*Client, error) {
	c := config{Config: apiclient.DefaultConfig("https://gw.open.1688.com")}
	for _, opt := range opts {
		opt(&c)
	}
	address, err := c.Address("openapi")
	err = cmp.Or(checkApplication(appKey, appSecret), err, c.Check())
	if err != nil {
		return nil, fmt.Errorf("openplatform: %w", err)
	}
	d := &direct{
		http: c.HTTPClient(transport.OpenPlatform(c.Base(), c.Wire())), baseURL: address,
		appKey: appKey, appSecret: appSecret, clock: c.Clock, tokens: c.tokens,
	}
	if c.store != nil {
		d.tokens = newRefresher(d, c.store)
	}
	client := connected(d, c.Decoder)
	client.pipeline, client.unchecked, client.caches = c.Pipeline(), c.Unchecked, c.Cache != nil
	return client, nil
}

func checkApplication(appKey, appSecret string) error {
	if appKey == "" || strings.Trim(appKey, "0123456789") != "" {
		return errors.New("the app key must be digits; it is shown in the console of open.1688.com")
	}
	if appSecret == "" {
		return errors.New("the app secret is empty; it is shown in the console of open.1688.com")
	}
	if strings.ContainsFunc(appSecret, unicode.IsSpace) {
		return errors.New("the app secret has a blank in it, such as the end of a line of the file that it was read from")
	}
	return nil
}

// WithBaseURL calls another host, scheme://host[:port], such as a mock. /openapi and the path of the operation are
// appended. A path, such as that of a reverse proxy, stays before them.
func WithBaseURL(baseURL string) Option { return func(c *config) { c.BaseURL = baseURL } }

// WithTimeout limits every call, its response included. Zero means no limit but that of the context.
func WithTimeout(d time.Duration) Option { return func(c *config) { c.Timeout = d } }

// WithHTTPClient calls through client, of which the Transport, the Jar and nothing else is used. A Transport of your
// own that repeats requests repeats orders and payments; an http.Transport does not, as in ali1688.WithHTTPClient.
func WithHTTPClient(client *http.Client) Option {
	return func(c *config) { c.Client = client }
}

// WithUserAgent sends another User-Agent than [apiclient.UserAgent], which is the name and version of this module.
func WithUserAgent(text string) Option { return func(c *config) { c.UserAgent = text } }

// WithStrictDecoding makes a response with a member of an unexpected kind an error, a [*BodyError]; on an
// operation that changes something it is an [UnknownOutcomeError] around one. Without it such a member stays zero,
// everything else is decoded, and the field Unread of the response lists the member. A client of [Via] does as its
// gateway's client does.
func WithStrictDecoding() Option { return func(c *config) { c.Decoder.Strict = true } }

// WithMaxValues sets the number of values that a response may have, see ali1688.WithMaxValues.
func WithMaxValues(n int) Option { return func(c *config) { c.Decoder.MaxValues = n } }

// WithClock sets the clock that timestamps are read from, and by which a token is old.
func WithClock(now func() time.Time) Option { return func(c *config) { c.Clock = now } }

// WithoutValidation sends requests whose arguments the document does not allow, too. Without the option they are an
// error that is [ErrNotSent]. A client of [Via] does as its gateway's client does.
func WithoutValidation() Option { return func(c *config) { c.Unchecked = true } }

// WithBudget limits the requests of a day. A client of [Via] has the budget of its gateway's client.
func WithBudget(budget apiclient.Budget) Option { return func(c *config) { c.Budget = &budget } }

// WithLimiter has every request wait for its turn, by an [apiclient.Limits] or another limiter. Clients of one account
// may share one. A client of [Via] does as its gateway's client does.
func WithLimiter(limiter apiclient.Limiter) Option { return func(c *config) { c.Limiter = limiter } }

// WithRetries repeats calls that failed for a reason that passes, and never one that changes something, by an
// [apiclient.Retries] or another retrier. Every attempt may be charged. A client of [Via] does as its gateway's client
// does.
func WithRetries(retrier apiclient.Retrier) Option { return func(c *config) { c.Retrier = retrier } }

// WithFallback asks another host if one fails, and never for a call that changes something. A client of [Via] does as
// its gateway's client does.
func WithFallback(fallback apiclient.Fallback) Option {
	return func(c *config) { c.Fallback = &fallback }
}

// WithLogger writes a record of every call to log, see [apiclient.NewLogger]. A client of [Via] does as its gateway's
// client does.
func WithLogger(log *slog.Logger) Option { return WithObserver(apiclient.NewLogger(log)) }

// WithObserver notifies an observer of every call and of its attempts, for spans and metrics. The first given is the
// outermost.
func WithObserver(o apiclient.Observer) Option {
	return func(c *config) { c.Observers = append(c.Observers, o) }
}

// WithInstrumentation wraps the http.RoundTripper that requests end at, such as by otelhttp.NewTransport. It sees
// neither credentials nor arguments, see [transport.Instrumented].
func WithInstrumentation(wrap func(http.RoundTripper) http.RoundTripper) Option {
	return func(c *config) { c.Instrument = wrap }
}

// ViaOption changes how a client of [Via] calls.
type ViaOption func(*through)

// Via returns a client that calls the platform through the operation custom of the gateway, by an *ali1688.Client or
// by the client of your own edition. Calls act for the 1688 account that the session of their context was authorised
// by, see ali1688.WithSession, or else for the one that is bound in the gateway's console.
func Via(client apiclient.Gateway, opts ...ViaOption) *Client {
	t := &through{gateway: client}
	for _, opt := range opts {
		opt(t)
	}
	c := connected(t, client.Decoder())
	c.unchecked = !client.Validates()
	if t.responses != nil {
		own := apiclient.Config{Clock: time.Now, Cache: t.responses}
		c.pipeline, c.caches = own.Pipeline(), true
	}
	return c
}

// WithAPIDialect sends each argument as a parameter of its own beside api, which is the dialect of the provider's
// table. Without it a call is method and _o_args, as live clients send it.
func WithAPIDialect() ViaOption { return func(t *through) { t.apiDialect = true } }

// WithCache sets whether the gateway may answer reads from its cache, which it does by itself. What changes something
// never takes what is cached, nor does a read whose context is of [WithoutCache].
func WithCache(mode gateway.Cache) ViaOption { return func(t *through) { t.cache = mode } }

// WithLang asks the gateway for texts in a language, such as zh-CN.
func WithLang(lang gateway.Lang) ViaOption { return func(t *through) { t.lang = lang } }

// Call returns a call by name, "alibaba.trade.cancel" or "com.alibaba.trade/alibaba.trade.cancel", and returns the
// response as it came, beside an error if it states one. It is of the version that the document has. One that the
// document lacks needs its namespace, has version 1 unless the name ends in another, such as
// "com.alibaba.fenxiao/alibaba.pifatuan.product.detail.list-2", and counts as one that changes something. The
// arguments are anything that encodes as a JSON object, or nil.
func (c *Client) Call(ctx context.Context, api string, args any) (jsontext.Value, error) {
	op, err := operation(api)
	if err != nil {
		return nil, err
	}
	out, err := c.prepare(ctx, op, args)
	if err != nil {
		return nil, err
	}
	ctx, secrets := redact.Collect(ctx)
	var body jsontext.Value
	err = c.do(ctx, out, func(ctx context.Context) error {
		var err error
		body, err = c.raw(ctx, out)
		return redacted(secrets, err)
	})
	return body, err
}

// raw sends a call once, and returns the body beside the failure that it states.
func (c *Client) raw(ctx context.Context, out *outgoing) (jsontext.Value, error) {
	body, err := c.send(ctx, out)
	switch {
	case err != nil:
		return nil, err
	case len(out.op.Levels) == 0:
		return body, out.errorOfUndescribed(body)
	}
	return body, out.errorOf(c.route.rewrap(out.op, body))
}

// operation returns the one that a name means: of the document, unless namespace or version are others.
func operation(api string) (*platform.Operation, error) {
	name, version := versioned(api)
	op := platform.Find(name)
	namespace, short, ok := strings.Cut(name, "/")
	if op != nil && (!ok || op.Namespace == namespace) && (version == "" || version == op.Version) {
		return op, nil
	}
	if !ok || namespace == "" || short == "" {
		return nil, apiclient.Unsent(cmp.Or(api, "openplatform"),
			"an operation that is not described must be named <namespace>/<name>")
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

// copied returns a copy of what p points to, or of nothing.
func copied[T any](p *T) *T {
	if p == nil {
		return new(T)
	}
	return Ptr(*p)
}
