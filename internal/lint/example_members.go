package lint

import (
	"fmt"
	"maps"
	"slices"

	"github.com/go-ali1688/ali1688/internal/document"
)

// checkExampleMembers requires that a schema names every member of an example. Schemas allow unknown members, so an
// example that still has the former name of a renamed member conforms.
func checkExampleMembers(d *inputs, report report) {
	for _, s := range d.allShown() {
		d.checkMembers(s.pointer, s.value, d.Shapes(s.schema.Value), report)
	}
}

// checkMembers checks a value within an example, which may follow any of the schemas.
func (d *inputs) checkMembers(pointer string, value any, schemas []*document.Schema, report report) {
	switch v := value.(type) {
	case document.Object:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			at := pointer + document.Pointer(key)
			member, named := d.memberSchemas(schemas, key)
			if !named {
				report(at, "no schema has the member %s: rename it in the example, or add it to the schema", key)
				continue
			}
			d.checkMembers(at, v[key], member, report)
		}
	case []any:
		var items []*document.Schema
		for _, s := range schemas {
			if s.Items != nil {
				items = append(items, d.Shapes(s.Items)...)
			}
		}
		for i, element := range v {
			d.checkMembers(fmt.Sprintf("%s/%d", pointer, i), element, items, report)
		}
	}
}

// memberSchemas returns the schemas of a member. A member of an object without any named member, or of a map, is named.
func (d *inputs) memberSchemas(schemas []*document.Schema, key string) (member []*document.Schema, named bool) {
	open := true
	for _, s := range schemas {
		open = open && len(s.Properties) == 0
		if p := s.Properties.Get(key); p != nil {
			member, named = append(member, d.Shapes(p)...), true
		}
		if more := s.Additional; more != nil && !more.Closed {
			member, named = append(member, d.Shapes(more.Schema)...), true
		}
	}
	return member, named || open
}
