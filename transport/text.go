package transport

import (
	"strings"
	"unicode"
)

// MaxText is the number of characters that [OneLine] leaves of a text.
const MaxText = 500

// OneLine returns a text of a server or of a user as one line that is safe to print and to log: every run of blanks and control
// characters, which may steer a terminal or forge a line of a log, becomes one blank, and a text longer than [MaxText]
// characters is cut, which an ellipsis shows. Everything that prints a text from elsewhere calls it.
func OneLine(text string) string {
	line := make([]rune, 0, min(len(text), MaxText+1))
	blank := false
	for _, r := range text {
		if isBlank(r) {
			blank = len(line) > 0
			continue
		}
		if blank {
			line = append(line, ' ')
		}
		line, blank = append(line, r), false
		if len(line) > MaxText {
			return strings.TrimRight(string(line[:MaxText-1]), " ") + "…"
		}
	}
	return string(line)
}

// isBlank reports whether a character is white space or has no picture: control and format characters, among them those that
// turn the direction of writing, and invalid UTF-8.
func isBlank(r rune) bool {
	return unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) || r == unicode.ReplacementChar
}
