package change

import (
	"slices"

	"github.com/go-ali1688/ali1688/internal/document"
)

// renames compares values of both documents by what they take on the wire, whatever the components are called.
type renames struct {
	*walker
	assumed map[[2]string]bool // pairs of components under way, which may contain themselves
}

// onlyRenamed reports whether two schemas refer to components that differ by the name and by texts alone.
func (w *walker) onlyRenamed(old, new object) bool {
	if document.ComponentOf(old) == "" || document.ComponentOf(new) == "" {
		return false
	}
	return (&renames{walker: w, assumed: map[[2]string]bool{}}).schemas(old, new)
}

func (r *renames) schemas(old, new object) bool {
	was, is := document.ComponentOf(old), document.ComponentOf(new)
	if was != "" && is != "" {
		return r.keys(old, new, slices.Concat(texts, []string{document.KeyRef, document.KeyAllOf})) && r.components(was, is)
	}
	return r.keys(old, new, texts)
}

func (r *renames) components(was, is string) bool {
	pair := [2]string{was, is}
	if r.assumed[pair] {
		return true
	}
	r.assumed[pair] = true
	return r.values(document.ComponentIn(r.old, "schemas", was), document.ComponentIn(r.new, "schemas", is))
}

// keys compares the keys of two schemas but for some.
func (r *renames) keys(old, new object, but []string) bool {
	for _, key := range keys(old, new) {
		switch {
		case slices.Contains(but, key):
		case key == "properties":
			if !r.properties(child(old, key), child(new, key)) {
				return false
			}
		case !r.values(old[key], new[key]):
			return false
		}
	}
	return true
}

func (r *renames) properties(old, new object) bool {
	return !slices.ContainsFunc(keys(old, new), func(name string) bool { return !r.values(old[name], new[name]) })
}

func (r *renames) values(old, new any) bool {
	switch a := old.(type) {
	case object:
		b, ok := new.(object)
		return ok && a != nil && b != nil && r.schemas(a, b)
	case []any:
		b, ok := new.([]any)
		return ok && slices.EqualFunc(a, b, r.values)
	}
	return same(old, new)
}
