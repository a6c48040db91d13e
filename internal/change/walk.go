package change

import (
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/lists"
)

// walker goes through both documents together and notes the edits.
type walker struct {
	document string
	old, new object
	edits    []*Edit

	group string // the group under way
	kind  groupKind
}

func newWalker(document string, old, new object) *walker {
	inherit(old)
	inherit(new)
	return &walker{document: document, old: old, new: new}
}

// spot is one place in a group, on both sides.
type spot struct {
	path     []any    // from the group: keys, indexes, and parameterKeys
	inside   []string // the names of properties on the way
	old, new object
}

// parameterKey finds a parameter in a list by what identifies it.
type parameterKey struct{ in, name string }

func (s spot) down(old, new object, path ...any) spot {
	return spot{path: append(slices.Clone(s.path), path...), inside: s.inside, old: old, new: new}
}

// member goes down to a member on both sides, of which one may be missing.
func (s spot) member(key string) spot { return s.down(child(s.old, key), child(s.new, key), key) }

// named adds a name to what people read as the place.
func (s spot) named(name string) spot {
	s.inside = append(slices.Clone(s.inside), name)
	return s
}

// elements says that the place is that of a list's elements.
func (s spot) elements(mark string) spot {
	if len(s.inside) == 0 {
		return s.named(mark)
	}
	s.inside = slices.Clone(s.inside)
	s.inside[len(s.inside)-1] += mark
	return s
}

// lookup finds the place in another copy of the group. It is nil where that has no such place.
func (s spot) lookup(group object) object {
	var at any = group
	for _, step := range s.path {
		switch step := step.(type) {
		case string:
			o, _ := at.(object)
			at = o[step]
		case int:
			l := list(at)
			if step >= len(l) {
				return nil
			}
			at = l[step]
		case parameterKey:
			at = step.find(list(at))
		}
	}
	found, _ := at.(object)
	return found
}

func (k parameterKey) find(parameters []any) any {
	for _, p := range parameters {
		if o, _ := p.(object); text(o["in"]) == k.in && text(o["name"]) == k.name {
			return p
		}
	}
	return nil
}

// note adds an edit of the place.
func (w *walker) note(s spot, kind Kind, was, is string, apply func(target object)) *Edit {
	e := &Edit{
		Document: w.document, Group: w.group, Place: strings.Join(s.inside, "."), Kind: kind, Was: was, Is: is,
		kind: w.kind, inside: s.inside, at: s,
		apply: func(group object) { apply(s.lookup(group)) },
	}
	w.edits = append(w.edits, e)
	return e
}

// put makes an edit that takes keys over from the new side.
func (s spot) put(keys ...string) func(object) {
	return func(target object) {
		for _, key := range keys {
			if v, ok := s.new[key]; ok {
				target[key] = clone(v)
			} else {
				delete(target, key)
			}
		}
	}
}

// keyword notes that the value of a key changed.
func (w *walker) keyword(s spot, key string) {
	if same(s.old[key], s.new[key]) {
		return
	}
	if key == document.XUnit {
		w.unit(s)
		return
	}
	w.changed(s, key)
}

func (w *walker) changed(s spot, key string) {
	w.note(s, Changed, strings.TrimSpace(key+" "+short(s.old[key])), short(s.new[key]), s.put(key))
}

// texts are the keys that only people read.
var texts = []string{"title", "summary", "description", "example", "examples", "externalDocs", "tags",
	document.XEvidence, document.XErrorCodes}

// text notes that what people read changed, in one edit a place.
func (w *walker) text(s spot) {
	changed := lists.Select(texts, func(key string) bool { return !same(s.old[key], s.new[key]) })
	if len(changed) > 0 {
		w.note(s, TextChanged, "", strings.Join(changed, ", "), s.put(changed...)).Text = true
	}
}

// walk notes all edits, and in the end whatever they leave over.
func (w *walker) walk() {
	for _, section := range keys(child(w.old, "components"), child(w.new, "components")) {
		w.components(section)
	}
	w.paths(inOperations)
	w.paths(inMessages)
	w.root()
	w.leftover()
}

func (w *walker) components(section string) {
	kind, path := kindOf(section)
	w.kind = kind
	old, new := child(child(w.old, "components"), section), child(child(w.new, "components"), section)
	for _, name := range keys(old, new) {
		w.group = name
		first := len(w.edits)
		w.component(section, spot{old: child(old, name), new: child(new, name)})
		for _, e := range w.edits[first:] {
			e.path = path
		}
	}
}

func (w *walker) component(section string, s spot) {
	switch {
	case s.old == nil:
		w.noteGroup(Added)
	case s.new == nil:
		w.noteGroup(Removed)
	case section == "schemas":
		w.schema(s)
	case section == "parameters":
		w.parameter(s)
	case section == "responses":
		w.response(s)
	case section == "requestBodies":
		w.bodyContent(s)
	case section == "securitySchemes":
		w.scheme(s)
	default:
		w.opaque(s)
	}
}

// noteGroup notes that a group came or went.
func (w *walker) noteGroup(kind Kind) {
	w.edits = append(w.edits, &Edit{Document: w.document, Group: w.group, Kind: kind, kind: w.kind})
}

// opaque notes what changed in a place that is not looked into, but for some keys.
func (w *walker) opaque(s spot, but ...string) {
	w.text(s)
	for _, key := range keys(s.old, s.new) {
		if !slices.Contains(texts, key) && !slices.Contains(but, key) {
			w.keyword(s, key)
		}
	}
}

// root looks at what stands beside paths and components.
func (w *walker) root() {
	w.kind, w.group = inRoot, "document"
	s := spot{old: w.old, new: w.new}
	for _, key := range keys(w.old, w.new) {
		if key == "paths" || key == "components" || key == document.XWebhooks || same(w.old[key], w.new[key]) {
			continue
		}
		switch key {
		case "servers":
			w.servers(s)
		case "security":
			w.security(s)
		case "info", "tags", "externalDocs":
			w.note(s, TextChanged, "", key, s.put(key)).Text = true
		default:
			w.keyword(s, key)
		}
	}
}

// servers notes that the address changed: for tools it is prose, for callers it is not.
func (w *walker) servers(s spot) {
	if same(s.old["servers"], s.new["servers"]) {
		return
	}
	e := w.note(s, ServersChanged, addresses(s.old), addresses(s.new), s.put("servers"))
	e.Text = true
	if addresses(s.old) != addresses(s.new) {
		e.Wire = Warns
	}
}

func addresses(o object) string {
	url := func(server object) string { return text(server["url"]) }
	return strings.Join(lists.Map(objects(list(o["servers"])), url), ", ")
}
