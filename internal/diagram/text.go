package diagram

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The sizes of letters, in pixels of the picture.
const (
	size = 13 // of words and code
	line = 17 // from one line to the next
)

// Label is a line of text. It may be code, and it may lead to a page.
type Label struct {
	Text string
	Code bool
	Href string
}

func (l Label) width() int { return Width(l.Text, l.Code) }

// Width returns the width of a text in pixels, rather more than fonts need: a picture is drawn before the font is
// known.
func Width(text string, code bool) int {
	tenths := 0
	for _, r := range text {
		tenths += advance(r, code)
	}
	return (tenths*size + 99) / 100
}

// advance returns the width of a letter in hundredths of the size, of the wide fonts among those that readers have.
func advance(r rune, code bool) int {
	switch {
	case r >= 0x1100 && (unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) || r >= 0x3000):
		return 100
	case code:
		return 58 // code is set a little smaller
	case strings.ContainsRune("iljtfrI.,:;'|!()[] ", r):
		return 42
	case strings.ContainsRune("mwMW@%", r):
		return 98
	case unicode.IsUpper(r):
		return 74
	}
	return 64
}

// Wrap breaks words into lines of at most a width.
func Wrap(text string, width int) []string { return wrap(text, width, false) }

// wrap breaks a text into lines of at most a width: at spaces, before any Chinese character, and in code behind dots
// and underscores. One word that is wider than a line stays whole.
func wrap(text string, width int, code bool) []string {
	var lines []string
	current := ""
	for _, piece := range pieces(text, code) {
		if current != "" && Width(strings.TrimSpace(current+piece), code) > width {
			lines = append(lines, strings.TrimSpace(current))
			current = ""
		}
		current += piece
	}
	if rest := strings.TrimSpace(current); rest != "" {
		lines = append(lines, rest)
	}
	return lines
}

// pieces splits a text behind each character at which a line may end.
func pieces(text string, code bool) []string {
	var out []string
	start := 0
	for at, r := range text {
		end := at + utf8.RuneLen(r)
		next, _ := utf8.DecodeRuneInString(text[end:])
		breaks := r == ' ' || code && strings.ContainsRune("._", r) ||
			!code && (unicode.Is(unicode.Han, r) || unicode.Is(unicode.Han, next)) && !unicode.IsPunct(next)
		if breaks {
			out = append(out, text[start:end])
			start = end
		}
	}
	return append(out, text[start:])
}
