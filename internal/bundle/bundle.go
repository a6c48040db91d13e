// Package bundle merges a folder of hand-written OpenAPI files into one document.
//
// # The folder
//
//	openapi.yaml           the root; each path is `{ $ref: paths/<name>.yaml }`
//	paths/*.yaml           one path item a file
//	webhooks/*.yaml        likewise for the members of x-webhooks
//	schemas/*.yaml         every top-level key is a component schema
//	parameters.yaml        every top-level key is a component parameter
//	<kind>.yaml, <kind>/   likewise for every other kind of component
//
// References between the files are relative (`../schemas/item.yaml#/Item`), those
// inside one component file short (`#/ItemSku`). A path item is put in the place of
// its reference; every other reference becomes `#/components/<kind>/<Name>`.
// The payloads of examples, defaults, enums and x- extensions but x-webhooks are never looked into.
//
// # What is kept, what is refused
//
// Keys keep their order, scalars their style, comments their place. All components of
// the folder are in the document, whether referred to or not: first those of the root,
// then those of the files, sorted by file name, each file in its own order.
//
// Whatever would lose or change something silently is refused, with file and line:
// a name or key that stands twice, a reference to nothing, a file that no path refers
// to or that lies in no known place, anchors and aliases, keys without a value, and
// numbers that YAML and JSON write differently (`0000` unquoted). One run reports all faults inside the
// files, and if there are none, all faults between them.
//
// # Why not a bundler of others
//
// kin-openapi's InternalizeRefs merges two schemas of one name, sorts every key and
// drops the comments; libopenapi's drops them too and renames the second schema
// (`Item__b`). Neither says on which line of which file a property stands.
package bundle

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"go.yaml.in/yaml/v3"
)

// Document is one bundled OpenAPI document. It is read-only and may be written in
// each of its forms any number of times, always with the same bytes.
type Document struct {
	base  string
	root  *yaml.Node
	files map[*yaml.Node]*file
}

// Dir bundles the folder dir. The positions of the document begin with dir as it is
// given, so a path relative to the root of the repository is the one to give.
func Dir(dir string) (*Document, error) {
	return FS(os.DirFS(dir), filepath.ToSlash(filepath.Clean(dir)))
}

// FS bundles the files of fsys. Errors and positions name them below base, the
// folder in which a reader will look for them.
func FS(fsys fs.FS, base string) (*Document, error) {
	s, err := load(fsys, base)
	if err != nil {
		return nil, err
	}
	s.indexComponents()
	s.rewriteRefs()
	s.inlinePaths()
	if err := s.err(); err != nil {
		return nil, err
	}
	s.mergeComponents()
	return &Document{base: base, root: s.root.node, files: s.origin}, nil
}

// YAML writes the document with its comments, below a line that says where to edit.
func (d *Document) YAML() ([]byte, error) {
	var out bytes.Buffer
	fmt.Fprintf(&out, "# Built from %s by `make generate`. DO NOT EDIT: edit the files there.\n\n", d.base)
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := errors.Join(enc.Encode(d.root), enc.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", d.base, err)
	}
	return out.Bytes(), nil
}

// JSON writes the document in the order of the YAML, indented by one space. Strings
// stay strings and numbers keep their digits.
func (d *Document) JSON() ([]byte, error) { return indented(d.root) }
