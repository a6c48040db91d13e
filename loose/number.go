package loose

import (
	"math"
	"strconv"
	"strings"
)

// maxNumber is the longest text taken for a number, so that hostile text costs
// no time: more digits than any number of the gateway has.
const maxNumber = 1000

// maxExponent bounds the exponent of a number for the same reason.
const maxExponent = 400

// number is a decimal number taken apart. Its value is whole.frac times ten to the
// power of exp.
type number struct {
	negative    bool
	whole, frac string
	exp         int
}

// parseNumber takes text apart: a sign, digits with at most one point, and an
// exponent, with space around it. PHP takes the same texts for numbers.
func parseNumber(text string) (n number, ok bool) {
	if len(text) > maxNumber {
		return n, false
	}
	rest, negative := cutSign(strings.TrimSpace(text))
	n.negative = negative
	n.whole, rest = cutDigits(rest)
	if strings.HasPrefix(rest, ".") {
		n.frac, rest = cutDigits(rest[1:])
	}
	if n.whole == "" && n.frac == "" {
		return n, false
	}
	n.exp, ok = parseExponent(rest)
	return n, ok
}

func cutSign(s string) (rest string, negative bool) {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		return s[1:], s[0] == '-'
	}
	return s, false
}

func cutDigits(s string) (digits, rest string) {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return s[:i], s[i:]
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isDigits(s string) bool {
	_, rest := cutDigits(s)
	return s != "" && rest == ""
}

func parseExponent(s string) (exp int, ok bool) {
	if s == "" {
		return 0, true
	}
	if s[0] != 'e' && s[0] != 'E' {
		return 0, false
	}
	rest, negative := cutSign(s[1:])
	digits, rest := cutDigits(rest)
	exp, err := strconv.Atoi(digits)
	if err != nil || rest != "" || exp > maxExponent {
		return 0, false
	}
	if negative {
		exp = -exp
	}
	return exp, true
}

// isJSONNumber reports whether s is a number as the JSON grammar has it.
func isJSONNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole, rest := cutDigits(s)
	if whole == "" || len(whole) > 1 && whole[0] == '0' {
		return false
	}
	if strings.HasPrefix(rest, ".") {
		var frac string
		if frac, rest = cutDigits(rest[1:]); frac == "" {
			return false
		}
	}
	return rest == "" || isJSONExponent(rest)
}

func isJSONExponent(s string) bool {
	if s[0] != 'e' && s[0] != 'E' {
		return false
	}
	rest, _ := cutSign(s[1:])
	return isDigits(rest)
}

// scaled returns the number in text times ten to the power of scale. It is exact:
// ok is false when something is left behind the point, and on overflow.
func scaled(text string, scale int) (v int64, ok bool) {
	n, ok := parseNumber(text)
	if !ok {
		return 0, false
	}
	digits := n.whole + n.frac
	point := len(n.whole) + n.exp + scale // digits in front of the point
	var sum uint64
	for i := range max(len(digits), point) {
		var d uint64
		if i < len(digits) {
			d = uint64(digits[i] - '0')
		}
		if i < point {
			if sum > (math.MaxInt64-d+1)/10 {
				return 0, false
			}
			sum = sum*10 + d
		} else if d != 0 {
			return 0, false
		}
	}
	return signed(sum, n.negative)
}

func signed(abs uint64, negative bool) (int64, bool) {
	if negative {
		return -int64(abs), abs <= 1<<63
	}
	return int64(abs), abs <= math.MaxInt64
}

// expanded writes the number in text without its exponent, digit for digit. The
// fraction is empty when the number has none. ok is false if text is not a number.
func expanded(text string) (whole, frac string, ok bool) {
	n, ok := parseNumber(text)
	if !ok {
		return "", "", false
	}
	digits, point := n.whole+n.frac, len(n.whole)+n.exp
	if point < 0 {
		digits, point = strings.Repeat("0", -point)+digits, 0
	}
	if point > len(digits) {
		digits += strings.Repeat("0", point-len(digits))
	}
	whole = strings.TrimLeft(digits[:point], "0")
	if whole == "" {
		whole = "0"
	}
	if n.negative {
		whole = "-" + whole
	}
	return whole, digits[point:], true
}
