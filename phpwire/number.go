package phpwire

import (
	"math"
	"strconv"
)

// appendFloat writes a float as PHP does with serialize_precision -1: the shortest digits that read back, plain up to
// 17 places before the point and 4 zeros after it, otherwise with an exponent of at least "1.0E+17". No number is "1.0"
// here.
func appendFloat(dst []byte, f float64, exponent byte) []byte {
	switch {
	case math.IsNaN(f):
		return append(dst, "NAN"...)
	case math.IsInf(f, 1):
		return append(dst, "INF"...)
	case math.IsInf(f, -1):
		return append(dst, "-INF"...)
	case f == 0 || math.Abs(f) >= 1e-4 && math.Abs(f) < 1e15:
		return strconv.AppendFloat(dst, f, 'f', -1, 64)
	}
	return appendWide(dst, f, exponent)
}

// appendWide writes very large and very small numbers from their digits, "d.ddde±xx".
func appendWide(dst []byte, f float64, exponent byte) []byte {
	start := len(dst)
	dst = strconv.AppendFloat(dst, f, 'e', -1, 64)
	mark := start
	for dst[mark] != 'e' {
		mark++
	}
	power, _ := strconv.Atoi(string(dst[mark+1:]))
	if power >= -4 && power < 17 {
		return strconv.AppendFloat(dst[:start], f, 'f', -1, 64)
	}
	whole := mark-start == 1 || mark-start == 2 && f < 0
	dst = dst[:mark]
	if whole {
		dst = append(dst, ".0"...)
	}
	dst = append(dst, exponent)
	if power > 0 {
		dst = append(dst, '+')
	}
	return strconv.AppendInt(dst, int64(power), 10)
}

// parseFloat reads digits, a point and an exponent, and nothing else that strconv would take. As in PHP a number too
// large is infinite.
func parseFloat(s string) (float64, bool) {
	if !looksFloat(s) {
		return 0, false
	}
	f, _ := strconv.ParseFloat(s, 64) // the only error left is the range, where f is ±Inf
	return f, true
}

func looksFloat(s string) bool {
	rest := unsigned(s)
	whole := digits(rest)
	rest = rest[whole:]
	fraction := 0
	if rest != "" && rest[0] == '.' {
		fraction = digits(rest[1:])
		rest = rest[1+fraction:]
	}
	return whole+fraction > 0 && (rest == "" || looksExponent(rest))
}

func looksExponent(s string) bool {
	if s[0] != 'e' && s[0] != 'E' {
		return false
	}
	rest := unsigned(s[1:])
	return rest != "" && digits(rest) == len(rest)
}

func unsigned(s string) string {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		return s[1:]
	}
	return s
}

// digits counts the leading digits of s.
func digits(s string) int {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return i
		}
	}
	return len(s)
}
