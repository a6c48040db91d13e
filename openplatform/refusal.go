package openplatform

import platform "github.com/go-ali1688/ali1688/generated/platform"

// NewError returns the failure of an operation with a code and a text that are at hand, such as stored ones, with what
// the tables know of it.
func NewError(api string, code platform.Code, message string) *Error {
	return newError(described(api), string(code), message, nil)
}

// ErrorIn returns what a response of an operation that is at hand, such as a recorded one, states about a failure, or
// nil. It reads the members that the document names for it (x-outcome), with none, one or both levels named result,
// and otherwise a refusal of the platform itself. It does not report whether the call failed: a response may state the
// failure of a part beside what was done.
func ErrorIn(api string, body []byte) *Error {
	op := described(api)
	if refused := platformError(op, body); refused != nil || len(op.Levels) == 0 {
		return refused
	}
	s := stated(op, wrapped(op, body))
	if s.code == "" && !s.failed && !s.doubtful {
		return nil
	}
	return newError(op, string(s.code), s.message, body)
}

// described returns the operation of that name, or one of which nothing is known.
func described(api string) *platform.Operation {
	if op := platform.Find(api); op != nil {
		return op
	}
	return &platform.Operation{Name: api}
}
