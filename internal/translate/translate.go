// Package translate validates that the texts of a language are in step with the English of a document, and lays them
// over it.
//
// The texts are actions of an OpenAPI Overlay. Each action has, as x-source-hash, a hash of its English text, so that a
// translation is found whose English has changed since:
//
//   - target: $.paths['/item_get/'].get
//     x-source-hash: 3f1c09ab77d2
//     update: {summary: …, description: …}
//
// The documents have one language. The files of an overlay mirror those of the document: the Chinese of
// openapi/gateway/paths/item_get.yaml is in openapi/overlays/zh-CN/gateway/paths/item_get.yaml.
package translate

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"

	"github.com/speakeasy-api/openapi/overlay"
	"gopkg.in/yaml.v3"
)

// HashKey is the member of an action that holds the hash of its English.
const HashKey = "x-source-hash"

// Overlay is the overlay of one language beside the document that it translates.
type Overlay struct {
	overlay *overlay.Overlay // with the actions of all files
	root    *yaml.Node       // the document
	places  []place          // of the targets, one an action
	files   []File
}

// place is where an action begins.
type place struct{ file, line int }

// Read reads the overlay in a folder of a tree and the bundled document that it is for.
func Read(tree fs.FS, folder string, document []byte) (*Overlay, error) {
	files, err := Files(tree, folder)
	if err != nil {
		return nil, err
	}
	return Parse(files, document)
}

// Parse reads the files of an overlay and the bundled document it is for. The first file has the head of the overlay;
// the others have actions only.
func Parse(files []File, document []byte) (*Overlay, error) {
	o := &Overlay{files: files, overlay: new(overlay.Overlay), root: new(yaml.Node)}
	if err := yaml.Unmarshal(document, o.root); err != nil {
		return nil, fmt.Errorf("the document is not YAML: %w", err)
	}
	for i := range files {
		if err := o.add(i); err != nil {
			return nil, fmt.Errorf("%s: %w", files[i].Path, err)
		}
	}
	return o, nil
}

// add appends the actions of a file.
func (o *Overlay) add(i int) error {
	into, before := o.overlay, o.overlay.Actions
	if i > 0 {
		into = new(overlay.Overlay)
	}
	if err := yaml.Unmarshal(o.files[i].Content, into); err != nil {
		return fmt.Errorf("the overlay is not YAML: %w", err)
	}
	begun := 0
	for n, line := range strings.Split(string(o.files[i].Content), "\n") {
		if strings.HasPrefix(line, "  - target:") {
			o.places, begun = append(o.places, place{i, n + 1}), begun+1
		}
	}
	if begun != len(into.Actions) {
		return fmt.Errorf("each action of the overlay must begin with a line `  - target: …`: %d do, of %d",
			begun, len(into.Actions))
	}
	o.overlay.Actions = append(before, into.Actions...)
	return nil
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

// hash returns the hash of the English texts that an action replaces.
func hash(target *yaml.Node, action overlay.Action) string {
	h := sha256.New()
	for _, key := range keys(&action.Update) {
		fmt.Fprintf(h, "%s\x00%s\x00", key, value(target, key))
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

func keys(mapping *yaml.Node) []string {
	var out []string
	for key := range members(mapping) {
		out = append(out, key)
	}
	slices.Sort(out)
	return out
}

// members ranges over the members of a mapping, and over nothing of another node or of nil.
func members(n *yaml.Node) iter.Seq2[string, *yaml.Node] {
	return func(yield func(string, *yaml.Node) bool) {
		for i := 0; n != nil && n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i].Value, n.Content[i+1]) {
				return
			}
		}
	}
}

// member returns the value of a key of a mapping, or nil.
func member(mapping *yaml.Node, key string) *yaml.Node {
	for name, value := range members(mapping) {
		if name == key {
			return value
		}
	}
	return nil
}
