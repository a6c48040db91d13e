package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/internal/plain"
	"github.com/go-ali1688/ali1688/internal/suggest"
	"github.com/go-ali1688/ali1688/openapi"
)

var callCommand = command{
	name: "call", args: "<api_name> [name=value …]",
	summary: "make one call of the gateway or the open platform and print the response",
	help: `The key and the secret are read from ALI1688_KEY and ALI1688_SECRET. Parameters are
checked against the document before anything is sent, because a call costs money; what
you give is sent, and nothing else. For imgcode, @FILE is a picture, which is sent as
the platform wants it. ` + "`ali1688 call <api_name> --help`" + ` lists the parameters.

An operation of the open platform is called on the platform itself, with the
application in ALI1688_APP_KEY and ALI1688_APP_SECRET and the member's token in
ALI1688_ACCESS_TOKEN; or, with --via gateway, through the gateway's custom for the
account of --session. Objects and lists are JSON. An operation that changes something
needs --yes; if the outcome is not known, the error says how to find out.

The response goes to stdout as JSON and nothing else does, whatever result_type it came
in; --raw prints it as it came. A failure that the gateway reports is said on stderr,
with exit code 1. Where a response echoes the key or the secret, REDACTED stands.

With --batch there is a call for each line of a file, an id or a JSON object of
parameters, and --out has one line of JSON a response. The same command goes on after an
interruption, and tries again what failed; the journal beside the output knows what is
paid. What changes something is refused.

With --cache a response that was fetched before, by a call or a batch, is taken from the
file while it is fresh, and costs nothing.

  ali1688 call item_get num_iid=610947572360 lang=en
  ali1688 call item_get num_iid=610947572360 | jq -r .item.price
  ali1688 call item_get --batch ids.txt --out out.ndjson --budget 1000
  ali1688 call upload_img imgcode=@picture.jpg
  ali1688 call item_search q=女装 page=2 --base-url http://127.0.0.1:1688
  ali1688 call alibaba.trade.getBuyerOrderList page=1
  ali1688 call alibaba.trade.cancel webSite=1688 tradeID=1221234567890123456 \
    cancelReason=buyerCancel --via gateway --session SESSION --yes`,
	setup: func(flags *flag.FlagSet) func(*env) error {
		var c caller
		flags.StringVar(&c.baseURL, "base-url", "",
			"another server, such as a mock: a `URL` of scheme://host[:port]; the real gateway or open platform if left out")
		flags.StringVar(&c.via, "via", "", "for the open platform: gateway, the `ROUTE` through the gateway's custom")
		flags.StringVar(&c.session, "session", "",
			"with --via gateway or for custom, the `SESSION` of the authorised 1688 account")
		flags.BoolVar(&c.yes, "yes", false, "send a call that changes something")
		flags.StringVar(&c.platform, "platform", "1688", "the platform's `NAME`, 1688 or 1688global")
		flags.StringVar(&c.resultType, "result-type", "",
			"the `FORMAT` in which the gateway answers: json, jsonu, xml, serialize or var_export")
		flags.BoolVar(&c.sign, "sign", false, "send the time and a sign in place of the secret")
		flags.BoolVar(&c.raw, "raw", false, "print the body byte for byte as it came, even if it is not JSON")
		c.batch.define(flags)
		flags.String("lang", "", "with --help, the language `LANG` of the texts: en or zh-CN; by itself that of the terminal")
		timeVar(flags, &c.timeout, "timeout", time.Minute, "give up after this `TIME`, such as 10s")
		return c.run
	},
}

type caller struct {
	baseURL, platform, resultType string
	via, session                  string
	raw, sign, yes                bool
	timeout                       time.Duration
	batch                         batchFlags
	stack                         stack
}

func (c *caller) run(e *env) error {
	if len(e.args) == 0 {
		return errors.New("call needs the name of an operation; `ali1688 endpoints` lists them")
	}
	if err := c.batch.check(); err != nil {
		return err
	}
	api := e.args[0]
	if op, ok := params.Operations[api]; ok {
		return c.runGateway(e, &op)
	}
	if op := platform.Find(api); op != nil {
		return c.runPlatform(e, op)
	}
	if op := plain.Find(api); op != nil {
		return c.runPlain(e, op)
	}
	return unknown(api)
}

// runGateway calls an operation of the gateway.
func (c *caller) runGateway(e *env, op *params.Operation) error {
	api := e.args[0]
	if c.via != "" || c.session != "" && api != passThrough {
		return fmt.Errorf("--via and --session are for operations of the open platform, and %s is one of the gateway", api)
	}
	c.enterSession(e)
	if c.batch.in != "" {
		return c.runGatewayBatch(e, op)
	}
	values, err := c.parameters(api, op, e.args[1:])
	if err != nil {
		return err
	}
	if err := c.judge(); err != nil {
		return err
	}
	if e.account.key == "" || e.account.secret == "" {
		return errNoAccount
	}
	if c.batch.cache != "" {
		return c.runCached(e, api, values)
	}
	req, err := c.request(e, api, *op, values)
	if err != nil {
		return err
	}
	answer, err := c.send(req, e.account)
	if err != nil {
		return failure{fmt.Errorf("%s: %w", api, c.unreachable(req.URL.Host, err))}
	}
	return c.print(e, api, answer)
}

