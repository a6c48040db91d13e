package openplatform

import (
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// Format writes the name of the type for every verb: a client holds credentials.
func (*Client) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "openplatform.Client{REDACTED}") }

// MarshalText returns the name of the type, in JSON too.
func (*Client) MarshalText() ([]byte, error) { return []byte("openplatform.Client{REDACTED}"), nil }

// LogValue returns the name of the type.
func (*Client) LogValue() slog.Value { return slog.StringValue("openplatform.Client{REDACTED}") }

// Format writes the text of the error for every verb.
func (e *UnknownOutcomeError) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, e.Error()) }

// MarshalText returns the text of the error, in JSON too.
func (e *UnknownOutcomeError) MarshalText() ([]byte, error) { return []byte(e.Error()), nil }

// Format writes REDACTED for every verb.
func (Token) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, redact.Mark) }

// MarshalText returns REDACTED, in JSON too: what is to be kept is Access and Refresh, by their names.
func (Token) MarshalText() ([]byte, error) { return []byte(redact.Mark), nil }

// Format writes REDACTED for every verb.
func (constant) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, redact.Mark) }

// redacted returns the error of a call without its secrets.
func redacted(secrets *redact.Secrets, err error) error {
	if err == nil {
		return nil
	}
	r := secrets.Redactor()
	var reported *Error
	if errors.As(err, &reported) {
		_ = reported.Redact(r)
	}
	var unknown *UnknownOutcomeError
	if errors.As(err, &unknown) {
		unknown.Err = r.Error(unknown.Err)
		return err
	}
	if reported != nil && r.Secrets(err.Error()) == err.Error() {
		return err
	}
	return r.Error(err)
}
