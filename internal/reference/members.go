package reference

import (
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
)

// Member is a member of a response, at any depth.
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
	Meanings    []Meaning
	OpenValues  bool   // others than those in Meanings may come
	Unit        string // of x-unit, or ""
	Evidence    document.Evidence
}

// Value is a named value that comes in more than one kind.
type Value struct {
	Name        string
	Kinds       []string
	Description string
}

func (s *source) envelope() []Member {
	w := walker{source: s}
	w.object(s.Resolve(s.Schema(document.Envelope)), "", 0)
	return w.found
}

// codes returns those that the envelope of the gateway carries, or the refusals of the platform itself.
func (s *source) codes() document.Map[document.ErrorCode] {
	for _, name := range []string{document.Envelope, document.PlatformError} {
		if e := s.Schema(name); e != nil {
			return e.ErrorCodes
		}
	}
	return nil
}

// values returns the unions of plain kinds that answers use, by name.
func (s *source) values() []Value {
	var out []Value
	for name, v := range s.Components.Schemas.All() {
		if kinds := s.plainKinds(v); len(kinds) > 1 {
			out = append(out, Value{name, kinds, v.Description})
		}
	}
	slices.SortFunc(out, func(a, b Value) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// plainKinds returns the kinds of a union without objects, or nil.
func (s *source) plainKinds(v *document.Schema) []string {
	var kinds []string
	for _, branch := range v.Alternatives() {
		b := s.Unwrap(branch)
		if b.Type == "object" || b.Type == "" || b.Type == "array" && !strings.HasPrefix(branch.Ref.Name(), "PHP") {
			return nil
		}
		kinds = append(kinds, s.kind(branch))
	}
	return kinds
}

// members returns those of a response beside the envelope.
func (s *source) members(answer *document.Schema) []Member {
	w := walker{source: s}
	root := s.Resolve(answer)
	for _, part := range root.AllOf {
		if part.Component() != document.Envelope {
			w.object(s.Unwrap(part), "", 0)
		}
	}
	w.properties(root, "", 0)
	return w.found
}

// walker lists the members below a schema. It goes into no schema twice on one way down.
type walker struct {
	*source
	way   []*document.Schema
	found []Member
}

func (w *walker) object(in *document.Schema, path string, depth int) {
	if slices.Contains(w.way, in) || depth > 8 {
		return
	}
	w.way = append(w.way, in)
	defer func() { w.way = w.way[:len(w.way)-1] }()
	for _, part := range in.AllOf {
		if len(in.AllOf) > 1 {
			w.object(w.Unwrap(part), path, depth)
		}
	}
	w.properties(in, path, depth)
}

func (w *walker) properties(of *document.Schema, path string, depth int) {
	for name, p := range of.Properties.All() {
		w.member(name, p, of, path, depth)
	}
}

func (w *walker) member(name string, p, parent *document.Schema, path string, depth int) {
	inner := w.Unwrap(p)
	m := Member{
		Path: path + name, Name: name, Depth: depth, Kind: w.kind(p), Evidence: p.Evidence, Unit: p.Unit,
		Required:    slices.Contains(parent.Required, name) || slices.Contains(parent.RequiredOnSuccess, name),
		Description: strings.TrimSpace(w.Description(p)), Example: shown(p.Example),
	}
	if listed := document.Texts(inner.Enum); len(listed) > 1 {
		m.Values = listed
	}
	m.Meanings, m.OpenValues = w.meanings(inner)
	m.Open = strings.Contains(m.Kind, unknown)
	at := len(w.found)
	w.found = append(w.found, m)
	for _, branch := range slices.Concat([]*document.Schema{inner}, inner.Alternatives()) {
		w.below(w.Unwrap(branch), m.Path, depth+1)
	}
	w.found[at].Parent = len(w.found) > at+1
}

// below lists what is inside an object, the rows of a list, or the values of a map.
func (w *walker) below(s *document.Schema, path string, depth int) {
	switch {
	case s.Type == "object", s.Type == "" && len(s.AllOf) > 0:
		w.object(s, path+".", depth)
		if s.Additional != nil && s.Additional.Schema != nil {
			w.member("*", s.Additional.Schema, s, path+".", depth)
		}
	case s.Type == "array" && s.Items != nil:
		w.below(w.Unwrap(s.Items), path+"[]", depth)
	}
}
