package openplatform

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/platformsign"
	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"
	"github.com/go-json-experiment/json/jsontext"
)

// direct is the route to the platform itself.
type direct struct {
	http              *http.Client
	baseURL           string // with a slash at its end
	appKey, appSecret string
	clock             func() time.Time
	tokens            TokenSource
}

func (d *direct) call(ctx context.Context, op *platform.Operation, args jsontext.Value) ([]byte, error) {
	form, err := newForm(op, args)
	if err != nil {
		return nil, err
	}
	redactor, err := d.sign(ctx, op, form)
	if err != nil {
		return nil, err
	}
	body, err := d.post(ctx, op, form)
	if err = redactor.Error(err); err != nil && !errors.Is(err, ErrNotSent) {
		return nil, &brokenOff{err}
	}
	if refused := platformError(op, body); refused != nil && errors.Is(refused, platform.CodeUnauthorized) {
		d.distrust(ctx, form.fields.Get(platformsign.AccessToken))
	}
	return body, err
}

func (*direct) rewrap(_ *platform.Operation, body jsontext.Value) jsontext.Value { return body }

// sign adds the credentials that the operation asks for, and gives a redactor that knows them.
func (d *direct) sign(ctx context.Context, op *platform.Operation, f *form) (redact.Redactor, error) {
	for _, p := range op.Params {
		switch p.Name {
		case "client_id":
			f.fields.Set(p.Name, d.appKey)
		case "client_secret":
			f.fields.Set(p.Name, d.appSecret)
		}
	}
	secrets := []string{d.appSecret, f.fields.Get("refresh_token"), f.fields.Get("code")}
	if !op.Public || d.tokens != nil && !op.Unsigned { // a token is welcome where none is needed, as the pages have it
		token, err := d.token(ctx)
		if err != nil {
			return redact.Redactor{}, redact.New(secrets...).Error(err)
		}
		f.fields.Set(platformsign.AccessToken, token)
		secrets = append(secrets, token)
	}
	if !op.Unsigned {
		f.fields.Set(platformsign.Timestamp, strconv.FormatInt(d.clock().UnixMilli(), 10))
		f.fields.Set(platformsign.Signature, platformsign.Sign(op.Path()+"/"+d.appKey, f.fields, d.appSecret))
		secrets = append(secrets, f.fields.Get(platformsign.Signature))
	}
	redact.Note(ctx, secrets...)
	return redact.New(secrets...), nil
}

func (d *direct) token(ctx context.Context) (string, error) {
	if d.tokens == nil {
		return "", &lasting{errors.New(
			"the call needs an access token: give the client one with WithAccessToken, WithRefreshToken or WithTokenSource")}
	}
	token, err := d.tokens.AccessToken(ctx)
	var lasts *lasting
	switch {
	case errors.As(err, &lasts):
		return "", fmt.Errorf("there is no access token: %w", err)
	case err != nil:
		return "", &noToken{err}
	}
	return token, nil
}

// distrust tells a source that can get another token that this one is refused.
func (d *direct) distrust(ctx context.Context, token string) {
	if r, ok := d.tokens.(*refresher); ok && token != "" {
		r.distrust(ctx, token)
	}
}

// post sends the form and reads the response. The HTTP status says nothing that the body does not: which one a refusal
// comes with is not known.
func (d *direct) post(ctx context.Context, op *platform.Operation, f *form) ([]byte, error) {
	content, contentType, query, err := f.body(op)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, d.baseURL+op.Path()+"/"+d.appKey+query, content)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", contentType)
	rsp, err := d.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rsp.Body.Close() }()
	body, err := transport.ReadBody(rsp)
	if err != nil {
		return nil, err
	}
	return judged(rsp, op, body)
}

var errNoReason = errors.New("an HTTP status other than 200 comes with a reason or not from the platform")

// judged refuses a body that no operation sends: a page of a proxy, a part of a response, a status of an error without
// a reason.
func judged(rsp *http.Response, op *platform.Operation, body []byte) ([]byte, error) {
	switch {
	case !jsontext.Value(body).IsValid(loose.Options()):
		return nil, transport.NewBodyError(rsp, body, errors.New("it is not JSON"))
	case rsp.StatusCode != http.StatusOK && platformError(op, body) == nil && !refusesToken(op, body):
		return nil, transport.NewBodyError(rsp, body, errNoReason)
	}
	return body, nil
}

// refusesToken reports whether a response is a refusal of OAuth, which need not have a description.
func refusesToken(op *platform.Operation, body jsontext.Value) bool {
	if !hasMember(op, "error_description") {
		return false
	}
	leaves, err := newPaths([]string{"error"}).locate(body)
	return err == nil && len(leaves) == 1 && leaves[0].text != "" && !leaves[0].empty
}
