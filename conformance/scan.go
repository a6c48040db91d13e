package conformance

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// Eight bytes at a time: the lowest bits and the highest bits of each.
const (
	lowest  = 0x0101010101010101
	highest = 0x8080808080808080
)

// special returns the highest bit of each byte that is a quote, a backslash or a control character. The lowest of the
// bits that are set is right; those above it may not be.
func special(word uint64) uint64 {
	quote, backslash := word^'"'*lowest, word^'\\'*lowest
	return ((quote-lowest)&^quote | (backslash-lowest)&^backslash | (word-' '*lowest)&^word) & highest
}

// scanText returns the position of the quote that ends a text, or failed, and whether the text has escapes. The text
// begins at from, behind its opening quote.
func scanText(body []byte, from int) (end int, escaped bool) {
	at, beyond := from, uint64(0) // ASCII
	for {
		for at+8 <= len(body) {
			word := binary.LittleEndian.Uint64(body[at:])
			found := special(word)
			if found != 0 {
				beyond |= word & (found&-found - 1)
				at += bits.TrailingZeros64(found) / 8
				break
			}
			beyond |= word
			at += 8
		}
		if at+8 > len(body) {
			at, beyond = scanBytes(body, at, beyond)
		}
		switch {
		case at >= len(body):
			return failed, false
		case body[at] == '"':
			if beyond&highest != 0 && !utf8.Valid(body[from:at]) {
				return failed, false
			}
			return at, escaped
		case body[at] != '\\':
			return failed, false
		}
		if at, escaped = scanEscape(body, at), true; at == failed {
			return failed, false
		}
	}
}

// scanBytes is the loop of scanText for the last bytes of a body.
func scanBytes(body []byte, at int, beyond uint64) (int, uint64) {
	for at < len(body) && body[at] >= ' ' && body[at] != '"' && body[at] != '\\' {
		beyond |= uint64(body[at])
		at++
	}
	return at, beyond
}

// scanEscape returns the position behind the escape at a position. Half a surrogate pair fails.
func scanEscape(body []byte, at int) int {
	if at+1 >= len(body) {
		return failed
	}
	switch body[at+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return at + 2
	case 'u':
	default:
		return failed
	}
	switch r := hex4(body, at+2); {
	case r < 0 || 0xDC00 <= r && r < 0xE000:
		return failed
	case r < 0xD800 || r >= 0xE000:
		return at + 6
	}
	if at+7 < len(body) && body[at+6] == '\\' && body[at+7] == 'u' {
		if r := hex4(body, at+8); 0xDC00 <= r && r < 0xE000 {
			return at + 12
		}
	}
	return failed
}

// hex4 returns the value of four hexadecimal digits, or -1.
func hex4(body []byte, at int) int {
	if at+4 > len(body) {
		return -1
	}
	value := 0
	for _, c := range body[at : at+4] {
		digit := hexDigits[c]
		if digit < 0 {
			return -1
		}
		value = value<<4 | int(digit)
	}
	return value
}

// hexDigits has the value of each byte that is a hexadecimal digit, and -1 for the others.
var hexDigits = func() (digits [256]int8) {
	for c := range digits {
		digits[c] = -1
	}
	for i, c := range "0123456789abcdef" {
		digits[c] = int8(i)
		if c >= 'a' {
			digits[c-'a'+'A'] = int8(i)
		}
	}
	return digits
}()

// scanNumber returns the position behind the number at a position, or failed, and whether it has digits only.
func scanNumber(body []byte, at int) (end int, whole bool) {
	if body[at] == '-' {
		at++
	}
	first := at
	if at = scanDigits(body, at); at == first || body[first] == '0' && at > first+1 {
		return failed, false
	}
	whole = true
	if at < len(body) && body[at] == '.' {
		first, whole = at+1, false
		if at = scanDigits(body, first); at == first {
			return failed, false
		}
	}
	if at < len(body) && body[at]|0x20 == 'e' {
		if at, whole = at+1, false; at < len(body) && (body[at] == '+' || body[at] == '-') {
			at++
		}
		first = at
		if at = scanDigits(body, at); at == first {
			return failed, false
		}
	}
	return at, whole
}

func scanDigits(body []byte, at int) int {
	for at < len(body) && body[at]-'0' <= 9 {
		at++
	}
	return at
}

// hashOf returns a hash of a name, made of its first and its last eight bytes and its length.
func hashOf(name []byte) uint64 {
	var first, last uint64
	switch n := len(name); {
	case n >= 8:
		first, last = binary.LittleEndian.Uint64(name), binary.LittleEndian.Uint64(name[n-8:])
	case n >= 4:
		first, last = uint64(binary.LittleEndian.Uint32(name)), uint64(binary.LittleEndian.Uint32(name[n-4:]))
	case n > 0:
		first, last = uint64(name[0])<<8|uint64(name[n/2]), uint64(name[n-1])
	}
	h := (first^bits.RotateLeft64(last, 23)^uint64(len(name)))*0x9E3779B97F4A7C15 + last
	h *= 0xD6E8FEB86659FD93
	return h ^ h>>32
}
