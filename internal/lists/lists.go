// Package lists makes lists of lists, as package slices does not.
package lists

// Map returns f of every element of a list, and nil for an empty list.
func Map[T, U any](list []T, f func(T) U) (out []U) {
	for _, x := range list {
		out = append(out, f(x))
	}
	return out
}

// Select returns the elements for which ok is true, and nil for none.
func Select[T any](list []T, ok func(T) bool) (out []T) {
	for _, x := range list {
		if ok(x) {
			out = append(out, x)
		}
	}
	return out
}

// Find returns the first element for which ok is true, or nil.
func Find[T any](list []T, ok func(*T) bool) *T {
	for i := range list {
		if ok(&list[i]) {
			return &list[i]
		}
	}
	return nil
}

// Max returns the largest f of the elements of a list, and 0 if none is positive.
func Max[T any](list []T, f func(T) int) (most int) {
	for _, x := range list {
		most = max(most, f(x))
	}
	return most
}

// Sum adds up f of every element of a list.
func Sum[T any, N ~int | ~int64](list []T, f func(T) N) (sum N) {
	for _, x := range list {
		sum += f(x)
	}
	return sum
}
