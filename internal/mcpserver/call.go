package mcpserver

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/arguments"
	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/params"
	"github.com/go-ali1688/ali1688/internal/plain"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/openplatform"
)

// values are the arguments of a tool as they came, by name.
type values map[string]jsontext.Value

// text returns an argument as text, "" without one. A whole number is one of digits: some programs send 200.0, which
// JSON Schema takes for an integer, and the APIs do not.
func (v values) text(name string) string {
	text := document.Text(v[name])
	if v[name].Kind() != '0' || !strings.ContainsAny(text, ".eE") {
		return text
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil && f == math.Trunc(f) && math.Abs(f) < 1<<53 {
		return strconv.FormatInt(int64(f), 10)
	}
	return text
}

// number returns an argument that is an integer, or 0.
func (v values) number(name string) int64 {
	n, _ := loose.IDOf(v.text(name)).Int64()
	return n
}

// query returns the arguments that are not empty.
func (v values) query() url.Values {
	sent := url.Values{}
	for name := range v {
		if text := v.text(name); text != "" {
			sent.Set(name, text)
		}
	}
	return sent
}

// call makes a call and returns the response without secrets and personal data.
func (c *Config) call(ctx context.Context, operation string, args values) (jsontext.Value, error) {
	ctx, cancel := c.context(ctx)
	defer cancel()
	var body jsontext.Value
	var err error
	switch op := platform.Find(operation); {
	case op != nil:
		body, err = c.callPlatform(ctx, op, args)
	case ofGateway(operation):
		body, err = c.Gateway.Call(ctx, operation, args.query())
	default:
		body, err = c.Plain.call(ctx, plain.Find(operation), args)
	}
	if err != nil {
		return nil, err
	}
	return c.Redactor.For(operation, nil).JSON(slices.Clone(body)), nil
}

// ofGateway reports whether an operation is one of the gateway.
func ofGateway(operation string) bool {
	_, ok := params.Operations[operation]
	return ok
}

// callPlatform makes a call of the open platform. Calls about orders are never answered from a cache.
func (c *Config) callPlatform(ctx context.Context, op *platform.Operation, args values) (jsontext.Value, error) {
	object, err := platformArguments(op, args)
	if err != nil {
		return nil, err
	}
	if op.Family == "order" || op.Family == "logistics" {
		ctx = openplatform.WithoutCache(ctx)
	}
	return c.Platform.Call(ctx, op.API(), object)
}

// platformArguments returns arguments as the object that the document describes: ids that came as text are numbers
// where the document has numbers.
func platformArguments(op *platform.Operation, args values) (jsontext.Value, error) {
	var sent []arguments.Sent
	for name, value := range args {
		if value.Kind() == '{' || value.Kind() == '[' {
			sent = append(sent, arguments.Sent{Name: name, Value: value})
		} else {
			sent = append(sent, arguments.Field(name, args.text(name)))
		}
	}
	for _, p := range op.Params {
		if p.Name == "client_id" || p.Name == "client_secret" { // the client adds them
			sent = append(sent, arguments.Field(p.Name, "0"))
		}
	}
	object, deviations, fault := arguments.Read(op, sent)
	switch {
	case fault != nil:
		return nil, apiclient.Unsent(op.Name, "%s", fault.Text)
	case len(deviations) > 0 && deviations[0].Rule != arguments.RuleKind:
		return nil, apiclient.Unsent(op.Name, "%s", deviations[0].Text)
	}
	return object, nil
}

// explain returns what an error means for an assistant: what happened, what to do, and whether it was charged.
func (c *Config) explain(operation string, err error) string {
	var text strings.Builder
	stated := new(apiclient.Error)
	switch {
	case errors.Is(err, apiclient.ErrBudgetSpent):
		text.WriteString("The budget of calls for today is spent. Nothing was sent. Do not try again today: the person who " +
			"started the server can raise --budget.")
		return text.String()
	case errors.Is(err, context.DeadlineExceeded):
		text.WriteString("The call took too long and was given up. ")
	case errors.Is(err, context.Canceled):
		text.WriteString("The call was cancelled. ")
	}
	if errors.As(err, &stated) && stated.Action() != "" {
		fmt.Fprintf(&text, "%s. %s. Try again: %s. ", strings.TrimSuffix(stated.Meaning("en"), "."),
			strings.TrimSuffix(stated.Advice("en"), "."), stated.Retry)
	}
	if errors.Is(err, openplatform.ErrNotShipped) {
		text.WriteString("The order is not shipped yet, so that it has no trace. ")
	}
	fmt.Fprintf(&text, "%s: %s", operation, c.Redactor.Error(err))
	return text.String()
}
