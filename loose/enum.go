package loose

import (
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// Enum is a number whose known values are the constants of T, such as a way of paying. Others may come, and a number
// may come as a text.
type Enum[T ~int64] struct{ scalar }

// EnumOf returns v in the number form.
func EnumOf[T ~int64](v T) Enum[T] { return Enum[T]{numberOf(strconv.FormatInt(int64(v), 10))} }

const wantEnum = "loose.Enum: want a number or text"

// UnmarshalJSON accepts every scalar, [] and {}.
func (e *Enum[T]) UnmarshalJSON(b []byte) error { return e.read(b, wantEnum) }

// UnmarshalJSONFrom accepts every scalar, [] and {}.
func (e *Enum[T]) UnmarshalJSONFrom(dec *jsontext.Decoder) error { return e.readFrom(dec, wantEnum) }

// Value returns the number. ok is false when the value is empty or not a whole number.
func (e Enum[T]) Value() (v T, ok bool) {
	n, ok := scaled(e.text(), 0)
	return T(n), ok
}

// Is reports whether the value is v.
func (e Enum[T]) Is(v T) bool {
	got, ok := e.Value()
	return ok && got == v
}
