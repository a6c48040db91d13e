package bundle

import (
	"path"

	"go.yaml.in/yaml/v3"
)

// inlinePaths puts each path item in the place of its reference and refuses a path
// file that is referred to twice or never.
func (s *source) inlinePaths() {
	used := map[*file]int{}
	for _, section := range []string{"paths", webhooks} {
		s.inlineSection(used, Get(s.root.node, section))
	}
	for _, f := range s.sorted {
		if f.kind == "" && used[f] == 0 {
			s.refuse(f, 1, "no path of %s refers to this file", rootName)
		}
	}
}

func (s *source) inlineSection(used map[*file]int, items *yaml.Node) {
	for key, value := range Pairs(items) {
		if ref := Get(value, "$ref"); ref != nil {
			s.inlinePath(used, key, value, ref)
			items.Style &^= yaml.FlowStyle
		}
	}
}

// inlinePath overwrites the value in place; the comments at the key stay there.
func (s *source) inlinePath(used map[*file]int, key, value, ref *yaml.Node) {
	f := s.files[path.Clean(ref.Value)]
	switch {
	case len(value.Content) > 2:
		s.refuse(s.root, key.Line, "%s: a reference to a path item stands alone", key.Value)
	case f == nil || f.kind != "" || f == s.root:
		items := s.names(func(f *file) bool { return isItem(f.name) })
		s.refuse(s.root, ref.Line, "$ref %s: no such path item%s", ref.Value, didYouMean(ref.Value, items))
	case used[f] != 0:
		s.refuse(s.root, ref.Line, "$ref %s: line %d refers to it already", ref.Value, used[f])
	default:
		used[f] = ref.Line
		key.LineComment = joinComments(key.LineComment, value.LineComment, ref.LineComment)
		*value = *f.node
	}
}
