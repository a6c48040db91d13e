package openplatform

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/redact"
	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-ali1688/ali1688/transport"

	platform "github.com/go-ali1688/ali1688/generated/openplatform"
	"github.com/go-json-experiment/json/jsontext"
)

// Error is a failure that the platform reports: a call that it refused, or an answer that says it did not work.
type Error struct {
	API     string         // the operation that was called, such as alibaba.trade.cancel
	Code    platform.Code  // one of the operation's codes, or gw.… for a refusal, or "" where the answer has none
	Message string         // the same for people
	Refused bool           // the platform did not hand the call on: nothing was done
	Raw     jsontext.Value // the whole body
}

// Error says what failed, with the code, and without a secret.
func (e *Error) Error() string {
	verb := "failed"
	if e.Refused {
		verb = "was refused"
	}
	text := e.API + " " + verb
	if e.Code != "" {
		text += " with " + transport.OneLine(string(e.Code))
	}
	if e.Message != "" && e.Message != string(e.Code) {
		text += ": " + transport.OneLine(e.Message)
	}
	return text
}

// PlatformFailure returns the code and the message, for a mock that is to respond with them.
func (e *Error) PlatformFailure() (code, message string) { return string(e.Code), e.Message }

// LogValue gives the parts of the error to slog, and not the body.
func (e *Error) LogValue() slog.Value {
	return slog.GroupValue(slog.String("api", e.API), slog.String("code", transport.OneLine(string(e.Code))),
		slog.String("message", transport.OneLine(e.Message)), slog.Bool("refused", e.Refused))
}

// ErrNotShipped is what errors.Is finds in the error of a call for parcels or for their trace as long as the order is
// not shipped. The platform states a success for a trace, with a text and nothing else.
var ErrNotShipped = errors.New("the order is not shipped yet")

// notShipped are what the platform writes of such an order.
var notShipped = []string{"没有物流跟踪信息", "尚未发货"}

// Is makes errors.Is work with the codes of package platform and with [ErrNotShipped].
func (e *Error) Is(target error) bool {
	if target == ErrNotShipped {
		return slices.ContainsFunc(notShipped, func(text string) bool { return strings.Contains(e.Message, text) })
	}
	code, ok := target.(platform.Code)
	return ok && sameCode(code, e.Code)
}

// IsCode says whether err is an [*Error] with one of these codes.
func IsCode(err error, codes ...platform.Code) bool {
	var e *Error
	return errors.As(err, &e) && slices.ContainsFunc(codes, func(c platform.Code) bool { return sameCode(c, e.Code) })
}

// ErrOutcomeUnknown is what errors.Is finds in a call that broke off after it may have been made, and in one whose
// response does not say what became of it. See [UnknownOutcomeError].
var ErrOutcomeUnknown = errors.New("whether the call was made is not known")

// UnknownOutcomeError says that a call which changes something was sent, or may have been, and that no response tells
// whether it worked: there is none, it cannot be read, it is silent, or it contradicts itself. Look before you repeat
// it.
type UnknownOutcomeError struct {
	API        string
	Effect     platform.Effect // what may have been done
	OutOrderID string          // the outOrderId that the call carried, to look the order up by, or ""
	OrderID    string          // the order that the response names, or the one that the call was about, or ""
	IDs        []string        // what the response names as made: orders, refunds, offers; none where there was no response
	Raw        jsontext.Value  // the body of the response, if there was one
	Err        error           // how the call broke off, or what is wrong with the response
}

// Error says what may have happened and how to find out.
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

// failure says why there is no answer.
func (o *outgoing) failure(err error) error {
	var broken *brokenOff
	if !errors.As(err, &broken) || o.op.Effect == platform.EffectRead {
		return fmt.Errorf("%s: %w", o.op.Name, err)
	}
	return o.unknownOutcome(broken.err)
}

func (o *outgoing) unknownOutcome(err error) *UnknownOutcomeError {
	return &UnknownOutcomeError{
		API: o.op.Name, Effect: o.op.Effect, Err: err,
		OutOrderID: named(o.members, "outOrderId"), OrderID: named(o.members, "orderId", "tradeID"),
	}
}

// named is the first of the arguments that is there, at the top or in the one object that holds all of them.
func named(members map[string]jsontext.Value, names ...string) string {
	for _, name := range names {
		if v, ok := members[name]; ok {
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

// platformError is the platform's own error, or nil. It has an error_code at the top, which no response has that does
// not list it, or, from system.oauth2, an error with a description.
func platformError(op *platform.Operation, body jsontext.Value) *Error {
	var said struct {
		Code    loose.Text `json:"error_code"`
		Message loose.Text `json:"error_message"`
		More    loose.Text `json:"exception"`
		OAuth   loose.Text `json:"error"`
		Reason  loose.Text `json:"error_description"`
	}
	if body.Kind() != '{' || hasMember(op, "error_code") {
		return nil
	}
	// A message of an unexpected kind stays empty and hides no code.
	if _, err := (loose.Decoder{}).Decode(context.Background(), body, &said); err != nil {
		return nil
	}
	code, message := said.Code.String(), cmp.Or(said.Message.String(), said.More.String())
	if code == "" && said.Reason.String() != "" {
		code, message = said.OAuth.String(), said.Reason.String()
	}
	if code == "" || strings.Trim(code, "0") == "" {
		return nil
	}
	return &Error{API: op.Name, Code: platform.Code(code), Message: clean(message), Refused: true, Raw: body}
}

// clean is a text of the platform as one line without anything that looks like a secret.
func clean(text string) string {
	return transport.Printable(redact.Redactor{}.Text(text))
}
