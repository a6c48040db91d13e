package reply

import (
	"cmp"
	"errors"

	"github.com/go-ali1688/ali1688/mock/internal/splice"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/internal/params"
)

// Error is a failure of the gateway, for an override to return:
//
//	gw.Overrides.ItemGet = func(context.Context, *gateway.ItemGetParams) (*gateway.ItemGetResponse, error) {
//		return nil, &mock.Error{Code: gateway.CodeQuotaExceeded, Text: "已超量"}
//	}
//
// The errors of the client, such as ali1688.ErrQuotaExceeded or an *ali1688.Error, become the failure that they are
// about. Any other error of an override becomes code 4000, unless it has a method GatewayCode() string.
type Error struct {
	Code   string // error_code; empty is 4000
	Text   string // error; empty is that of the table of codes
	Reason string // reason; empty is Text again
}

// Error returns the code, the text and the reason of the response.
func (e *Error) Error() string {
	f := Complete(e)
	if f.Reason == f.Text {
		return "gateway error " + f.Code + ": " + f.Text
	}
	return "gateway error " + f.Code + ": " + f.Text + ": " + f.Reason
}

// GatewayCode returns the error_code of the response.
func (e *Error) GatewayCode() string { return cmp.Or(e.Code, gateway.CodeServerError) }

// Complete returns a failure with the defaults of its empty fields.
func Complete(e *Error) Error {
	text := cmp.Or(e.Text, meaning(e.GatewayCode()))
	return Error{Code: e.GatewayCode(), Text: text, Reason: cmp.Or(e.Reason, text)}
}

func meaning(code string) string {
	for _, c := range gateway.Codes {
		if c.Code == code {
			return c.Says.EN
		}
	}
	return "unknown error"
}

// FailureOf returns the failure of the gateway that an error becomes.
func FailureOf(err error) *Error {
	if failure, ok := errors.AsType[*Error](err); ok {
		if failure == nil {
			failure = new(Error) // of an override that returns a variable without a value
		}
		return failure
	}
	if stated, ok := errors.AsType[interface {
		error
		Failure() (service, code, message, reason string)
	}](err); ok {
		_, code, message, reason := stated.Failure()
		return &Error{Code: code, Text: message, Reason: reason}
	}
	failure := &Error{Reason: err.Error()}
	if coded, ok := errors.AsType[interface {
		error
		GatewayCode() string
	}](err); ok {
		failure.Code = coded.GatewayCode()
	}
	return failure
}

// WithFailure sets the failure of a body, and keeps its other members.
func WithFailure(body []byte, failure Error) ([]byte, error) {
	members, err := splice.ParseObject(body)
	if err != nil {
		return nil, err
	}
	for _, m := range []struct{ name, text string }{
		{"error", failure.Text}, {"reason", failure.Reason}, {"error_code", failure.Code},
	} {
		members = splice.Replace(members, m.name, splice.AppendText(nil, m.text))
	}
	return splice.Join(members), nil
}

// TooManyAtOnce is the gateway's text for too many concurrent requests.
const TooManyAtOnce = "不存在相应的数据信息api_init"

// RefuseParameter returns the gateway's failure for an invalid parameter.
func RefuseParameter(f *params.Fault) *Error {
	if f.Missing {
		return &Error{gateway.CodeMissingParameter, "Missing url param: " + f.What, f.Reason}
	}
	return Malformed(f.What, f.Reason)
}

// Malformed returns the gateway's failure for a parameter whose value is wrong.
func Malformed(what, reason string) *Error {
	return &Error{gateway.CodeBadParameter, "param error: " + what, reason}
}
