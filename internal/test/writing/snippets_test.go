package writing

import (
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// given are the variables that code in the comments of packages may use without declaring them.
var given = []string{"ctx", "client", "receiver"}

// TestSnippets looks in the code of package comments for variables that nothing declares: one was renamed and its uses
// were not.
func TestSnippets(t *testing.T) {
	found, known := 0, append(packages(t), given...)
	for _, file := range tracked(t, ".go") {
		if strings.HasSuffix(file, "_test.go") || strings.Contains(file, "testdata/") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), path.Join(root, file), nil,
			parser.ParseComments|parser.PackageClauseOnly)
		require.NoError(t, err)
		for _, code := range snippets(f.Doc.Text()) {
			found++
			assert.Empty(t, undeclared(code, known), "%s: variables of the snippet that are not declared:\n%s", file, code)
		}
	}
	assert.Greater(t, found, 10, "snippets")
}

// snippets returns the blocks of Go in a comment. Others are commands or responses.
func snippets(text string) (out []string) {
	for _, block := range new(comment.Parser).Parse(text).Content {
		code, ok := block.(*comment.Code)
		if ok && strings.Contains(code.Text, ":=") && parsed(code.Text) != nil {
			out = append(out, code.Text)
		}
	}
	return out
}

func parsed(code string) *ast.File {
	f, err := parser.ParseFile(token.NewFileSet(), "", "package p\nfunc _() {\n"+strings.ReplaceAll(code, "…", "")+"\n}", 0)
	if err != nil {
		return nil
	}
	return f
}

// undeclared returns the names before a point that neither the snippet declares nor a package has.
func undeclared(code string, known []string) []string {
	declared, used := map[string]bool{}, map[string]bool{}
	for node := range ast.Preorder(parsed(code)) {
		switch n := node.(type) {
		case *ast.AssignStmt:
			declare(declared, n.Lhs)
		case *ast.RangeStmt:
			declare(declared, []ast.Expr{n.Key, n.Value})
		case *ast.Field:
			for _, name := range n.Names {
				declared[name.Name] = true
			}
		case *ast.SelectorExpr:
			if name, ok := n.X.(*ast.Ident); ok {
				used[name.Name] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(used)), func(name string) bool {
		return declared[name] || slices.Contains(known, name)
	})
}

func declare(declared map[string]bool, names []ast.Expr) {
	for _, name := range names {
		if ident, ok := name.(*ast.Ident); ok {
			declared[ident.Name] = true
		}
	}
}

// packages returns the names of our packages, and of those of others that snippets use.
func packages(t *testing.T) []string {
	t.Helper()
	names := []string{"context", "errors", "fmt", "http", "log", "openapi3", "os", "slog", "time", "redis", "url"}
	for _, file := range tracked(t, ".go") {
		names = append(names, path.Base(path.Dir(file)))
	}
	return append(names, "ali1688", "platform")
}
