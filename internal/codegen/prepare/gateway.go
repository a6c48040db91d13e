// Package prepare changes a bundled document so that oapi-codegen makes the types that the clients need.
package prepare

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/internal/bundle"
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
	for name, schema := range bundle.Pairs(schemasOf(&root)) {
		first := 1
		if name.Value == "Envelope" {
			first = 1000
		}
		order(schema, first)
	}
	return yaml.Marshal(&root)
}

func order(schema *yaml.Node, first int) {
	position := first
	for _, property := range bundle.Pairs(bundle.Get(schema, "properties")) {
		set(property, "x-order", scalar(strconv.Itoa(position)))
		order(property, 1)
		position++
	}
	for _, part := range contents(bundle.Get(schema, document.KeyAllOf)) {
		order(part, first)
	}
}

// parameterExamples puts the example of every parameter into its description: oapi-codegen prints those of properties
// only.
func parameterExamples(n *yaml.Node) {
	for _, c := range n.Content {
		parameterExamples(c)
	}
	description, example := bundle.Get(n, "description"), bundle.Get(n, "example")
	if bundle.Get(n, "in") == nil || description == nil || example == nil || example.Kind != yaml.ScalarNode {
		return
	}
	description.SetString(strings.TrimSpace(description.Value) + "\n\nExample: " + example.Value)
}

func scalar(value string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: value} }
