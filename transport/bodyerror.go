package transport

import (
	"context"
	"fmt"
	"net/http"
)

// BodyError is returned for a response that cannot be read as the document describes it, such as a page of a proxy. Its
// text never quotes the body.
type BodyError struct {
	StatusCode  int    // the HTTP status
	ContentType string // as the server states it
	Body        []byte // as it came
	Err         error  // what is wrong with it
}

// Error returns what is wrong with the body.
func (e *BodyError) Error() string {
	return fmt.Sprintf("HTTP %d response of %d bytes cannot be read: %v", e.StatusCode, len(e.Body), e.Err)
}

// Unwrap returns what is wrong with the body.
func (e *BodyError) Unwrap() error { return e.Err }

// Format writes the text of the error for every verb: %#v and %d would print the body, which may quote secrets.
func (e *BodyError) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(e.Error())) }

// MarshalText returns the text of the error, in JSON and logs.
func (e *BodyError) MarshalText() ([]byte, error) { return []byte(e.Error()), nil }

// NewBodyError returns the error for a response with a body that cannot be read. A redirect is named as what it is.
func NewBodyError(rsp *http.Response, body []byte, err error) *BodyError {
	if rsp.StatusCode != http.StatusOK {
		err = StatusError(rsp, err)
	}
	return &BodyError{StatusCode: rsp.StatusCode, ContentType: rsp.Header.Get("Content-Type"), Body: body, Err: err}
}

// DecodeBody reads the body of a response of HTTP 200, closes it, and returns it once decode has accepted it. A body
// that cannot be read is a [BodyError].
func DecodeBody(rsp *http.Response, decode func(ctx context.Context, body []byte) error) ([]byte, error) {
	if rsp.Body != nil {
		defer func() { _ = rsp.Body.Close() }()
	}
	body, err := ReadBody(rsp)
	if err != nil {
		return nil, err
	}
	err = decode(Context(rsp), body)
	if err != nil || rsp.StatusCode != http.StatusOK {
		return nil, NewBodyError(rsp, body, err)
	}
	return body, nil
}
