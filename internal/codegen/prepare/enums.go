package prepare

import (
	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/internal/document"
)

// openEnums lists the known values of every open enumeration as its values, so that oapi-codegen gives it a type and
// constants of its own. A number that refers to one may come as a text, or not at all: its field is a loose.Enum.
func openEnums(root *yaml.Node) {
	schemas := child(child(root.Content[0], "components"), "schemas")
	numbers := map[string]bool{}
	for i := 0; i+1 < len(contents(schemas)); i += 2 {
		name, schema := schemas.Content[i].Value, schemas.Content[i+1]
		if known := child(schema, document.XKnownValues); known != nil {
			set(schema, "enum", keys(known))
			kind := child(schema, "type")
			numbers[name] = kind != nil && kind.Value == "integer"
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
	if parts := contents(child(n, document.KeyAllOf)); len(parts) == 1 && child(parts[0], document.KeyRef) != nil {
		if name := document.Ref(child(parts[0], document.KeyRef).Value).Name(); numbers[name] {
			setType(n, "loose.Enum["+name+"]", loosePath)
		}
	}
}
