package phpwire

import "slices"

// Equal reports whether two values are identical in the sense of PHP's ===: the same kind and content, and in arrays
// the same keys in the same order. Floats differ from PHP: NAN equals NAN, and 0.0 does not equal -0.0.
func Equal(a, b Value) bool {
	if a.kind != b.kind || a.number != b.number || a.text != b.text {
		return false
	}
	return a.array == b.array || a.array.equal(b.array)
}

func (a *array) equal(b *array) bool {
	return slices.EqualFunc(a.list, b.list, Equal) && slices.EqualFunc(a.entries, b.entries, func(x, y Entry) bool {
		return x.Key == y.Key && Equal(x.Value, y.Value)
	})
}

// tooDeep reports whether more than room arrays are nested.
func tooDeep(v Value, room int) bool {
	if v.array == nil {
		return false
	}
	if room == 0 {
		return true
	}
	return slices.ContainsFunc(v.array.list, func(v Value) bool { return tooDeep(v, room-1) }) ||
		slices.ContainsFunc(v.array.entries, func(e Entry) bool { return tooDeep(e.Value, room-1) })
}
