package loose

import (
	"cmp"
	"math"
	"math/big"

	"github.com/go-json-experiment/json/jsontext"
)

// Fen is an amount in 分, hundredths of a yuan: 540 is ¥5.40. It cannot be added to or compared with a [Yuan]; convert
// one of them first. Int64 returns the plain number of fen.
type Fen struct{ Int }

// Yuan is an amount in 元, such as "5.40" or 5.4. It keeps the digits it came with. It cannot be added to or compared
// with a [Fen]; convert one of them first. There is no float64 of it: reckon with Fen or Rat. A range such as "12-30"
// is text: String has it, and the accessors of numbers report false.
type Yuan struct{ amount }

// amount keeps a [Yuan] from being converted to another type of number.
type amount struct{ scalar }

// FenOf returns n fen in the number form, as requests have it.
func FenOf(n int64) Fen { return Fen{IntNumber(n)} }

// FenText returns the amount in text in the string form.
func FenText(text string) Fen { return Fen{IntOf(text)} }

// YuanOf returns the amount in text in the string form.
func YuanOf(text string) Yuan { return Yuan{amount{textOf(text)}} }

// YuanNumber returns the amount in text in the number form.
func YuanNumber(text string) Yuan { return Yuan{amount{numberOf(text)}} }

const (
	wantFen  = "loose.Fen: want a number or text"
	wantYuan = "loose.Yuan: want a number or text"
)

// UnmarshalJSON accepts every scalar, [] and {}.
func (f *Fen) UnmarshalJSON(b []byte) error { return f.read(b, wantFen) }

// UnmarshalJSONFrom accepts every scalar, [] and {}.
func (f *Fen) UnmarshalJSONFrom(dec *jsontext.Decoder) error { return f.readFrom(dec, wantFen) }

// UnmarshalJSON accepts every scalar, [] and {}.
func (y *Yuan) UnmarshalJSON(b []byte) error { return y.read(b, wantYuan) }

// UnmarshalJSONFrom accepts every scalar, [] and {}.
func (y *Yuan) UnmarshalJSONFrom(dec *jsontext.Decoder) error { return y.readFrom(dec, wantYuan) }

// String returns the decimal text as it came, "5.40" with its last zero, and "" when there is none.
func (y Yuan) String() string { return Decimal{y.scalar}.String() }

// Rat returns the number of yuan exactly. ok is false when y is empty or not a number.
func (y Yuan) Rat() (r *big.Rat, ok bool) { return Decimal{y.scalar}.Rat() }

// MarshalText returns the amount as it stands in a query.
func (y Yuan) MarshalText() ([]byte, error) { return []byte(y.String()), nil }

// UnmarshalText reads an amount of a query.
func (y *Yuan) UnmarshalText(text []byte) error {
	*y = YuanNumber(string(text))
	return nil
}

// Yuan returns the same amount in yuan with two decimal places. ok is false when f is empty or not a whole number.
func (f Fen) Yuan() (y Yuan, ok bool) {
	n, ok := f.Int64()
	if !ok {
		return Yuan{}, false
	}
	return YuanOf(new(big.Rat).SetFrac64(n, 100).FloatString(2)), true
}

// Fen returns the same amount in fen: "5.40" gives 540. It is exact: ok is false when y is empty, not a number, too
// large, or has a fraction of a fen.
func (y Yuan) Fen() (f Fen, ok bool) {
	n, ok := scaled(y.text(), 2)
	if !ok {
		return Fen{}, false
	}
	return FenOf(n), true
}

// Add returns the sum. ok is false when one of them is empty or not a whole number, and on overflow.
func (f Fen) Add(other Fen) (sum Fen, ok bool) {
	a, okA := f.Int64()
	b, okB := other.Int64()
	if !okA || !okB || b > 0 && a > math.MaxInt64-b || b < 0 && a < math.MinInt64-b {
		return Fen{}, false
	}
	return FenOf(a + b), true
}

// Times returns the amount n times. ok is false when f is empty or not a whole number, and on overflow.
func (f Fen) Times(n int64) (product Fen, ok bool) {
	a, ok := f.Int64()
	if !ok {
		return Fen{}, false
	}
	exact := new(big.Int).Mul(big.NewInt(a), big.NewInt(n))
	return FenOf(exact.Int64()), exact.IsInt64()
}

// Compare returns -1, 0 or +1 as f is less than, equal to or greater than other. ok is false when one of them is
// empty or not a whole number.
func (f Fen) Compare(other Fen) (order int, ok bool) {
	a, okA := f.Int64()
	b, okB := other.Int64()
	return cmp.Compare(a, b), okA && okB
}

// Add returns the exact sum. ok is false when one of them is empty or not a number.
func (y Yuan) Add(other Yuan) (sum Yuan, ok bool) {
	a, okA := y.Rat()
	b, okB := other.Rat()
	if !okA || !okB {
		return Yuan{}, false
	}
	return YuanOf(a.Add(a, b).FloatString(max(places(y), places(other)))), true
}

// places returns the number of digits behind the point.
func places(y Yuan) int {
	_, frac, _ := expanded(y.text())
	return len(frac)
}

// Compare returns -1, 0 or +1 as y is less than, equal to or greater than other. ok is false when one of them is
// empty or not a number.
func (y Yuan) Compare(other Yuan) (order int, ok bool) {
	a, okA := y.Rat()
	b, okB := other.Rat()
	if !okA || !okB {
		return 0, false
	}
	return a.Cmp(b), true
}
