package ali1688

import (
	"cmp"
	"context"
	"maps"
	"net/url"
	"strings"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/transport"
)

// call makes a call, as often as the options allow. sent are the parameters and the body, if there is one; same returns
// an error for a response about another thing than the one asked for, and may be nil. A response that reports a failure
// is returned beside the error. The compiler makes one copy of this function for all pointers, where it would make one
// for each struct; what does not depend on the type is in [Client.call].
func call[P gateway.Answer](
	ctx context.Context, c *Client, api string, sent []any, send func(context.Context) (P, error), same func(P) error,
) (P, error) {
	answer, err := c.call(ctx, api, func() url.Values { return valuesOf(sent) },
		func(ctx context.Context) (gateway.Answer, error) { return send(ctx) },
		func(answer gateway.Answer) error {
			if same == nil {
				return nil
			}
			return same(answer.(P))
		})
	p, _ := answer.(P)
	return p, err
}

// call is the function call without the type of the response. send may return a nil pointer beside an error.
func (c *Client) call(
	ctx context.Context, api string, values func() url.Values,
	send func(context.Context) (gateway.Answer, error), same func(gateway.Answer) error,
) (gateway.Answer, error) {
	about := apiclient.Call{Service: apiclient.Gateway1688, API: api, Changes: api == "custom" && !isRead(ctx)}
	err := c.check(api, values)
	if api == "custom" {
		sent := values()
		about.Method = methodOf(sent)
		err = cmp.Or(checkNames(api, sent), err)
	}
	if err != nil {
		return nil, c.pipeline.Refuse(ctx, &about, err)
	}
	ctx, secrets := transport.CollectSecrets(ctx)
	var answer gateway.Answer
	if c.caches && api != "custom" { // which package openplatform keeps
		about.Key = apiclient.CacheKey(c.cacheOwner(ctx), api, values())
	}
	err = c.pipeline.Do(ctx, &about, func(ctx context.Context) error {
		got, err := send(ctx)
		answer, err = c.outcome(secrets.Redactor(), &about, got, err)
		if err == nil {
			err = same(answer)
		}
		return err
	})
	return answer, err
}

// outcome turns a response that reports a failure into an error beside the response, and redacts every other error.
func (c *Client) outcome(
	r transport.Redactor, about *apiclient.Call, answer gateway.Answer, err error,
) (gateway.Answer, error) {
	about.Body = nil
	if err != nil {
		return nil, c.failure(about.API, r, err)
	}
	env := answer.Common()
	about.Body = env.Raw
	c.pipeline.Observe(env.APIInfo)
	if failed := reported(about.API, answer, env, env.Raw); failed != nil {
		return answer, failed.Redact(r)
	}
	return answer, nil
}

// check refuses a call that the document does not allow, before it costs money.
func (c *Client) check(api string, values func() url.Values) error {
	if c.unchecked {
		return nil
	}
	return checkParameters(api, values())
}

// methodOf returns the operation of the open platform that custom is to call, or "" for a text that is not the name of
// one.
func methodOf(values url.Values) string {
	for _, name := range []string{"method", "api"} {
		if value := values.Get(name); isOperationName(value) {
			return value
		}
	}
	return ""
}

// isOperationName reports whether a text has the form of the name of an operation, such as
// com.alibaba.trade/alibaba.trade.cancel. Another text may be anything, such as a token.
func isOperationName(text string) bool {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ."
	namespace, name, ok := strings.Cut(text, "/")
	fits := func(part, characters string, most int) bool {
		return part != "" && len(part) <= most && strings.Trim(part, characters) == ""
	}
	return ok && fits(namespace, letters, 60) && fits(name, letters+"0123456789_-", 100)
}

// valuesOf returns the parameters of a call and the fields of its body.
func valuesOf(sent []any) url.Values {
	values := gateway.Values(sent[0])
	for _, body := range sent[1:] {
		maps.Copy(values, gateway.Values(body))
	}
	return values
}

// Validates reports whether the client refuses requests that the document does not allow.
func (c *Client) Validates() bool { return !c.unchecked }

// WithoutValidation sends requests whose parameters the document does not allow, too, such as page 0 or a URL in place
// of an id. The gateway refuses most of them, and may charge for them. Without the option they are an error that is
// [ErrNotSent].
func WithoutValidation() Option { return func(c *config) { c.Unchecked = true } }
