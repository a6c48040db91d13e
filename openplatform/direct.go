package openplatform

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/generated/gateway"
	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-ali1688/ali1688/internal/aop"
	"github.com/go-ali1688/ali1688/transport"
	"github.com/go-json-experiment/json/jsontext"
)

// direct is the road to the platform itself.
type direct struct {
	http              *http.Client
	baseURL           string // with a slash at its end
	appKey, appSecret string
	clock             func() time.Time
	tokens            TokenSource
}

func (d *direct) call(ctx context.Context, op *platform.Operation, args jsontext.Value) ([]byte, error) {
	form, redactor, err := d.form(ctx, op, args)
	if err != nil {
		return nil, redactor.Error(err)
	}
	ctx, departure := transport.Watch(ctx)
	body, err := d.post(ctx, op, form)
	if err = redactor.Error(err); err != nil && departure.Possible() {
		return nil, &brokenOff{err}
	}
	return body, err
}

// form has the arguments and the credentials, signed where the protocol asks for it.
func (d *direct) form(ctx context.Context, op *platform.Operation, args jsontext.Value) (url.Values, transport.Redactor, error) {
	redactor := transport.NewRedactor(d.appSecret)
	arguments, err := fields(args)
	if err != nil {
		return nil, redactor, err
	}
	form := url.Values{}
	for name, value := range arguments {
		form.Set(name, value)
	}
	token := ""
	if !op.Public {
		if token, err = d.token(ctx); err != nil {
			return nil, redactor, err
		}
		form.Set(aop.AccessToken, token)
	}
	if op.Protocol == "http" {
		form.Set("client_id", d.appKey)
		form.Set("client_secret", d.appSecret)
	} else {
		form.Set(aop.Timestamp, strconv.FormatInt(d.clock().UnixMilli(), 10))
		form.Set(aop.Signature, aop.Sign(op.Path()+"/"+d.appKey, form, d.appSecret))
	}
	return form, transport.NewRedactor(d.appSecret, token, form.Get(aop.Signature), form.Get("refresh_token"), form.Get("code")), nil
}

func (d *direct) token(ctx context.Context) (string, error) {
	if d.tokens == nil {
		return "", errors.New("the call needs an access token: give the client one with WithAccessToken, WithRefreshToken or WithTokenSource; it was not sent")
	}
	token, err := d.tokens.AccessToken(ctx)
	if err != nil {
		return "", fmt.Errorf("no access token, so the call was not sent: %w", err)
	}
	return token, nil
}

// post sends the form and reads the answer. The HTTP status says nothing that the body does not: which one a refusal comes with
// is not known.
func (d *direct) post(ctx context.Context, op *platform.Operation, form url.Values) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, d.baseURL+op.Path()+"/"+d.appKey, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
	rsp, err := d.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rsp.Body.Close() }()
	body, err := io.ReadAll(rsp.Body)
	if err != nil {
		return nil, err
	}
	return judged(rsp, op, body)
}

// judged refuses a body that no operation sends: a page of a proxy, half an answer, a status of an error without a reason.
func judged(rsp *http.Response, op *platform.Operation, body []byte) ([]byte, error) {
	err := errors.New("it is no JSON")
	switch {
	case !jsontext.Value(body).IsValid(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)):
	case rsp.StatusCode != http.StatusOK && refusal(op, body) == nil:
		err = errors.New("an HTTP status other than 200 comes with a reason or not from the platform")
	default:
		return body, nil
	}
	return nil, &gateway.BodyError{StatusCode: rsp.StatusCode, ContentType: rsp.Header.Get("Content-Type"), Body: body, Err: err}
}
