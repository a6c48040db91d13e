// Package translate keeps a language's texts in step with the English of a document.
//
// The texts stand in an OpenAPI Overlay, one action a place. Each action carries, as x-source-hash, a hash of the
// English that it stands for, so that a text whose English has changed since is found:
//
//   - target: $.paths['/item_get/'].get
//     x-source-hash: 3f1c09ab77d2
//     update: {summary: …, description: …}
//
// The documents know one language; everything about others is here and in overlays/.
package translate

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/speakeasy-api/openapi/overlay"
	"gopkg.in/yaml.v3"
)

// HashKey is the member of an action that holds the hash of its English.
const HashKey = "x-source-hash"

// Overlay is the overlay of one language beside the document that it translates.
type Overlay struct {
	overlay *overlay.Overlay
	root    *yaml.Node // the document
	lines   []int      // where the target of each action stands in the overlay's source
	source  []byte
}

// Parse reads an overlay and the bundled document it is for.
func Parse(source, document []byte) (*Overlay, error) {
	o := &Overlay{source: source, overlay: new(overlay.Overlay), root: new(yaml.Node)}
	if err := yaml.Unmarshal(source, o.overlay); err != nil {
		return nil, fmt.Errorf("the overlay is no YAML: %w", err)
	}
	if err := yaml.Unmarshal(document, o.root); err != nil {
		return nil, fmt.Errorf("the document is no YAML: %w", err)
	}
	for i, line := range strings.Split(string(source), "\n") {
		if strings.HasPrefix(line, "  - target:") {
			o.lines = append(o.lines, i+1)
		}
	}
	if len(o.lines) != len(o.overlay.Actions) {
		return nil, fmt.Errorf("each action of the overlay must begin with a line `  - target: …`: %d do, of %d", len(o.lines), len(o.overlay.Actions))
	}
	return o, nil
}

// Apply returns the document in the overlay's language.
func (o *Overlay) Apply() ([]byte, error) {
	if err := o.overlay.ApplyTo(o.root); err != nil {
		return nil, err
	}
	return yaml.Marshal(o.root)
}

// target finds the one place that an action is about.
func (o *Overlay) target(action overlay.Action) (*yaml.Node, error) {
	path, err := o.overlay.NewPath(action.Target, nil)
	if err != nil {
		return nil, fmt.Errorf("%s is no JSONPath: %w", action.Target, err)
	}
	switch found := path.Query(o.root); len(found) {
	case 1:
		return found[0], nil
	case 0:
		return nil, fmt.Errorf("%s is nowhere in the document: remove the action, or mend its target", action.Target)
	default:
		return nil, fmt.Errorf("%s is in %d places; a text has one", action.Target, len(found))
	}
}

// hash is the hash of the English texts that an action replaces.
func hash(target *yaml.Node, action overlay.Action) string {
	h := sha256.New()
	for _, key := range keys(&action.Update) {
		english := ""
		if n := member(target, key); n != nil {
			english = n.Value
		}
		fmt.Fprintf(h, "%s\x00%s\x00", key, strings.TrimSpace(english))
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

func keys(mapping *yaml.Node) []string {
	var out []string
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		out = append(out, mapping.Content[i].Value)
	}
	slices.Sort(out)
	return out
}

// member is the value of a key of a mapping, or nil.
func member(mapping *yaml.Node, key string) *yaml.Node {
	if mapping == nil || mapping.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return mapping.Content[i+1]
		}
	}
	return nil
}
