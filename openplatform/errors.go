package openplatform

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/apiclient"
	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/refusal"
	"github.com/go-ali1688/ali1688/transport"
	"github.com/go-json-experiment/json/jsontext"
)

// Error is a failure that the platform reports: a request that it refused, or a response that states a failure. It has
// one type with the errors of package ali1688; errors.Is finds the codes of package platform in those of the platform
// only.
type Error = apiclient.Error

// BodyError is returned for a response that cannot be read, such as a page of a proxy.
type BodyError = apiclient.BodyError

// ErrNotSent is matched by errors of calls that provably never reached the platform or the gateway.
var ErrNotSent = apiclient.ErrNotSent

// ErrNotShipped is what errors.Is finds in the error of a call for parcels or for their trace as long as the order is
// not shipped. The platform states a success for a trace, with a text and nothing else.
var ErrNotShipped = errors.New("the order is not shipped yet")

// notShipped are what the platform writes of such an order.
var notShipped = []string{"没有物流跟踪信息", "尚未发货"}

// IsCode reports whether err is an [*Error] of the platform with one of these codes, whatever stands before them, such
// as FAIL_BIZ_.
func IsCode(err error, codes ...platform.Code) bool {
	texts := lists.Map(codes, func(code platform.Code) string { return string(code) })
	return apiclient.IsCode(err, apiclient.Platform, texts...)
}

// RetryOf returns whether and when a call may be made again after an error, and whether it was charged.
func RetryOf(err error) apiclient.RetryAdvice { return apiclient.RetryOf(err) }

// newError returns the failure of an operation, with what the tables know of its code: those of the operation, those
// of several operations, or those of the platform itself.
func newError(op *platform.Operation, code, message string, body jsontext.Value) *Error {
	e := &Error{Service: apiclient.Platform, API: op.Name, Code: code, Message: clean(message), Raw: body}
	if slices.ContainsFunc(notShipped, func(text string) bool { return strings.Contains(message, text) }) {
		e.Kind = ErrNotShipped
	}
	row, _ := refusal.Find(e.API, e.Code, e.Message, op.Codes, platform.SharedCodes, platform.Refusals)
	return e.Explain(row)
}

// ErrOutcomeUnknown is what errors.Is finds in a call that broke off after it may have been made, and in one whose
// response does not say what happened to it. See [UnknownOutcomeError].
var ErrOutcomeUnknown = apiclient.ErrOutcomeUnknown

// UnknownOutcomeError says that a call which changes something was sent, or may have been, and that no response tells
// whether it worked: there is none, it cannot be read, it is silent, or it contradicts itself. Look before you repeat
// it.
type UnknownOutcomeError struct {
	API        string
	Effect     platform.Effect // what may have been done
	OutOrderID string          // the outOrderId that the call carried, to look the order up by, or ""
	OrderID    string          // the order that the response names, or the one that the call was about, or ""
	// what the response names as made: orders, refunds, offers; none where there was no response
	IDs []string
	Raw jsontext.Value // the body of the response, if there was one
	Err error          // how the call broke off, or what is wrong with the response
}

// Error returns what may have happened and how to find out.
func (e *UnknownOutcomeError) Error() string {
	look := "the call named neither, so look through the latest orders; give every order an outOrderId"
	switch {
	case e.OutOrderID != "":
		look = "look it up with Trade.FindOrders and outOrderId " + e.OutOrderID
	case e.OrderID != "":
		look = "look at order " + e.OrderID
	case len(e.IDs) > 0:
		look = "look at " + strings.Join(e.IDs, ", ")
	}
	return fmt.Sprintf("%s: it may have been done or not, do not repeat it blindly: %s: %v", e.API, look, e.Err)
}

// Unwrap returns how the call broke off.
func (e *UnknownOutcomeError) Unwrap() error { return e.Err }

// Is makes errors.Is work with [ErrOutcomeUnknown].
func (e *UnknownOutcomeError) Is(target error) bool { return target == ErrOutcomeUnknown }

// brokenOff is an error after the request may have left.
type brokenOff struct{ err error }

func (e *brokenOff) Error() string { return e.err.Error() }
func (e *brokenOff) Unwrap() error { return e.err }

// lasting is why a request was not sent, where another attempt would not be sent either.
type lasting struct{ error }

// failure returns why there is no response.
func (o *outgoing) failure(err error) error {
	var lasts *lasting
	if errors.As(err, &lasts) {
		return &apiclient.UnsentError{API: o.op.Name, Err: err}
	}
	var broken *brokenOff
	if !errors.As(err, &broken) || o.op.Effect == platform.EffectRead {
		return &apiclient.CallError{API: o.op.Name, Err: err}
	}
	return o.unknownOutcome(broken.err)
}

func (o *outgoing) unknown(s outcome, body jsontext.Value, reason string) *UnknownOutcomeError {
	if s.code != "" {
		reason += "; code " + clean(string(s.code))
	}
	if s.message != "" {
		reason += ": " + clean(s.message)
	}
	e := o.unknownOutcome(errors.New(reason))
	e.IDs, e.Raw = s.ids, body
	if s.order != "" {
		e.OrderID = s.order
	}
	return e
}

func (o *outgoing) unknownOutcome(err error) *UnknownOutcomeError {
	return &UnknownOutcomeError{
		API: o.op.Name, Effect: o.op.Effect, Err: err,
		OutOrderID: named(o.members, "outOrderId"), OrderID: named(o.members, "orderId", "tradeID"),
	}
}

// named returns the first of the arguments that is there, at the top or in the one object that holds all of them.
func named(members map[string]jsontext.Value, names ...string) string {
	for _, name := range names {
		if v := members[name]; !isNothing(v) {
			text, _ := plain(v)
			return text
		}
	}
	for _, v := range members {
		var below map[string]jsontext.Value
		if len(members) == 1 && v.Kind() == '{' && loose.Unmarshal(v, &below) == nil {
			return named(below, names...)
		}
	}
	return ""
}

// platformError returns the platform's own error, or nil. It has an error_code at the top, which no response has that
// does not list it, or, from system.oauth2, an error with a description.
func platformError(op *platform.Operation, body jsontext.Value) *Error {
	var envelope struct {
		Code    loose.Text `json:"error_code"`
		Message loose.Text `json:"error_message"`
		More    loose.Text `json:"exception"`
		Request loose.Text `json:"request_id"`
		OAuth   loose.Text `json:"error"`
		Reason  loose.Text `json:"error_description"`
	}
	if body.Kind() != '{' || hasMember(op, "error_code") {
		return nil
	}
	// A message of an unexpected kind stays empty and hides no code.
	if loose.UnmarshalFitting(body, &envelope) != nil {
		return nil
	}
	code, message := envelope.Code.String(), cmp.Or(envelope.Message.String(), envelope.More.String())
	if code == "" && envelope.Reason.String() != "" {
		code, message = envelope.OAuth.String(), envelope.Reason.String()
	}
	if refusal.Succeeds(code) {
		return nil
	}
	e := newError(op, code, message, body)
	e.Refused, e.RequestID = true, envelope.Request.String()
	return e
}

// clean returns a text of the platform as one line without anything that looks like a secret.
func clean(text string) string {
	return transport.Printable(redact.Redactor{}.Text(text))
}
