package transport

import (
	"fmt"
	"log/slog"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// Format writes REDACTED for every verb: the configuration holds key and secret.
func (Config) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(redact.Mark)) }

// LogValue returns REDACTED.
func (Config) LogValue() slog.Value { return slog.StringValue(redact.Mark) }

// MarshalText returns REDACTED, in JSON too.
func (Config) MarshalText() ([]byte, error) { return []byte(redact.Mark), nil }
