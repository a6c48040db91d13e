package patch

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/drift/shape"
	"github.com/go-ali1688/ali1688/internal/lint"
)

// ends are the words for kinds that stand beside objects or lists, in the order of branches.
var ends = []struct {
	kind shape.Kinds
	word string
}{
	{shape.Text, "Text"}, {shape.Integer, "Number"}, {shape.Boolean, "Boolean"},
	{shape.Object, "Object"}, {shape.List, "List"}, {shape.EmptyList, "Empty"}, {shape.Null, "Null"},
}

// union returns the component that has the kinds of another one and those that were seen. Without another one, it is of
// what was seen. The stem is the name of components that have to be made.
func (p *Patcher) union(f *file, base, stem string, want shape.Kinds, seen *shape.Shape) (string, error) {
	u := &unionOf{Patcher: p, file: f, seen: seen, name: base, stem: cmp.Or(base, stem)}
	var have shape.Kinds
	if s := p.doc.Schema(base); s != nil {
		have = kinds(p.doc, s)
		u.keep(s, base)
	} else if base != "" {
		have, u.branches = p.keptKinds(base), []string{base}
	}
	for _, end := range ends {
		if want.Has(end.kind) && !have.Has(end.kind) && !(end.kind == shape.EmptyList && want.Has(shape.List)) {
			if err := u.add(end.kind, end.word); err != nil {
				return "", err
			}
		}
	}
	if base == "" {
		u.name = u.free(stem + strings.TrimPrefix(u.name, "Or"))
	}
	if p.doc.Schema(u.name) != nil || slices.Contains(p.added(), u.name) {
		return u.name, nil
	}
	return u.name, u.write(want)
}

// keptKinds returns the kinds of a component that was written just now: an object, or a list that was moved.
func (p *Patcher) keptKinds(component string) shape.Kinds {
	for name := range p.changed {
		if e, ok := child(p.files[name].root.Content[0], component); ok {
			if kind, ok := child(e.value, "type"); ok {
				return kindsOfType[kind.value.Value]
			}
		}
	}
	return 0
}

// unionOf is a union that is being written.
type unionOf struct {
	*Patcher
	file     *file
	seen     *shape.Shape
	name     string
	stem     string
	branches []string
}

// keep takes the branches of a component that is a union itself, or the component.
func (u *unionOf) keep(s *document.Schema, name string) {
	for _, branch := range s.Alternatives() {
		if branch.Ref == "" {
			u.branches = []string{name}
			return
		}
		u.branches = append(u.branches, branch.Ref.Name())
	}
	if len(u.branches) == 0 {
		u.branches = []string{name}
	}
}

// add adds a branch for a kind.
func (u *unionOf) add(k shape.Kinds, word string) error {
	var branch string
	var err error
	switch k {
	case shape.Object:
		branch, err = u.object(u.file, u.free(u.stem+"Object"), u.seen)
	case shape.List:
		branch, err = u.list()
	default:
		if k == shape.Integer && u.seen.Kinds.Has(shape.Fraction) {
			k |= shape.Fraction
		}
		var values *file
		if values, err = u.values(); err == nil {
			branch, err = u.branch(values, k, u.Patcher.branches())
		}
	}
	u.name += "Or" + word
	u.branches = append(u.branches, branch)
	return err
}

// list returns a component for a list: of the objects that the place has, or of what was seen.
func (u *unionOf) list() (string, error) {
	name := u.free(u.stem + "List")
	lines := []string{name + ":", "  type: array", "  description: " + lint.ToDescribe}
	items, err := u.items(name)
	if err != nil {
		return "", err
	}
	return name, u.Patcher.write(u.file, append(append(lines, "  items:"), indented(items, 4)...))
}

// items returns the lines of the elements of a list.
func (u *unionOf) items(list string) ([]string, error) {
	if u.isObject() {
		ref, err := u.ref(u.file, u.name)
		return []string{document.KeyRef + ": " + ref}, err
	}
	lines, err := u.typeOf(u.file, list+"Element", u.name, u.seen.Element)
	return append(lines, u.texts(u.seen.Element)...), err
}

// isObject reports whether the only branch is a component for objects, and the elements that were seen are objects.
func (u *unionOf) isObject() bool {
	s := u.doc.Schema(u.name)
	return len(u.branches) == 1 && s != nil && kinds(u.doc, s) == shape.Object && u.seen.Element != nil &&
		u.seen.Element.Kinds == shape.Object
}

// write writes the union and its Go type.
func (u *unionOf) write(want shape.Kinds) error {
	lines := []string{u.name + ":", "  description: " + lint.ToDescribe, "  anyOf:"}
	for _, branch := range u.branches {
		ref, err := u.ref(u.file, branch)
		if err != nil {
			return err
		}
		lines = append(lines, "    - "+document.KeyRef+": "+ref)
	}
	if err := u.Patcher.write(u.file, lines); err != nil {
		return err
	}
	return u.golang(u.name, u.goType(want))
}

// goType returns the Go type that reads the union, which is the raw value where none does.
func (u *unionOf) goType(want shape.Kinds) string {
	first := u.branches[0]
	switch {
	case want.Has(shape.Object|shape.List) && u.isObject():
		return "loose.List[" + first + "]"
	case want.Has(shape.Object) && want&^(shape.Object|shape.EmptyList|shape.Null) == 0:
		return "loose.Object[" + first + "]"
	}
	return "jsontext.Value"
}
