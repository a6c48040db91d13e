package bundle

import (
	"regexp"

	"go.yaml.in/yaml/v3"
)

// jsonNumber is what JSON calls a number. YAML knows more spellings, and its readers
// disagree about them: 0010 is ten to one and eight to another.
var jsonNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// vet walks a freshly parsed file, remembers where each node stands and refuses what
// has no single meaning in JSON.
func (s *source) vet(f *file, n *yaml.Node) {
	s.origin[n] = f
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		s.refuse(f, n.Line, "anchors and aliases are not used here: make it a named component and refer to it")
		return
	}
	switch n.Kind {
	case yaml.MappingNode:
		s.vetKeys(f, n)
	case yaml.ScalarNode:
		s.vetScalar(f, n)
	}
	for _, c := range n.Content {
		s.vet(f, c)
	}
}

func (s *source) vetKeys(f *file, n *yaml.Node) {
	seen := map[string]int{}
	for key := range Pairs(n) {
		if key.Kind != yaml.ScalarNode || key.Tag == "!!merge" {
			s.refuse(f, key.Line, "keys are plain words here")
		} else if line, twice := seen[key.Value]; twice {
			s.refuse(f, key.Line, "%q stands twice in one mapping, first on line %d", key.Value, line)
		}
		seen[key.Value] = key.Line
	}
}

// vetScalar also quotes what looks like a date: it is a string here, and must stay
// one for readers who see a timestamp in it. A value that is not written at all is
// refused, since that is what a comma makes of {en: Calls exceeded, or plan ended}.
func (s *source) vetScalar(f *file, n *yaml.Node) {
	switch n.ShortTag() {
	case "!!str", "!!bool", "!!merge":
	case "!!null":
		if n.Value == "" {
			s.refuse(f, n.Line, "a key without a value: write null, or quote the text if a comma cut it in two")
		}
	case "!!timestamp":
		n.Tag, n.Style = "!!str", yaml.DoubleQuotedStyle
	case "!!int", "!!float":
		if !jsonNumber.MatchString(n.Value) {
			s.refuse(f, n.Line, "%s is not a number as JSON writes it: quote it if it is a string", n.Value)
		}
	default:
		s.refuse(f, n.Line, "tag %s has no meaning in JSON", n.ShortTag())
	}
}
