package loose

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Decimal is an exact decimal number, a weight or a rate: "5.40", 5.4, or 0, "" and
// null where there is none. An amount in yuan is a [Yuan]. It keeps the digits it came with. A range such as
// "12-30" and an amount with a currency sign are text, not numbers: String has
// them, and the accessors of numbers report false.
type Decimal struct{ scalar }

// DecimalOf returns the number in text in the string form.
func DecimalOf(text string) Decimal { return Decimal{textOf(text)} }

// DecimalNumber returns the number in text in the number form. Text that is no
// JSON number, such as "" or "05", is kept in the string form.
func DecimalNumber(text string) Decimal { return Decimal{numberOf(text)} }

const wantDecimal = "loose.Decimal: want a number or text"

// UnmarshalJSON accepts every scalar, [] and {}.
func (d *Decimal) UnmarshalJSON(b []byte) error { return d.read(b, wantDecimal) }

// UnmarshalJSONFrom accepts every scalar, [] and {}.
func (d *Decimal) UnmarshalJSONFrom(dec *jsontext.Decoder) error { return d.readFrom(dec, wantDecimal) }

// String returns the decimal text as it came, "5.40" with its last zero, and ""
// when there is none. Only an exponent is written out: 1.0e-5 gives "0.000010".
func (d Decimal) String() string {
	if d.Form() != FormNumber || !strings.ContainsAny(d.raw, "eE") {
		return d.scalar.String()
	}
	whole, frac, ok := expanded(d.raw)
	switch {
	case !ok:
		return d.raw
	case frac == "":
		return whole
	}
	return whole + "." + frac
}

// Float64 returns the float64 nearest to the number, for showing and comparing. ok
// is false when the value is empty, not a number, or beyond float64. Reckon with
// Rat.
func (d Decimal) Float64() (f float64, ok bool) {
	if _, ok := parseNumber(d.text()); !ok {
		return 0, false
	}
	f, err := strconv.ParseFloat(strings.TrimSpace(d.text()), 64)
	if err != nil {
		return 0, false
	}
	return f, true
}

// Rat returns the number exactly. ok is false when the value is empty or not a number.
func (d Decimal) Rat() (r *big.Rat, ok bool) {
	if _, ok := parseNumber(d.text()); !ok {
		return nil, false
	}
	return new(big.Rat).SetString(strings.TrimSpace(d.text()))
}
