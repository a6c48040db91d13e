package gen

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/format"
	"maps"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/redact"
)

// Personal renders the tables of personal members of all documents for package redact.
func Personal(documents ...[]byte) ([]byte, error) {
	s := survey{decisions: map[string]map[string]decision{}, keys: map[string]bool{}}
	for _, text := range documents {
		if err := s.read(text); err != nil {
			return nil, err
		}
	}
	return format.Source(s.render())
}

// decision counts what the occurrences of a member say, by the operations in which it is personal.
type decision struct {
	personal, not, open int
	operations          []string
}

// survey finds all members of the documents, and where they stand.
type survey struct {
	root      map[string]any
	decisions map[string]map[string]decision // by member and by the member or operation around it, folded
	keys      map[string]bool                // members with a member key
	seen      map[string]bool
	at        string // the operation at hand, folded
}

func (s *survey) read(document []byte) error {
	s.root, s.seen = nil, map[string]bool{}
	if err := json.Unmarshal(document, &s.root); err != nil {
		return err
	}
	for _, path := range members(s.root["paths"]) {
		for _, operation := range members(path) {
			name, _ := operation["operationId"].(string)
			s.operation(redact.Fold(name), operation)
		}
	}
	s.at = ""
	components, _ := s.root["components"].(map[string]any)
	for name, schema := range members(components["schemas"]) {
		if !s.seen["#/components/schemas/"+name] {
			s.schema(redact.Fold(name), schema)
		}
	}
	return nil
}

func (s *survey) operation(name string, operation map[string]any) {
	s.at = name
	parameters, _ := operation["parameters"].([]any)
	for _, p := range parameters {
		if p := s.resolved(p); p != nil {
			s.count(fmt.Sprint(p["name"]), name, p)
		}
	}
	s.contents(name, operation["requestBody"])
	responses, _ := operation["responses"].(map[string]any)
	for _, response := range responses {
		s.contents(name, response)
	}
}

func (s *survey) contents(parent string, body any) {
	for _, content := range members(s.resolved(body)["content"]) {
		schema, _ := content["schema"].(map[string]any)
		s.schema(parent, schema)
	}
}

// schema visits a schema once for each member that it stands in.
func (s *survey) schema(parent string, schema map[string]any) {
	if ref, ok := schema["$ref"].(string); ok {
		if visit := s.at + " " + parent + " " + ref; !s.seen[visit] {
			s.seen[visit], s.seen[ref] = true, true
			s.schema(parent, s.resolved(schema))
		}
		return
	}
	for name, property := range members(schema["properties"]) {
		s.count(name, parent, property)
		s.schema(redact.Fold(name), property)
	}
	for _, key := range []string{"items", "additionalProperties"} {
		inner, _ := schema[key].(map[string]any)
		if inner != nil {
			s.schema(parent, inner)
		}
	}
	for _, key := range []string{"allOf", "anyOf", "oneOf"} {
		branches, _ := schema[key].([]any)
		for _, branch := range branches {
			inner, _ := branch.(map[string]any)
			s.schema(parent, inner)
		}
	}
}

func (s *survey) count(name, parent string, of map[string]any) {
	if name == "key" {
		s.keys[parent] = true
	}
	name = redact.Fold(name)
	if s.decisions[name] == nil {
		s.decisions[name] = map[string]decision{}
	}
	d := s.decisions[name][parent]
	switch decided, ok := of["x-personal"].(bool); {
	case decided:
		d.personal++
		d.operations = append(d.operations, s.at)
	case ok:
		d.not++
	case s.isScalar(of):
		d.open++
	}
	s.decisions[name][parent] = d
}

// isScalar reports whether a value may be a text or a number.
func (s *survey) isScalar(schema map[string]any) bool {
	schema = s.resolved(schema)
	if all, ok := schema["allOf"].([]any); ok && len(all) > 0 {
		inner, _ := all[0].(map[string]any)
		return s.isScalar(inner)
	}
	kind, _ := schema["type"].(string)
	return kind != "object" && kind != "array" && kind != "boolean" && schema["properties"] == nil
}

// resolved follows a reference.
func (s *survey) resolved(v any) map[string]any {
	o, _ := v.(map[string]any)
	ref, ok := o["$ref"].(string)
	if !ok {
		return o
	}
	at := s.root
	for _, key := range strings.Split(strings.TrimPrefix(ref, "#/"), "/") {
		at, _ = at[key].(map[string]any)
	}
	return at
}

// members are the objects of an object.
func members(v any) map[string]map[string]any {
	out := map[string]map[string]any{}
	object, _ := v.(map[string]any)
	for name, value := range object {
		if o, ok := value.(map[string]any); ok {
			out[name] = o
		}
	}
	return out
}

// tables decides where the name of a member suffices, and where it takes the member around it, too.
type tables struct{ members, within, except, harmless map[string]bool }

func (s *survey) tables() tables {
	t := tables{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for name, places := range s.decisions {
		var sum decision
		for _, d := range places {
			sum.personal, sum.not, sum.open = sum.personal+min(1, d.personal), sum.not+min(1, d.not), sum.open+min(1, d.open)
		}
		t.harmless[name] = sum.personal == 0 && sum.not+sum.open > 0
		t.members[name] = sum.open == 0 && sum.personal > 0 && sum.personal >= sum.not
		for parent, d := range places {
			t.place(name, parent, d)
		}
	}
	return t
}

func (t tables) place(name, parent string, d decision) {
	switch {
	case t.members[name] && d.personal == 0:
		t.except[parent+"/"+name] = d.not > 0
	case t.members[name] || d.personal == 0:
	case d.not+d.open == 0:
		t.within[parent+"/"+name] = true
	default: // the same place in another operation is not
		for _, operation := range d.operations {
			t.within[operation+"//"+parent+"/"+name] = true
		}
	}
}

func (s *survey) render() []byte {
	var b bytes.Buffer
	t := s.tables()
	b.WriteString("// Code generated by internal/gen from openapi/dist. DO NOT EDIT.\n\npackage redact\n")
	maps.DeleteFunc(t.harmless, func(name string, harmless bool) bool { return !harmless || !redact.Sounds(name) })
	for _, table := range []struct {
		name, doc string
		rows      map[string]bool
	}{
		{"personalMembers", "are the members that are personal data wherever they stand.", t.members},
		{"personalExcept", "are those of them that are not, behind the member or operation in which they stand.", t.except},
		{"personalWithin", "are members that are personal data only in this member or operation.", t.within},
		{"harmless", "are members that only sound personal.", t.harmless},
		{"attributeKeys", "are the members and operations in which key is the name of an attribute.", s.keys},
	} {
		fmt.Fprintf(&b, "\n// %s %s\nvar %s = set(`\n", table.name, table.doc, table.name)
		for _, name := range slices.Sorted(maps.Keys(table.rows)) {
			if table.rows[name] {
				fmt.Fprintf(&b, "%s\n", name)
			}
		}
		b.WriteString("`)\n")
	}
	return b.Bytes()
}
