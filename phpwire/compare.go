package phpwire

// Equal reports whether two values are identical in the sense of PHP's ===: the same kind and content, and in arrays
// the same keys in the same order. Floats differ from PHP: NAN equals NAN, and 0.0 does not equal -0.0.
func Equal(a, b Value) bool {
	if a.kind != b.kind || a.number != b.number || a.text != b.text {
		return false
	}
	return a.array == b.array || a.array.equal(b.array)
}

func (a *array) equal(b *array) bool {
	if len(a.list) != len(b.list) || len(a.entries) != len(b.entries) {
		return false
	}
	for i := range a.list {
		if !Equal(a.list[i], b.list[i]) {
			return false
		}
	}
	for i := range a.entries {
		if a.entries[i].Key != b.entries[i].Key || !Equal(a.entries[i].Value, b.entries[i].Value) {
			return false
		}
	}
	return true
}

// tooDeep reports whether more than room arrays are nested.
func tooDeep(v Value, room int) bool {
	if v.array == nil {
		return false
	}
	if room == 0 {
		return true
	}
	for i := range v.array.list {
		if tooDeep(v.array.list[i], room-1) {
			return true
		}
	}
	for i := range v.array.entries {
		if tooDeep(v.array.entries[i].Value, room-1) {
			return true
		}
	}
	return false
}
