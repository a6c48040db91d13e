package redact

// hiding replaces the values behind private names.
type hiding struct {
	find finder
	// end returns the end of the value at a position, or the position if the value is not to be hidden.
	end  func(text string, value int) int
	mark func(value string) string
	is   func(name string) bool
}

func (h hiding) rewrite(text string) string {
	return h.find.rewrite(text, func(name string, i int) (string, int) {
		if !h.is(name) {
			return "", 0
		}
		end := h.end(text, i)
		if value := text[i:end]; !isNothing(unquoted(value)) {
			return h.mark(value), h.widened(text, i, end)
		}
		return text[i:end], end
	})
}

// maxWithin bounds how many private names are looked for in one private value.
const maxWithin = 16

// widened returns the end of the private value at i, or of one whose name is in it: what looks like a value may be a
// name, and what looks like a quote may be an apostrophe.
func (h hiding) widened(text string, i, end int) int {
	for n := 0; n < maxWithin; {
		at, ok := h.find(text, i)
		if !ok || at.name >= end {
			break
		}
		if h.is(text[at.name:at.nameEnd]) {
			end = max(end, h.end(text, at.value))
			n++
		}
		i = at.value
	}
	return end
}
