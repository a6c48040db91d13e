package phpwire

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// unescapeXML returns text with its entities replaced: those of XML and HTML and the numbers of characters.
func unescapeXML(raw string) (string, error) {
	text, rest, found := strings.Cut(newlines(raw), "&")
	if found {
		var all strings.Builder
		for ; found; text, rest, found = strings.Cut(rest, "&") {
			all.WriteString(text)
			name, after, complete := strings.Cut(rest, ";")
			character := entity(name)
			if !complete || character == "" {
				return "", errToken
			}
			all.WriteString(character)
			rest = after
		}
		all.WriteString(text)
		text = all.String()
	}
	if !areXMLCharacters(text) {
		return "", errToken
	}
	return text, nil
}

// entity returns the text that an entity stands for, and "" for one that does not exist.
func entity(name string) string {
	number, numeric := strings.CutPrefix(name, "#")
	if !numeric {
		text := html.UnescapeString("&" + name + ";")
		if utf8.RuneCountInString(text) > 2 || strings.HasSuffix(text, ";") && name != "semi" { // only its beginning is one
			return ""
		}
		return text
	}
	base := 10
	if hex, ok := strings.CutPrefix(number, "x"); ok {
		number, base = hex, 16
	}
	n, err := strconv.ParseUint(number, base, 32)
	if err != nil || n > utf8.MaxRune {
		return ""
	}
	return string(rune(n))
}

// newlines returns text with the one form of line end that XML has.
func newlines(text string) string {
	if !strings.Contains(text, "\r") {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// areXMLCharacters reports whether XML allows all characters of a text.
func areXMLCharacters(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return !isXMLCharacter(r) })
}

func isXMLCharacter(r rune) bool {
	return r >= ' ' && r != '\ufffe' && r != '\uffff' || r == '\t' || r == '\n' || r == '\r'
}

// escapes has what is written in place of a character, as encoding/xml does.
var escapes = map[rune]string{'"': "&#34;", '\'': "&#39;", '&': "&amp;", '<': "&lt;", '>': "&gt;", '\t': "&#x9;",
	'\n': "&#xA;", '\r': "&#xD;"}

// appendXMLText appends a text. Characters that XML does not allow become U+FFFD.
func appendXMLText(dst []byte, text string) []byte {
	for _, r := range text {
		switch escape, special := escapes[r]; {
		case special:
			dst = append(dst, escape...)
		case !isXMLCharacter(r):
			dst = utf8.AppendRune(dst, utf8.RuneError)
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}
