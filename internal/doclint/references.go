package doclint

import (
	"maps"
	"strings"
)

// checkUnreferenced finds components that no path leads to. Two that only refer to
// each other are found too.
func checkUnreferenced(d *document, report report) {
	used := d.reachable()
	for _, kind := range parts("/components", d.root["components"]) {
		for _, c := range parts(kind.pointer, kind.value) {
			if !strings.HasPrefix(kind.key(), "x-") && !used["#"+c.pointer] {
				report(c.pointer, "nothing refers to %s: remove it or refer to it", c.key())
			}
		}
	}
}

// reachable returns every component that the document leads to from outside the
// components.
func (d *document) reachable() map[string]bool {
	used := map[string]bool{}
	outside := maps.Clone(d.root)
	delete(outside, "components")
	d.follow(outside, used)
	return used
}

func (d *document) follow(v any, used map[string]bool) {
	switch v := v.(type) {
	case object:
		for key, member := range v {
			if key == "security" {
				useSchemes(member, used)
			}
			d.follow(member, used)
		}
	case []any:
		for _, element := range v {
			d.follow(element, used)
		}
	case string:
		if strings.HasPrefix(v, "#/components/") && !used[v] {
			used[v] = true
			d.follow(d.resolve(v), used)
		}
	}
}

// useSchemes notes the security schemes of a list of requirements, which name them
// without a $ref.
func useSchemes(requirements any, used map[string]bool) {
	for _, requirement := range list(requirements) {
		for name := range obj(requirement) {
			used["#/components/securitySchemes/"+name] = true
		}
	}
}
