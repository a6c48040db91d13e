package toolset

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/optional"
)

// object is a JSON schema, or a part of one.
type object = map[string]any

// Input returns the JSON schema of all arguments of an operation, or of those of the names. With inside, the members of
// that argument are meant.
func Input(d *document.Document, op *document.Operation, inside string, names []string) object {
	properties := object{}
	required := []string{}
	add := func(name string, in *document.Schema, must bool, description, unit string, example jsontext.Value) {
		if names != nil && !slices.Contains(names, name) || isCredential(name) {
			return
		}
		p := value(d, in, 0)
		describe(p, cmp.Or(strings.TrimSpace(description), d.Description(in)), unit, example)
		properties[name] = p
		if must {
			required = append(required, name)
		}
	}
	for _, p := range op.Parameters {
		if p.Ref == "" && p.In == "query" {
			add(p.Name, p.Schema, p.Required, p.Description, p.Unit, p.Example)
		}
	}
	if form := op.Form(); form != nil {
		body := d.Unwrap(form.Schema)
		if inside != "" {
			body = d.Unwrap(d.AllProperties(body).Get(inside))
		}
		for name, m := range d.AllProperties(body).All() {
			add(name, m, slices.Contains(body.Required, name), "", m.Unit, m.Example)
		}
	}
	return object{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

// isCredential reports whether the client adds an argument by itself.
func isCredential(name string) bool {
	return slices.Contains([]string{"client_id", "client_secret", "access_token", "cookie"}, name)
}

// deepest is how deep the schema of an argument describes objects.
const deepest = 4

// value returns the JSON schema of a value. An id that may have more digits than a float64 holds is a text, too.
func value(d *document.Document, in *document.Schema, depth int) object {
	s := d.Unwrap(in)
	out := object{}
	if depth > deepest || len(s.Alternatives()) > 0 || s.Type == "" && len(s.AllOf) == 0 {
		return out
	}
	switch {
	case s.Type == "array":
		out["type"] = "array"
		out["items"] = value(d, s.Items, depth+1)
	case s.Type == "object" || len(s.AllOf) > 0:
		return members(d, s, depth)
	case s.Type == "integer" && s.Maximum == nil:
		out["type"] = []string{"integer", "string"}
	case s.Type == "string" && strings.HasPrefix(s.Pattern, "^[0-9]{"):
		out["type"], out["pattern"] = []string{"string", "integer"}, s.Pattern
	default:
		out["type"] = s.Type
		bounds(out, s)
	}
	if len(s.Enum) > 0 {
		out["enum"] = s.Enum
	}
	return out
}

func bounds(out object, s *document.Schema) {
	if s.Pattern != "" {
		out["pattern"] = s.Pattern
	}
	if s.Minimum != nil {
		out["minimum"] = *s.Minimum
	}
	if s.Maximum != nil {
		out["maximum"] = *s.Maximum
	}
	if s.MinLength > 0 {
		out["minLength"] = s.MinLength
	}
}

func members(d *document.Document, s *document.Schema, depth int) object {
	properties := object{}
	for name, m := range d.AllProperties(s).All() {
		p := value(d, m, depth+1)
		describe(p, d.Description(m), m.Unit, m.Example)
		properties[name] = p
	}
	out := object{"type": "object", "properties": properties}
	if len(s.Required) > 0 {
		out["required"] = s.Required
	}
	return out
}

// describe adds the texts of a value.
func describe(to object, description, unit string, example jsontext.Value) {
	description = oneLine(description) + optional.Text(" Unit: ", unit, ".")
	if description != "" {
		to["description"] = strings.TrimSpace(description)
	}
	if example != nil && !strings.HasPrefix(string(example), "{") && string(example) != `""` {
		to["examples"] = []jsontext.Value{example}
	}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// At returns the schema of the member at a path such as items.item[].price, or an error that names the path.
func At(d *document.Document, root *document.Schema, path string) (*document.Schema, error) {
	s := root
	for step := range strings.SplitSeq(path, ".") {
		name, index, listed := strings.Cut(step, "[")
		s = elementsOr(d, s)
		s = d.AllProperties(s).Get(name)
		if s == nil {
			return nil, fmt.Errorf("the document has no member %s of %s", name, path)
		}
		if listed && d.Elements(s) == nil {
			return nil, fmt.Errorf("the member %s%s of %s is not a list", name, index, path)
		}
	}
	return s, nil
}

// elementsOr returns the schema of the elements if the schema is a list.
func elementsOr(d *document.Document, s *document.Schema) *document.Schema {
	if elements := d.Elements(s); elements != nil && len(d.AllProperties(s)) == 0 {
		return elements
	}
	return s
}
