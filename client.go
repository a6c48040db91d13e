package ali1688

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"
	"unicode"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/phpwire"
	"github.com/go-ali1688/ali1688/transport"
)

// Client calls the gateway. It is safe for concurrent use.
type Client struct {
	gateway    *gateway.ClientWithResponses
	platform   string
	resultType phpwire.Format // asked for, and empty where nothing is
	decoder    loose.Decoder
	pipeline   *apiclient.Pipeline
	unchecked  bool
	caches     bool
	address    string // of its host and platform
	account    string // a hash of the key
}

// Option changes how a client calls.
type Option func(*config)

type config struct {
	apiclient.Config
	platform   string
	sign       bool
	form       bool
	resultType phpwire.Format
}

// New returns a client for the account that key and secret belong to. Without options it calls platform 1688 at
// https://api-gw.onebound.cn, and gives up on a call after 60 seconds.
func New(key, secret string, opts ...Option) (*Client, error) {
	c := config{Config: apiclient.DefaultConfig("https://api-gw.onebound.cn"), platform: "1688"}
	for _, opt := range opts {
		opt(&c)
	}
	if err := c.check(key, secret); err != nil {
		return nil, fmt.Errorf("ali1688: %w", err)
	}
	server, err := c.Address(c.platform)
	if err != nil {
		return nil, fmt.Errorf("ali1688: %w", err)
	}
	calls, err := gateway.NewClientWithResponses(server, gateway.WithHTTPClient(c.sender(key, secret)))
	if err != nil {
		return nil, fmt.Errorf("ali1688: %w", err)
	}
	calls.Decoder = c.Decoder
	return &Client{
		gateway: calls, platform: c.platform, resultType: c.resultType, decoder: c.Decoder,
		pipeline: c.Pipeline(), unchecked: c.Unchecked, caches: c.Cache != nil, address: server,
		account: accountOf(server, "key", key),
	}, nil
}

// check refuses what could not be answered.
func (c *config) check(key, secret string) error {
	switch {
	case key == "":
		return errors.New("the key is empty; it is shown in the gateway's console")
	case strings.ContainsFunc(key+secret, unicode.IsSpace):
		return errors.New(
			"the key or the secret has a blank in it, such as the end of a line of the file that it was read from")
	}
	switch {
	case c.platform == "" || strings.ContainsAny(c.platform+c.Platform, "/?#"):
		return errors.New("the platform must be a plain name such as 1688 or 1688global")
	case c.Platform == c.platform:
		return errors.New("the fallback platform must be another one than the platform of the client")
	}
	if err := c.Check(); err != nil {
		return err
	}
	return c.checkWire(secret)
}

func (c *config) sender(key, secret string) *http.Client {
	wire := c.Wire()
	wire.Key, wire.Secret = loose.SecretOf(key), loose.SecretOf(secret)
	wire.Sign, wire.Form, wire.ResultType = c.sign, c.form, c.resultType
	return c.HTTPClient(transport.Gateway(c.Base(), wire))
}

// WithBaseURL calls another host, scheme://host[:port], such as a mock or a spare of the gateway. The platform and the
// name of the operation are appended. A path, such as that of a reverse proxy, stays before them.
func WithBaseURL(baseURL string) Option { return func(c *config) { c.BaseURL = baseURL } }

// WithUserAgent sends another User-Agent than [apiclient.UserAgent], which is the name and version of this module.
func WithUserAgent(text string) Option { return func(c *config) { c.UserAgent = text } }

// WithPlatform calls another platform of the same shapes; accounts without 1688 use "1688global".
func WithPlatform(platform string) Option { return func(c *config) { c.platform = platform } }

// WithFallbackPlatform makes a call again on another platform, such as "1688global", if the account may not use the
// operation on that of the client: some accounts have one of the two. For an hour the operation then goes there at
// once. What changes something, images, and all of [Client.Custom] stay on the platform of the client.
func WithFallbackPlatform(platform string) Option { return func(c *config) { c.Platform = platform } }

// WithTimeout limits every call, its response included. Zero means no limit but that of the context.
func WithTimeout(d time.Duration) Option { return func(c *config) { c.Timeout = d } }

// WithHTTPClient calls through client, of which the Transport, the Jar and nothing else is used.
//
// A request is given to the Transport once; an http.Transport sends it once at most, because the requests have no
// GetBody. A Transport of your own that repeats requests, such as one that buffers bodies and retries, repeats paid
// calls and orders.
func WithHTTPClient(client *http.Client) Option {
	return func(c *config) { c.Client = client }
}

// WithBudget limits the requests of a day, and refuses more before they are sent, with [apiclient.ErrBudgetSpent].
func WithBudget(budget apiclient.Budget) Option { return func(c *config) { c.Budget = &budget } }

// WithLimiter has every request wait for its turn, by an [apiclient.Limits] or another limiter. Clients of one account
// may share one.
func WithLimiter(limiter apiclient.Limiter) Option { return func(c *config) { c.Limiter = limiter } }

// WithRetries repeats calls that failed for a reason that passes, and never one that changes something, by an
// [apiclient.Retries] or another retrier. Every attempt may be charged.
func WithRetries(retrier apiclient.Retrier) Option { return func(c *config) { c.Retrier = retrier } }

// WithFallback asks another host if one fails, and never for a call that changes something.
func WithFallback(fallback apiclient.Fallback) Option {
	return func(c *config) { c.Fallback = &fallback }
}

// WithCache keeps responses, so that a request is not paid twice, and never those of [Client.Custom].
func WithCache(cache apiclient.Cache) Option { return func(c *config) { c.Cache = &cache } }

// WithLogger writes a record of every call to log, see [apiclient.NewLogger]. Calls of openplatform.Via are calls of
// custom, with the operation as the method.
func WithLogger(log *slog.Logger) Option { return WithObserver(apiclient.NewLogger(log)) }

// WithObserver notifies an observer of every call and of its attempts, for spans and metrics. The first given is the
// outermost.
func WithObserver(o apiclient.Observer) Option {
	return func(c *config) { c.Observers = append(c.Observers, o) }
}

// WithInstrumentation wraps the http.RoundTripper that requests end at, such as by otelhttp.NewTransport. Unlike a
// Transport of [WithHTTPClient] it sees neither the credentials, which are in the address, nor any other
// parameter, see [transport.Instrumented].
func WithInstrumentation(wrap func(http.RoundTripper) http.RoundTripper) Option {
	return func(c *config) { c.Instrument = wrap }
}

// Ptr returns a pointer to v, for optional parameters.
func Ptr[T any](v T) *T { return &v }
