package redact

import (
	"fmt"
	"log/slog"
)

// Hidden is embedded in types that hold secrets. No verb of fmt, no encoder and no logger shows what such a value holds.
type Hidden struct{}

// Format writes REDACTED for every verb.
func (Hidden) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(Mark)) }

// String returns REDACTED.
func (Hidden) String() string { return Mark }

// GoString returns REDACTED.
func (Hidden) GoString() string { return Mark }

// LogValue returns REDACTED.
func (Hidden) LogValue() slog.Value { return slog.StringValue(Mark) }

// MarshalText returns REDACTED, in JSON too.
func (Hidden) MarshalText() ([]byte, error) { return []byte(Mark), nil }

// Secret is a text that shows itself to nobody but its owner. It is held by a function because fmt prints the text of
// unexported fields without asking their methods.
type Secret struct {
	Hidden
	reveal func() string
}

// Hide returns a secret that holds text.
func Hide(text string) Secret { return Secret{reveal: func() string { return text }} }

// Reveal returns the text.
func (s Secret) Reveal() string {
	if s.reveal == nil {
		return ""
	}
	return s.reveal()
}
