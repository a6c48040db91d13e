package apiclient

import (
	"errors"
	"fmt"

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

// UnsentError is the error of a request that the client itself refused to send, because it would have failed.
type UnsentError struct {
	API string
	Err error
}

// Unsent returns an [UnsentError] with a text.
func Unsent(api, format string, args ...any) error {
	return &UnsentError{api, fmt.Errorf(format, args...)}
}

// Error returns the operation and the cause.
func (e *UnsentError) Error() string {
	return e.API + ": " + e.Err.Error() + "; the request was not sent"
}

// Unwrap returns the cause.
func (e *UnsentError) Unwrap() error { return e.Err }

// Is makes errors.Is find [ErrNotSent].
func (e *UnsentError) Is(target error) bool { return target == ErrNotSent }
