package loose

import (
	"fmt"
	"log/slog"

	"github.com/go-json-experiment/json/jsontext"
)

// redacted is written in place of the value of a [Secret].
const redacted = "REDACTED"

// Secret is a password, token or cookie. Printing, logging or encoding it writes REDACTED, also if package fmt finds it
// in an unexported field of another struct. Only [Marshal] and the requests of this module's clients write the value.
// To store a secret, store what Reveal returns.
//
// Compare secrets by Reveal: == reports whether two are copies of one.
type Secret struct {
	value *string // fmt prints the address of a pointer in a field, and never reads the text
}

// SecretOf returns a secret with this value.
func SecretOf(value string) Secret { return Secret{&value} }

// Reveal returns the value, and "" for the zero Secret.
func (s Secret) Reveal() string {
	if s.value == nil {
		return ""
	}
	return *s.value
}

// IsEmpty reports whether there is no value, or an empty one.
func (s Secret) IsEmpty() bool { return s.Reveal() == "" }

// IsZero reports whether there is no value, or an empty one. It decides about the JSON tag omitzero.
func (s Secret) IsZero() bool { return s.IsEmpty() }

// Format writes REDACTED for every verb.
func (Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(redacted)) }

// String returns REDACTED.
func (Secret) String() string { return redacted }

// GoString returns REDACTED.
func (Secret) GoString() string { return redacted }

// LogValue returns REDACTED.
func (Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText returns REDACTED.
func (Secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// MarshalJSON returns "REDACTED".
func (Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + redacted + `"`), nil }

// UnmarshalText reads the value.
func (s *Secret) UnmarshalText(text []byte) error {
	*s = SecretOf(string(text))
	return nil
}

const wantSecret = "loose.Secret: want text"

// UnmarshalJSON accepts every scalar, [] and {}.
func (s *Secret) UnmarshalJSON(b []byte) error {
	var read scalar
	err := read.read(b, wantSecret)
	*s = SecretOf(read.String())
	return err
}

// UnmarshalJSONFrom accepts every scalar, [] and {}.
func (s *Secret) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	var read scalar
	err := read.readFrom(dec, wantSecret)
	*s = SecretOf(read.String())
	return err
}

// writeSecret writes the value of a secret to a request.
func writeSecret(enc *jsontext.Encoder, s Secret) error {
	return enc.WriteToken(jsontext.String(s.Reveal()))
}
