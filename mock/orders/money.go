package orders

import (
	"fmt"
	"strings"

	"github.com/go-ali1688/ali1688/loose"
)

// fen is an amount of money in 分.
type fen int64

// fenIn returns the amount of an argument, and 0 if it is not a whole number.
func fenIn(amount loose.Fen) fen {
	n, _ := amount.Int64()
	return fen(n)
}

// number returns the amount in 分 as responses have it.
func (f fen) number() loose.Fen { return loose.FenOf(int64(f)) }

// yuan returns the amount in 元 without trailing zeros, such as 39.9.
func (f fen) yuan() loose.Yuan { return loose.YuanNumber(f.String()) }

// String returns the amount in 元.
func (f fen) String() string {
	sign := ""
	if f < 0 {
		sign, f = "-", -f
	}
	text := fmt.Sprintf("%s%d.%02d", sign, f/100, f%100)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}
