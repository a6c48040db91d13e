package prepare

import (
	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/document"
)

// openEnums lists the known values of every open enumeration as its values, so that oapi-codegen gives it a type and
// constants of its own. A number that refers to one may come as a text, or not at all: its field is a loose.Enum.
func openEnums(root *yaml.Node) {
	numbers := map[string]bool{}
	for name, schema := range bundle.Pairs(schemasOf(root)) {
		if known := bundle.Get(schema, document.XKnownValues); known != nil {
			set(schema, "enum", keys(known))
			kind := bundle.Get(schema, "type")
			numbers[name.Value] = kind != nil && kind.Value == "integer"
		}
	}
	looseNumbers(root, numbers)
}

// keys returns the list of the keys of a mapping. A number in quotes becomes a number where the type of the schema
// asks.
func keys(mapping *yaml.Node) *yaml.Node {
	list := &yaml.Node{Kind: yaml.SequenceNode}
	for i := 0; i < len(mapping.Content); i += 2 {
		key := *mapping.Content[i]
		list.Content = append(list.Content, &key)
	}
	return list
}

// looseNumbers gives every member that refers to an open enumeration of numbers its Go type.
func looseNumbers(n *yaml.Node, numbers map[string]bool) {
	for _, c := range n.Content {
		looseNumbers(c, numbers)
	}
	if name := wrapped(n); numbers[name] {
		setType(n, "loose.Enum["+name+"]", loosePath)
	}
}

// wrapped returns the name of the component that a schema refers to through an allOf of one, or "".
func wrapped(schema *yaml.Node) string {
	if parts := contents(bundle.Get(schema, document.KeyAllOf)); len(parts) == 1 {
		if ref := bundle.Get(parts[0], document.KeyRef); ref != nil {
			return document.Ref(ref.Value).Name()
		}
	}
	return ""
}
