package apiclient

import (
	"errors"
	"fmt"
	"strings"

	"github.com/go-ali1688/ali1688/refusal"
	"github.com/go-ali1688/ali1688/transport"
)

// Failures that no API has a code for.
var (
	// ErrNoPayload is matched by the error for a response that states no failure and holds nothing that was asked for.
	ErrNoPayload = errors.New("the response holds nothing that was asked for")
	// ErrWrongItem is matched by the error for a response about another item, or another seller, than the one asked
	// for.
	ErrWrongItem = errors.New("the response is about something else than was asked for")
	// ErrImageRefused is matched by the error of an upload that reports success but returns no image name.
	ErrImageRefused = errors.New("the image was refused")
	// ErrNotSent is matched by errors of requests that provably never reached the API, so that they were neither
	// carried out nor charged.
	ErrNotSent = transport.ErrNotSent
	// ErrOutcomeUnknown is matched by the error of a request that broke off after it may have been carried out, and of
	// one whose response does not state what happened to it.
	ErrOutcomeUnknown = errors.New("whether the request was carried out is not known")
)

// CallError is the error of a call for another reason than a failure that the API states.
type CallError struct {
	API string
	Err error
}

// Error returns the operation and the cause.
func (e *CallError) Error() string { return e.API + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *CallError) Unwrap() error { return e.Err }

// UnsentError is the error of a request that the client itself did not send, because it would have failed, or because
// a limit or a budget did not let it through.
type UnsentError struct {
	API string
	Err error

	retry refusal.Retry // "" is never
}

// Unsent returns an [UnsentError] with a text.
func Unsent(api, format string, args ...any) error {
	return &UnsentError{API: api, Err: fmt.Errorf(format, args...)}
}

// Error returns the operation and the cause.
func (e *UnsentError) Error() string {
	return e.API + ": " + e.Err.Error() + unsentMark
}

// unsentMark ends the text of an [UnsentError].
const unsentMark = "; the request was not sent"

// Unwrap returns the cause.
func (e *UnsentError) Unwrap() error { return e.Err }

// Is makes errors.Is find [ErrNotSent].
func (e *UnsentError) Is(target error) bool { return target == ErrNotSent }

// notAgain is the error of an attempt that was not sent after one that may have been. It is everything that err is but
// [ErrNotSent], which would be said of the whole call.
type notAgain struct{ err error }

func (e *notAgain) Error() string {
	return strings.TrimSuffix(e.err.Error(), unsentMark) + "; the last attempt was not sent"
}
func (e *notAgain) Is(target error) bool { return target != ErrNotSent && errors.Is(e.err, target) }
func (e *notAgain) As(target any) bool   { return errors.As(e.err, target) }
