package phpwire

import (
	"errors"
	"fmt"

	"github.com/go-ali1688/ali1688/internal/valuelimit"
)

// Errors of input that is refused on principle, for errors.Is.
var (
	// ErrTooDeep is returned if more than MaxDepth arrays are nested.
	ErrTooDeep = fmt.Errorf("more than %d arrays in one another", MaxDepth)
	// ErrTooManyValues is returned for a body with more values than its [Decoder] accepts.
	ErrTooManyValues = valuelimit.ErrTooManyValues
	// ErrObject is returned if the input contains an object. Responses contain none, and none is built.
	ErrObject = errors.New("an object, which is never built")
	// ErrReference is returned if the input refers to another part of itself.
	ErrReference = errors.New("a reference, which is never followed")
	// ErrTrailing is returned if a complete value is followed by other text: in serialize and var_export from Offset
	// on.
	ErrTrailing = errors.New("text after the value")
	// ErrNotFinite is returned if NAN or INF is encoded as JSON.
	ErrNotFinite = errors.New("NAN and INF have no JSON")
	// ErrNotUTF8 is returned if a string that is not UTF-8 is encoded as JSON.
	ErrNotUTF8 = errors.New("bytes that are not UTF-8 have no JSON")
)

// SyntaxError is the error for a body that violates its format. It never quotes the body.
type SyntaxError struct {
	Format Format
	Offset int   // in bytes from the start of the body
	Err    error // what is wrong there
}

// Error returns the format, the offset and the fault.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("phpwire: %s: at byte %d: %v", e.Format, e.Offset, e.Err)
}

// Unwrap returns the fault, such as ErrObject.
func (e *SyntaxError) Unwrap() error { return e.Err }
