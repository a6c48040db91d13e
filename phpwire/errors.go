package phpwire

import (
	"errors"
	"fmt"

	"github.com/go-ali1688/ali1688/internal/limit"
)

// What makes input unreadable on principle, for errors.Is.
var (
	// ErrTooDeep says that more than MaxDepth arrays stand in one another.
	ErrTooDeep = fmt.Errorf("more than %d arrays in one another", MaxDepth)
	// ErrTooManyValues is returned for a body with more values than its [Decoder] accepts.
	ErrTooManyValues = limit.ErrTooManyValues
	// ErrObject says that the input has an object. Answers have none, and none is built.
	ErrObject = errors.New("an object, which is never built")
	// ErrReference says that the input refers to another part of itself.
	ErrReference = errors.New("a reference, which is never followed")
	// ErrTrailing says that a whole value is followed by something else: in serialize and var_export from Offset on.
	ErrTrailing = errors.New("text after the value")
	// ErrNotFinite says that NAN or INF was to become JSON.
	ErrNotFinite = errors.New("NAN and INF have no JSON")
	// ErrNotUTF8 says that bytes that are not UTF-8 were to become JSON.
	ErrNotUTF8 = errors.New("bytes that are not UTF-8 have no JSON")
)

// SyntaxError says where a body stops being of its format. It never quotes the body.
type SyntaxError struct {
	Format Format
	Offset int   // in bytes from the start of the body
	Err    error // what is wrong there
}

// Error tells the format, the place and the fault.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("phpwire: %s: at byte %d: %v", e.Format, e.Offset, e.Err)
}

// Unwrap gives the fault, such as ErrObject.
func (e *SyntaxError) Unwrap() error { return e.Err }
