// Package codegen generates the Go types of a document the way its row says, for `make generate` and for the change
// report.
package codegen

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"

	"github.com/go-ali1688/ali1688/internal/bindings"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/gen"
)

const module = "github.com/go-ali1688/ali1688"

// Source is a bundled document and the files that its Go is made with.
type Source struct {
	Row        *documents.Row
	Tree       fs.FS // has the row's configuration and overlay, and the templates
	YAML, JSON []byte
	Strict     bool // refuse an overlay with an action without a target
}

// Generate returns a part of the Go of the document, with the comments that oapi-codegen leaves out.
func (s *Source) Generate(part bindings.Part) ([]byte, error) {
	source, err := s.Raw(part, false)
	if err != nil {
		return nil, err
	}
	if s.Row.Client != documents.GatewayClient { // the gateway's names are in use
		source = gen.Initialised(source)
	}
	if source, err = gen.Explained(source, s.JSON); err != nil {
		return nil, err
	}
	return gen.Commented(packageComment.ReplaceAll(source, []byte("// "+s.about(part))))
}

// packageComment is the package comment that oapi-codegen writes.
var packageComment = regexp.MustCompile(`(?m)^// Package \w+ provides primitives .*$`)

func (s *Source) about(part bindings.Part) string {
	contents := "the types"
	switch {
	case part == bindings.Server:
		return "Package " + s.Row.Package + "server has the server stubs of " + s.Row.Title + ", made from its document."
	case s.Row.Client == documents.GatewayClient:
		contents = "the types and the client"
	case s.Row.Client == documents.PlatformClient:
		return "Package " + s.Row.Package + " has the types of " + s.Row.Title + ", made from its document, and tables of its operations."
	}
	return "Package " + s.Row.Package + " has " + contents + " of " + s.Row.Title + ", made from its document."
}

// Raw returns a part of the Go of the document as oapi-codegen makes it, for readers of its types.
func (s *Source) Raw(part bindings.Part, unformatted bool) ([]byte, error) {
	options := bindings.Options{
		Part: part, Package: s.Row.Package, Import: path.Join(module, "generated", s.Row.Name),
		Templates: s.Tree, Strict: s.Strict, Unformatted: unformatted,
	}
	var err error
	if options.Config, err = fs.ReadFile(s.Tree, s.Row.Config); err != nil {
		return nil, err
	}
	if s.Row.Overlay != "" {
		overlay, err := fs.ReadFile(s.Tree, s.Row.Overlay)
		if err != nil {
			return nil, err
		}
		options.Overlays = [][]byte{overlay}
	}
	prepared, err := prepare(s.Row.Client, s.YAML)
	if err != nil {
		return nil, fmt.Errorf("prepare the document: %w", err)
	}
	return bindings.Generate(prepared, options)
}

// prepare changes a document so that oapi-codegen makes the types that the client needs.
func prepare(client documents.Client, yaml []byte) ([]byte, error) {
	if client == documents.GatewayClient {
		return gen.Ordered(yaml)
	}
	return gen.OrderedModels(yaml)
}
