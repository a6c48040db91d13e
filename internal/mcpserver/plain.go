package mcpserver

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/plain"
)

// Plain calls the operations of documents without a client of their own, such as those of earlier applications.
type Plain struct {
	Server   string // scheme://host instead of that of the document; "" is the document's
	Client   *http.Client
	App      plain.Application
	Pipeline *apiclient.Pipeline
}

// call makes a call and returns the body of its response.
func (p *Plain) call(ctx context.Context, op *plain.Operation, args values) (jsontext.Value, error) {
	sent := args.query()
	sent.Set("appKey", p.App.Key)
	if fault := op.Rules.Check(sent.Get); fault != nil {
		return nil, apiclient.Unsent(op.ID, "%s", fault.Reason)
	}
	server, err := url.Parse(cmp.Or(p.Server, op.Server))
	if err != nil {
		return nil, apiclient.Unsent(op.ID, "%w", err)
	}
	c := &apiclient.Call{Service: apiclient.Platform, API: op.ID, Changes: changes(op)}
	err = p.Pipeline.Do(ctx, c, func(ctx context.Context) error {
		req, err := op.Request(ctx, server, sent, p.App)
		if err != nil {
			return apiclient.Unsent(op.ID, "%w", err)
		}
		c.Body, err = p.send(req, op)
		return err
	})
	return c.Body, err
}

// send returns the body of a response. If the request changes something and has no response, its outcome is unknown.
func (p *Plain) send(req *http.Request, op *plain.Operation) ([]byte, error) {
	status, body, err := plain.Send(p.Client, req)
	switch {
	case err != nil:
		return nil, lost(op, err)
	case status >= http.StatusInternalServerError:
		return nil, lost(op, fmt.Errorf("HTTP %d %s", status, http.StatusText(status)))
	case status >= http.StatusBadRequest:
		return nil, fmt.Errorf("%s: HTTP %d %s: %s", op.ID, status, http.StatusText(status), p.App.Shown(body))
	case !jsontext.Value(body).IsValid():
		return nil, lost(op, fmt.Errorf("the response is not JSON: %q", p.App.Shown(body)))
	}
	return body, nil
}

// lost returns the error of a call without a response.
func lost(op *plain.Operation, err error) error {
	if changes(op) {
		return fmt.Errorf("%s: %w: %w; look before you repeat it", op.ID, apiclient.ErrOutcomeUnknown, err)
	}
	return fmt.Errorf("%s: %w", op.ID, err)
}

func changes(op *plain.Operation) bool {
	return op.Effect != "" && op.Effect != string(platform.EffectRead)
}
