// Package prepare changes a bundled document so that oapi-codegen makes the types that the clients need.
package prepare

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/internal/document"
)

// Gateway prepares the gateway's document: it adds x-order to every property, so that Go's fields stand in the
// order in which a person wrote them and not in that of the alphabet, the envelope's after every payload's; and it puts
// the examples of parameters where they are printed.
func Gateway(source []byte) ([]byte, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(source, &root); err != nil {
		return nil, err
	}
	units(&root)
	openEnums(&root)
	parameterExamples(&root)
	schemas := child(child(root.Content[0], "components"), "schemas")
	for i := 0; i+1 < len(schemas.Content); i += 2 {
		first := 1
		if schemas.Content[i].Value == "Envelope" {
			first = 1000
		}
		order(schemas.Content[i+1], first)
	}
	return yaml.Marshal(&root)
}

func order(schema *yaml.Node, first int) {
	if properties := child(schema, "properties"); properties != nil {
		for i := 1; i < len(properties.Content); i += 2 {
			p := properties.Content[i]
			p.Content = append(p.Content, scalar("x-order"), scalar(strconv.Itoa(first+i/2)))
			order(p, 1)
		}
	}
	if parts := child(schema, document.KeyAllOf); parts != nil {
		for _, part := range parts.Content {
			order(part, first)
		}
	}
}

// parameterExamples puts the example of every parameter into its description: oapi-codegen prints those of properties
// only.
func parameterExamples(n *yaml.Node) {
	for _, c := range n.Content {
		parameterExamples(c)
	}
	description, example := child(n, "description"), child(n, "example")
	if child(n, "in") == nil || description == nil || example == nil || example.Kind != yaml.ScalarNode {
		return
	}
	description.SetString(strings.TrimSpace(description.Value) + "\n\nExample: " + example.Value)
}

// child returns the value of a key of a mapping, or nil.
func child(n *yaml.Node, key string) *yaml.Node {
	for i := 0; n != nil && n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

func scalar(value string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: value} }
