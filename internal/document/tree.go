package document

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Object is a JSON object of a document as it is written, for tools that compare or copy parts of documents. All
// others read a [Document].
type Object = map[string]any

// The keywords that such tools name: the reference of a schema, and the list of the schemas that it is all of.
const (
	KeyRef   = "$ref"
	KeyAllOf = "allOf"
)

// RefOf returns the reference that an object is, or "".
func RefOf(o Object) Ref {
	ref, _ := o[KeyRef].(string)
	return Ref(ref)
}

// ComponentOf returns the name of the component that a schema or parameter refers to, also where the reference is
// wrapped in an allOf for the sake of a description, or "".
func ComponentOf(o Object) string {
	if parts, _ := o[KeyAllOf].([]any); RefOf(o) == "" && len(parts) == 1 && o["properties"] == nil {
		o, _ = parts[0].(Object)
	}
	return RefOf(o).Name()
}

// ComponentIn returns a component of a tree, or nil.
func ComponentIn(root Object, section, name string) Object {
	o, _ := At(root, Pointer("components", section, name)).(Object)
	return o
}

// EachRef calls f for every reference in a value.
func EachRef(v any, f func(Ref)) {
	switch v := v.(type) {
	case Object:
		if ref := RefOf(v); ref != "" {
			f(ref)
		}
		for _, member := range v {
			EachRef(member, f)
		}
	case []any:
		for _, element := range v {
			EachRef(element, f)
		}
	}
}

// HasProperty reports whether a schema, or a part of its allOf, has a property.
func HasProperty(root, schema Object, name string) bool {
	if section, target := RefOf(schema).Split(); target != "" {
		schema = ComponentIn(root, section, target)
	}
	if properties, _ := schema["properties"].(Object); properties[name] != nil {
		return true
	}
	parts, _ := schema[KeyAllOf].([]any)
	return slices.ContainsFunc(parts, func(part any) bool {
		o, _ := part.(Object)
		return HasProperty(root, o, name)
	})
}

// CheckCycles returns an error for a reference that leads back to itself and so means nothing. Readers of OpenAPI
// follow it without end.
func CheckCycles(root Object) error {
	all := map[Ref]bool{}
	EachRef(root, func(ref Ref) { all[ref] = true })
	for _, ref := range slices.Sorted(maps.Keys(all)) {
		var seen []string
		for ref != "" {
			again := slices.Contains(seen, string(ref))
			if seen = append(seen, string(ref)); again {
				return fmt.Errorf("a reference leads back to itself: %s", strings.Join(seen, " → "))
			}
			target, _ := At(root, ref.Pointer()).(Object)
			ref = RefOf(target)
		}
	}
	return nil
}

// At returns the value at a JSON pointer in a tree, or nil.
func At(root any, pointer string) any {
	for token := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		switch at := root.(type) {
		case Object:
			root = at[unescape.Replace(token)]
		case []any:
			i, err := strconv.Atoi(token)
			if err != nil || i < 0 || i >= len(at) {
				return nil
			}
			root = at[i]
		default:
			return nil
		}
	}
	return root
}

// Unreferenced returns the pointers of the components that nothing outside the components leads to, sorted.
func Unreferenced(root Object) []string {
	used := map[string]bool{}
	outside := maps.Clone(root)
	delete(outside, "components")
	follow(root, outside, used)
	var unused []string
	components, _ := root["components"].(Object)
	for kind, named := range components {
		named, _ := named.(Object)
		for name := range named {
			if pointer := Pointer("components", kind, name); !strings.HasPrefix(kind, "x-") && !used["#"+pointer] {
				unused = append(unused, pointer)
			}
		}
	}
	slices.Sort(unused)
	return unused
}

// follow notes every component that a part leads to.
func follow(root Object, v any, used map[string]bool) {
	switch v := v.(type) {
	case Object:
		for key, member := range v {
			if key == "security" {
				useSchemes(member, used)
			}
			follow(root, member, used)
		}
	case []any:
		for _, element := range v {
			follow(root, element, used)
		}
	case string:
		if strings.HasPrefix(v, "#/components/") && !used[v] {
			used[v] = true
			follow(root, At(root, v[1:]), used)
		}
	}
}

// useSchemes notes the security schemes of a list of requirements, which name them without a reference.
func useSchemes(requirements any, used map[string]bool) {
	list, _ := requirements.([]any)
	for _, requirement := range list {
		schemes, _ := requirement.(Object)
		for name := range schemes {
			used["#"+Pointer("components", "securitySchemes", name)] = true
		}
	}
}
