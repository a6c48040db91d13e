package change

import (
	"slices"

	"github.com/go-ali1688/ali1688/internal/document"
)

// security compares the credentials that all requests need; oasdiff judges those of one operation.
func (w *walker) security(s spot) {
	w.judged(func() { w.keyword(s, "security") }, securityLevel(list(s.old["security"]), list(s.new["security"])))
}

// judged gives the edits that note makes a level on the wire.
func (w *walker) judged(note func(), level Level) {
	first := len(w.edits)
	note()
	for _, e := range w.edits[first:] {
		e.Wire = level
	}
}

// securityLevel compares alternatives: a request breaks if its alternative is no longer one.
func securityLevel(old, new []any) Level {
	free := func(l []any) bool { return len(l) == 0 || contains(l, object{}) }
	if free(new) || !free(old) && len(without(old, new)) == 0 {
		return Adds
	}
	return Breaks
}

// scheme compares a security scheme, whose members state how a request carries its credentials.
func (w *walker) scheme(s spot) {
	w.text(s)
	for _, key := range keys(s.old, s.new) {
		if !slices.Contains(texts, key) {
			w.judged(func() { w.keyword(s, key) }, schemeLevel(key))
		}
	}
}

func schemeLevel(key string) Level {
	switch {
	case document.IsExtension(key):
		return None
	case slices.Contains([]string{"type", "name", "in", "scheme"}, key):
		return Breaks
	}
	return Warns
}
