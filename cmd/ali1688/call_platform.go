package main

import (
	"cmp"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688"
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/arguments"
	"github.com/go-ali1688/ali1688/openapi"
	"github.com/go-ali1688/ali1688/openplatform"
)

// runPlatform calls an operation of the open platform, directly or through the gateway.
func (c *caller) runPlatform(e *env, op *platform.Operation) error {
	if c.batch.in != "" {
		return c.runPlatformBatch(e, op)
	}
	args, err := platformArguments(op, e.args[1:])
	if err != nil {
		return err
	}
	if err := c.judgePlatform(op); err != nil {
		return err
	}
	if c.batch.cache != "" {
		return c.runPlatformCached(e, op, args)
	}
	client, err := c.platformClient(e.account)
	if err != nil {
		return err
	}
	c.enterSession(e)
	body, err := client.Call(openplatform.WithoutCache(e.ctx), op.API(), args)
	return c.printPlatform(e, body, err)
}

// enterSession makes the calls act for the account of --session, which no output shows from then on.
func (c *caller) enterSession(e *env) {
	if c.session != "" {
		e.account = e.account.with(c.session)
		e.out, e.err = e.account.hiding(e.out), e.account.hiding(e.err)
		e.ctx = ali1688.WithSession(e.ctx, c.session)
	}
}

// judgePlatform refuses flags that do not fit with the operation.
func (c *caller) judgePlatform(op *platform.Operation) error {
	switch {
	case c.via != "" && c.via != "gateway":
		return fmt.Errorf("--via must be gateway, or left out for the open platform itself, got %q", c.via)
	case c.session != "" && c.via == "":
		return errors.New(
			"--session is for --via gateway; the open platform itself takes the access token in ALI1688_ACCESS_TOKEN")
	case c.sign && c.via == "", c.resultType != "":
		return errors.New("--sign and --result-type are for the gateway; a request to the open platform is always signed, " +
			"and its response is JSON")
	case op.Effect != platform.EffectRead && !c.yes:
		return fmt.Errorf("%s changes something (%s: %s); the request was not sent: add --yes to send it",
			op.Name, op.Effect, op.Summary)
	}
	return c.judge()
}

// platformClient returns the client of the route that the flags name.
func (c *caller) platformClient(a account) (*openplatform.Client, error) {
	if c.via == "" {
		server, err := serverOf("base-url", cmp.Or(c.baseURL, openapi.OpenPlatform().Server))
		if err != nil {
			return nil, err
		}
		if a.appKey == "" || a.appSecret == "" {
			return nil, errors.New("set ALI1688_APP_KEY and ALI1688_APP_SECRET to the key and the secret of your application, " +
				"and ALI1688_ACCESS_TOKEN to the token of the member; or call through the gateway: --via gateway")
		}
		opts := append(c.stack.platform(), openplatform.WithBaseURL(server.String()), openplatform.WithTimeout(c.timeout))
		if a.token != "" {
			opts = append(opts, openplatform.WithAccessToken(a.token))
		}
		return openplatform.New(a.appKey, a.appSecret, opts...)
	}
	client, err := c.gatewayClient(a)
	if err != nil {
		return nil, err
	}
	return openplatform.Via(client, c.stack.via()...), nil
}

// gatewayClient returns the client of the gateway that the flags name.
func (c *caller) gatewayClient(a account) (*ali1688.Client, error) {
	server, err := serverOf("base-url", c.gatewayOr(c.baseURL))
	if err != nil {
		return nil, err
	}
	if a.key == "" || a.secret == "" {
		return nil, errNoAccount
	}
	opts := append(c.stack.gateway(), ali1688.WithBaseURL(server.String()), ali1688.WithPlatform(c.platform),
		ali1688.WithTimeout(c.timeout))
	if c.sign {
		opts = append(opts, ali1688.WithSigning())
	}
	return ali1688.New(a.key, a.secret, opts...)
}

// printPlatform writes the response to stdout, and returns the failure that it states.
func (c *caller) printPlatform(e *env, body jsontext.Value, failed error) error {
	var unreadable *openplatform.BodyError
	if c.raw && body == nil && errors.As(failed, &unreadable) {
		body = unreadable.Body
	}
	if err := c.write(e, e.args[0], body); err != nil {
		return err
	}
	if failed == nil {
		return nil
	}
	advise(e.err, failed)
	return failure{failed}
}

// platformArguments returns the arguments of a call as the object that the document describes: numbers as numbers,
// ids as text, objects and lists from JSON. What the document does not allow is refused.
func platformArguments(op *platform.Operation, args []string) (jsontext.Value, error) {
	var sent []arguments.Sent
	for _, arg := range args {
		name, value, err := argument(arg, func(name string) bool {
			return slices.ContainsFunc(sent, func(s arguments.Sent) bool { return s.Name == name })
		})
		if err != nil {
			return nil, err
		}
		p, err := platformParam(op, name)
		if err != nil {
			return nil, err
		}
		if value, err = fileContent(p, value); err != nil {
			return nil, err
		}
		sent = append(sent, arguments.Field(name, value))
	}
	return readArguments(op, sent)
}

// readArguments refuses arguments that the platform would read only by a detour. The client adds the application's
// own credentials.
func readArguments(op *platform.Operation, sent []arguments.Sent) (jsontext.Value, error) {
	for _, p := range op.Params {
		if isCredential(p.Name) {
			sent = append(sent, arguments.Field(p.Name, "0"))
		}
	}
	object, deviations, fault := arguments.Read(op, sent)
	switch {
	case fault != nil:
		return nil, fmt.Errorf("%s: %s; the request was not sent", op.Name, fault.Text)
	case len(deviations) > 0:
		return nil, fmt.Errorf("%s: %s; the request was not sent", op.Name, deviations[0].Text)
	}
	return object, nil
}

func isCredential(name string) bool { return name == "client_id" || name == "client_secret" }

// platformParam returns what the document states about a parameter, or an error that names the parameter that was
// meant.
func platformParam(op *platform.Operation, name string) (platform.Param, error) {
	var all []string
	for _, p := range op.Params {
		switch {
		case isCredential(p.Name):
		case p.Name == name:
			return p, nil
		default:
			all = append(all, p.Name)
		}
	}
	return platform.Param{}, fmt.Errorf("%s takes no parameter %q; %s", op.Name, name, meant(name, all))
}

// fileContent returns the value, or the bytes of a file in Base64 where the parameter is bytes and the value is @FILE.
func fileContent(p platform.Param, value string) (string, error) {
	file, named := strings.CutPrefix(value, "@")
	if !named || !p.File {
		return value, nil
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("cannot read the file of parameter %s: %w", p.Name, err)
	}
	return base64.StdEncoding.EncodeToString(content), nil
}
