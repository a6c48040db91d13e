package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"

	"golang.org/x/tools/go/packages"
)

// A target is a package with its types.
type target struct {
	name, dir string
	positions *token.FileSet
	files     []*ast.File
	sources   map[string][]byte // by path
	info      *types.Info
	pkg       *types.Package
}

// load parses and type-checks the package of a pattern.
func load(pattern string) (*target, error) {
	config := &packages.Config{Fset: token.NewFileSet(), Mode: packages.NeedName | packages.NeedFiles |
		packages.NeedImports | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo}
	found, err := packages.Load(config, pattern)
	switch {
	case err != nil:
		return nil, err
	case len(found) != 1:
		return nil, fmt.Errorf("%d packages are %s", len(found), pattern)
	case len(found[0].Errors) > 0:
		return nil, found[0].Errors[0]
	}
	p := found[0]
	t := &target{name: p.Name, dir: p.Dir, positions: config.Fset, files: p.Syntax, sources: map[string][]byte{},
		info: p.TypesInfo, pkg: p.Types}
	for _, file := range p.GoFiles {
		if t.sources[file], err = os.ReadFile(file); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *target) offset(at token.Pos) int { return t.positions.Position(at).Offset }

func (t *target) text(node ast.Node) string {
	return string(t.sources[t.positions.Position(node.Pos()).Filename][t.offset(node.Pos()):t.offset(node.End())])
}
