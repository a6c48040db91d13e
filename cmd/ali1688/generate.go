//go:build !lean

package main

import (
	"errors"
	"flag"
	"fmt"

	"github.com/go-ali1688/ali1688/internal/edition"
)

var generateCommand = command{
	name: "generate", args: "--with DIR --out DIR",
	summary: "generate a client, a mock and a checker with your own operations and members",
	help: `DIR of --with holds what you add: paths/<api_name>.yaml for an operation that we do not
have, written as ours are (openapi/RULES.md) and free to refer to our schemas; files in
schemas/; overlay.yaml, an OpenAPI Overlay, for members that our responses lack; go.yaml,
another, for Go types and names. Ours stays as it is.

Run it inside your Go module. DIR of --out becomes a package of it, with the client of
package ali1688, its types in gateway/, the document in openapi/, the mock in mock/,
the checker in conformance/, and what you added, to read, in REFERENCE.md.

  ali1688 generate --with private --out own
  ali1688 mock --document own/openapi/openapi.json
  ali1688 check --document own/openapi/openapi.json responses/

examples/private of our repository is such a folder. Your module has to require ours; as a
tool it brings the command that fits with it:

  go get -tool github.com/go-ali1688/ali1688/cmd/ali1688
  go tool ali1688 generate --with private --out own && go mod tidy`,
	setup: func(flags *flag.FlagSet) func(*env) error {
		var g generator
		flags.StringVar(&g.with, "with", "", "the `DIR` with your path files and overlays")
		flags.StringVar(&g.out, "out", "", "the `DIR` to write to")
		return g.run
	},
}

type generator struct{ with, out string }

func (g *generator) run(e *env) error {
	if g.with == "" || g.out == "" || len(e.args) > 0 {
		return errors.New("generate needs --with and --out, two folders, and nothing else")
	}
	module, err := edition.OurModule()
	if err != nil {
		return err
	}
	importPath, err := edition.ImportPath(g.out)
	if err != nil {
		return err
	}
	result, err := (&edition.Edition{Module: module, With: g.with, Import: importPath}).Make()
	if err != nil {
		return err
	}
	for _, note := range result.Notes {
		fmt.Fprintln(e.err, "note:", note)
	}
	if err := result.Write(g.out); err != nil {
		return err
	}
	fmt.Fprintf(e.out, "wrote %d files to %s, package %s\n", len(result.Files), g.out, importPath)
	return nil
}
