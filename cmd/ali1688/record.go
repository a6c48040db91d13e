package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/url"

	"github.com/go-ali1688/ali1688/internal/browserguard"
	"github.com/go-ali1688/ali1688/internal/optional"
	"github.com/go-ali1688/ali1688/internal/valuelimit"
	"github.com/go-ali1688/ali1688/record"
)

var recordCommand = command{
	name: "record", flagsOnly: true, args: "--to DIR [--upstream URL] [--listen HOST:PORT]",
	summary: "record responses of the gateway and the open platform as a proxy",
	help: `Point a client at the proxy instead of the gateway or the open platform. Each response
becomes a file DIR/<api_name>/….json, which check, mock --recordings and tests read
unchanged. The response and its request are validated against the document of their API.
Credentials and personal data are removed before anything is written; DIR/ledger.log has
one line for each call. The calls are real and are charged.

  ali1688 record --to recorded/
  ali1688 record --to recorded/ --upstream http://127.0.0.1:1688 --listen 127.0.0.1:0`,
	setup: func(flags *flag.FlagSet) func(*env) error {
		var p proxy
		flags.StringVar(&p.upstream, "upstream", "",
			"record from this server, a `URL` of scheme://host[:port]; without it from the real gateway or open platform, "+
				"by the path")
		flags.StringVar(&p.to, "to", "", "the `DIR` to record into")
		flags.IntVar(&p.maxValues, "max-values", valuelimit.MaxValues,
			"a response may have `N` values; one with more is written down and does not conform")
		flags.StringVar(&p.listen, "listen", "127.0.0.1:16880", "the `HOST:PORT` to listen on")
		return p.run
	},
}

type proxy struct {
	upstream, to, listen string
	maxValues            int
}

func (p *proxy) run(e *env) error {
	if p.to == "" {
		return errors.New("record needs a folder to record into: --to DIR")
	}
	upstream, err := p.server()
	if err != nil {
		return err
	}
	recorder, err := record.New(p.to, record.WithMaxValues(p.maxValues),
		record.OnExchange(func(x record.Exchange, err error) { say(e.err, x, err) }))
	if err != nil {
		return err
	}
	listener, err := listen(p.listen)
	if err != nil {
		return err
	}
	fmt.Fprintln(e.out, "listening on http://"+listener.Addr().String())
	return serve(e.ctx, browserguard.New(p.listen).Hosts(browserguard.Same(recorder.Proxy(upstream))), listener)
}

// server returns the server of the flag --upstream, or nil for the real ones.
func (p *proxy) server() (*url.URL, error) {
	if p.upstream == "" {
		return nil, nil
	}
	return serverOf("upstream", p.upstream)
}

// say tells a person what was recorded, and what the documents do not say about it.
func say(out io.Writer, x record.Exchange, err error) {
	verdict := map[bool]string{true: "conforms", false: "does not conform"}[x.OK]
	if err != nil { // then it may not have been validated
		verdict = "not recorded: " + oneLine(err.Error())
	}
	fmt.Fprintf(out, "%s: HTTP %d, %s\n", oneLine(x.API+optional.Text(" ", x.File, "")), x.Status, verdict)
	for _, d := range x.Deviations {
		fmt.Fprintln(out, "  request: "+oneLine(d.Text))
	}
	for _, f := range x.Findings {
		fmt.Fprintln(out, "  "+f.String())
	}
}

func listen(address string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w; choose another address with --listen", address, errors.Unwrap(err))
	}
	return listener, nil
}
