package phpwire

import (
	"iter"
	"math"
	"slices"
)

// Kind is the type of a Value.
type Kind uint8

// The kinds of values. KindNull is that of the zero Value.
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

// Value is one PHP value. The zero Value is null. A Value never changes, nor does what it holds.
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

// Null makes null.
func Null() Value { return Value{} }

// Bool makes a bool.
func Bool(b bool) Value {
	if b {
		return Value{kind: KindBool, number: 1}
	}
	return Value{kind: KindBool}
}

// Int makes an int.
func Int(n int64) Value { return Value{kind: KindInt, number: uint64(n)} }

// Float makes a float. There is one NAN.
func Float(f float64) Value {
	if f != f {
		f = math.NaN()
	}
	return Value{kind: KindFloat, number: math.Float64bits(f)}
}

// String makes a string of any bytes.
func String(s string) Value { return Value{kind: KindString, text: s} }

var emptyArray = new(array)

// List makes an array with the keys 0, 1, 2, … It copies the values.
func List(values ...Value) Value {
	if len(values) == 0 {
		return Value{kind: KindArray, array: emptyArray}
	}
	return Value{kind: KindArray, array: &array{list: slices.Clone(values)}}
}

// Map makes an array of entries, which it copies. Of a key that comes twice the last value counts, in the place of
// the first.
func Map(entries ...Entry) Value { return new(treeBuilder).array(slices.Clone(entries)) }

// Pair makes an entry with the key that PHP makes of a text.
func Pair(key string, v Value) Entry { return Entry{StringKey(key), v} }

// At makes an entry with a number as its key.
func At(key int64, v Value) Entry { return Entry{IntKey(key), v} }

// Kind tells what the value is.
func (v Value) Kind() Kind { return v.kind }

// IsNull tells whether the value is null.
func (v Value) IsNull() bool { return v.kind == KindNull }

// Bool gives a bool, and false for any other kind.
func (v Value) Bool() bool { return v.kind == KindBool && v.number == 1 }

// Int gives an int, and 0 for any other kind.
func (v Value) Int() int64 {
	if v.kind != KindInt {
		return 0
	}
	return int64(v.number)
}

// Float gives a float, and 0 for any other kind, ints included.
func (v Value) Float() float64 {
	if v.kind != KindFloat {
		return 0
	}
	return math.Float64frombits(v.number)
}

// Str gives the bytes of a string, and "" for any other kind. It is not named String, which would read as a conversion.
func (v Value) Str() string { return v.text }

// Len counts the elements of an array; any other kind has none.
func (v Value) Len() int {
	if v.array == nil {
		return 0
	}
	return len(v.array.list) + len(v.array.entries)
}

// IsList tells whether the value is an array with the keys 0, 1, 2, … in this order, or an empty one.
func (v Value) IsList() bool { return v.kind == KindArray && len(v.array.entries) == 0 }

// Get finds an element by the key that PHP makes of a text. It looks at one entry after the other, except in a list.
// There is none in a value that is no array.
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

// All goes through the elements of an array in their order. A value that is no array has none.
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
