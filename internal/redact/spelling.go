package redact

import (
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// needle is one form of a secret: as it is, in base64 or in hex. Each of its characters may be spelled in any of the
// ways that URLs, HTML and JSON have, and as UTF-16.
type needle struct {
	runes []rune
	exact bool // letters have their case
	token bool // everything of the alphabet of base64 around it belongs to it
}

func needles(secret string) []needle {
	out := []needle{{runes: []rune(secret)}}
	if code := hex.EncodeToString([]byte(secret)); len(code) >= 8 {
		out = append(out, needle{runes: []rune(code)})
	}
	for shift := range 3 {
		padded := append(make([]byte, shift), secret...)
		for _, alphabet := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			core := alphabet.EncodeToString(padded)[(shift*8+5)/6 : len(padded)*8/6]
			if len(core) >= 6 {
				out = append(out, needle{runes: []rune(core), exact: true, token: true})
			}
		}
	}
	return out
}

// mark notes the bytes with which a spelling of the needle may begin.
func (n needle) mark(starts *[256]bool) {
	first := n.runes[0]
	for _, r := range []rune{first, unicode.ToLower(first), unicode.ToUpper(first), '%', '\\', '&'} {
		starts[utf8.AppendRune(nil, r)[0]] = true
	}
	starts['+'] = starts['+'] || first == ' '
}

func (k *known) replace(text string) string {
	var out strings.Builder
	done := 0
	for i := 0; i < len(text); i++ {
		if !k.starts[text[i]] {
			continue
		}
		if start, end := k.find(text, done, i); end > 0 {
			out.WriteString(text[done:start])
			out.WriteString(Mark)
			done, i = end, end-1
		}
	}
	if done == 0 {
		return text
	}
	return out.String() + text[done:]
}

// find returns where the secret that is spelled at i begins and ends; end is 0 if none is.
func (k *known) find(text string, done, i int) (start, end int) {
	for _, n := range k.needles {
		length, ok := n.match(n.runes, text[i:])
		if !ok {
			continue
		}
		start, end = i, i+length
		for n.token && start > done && isBase64(text[start-1]) {
			start--
		}
		for n.token && end < len(text) && isBase64(text[end]) {
			end++
		}
		return start, end
	}
	return 0, 0
}

func isBase64(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("+/=_-", c) >= 0
}

// match returns the length of the spelling with which text begins. Where a character is both escaped and itself, both
// readings are tried.
func (n needle) match(runes []rune, text string) (length int, ok bool) {
	if len(runes) == 0 {
		return 0, true
	}
	if text == "" {
		return 0, false
	}
	for _, size := range [2]int{n.escaped(text, runes[0]), n.plain(text, runes[0])} {
		if size == 0 {
			continue
		}
		if size < len(text) && text[size] == 0 { // UTF-16
			size++
		}
		if rest, ok := n.match(runes[1:], text[size:]); ok {
			return size + rest, true
		}
	}
	return 0, false
}

func (n needle) equal(a, b rune) bool {
	return a == b || !n.exact && unicode.ToLower(a) == unicode.ToLower(b)
}

func (n needle) plain(text string, want rune) int {
	if r, size := utf8.DecodeRuneInString(text); n.equal(r, want) {
		return size
	}
	return 0
}

// escaped returns the length of the escape at the start of text that stands for want, or 0.
func (n needle) escaped(text string, want rune) int {
	size := backslashes(text)
	switch {
	case size > 0:
		if length := n.unicodeEscape(text[size:], want); length > 0 {
			return size + length
		}
		if want == '\\' {
			return size
		}
		if length := n.plain(text[size:], want); length > 0 && !unicode.IsLetter(want) && !unicode.IsDigit(want) {
			return size + length // \/ and \"
		}
		return 0
	case text[0] == '%':
		return n.percent(text, want)
	case text[0] == '&':
		return n.entity(text, want)
	case text[0] == '+' && want == ' ':
		return 1
	}
	return 0
}

// backslashes counts those at the start of a text, which may be escaped for a URL themselves. JSON in JSON in JSON
// has no more than maxBackslashes, and a text of nothing else is not read once for each.
func backslashes(text string) int {
	const maxBackslashes = 32
	i := 0
	for i < min(len(text), maxBackslashes) {
		switch {
		case text[i] == '\\':
			i++
		case len(text) >= i+3 && strings.EqualFold(text[i:i+3], "%5c"):
			i += 3
		default:
			return i
		}
	}
	return i
}

// unicodeEscape reads u0053, and U+1F600 as two of them, and x53.
func (n needle) unicodeEscape(text string, want rune) int {
	if len(text) >= 3 && text[0] == 'x' {
		return n.number(text[1:3], 16, want, 3)
	}
	if len(text) < 5 || text[0] != 'u' && text[0] != 'U' {
		return 0
	}
	if want <= 0xFFFF {
		return n.number(text[1:5], 16, want, 5)
	}
	high, low := utf16.EncodeRune(want)
	second := backslashes(text[5:])
	rest := text[5+second:]
	if second == 0 || len(rest) < 5 || n.number(text[1:5], 16, high, 5) == 0 || n.number(rest[1:5], 16, low, 5) == 0 {
		return 0
	}
	return 5 + second + 5
}

// number returns length if the digits are those of the wanted character.
func (n needle) number(digits string, base int, want rune, length int) int {
	if v, err := strconv.ParseUint(digits, base, 32); err == nil && n.equal(rune(v), want) {
		return length
	}
	return 0
}

// percent reads %53, once or more often escaped (%2553), byte for byte.
func (n needle) percent(text string, want rune) int {
	size := 0
	var char [utf8.UTFMax]byte
	for i := range utf8.RuneLen(want) {
		if size >= len(text) || text[size] != '%' {
			return 0
		}
		size++
		for len(text) >= size+4 && text[size:size+2] == "25" && isHex(text[size+2:size+4]) {
			size += 2
		}
		if len(text) < size+2 || !isHex(text[size:size+2]) {
			return 0
		}
		v, _ := strconv.ParseUint(text[size:size+2], 16, 8)
		char[i] = byte(v)
		size += 2
	}
	if r, _ := utf8.DecodeRune(char[:utf8.RuneLen(want)]); n.equal(r, want) {
		return size
	}
	return 0
}

func isHex(s string) bool { return strings.Trim(s, "0123456789abcdefABCDEF") == "" }

var entities = map[string]rune{"amp": '&', "quot": '"', "apos": '\'', "lt": '<', "gt": '>'}

// entity reads &#83; and &#x53; and &amp;, escaped again or not.
func (n needle) entity(text string, want rune) int {
	size := 1
	for strings.HasPrefix(text[size:], "amp;") &&
		(strings.HasPrefix(text[size+4:], "#") || strings.HasPrefix(text[size+4:], "amp;")) {
		size += 4
	}
	name, _, ok := strings.Cut(text[size:min(len(text), size+12)], ";")
	if !ok {
		return 0
	}
	length := size + len(name) + 1
	if digits, ok := strings.CutPrefix(name, "#"); ok {
		if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
			return n.number(digits[1:], 16, want, length)
		}
		return n.number(digits, 10, want, length)
	}
	if entities[name] == want && want != 0 {
		return length
	}
	return 0
}
