package extend

import (
	"bytes"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

type object = map[string]any

func child(o object, key string) object {
	c, _ := o[key].(object)
	return c
}

func text(v any) string {
	if v == nil {
		return ""
	}
	return strings.Join(strings.Fields(fmt.Sprint(v)), " ")
}

// reference says in Markdown what the edition has more than ours: its operations, its schemas, its members.
func (d *document) reference() []byte {
	var b bytes.Buffer
	fmt.Fprint(&b, "# What this edition adds\n\nThe whole document is in `openapi/openapi.yaml`, for any tool that reads OpenAPI 3.0.\n")
	ours, all := child(d.ours, "paths"), child(d.all, "paths")
	for _, path := range added(ours, all) {
		for _, method := range slices.Sorted(maps.Keys(child(all, path))) {
			d.operation(&b, method, path, child(child(all, path), method))
		}
	}
	schemas, before := child(child(d.all, "components"), "schemas"), child(child(d.ours, "components"), "schemas")
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		d.schema(&b, name, child(before, name), child(schemas, name))
	}
	return b.Bytes()
}

// added are the keys that only the second object has.
func added(ours, all object) []string {
	var out []string
	for _, key := range slices.Sorted(maps.Keys(all)) {
		if ours[key] == nil {
			out = append(out, key)
		}
	}
	return out
}

func (d *document) operation(b *bytes.Buffer, method, path string, op object) {
	fmt.Fprintf(b, "\n## %s\n\n`%s %s`: %s\n", text(op["operationId"]), strings.ToUpper(method), path, text(op["summary"]))
	if description, ok := op["description"].(string); ok {
		fmt.Fprintf(b, "\n%s\n", strings.TrimSpace(description))
	}
	parameters, _ := op["parameters"].([]any)
	fmt.Fprint(b, "\n| parameter | | |\n|---|---|---|\n")
	for _, p := range parameters {
		p := d.followed(p)
		needed := ""
		if p["required"] == true {
			needed = "required"
		}
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", text(p["name"]), needed, text(p["description"]))
	}
}

// followed is a parameter, also where it is referred to.
func (d *document) followed(p any) object {
	o, _ := p.(object)
	ref, _ := o["$ref"].(string)
	if name, ok := strings.CutPrefix(ref, "#/components/parameters/"); ok {
		return child(child(child(d.all, "components"), "parameters"), name)
	}
	return o
}

// schema lists the members of a schema that ours lacks.
func (d *document) schema(b *bytes.Buffer, name string, before, s object) {
	was, is := members(before), members(s)
	names := added(was, is)
	if len(names) == 0 || reflect.DeepEqual(before, s) {
		return
	}
	fmt.Fprintf(b, "\n## `%s`\n\n| member | | example |\n|---|---|---|\n", name)
	for _, member := range names {
		p, _ := is[member].(object)
		fmt.Fprintf(b, "| `%s` | %s | `%s` |\n", member, text(p["description"]), text(p["example"]))
	}
}

// members are the properties of a schema, also of what it is all of.
func members(s object) object {
	out := object{}
	parts, _ := s["allOf"].([]any)
	for _, part := range parts {
		o, _ := part.(object)
		maps.Copy(out, members(o))
	}
	maps.Copy(out, child(s, "properties"))
	return out
}
