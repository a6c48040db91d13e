package openplatform

import (
	"context"
	"fmt"
	"slices"

	"github.com/go-ali1688/ali1688/loose"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	jsonv1 "github.com/go-json-experiment/json/v1"
)

// call makes a typed call. The answer is returned beside the error where there was one.
func call[T any, P interface {
	*T
	platform.Answer
}](ctx context.Context, c *Client, name string, args any) (P, error) {
	op := platform.Find(name)
	body, err := c.send(ctx, op, args)
	if err != nil {
		return nil, err
	}
	answer := P(new(T))
	if err := loose.Unmarshal(whole(op, body), answer); err != nil {
		return nil, unreadable(op, body, err)
	}
	*answer.Body() = body
	if failed := reported(op.Name, answer); failed != nil {
		return answer, failed
	}
	return answer, nil
}

// send encodes the arguments, sends them once, and gives the body of the answer unless it is a refusal of the platform.
func (c *Client) send(ctx context.Context, op *platform.Operation, args any) (jsontext.Value, error) {
	object, members, err := encoded(args)
	if err != nil {
		return nil, fmt.Errorf("%s: the arguments cannot be written: %w", op.Name, err)
	}
	if name := lacks(op, members); name != "" {
		return nil, fmt.Errorf("%s: %s is missing; the call was not sent", op.Name, name)
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("%s: the call was not sent: %w", op.Name, err)
	}
	body, err := c.road.call(ctx, op, object)
	if err != nil {
		return nil, failure(op, members, err)
	}
	if refused := refusal(op, body); refused != nil {
		return nil, refused
	}
	return body, nil
}

// encoded is the arguments as a JSON object, and its members. A pointer that was set is sent, also to an empty text.
func encoded(args any) (jsontext.Value, map[string]jsontext.Value, error) {
	object := jsontext.Value("{}")
	if args != nil {
		var err error
		if object, err = json.Marshal(args, jsonv1.OmitEmptyWithLegacySemantics(true)); err != nil {
			return nil, nil, err
		}
	}
	if object.Kind() == 'n' { // a nil pointer
		object = jsontext.Value("{}")
	}
	members := map[string]jsontext.Value{}
	return object, members, json.Unmarshal(object, &members)
}

// lacks is the first argument that is required and not there.
func lacks(op *platform.Operation, members map[string]jsontext.Value) string {
	for _, p := range op.Params {
		if p.Required && isNothing(members[p.Name]) {
			return p.Name
		}
	}
	return ""
}

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

// plain is a JSON value as it stands in a form: the text of a string, and anything else as it is.
func plain(v jsontext.Value) (string, error) {
	if v.Kind() != '"' {
		return string(v), nil
	}
	text, err := jsontext.AppendUnquote(nil, v)
	return string(text), err
}

// fields are the members of an object as fields of a form. What is null is not sent.
func fields(object jsontext.Value) (map[string]string, error) {
	var members map[string]jsontext.Value
	if err := json.Unmarshal(object, &members); err != nil {
		return nil, err
	}
	out := map[string]string{}
	for name, v := range members {
		if v.Kind() == 'n' {
			continue
		}
		text, err := plain(v)
		if err != nil {
			return nil, err
		}
		out[name] = text
	}
	return out, nil
}
