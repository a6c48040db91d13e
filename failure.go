package ali1688

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"
)

// Failures that the gateway has no code for. The response is returned beside the error.
var (
	// ErrNoPayload is matched by the error for a response that states no failure and holds nothing that was asked
	// for, such as {}, {"error_code":"0000"}, {"item":{}}, {"item":[]} or the JSON of another server. It does not
	// mean that the offer is gone, which the gateway states with [ErrNotFound].
	ErrNoPayload = errors.New("the response holds nothing that was asked for")
	// ErrWrongItem is matched by the error for a response about another item, or another seller, than the one asked
	// for. The gateway's cache was seen to mix offers up; the parameter cache=no asks past it.
	ErrWrongItem = errors.New("the response is about something else than was asked for")
	// ErrNotSent is matched by errors of calls that provably never reached the gateway, so that they were not charged.
	ErrNotSent = transport.ErrNotSent
)

// failure returns the error for a call without a response that can be read. The body may still be an envelope or a
// text that states the reason.
func (c *Client) failure(api string, r transport.Redactor, err error) error {
	var body *gateway.BodyError
	if !errors.As(err, &body) {
		return &callError{api, r.Error(err)}
	}
	if failed := envelopeError(api, body.Body); failed != nil {
		return failed.redacted(r)
	}
	if refused := textError(api, body); refused != nil {
		return refused.redacted(r)
	}
	if why := c.unreadable(body); why != nil {
		body.Err = why
	}
	return &callError{api, err}
}

// callError is an error of a call other than a failure that the gateway states.
type callError struct {
	api string
	err error
}

func (e *callError) Error() string { return e.api + ": " + e.err.Error() }
func (e *callError) Unwrap() error { return e.err }

// wrongKey finds the texts with which the gateway refuses a key or secret. Some come as plain text in GBK, which
// package transport has decoded.
var wrongKey = regexp.MustCompile(`(?i)密钥错误|无权限访问|\bkey error\b`)

// textError returns the refusal that a body states in plain text, or nil. A page of a proxy may hold any words.
func textError(api string, body *gateway.BodyError) *Error {
	const longest = 500
	if len(body.Body) > longest || bytes.ContainsRune(body.Body, '<') || !wrongKey.Match(body.Body) {
		return nil
	}
	message := transport.OneLine(string(body.Body))
	return &Error{API: api, Message: message, Raw: body.Body, kind: ErrUnauthorized, err: body}
}

// envelopeError is the failure that a body reports whose payload cannot be read, or nil.
func envelopeError(api string, body []byte) *Error {
	envelope := new(gateway.Envelope)
	if _, err := (loose.Decoder{}).Decode(context.Background(), body, envelope); err != nil {
		return nil
	}
	e := newError(api, envelope, body)
	if succeeded(e.Code) && (e.Code != "" || fine(e.Message)) {
		return nil
	}
	return e
}

// reported returns the failure that a response reports, or nil. The pointer is returned so, and not as an error,
// because a nil *Error in an error would not be nil.
func reported(api string, answer gateway.Answer, body jsontext.Value) *Error {
	e := newError(api, answer.Common(), body)
	if !succeeded(e.Code) {
		return e
	}
	if text, reason := payloadError(answer, body); text != "" {
		e.Message, e.Reason = text, reason
		return e
	}
	if upload, ok := answer.(*gateway.UploadImgResponse); ok && unnamed(upload) {
		e.Message, e.Reason, e.kind = noName, "", ErrImageRefused
		return e
	}
	switch {
	case e.Code == "" && !fine(e.Message): // bodies of before mid-2020 have no code
		return e
	case answer.HasPayload():
		return nil
	case e.kind != nil:
		return e
	}
	return e.withoutPayload()
}

// withoutPayload makes e the error for a response without a payload, with the words that it has instead.
func (e *Error) withoutPayload() *Error {
	e.kind = ErrNoPayload
	var other struct { // the members of other servers, such as a proxy, and of Alibaba's block page
		Message loose.Text `json:"message"`
		Msg     loose.Text `json:"msg"`
	}
	_, _ = (loose.Decoder{}).Decode(context.Background(), e.Raw, &other)
	texts := distinct(ErrNoPayload.Error(), e.Message, other.Message.String(), other.Msg.String())
	e.Message = strings.Join(texts, ": ")
	return e
}

