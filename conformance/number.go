package conformance

import (
	"bytes"
	"math"
	"strconv"
)

// kindOfNumber reports whether a JSON number is whole. As for kin-openapi, 3.0 and 3e2 are.
func kindOfNumber(raw []byte) kinds {
	for i, c := range raw {
		if (c < '0' || c > '9') && (c != '-' || i > 0) {
			if f := parseNumber(raw); f != math.Trunc(f) {
				return kindFraction
			}
			break
		}
	}
	return kindInteger
}

// parseNumber reads a JSON number; one beyond a float64 is infinite.
func parseNumber(raw []byte) float64 {
	f, _ := strconv.ParseFloat(string(raw), 64)
	return f
}

// beyondFloat reports whether a JSON number is too large for a float64, which decoders of
// the usual kind refuse.
func beyondFloat(raw []byte) bool {
	if len(raw) < 300 && bytes.IndexByte(raw, 'e') < 0 && bytes.IndexByte(raw, 'E') < 0 {
		return false
	}
	return math.IsInf(parseNumber(raw), 0)
}
