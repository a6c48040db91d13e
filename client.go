package ali1688

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

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
}

// Option changes how a client calls.
type Option func(*config)

type config struct {
	baseURL  string
	platform string
	client   *http.Client
	wire     transport.Config
	decoder  loose.Decoder
}

// New returns a client for the account that key and secret belong to. Without options it calls platform 1688 at
// https://api-gw.onebound.cn, and gives up on a call after 60 seconds.
func New(key, secret string, opts ...Option) (*Client, error) {
	c := config{
		baseURL:  "https://api-gw.onebound.cn",
		platform: "1688",
		client:   http.DefaultClient,
		wire:     transport.Config{Timeout: 60 * time.Second}, // translated responses have taken 9 seconds, slow ones a minute
	}
	for _, opt := range opts {
		opt(&c)
	}
	if key == "" {
		return nil, errors.New("ali1688: the key is empty; it is shown in the gateway's console")
	}
	server, err := c.server()
	if err != nil {
		return nil, err
	}
	if err := c.checkWire(secret); err != nil {
		return nil, err
	}
	c.wire.Key, c.wire.Secret = loose.SecretOf(key), loose.SecretOf(secret)
	calls, err := gateway.NewClientWithResponses(server, gateway.WithHTTPClient(c.httpClient()))
	if err != nil {
		return nil, fmt.Errorf("ali1688: %w", err)
	}
	calls.Decoder = c.decoder
	return &Client{
		gateway: calls, platform: c.platform, resultType: c.wire.ResultType,
		decoder: c.decoder,
	}, nil
}

// WithBaseURL calls another host, scheme://host[:port], such as a mock or a spare of the gateway. The platform and the
// name of the operation are appended.
func WithBaseURL(baseURL string) Option { return func(c *config) { c.baseURL = baseURL } }

// WithPlatform calls another platform of the same shapes; accounts without 1688 use "1688global".
func WithPlatform(platform string) Option { return func(c *config) { c.platform = platform } }

// WithTimeout limits every call, its answer included. Zero means no limit but that of the context.
func WithTimeout(d time.Duration) Option { return func(c *config) { c.wire.Timeout = d } }

// WithHTTPClient calls through client, of which the Transport, the Jar and nothing else is used.
//
// A request is given to the Transport once; an http.Transport sends it once at most, because the requests have no
// GetBody. A Transport of your own that repeats requests, such as one that buffers bodies and retries, repeats paid
// calls and orders.
func WithHTTPClient(client *http.Client) Option {
	return func(c *config) {
		if client != nil {
			c.client = client
		}
	}
}

// server is the address that operation names are appended to.
func (c *config) server() (string, error) {
	u, err := url.Parse(c.baseURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.RawQuery != "" {
		return "", errors.New("ali1688: the base URL must be scheme://host[:port], such as https://api-gw.onebound.cn")
	}
	if c.platform == "" || strings.ContainsAny(c.platform, "/?#") {
		return "", errors.New("ali1688: the platform must be a plain name such as 1688 or 1688global")
	}
	return strings.TrimSuffix(u.String(), "/") + "/" + c.platform + "/", nil
}

func (c *config) httpClient() *http.Client {
	return &http.Client{
		Transport: transport.Gateway(c.client.Transport, c.wire),
		Jar:       c.client.Jar,
		// A redirect would carry the secret to wherever it points.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Ptr returns a pointer to v, for optional parameters.
func Ptr[T any](v T) *T { return &v }
