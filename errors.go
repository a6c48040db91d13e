package ali1688

import (
	"fmt"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/generated/gateway"
	"github.com/go-ali1688/ali1688/loose"
)

// Error is a failure that the gateway reports inside an HTTP 200. A used-up quota is [ErrQuotaExceeded] under whichever
// code it comes: the gateway reports it as 4013 and as 4005.
type Error = apiclient.Error

// BodyError is returned for a response that cannot be read, such as a page of a proxy.
type BodyError = apiclient.BodyError

// RetryAdvice states whether a call may be made again after an error, and what the failed one cost.
type RetryAdvice = apiclient.RetryAdvice

// Failures that the gateway has no code for. The response is returned beside the error.
var (
	// ErrNoPayload is matched by the error for a response that states no failure and holds nothing that was asked
	// for, such as {}, {"error_code":"0000"}, {"item":{}}, {"item":[]} or the JSON of another server. It does not
	// mean that the offer is gone, which the gateway states with [ErrNotFound].
	ErrNoPayload = apiclient.ErrNoPayload
	// ErrWrongItem is matched by the error for a response about another item, or another seller, than the one asked
	// for. The gateway's cache was seen to mix offers up; the parameter cache=no asks past it.
	ErrWrongItem = apiclient.ErrWrongItem
	// ErrImageRefused is matched by the error of [Client.UploadImg] if the gateway reports success but returns no image
	// name, which means that the image was refused.
	ErrImageRefused = apiclient.ErrImageRefused
	// ErrNotSent is matched by errors of calls that provably never reached the gateway, so that they were not charged.
	ErrNotSent = apiclient.ErrNotSent
)

// NewError returns the failure of an operation with a code and texts that are at hand, such as stored ones, with what
// the table of codes knows of it.
func NewError(api, code, message, reason string) *Error {
	e := &Error{Service: apiclient.Gateway1688, API: api, Code: code, Message: message, Reason: reason}
	return explained(classified(e))
}

// IsCode reports whether err is an [*Error] of the gateway with one of these codes.
func IsCode(err error, codes ...string) bool {
	return apiclient.IsCode(err, apiclient.Gateway1688, codes...)
}

// RetryOf returns the advice for an error of a method of [Client], by what can be known: the gateway's code and text,
// the HTTP status, or how far the request came. Only [ErrNotSent] proves that nothing was charged. A [Client.Custom]
// that may have been made is never advised to be repeated: it may have ordered or paid.
func RetryOf(err error) RetryAdvice { return apiclient.RetryOf(err) }

// ErrorOf returns the failure that the response of an operation reports, as the methods of [Client] do, for code that
// has a body from elsewhere. It is an [*Error], or nil for a success. A body that cannot be read is an error, too. The
// texts are as the gateway sent them, and may echo the key.
func ErrorOf(api string, body []byte) error {
	empty, ok := gateway.Answers[api]
	if !ok {
		return fmt.Errorf("unknown operation %q", api)
	}
	answer := empty()
	if err := loose.UnmarshalFitting(body, answer); err != nil {
		if failed := envelopeError(api, body); failed != nil {
			return failed
		}
		return &apiclient.CallError{API: api, Err: err}
	}
	if failed := reported(api, answer, answer.Common(), body); failed != nil {
		return failed
	}
	return nil
}
