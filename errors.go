package ali1688

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"

	"github.com/go-json-experiment/json/jsontext"
)

// Error is a failure that the gateway reports inside an HTTP 200.
type Error struct {
	API       string         // the operation that was called, such as item_get
	Code      string         // error_code: four digits, or "" where the gateway sent none
	Message   string         // error, or that of the payload
	Reason    string         // reason, often the same for people
	RequestID string         // what the provider's support asks for
	Raw       jsontext.Value // the whole body
}

// Error says what failed, with the code and the request's id, and without key or secret.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: gateway error", e.API)
	if e.Code != "" {
		b.WriteString(" " + transport.OneLine(e.Code))
	}
	for _, text := range distinct(e.Message, e.Reason) {
		b.WriteString(": " + transport.OneLine(text))
	}
	if e.RequestID != "" {
		fmt.Fprintf(&b, " (request %s)", transport.OneLine(e.RequestID))
	}
	return b.String()
}

// LogValue gives the parts of the error to slog, and not the body.
func (e *Error) LogValue() slog.Value {
	return slog.GroupValue(
		slog.String("api", e.API), slog.String("code", transport.OneLine(e.Code)), slog.String("message", transport.OneLine(e.Message)),
		slog.String("reason", transport.OneLine(e.Reason)), slog.String("request_id", transport.OneLine(e.RequestID)),
	)
}

// Is makes errors.Is work with the Err… variables. A used-up quota is [ErrQuotaExceeded] under whichever code it comes:
// the gateway reports it as 4013 and as 4005.
func (e *Error) Is(target error) bool {
	if target == ErrImageRefused {
		return e.Message == noName
	}
	code, ok := target.(codeError)
	return ok && (string(code) == e.Code || target == ErrQuotaExceeded && e.quotaExceeded())
}

func (e *Error) quotaExceeded() bool {
	return e.Code == gateway.CodeQuotaExceeded || e.Code == gateway.CodeUnauthorized && e.says("超量")
}

func (e *Error) says(text string) bool {
	return strings.Contains(e.Message, text) || strings.Contains(e.Reason, text)
}

// IsCode says whether err is an [*Error] with one of these codes.
func IsCode(err error, codes ...string) bool {
	var e *Error
	return errors.As(err, &e) && slices.Contains(codes, e.Code)
}

// codeError is what errors.Is compares the code of an Error with.
type codeError string

func (e codeError) Error() string {
	for _, c := range gateway.Codes {
		if c.Code == string(e) {
			return fmt.Sprintf("gateway error %s: %s", c.Code, c.Says.EN)
		}
	}
	return "gateway error " + string(e)
}

// outcome turns an answer that reports a failure into an error beside the answer, and cleans every other error.
func outcome[T any, P interface {
	*T
	gateway.Answer
}](c *Client, api string, answer P, err error) (P, error) {
	if err != nil {
		return nil, c.failure(api, err)
	}
	if failed := reported(api, answer); failed != nil {
		return answer, failed.redacted(c.redactor)
	}
	return answer, nil
}

// ErrorOf gives the failure that the answer of an operation reports, as the methods of [Client] do, for code that has a
// body from elsewhere. It is an [*Error], or nil for a success. A body that cannot be read is an error, too. The texts
// are as the gateway sent them, and may echo the key.
func ErrorOf(api string, body []byte) error {
	empty, ok := gateway.Answers[api]
	if !ok {
		return fmt.Errorf("there is no operation %q", api)
	}
	answer := empty()
	if _, err := (loose.Decoder{}).Decode(context.Background(), body, answer); err != nil {
		if failed := envelopeError(api, body); failed != nil {
			return failed
		}
		return fmt.Errorf("%s: %w", api, err)
	}
	if failed := reported(api, answer); failed != nil {
		failed.Raw = body
		return failed
	}
	return nil
}

// payloadError is the error that the payload carries. That of custom is another API's answer, with that API's errors; that of
// upload_img says by a missing name that the image was refused.
func payloadError(answer gateway.Answer) (text, reason string) {
	switch answer := answer.(type) {
	case *gateway.CustomResponse:
		return customError(answer)
	case *gateway.UploadImgResponse:
		if unnamed(answer) {
			return noName, ""
		}
	}
	return answer.PayloadError()
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

// failure says why there is no answer. A body of an undocumented shape may still be an envelope that tells.
func (c *Client) failure(api string, err error) error {
	var body *gateway.BodyError
	if !errors.As(err, &body) {
		return fmt.Errorf("%s: %w", api, c.redactor.Error(err))
	}
	if failed := envelopeError(api, body.Body); failed != nil {
		return failed.redacted(c.redactor)
	}
	if why := c.unreadable(body); why != nil {
		body.Err = why
	}
	return fmt.Errorf("%s: %w", api, err)
}

// envelopeError is the failure that a body reports whose payload cannot be read, or nil.
func envelopeError(api string, body []byte) *Error {
	envelope := new(gateway.Envelope)
	if _, err := (loose.Decoder{}).Decode(context.Background(), body, envelope); err != nil {
		return nil
	}
	envelope.Raw = body
	return failed(api, envelope, "", "")
}

// reported is the failure that an answer reports, or nil.
func reported(api string, answer gateway.Answer) *Error {
	text, reason := payloadError(answer)
	return failed(api, answer.Common(), text, reason)
}

// failed is the error that an envelope and its payload speak of, or nil. The pointer is returned so, and not as an
// error, because a nil *Error in an error would not be nil.
func failed(api string, env *gateway.Envelope, payloadText, payloadReason string) *Error {
	e := &Error{API: api, Code: env.ErrorCode.String(), Message: env.ErrorText, Reason: env.Reason, RequestID: env.RequestID, Raw: env.Raw}
	switch {
	case !succeeded(e.Code):
	case payloadText != "":
		e.Message, e.Reason = payloadText, payloadReason
	case e.Code == "" && !fine(e.Message): // bodies of before mid-2020 have no code
	default:
		return nil
	}
	return e
}

// redacted takes secrets out of the texts of the error.
func (e *Error) redacted(r transport.Redactor) *Error {
	e.Message, e.Reason = r.Text(e.Message), r.Text(e.Reason)
	return e
}

// succeeded says whether a code means success; answers of before mid-2020 have none.
func succeeded(code string) bool {
	return strings.Trim(code, "0") == ""
}

// fine says whether an error text means that there was none.
func fine(text string) bool {
	return text == "" || text == "ok" || text == "success"
}

// distinct returns the texts that say something, each once.
func distinct(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// missing says that a call lacks a parameter, before it costs money.
func missing(api string, names ...string) error {
	if len(names) == 1 {
		return fmt.Errorf("%s: %s is missing; the call was not sent", api, names[0])
	}
	return fmt.Errorf("%s: one of %s is needed; the call was not sent", api, strings.Join(names, ", "))
}
