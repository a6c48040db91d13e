package site

import "go.yaml.in/yaml/v3"

// restrain changes a document so that the form of the reference, which sends whatever has an example, sends as much as
// the forms of the pages: optional parameters are shown with their examples and switched off, and a body is the one of
// the samples.
func (v *volume) restrain(n *yaml.Node) {
	if n.Kind == yaml.MappingNode && member(n, "in") != nil && member(n, "schema") != nil {
		switchOff(n)
	}
	if id := member(n, "operationId"); id != nil {
		v.fillForm(n, id.Value)
	}
	for _, c := range n.Content {
		v.restrain(c)
	}
}

// switchOff turns the example of an optional parameter into one that is not sent until somebody switches it on.
func switchOff(parameter *yaml.Node) {
	required, example := member(parameter, "required"), member(parameter, "example")
	if required != nil && required.Value == "true" {
		return
	}
	if example == nil {
		example = member(parameter, "schema.example")
	}
	if example == nil {
		example = &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str"}
	}
	remove(parameter, "example")
	set(parameter, "examples", mapping("default", mapping("value", example, "x-disabled",
		&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: "true"})))
}

// fillForm makes the body of an operation the arguments of its samples.
func (v *volume) fillForm(operation *yaml.Node, name string) {
	op := v.Operation(name)
	form := member(member(operation, "requestBody.content"), "application/x-www-form-urlencoded")
	if op == nil || form == nil || op.Arguments == "" {
		return
	}
	if example, err := tree([]byte(op.Arguments)); err == nil && example != nil {
		set(form, "example", example)
	}
}

func remove(n *yaml.Node, name string) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			n.Content = append(n.Content[:i:i], n.Content[i+2:]...)
			return
		}
	}
}

func set(n *yaml.Node, name string, value *yaml.Node) {
	remove(n, name)
	n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: name}, value)
}

// mapping returns a mapping of names and values.
func mapping(pairs ...any) *yaml.Node {
	out := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	for i := 0; i+1 < len(pairs); i += 2 {
		set(out, pairs[i].(string), pairs[i+1].(*yaml.Node))
	}
	return out
}
