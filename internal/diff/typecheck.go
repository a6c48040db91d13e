package diff

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
	"os/exec"
	"path"
	"slices"
	"strconv"
	"strings"
)

// imports knows the packages that generated Go imports. With a Go toolchain, and in a module that has them, it knows
// the real ones; without, it makes them up from the names that are used, and the types of others are compared by name
// only.
type imports struct {
	files    *token.FileSet
	real     types.Importer
	exported map[string]string // import path → file with what the compiler wrote about it
	madeUp   map[string]*types.Package
	note     string
}

// StubNote is what a report says when the Go column was made without a Go toolchain.
const StubNote = "no Go toolchain, or no module with our packages, is at hand: generated declarations were compared as they parse, types of other packages by name only"

// Toolchain is the go command; tests take it away.
var Toolchain = "go"

func newImports(sides ...map[string]map[string][]byte) *imports {
	i := &imports{files: token.NewFileSet(), exported: map[string]string{}, madeUp: map[string]*types.Package{}}
	if i.export(i.used(sides)) != nil {
		return i // Import notes it
	}
	i.real = importer.ForCompiler(i.files, "gc", func(p string) (io.ReadCloser, error) {
		file, ok := i.exported[p]
		if !ok {
			return nil, fmt.Errorf("%s is not known to go list", p)
		}
		return os.Open(file)
	})
	return i
}

// used are the packages whose types stand in declarations. Before it is formatted, generated Go imports others, too,
// that it does not use and that nobody has.
func (i *imports) used(sides []map[string]map[string][]byte) []string {
	own := map[string]bool{}
	for _, side := range sides {
		for p, files := range side {
			own[p] = true
			for name, source := range files {
				if f, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution); err == nil {
					i.declareUsed(f)
				}
			}
		}
	}
	var out []string
	for p, pkg := range i.madeUp {
		if !own[p] && len(pkg.Scope().Names()) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// export asks the toolchain for what the compiler knows of the packages.
func (i *imports) export(paths []string) error {
	if len(paths) == 0 {
		return nil
	}
	args := append([]string{"list", "-export", "-deps", "-f", "{{if .Export}}{{.ImportPath}}\t{{.Export}}{{end}}"}, paths...)
	out, err := exec.Command(Toolchain, args...).Output()
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(out)) {
		if p, file, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			i.exported[p] = file
		}
	}
	return nil
}

// check reads the declarations of all packages of a side.
func (i *imports) check(side map[string]map[string][]byte) (map[string]*types.Package, error) {
	done := map[string]*types.Package{}
	// The generated packages import none of ours, and the client imports them.
	order := slices.SortedFunc(maps.Keys(side), func(a, b string) int { return len(b) - len(a) })
	for _, p := range order {
		pkg, err := i.checkOne(p, side[p], done)
		if err != nil {
			return nil, err
		}
		done[p] = pkg
	}
	return done, nil
}

func (i *imports) checkOne(importPath string, sources map[string][]byte, done map[string]*types.Package) (*types.Package, error) {
	var files []*ast.File
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		f, err := parser.ParseFile(i.files, name, sources[name], parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	config := types.Config{
		IgnoreFuncBodies: true,
		Importer:         chained{done, i},
		Error:            func(error) {}, // an unused import, or a type that our present packages lack, hides no other change
	}
	pkg, err := config.Check(importPath, i.files, files, nil)
	if pkg == nil {
		return nil, errors.Join(errors.New("the declarations cannot be read"), err)
	}
	return pkg, nil
}

// chained imports the packages of the side first.
type chained struct {
	done map[string]*types.Package
	rest *imports
}

// Import finds a package.
func (c chained) Import(importPath string) (*types.Package, error) {
	if pkg := c.done[importPath]; pkg != nil {
		return pkg, nil
	}
	if c.rest.real != nil {
		if pkg, err := c.rest.real.Import(importPath); err == nil {
			return pkg, nil
		}
	}
	pkg := c.rest.stub(importPath)
	if len(pkg.Scope().Names()) > 0 {
		c.rest.note = StubNote
	}
	return pkg, nil
}

// stub is a package that has only what declareUsed puts there.
func (i *imports) stub(importPath string) *types.Package {
	pkg, ok := i.madeUp[importPath]
	if !ok {
		name := path.Base(importPath)
		if strings.HasPrefix(name, "v") && strings.Trim(name[1:], "0123456789") == "" {
			name = path.Base(path.Dir(importPath))
		}
		pkg = types.NewPackage(importPath, name)
		pkg.MarkComplete()
		i.madeUp[importPath] = pkg
	}
	return pkg
}

// declareUsed declares, in packages that are made up, the types that a file uses.
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
		params = append(params, types.NewTypeParam(types.NewTypeName(token.NoPos, pkg, "T", nil), types.Universe.Lookup("any").Type()))
	}
	t.SetTypeParams(params)
	pkg.Scope().Insert(t.Obj())
}
