package usermodule

import (
	"bytes"
	"flag"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden file of the exported Go API")

// public are the packages that users import. Those in generated/ are the documents' image: `ali1688 diff` watches them.
var public = []string{
	".", "apiclient", "conformance", "conformance/bodies", "conformance/report", "diskcache", "docs", "evidence",
	"fleet", "links", "loose", "mock", "mock/orders", "mock/websocket", "mock/world", "openapi", "openapi/dist",
	"openapi/legacy", "openplatform", "phpwire", "push", "push/missed", "push/redisstore", "push/socket", "record",
	"redisstore", "refusal", "transport",
}

const golden = "testdata/api.txt"

// TestAPI compares what the packages export with the golden file, so that nobody changes it by accident.
func TestAPI(t *testing.T) {
	var lines []string
	for _, dir := range public {
		for _, line := range exported(t, filepath.Join("../../..", dir)) {
			lines = append(lines, strings.TrimPrefix(dir+": ", ".: ")+line)
		}
	}
	got := strings.Join(lines, "\n") + "\n"
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o750))
		require.NoError(t, os.WriteFile(golden, []byte(got), 0o600))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	if got == string(want) {
		return
	}
	added, removed := differences(strings.Split(got, "\n"), strings.Split(string(want), "\n"))
	assert.Fail(t, "the exported Go API changed",
		"added:\n%s\nremoved:\n%s\nIf it is meant, write the golden file and say so in the changelog: go test "+
			"./internal/test/usermodule -run TestAPI -update",
		strings.Join(added, "\n"), strings.Join(removed, "\n"))
}

func differences(got, want []string) (added, removed []string) {
	for _, line := range got {
		if !slices.Contains(want, line) {
			added = append(added, line)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			removed = append(removed, line)
		}
	}
	return added, removed
}

// exported lists what a package exports, one declaration a line, sorted. A folder without Go has nothing.
func exported(t *testing.T, dir string) []string {
	t.Helper()
	files := token.NewFileSet()
	var parsed []*ast.File
	sources, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	for _, source := range sources {
		if strings.HasSuffix(source, "_test.go") || filepath.Base(source) == "tools.go" {
			continue
		}
		file, err := parser.ParseFile(files, source, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		parsed = append(parsed, file)
	}
	if len(parsed) == 0 {
		return nil
	}
	pkg, err := doc.NewFromFiles(files, parsed, "example.org/"+dir)
	require.NoError(t, err)
	var out []string
	add := func(n ast.Node) { out = append(out, oneLine(t, files, n)) }
	each := func(values []*doc.Value, funcs ...[]*doc.Func) {
		for _, v := range values {
			addValues(v.Decl, add)
		}
		for _, f := range slices.Concat(funcs...) {
			f.Decl.Body, f.Decl.Doc = nil, nil
			add(f.Decl)
		}
	}
	each(slices.Concat(pkg.Consts, pkg.Vars), pkg.Funcs)
	for _, typ := range pkg.Types {
		for _, spec := range typ.Decl.Specs {
			add(withoutComments(spec.(*ast.TypeSpec)))
			out = append(out, aliased(t, dir, parsed, spec.(*ast.TypeSpec))...)
		}
		each(slices.Concat(typ.Consts, typ.Vars), typ.Funcs, typ.Methods)
	}
	slices.Sort(out)
	return out
}

// aliased lists the type in an internal package that a type is another name of, with its methods: users see them.
func aliased(t *testing.T, dir string, files []*ast.File, spec *ast.TypeSpec) []string {
	t.Helper()
	selector, ok := spec.Type.(*ast.SelectorExpr)
	if !ok || !spec.Assign.IsValid() {
		return nil
	}
	name := "." + selector.X.(*ast.Ident).Name + "." + selector.Sel.Name
	var out []string
	for _, line := range exported(t, internalFolder(dir, files, selector.X.(*ast.Ident).Name)) {
		isType := strings.HasPrefix(line, "type "+selector.Sel.Name+" ")
		if isType || strings.HasPrefix(line, "func (") &&
			strings.HasPrefix(strings.TrimLeft(strings.SplitN(line, " ", 3)[2], "*"), selector.Sel.Name+")") {
			out = append(out, "alias "+name[1:]+": "+line)
		}
	}
	return out
}

// internalFolder is the folder of an internal package that one of the files imports, or one without Go.
func internalFolder(dir string, files []*ast.File, name string) string {
	for _, file := range files {
		for _, i := range file.Imports {
			path, _ := strconv.Unquote(i.Path.Value)
			_, inside, ok := strings.Cut(path, "ali1688/ali1688/")
			if ok && strings.Contains(inside, "internal/") && filepath.Base(inside) == name {
				return filepath.Join("../../..", inside)
			}
		}
	}
	return filepath.Join(dir, "testdata")
}

func addValues(decl *ast.GenDecl, add func(ast.Node)) {
	for _, spec := range decl.Specs {
		v := spec.(*ast.ValueSpec)
		for _, name := range v.Names {
			if name.IsExported() {
				add(&ast.GenDecl{Tok: decl.Tok, Specs: []ast.Spec{&ast.ValueSpec{Names: []*ast.Ident{name}, Type: v.Type}}})
			}
		}
	}
}

func withoutComments(spec *ast.TypeSpec) ast.Node {
	ast.Inspect(spec, func(n ast.Node) bool {
		if f, ok := n.(*ast.Field); ok {
			f.Doc, f.Comment = nil, nil
		}
		return true
	})
	spec.Doc, spec.Comment = nil, nil
	return &ast.GenDecl{Tok: token.TYPE, Specs: []ast.Spec{spec}}
}

func oneLine(t *testing.T, files *token.FileSet, n ast.Node) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, printer.Fprint(&b, files, n))
	return strings.Join(strings.Fields(b.String()), " ")
}

// TestPublic finds every package that users can import in the list above.
func TestPublic(t *testing.T) {
	err := filepath.WalkDir("../../..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		name := entry.Name()
		if path != "../../.." &&
			(strings.HasPrefix(name, ".") ||
				slices.Contains([]string{"internal", "node_modules", "generated", "testdata", "examples", "cmd", "overlays", "bin",
					"site"}, name)) {
			return filepath.SkipDir
		}
		if len(exported(t, path)) > 0 {
			dir, err := filepath.Rel("../../..", path)
			require.NoError(t, err)
			assert.Contains(t, public, filepath.ToSlash(dir), "list it in public, or move it into internal")
		}
		return nil
	})
	require.NoError(t, err)
}
