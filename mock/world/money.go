package world

import (
	"strconv"
	"strings"
)

// money is an amount in tenths of a yuan: prices here have one decimal at most, so that every way of writing them
// says the same.
type money int64

// append writes 39.90.
func (m money) append(b []byte) []byte {
	b = strconv.AppendInt(b, int64(m/10), 10)
	return append(b, '.', byte('0'+m%10), '0')
}

// short writes 39.9.
func (m money) short(b []byte) []byte {
	b = strconv.AppendInt(b, int64(m/10), 10)
	return append(b, '.', byte('0'+m%10))
}

func (m money) String() string { return string(m.append(nil)) }

// parsed reads an amount that a caller sends, rounded up or down to tenths; 0 where there is none.
func parsed(text string, up bool) money {
	f, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || !(f > 0 && f < 1e12) { // NaN is neither
		return 0
	}
	m := money(f * 10)
	if up && float64(m) < f*10 {
		m++
	}
	return m
}
