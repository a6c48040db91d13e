package change

import (
	"cmp"
	"encoding/json"
	"slices"

	"github.com/go-ali1688/ali1688/internal/document"
)

// leftover makes all edits and notes every group that is not the new one then, so that nothing goes unseen.
func (w *walker) leftover() {
	made := clone(w.old).(object)
	for _, e := range w.edits {
		e.make(made, w.new)
	}
	for _, g := range groups(made, w.new) {
		if old, new := g.find(made), g.find(w.new); !same(normal(old), normal(new)) {
			w.group, w.kind = g.name, g.kind
			e := w.note(spot{old: old, new: new}, Other, "", "", func(target object) { replace(target, new) })
			e.path, e.method = g.path, g.method
		}
	}
}

func replace(target, by object) {
	clear(target)
	for key, v := range by {
		target[key] = clone(v)
	}
}

// make makes an edit in a whole document.
func (e *Edit) make(root, new object) {
	g := e.groupPlace()
	switch {
	case e.apply != nil:
		e.apply(g.find(root))
	case e.Kind == Added:
		g.set(root, clone(g.find(new)))
	case e.Kind == Removed:
		g.set(root, nil)
	}
}

// groupPlace is where a group stands in a document.
type groupPlace struct {
	name         string
	kind         groupKind
	path, method string // of an operation; path is the section of a component that is no schema and no parameter
}

func (e *Edit) groupPlace() groupPlace { return groupPlace{e.Group, e.kind, e.path, e.method} }

// pathSections are the parts of a document that have operations, by path or by topic.
var pathSections = map[groupKind]string{inOperations: "paths", inMessages: document.XWebhooks}

var sections = map[groupKind]string{inSchemas: "schemas", inParameters: "parameters"}

// holder returns the object that the group is a member of, and its key there.
func (g groupPlace) holder(root object) (object, string) {
	if section := pathSections[g.kind]; section != "" {
		return child(child(root, section), g.path), g.method
	}
	return child(child(root, "components"), g.section()), g.name
}

// section returns the section of the components that the group is in.
func (g groupPlace) section() string { return cmp.Or(sections[g.kind], g.path) }

func (g groupPlace) find(root object) object {
	if g.kind == inRoot {
		return root
	}
	holder, key := g.holder(root)
	return child(holder, key)
}

func (g groupPlace) set(root object, value any) {
	holder, key := g.holder(root)
	switch {
	case holder == nil && value == nil:
	case holder == nil:
		g.makeHolder(root)[key] = value
	case value == nil || value.(object) == nil:
		delete(holder, key)
		if section := pathSections[g.kind]; section != "" && len(holder) == 0 {
			delete(child(root, section), g.path)
		}
	default:
		holder[key] = value
	}
}

func (g groupPlace) makeHolder(root object) object {
	keys := []string{"components", g.section()}
	if section := pathSections[g.kind]; section != "" {
		keys = []string{section, g.path}
	}
	return madeChild(madeChild(root, keys[0]), keys[1])
}

// kindOf returns the kind of the groups in a section of the components, and the section if the kind does not name it.
func kindOf(section string) (groupKind, string) {
	for kind, name := range sections {
		if name == section {
			return kind, ""
		}
	}
	return inOtherComponents, section
}

// groups returns all components, operations and messages of both documents.
func groups(old, new object) []groupPlace {
	var out []groupPlace
	a, b := child(old, "components"), child(new, "components")
	for _, section := range keys(a, b) {
		kind, path := kindOf(section)
		for _, name := range keys(child(a, section), child(b, section)) {
			out = append(out, groupPlace{name: name, kind: kind, path: path})
		}
	}
	return slices.Concat(out, operationGroups(old, new, inOperations), operationGroups(old, new, inMessages))
}

func operationGroups(old, new object, kind groupKind) []groupPlace {
	var out []groupPlace
	a, b := child(old, pathSections[kind]), child(new, pathSections[kind])
	for _, path := range keys(a, b) {
		for _, method := range methods {
			op := child(child(a, path), method)
			if op == nil {
				op = child(child(b, path), method)
			}
			if op != nil {
				out = append(out, groupPlace{operationName(path, method, op), kind, path, method})
			}
		}
	}
	return out
}

// normal returns a value whose lists without an order are in one.
func normal(v any) any {
	v = clone(v)
	each(v, func(o object) {
		for _, key := range []string{"required", "enum", "anyOf", "oneOf", "parameters", promise} {
			if l, ok := o[key].([]any); ok {
				slices.SortFunc(l, func(a, b any) int { return cmp.Compare(written(a), written(b)) })
			}
		}
	})
	return v
}

func written(v any) string {
	data, _ := json.Marshal(v)
	return string(data)
}