func newError(api string, env *gateway.Envelope, body jsontext.Value) *Error {
	e := &Error{API: api, Code: env.ErrorCode.String(), Message: env.ErrorText, Reason: env.Reason, RequestID: env.RequestID, Raw: body}
	if wrongKey.MatchString(e.Message + "\n" + e.Reason) {
		e.kind = ErrUnauthorized
	}
	return e
}

// payloadError is the error that the payload carries. That of custom is another API's response, with that API's errors.
func payloadError(answer gateway.Answer, body jsontext.Value) (text, reason string) {
	if custom, ok := answer.(*gateway.CustomResponse); ok {
		return customError(custom)
	}
	if text, reason = answer.PayloadError(); text != "" {
		return text, reason
	}
	return undocumentedError(body)
}

// undocumentedError finds item.error and items.error where the document of an operation has none. Few bodies have a
// second member of that name, beside that of the envelope, so that hardly any is decoded twice.
func undocumentedError(body jsontext.Value) (text, reason string) {
	if bytes.Count(body, []byte(`"error"`)) < 2 {
		return "", ""
	}
	type payload struct {
		Error  loose.Text `json:"error"`
		Reason loose.Text `json:"reason"`
	}
	var holder struct {
		Item  payload `json:"item"`
		Items payload `json:"items"`
	}
	if _, err := (loose.Decoder{}).Decode(context.Background(), body, &holder); err != nil {
		return "", ""
	}
	for _, p := range []payload{holder.Item, holder.Items} {
		if text := p.Error.String(); !fine(text) {
			return text, p.Reason.String()
		}
	}
	return "", ""
}

func customError(custom *gateway.CustomResponse) (text, reason string) {
	var inner struct {
		Code    loose.Text `json:"error_code"`
		Message loose.Text `json:"error_message"`
	}
	if custom.Response.Kind() != '{' {
		return "", ""
	}
	// What does not fit stays empty, and is not an error for this.
	_, _ = loose.Decoder{}.Decode(context.Background(), custom.Response, &inner)
	return inner.Code.String(), inner.Message.String()
}

// otherThan returns an [ErrWrongItem] if a response names another thing than the one asked for. Ids of another form
// than the one asked for, such as a URL and the number of the offer in it, are not compared.
func otherThan(api, param string, asked, got any, answer gateway.Answer) error {
	want, is := idText(asked), idText(got)
	if want == is || !comparable(want, is) {
		return nil
	}
	e := newError(api, answer.Common(), answer.Common().Raw)
	e.kind = ErrWrongItem
	e.Message, e.Reason = fmt.Sprintf("%s: %s %s was asked for, %s came", ErrWrongItem, param, want, is), ""
	return e
}

// idText writes an id. A pointer may be nil.
func idText(id any) string {
	if p, ok := id.(*string); ok {
		if p == nil {
			return ""
		}
		return *p
	}
	return fmt.Sprint(id)
}

// memberPrefix begins the ids of sellers.
const memberPrefix = "b2b-"

// comparable reports whether two ids are of one form.
func comparable(a, b string) bool {
	isNumber := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	isMember := func(s string) bool { return strings.HasPrefix(s, memberPrefix) }
	return isNumber(a) && isNumber(b) || isMember(a) && isMember(b)
}

// missing returns the error for a call that lacks a parameter, before it costs money.
func missing(api string, names ...string) error {
	if len(names) == 1 {
		return &refusedCall{fmt.Sprintf("%s: %s is missing; the call was not sent", api, names[0])}
	}
	return &refusedCall{fmt.Sprintf("%s: one of %s is needed; the call was not sent", api, strings.Join(names, ", "))}
}

// refusedCall is an error of a call that the client itself refused.
type refusedCall struct{ text string }

func (e *refusedCall) Error() string        { return e.text }
func (e *refusedCall) Is(target error) bool { return target == ErrNotSent }
