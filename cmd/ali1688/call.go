package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688"
	"github.com/go-ali1688/ali1688/internal/nearest"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/transport"
)

var callCommand = command{
	name: "call", args: "<api_name> [name=value …]", summary: "make one call and print the answer",
	help: `The key and the secret are read from ALI1688_KEY and ALI1688_SECRET. Parameters are
checked against the document before anything is sent, because a call costs money.
The answer goes to stdout as JSON and nothing else does; a failure that the gateway
reports is said on stderr, with exit code 1. A value @FILE is the base64 of a file.

  ali1688 call item_get num_iid=610947572360 lang=en
  ali1688 call upload_img imgcode=@picture.jpg
  ali1688 call item_search q=女装 --base-url http://127.0.0.1:1688`,
	setup: func(flags *flag.FlagSet) func(*env) error {
		var c caller
		flags.StringVar(&c.baseURL, "base-url", "https://api-gw.onebound.cn", "the gateway, `scheme://host[:port]`")
		flags.StringVar(&c.platform, "platform", "1688", "the `platform`, 1688 or 1688global")
		flags.StringVar(&c.resultType, "result-type", "", "the `format` of the answer, json or jsonu")
		flags.BoolVar(&c.raw, "raw", false, "print the body byte for byte as it came")
		flags.DurationVar(&c.timeout, "timeout", time.Minute, "give up after this `time`")
		return c.run
	},
}

type caller struct {
	baseURL, platform, resultType string
	raw                           bool
	timeout                       time.Duration
}

func (c *caller) run(e *env) error {
	if len(e.args) == 0 {
		return errors.New("call needs the name of an operation; `ali1688 endpoints` lists them")
	}
	api := e.args[0]
	op, ok := params.Operations[api]
	if !ok {
		return unknown(api)
	}
	values, err := arguments(e.args[1:])
	if err != nil {
		return err
	}
	if c.resultType != "" {
		values.Set("result_type", c.resultType)
	}
	if err := judge(api, op, values); err != nil {
		return err
	}
	if c.resultType = values.Get("result_type"); c.resultType != "" && !strings.HasPrefix(c.resultType, "json") {
		return fmt.Errorf("result_type %s cannot be printed as JSON; ask for json or jsonu", c.resultType)
	}
	return c.call(e, api, op, values)
}

// unknown says that there is no such operation, and which one was meant.
func unknown(api string) error {
	if near := nearest.To(api, slices.Collect(maps.Keys(params.Operations))); near != "" {
		return fmt.Errorf("there is no operation %q; did you mean %s?", api, near)
	}
	return fmt.Errorf("there is no operation %q; `ali1688 endpoints` lists them", api)
}

// arguments reads name=value, and files where a value begins with @.
func arguments(args []string) (url.Values, error) {
	values := url.Values{}
	for _, arg := range args {
		name, value, ok := strings.Cut(arg, "=")
		if !ok {
			return nil, fmt.Errorf("a parameter must be written name=value, got %q", name)
		}
		if file, isFile := strings.CutPrefix(value, "@"); isFile {
			content, err := os.ReadFile(file)
			if err != nil {
				return nil, fmt.Errorf("cannot read the file of parameter %s: %w", name, err)
			}
			value = base64.StdEncoding.EncodeToString(content)
		}
		values.Set(name, value)
	}
	return values, nil
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
		case slices.Contains([]string{"key", "secret", "sign", "session"}, name):
			return fmt.Errorf("%s is no parameter of a call; credentials come from the environment", name)
		case !known[name] && !free:
			return fmt.Errorf("%s takes no parameter %q; it takes %s", api, name, names(op))
		}
	}
	if fault := op.Check(values.Get); fault != nil {
		return fmt.Errorf("%s: %s; the call was not sent", api, fault.Reason)
	}
	return nil
}

func names(op params.Operation) string {
	var out []string
	for _, p := range op.Params {
		out = append(out, p.Name)
	}
	return strings.Join(out, ", ")
}

func (c *caller) call(e *env, api string, op params.Operation, values url.Values) error {
	key, secret := e.getenv("ALI1688_KEY"), e.getenv("ALI1688_SECRET")
	if key == "" || secret == "" {
		return errors.New("set ALI1688_KEY and ALI1688_SECRET to the key and the secret of your account")
	}
	req, err := c.request(e, api, op, values)
	if err != nil {
		return err
	}
	client := &http.Client{
		Transport: transport.Gateway(nil, key, secret), Timeout: c.timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	rsp, err := client.Do(req)
	if err != nil {
		return failure{fmt.Errorf("%s: %w", api, err)}
	}
	defer func() { _ = rsp.Body.Close() }()
	body, err := io.ReadAll(rsp.Body)
	if err != nil {
		return failure{fmt.Errorf("%s: the answer broke off: %w", api, err)}
	}
	return c.print(e, api, rsp, body, transport.NewRedactor(key, secret))
}

// request writes the call as the document has it: each parameter in the query or in the form.
func (c *caller) request(e *env, api string, op params.Operation, values url.Values) (*http.Request, error) {
	server, err := url.Parse(c.baseURL)
	if err != nil || server.Host == "" || server.Scheme != "http" && server.Scheme != "https" || server.User != nil {
		return nil, errors.New("--base-url must be scheme://host[:port], such as http://127.0.0.1:1688")
	}
	form := url.Values{}
	for _, p := range op.Params {
		if p.Form {
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

func (c *caller) print(e *env, api string, rsp *http.Response, body []byte, redactor transport.Redactor) error {
	if err := readable(rsp, body); err != nil {
		return failure{fmt.Errorf("%s: %w", api, err)}
	}
	out := slices.Clone(body)
	if !c.raw {
		if err := (*jsontext.Value)(&out).Format(readably...); err != nil {
			return failure{fmt.Errorf("%s: the answer is no JSON", api)}
		}
		out = append(out, '\n')
	}
	if _, err := e.out.Write(out); err != nil {
		return err
	}
	if err := ali1688.ErrorOf(api, body); err != nil {
		return failure{redactor.Error(err)}
	}
	return nil
}

// lenient is what PHP may write; readably is how people like to read it, Chinese unescaped.
var (
	lenient  = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}
	readably = append(slices.Clip(lenient), jsontext.PreserveRawStrings(false), jsontext.Multiline(true), jsontext.WithIndent("  "))
)

// readable says in one sentence why an answer is none.
func readable(rsp *http.Response, body []byte) error {
	kind := rsp.Header.Get("Content-Type")
	switch {
	case rsp.StatusCode != http.StatusOK:
		return fmt.Errorf("the gateway answered HTTP %d (%s) instead of 200; it may be down or the address wrong", rsp.StatusCode, kind)
	case len(bytes.TrimSpace(body)) == 0:
		return errors.New("the gateway answered with an empty body; try again later")
	case !jsontext.Value(body).IsValid(lenient...):
		return fmt.Errorf("the gateway answered with %d bytes (%s) that are no JSON; try again later", len(body), kind)
	}
	return nil
}
