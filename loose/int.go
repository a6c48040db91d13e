package loose

import (
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// Int is a whole number such as a stock of 55876 or "55876". For a count that may
// come rounded there is [Count].
type Int struct{ scalar }

// IntOf returns the number in text in the string form.
func IntOf(text string) Int { return Int{textOf(text)} }

// IntNumber returns n in the number form.
func IntNumber(n int64) Int { return Int{numberOf(strconv.FormatInt(n, 10))} }

const wantInt = "loose.Int: want a number or text"

// UnmarshalJSON accepts every scalar, [] and {}.
func (i *Int) UnmarshalJSON(b []byte) error { return i.read(b, wantInt) }

// UnmarshalJSONFrom accepts every scalar, [] and {}.
func (i *Int) UnmarshalJSONFrom(dec *jsontext.Decoder) error { return i.readFrom(dec, wantInt) }

// Int64 returns the number. ok is false when the value is empty, not a number, not
// whole, or does not fit. 12.0 and "12.0" are whole.
func (i Int) Int64() (n int64, ok bool) { return scaled(i.text(), 0) }
