package bundle

import (
	"fmt"
	"path"
	"strings"

	"go.yaml.in/yaml/v3"
)

// rewriteRefs turns every reference into one inside the bundled document.
func (s *source) rewriteRefs() {
	s.walk(s.root, s.root.node, object)
	for _, f := range s.sorted {
		s.walk(f, f.node, shapeOf(f))
	}
}

func (s *source) walk(f *file, n *yaml.Node, as shape) {
	switch {
	case as == payload:
	case n.Kind == yaml.SequenceNode:
		for _, c := range n.Content {
			s.walk(f, c, as.element())
		}
	default:
		for k, v := range Pairs(n) {
			s.walkValue(f, k.Value, v, as)
		}
	}
}

// walkValue leaves the keys beside a reference as they are; some are meant for
// people (description), some for our own tools (x-).
func (s *source) walkValue(f *file, key string, v *yaml.Node, as shape) {
	refers := as == mapping || key == "$ref" && (as == object || as == example)
	if !refers {
		s.walk(f, v, as.child(key))
		return
	}
	if v.Kind != yaml.ScalarNode {
		s.refuse(f, v.Line, "a reference must be a string")
		return
	}
	target, err := s.resolve(f, v.Value)
	if err != nil {
		s.refuse(f, v.Line, "$ref %s: %v", v.Value, err)
	}
	v.Value = target
}

// resolve returns what a reference standing in f becomes in the bundled document.
func (s *source) resolve(f *file, ref string) (string, error) {
	t, fragment, err := s.referred(f, ref)
	if err != nil {
		return "", err
	}
	kind, name := t.kind, strings.TrimPrefix(fragment, "/")
	if t == s.root {
		kind, name, _ = strings.Cut(strings.TrimPrefix(fragment, "/components/"), "/")
	}
	if c, ok := s.components[kind][name]; !ok || c.file != t {
		return "", fmt.Errorf("%s has no such component%s", t.name, didYouMean(name, s.namesIn(t)))
	}
	return "#/components/" + kind + "/" + name, nil
}

// referred finds the file of a reference and what follows the `#`.
func (s *source) referred(f *file, ref string) (*file, string, error) {
	name, fragment, _ := strings.Cut(ref, "#")
	if strings.Contains(name, "://") {
		return nil, "", fmt.Errorf("the document must not depend on other sites")
	}
	if name == "" {
		return f, fragment, nil
	}
	name = path.Join(path.Dir(f.name), name)
	if t := s.files[name]; t != nil {
		return t, fragment, nil
	}
	components := s.names(func(f *file) bool { return f.kind != "" })
	return nil, "", fmt.Errorf("no file %s%s", name, didYouMean(name, components))
}

// names lists the files that are asked for.
func (s *source) names(asked func(*file) bool) []string {
	var all []string
	for _, f := range s.sorted {
		if asked(f) {
			all = append(all, f.name)
		}
	}
	return all
}

// namesIn lists the components that one file holds.
func (s *source) namesIn(f *file) []string {
	var all []string
	for kind, components := range s.components {
		for name, c := range components {
			if c.file == f && f.kind == "" {
				name = "components/" + kind + "/" + name
			}
			if c.file == f {
				all = append(all, name)
			}
		}
	}
	return all
}
