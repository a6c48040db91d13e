//go:build !lean

package main

import (
	"cmp"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/internal/mcpserver"
	"github.com/go-ali1688/ali1688/internal/mcpserver/ordering"
	"github.com/go-ali1688/ali1688/internal/plain"
	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openapi"
	"github.com/go-ali1688/ali1688/openplatform"
)

// config returns the configuration of a server for the account of the environment, or for the mock without one.
func (a *assistant) config(e *env) (mcpserver.Config, error) {
	c := mcpserver.Config{Version: version(), Timeout: a.timeout, TrustClient: a.confirm == "client",
		Open: strings.FieldsFunc(a.tools, comma)}
	var err error
	if account := e.account; account.hasSecrets {
		c.Session = account.session
		c.Redactor = redact.New(account.secrets()...)
		err = a.realClients(&c, account)
	} else {
		c.Mock = true
		err = a.mockClients(&c)
	}
	if err == nil && c.Gateway == nil && c.Platform == nil {
		err = errors.New("the credentials in the environment are incomplete: a key needs its secret, and the open platform " +
			"the token, too; without any the mock is served")
	}
	if err == nil && a.orders && c.Platform != nil {
		c.Orders = &ordering.Desk{Client: c.Platform}
	}
	return c, err
}

// version returns the version of the program, such as v0.3.0, or devel.
func version() string {
	name, _, _ := strings.Cut(apiclient.UserAgent(), " ")
	return strings.TrimPrefix(name, "ali1688-go/")
}

// mockClients calls a mock in the same process, whose orders belong to one buyer.
func (a *assistant) mockClients(c *mcpserver.Config) error {
	handler, err := mock.NewHandler()
	if err != nil {
		return err
	}
	s, network := a.stack(), &http.Client{Transport: handler.Transport()}
	c.Plain = s.plain(plain.Application{Key: "1000000", Secret: "mock", Token: "mock"})
	c.Plain.Client = network
	c.Gateway, err = ali1688.New("mock", "mock", append(s.gateway(), ali1688.WithHTTPClient(network))...)
	if err != nil {
		return err
	}
	c.Platform, err = openplatform.New("1000000", "mock", append(s.platform(), openplatform.WithHTTPClient(network),
		openplatform.WithAccessToken("mock"))...)
	return err
}

// realClients makes the clients for which there are credentials.
func (a *assistant) realClients(c *mcpserver.Config, account account) error {
	s := a.stack()
	if account.key != "" && account.secret != "" {
		server, err := serverOf("base-url", cmp.Or(a.baseURL, openapi.Gateway().Server))
		if err != nil {
			return err
		}
		c.Gateway, err = ali1688.New(account.key, account.secret,
			append(s.gateway(), ali1688.WithBaseURL(server.String()))...)
		if err != nil {
			return err
		}
		if account.session != "" {
			c.Platform = openplatform.Via(c.Gateway)
		}
	}
	if account.appKey == "" || account.appSecret == "" || account.token == "" {
		return nil
	}
	server, err := serverOf("base-url", cmp.Or(a.baseURL, openapi.OpenPlatform().Server))
	if err != nil {
		return err
	}
	c.Plain = s.plain(plain.Application{Key: account.appKey, Secret: account.appSecret, Token: account.token})
	if a.baseURL != "" {
		c.Plain.Server = server.String()
	}
	c.Platform, err = openplatform.New(account.appKey, account.appSecret, append(s.platform(),
		openplatform.WithBaseURL(server.String()), openplatform.WithAccessToken(account.token))...)
	c.Session = ""
	return err
}

// plain returns the calls of documents without a client, which share the budget and the limit.
func (s *stack) plain(app plain.Application) *mcpserver.Plain {
	c := apiclient.Config{Clock: time.Now, Retrier: s.retrier, Limiter: s.limiter, Budget: s.budget}
	return &mcpserver.Plain{Client: new(http.Client), App: app, Pipeline: c.Pipeline()}
}