// passThrough is the operation of the gateway that acts for an account of 1688.
const passThrough = "custom"

// parameters reads name=value and refuses what the document forbids.
func (c *caller) parameters(api string, op *params.Operation, args []string) (url.Values, error) {
	values, err := c.arguments(op, args)
	if err != nil {
		return nil, err
	}
	return values, judge(api, *op, values)
}

var errNoAccount = errors.New(
	"set ALI1688_KEY and ALI1688_SECRET to the key and the secret of your account; for a mock, any will do")

// gatewayOr returns the address, or that of the real gateway if it is empty.
func (c *caller) gatewayOr(address string) string {
	return cmp.Or(address, openapi.Gateway().Server)
}

// unknown returns the error for an unknown operation, with the operation that was probably meant.
func unknown(api string) error {
	if near := suggest.To(api, operationNames()); near != "" {
		return fmt.Errorf("there is no operation %q; did you mean %s?", api, near)
	}
	return fmt.Errorf("there is no operation %q; `ali1688 endpoints` lists them", api)
}

// arguments reads name=value, each name once.
func (c *caller) arguments(op *params.Operation, args []string) (url.Values, error) {
	values := url.Values{}
	if c.resultType != "" {
		values.Set("result_type", c.resultType)
	}
	for _, arg := range args {
		name, value, err := argument(arg, values.Has)
		if err != nil {
			return nil, err
		}
		if value, err = c.content(op, name, value); err != nil {
			return nil, err
		}
		values.Set(name, value)
	}
	return values, nil
}

// argument reads one name=value, whose name must not be given before.
func argument(arg string, given func(name string) bool) (name, value string, err error) {
	name, value, ok := strings.Cut(arg, "=")
	switch {
	case !ok || name == "":
		err = fmt.Errorf("a parameter must be written name=value, got %q", arg)
	case given(name):
		err = fmt.Errorf("the parameter %s is given twice; give it once", name)
	case value == "":
		err = fmt.Errorf("the parameter %s is empty; give it a value or leave it out", name)
	}
	return name, value, err
}

// judge refuses what the document forbids. An operation with free parameters takes any beside its own.
func judge(api string, op params.Operation, values url.Values) error {
	known := map[string]bool{}
	free := false
	for _, p := range op.Params {
		known[p.Name] = true
		free = free || p.Free()
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		switch {
		case name == "session":
			return errors.New("session is no parameter of a call; give the session of the account with --session")
		case slices.Contains([]string{"key", "secret", "sign"}, name):
			return fmt.Errorf("%s is no parameter of a call; credentials come from the environment", name)
		case !known[name] && !free:
			return fmt.Errorf("%s takes no parameter %q; %s", api, name, instead(name, op))
		}
	}
	if fault := op.Check(values.Get); fault != nil {
		return fmt.Errorf("%s: %s; the request was not sent", api, fault.Reason)
	}
	return nil
}

// instead returns which parameter was meant, or which there are.
func instead(name string, op params.Operation) string {
	own := lists.Select(op.Params, func(p params.Param) bool { return !p.Free() })
	return meant(name, lists.Map(own, func(p params.Param) string { return p.Name }))
}

// meant returns which of the parameters of an operation a name stands for, or all of them.
func meant(name string, all []string) string {
	if near := suggest.To(name, all); near != "" {
		return "did you mean " + near + "?"
	}
	return "it takes " + cmp.Or(strings.Join(all, ", "), "none")
}

// judge refuses what the document says nothing of: the flags.
func (c *caller) judge() error {
	switch {
	case c.platform != "1688" && c.platform != "1688global":
		return fmt.Errorf("--platform must be 1688 or 1688global, got %q", c.platform)
	case c.timeout <= 0:
		return errors.New("--timeout must be longer than nothing, such as 10s")
	}
	return nil
}

// request writes the call as the document has it: each parameter in the query or in the form.
func (c *caller) request(e *env, api string, op params.Operation, values url.Values) (*http.Request, error) {
	server, err := serverOf("base-url", c.gatewayOr(c.baseURL))
	if err != nil {
		return nil, err
	}
	c.resultType = values.Get("result_type")
	form := url.Values{}
	for _, p := range op.Params {
		if p.Form && values.Has(p.Name) {
			form[p.Name] = values[p.Name]
			values.Del(p.Name)
		}
	}
	server = server.JoinPath(c.platform, api, "/")
	server.RawQuery = values.Encode()
	req, err := http.NewRequestWithContext(e.ctx, op.Method, server.String(), strings.NewReader(form.Encode()))
	if err == nil && len(form) > 0 {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return req, err
}

// serverOf reads the address of a server that a flag gives. Paths are added to it.
func serverOf(flag, address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSuffix(address, "/"))
	if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" ||
		*u != (url.URL{Scheme: u.Scheme, Host: u.Host}) {
		return nil, fmt.Errorf(
			"--%s must be scheme://host[:port], such as http://127.0.0.1:1688; the path of the operation is added to it", flag)
	}
	return u, nil
}
