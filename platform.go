package ali1688

import (
	"context"
	"errors"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/refusal"

	"github.com/go-json-experiment/json/jsontext"
)

// CallPlatform calls the open platform through [Client.Custom], for package openplatform, which has typed calls. It
// returns the platform's response, which may state a failure. An error means that the gateway returned none.
func (c *Client) CallPlatform(ctx context.Context, call apiclient.PlatformCall) (jsontext.Value, error) {
	params := &gateway.CustomParams{
		API: nonEmpty(call.API), Arguments: call.Arguments, Method: nonEmpty(call.Method), OArgs: nonEmpty(call.OArgs),
		Cache: nonEmpty(gateway.Cache(call.Cache)), Lang: nonEmpty(call.Lang),
	}
	if call.Reads {
		ctx = context.WithValue(ctx, readKey{}, true)
	}
	answer, err := c.Custom(ctx, params)
	if answer != nil && refusal.Succeeds(answer.ErrorCode.String()) && len(answer.Response) > 0 {
		return answer.Response, nil // a failure that it states is the platform's
	}
	if err == nil {
		err = errors.New("the gateway returned no response of the open platform")
	}
	return nil, err
}

type readKey struct{}

// isRead reports whether a call of custom changes nothing.
func isRead(ctx context.Context) bool { return ctx.Value(readKey{}) != nil }

func nonEmpty[T ~string](value T) *T {
	if value == "" {
		return nil
	}
	return &value
}
