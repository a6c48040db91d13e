//go:build !lean

package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/internal/mcpserver"
)

var mcpCommand = command{
	name: "mcp", flagsOnly: true, args: "[--http HOST:PORT] [--tools NAME,…] [--allow-orders]",
	summary: "serve 1688 to assistants by the Model Context Protocol",
	help: `An assistant starts it and speaks with it over stdin and stdout; with --http it serves
many. It offers a dozen tools for buyers: search, image_search, offer, quote, supplier,
supplier_offers, freight, reviews, categories, trends, orders and trace. --tools opens
any other operation, also by a pattern such as alibaba.logistics.*.

Without credentials it serves the mock and says so in every result. With ALI1688_KEY and
ALI1688_SECRET it calls the gateway, with ALI1688_APP_KEY, ALI1688_APP_SECRET and
ALI1688_ACCESS_TOKEN the open platform; ALI1688_SESSION is the account of the gateway
for which it asks about orders. Results have no secrets and no personal data.

It only reads. With --allow-orders there are order_preview and order_create: an order
needs the token of a preview, which expires, and the confirmation of a person, whom the
server asks through the assistant's program. An order whose response is lost is looked
up and never sent again.

With --http other machines need a token: --http 0.0.0.0:8080 takes it from
ALI1688_MCP_TOKEN, and an Authorization header must have it.

  ali1688 mcp
  ali1688 mcp --http 127.0.0.1:8080 --budget 200
  ali1688 mcp --tools item_get_app,alibaba.trade.get.buyerView
  ali1688 mcp --allow-orders`,
	setup: func(flags *flag.FlagSet) func(*env) error {
		var a assistant
		flags.StringVar(&a.http, "http", "", "serve streamable HTTP at this `HOST:PORT`")
		flags.StringVar(&a.tools, "tools", "", "further operations, by `NAMES` or patterns with commas")
		flags.BoolVar(&a.orders, "allow-orders", false, "allow orders and other changes")
		flags.StringVar(&a.confirm, "confirm", "person",
			"`WHO` confirms a change: person, whom the server asks, or client, which asks by itself")
		flags.StringVar(&a.baseURL, "base-url", "", "another server, such as a mock: a `URL` of scheme://host[:port]")
		flags.Int64Var(&a.budget, "budget", 1000, "send at most `N` requests a day; 0 is any number")
		flags.Float64Var(&a.rate, "rate", 5, "send at most `N` requests a second; 0 is any number")
		timeVar(flags, &a.fresh, "cache", 10*time.Minute,
			"answer a repeated question about offers from memory for this `TIME`")
		timeVar(flags, &a.timeout, "timeout", 30*time.Second, "give up a call after this `TIME`")
		return a.run
	},
}

// assistant are the flags of mcp.
type assistant struct {
	http, tools, confirm, baseURL string
	orders                        bool
	budget                        int64
	rate                          float64
	fresh, timeout                time.Duration
}

func (a *assistant) run(e *env) error {
	if err := a.check(); err != nil {
		return err
	}
	config, err := a.config(e)
	if err != nil {
		return err
	}
	server, err := mcpserver.New(config)
	if err != nil {
		return err
	}
	if missing := config.Missing(); len(missing) > 0 {
		fmt.Fprintf(e.err, "without credentials for them there are no tools %s; `ali1688 mcp --help` names the variables\n",
			strings.Join(missing, ", "))
	}
	if a.http != "" {
		return a.serveHTTP(e, server)
	}
	err = server.Run(e.ctx, &mcp.IOTransport{Reader: io.NopCloser(e.in), Writer: nopCloser{e.out}})
	if e.ctx.Err() != nil || errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// check refuses flags that mean nothing.
func (a *assistant) check() error {
	switch {
	case a.confirm != "person" && a.confirm != "client":
		return fmt.Errorf("--confirm must be person or client, got %q", a.confirm)
	case a.budget < 0 || a.rate < 0:
		return errors.New("--budget and --rate must not be negative")
	case a.timeout <= 0:
		return errors.New("--timeout must be longer than nothing, such as 10s")
	}
	return nil
}

// stack returns what the calls go through: one budget and one limit for both APIs, and a memory for responses.
func (a *assistant) stack() stack {
	s := stack{retrier: &apiclient.Retries{}, limiter: &apiclient.Limits{
		All: apiclient.Limit{PerSecond: a.rate, Burst: 5, AtOnce: 4}}}
	if a.budget > 0 {
		s.budget = &apiclient.Budget{PerDay: a.budget, Ledger: apiclient.NewLedger()}
	}
	if a.fresh > 0 {
		s.cache = &apiclient.Cache{Store: apiclient.NewMemoryStore(16 << 20), Default: a.fresh}
	}
	return s
}

// nopCloser is a writer that stays open.
type nopCloser struct{ io.Writer }

// Close does nothing.
func (nopCloser) Close() error { return nil }
