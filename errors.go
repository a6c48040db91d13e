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

	kind error // what errors.Is finds beside the code, or nil
	err  error // what is behind it, or nil
}

// Unwrap returns the error that the failure was found behind, or nil.
func (e *Error) Unwrap() error { return e.err }

// Error says what failed, with the code and the request's id, and without key or secret.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.API)
	if e.kind == nil || e.kind == ErrUnauthorized || !succeeded(e.Code) {
		b.WriteString(": gateway error")
	}
	if !succeeded(e.Code) {
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

// GatewayFailure returns the members of the failure, for a mock that is to respond with it.
func (e *Error) GatewayFailure() (code, message, reason string) { return e.Code, e.Message, e.Reason }

// Is makes errors.Is work with the Err… variables. A used-up quota is [ErrQuotaExceeded] under whichever code it comes:
// the gateway reports it as 4013 and as 4005.
func (e *Error) Is(target error) bool {
	if e.kind != nil && target == e.kind {
		return true
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

// GatewayFailure returns the code, for a mock that is to respond with it.
func (e codeError) GatewayFailure() (code, message, reason string) { return string(e), "", "" }

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
}](c *Client, secrets *transport.Secrets, api string, answer P, err error) (P, error) {
	r := secrets.Redactor()
	if err != nil {
		return nil, c.failure(api, r, err)
	}
	if failed := reported(api, answer, answer.Common().Raw); failed != nil {
		return answer, failed.redacted(r)
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
	if failed := reported(api, answer, body); failed != nil {
		return failed
	}
	return nil
}

// redacted removes secrets and personal data from the texts of the error.
func (e *Error) redacted(r transport.Redactor) *Error {
	e.RequestID = r.Secrets(e.RequestID) // its digits may look like a phone number
	e.Code, e.Message, e.Reason = r.Text(e.Code), r.Text(e.Message), r.Text(e.Reason)
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
