package reference

import "strings"

// unknown is the kind of what nobody has shown.
const unknown = "unknown"

// kind says in a word or two what comes. A value that comes in more than one kind has a name, which says it.
func (s *source) kind(in *schema) string {
	name := s.named(in)
	if v := s.Components.Schemas[name]; v != nil && !strings.HasPrefix(name, "PHP") && len(s.plainKinds(v)) > 1 {
		return name
	}
	r := s.resolve(in)
	switch {
	case len(r.AnyOf)+len(r.OneOf) > 0:
		return s.union(append(r.AnyOf, r.OneOf...))
	case r.Type == "array" && r.Items != nil && name == "PHPEmptyList":
		return "[]"
	case r.Type == "array" && r.Items != nil:
		return "list of " + s.kind(r.Items)
	case r.Type == "" && len(r.AllOf) > 0:
		return "object"
	case name == "PHPNull":
		return "null"
	case name == "PHPFalse":
		return "false"
	}
	return plain(r)
}

func plain(r *schema) string {
	word := map[string]string{"string": "text", "": unknown, "array": "list"}[r.Type]
	if word == "" {
		word = r.Type
	}
	if r.Nullable {
		word += " or null"
	}
	return word
}

func (s *source) union(branches []*schema) string {
	var kinds []string
	for _, b := range branches {
		kinds = append(kinds, s.kind(b))
	}
	return strings.Join(kinds, " or ")
}

// named is the name of the component that a schema refers to, or "".
func (s *source) named(in *schema) string {
	if in.Ref == "" && len(in.AllOf) == 1 {
		in = in.AllOf[0]
	}
	if in.Ref == "" {
		return ""
	}
	return component(in.Ref)
}
