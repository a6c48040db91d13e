package change

import (
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
)

// imports resolves the packages that generated Go imports. With a Go toolchain, and in a module that requires them, it
// returns the real ones. Otherwise it declares the names that are used, and types of other packages are compared by
// name only.
type imports struct {
	files    *token.FileSet
	real     types.Importer
	declared map[string]*types.Package
	missing  string // why there are no real packages
	note     string // what the report states about it, if it mattered
}

// newImports prepares the imports of all sides. The go command runs in the folder, which may be empty for the current
// one.
func newImports(folder string, sides ...map[string]map[string][]byte) *imports {
	i := &imports{files: token.NewFileSet(), declared: map[string]*types.Package{}}
	exported, err := exportData(folder, i.used(sides))
	if err != nil {
		i.missing = err.Error()
		return i
	}
	i.real = importer.ForCompiler(i.files, "gc", func(p string) (io.ReadCloser, error) {
		file, ok := exported[p]
		if !ok {
			return nil, fmt.Errorf("%s is not known to go list", p)
		}
		return os.Open(file)
	})
	return i
}

// used returns the packages whose types stand in declarations. Before it is formatted, generated Go imports others,
// too, that it does not use and that nobody has.
func (i *imports) used(sides []map[string]map[string][]byte) []string {
	known := map[string]bool{}
	for _, side := range sides {
		for p, files := range side {
			known[p] = true
			for name, source := range files {
				if f, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution); err == nil {
					i.declareUsed(f)
				}
			}
		}
	}
	var out []string
	for p, pkg := range i.declared {
		if !known[p] && len(pkg.Scope().Names()) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// check reads the declarations of all packages of a side.
func (i *imports) check(packages map[string]map[string][]byte) (map[string]*types.Package, error) {
	c := &sideImporter{imports: i, sources: packages, done: map[string]*types.Package{}}
	for _, p := range slices.Sorted(maps.Keys(packages)) {
		if _, err := c.Import(p); err != nil {
			return nil, err
		}
	}
	return c.done, nil
}

// sideImporter imports the packages of a side from their sources, and other packages from the toolchain.
type sideImporter struct {
	*imports
	sources map[string]map[string][]byte
	done    map[string]*types.Package
}

// Import returns a package.
func (c *sideImporter) Import(importPath string) (*types.Package, error) {
	if pkg := c.done[importPath]; pkg != nil {
		return pkg, nil
	}
	if sources, ok := c.sources[importPath]; ok {
		c.done[importPath] = c.stub(importPath) // ends a cycle
		pkg, err := c.parse(importPath, sources)
		c.done[importPath] = pkg
		return pkg, err
	}
	if c.real != nil {
		pkg, err := c.real.Import(importPath)
		if err == nil {
			return pkg, nil
		}
		c.missing = err.Error()
	}
	pkg := c.stub(importPath)
	if len(pkg.Scope().Names()) > 0 {
		c.note = c.missing
	}
	return pkg, nil
}

// parse reads the declarations of one package.
func (c *sideImporter) parse(importPath string, sources map[string][]byte) (*types.Package, error) {
	var files []*ast.File
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		f, err := parser.ParseFile(c.files, name, sources[name], parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	config := types.Config{
		IgnoreFuncBodies: true,
		Importer:         c,
		Error:            func(error) {}, // an unused import, or a type that our present packages lack, hides no other change
	}
	pkg, err := config.Check(importPath, c.files, files, nil)
	if pkg == nil {
		return nil, errors.Join(errors.New("the declarations cannot be read"), err)
	}
	return pkg, nil
}

// stub returns a package that has only the names that declareUsed declares.
func (i *imports) stub(importPath string) *types.Package {
	pkg, ok := i.declared[importPath]
	if !ok {
		name := path.Base(importPath)
		if strings.HasPrefix(name, "v") && strings.Trim(name[1:], "0123456789") == "" {
			name = path.Base(path.Dir(importPath))
		}
		pkg = types.NewPackage(importPath, name)
		pkg.MarkComplete()
		i.declared[importPath] = pkg
	}
	return pkg
}

// declareUsed declares the types of other packages that a file uses.
func (i *imports) declareUsed(f *ast.File) {
	byName := map[string]*types.Package{}
	for _, spec := range f.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		pkg := i.stub(p)
		name := pkg.Name()
		if spec.Name != nil {
			name = spec.Name.Name
		}
		byName[name] = pkg
	}
	generic := map[*ast.SelectorExpr]int{}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			return false // bodies are not looked at
		case *ast.IndexExpr:
			if s, ok := n.X.(*ast.SelectorExpr); ok {
				generic[s] = 1
			}
		case *ast.IndexListExpr:
			if s, ok := n.X.(*ast.SelectorExpr); ok {
				generic[s] = len(n.Indices)
			}
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && byName[x.Name] != nil {
				declare(byName[x.Name], n.Sel.Name, generic[n])
			}
		}
		return true
	})
}

// declare declares a type without a shape.
func declare(pkg *types.Package, name string, parameters int) {
	if pkg.Scope().Lookup(name) != nil {
		return
	}
	t := types.NewNamed(types.NewTypeName(token.NoPos, pkg, name, nil), types.NewStruct(nil, nil), nil)
	var params []*types.TypeParam
	for range parameters {
		params = append(params, types.NewTypeParam(types.NewTypeName(token.NoPos, pkg, "T", nil),
			types.Universe.Lookup("any").Type()))
	}
	t.SetTypeParams(params)
	pkg.Scope().Insert(t.Obj())
}
