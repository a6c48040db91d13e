// Command generate makes everything that is made from the hand-written documents: the bundles, the bindings, and
// what the small generator adds. With -check it writes nothing and names what is stale.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"sync"

	"github.com/go-ali1688/ali1688/internal/bindings"
	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/gen"
	"github.com/go-ali1688/ali1688/internal/translate"
)

func main() {
	check := flag.Bool("check", false, "write nothing; exit 1 and name every file that is stale")
	flag.Parse()
	stale, err := run(*check)
	if err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(2)
	}
	for _, path := range stale {
		fmt.Printf("%s is stale: run `make generate` and commit it\n", path)
	}
	if len(stale) > 0 {
		os.Exit(1)
	}
}

// document is one of the two documents, and what is made of it beside its bundle.
type document struct {
	name    string
	about   string // the comment of the package that its bindings are
	server  string // the comment of the package with its server stubs, or "" where there is none
	config  string // of oapi-codegen
	overlay string // what Go needs on top of the document
	prepare func(document []byte) ([]byte, error)
	render  func(bundled, bindings []byte) (map[string][]byte, error)
}

var documents = []document{
	{
		"gateway", "Package gateway has the types and the client of the Onebound (万邦) gateway, made from its document.",
		"Package gatewayserver has the server stubs of the Onebound (万邦) gateway, made from its document.",
		"generated/gateway.config.yaml", "openapi/overlays/go.yaml", gen.Ordered, renderGateway,
	},
	{
		"openplatform", "Package platform has the types of the official 1688 open platform, made from its document, and tables of its operations.",
		"", "generated/openplatform.config.yaml", "openapi/overlays/openplatform.go.yaml", gen.OrderedModels, renderPlatform,
	},
}

// run makes all files, and writes those that changed unless it only checks. It returns the paths that were stale in
// that case.
func run(check bool) ([]string, error) {
	made, errs := make([]map[string][]byte, len(documents)), make([]error, len(documents))
	var all sync.WaitGroup
	for i, d := range documents {
		all.Go(func() { made[i], errs[i] = d.make() })
	}
	all.Wait()
	files := map[string][]byte{}
	for i, d := range documents {
		if errs[i] != nil {
			return nil, fmt.Errorf("openapi/%s: %w", d.name, errs[i])
		}
		maps.Copy(files, made[i])
	}
	personal, err := gen.Personal(files["openapi/dist/gateway.json"], files["openapi/dist/openplatform.json"])
	if err != nil {
		return nil, err
	}
	files["internal/redact/personal.gen.go"] = personal
	return settle(files, check)
}

// make makes everything of one document, by its path.
func (d *document) make() (map[string][]byte, error) {
	out := "openapi/dist/" + d.name
	files, err := bundled("openapi/"+d.name, out)
	if err != nil {
		return nil, err
	}
	for _, e := range translate.Editions {
		if e.Document != "openapi/"+d.name {
			continue
		}
		if err := translated(files, e.Overlay, out+".yaml", out+"."+e.Language+".yaml"); err != nil {
			return nil, fmt.Errorf("%s: %w", e.Overlay, err)
		}
	}
	types, err := d.bindings(bindings.Types, files[out+".yaml"], files[out+".json"])
	if err != nil {
		return nil, err
	}
	rendered, err := d.render(files[out+".json"], types)
	if err != nil {
		return nil, err
	}
	maps.Copy(files, rendered)
	files["generated/"+d.name+"/"+d.name+".gen.go"] = types
	if d.server == "" {
		return files, nil
	}
	files["generated/"+d.name+"server/server.gen.go"], err = d.bindings(bindings.Server, files[out+".yaml"], files[out+".json"])
	return files, err
}

// bindings generates a part of the Go of a document, with comments where oapi-codegen leaves them out.
func (d *document) bindings(part bindings.Part, yaml, json []byte) ([]byte, error) {
	prepared, err := d.prepare(yaml)
	if err != nil {
		return nil, err
	}
	source, err := d.oapiCodegen(part, prepared)
	if err != nil {
		return nil, err
	}
	if d.name == "openplatform" { // the gateway's names are in use
		source = gen.Initialised(source)
	}
	if source, err = gen.Explained(source, json); err != nil {
		return nil, err
	}
	about := d.about
	if part == bindings.Server {
		about = d.server
	}
	return gen.Commented(packageComment.ReplaceAll(source, []byte("// "+about)))
}

// packageComment is what oapi-codegen says of every package.
var packageComment = regexp.MustCompile(`(?m)^// Package \w+ provides primitives .*$`)

func renderGateway(bundled, bindings []byte) (map[string][]byte, error) {
	model, err := gen.Build(bundled, bindings)
	if err != nil {
		return nil, err
	}
	return gen.Render(model)
}

func renderPlatform(bundled, bindings []byte) (map[string][]byte, error) {
	model, err := gen.BuildPlatform(bundled, bindings)
	if err != nil {
		return nil, err
	}
	return gen.RenderPlatform(model)
}

// bundled makes the three forms of the document in dir.
func bundled(dir, out string) (map[string][]byte, error) {
	doc, err := bundle.Dir(dir)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for suffix, make := range map[string]func() ([]byte, error){".yaml": doc.YAML, ".json": doc.JSON, ".positions.json": doc.Positions} {
		if files[out+suffix], err = make(); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// translated makes the document in another language. What is stale or missing is for `make lint` to say.
func translated(files map[string][]byte, overlay, english, out string) error {
	source, err := os.ReadFile(overlay)
	if err != nil {
		return err
	}
	texts, err := translate.Parse(source, files[english])
	if err != nil {
		return err
	}
	files[out], err = texts.Apply()
	return err
}

// oapiCodegen generates a part of the Go of a document with the document's configuration.
func (d *document) oapiCodegen(part bindings.Part, source []byte) ([]byte, error) {
	config, err := os.ReadFile(d.config)
	if err != nil {
		return nil, err
	}
	overlay, err := os.ReadFile(d.overlay)
	if err != nil {
		return nil, err
	}
	return bindings.Generate(source, bindings.Options{
		Part: part, Import: "github.com/go-ali1688/ali1688/generated/" + d.name,
		Config: config, Templates: os.DirFS("."), Overlays: [][]byte{overlay}, Strict: true,
	})
}

// settle writes the files that differ from what is on disk, or only names them.
func settle(files map[string][]byte, check bool) (stale []string, err error) {
	for path, content := range files {
		if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, content) {
			continue
		}
		if check {
			stale = append(stale, path)
		} else if err := os.WriteFile(path, content, 0o644); err != nil {
			return nil, err
		}
	}
	slices.Sort(stale)
	return stale, nil
}
