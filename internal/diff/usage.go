package diff

import (
	"maps"
	"slices"
	"strings"
)

// uses are the operations that reach a component, by where they do.
type uses struct{ answers, bodies, parameters, requests set }

type set = map[string]bool

func newUses() uses { return uses{set{}, set{}, set{}, set{}} }

func (u uses) plus(v uses) uses {
	return uses{both(u.answers, v.answers), both(u.bodies, v.bodies), both(u.parameters, v.parameters), both(u.requests, v.requests)}
}

func (u uses) operations() []string {
	return slices.Sorted(maps.Keys(both(u.answers, u.requests)))
}

// usage says of every component which operations reach it.
type usage map[string]uses // by section/name

func usageOf(document object) usage {
	out := usage{}
	for path, item := range child(document, "paths") {
		item, _ := item.(object)
		for _, method := range methods {
			if op := child(item, method); op != nil {
				out.addOperation(document, operationName(path, method, op), op)
			}
		}
	}
	return out
}

func (u usage) addOperation(document object, name string, op object) {
	u.reach(document, op["responses"], name, func(x uses) []set { return []set{x.answers} }, set{})
	u.reach(document, op["requestBody"], name, func(x uses) []set { return []set{x.bodies, x.requests} }, set{})
	u.reach(document, op["parameters"], name, func(x uses) []set { return []set{x.parameters, x.requests} }, set{})
}

// reach notes the operation at everything that is referred to from v.
func (u usage) reach(document object, v any, operation string, where func(uses) []set, seen set) {
	each(v, func(o object) {
		section, name, ok := splitRef(text(o["$ref"]))
		key := section + "/" + name
		if !ok || seen[key] {
			return
		}
		seen[key] = true
		if _, ok := u[key]; !ok {
			u[key] = newUses()
		}
		for _, s := range where(u[key]) {
			s[operation] = true
		}
		u.reach(document, child(child(child(document, "components"), section), name), operation, where, seen)
	})
}

// splitRef takes #/components/schemas/Item apart.
func splitRef(ref string) (section, name string, ok bool) {
	rest, ok := strings.CutPrefix(ref, "#/components/")
	section, name, _ = strings.Cut(rest, "/")
	return section, name, ok
}

func (u usage) of(e *Edit) uses {
	if found, ok := u[sections[e.kind]+"/"+e.Group]; ok {
		return found
	}
	return newUses()
}
