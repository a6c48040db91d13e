package openplatform

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/go-ali1688/ali1688/generated/gateway"
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
	op := platform.Find(name)
	out, err := newOutgoing(op, args)
	if err != nil {
		return nil, err
	}
	body, err := c.send(ctx, out)
	if err != nil {
		return nil, err
	}
	answer := P(new(T))
	unread, err := c.decoder.Decode(ctx, whole(op, body), answer)
	if err == nil && len(unread) > 0 && op.Effect != platform.EffectRead {
		err = fmt.Errorf("it may not say what was done: %v", unread) // any of the members may state or prove the outcome
	}
	if err != nil {
		return nil, out.failure(&brokenOff{&gateway.BodyError{StatusCode: http.StatusOK, Body: body, Err: err}})
	}
	*answer.Body(), *answer.UnreadMembers() = body, unread
	if failed := reported(op.Name, answer); failed != nil {
		return answer, failed
	}
	return answer, nil
}

// outgoing is a call with its arguments.
type outgoing struct {
	op      *platform.Operation
	object  jsontext.Value // the arguments
	members map[string]jsontext.Value
}

// newOutgoing encodes the arguments and looks for those that are required. A pointer that was set is sent, also to an empty text.
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
	if refused := refusal(out.op, body); refused != nil {
		return nil, refused
	}
	return body, nil
}

// lacks is the first argument that is required and not there. The application's own credentials are for the road to add.
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

// whole is the body with the member result where the gateway handed on the value of result alone, which it was seen to do:
// it is no answer of the operation, but what an answer has below result.
func whole(op *platform.Operation, body jsontext.Value) jsontext.Value {
	if !has(op.Members, "result") {
		return body
	}
	switch body.Kind() {
	case '[':
	case '{':
		var members map[string]jsontext.Value
		if loose.Unmarshal(body, &members) != nil || len(members) == 0 || knows(op, members) {
			return body
		}
	default:
		return body
	}
	return jsontext.Value(`{"result":` + string(body) + `}`)
}

func knows(op *platform.Operation, members map[string]jsontext.Value) bool {
	for name := range members {
		if has(op.Members, name) {
			return true
		}
	}
	return false
}

func has(list []string, name string) bool { return slices.Contains(list, name) }
