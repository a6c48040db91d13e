package bundle

import (
	"iter"

	"go.yaml.in/yaml/v3"
)

// Pairs ranges over the keys and values of a mapping; over nothing if n is none.
func Pairs(n *yaml.Node) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(k, v *yaml.Node) bool) {
		if n == nil || n.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i < len(n.Content); i += 2 {
			if !yield(n.Content[i], n.Content[i+1]) {
				return
			}
		}
	}
}

// Get returns the value of a key, nil if the mapping has none.
func Get(n *yaml.Node, key string) *yaml.Node {
	for k, v := range Pairs(n) {
		if k.Value == key {
			return v
		}
	}
	return nil
}

// section returns the mapping at key and appends an empty one if there is none. It
// takes the flow style away, since much is going to be added.
func section(n *yaml.Node, key string) *yaml.Node {
	v := Get(n, key)
	if v == nil {
		v = &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
		n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: key}, v)
	}
	n.Style &^= yaml.FlowStyle
	v.Style &^= yaml.FlowStyle
	return v
}
