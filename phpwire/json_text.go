package phpwire

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonStyle defines which characters of a JSON string are escaped.
type jsonStyle struct {
	ascii      [utf8.RuneSelf]bool // written as they are
	escapeWide bool                // everything beyond ASCII is escaped
	separators bool                // U+2028 and U+2029 are escaped
	emptyNull  bool                // an empty string as a value is null
}

var (
	plainJSON     = jsonStyle{ascii: allBut(`"\/`), escapeWide: true}
	unescapedJSON = jsonStyle{ascii: allBut(`"\/`), separators: true}
	terseJSON     = jsonStyle{ascii: allBut(`"\`)} // for machines: only what must be
	xmlJSON       = jsonStyle{ascii: allBut(`"\`), emptyNull: true}
)

// allBut lists the characters of ASCII from the space on, without some.
func allBut(except string) (table [utf8.RuneSelf]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		table[c] = !strings.ContainsRune(except, c)
	}
	return table
}

const hex = "0123456789abcdef"

// appendText writes a string. It leaves out a string that is not UTF-8 and reports false.
func (style *jsonStyle) appendText(dst []byte, s string) (_ []byte, ok bool) {
	start := len(dst)
	dst = append(dst, '"')
	from, i := 0, 0
	for i < len(s) {
		if s[i] < utf8.RuneSelf && style.ascii[s[i]] {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			return dst[:start], false
		}
		if r < utf8.RuneSelf || style.escapes(r) {
			dst = appendEscaped(append(dst, s[from:i]...), r)
			from = i + size
		}
		i += size
	}
	return append(append(dst, s[from:]...), '"'), true
}

func (style *jsonStyle) escapes(r rune) bool {
	return style.escapeWide || style.separators && (r == '\u2028' || r == '\u2029')
}

var shortEscapes = map[rune]string{
	'"': `\"`, '\\': `\\`, '/': `\/`, '\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`,
}

func appendEscaped(dst []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		if short, ok := shortEscapes[r]; ok {
			return append(dst, short...)
		}
	}
	if high, low := utf16.EncodeRune(r); r > 0xFFFF {
		return appendUnit(appendUnit(dst, high), low)
	}
	return appendUnit(dst, r)
}

func appendUnit(dst []byte, u rune) []byte {
	return append(dst, '\\', 'u', hex[u>>12&15], hex[u>>8&15], hex[u>>4&15], hex[u&15])
}
