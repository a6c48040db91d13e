package mock

import (
	"cmp"
	"errors"
	"net/http"

	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
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
	Text   string // error; empty is what the table of codes says
	Reason string // reason; empty is Text again
}

// Error says what will be answered.
func (e *Error) Error() string {
	f := e.filled()
	if f.Reason == f.Text {
		return "gateway error " + f.Code + ": " + f.Text
	}
	return "gateway error " + f.Code + ": " + f.Text + ": " + f.Reason
}

// GatewayCode is the error_code that will be answered.
func (e *Error) GatewayCode() string { return cmp.Or(e.Code, gateway.CodeServerError) }

// filled is e with the defaults that its fields speak of.
func (e *Error) filled() Error {
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

// failureOf is err as a failure of the gateway.
func failureOf(err error) *Error {
	if failure, ok := errors.AsType[*Error](err); ok && failure != nil {
		return failure
	}
	if stated, ok := errors.AsType[interface {
		error
		GatewayFailure() (code, message, reason string)
	}](err); ok {
		code, message, reason := stated.GatewayFailure()
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

// failed answers for what an override or an answerer returned as an error.
func (s *server) failed(w http.ResponseWriter, r *http.Request, err error) {
	s.refuse(w, r, failureOf(err))
}

// refuse answers with the bare envelope of a failure.
func (s *server) refuse(w http.ResponseWriter, r *http.Request, failure *Error) {
	c := callOf(r.Context())
	full, redactor := failure.filled(), c.redactor()
	c.code = full.Code
	body, err := loose.Marshal(struct {
		Text    string `json:"error"`
		Reason  string `json:"reason"`
		Code    string `json:"error_code"`
		Success int    `json:"success"`
		Cache   int    `json:"cache"`
	}{redactor.Text(full.Text), redactor.Text(full.Reason), full.Code, 0, 0})
	if err == nil {
		body, err = s.enveloped(c, body)
	}
	if err != nil {
		http.Error(w, "the mock cannot write its answer", http.StatusInternalServerError)
		return
	}
	_ = (&answer{body}).write(w)
}

// enveloped is a body with the members that depend on the call.
func (s *server) enveloped(c *call, body []byte) ([]byte, error) {
	t, err := parseTemplate(body)
	if err != nil {
		return nil, err
	}
	return t.render(s.envelope(c)), nil
}

// withFailure is a body that says that it failed. What else it holds stays.
func withFailure(body []byte, failure Error) ([]byte, error) {
	members, err := parseObject(body)
	if err != nil {
		return nil, err
	}
	for _, m := range []struct{ name, text string }{
		{"error", failure.Text}, {"reason", failure.Reason}, {"error_code", failure.Code},
	} {
		members = replaced(members, m.name, appendText(nil, m.text))
	}
	return joined(members), nil
}
