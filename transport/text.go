package transport

import (
	"strings"
	"unicode"
)

// MaxText is the number of characters that [OneLine] leaves of a text.
const MaxText = 500

// OneLine returns a text of a server or of a user as one line that is safe to print and to log, as [Printable] does,
// and cuts what is longer than [MaxText] characters, which an ellipsis shows. Everything that prints a text from
// elsewhere calls it.
func OneLine(text string) string { return line(text, MaxText) }

// Printable returns text as one line: every run of blanks and control characters, which may steer a terminal or forge
// a line of a log, becomes one blank.
func Printable(text string) string { return line(text, len(text)) }

func line(text string, limit int) string {
	out := make([]rune, 0, min(len(text), limit+1))
	blank := false
	for _, r := range text {
		if isBlank(r) {
			blank = len(out) > 0
			continue
		}
		if blank {
			out = append(out, ' ')
		}
		out, blank = append(out, r), false
		if len(out) > limit {
			return strings.TrimRight(string(out[:limit-1]), " ") + "…"
		}
	}
	return string(out)
}

// maxError is the length in bytes beyond which the text of an error is a server's: net/http quotes a malformed line
// of a header whole, and a header may have ten megabytes.
const maxError = 4 * MaxText

// shortened returns err with a text that [OneLine] has cut, if it is long.
func shortened(err error) error {
	if text := err.Error(); len(text) > maxError {
		return &shortError{OneLine(text), err}
	}
	return err
}

type shortError struct {
	text string
	err  error
}

func (e *shortError) Error() string { return e.text }
func (e *shortError) Unwrap() error { return e.err }

// isBlank reports whether a character is white space or has no picture: control and format characters, among them
// those that turn the direction of writing.
func isBlank(r rune) bool {
	return unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}
