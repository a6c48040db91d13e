package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/batch"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/openapi"
)

// runGatewayBatch makes a batch of an operation of the gateway.
func (c *caller) runGatewayBatch(e *env, op *params.Operation) (err error) {
	api := e.args[0]
	if api == "custom" {
		return errors.New(
			"--batch refuses custom, which may order and pay; name the operation of the open platform, with --via gateway")
	}
	if err := c.judge(); err != nil {
		return err
	}
	if c.stack, err = c.batch.stack(e.ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.stack.end()) }()
	client, err := c.gatewayClient(e.account)
	if err != nil {
		return err
	}
	source := batchSource{about: batch.About{
		Operation: api, Route: "gateway", Server: c.gatewayOr(c.baseURL), Platform: c.platform,
	}}
	for _, p := range op.Params {
		if p.Required {
			source.required = append(source.required, p.Name)
		}
	}
	if len(op.OneOf) > 0 {
		source.required = append(source.required, strings.Join(op.OneOf, ","))
	}
	source.read = func(args []string) (string, batchSend, error) {
		values, err := c.parameters(api, op, args)
		send := func(ctx context.Context) (jsontext.Value, error) { return client.Call(ctx, api, values) }
		return values.Encode(), send, err
	}
	return c.runBatch(e, source)
}

// runPlatformBatch makes a batch of an operation of the open platform that reads.
func (c *caller) runPlatformBatch(e *env, op *platform.Operation) (err error) {
	if op.Effect != platform.EffectRead {
		return fmt.Errorf("%s changes something (%s: %s); --batch takes only operations that read, even with --yes",
			op.Name, op.Effect, op.Summary)
	}
	if err := c.judgePlatform(op); err != nil {
		return err
	}
	if c.stack, err = c.batch.stack(e.ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.stack.end()) }()
	client, err := c.platformClient(e.account)
	if err != nil {
		return err
	}
	c.enterSession(e)
	source := c.platformSource(op)
	source.read = func(args []string) (string, batchSend, error) {
		object, err := platformArguments(op, args)
		if err != nil {
			return "", nil, err
		}
		canonical := object.Clone()
		err = canonical.Compact(jsontext.ReorderRawObjects(true)) // Canonicalize would round the ids of orders
		return string(canonical), func(ctx context.Context) (jsontext.Value, error) {
			return client.Call(c.batch.context(ctx), op.API(), object)
		}, err
	}
	return c.runBatch(e, source)
}

// platformSource describes the requests of an operation of the open platform, by the route that the flags name.
func (c *caller) platformSource(op *platform.Operation) batchSource {
	about := batch.About{Operation: op.Name, Route: "open platform",
		Server: cmp.Or(c.baseURL, openapi.OpenPlatform().Server)}
	if c.via != "" {
		about.Route, about.Platform = "open platform through the gateway", c.platform
		about.Server = c.gatewayOr(c.baseURL)
	}
	source := batchSource{about: about}
	for _, p := range op.Params {
		if p.Required && !isCredential(p.Name) {
			source.required = append(source.required, p.Name)
		}
	}
	return source
}
