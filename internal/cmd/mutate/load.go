package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
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

// listed is what go list states about a package.
type listed struct {
	ImportPath, Name, Dir, Export string
	GoFiles                       []string
	DepOnly                       bool
}

// load parses and type-checks the package of a pattern.
func load(pattern string) (*target, error) {
	packages, err := list(pattern)
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	var own *listed
	for i, p := range packages {
		exports[p.ImportPath] = p.Export
		if !p.DepOnly {
			own = &packages[i]
		}
	}
	if own == nil {
		return nil, fmt.Errorf("no package %s", pattern)
	}
	t := &target{name: own.Name, dir: own.Dir, positions: token.NewFileSet(), sources: map[string][]byte{},
		info: &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}}
	if err := t.parse(own.GoFiles); err != nil {
		return nil, err
	}
	config := types.Config{Importer: importer.ForCompiler(t.positions, "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(exports[path])
	})}
	t.pkg, err = config.Check(own.ImportPath, t.positions, t.files, t.info)
	return t, err
}

func list(pattern string) ([]listed, error) {
	out, err := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Name,Dir,Export,GoFiles,DepOnly",
		pattern).Output()
	if err != nil {
		return nil, fmt.Errorf("go list %s: %w", pattern, err)
	}
	var packages []listed
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		err := decoder.Decode(&p)
		switch {
		case errors.Is(err, io.EOF):
			return packages, nil
		case err != nil:
			return nil, err
		}
		packages = append(packages, p)
	}
}

func (t *target) parse(names []string) error {
	for _, name := range names {
		path := filepath.Join(t.dir, name)
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(t.positions, path, source, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		t.files = append(t.files, file)
		t.sources[path] = source
	}
	return nil
}

func (t *target) offset(at token.Pos) int { return t.positions.Position(at).Offset }

func (t *target) text(node ast.Node) string {
	return string(t.sources[t.positions.Position(node.Pos()).Filename][t.offset(node.Pos()):t.offset(node.End())])
}
