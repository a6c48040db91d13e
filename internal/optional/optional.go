// Package optional leaves out a text together with what surrounds it.
package optional

// Text returns a text between what stands before and behind it, and "" without a text.
func Text(before, text, behind string) string {
	if text == "" {
		return ""
	}
	return before + text + behind
}
