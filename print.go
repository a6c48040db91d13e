package ali1688

import (
	"fmt"
	"io"
	"log/slog"
)

// Format writes the name of the type for every verb: a client holds credentials.
func (*Client) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "ali1688.Client{REDACTED}") }

// MarshalText returns the name of the type, in JSON too.
func (*Client) MarshalText() ([]byte, error) { return []byte("ali1688.Client{REDACTED}"), nil }

// LogValue returns the name of the type.
func (*Client) LogValue() slog.Value { return slog.StringValue("ali1688.Client{REDACTED}") }
