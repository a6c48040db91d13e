package ali1688

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/refusal"
	"github.com/go-ali1688/ali1688/transport"
)

// failure returns the error for a call without a response that can be read. The body may still be an envelope or a
// text that states the reason.
func (c *Client) failure(api string, r transport.Redactor, err error) error {
	var body *apiclient.BodyError
	if !errors.As(err, &body) {
		return &apiclient.CallError{API: api, Err: r.Error(err)}
	}
	if failed := envelopeError(api, body.Body); failed != nil {
		return failed.Redact(r)
	}
	if refused := textError(api, body); refused != nil {
		return refused.Redact(r)
	}
	if why := c.unreadable(body); why != nil {
		body.Err = why
	}
	return &apiclient.CallError{API: api, Err: err}
}

// wrongKey finds the texts with which the gateway refuses a key or secret. Some come as plain text in GBK, which
// package transport has decoded.
var wrongKey = regexp.MustCompile(`(?i)密钥错误|无权限访问|\bkey error\b`)

// textError returns the refusal that a body states in plain text, or nil. A page of a proxy may hold any words.
func textError(api string, body *apiclient.BodyError) *Error {
	const longest = 500
	if len(body.Body) > longest || bytes.ContainsRune(body.Body, '<') || !wrongKey.Match(body.Body) {
		return nil
	}
	message := transport.OneLine(string(body.Body))
	e := &Error{Service: apiclient.Gateway1688, API: api, Message: message, Raw: body.Body, Kind: ErrUnauthorized,
		Err: body}
	return explained(e)
}

// envelopeError returns the failure that a body reports whose payload cannot be read, or nil.
func envelopeError(api string, body []byte) *Error {
	envelope := new(gateway.Envelope)
	if loose.UnmarshalFitting(body, envelope) != nil {
		return nil
	}
	e := newError(api, envelope, body)
	if refusal.Succeeds(e.Code) && (e.Code != "" || refusal.Succeeds(e.Message)) {
		return nil
	}
	return explained(e)
}

// reported returns the failure that a response reports, or nil. The pointer is returned so, and not as an error,
// because a nil *Error in an error would not be nil.
func reported(api string, answer gateway.Answer, env *gateway.Envelope, body jsontext.Value) *Error {
	if e := faultIn(api, answer, env, body); e != nil {
		return explained(e)
	}
	return nil
}

func faultIn(api string, answer gateway.Answer, env *gateway.Envelope, body jsontext.Value) *Error {
	e := newError(api, env, body)
	if !refusal.Succeeds(e.Code) {
		return e
	}
	if text, reason := payloadError(answer, body); text != "" {
		e.Message, e.Reason = text, reason
		return e
	}
	if upload, ok := answer.(*gateway.UploadImgResponse); ok && unnamed(upload) {
		e.Message, e.Reason, e.Kind = noName, "", ErrImageRefused
		return e
	}
	switch {
	case e.Code == "" && !refusal.Succeeds(e.Message): // bodies of before mid-2020 have no code
		return e
	case answer.HasPayload():
		return nil
	case e.Kind != nil:
		return e
	}
	return withoutPayload(e)
}

// withoutPayload makes e the error for a response without a payload, with the words that it has instead.
func withoutPayload(e *Error) *Error {
	e.Kind = ErrNoPayload
	var other struct { // the members of other servers, such as a proxy, and of Alibaba's block page
		Message loose.Text `json:"message"`
		Msg     loose.Text `json:"msg"`
	}
	_ = loose.UnmarshalFitting(e.Raw, &other)
	texts := apiclient.Distinct(ErrNoPayload.Error(), e.Message, other.Message.String(), other.Msg.String())
	e.Message = strings.Join(texts, ": ")
	return e
}

func newError(api string, env *gateway.Envelope, body jsontext.Value) *Error {
	e := &Error{
		Service: apiclient.Gateway1688, API: api, Code: env.ErrorCode.String(), Message: env.ErrorText, Reason: env.Reason,
		RequestID: env.RequestID, Raw: body,
	}
	return classified(e)
}

// classified sets the kind of a failure whose code says too little.
func classified(e *Error) *Error {
	if e.Message == "" && e.Reason == "" {
		return e
	}
	text := e.Message + "\n" + e.Reason
	switch {
	case wrongKey.MatchString(text):
		e.Kind = ErrUnauthorized
	case e.Code == gateway.CodeUnauthorized && strings.Contains(text, "超量"):
		e.Kind = ErrQuotaExceeded
	}
	return e
}

// explained adds what the table of codes and the client know of the error.
func explained(e *Error) *Error {
	row, _ := refusal.Find(e.API, e.Code, e.Message+"\n"+e.Reason, gateway.Codes)
	e = e.Explain(row)
	switch {
	case e.API == "custom" && mayBeBehind(e.Code):
		e.Retry = refusal.Never
	case errors.Is(e.Kind, ErrWrongItem):
		e.Retry = refusal.Soon
	case errors.Is(e.Kind, ErrNoPayload):
		e.Retry = refusal.Later
	}
	return e
}

// mayBeBehind reports whether a failure of custom may be one of the API that it calls, which may have carried the call
// out.
func mayBeBehind(code string) bool {
	switch code {
	case gateway.CodeServerError, gateway.CodeNetworkError, gateway.CodeTargetError, gateway.CodeTimeout,
		gateway.CodeUnknownError:
		return true
	}
	return refusal.Succeeds(code)
}

// payloadError returns the error that the payload carries. That of custom is another API's response, with that API's
// errors.
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
	if loose.UnmarshalFitting(body, &holder) != nil {
		return "", ""
	}
	for _, p := range []payload{holder.Item, holder.Items} {
		if text := p.Error.String(); !refusal.Succeeds(text) {
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
	_ = loose.UnmarshalFitting(custom.Response, &inner)
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
	e.Kind = ErrWrongItem
	e.Message, e.Reason = fmt.Sprintf("%s: %s %s was asked for, %s came", ErrWrongItem, param, want, is), ""
	return explained(e)
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
		return apiclient.Unsent(api, "%s is missing", names[0])
	}
	return apiclient.Unsent(api, "one of %s is needed", strings.Join(names, ", "))
}
