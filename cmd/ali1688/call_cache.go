package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/apiclient"
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/beijing"
)

// runCached makes one call of the gateway, unless the file of --cache has its response.
func (c *caller) runCached(e *env, api string, values url.Values) error {
	return c.withCache(func() error {
		client, err := c.gatewayClient(e.account)
		if err != nil {
			return err
		}
		return c.printCached(e, func(ctx context.Context) (jsontext.Value, error) {
			body, err := client.Call(ctx, api, values)
			return body, c.explain(c.gatewayOr(c.baseURL), err)
		})
	})
}

// runPlatformCached makes one call of the open platform, unless the file of --cache has its response.
func (c *caller) runPlatformCached(e *env, op *platform.Operation, args jsontext.Value) error {
	return c.withCache(func() error {
		client, err := c.platformClient(e.account)
		if err != nil {
			return err
		}
		c.enterSession(e)
		return c.printCached(e, func(ctx context.Context) (jsontext.Value, error) { return client.Call(ctx, op.API(), args) })
	})
}

// withCache opens the file of --cache for the time of a call.
func (c *caller) withCache(call func() error) (err error) {
	if c.raw {
		return errors.New(
			"--raw prints a response as it came, and --cache keeps what can be read of it; leave one of them out")
	}
	if err := c.batch.openCache(&c.stack); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.stack.end()) }()
	return call()
}

// printCached prints a response, and where it is from if it was not requested.
func (c *caller) printCached(e *env, call func(context.Context) (jsontext.Value, error)) error {
	var info apiclient.CallInfo
	body, err := call(apiclient.WithCallInfo(e.ctx, &info))
	if info.Cached {
		fmt.Fprintf(e.err, "the response is from %s and came at %s; no request was sent\n", c.batch.cache,
			info.At.In(beijing.Zone).Format(time.DateTime))
	}
	return c.printPlatform(e, body, err)
}
