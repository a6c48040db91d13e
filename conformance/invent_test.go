package conformance

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// inventor makes values of the schemas of a document at random. A part of them breaks a rule.
type inventor struct {
	*rand.Rand
	breaks float64 // the share of values that may break a rule
}

// value returns a value of the schema.
func (i *inventor) value(s *openapi3.Schema, depth int) any {
	if i.Float64() < i.breaks {
		return i.anything(2)
	}
	all := i.flatten(s)
	for _, s := range all {
		if len(s.Enum) > 0 {
			return s.Enum[i.IntN(len(s.Enum))]
		}
		if s.Nullable && i.IntN(4) == 0 {
			return nil
		}
	}
	switch kindOfSchemas(all) {
	case "object":
		return i.object(all, depth)
	case "array":
		return i.array(all, depth)
	case "string":
		return i.text(all[0])
	case "integer":
		return i.IntN(1 << i.IntN(40))
	case "number":
		return float64(i.IntN(10000)) / 100
	case "boolean":
		return i.IntN(2) == 0
	}
	return i.anything(2)
}

// flatten returns the schemas of which a value has the members: those of each allOf, and of one branch of each union.
func (i *inventor) flatten(s *openapi3.Schema) []*openapi3.Schema {
	all := []*openapi3.Schema{s}
	for _, part := range s.AllOf {
		all = append(all, i.flatten(part.Value)...)
	}
	for _, branches := range []openapi3.SchemaRefs{s.AnyOf, s.OneOf} {
		if len(branches) > 0 {
			all = append(all, i.flatten(branches[i.IntN(len(branches))].Value)...)
		}
	}
	return all
}

func kindOfSchemas(all []*openapi3.Schema) string {
	for _, s := range all {
		if s.Type != nil && len(*s.Type) > 0 {
			return (*s.Type)[0]
		}
	}
	return ""
}

// deepest is the depth from which on objects have their required members only, and arrays are empty.
const deepest = 6

func (i *inventor) object(all []*openapi3.Schema, depth int) map[string]any {
	object := map[string]any{}
	for _, s := range all {
		for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
			required := slices.Contains(s.Required, name) && i.Float64() >= i.breaks
			if required || depth < deepest && i.IntN(3) == 0 {
				object[name] = i.value(s.Properties[name].Value, depth+1)
			}
		}
		if more := s.AdditionalProperties.Schema; more != nil && depth < deepest {
			for range i.IntN(3) {
				object[i.word()] = i.value(more.Value, depth+1)
			}
		}
	}
	if i.Float64() < i.breaks {
		object["x_"+i.word()] = i.anything(1)
	}
	return object
}

func (i *inventor) array(all []*openapi3.Schema, depth int) []any {
	list := []any{}
	for _, s := range all {
		if s.Items == nil || depth >= deepest || s.MaxItems != nil && *s.MaxItems == 0 {
			continue
		}
		for range i.IntN(4) {
			list = append(list, i.value(s.Items.Value, depth+1))
		}
	}
	return list
}

// text returns a text, for the patterns of the documents one of their form.
func (i *inventor) text(s *openapi3.Schema) string {
	switch {
	case strings.HasPrefix(s.Pattern, "^[0-9]{17}"):
		return fmt.Sprintf("%017d+0800", i.Uint64N(1e17))
	case strings.HasPrefix(s.Pattern, "^[0-9]{14}"):
		return fmt.Sprintf("%014d+0800", i.Uint64N(1e14))
	}
	return i.word()
}

var words = []string{"", "a", "0", "1", "12.50", "true", "null", "件", "红色 \"大\" 码", "a/b~c", "\\", "\n",
	"\U0001F600", "\u0000", "2024-01-02"}

func (i *inventor) word() string { return words[i.IntN(len(words))] }

// anything returns a value of any kind.
func (i *inventor) anything(depth int) any {
	switch n := i.IntN(9); {
	case n == 0:
		return nil
	case n == 1:
		return i.IntN(2) == 0
	case n == 2:
		return i.IntN(100) - 50
	case n == 3:
		return 1 << 40
	case n == 4:
		return 0.5
	case n == 5 && depth > 0:
		return []any{i.anything(depth - 1)}
	case n == 6 && depth > 0:
		return map[string]any{i.word(): i.anything(depth - 1)}
	}
	return i.word()
}
