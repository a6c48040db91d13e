// Package codegen generates the Go types of a document the way its row says, for `make generate` and for the change
// report.
package codegen

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"

	"github.com/go-ali1688/ali1688/internal/codegen/model"
	"github.com/go-ali1688/ali1688/internal/codegen/oapi"
	"github.com/go-ali1688/ali1688/internal/codegen/prepare"
	"github.com/go-ali1688/ali1688/internal/codegen/render"
	"github.com/go-ali1688/ali1688/internal/documents"
)

const module = "github.com/go-ali1688/ali1688"

// Source is a bundled document and the files that its Go is made with.
type Source struct {
	Row        *documents.Row
	Tree       fs.FS // has the row's configuration and overlay, and the templates
	YAML, JSON []byte
	Overlays   [][]byte // are applied after the row's
	Strict     bool     // refuse an overlay with an action without a target

	// Client, Import and Maker replace the name of the client's package, the import path of the types, and the program
	// that generates, for clients that are no part of this module.
	Client, Import, Maker string
}

// Files returns all Go of the document, by its path in the repository.
func (s *Source) Files() (map[string][]byte, error) {
	types, err := s.Generate(oapi.Types, false)
	if err != nil {
		return nil, err
	}
	files, err := s.render(types)
	if err != nil {
		return nil, err
	}
	files[s.Row.Generated()+"/"+s.Row.Package+".gen.go"] = types
	if s.Row.Messages != "" && s.Client == "" {
		if err := s.messages(files); err != nil {
			return nil, fmt.Errorf("messages: %w", err)
		}
	}
	if s.Row.Stubs {
		files[s.Row.Generated()+"server/server.gen.go"], err = s.Generate(oapi.Server, false)
	}
	return files, err
}

// render prints the files of a client.
func (s *Source) render(types []byte) (map[string][]byte, error) {
	switch s.Row.Client {
	case documents.GatewayClient:
		m, err := model.BuildGateway(s.JSON, types)
		if err != nil {
			return nil, err
		}
		m.Package, m.Types = cmp.Or(s.Client, "ali1688"), s.types()
		m.Maker = cmp.Or(s.Maker, "internal/codegen from "+s.Row.Bundle()+".json")
		return render.Gateway(m)
	case documents.PlatformClient:
		m, err := model.BuildPlatform(s.JSON, types)
		if err != nil {
			return nil, err
		}
		return render.Platform(m)
	}
	return map[string][]byte{}, nil
}

// Generate returns a part of the Go of the document.
func (s *Source) Generate(part oapi.Part, unformatted bool) ([]byte, error) {
	options := oapi.Options{
		Part: part, Package: s.Row.Package, About: s.about(part), Import: s.types(),
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
	options.Overlays = append(options.Overlays, s.Overlays...)
	document, err := prepared(s.Row.Client, s.YAML)
	if err != nil {
		return nil, fmt.Errorf("prepare the document: %w", err)
	}
	return oapi.Generate(document, options)
}

// types returns the import path of the types.
func (s *Source) types() string { return cmp.Or(s.Import, path.Join(module, s.Row.Generated())) }

// prepared returns the document as oapi-codegen reads it.
func prepared(client documents.Client, yaml []byte) ([]byte, error) {
	if client == documents.GatewayClient {
		return prepare.Gateway(yaml)
	}
	return prepare.Platform(yaml)
}

// about returns the package comment.
func (s *Source) about(part oapi.Part) string {
	contents := "the types"
	switch {
	case part == oapi.Server:
		return "Package " + s.Row.Package + "server has the server stubs of " + s.Row.Title + ", made from its document."
	case s.Row.Client == documents.GatewayClient:
		contents = "the types and the client"
	case s.Row.Client == documents.PlatformClient:
		return "Package " + s.Row.Package + " has the types of " + s.Row.Title +
			", made from its document, and tables of its operations."
	}
	return "Package " + s.Row.Package + " has " + contents + " of " + s.Row.Title + ", made from its document."
}
