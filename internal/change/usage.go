package change

import (
	"maps"
	"slices"

	"github.com/go-ali1688/ali1688/internal/document"
)

// uses are the operations that reach a component, by where they do.
type uses struct{ answers, bodies, parameters, requests set }

type set = map[string]bool

func newUses() uses { return uses{set{}, set{}, set{}, set{}} }

func (u uses) plus(v uses) uses {
	return uses{both(u.answers, v.answers), both(u.bodies, v.bodies), both(u.parameters, v.parameters),
		both(u.requests, v.requests)}
}

func (u uses) operations() []string {
	return slices.Sorted(maps.Keys(both(u.answers, u.requests)))
}

// usage states about every component which operations reach it.
type usage map[string]uses // by section/name

func usageOf(root object) usage {
	out := usage{}
	out.addSection(root, "paths")
	out.addSection(root, document.XWebhooks)
	return out
}

func (u usage) addSection(root object, section string) {
	for path, item := range child(root, section) {
		item, _ := item.(object)
		for _, method := range methods {
			if op := child(item, method); op != nil && section == document.XWebhooks {
				u.addOperation(root, operationName(path, method, op), turned(op))
			} else if op != nil {
				u.addOperation(root, operationName(path, method, op), op)
			}
		}
	}
}

// turned returns a message as a response: what the API sends is read by those who use it, and what they answer is
// theirs.
func turned(message object) object {
	out := maps.Clone(message)
	body := child(message, "requestBody")
	delete(out, "requestBody")
	out["responses"] = object{"200": object{"description": "ok", "content": body["content"]}}
	return out
}

func (u usage) addOperation(root object, name string, op object) {
	u.reach(root, op["responses"], name, func(x uses) []set { return []set{x.answers} }, set{})
	u.reach(root, op["requestBody"], name, func(x uses) []set { return []set{x.bodies, x.requests} }, set{})
	u.reach(root, op["parameters"], name, func(x uses) []set { return []set{x.parameters, x.requests} }, set{})
}

// reach notes the operation at everything that is referred to from v.
func (u usage) reach(root object, v any, operation string, where func(uses) []set, seen set) {
	document.EachRef(v, func(ref document.Ref) {
		section, name := ref.Split()
		key := section + "/" + name
		if name == "" || seen[key] {
			return
		}
		seen[key] = true
		if _, ok := u[key]; !ok {
			u[key] = newUses()
		}
		for _, s := range where(u[key]) {
			s[operation] = true
		}
		u.reach(root, document.ComponentIn(root, section, name), operation, where, seen)
	})
}

func (u usage) of(e *Edit) uses {
	if found, ok := u[e.groupPlace().section()+"/"+e.Group]; ok {
		return found
	}
	return newUses()
}
