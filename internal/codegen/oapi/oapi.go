// Package oapi runs oapi-codegen on a bundled document.
package oapi

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/oapi-codegen/oapi-codegen/v2/pkg/codegen"
	"github.com/speakeasy-api/openapi/overlay"
	"gopkg.in/yaml.v3"

	"github.com/go-ali1688/ali1688/internal/codegen/naming"
)

// Part is what is generated from a document. The configuration describes both parts, so that they cannot differ in
// names.
type Part int

const (
	// Types are the types that users hold, and the client where the configuration asks for one.
	Types Part = iota
	// Server is the server stubs, in a package of their own: who only calls does not compile them.
	Server
)

// Options say how the Go is to look.
type Options struct {
	// Part is what is generated.
	Part Part
	// Package replaces the package name of Config, unless it is empty.
	Package string
	// About is the package comment, a sentence that begins with "Package".
	About string
	// Import is the path of the package with the types, which the package with the server stubs imports.
	Import string
	// Config is the text of a configuration of oapi-codegen; its overlay is not read.
	Config []byte
	// Templates has the files that Config names as user templates.
	Templates fs.FS
	// Overlays are applied to the document in this order.
	Overlays [][]byte
	// Strict refuses an overlay with an action that is about nothing, as oapi-codegen does.
	Strict bool
	// Unformatted leaves the Go as it falls out, for readers that do not mind unused imports.
	Unformatted bool
}

// generating lets one document through at a time: oapi-codegen keeps its state in variables of its package.
var generating sync.Mutex

// Generate returns the Go of a document, one file.
func Generate(document []byte, o Options) ([]byte, error) {
	config, err := o.config()
	if err != nil {
		return nil, err
	}
	for _, source := range o.Overlays {
		if document, err = Apply(source, document, o.Strict); err != nil {
			return nil, err
		}
	}
	loader := openapi3.NewLoader()
	loader.IncludeOrigin = true // operations come in the order of the document
	spec, err := loader.LoadFromData(document)
	if err != nil {
		return nil, fmt.Errorf("the document: %w", err)
	}
	generating.Lock()
	defer generating.Unlock()
	maps.Copy(codegen.TemplateFunctions, o.functions())
	code, err := codegen.Generate(spec, config)
	return []byte(code), err
}

func (o Options) config() (codegen.Configuration, error) {
	var c codegen.Configuration
	if err := yaml.Unmarshal(o.Config, &c); err != nil {
		return c, fmt.Errorf("the configuration of oapi-codegen: %w", err)
	}
	for name, file := range c.OutputOptions.UserTemplates {
		source, err := fs.ReadFile(o.Templates, file)
		if err != nil {
			return c, err
		}
		c.OutputOptions.UserTemplates[name] = string(source)
	}
	c.OutputOptions.SkipFmt = o.Unformatted
	c.OutputOptions.AdditionalInitialisms = naming.Initialisms
	c.PackageName = cmp.Or(o.Package, c.PackageName)
	o.choose(&c)
	c = c.UpdateDefaults()
	return c, c.Validate()
}

// choose leaves one part in the configuration.
func (o Options) choose(c *codegen.Configuration) {
	if o.Part == Types {
		c.Generate.StdHTTPServer, c.Generate.Strict = false, false
		return
	}
	c.PackageName += "server"
	c.Generate.Models, c.Generate.Client = false, false
	c.AdditionalImports = []codegen.AdditionalImport{{Alias: ".", Package: o.Import}}
}

// Apply returns the document with an overlay on it. A strict overlay must be about something with every action.
func Apply(source, document []byte, strict bool) ([]byte, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(document, &root); err != nil {
		return nil, fmt.Errorf("the document is not YAML: %w", err)
	}
	over := new(overlay.Overlay)
	if err := yaml.NewDecoder(bytes.NewReader(source)).Decode(over); err != nil {
		return nil, fmt.Errorf("the overlay is not YAML: %w", err)
	}
	if err := over.Validate(); err != nil {
		return nil, fmt.Errorf("the overlay: %w", err)
	}
	if strict {
		if _, err := over.ApplyToStrict(&root); err != nil {
			what := strings.TrimPrefix(err.Error(), "error applying overlay (strict): ")
			return nil, fmt.Errorf("an action of the overlay cannot be applied: %s", what)
		}
	} else if err := over.ApplyTo(&root); err != nil {
		return nil, err
	}
	return yaml.Marshal(&root)
}
