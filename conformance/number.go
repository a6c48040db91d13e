package conformance

import (
	"math"
	"strconv"
)

// kindOfNumber reports whether a JSON number is whole. As for kin-openapi, 3.0 and 3e2 are.
func kindOfNumber(raw []byte) kinds {
	for i, c := range raw {
		if (c < '0' || c > '9') && (c != '-' || i > 0) {
			return kindOfFloat(parseNumber(raw))
		}
	}
	return kindInteger
}

func kindOfFloat(f float64) kinds {
	if f == math.Trunc(f) {
		return kindInteger
	}
	return kindFraction
}

// parseNumber reads a JSON number; one beyond a float64 is infinite.
func parseNumber(raw []byte) float64 {
	f, _ := strconv.ParseFloat(string(raw), 64)
	return f
}

// beyondFloat reports whether a JSON number is too large for a float64, which decoders of
// the usual kind refuse.
func beyondFloat(raw []byte) bool {
	if len(raw) < 300 && !hasExponent(raw) {
		return false
	}
	return math.IsInf(parseNumber(raw), 0)
}

func hasExponent(raw []byte) bool {
	for _, c := range raw {
		if c|0x20 == 'e' {
			return true
		}
	}
	return false
}
