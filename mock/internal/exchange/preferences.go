package exchange

import (
	"net/http"
	"strings"
)

// Preference is one part of the header Prefer, such as code=4013.
type Preference struct{ Name, Value string }

// Preferences reads the header as RFC 7240 has it, and with the semicolons that some clients write.
func Preferences(r *http.Request) []Preference {
	var out []Preference
	for _, header := range r.Header.Values("Prefer") {
		for _, part := range strings.FieldsFunc(header, func(c rune) bool { return c == ',' || c == ';' }) {
			name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
			out = append(out, Preference{name, strings.Trim(value, `"`)})
		}
	}
	return out
}
