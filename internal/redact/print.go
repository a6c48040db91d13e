package redact

import (
	"fmt"
	"log/slog"
)

// Hidden is a text that shows itself to nobody but its owner. It is held by a function because fmt prints the text of
// unexported fields without asking their methods.
type Hidden struct{ reveal func() string }

// Hide returns text as one that is not shown.
func Hide(text string) Hidden { return Hidden{func() string { return text }} }

// Reveal returns the text.
func (h Hidden) Reveal() string {
	if h.reveal == nil {
		return ""
	}
	return h.reveal()
}

// Format writes REDACTED for every verb.
func (Hidden) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(Mark)) }

// String returns REDACTED. A context asks for it.
func (Hidden) String() string { return Mark }

// LogValue returns REDACTED.
func (Hidden) LogValue() slog.Value { return slog.StringValue(Mark) }

// MarshalText returns REDACTED, in JSON too.
func (Hidden) MarshalText() ([]byte, error) { return []byte(Mark), nil }
