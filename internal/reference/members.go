package reference

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Member is a member of an answer, at any depth.
type Member struct {
	Path        string // from the root, such as item.skus.sku[].price
	Name        string // its last word
	Depth       int
	Kind        string // what comes, such as "text", "list of objects" or the name of a Value
	Parent      bool   // members of its own follow
	Required    bool
	Open        bool // nobody has shown what it is
	Description string
	Example     string
	Values      []string // that it may take, where several are listed
	Unit        string   // of x-unit, or ""
	Evidence    Evidence
}

// Value is a named value that comes in more than one kind.
type Value struct {
	Name        string
	Kinds       []string
	Description string
}

const envelope = "Envelope"

func (s *source) envelope() []Member {
	w := walker{source: s}
	if e := s.Components.Schemas[envelope]; e != nil {
		w.object(e, "", 0)
	}
	return w.found
}

// codes are those that the envelope of the gateway carries, or the refusals of the platform itself.
func (s *source) codes() ordered[Code] {
	for _, name := range []string{envelope, "PlatformError"} {
		if e := s.Components.Schemas[name]; e != nil {
			return e.ErrorCodes
		}
	}
	return nil
}

// values are the unions of plain kinds that answers use, by name.
func (s *source) values() []Value {
	var out []Value
	for name, v := range s.Components.Schemas {
		if kinds := s.plainKinds(v); len(kinds) > 1 {
			out = append(out, Value{name, kinds, v.Description})
		}
	}
	slices.SortFunc(out, func(a, b Value) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// plainKinds are the kinds of a union without objects, or nil.
func (s *source) plainKinds(v *schema) []string {
	var kinds []string
	for _, branch := range append(v.AnyOf, v.OneOf...) {
		b := s.resolve(branch)
		if b.Type == "object" || b.Type == "" || b.Type == "array" && !strings.HasPrefix(component(branch.Ref), "PHP") {
			return nil
		}
		kinds = append(kinds, s.kind(branch))
	}
	return kinds
}

// members are those of an answer beside the envelope.
func (s *source) members(answer *schema) []Member {
	w := walker{source: s}
	root := s.Components.Schemas[component(answer.Ref)]
	if root == nil {
		return nil
	}
	for _, part := range root.AllOf {
		if component(part.Ref) != envelope {
			w.object(s.resolve(part), "", 0)
		}
	}
	for _, p := range root.Properties {
		w.member(p, root, "", 0)
	}
	return w.found
}

// walker lists the members below a schema. It goes into no schema twice on one way down.
type walker struct {
	*source
	way   []*schema
	found []Member
}

func (w *walker) object(in *schema, path string, depth int) {
	if slices.Contains(w.way, in) || depth > 8 {
		return
	}
	w.way = append(w.way, in)
	defer func() { w.way = w.way[:len(w.way)-1] }()
	for _, part := range in.AllOf {
		if len(in.AllOf) > 1 {
			w.object(w.resolve(part), path, depth)
		}
	}
	for _, p := range in.Properties {
		w.member(p, in, path, depth)
	}
}

func (w *walker) member(p entry[*schema], parent *schema, path string, depth int) {
	inner := w.resolve(p.Value)
	m := Member{
		Path: path + p.Key, Name: p.Key, Depth: depth, Kind: w.kind(p.Value), Evidence: p.Value.Evidence, Unit: p.Value.Unit,
		Required:    slices.Contains(parent.Required, p.Key) || slices.Contains(parent.RequiredOnSuccess, p.Key),
		Description: first(p.Value.Description, w.described(p.Value)), Example: shown(&p.Value.Example),
	}
	if listed := values(inner); len(listed) > 1 {
		m.Values = listed
	}
	m.Open = strings.Contains(m.Kind, unknown)
	at := len(w.found)
	w.found = append(w.found, m)
	for _, branch := range append([]*schema{inner}, append(inner.AnyOf, inner.OneOf...)...) {
		w.below(w.resolve(branch), m.Path, depth+1)
	}
	w.found[at].Parent = len(w.found) > at+1
}

// below lists what is inside an object, the rows of a list, or the values of a map.
func (w *walker) below(s *schema, path string, depth int) {
	switch {
	case s.Type == "object":
		w.object(s, path+".", depth)
		if values := new(schema); s.Additional.Kind == yaml.MappingNode && s.Additional.Decode(values) == nil {
			w.member(entry[*schema]{"*", values}, s, path+".", depth)
		}
	case s.Type == "array" && s.Items != nil:
		w.below(w.resolve(s.Items), path+"[]", depth)
	}
}

// described is the text of the component behind a reference.
func (s *source) described(in *schema) string {
	for in != nil && in.Description == "" {
		switch {
		case in.Ref != "":
			in = s.Components.Schemas[component(in.Ref)]
		case len(in.AllOf) == 1:
			in = in.AllOf[0]
		default:
			return ""
		}
	}
	if in == nil {
		return ""
	}
	return in.Description
}

func first(texts ...string) string {
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			return t
		}
	}
	return ""
}
