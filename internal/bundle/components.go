package bundle

import (
	"regexp"
	"slices"

	"go.yaml.in/yaml/v3"
)

// componentName is what OpenAPI allows as a name.
var componentName = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

// component is a named component and the file that holds it.
type component struct {
	key  *yaml.Node
	file *file
}

// indexComponents notes where each component stands and refuses a second one of the
// same kind and name.
func (s *source) indexComponents() {
	s.components = map[string]map[string]component{}
	for kind, section := range Pairs(Get(s.root.node, "components")) {
		s.indexSection(s.root, kind.Value, section)
	}
	for _, f := range s.sorted {
		if f.kind != "" {
			s.indexSection(f, f.kind, f.node)
		}
	}
}

func (s *source) indexSection(f *file, kind string, section *yaml.Node) {
	if !slices.Contains(kinds, kind) {
		return // an x- extension
	}
	if s.components[kind] == nil {
		s.components[kind] = map[string]component{}
	}
	for key := range Pairs(section) {
		s.index(kind, component{key, f})
	}
}

func (s *source) index(kind string, c component) {
	name := c.key.Value
	if !componentName.MatchString(name) {
		s.refuse(c.file, c.key.Line, "%q cannot name a component: letters, digits, dot, dash and underscore can", name)
	}
	if first, twice := s.components[kind][name]; twice && first.file != c.file {
		s.refuse(c.file, c.key.Line, "%s: a second component of the name %s, the first is at %s", kind, name,
			first.file.at(first.key.Line))
		return
	}
	s.components[kind][name] = c
}

// mergeComponents appends the components of the files to those of the root.
func (s *source) mergeComponents() {
	for _, kind := range kinds {
		for _, f := range s.sorted {
			if f.kind == kind {
				into := section(section(s.root.node, "components"), kind)
				into.Content = append(into.Content, f.node.Content...)
			}
		}
	}
}
