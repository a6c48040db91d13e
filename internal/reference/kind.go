package reference

import (
	"cmp"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/lists"
)

// unknown is the kind of what nobody has shown.
const unknown = "unknown"

// kind says in a word or two what comes. A value that comes in more than one kind has a name, which says it.
func (s *source) kind(in *document.Schema) string {
	name := in.Component()
	if v := s.Schema(name); v != nil && !strings.HasPrefix(name, "PHP") && len(s.plainKinds(v)) > 1 {
		return name
	}
	r := s.Unwrap(in)
	switch {
	case len(r.Alternatives()) > 0:
		return s.union(r.Alternatives())
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

func plain(r *document.Schema) string {
	word := cmp.Or(map[string]string{"string": "text", "": unknown, "array": "list"}[r.Type], r.Type)
	if r.Nullable {
		word += " or null"
	}
	return word
}

func (s *source) union(branches []*document.Schema) string {
	return strings.Join(lists.Map(branches, s.kind), " or ")
}
