package openplatform

import (
	"bytes"
	"context"
	"maps"
	"net/http"
	"reflect"
	"slices"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/internal/arguments"
	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// call makes a typed call. The response is returned beside the error where there was one. It is all that has a type
// parameter, because the compiler makes a copy of such a function for every operation.
func call[P platform.Answer](ctx context.Context, c *Client, args any) (P, error) {
	var like P
	answer, err := c.callTyped(ctx, like, args)
	typed, _ := answer.(P)
	return typed, err
}

// callTyped makes a call whose response has the type of like, which is nil.
func (c *Client) callTyped(ctx context.Context, like platform.Answer, args any) (platform.Answer, error) {
	out, err := c.prepare(ctx, like.Operation(), args)
	if err != nil {
		return nil, err
	}
	ctx, secrets := redact.Collect(ctx)
	var answer platform.Answer
	err = c.do(ctx, out, func(ctx context.Context) error {
		var err error
		answer, err = c.typed(ctx, out, reflect.New(reflect.TypeOf(like).Elem()).Interface().(platform.Answer))
		return redacted(secrets, err)
	})
	return answer, err
}

// typed makes a call, with an error that may hold secrets. It fills answer and returns it, unless nothing came.
func (c *Client) typed(ctx context.Context, out *outgoing, answer platform.Answer) (platform.Answer, error) {
	body, err := c.send(ctx, out)
	if err != nil {
		return nil, err
	}
	full := c.route.rewrap(out.op, body)
	unread, err := c.decoder.Decode(ctx, full, answer)
	if err != nil {
		return nil, out.failure(&brokenOff{&apiclient.BodyError{StatusCode: http.StatusOK, Body: body, Err: err}})
	}
	*answer.Body(), *answer.UnreadMembers() = body, unread
	return answer, out.errorOf(full)
}

// outgoing is a call with its arguments.
type outgoing struct {
	op      *platform.Operation
	object  jsontext.Value // the arguments
	body    jsontext.Value // of the response to the last attempt
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
	switch {
	case err != nil && out.object.Kind() == '[':
		return nil, apiclient.Unsent(op.Name, "the arguments must be an object, not a list")
	case err != nil:
		return nil, apiclient.Unsent(op.Name, "the arguments cannot be encoded: %w", err)
	}
	if name := out.lacks(); name != "" {
		return nil, apiclient.Unsent(op.Name, "%s is missing", name)
	}
	return out, nil
}

// aboutOf describes a call to the concerns that it goes through.
func aboutOf(op *platform.Operation) *apiclient.Call {
	return &apiclient.Call{Service: apiclient.Platform, API: op.Name, Changes: op.Effect != platform.EffectRead}
}

// prepare encodes the arguments, and refuses those that the document does not allow.
func (c *Client) prepare(ctx context.Context, op *platform.Operation, args any) (*outgoing, error) {
	out, err := newOutgoing(op, args)
	if err == nil && !c.unchecked {
		err = out.check()
	}
	if err != nil {
		return nil, c.pipeline.Refuse(ctx, aboutOf(op), err)
	}
	return out, nil
}

// check refuses values that the document does not allow, before they cost money. What it does not know may be right.
func (o *outgoing) check() error {
	if len(o.op.Levels) == 0 {
		return nil
	}
	var sent []arguments.Sent
	for _, name := range slices.Sorted(maps.Keys(o.members)) { // the same fault is reported every time
		sent = append(sent, arguments.Sent{Name: name, Value: o.members[name]})
	}
	_, deviations, fault := arguments.Read(o.op, sent)
	if fault != nil && !isCredential(fault.Where) {
		return apiclient.Unsent(o.op.Name, "%s", fault.Text)
	}
	for _, d := range deviations {
		if d.Rule == arguments.RuleRange {
			return apiclient.Unsent(o.op.Name, "%s", d.Text)
		}
	}
	return nil
}

// send sends a call once, and gives the body of the response unless it is a refusal of the platform.
func (c *Client) send(ctx context.Context, out *outgoing) (jsontext.Value, error) {
	if err := ctx.Err(); err != nil {
		return nil, &apiclient.UnsentError{API: out.op.Name, Err: err}
	}
	body, kept := transport.KeptBody(ctx)
	body = bytes.Clone(body) // the caller gets it as Raw, and may change it
	if !kept {
		var err error
		if body, err = c.route.call(ctx, out.op, out.object); err != nil {
			return nil, out.failure(err)
		}
	}
	out.body = body
	if refused := platformError(out.op, body); refused != nil {
		return nil, refused
	}
	return body, nil
}

// lacks is the first argument that is required and not there. The application's own credentials are for the route to
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
	return len(op.Levels) > 0 && slices.Contains(op.Levels[0].Members, name)
}
