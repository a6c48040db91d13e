package phpwire

import (
	"iter"
	"math"
	"slices"
)

// Kind is the type of a Value.
type Kind uint8

// The kinds of values. KindNull is the kind of the zero Value.
const (
	KindNull Kind = iota
	KindBool
	KindInt
	KindFloat
	KindString
	KindArray
)

// String names a kind as PHP's gettype does, with the modern names.
func (k Kind) String() string {
	return [...]string{"null", "bool", "int", "float", "string", "array"}[k]
}

// Value is one PHP value. The zero Value is null. Neither a Value nor its elements ever change.
type Value struct {
	kind   Kind
	number uint64 // the bool, the int or the bits of the float
	text   string
	array  *array
}

// array has either the values of a list or the entries of a map.
type array struct {
	list    []Value
	entries []Entry
}

// Entry is one element of an array.
type Entry struct {
	Key   Key
	Value Value
}

// Null returns null.
func Null() Value { return Value{} }

// Bool returns a bool.
func Bool(b bool) Value {
	if b {
		return Value{kind: KindBool, number: 1}
	}
	return Value{kind: KindBool}
}

// Int returns an int.
func Int(n int64) Value { return Value{kind: KindInt, number: uint64(n)} }

// Float returns a float. All NANs are one.
func Float(f float64) Value {
	if f != f {
		f = math.NaN()
	}
	return Value{kind: KindFloat, number: math.Float64bits(f)}
}

// String returns a string of any bytes.
func String(s string) Value { return Value{kind: KindString, text: s} }

var emptyArray = new(array)

// List returns an array with the keys 0, 1, 2, … It copies the values.
func List(values ...Value) Value {
	if len(values) == 0 {
		return Value{kind: KindArray, array: emptyArray}
	}
	return Value{kind: KindArray, array: &array{list: slices.Clone(values)}}
}

// Map returns an array of entries, which it copies. If a key comes twice, the last value counts, in the place of
// the first.
func Map(entries ...Entry) Value { return new(treeBuilder).array(slices.Clone(entries)) }

// Pair returns an entry with the key that PHP derives from a text.
func Pair(key string, v Value) Entry { return Entry{StringKey(key), v} }

// At returns an entry with a number as its key.
func At(key int64, v Value) Entry { return Entry{IntKey(key), v} }

// Kind returns the kind of the value.
func (v Value) Kind() Kind { return v.kind }

// IsNull reports whether the value is null.
func (v Value) IsNull() bool { return v.kind == KindNull }

// Bool returns a bool, and false for any other kind.
func (v Value) Bool() bool { return v.kind == KindBool && v.number == 1 }

// Int returns an int, and 0 for any other kind.
func (v Value) Int() int64 {
	if v.kind != KindInt {
		return 0
	}
	return int64(v.number)
}

// Float returns a float, and 0 for any other kind, ints included.
func (v Value) Float() float64 {
	if v.kind != KindFloat {
		return 0
	}
	return math.Float64frombits(v.number)
}

// Str returns the bytes of a string, and "" for any other kind. It is not named String, which would read as a
// conversion.
func (v Value) Str() string { return v.text }

// Len counts the elements of an array; any other kind has none.
func (v Value) Len() int {
	if v.array == nil {
		return 0
	}
	return len(v.array.list) + len(v.array.entries)
}

// IsList reports whether the value is an array with the keys 0, 1, 2, … in this order, or an empty one.
func (v Value) IsList() bool { return v.kind == KindArray && len(v.array.entries) == 0 }

// Get finds an element by the key that PHP derives from a text. The search is linear, except in a list.
// A value that is not an array has no elements.
func (v Value) Get(key string) (Value, bool) { return v.find(StringKey(key)) }

// At finds an element by a number as its key, as [Value.Get] does.
func (v Value) At(key int64) (Value, bool) { return v.find(IntKey(key)) }

func (v Value) find(k Key) (Value, bool) {
	if v.array == nil {
		return Value{}, false
	}
	if n, ok := k.Int(); ok && n >= 0 && n < int64(len(v.array.list)) {
		return v.array.list[n], true
	}
	for i := range v.array.entries {
		if v.array.entries[i].Key == k {
			return v.array.entries[i].Value, true
		}
	}
	return Value{}, false
}

// All iterates over the elements of an array in their order. A value that is not an array has none.
func (v Value) All() iter.Seq2[Key, Value] {
	return func(yield func(Key, Value) bool) {
		if v.array == nil {
			return
		}
		for i, element := range v.array.list {
			if !yield(IntKey(int64(i)), element) {
				return
			}
		}
		for _, e := range v.array.entries {
			if !yield(e.Key, e.Value) {
				return
			}
		}
	}
}
