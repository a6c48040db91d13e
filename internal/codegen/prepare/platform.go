package prepare

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/document"
)

// Platform prepares the document of the open platform, of which oapi-codegen makes models only, without those of
// [Messages]. Beside what [Gateway] does, it makes pointers of the optional members of requests, adds to every
// response a field for its body, and writes the long numbers of examples as strings, because oapi-codegen reads
// numbers as floats.
func Platform(source []byte) ([]byte, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(source, &root); err != nil {
		return nil, err
	}
	dropMessages(&root)
	reached := requestSchemas(&root)
	for name, schema := range bundle.Pairs(schemasOf(&root)) {
		if reached[name.Value] {
			markOptional(schema)
		}
		if isBare(name.Value, schema) {
			box(schema)
		}
		if isResponse(name.Value, schema) {
			addClientMembers(schema)
		}
		if bundle.Get(schema, "anyOf") != nil { // unless the overlay knows a type, it stays as it came
			setType(schema, "jsontext.Value", "github.com/go-json-experiment/json/jsontext")
		}
	}
	longNumbers(&root, false)
	marked, err := yaml.Marshal(&root)
	if err != nil {
		return nil, err
	}
	return Gateway(marked)
}

// requestSchemas returns the names of the components that the body of some request is made of.
func requestSchemas(root *yaml.Node) map[string]bool {
	reached := map[string]bool{}
	for _, item := range bundle.Pairs(bundle.Get(root.Content[0], "paths")) {
		for _, operation := range bundle.Pairs(item) {
			follow(root, bundle.Get(operation, "requestBody"), reached)
		}
	}
	return reached
}

func contents(n *yaml.Node) []*yaml.Node {
	if n == nil {
		return nil
	}
	return n.Content
}

// markOptional makes pointers of the members that are not required. Lists and maps say by nil that nobody set them.
func markOptional(schema *yaml.Node) {
	required := map[string]bool{}
	for _, name := range contents(bundle.Get(schema, "required")) {
		required[name.Value] = true
	}
	for name, p := range bundle.Pairs(bundle.Get(schema, "properties")) {
		kind := bundle.Get(p, "type")
		isList := kind != nil && kind.Value == "array" || bundle.Get(p, "additionalProperties") != nil
		if format := bundle.Get(p, "format"); format != nil && format.Value == "binary" {
			set(p, "x-go-type", scalar("[]byte"))
			isList = true
		}
		isUnknown := kind == nil && bundle.Get(p, document.KeyAllOf) == nil && bundle.Get(p, document.KeyRef) == nil
		if !required[name.Value] && !isList && !isUnknown {
			set(p, "x-go-type-skip-optional-pointer", scalar("false"))
		}
	}
}

// isResponse reports whether a component is the object that an operation answers with.
func isResponse(name string, schema *yaml.Node) bool {
	return strings.HasSuffix(name, "Response") && bundle.Get(schema, "properties") != nil
}

// isBare reports whether a component is a value alone that an operation answers with, such as a number.
func isBare(name string, schema *yaml.Node) bool {
	kind := bundle.Get(schema, "type")
	return strings.HasSuffix(name, "Response") && kind != nil && kind.Value != "object"
}

// box puts a bare value into the member value of an object, for the client's members to stand beside it. The templates
// add the methods by which such a type reads and writes the value alone.
func box(schema *yaml.Node) {
	value := *schema
	inside := &yaml.Node{Kind: yaml.MappingNode}
	set(inside, "value", &value)
	*schema = yaml.Node{Kind: yaml.MappingNode, Style: value.Style}
	set(schema, "type", scalar("object"))
	if text := bundle.Get(&value, "description"); text != nil {
		set(schema, "description", text)
	}
	set(schema, "properties", inside)
}

func setType(schema *yaml.Node, goType, importPath string) {
	set(schema, "x-go-type", scalar(goType))
	from := &yaml.Node{Kind: yaml.MappingNode}
	set(from, "path", scalar(importPath))
	set(schema, "x-go-type-import", from)
}

const clientMembers = `
raw:
  description: The whole body as it came. Members that no field names are found here.
  x-go-name: Raw
  x-go-type: jsontext.Value
  x-go-type-import: {path: github.com/go-json-experiment/json/jsontext}
  x-go-json-ignore: true
unread:
  description: The members whose values do not fit their types. They are zero here, and are found in Raw.
  x-go-name: Unread
  x-go-type: loose.Unread
  x-go-type-import: {path: github.com/go-ali1688/ali1688/loose}
  x-go-json-ignore: true
`

// addClientMembers adds the fields of a response that the client fills in.
func addClientMembers(schema *yaml.Node) {
	var added yaml.Node
	if err := yaml.Unmarshal([]byte(clientMembers), &added); err != nil {
		panic(err) // it is a constant
	}
	properties := bundle.Get(schema, "properties")
	properties.Content = append(properties.Content, added.Content[0].Content...)
}

// longNumbers turns numbers that a float does not hold into texts, below every example.
func longNumbers(n *yaml.Node, inExample bool) {
	if inExample && n.Kind == yaml.ScalarNode && n.Tag == "!!int" && len(n.Value) > 15 {
		n.Tag = "!!str"
	}
	for i, c := range n.Content {
		key := n.Kind == yaml.MappingNode && i%2 == 1 && n.Content[i-1].Value == "example"
		longNumbers(c, inExample || key)
	}
}

func set(n *yaml.Node, key string, value *yaml.Node) {
	n.Content = append(n.Content, scalar(key), value)
}
