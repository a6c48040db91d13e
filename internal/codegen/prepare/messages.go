package prepare

import (
	"maps"

	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/internal/document"
)

// Messages prepares the part of a document about the messages that the API sends: its x-webhooks, and of its
// components the schemas of their contents. Nothing is left where a document has no messages.
func Messages(source []byte) ([]byte, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(source, &root); err != nil {
		return nil, err
	}
	messages := child(root.Content[0], document.XWebhooks)
	if messages == nil {
		return nil, nil
	}
	out := &yaml.Node{Kind: yaml.MappingNode}
	for _, key := range []string{"openapi", "info", document.XWebhooks} {
		set(out, key, child(root.Content[0], key))
	}
	set(out, "paths", &yaml.Node{Kind: yaml.MappingNode})
	components, kept := &yaml.Node{Kind: yaml.MappingNode}, &yaml.Node{Kind: yaml.MappingNode}
	set(out, "components", components)
	set(components, "schemas", kept)
	reached := contentSchemas(&root)
	schemas := schemasOf(&root)
	for i := 0; i+1 < len(schemas.Content); i += 2 {
		if reached[schemas.Content[i].Value] {
			kept.Content = append(kept.Content, schemas.Content[i], schemas.Content[i+1])
		}
	}
	longNumbers(out, false)
	marked, err := yaml.Marshal(out)
	if err != nil {
		return nil, err
	}
	return Gateway(marked)
}

// dropMessages removes the schemas that messages alone consist of: they are generated elsewhere.
func dropMessages(root *yaml.Node) {
	messages := child(root.Content[0], document.XWebhooks)
	if messages == nil {
		return
	}
	called := reachedFrom(root, child(root.Content[0], "paths"))
	maps.Copy(called, reachedFrom(root, child(child(root.Content[0], "components"), "responses")))
	schemas := schemasOf(root)
	sent := reachedFrom(root, messages)
	var kept []*yaml.Node
	for i := 0; i+1 < len(schemas.Content); i += 2 {
		if name := schemas.Content[i].Value; called[name] || !sent[name] {
			kept = append(kept, schemas.Content[i], schemas.Content[i+1])
		}
	}
	schemas.Content = kept
}

func schemasOf(root *yaml.Node) *yaml.Node {
	return child(child(root.Content[0], "components"), "schemas")
}

// contentSchemas returns the names of the schemas that the contents of messages consist of: the form of a message is
// all of a shared one and a part of its own, which chooses the contents.
func contentSchemas(root *yaml.Node) map[string]bool {
	reached := map[string]bool{}
	var own func(n *yaml.Node)
	own = func(n *yaml.Node) {
		for _, part := range contents(child(n, document.KeyAllOf)) {
			if child(part, document.KeyRef) == nil {
				follow(root, part, reached)
			}
		}
		for _, c := range contents(n) {
			own(c)
		}
	}
	own(child(root.Content[0], document.XWebhooks))
	return reached
}

// reachedFrom returns the names of the schemas that a part of the document leads to.
func reachedFrom(root, part *yaml.Node) map[string]bool {
	reached := map[string]bool{}
	follow(root, part, reached)
	return reached
}

// follow notes the schemas that a node leads to, through components of any kind.
func follow(root, n *yaml.Node, reached map[string]bool) {
	if ref := child(n, document.KeyRef); ref != nil {
		section, name := document.Ref(ref.Value).Split()
		if section == "schemas" && reached[name] {
			return
		}
		if section == "schemas" {
			reached[name] = true
		}
		follow(root, child(child(child(root.Content[0], "components"), section), name), reached)
	}
	for _, c := range contents(n) {
		follow(root, c, reached)
	}
}
