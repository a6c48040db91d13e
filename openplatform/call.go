package openplatform

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/loose"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// call makes a typed call. The answer is returned beside the error where there was one.
func call[T any, P interface {
	*T
	platform.Answer
}](ctx context.Context, c *Client, name string, args any) (P, error) {
	ctx, secrets := redact.Collect(ctx)
	answer, err := typed[T, P](ctx, c, name, args)
	return answer, redacted(secrets, err)
}

// typed makes a call, with an error that may hold secrets.
func typed[T any, P interface {
	*T
	platform.Answer
}](ctx context.Context, c *Client, name string, args any) (P, error) {
	op := platform.Find(name)
	out, err := newOutgoing(op, args)
	if err != nil {
		return nil, err
	}
	body, err := c.send(ctx, out)
	if err != nil {
		return nil, err
	}
	answer, full := P(new(T)), c.road.whole(op, body)
	unread, err := c.decoder.Decode(ctx, full, answer)
	if err != nil {
		return nil, out.failure(&brokenOff{&gateway.BodyError{StatusCode: http.StatusOK, Body: body, Err: err}})
	}
	*answer.Body(), *answer.UnreadMembers() = body, unread
	return answer, out.errorOf(full)
}

// outgoing is a call with its arguments.
type outgoing struct {
	op      *platform.Operation
	object  jsontext.Value // the arguments
	members map[string]jsontext.Value
}

// newOutgoing encodes the arguments and looks for those that are required. A pointer that was set is sent, also to an
// empty text.
func newOutgoing(op *platform.Operation, args any) (*outgoing, error) {
	out := &outgoing{op: op, members: map[string]jsontext.Value{}}
	var err error
	if out.object, err = loose.Marshal(args); err == nil && out.object.Kind() == 'n' {
		out.object = jsontext.Value("{}")
	}
	if err == nil {
		err = json.Unmarshal(out.object, &out.members)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: the arguments cannot be written: %w", op.Name, err)
	}
	if name := out.lacks(); name != "" {
		return nil, fmt.Errorf("%s: %s is missing; the call was not sent", op.Name, name)
	}
	return out, nil
}

// send sends a call once, and gives the body of the answer unless it is a refusal of the platform.
func (c *Client) send(ctx context.Context, out *outgoing) (jsontext.Value, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("%s: the call was not sent: %w", out.op.Name, err)
	}
	body, err := c.road.call(ctx, out.op, out.object)
	if err != nil {
		return nil, out.failure(err)
	}
	if refused := platformError(out.op, body); refused != nil {
		return nil, refused
	}
	return body, nil
}

// lacks is the first argument that is required and not there. The application's own credentials are for the road to
// add.
func (o *outgoing) lacks() string {
	for _, p := range o.op.Params {
		if p.Required && isNothing(o.members[p.Name]) && !isCredential(p.Name) {
			return p.Name
		}
	}
	return ""
}

func isCredential(name string) bool { return name == "client_id" || name == "client_secret" }

func isNothing(v jsontext.Value) bool {
	switch string(v) {
	case "", `""`, "null", "[]":
		return true
	}
	return false
}

// hasMember reports whether the response of op has a member at its top.
func hasMember(op *platform.Operation, name string) bool {
	return len(op.Levels) > 0 && has(op.Levels[0].Members, name)
}

func has(list []string, name string) bool { return slices.Contains(list, name) }
