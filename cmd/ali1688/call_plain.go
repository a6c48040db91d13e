package main

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/go-ali1688/ali1688/internal/plain"
	"github.com/go-ali1688/ali1688/transport"
)

// runPlain calls an operation of a document without a client: a request without credentials, or one that is signed as
// the open platform asks.
func (c *caller) runPlain(e *env, op *plain.Operation) error {
	if err := c.judgePlain(op); err != nil {
		return err
	}
	values, err := c.arguments(&op.Rules, e.args[1:])
	if err != nil {
		return err
	}
	app, err := plainApplication(op, e.account, values)
	if err != nil {
		return err
	}
	if err := errors.Join(judge(op.ID, op.Rules, values), c.judge()); err != nil {
		return err
	}
	server, err := serverOf("base-url", cmp.Or(c.baseURL, op.Server))
	if err != nil {
		return err
	}
	req, err := op.Request(e.ctx, server, values, app)
	if err != nil {
		return err
	}
	status, body, err := plain.Send(&http.Client{Timeout: c.timeout}, req)
	switch {
	case errors.As(err, new(*transport.RedirectError)), errors.Is(err, transport.ErrBodyTooLarge):
		return failure{fmt.Errorf("%s: %w", op.ID, err)}
	case err != nil:
		return failure{fmt.Errorf("%s: %w", op.ID, c.unreachable(req.URL.Host, err))}
	case status >= http.StatusBadRequest:
		return failure{fmt.Errorf("%s: HTTP %d %s: %s", op.ID, status, http.StatusText(status), app.Shown(body))}
	}
	return c.printPlatform(e, body, nil)
}

// judgePlain refuses flags that do not fit with the operation.
func (c *caller) judgePlain(op *plain.Operation) error {
	switch {
	case c.via != "" || c.session != "" || c.sign || c.resultType != "":
		return fmt.Errorf(
			"--via, --session, --sign and --result-type are for the gateway and the open platform, and %s is of neither", op.ID)
	case c.batch.in != "" || c.batch.cache != "":
		return fmt.Errorf("--batch and --cache are for the gateway and the open platform, and %s is of neither", op.ID)
	case op.Effect != "" && op.Effect != "read" && !c.yes:
		return fmt.Errorf("%s changes something (%s: %s); the request was not sent: add --yes to send it", op.ID, op.Effect,
			op.Summary)
	}
	return nil
}

// plainApplication returns the credentials of a call that must be signed, and sets the application's key.
func plainApplication(op *plain.Operation, a account, values url.Values) (plain.Application, error) {
	if !op.Signed() {
		return plain.Application{}, nil
	}
	if a.appKey == "" || a.appSecret == "" {
		return plain.Application{}, errors.New(
			"set ALI1688_APP_KEY and ALI1688_APP_SECRET to the key and the secret of your application, and " +
				"ALI1688_ACCESS_TOKEN to the token of the member")
	}
	values.Set("appKey", a.appKey)
	return plain.Application{Key: a.appKey, Secret: a.appSecret, Token: a.token}, nil
}
