package prepare

import (
	"maps"

	"go.yaml.in/yaml/v3"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/document"
)

// Messages prepares the part of a document about the messages that the API sends: its x-webhooks, and of its
// components the schemas of their contents. Nothing is left where a document has no messages.
func Messages(source []byte) ([]byte, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(source, &root); err != nil {
		return nil, err
	}
	messages := bundle.Get(root.Content[0], document.XWebhooks)
	if messages == nil {
		return nil, nil
	}
	out := &yaml.Node{Kind: yaml.MappingNode}
	for _, key := range []string{"openapi", "info", document.XWebhooks} {
		if value := bundle.Get(root.Content[0], key); value != nil {
			set(out, key, value)
		}
	}
	set(out, "paths", &yaml.Node{Kind: yaml.MappingNode})
	components, kept := &yaml.Node{Kind: yaml.MappingNode}, &yaml.Node{Kind: yaml.MappingNode}
	set(out, "components", components)
	set(components, "schemas", kept)
	reached := contentSchemas(&root)
	for name, schema := range bundle.Pairs(schemasOf(&root)) {
		if reached[name.Value] {
			kept.Content = append(kept.Content, name, schema)
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
	messages := bundle.Get(root.Content[0], document.XWebhooks)
	if messages == nil {
		return
	}
	called := reachedFrom(root, bundle.Get(root.Content[0], "paths"))
	maps.Copy(called, reachedFrom(root, bundle.Get(bundle.Get(root.Content[0], "components"), "responses")))
	schemas, sent := schemasOf(root), reachedFrom(root, messages)
	var kept []*yaml.Node
	for name, schema := range bundle.Pairs(schemas) {
		if called[name.Value] || !sent[name.Value] {
			kept = append(kept, name, schema)
		}
	}
	schemas.Content = kept
}

func schemasOf(root *yaml.Node) *yaml.Node {
	return bundle.Get(bundle.Get(root.Content[0], "components"), "schemas")
}

// contentSchemas returns the names of the schemas that the contents of messages consist of: the form of a message is
// all of a shared one and a part of its own, which chooses the contents.
func contentSchemas(root *yaml.Node) map[string]bool {
	reached := map[string]bool{}
	var own func(n *yaml.Node)
	own = func(n *yaml.Node) {
		for _, part := range contents(bundle.Get(n, document.KeyAllOf)) {
			if bundle.Get(part, document.KeyRef) == nil {
				follow(root, part, reached)
			}
		}
		for _, c := range contents(n) {
			own(c)
		}
	}
	own(bundle.Get(root.Content[0], document.XWebhooks))
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
	if ref := bundle.Get(n, document.KeyRef); ref != nil {
		section, name := document.Ref(ref.Value).Split()
		if section == "schemas" && reached[name] {
			return
		}
		if section == "schemas" {
			reached[name] = true
		}
		follow(root, bundle.Get(bundle.Get(bundle.Get(root.Content[0], "components"), section), name), reached)
	}
	for _, c := range contents(n) {
		follow(root, c, reached)
	}
}
