// Package apiclient is the core that the clients of both APIs share: the options that mean the same for both, the
// http.Client, reading a response, errors, advice on retrying, and paging. Packages ali1688 and openplatform give its
// types their own names, such as ali1688.Error and openplatform.Error, which are one type.
//
// It is public because a client made by `ali1688 generate` lies in another module and uses it, too: its errors are
// those of package ali1688, and openplatform.Via takes it.
package apiclient

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"
	"github.com/go-json-experiment/json/jsontext"
)

// Config is what every client can be told.
type Config struct {
	BaseURL   string       // scheme://host[:port], see [Address]
	Client    *http.Client // its Transport and its Jar are used; nil is http.DefaultClient
	Timeout   time.Duration
	UserAgent string // "" is [UserAgent]
	Decoder   loose.Decoder
	Clock     func() time.Time
	Unchecked bool      // send requests that the document does not allow, too
	Budget    *Budget   // limits the requests of a day; nil does not
	Limiter   Limiter   // limits requests at once and in a second; nil does not
	Fallback  *Fallback // other hosts; nil is none
	Retrier   Retrier   // repeats calls; nil does not
	Cache     *Cache    // keeps responses; nil does not
	// Platform is another platform of the gateway, for operations that the account may not use on its own; "" is none.
	Platform string

	Observers []Observer // are notified of every call, the outermost first
	// Instrument wraps the round tripper that requests end at, see [transport.Instrumented]. Nil does not.
	Instrument func(http.RoundTripper) http.RoundTripper
}

// DefaultConfig returns the configuration of a client without options: a request takes at most 60 seconds. Translated
// responses have taken 9 seconds, slow ones a minute.
func DefaultConfig(baseURL string) Config {
	return Config{BaseURL: baseURL, Timeout: 60 * time.Second, Clock: time.Now}
}

// Base returns the round tripper that requests end at. Without one of the user's it is http.DefaultTransport, with as
// many idle connections as requests are usually made at once: http.Transport keeps two for a host, so that eight
// workers open a connection for every third request.
func (c *Config) Base() http.RoundTripper {
	if c.Instrument != nil {
		return transport.Instrumented(c.wireEnd(), c.Instrument)
	}
	return c.wireEnd()
}

// wireEnd returns the round tripper that sends.
func (c *Config) wireEnd() http.RoundTripper {
	if own := c.client().Transport; own != nil {
		return own
	}
	standard, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultTransport
	}
	return pools.of(standard)
}

// idleConnections is how many connections to a host wait for the next request.
const idleConnections = 64

// pools is shared by all clients of a program. A sync.Map would do, and cost each program that has a client more to
// compile than the rest of this file.
var pools = transports{made: map[*http.Transport]*http.Transport{}}

// transports has a copy with more idle connections for each http.DefaultTransport that the program has had.
type transports struct {
	mu   sync.Mutex
	made map[*http.Transport]*http.Transport
}

func (t *transports) of(standard *http.Transport) *http.Transport {
	t.mu.Lock()
	defer t.mu.Unlock()
	pool, ok := t.made[standard]
	if !ok {
		pool = standard.Clone()
		pool.MaxIdleConnsPerHost, pool.MaxIdleConns = idleConnections, max(pool.MaxIdleConns, 2*idleConnections)
		t.made[standard] = pool
	}
	return pool
}

// Wire returns the part of the configuration that package transport composes the round trippers by.
func (c *Config) Wire() transport.Config {
	agent := cmp.Or(c.UserAgent, UserAgent())
	return transport.Config{Timeout: c.Timeout, MaxValues: c.Decoder.MaxValues, Clock: c.Clock, UserAgent: agent}
}

// HTTPClient returns a client that sends through rt. It follows no redirect, which would carry the credentials to
// wherever it points.
func (c *Config) HTTPClient(rt http.RoundTripper) *http.Client {
	return &http.Client{
		Transport:     rt,
		Jar:           c.client().Jar,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func (c *Config) client() *http.Client { return cmp.Or(c.Client, http.DefaultClient) }

// Address returns the address that the paths of operations are appended to: the base URL, root, and a slash. The base
// URL is scheme://host[:port]. It may have a path, such as that of a reverse proxy, which stays before root. Because
// root is appended, a base URL that ends in it is refused.
func (c *Config) Address(root string) (string, error) {
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.RawQuery != "" ||
		u.ForceQuery || u.Fragment != "" {
		return "", errors.New("the base URL must be scheme://host[:port], such as http://127.0.0.1:1688")
	}
	base := strings.TrimRight(u.String(), "/")
	if strings.HasSuffix(base, "/"+root) {
		return "", fmt.Errorf("the base URL must be scheme://host[:port], without /%s, which the client appends", root)
	}
	return base + "/" + root + "/", nil
}

// Check returns an error for a configuration that cannot work.
func (c *Config) Check() error {
	if err := CheckUserAgent(c.UserAgent); err != nil {
		return err
	}
	if c.Fallback == nil {
		return nil
	}
	for _, host := range c.Fallback.Hosts {
		if u, err := url.Parse(host); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" ||
			*u != (url.URL{Scheme: u.Scheme, Host: u.Host}) {
			return errors.New("a fallback host must be scheme://host[:port], such as https://api-1.onebound.cn")
		}
	}
	return nil
}

// Gateway is a client of the gateway, of package ali1688 or of a user's own edition, as far as requests to the open
// platform need it.
type Gateway interface {
	// CallPlatform calls the operation custom and returns the response of the open platform, which may state a failure. An
	// error means that there is none.
	CallPlatform(ctx context.Context, call PlatformCall) (jsontext.Value, error)
	// Decoder returns how the client decodes responses.
	Decoder() loose.Decoder
	// Validates reports whether the client refuses requests that the document does not allow.
	Validates() bool
}

// PlatformCall is a request to the open platform through the operation custom of the gateway. Empty members are not
// sent.
type PlatformCall struct {
	API       string            // the operation, in the dialect of the provider's table
	Arguments map[string]string // its arguments, each a parameter of its own
	Method    string            // the operation, in the dialect that live clients use
	OArgs     string            // its arguments as JSON text
	Cache     string            // yes, no
	Lang      string            // the language of texts, such as zh-CN
	Reads     bool              // the operation changes nothing
}
