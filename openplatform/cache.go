package openplatform

import (
	"context"
	"net/url"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/apiclient"
	platform "github.com/go-ali1688/ali1688/generated/platform"
)

// WithResponseCache keeps the responses of operations that read, so that a request is not made twice. What one member
// was told is never told to another: the access token is part of the key, as a hash, so that a renewed one begins anew.
// A call whose context is of [WithoutCache] is not answered from it.
func WithResponseCache(cache apiclient.Cache) Option { return func(c *config) { c.Cache = &cache } }

// WithViaCache is [WithResponseCache] for a client of [Via]. The session, or without one the account of the gateway, is
// part of the key. The cache of the gateway's client has no responses of the open platform.
func WithViaCache(cache apiclient.Cache) ViaOption { return func(t *through) { t.responses = &cache } }

// do makes a call, whose attempts leave the body in out.
func (c *Client) do(ctx context.Context, out *outgoing, attempt func(context.Context) error) error {
	about := aboutOf(out.op)
	about.Key = c.key(ctx, out)
	return c.pipeline.Do(ctx, about, func(ctx context.Context) error {
		out.body = nil
		err := attempt(ctx)
		about.Body = out.body
		return err
	})
}

// key returns the key of a call in the cache, or "" for one that must not be answered from it.
func (c *Client) key(ctx context.Context, out *outgoing) string {
	op := out.op
	if !c.caches || op.Effect != platform.EffectRead || op.Unsigned || ctx.Value(freshKey{}) != nil {
		return ""
	}
	account, ok := c.route.account(ctx, op)
	arguments := out.object.Clone()
	if !ok || arguments.Compact(jsontext.ReorderRawObjects(true)) != nil {
		return ""
	}
	return apiclient.CacheKey(account, op.API(), url.Values{"arguments": {string(arguments)}})
}

// account returns the application and the member that a call acts for; CacheKey makes a hash of it. It reports false
// where that is not known, such as without a token.
func (d *direct) account(ctx context.Context, op *platform.Operation) (string, bool) {
	token := ""
	if !op.Public || d.tokens != nil {
		var err error
		if token, err = d.token(ctx); err != nil {
			return "", false // the call itself says why
		}
	}
	return d.baseURL + "\n" + d.appKey + "\n" + token, true
}

// account returns the account of the gateway's client and its session, if it names them.
func (t *through) account(ctx context.Context, _ *platform.Operation) (string, bool) {
	client, ok := t.gateway.(interface {
		CacheAccount(ctx context.Context) string
	})
	if !ok {
		return "", false
	}
	return client.CacheAccount(ctx) + "\n" + t.lang, true
}
