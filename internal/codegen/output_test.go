package codegen_test

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/codegen/naming"
)

// outputs are the generated files whose names users read.
func outputs(t *testing.T) map[string]*ast.File {
	t.Helper()
	out := map[string]*ast.File{}
	for _, pattern := range []string{"../../generated/*/*.gen.go", "../../*.gen.go", "../../openplatform/*.gen.go",
		"../../mock/*.gen.go"} {
		paths, err := filepath.Glob(pattern)
		require.NoError(t, err)
		require.NotEmpty(t, paths, pattern)
		for _, path := range paths {
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
			require.NoError(t, err)
			out[strings.TrimPrefix(filepath.ToSlash(path), "../../")] = file
		}
	}
	return out
}

// TestEveryNameIsExplained reads the generated code as godoc does: every exported type, field, function, method and
// constant has a comment that begins with its name.
func TestEveryNameIsExplained(t *testing.T) {
	for path, file := range outputs(t) {
		for _, problem := range unexplained(file) {
			t.Errorf("%s: %s", path, problem)
		}
	}
}

func TestUnexplained(t *testing.T) {
	const source = `package p

// A means a.
const A = 1

const B = 1

const (
	// is 审核中.
	C = 1
	// D means nothing
	D = 1
	E = 1 // E means e.
)

// F: F is one.
type F struct {
	G int
	h int
}

// I
func I() {}

// j
func (F) J() {}
`
	file, err := parser.ParseFile(token.NewFileSet(), "p.go", source, parser.ParseComments)
	require.NoError(t, err)
	assert.Equal(t, []string{
		"B has no comment", "the comment of C does not begin with it: is 审核中.",
		"the comment of D is no sentence: D means nothing",
		"E has no comment", "the comment of F stutters: F: F is one.", "F.G has no comment", "I has no comment",
		"J has no comment",
	}, unexplained(file))
}

func unexplained(file *ast.File) (problems []string) {
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			problems = append(problems, commentProblems(d.Name, d.Doc)...)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				problems = append(problems, specProblems(d, spec)...)
			}
		}
	}
	return problems
}

func specProblems(d *ast.GenDecl, spec ast.Spec) (problems []string) {
	switch s := spec.(type) {
	case *ast.TypeSpec:
		problems = commentProblems(s.Name, cmp.Or(s.Doc, d.Doc))
		if fields, ok := s.Type.(*ast.StructType); ok && s.Name.IsExported() {
			problems = append(problems, fieldProblems(s.Name.Name, fields)...)
		}
	case *ast.ValueSpec:
		doc := s.Doc
		if !d.Lparen.IsValid() {
			doc = d.Doc
		}
		problems = commentProblems(s.Names[0], doc)
		if text := strings.TrimSpace(doc.Text()); len(problems) == 0 && s.Names[0].IsExported() &&
			!strings.HasSuffix(text, ".") {
			problems = append(problems, "the comment of "+s.Names[0].Name+" is no sentence: "+text)
		}
	}
	return problems
}

func commentProblems(name *ast.Ident, doc *ast.CommentGroup) []string {
	words := strings.Fields(doc.Text())
	switch {
	case !name.IsExported():
		return nil
	case len(words) < 2:
		return []string{name.Name + " has no comment"}
	case strings.TrimRight(words[0], ":,.") != name.Name:
		return []string{"the comment of " + name.Name + " does not begin with it: " + strings.TrimSpace(doc.Text())}
	case words[1] == name.Name:
		return []string{"the comment of " + name.Name + " stutters: " + strings.TrimSpace(doc.Text())}
	}
	return nil
}

func fieldProblems(of string, s *ast.StructType) (problems []string) {
	for _, f := range s.Fields.List {
		for _, name := range f.Names {
			if name.IsExported() && f.Doc == nil && f.Comment == nil {
				problems = append(problems, of+"."+name.Name+" has no comment")
			}
		}
	}
	return problems
}

// misspelt are the words that providers misspell, or run together, on the wire.
var misspelt = strings.Fields(
	`Ammount Asyn Audting Avaliable Categorys Comapny Creadit Cummulative Dipsute Discription Erro Freezed Increace
	Itme Itmes Lookback Offical Orginal Patform Phas Resuslt Salse Succes Vedio
	Appkey Companyid Fanscount Favcount Guessword Imgcode Imgid Onepiece Retailprice Sellunit Steppay Unitweight
	Refundclose Refundsuccess Waitbuyerpay Waitsellersend Waitbuyerreceive Waitselleragree`)

// TestNames holds every exported name to the glossary, and to English spelling. Misspellings stay on the wire:
// x-go-name in an overlay of openapi/overlays gives the right name.
func TestNames(t *testing.T) {
	for path, file := range outputs(t) {
		for _, name := range exportedNames(file) {
			if problem := nameProblem(name); problem != "" {
				t.Errorf("%s: %s %s", path, name, problem)
			}
		}
	}
}

func TestNameProblem(t *testing.T) {
	for name, want := range map[string]string{
		"RefundId": "writes ID as Id", "OrderIDs": "", "SkuIds": "writes SKU as Sku",
		"OrginalPrice": "has the misspelt word Orginal",
		"YesNoNo":      "says No twice", "HTTPServer": "", "PayWay1": "", "IDCard": "",
	} {
		assert.Equal(t, want, nameProblem(name), name)
	}
}

func nameProblem(name string) string {
	words := naming.Words(name)
	for i, word := range words {
		known := slices.IndexFunc(naming.Initialisms, func(known string) bool { return strings.EqualFold(known, word) })
		switch {
		case known >= 0 && naming.Initialisms[known] != word:
			return "writes " + naming.Initialisms[known] + " as " + word
		case slices.Contains(misspelt, word):
			return "has the misspelt word " + word
		case i > 0 && words[i-1] == word:
			return "says " + word + " twice"
		}
	}
	return ""
}

// exportedNames are the names of all declarations and fields.
func exportedNames(file *ast.File) (names []string) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			return false
		case *ast.FuncDecl:
			names = append(names, n.Name.Name)
		case *ast.TypeSpec:
			names = append(names, n.Name.Name)
		case *ast.ValueSpec:
			names = append(names, n.Names[0].Name)
		case *ast.Field:
			for _, name := range n.Names {
				names = append(names, name.Name)
			}
		}
		return true
	})
	return slices.DeleteFunc(names, func(name string) bool { return !ast.IsExported(name) })
}

// TestConstantsAreTyped asks that the compiler refuses the value of another enumeration.
func TestConstantsAreTyped(t *testing.T) {
	for path, file := range outputs(t) {
		if path != "generated/gateway/gateway.gen.go" && path != "generated/platform/platform.gen.go" {
			continue
		}
		types := definedTypes(file)
		for _, decl := range file.Decls {
			if d, ok := decl.(*ast.GenDecl); ok && d.Tok == token.CONST {
				for _, spec := range d.Specs {
					s := spec.(*ast.ValueSpec)
					typ, _ := s.Type.(*ast.Ident)
					assert.True(t, typ != nil && types[typ.Name], "%s: %s has no type of its own", path, s.Names[0].Name)
				}
			}
		}
	}
}

// definedTypes are the types that are no other names of other types.
func definedTypes(file *ast.File) map[string]bool {
	defined := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.TypeSpec); ok && !spec.Assign.IsValid() {
			defined[spec.Name.Name] = true
		}
		return true
	})
	return defined
}

// TestNoServerAmongTypes asks that no type is of servers, of those that a user reads after "gateway.".
func TestNoServerAmongTypes(t *testing.T) {
	for path, file := range outputs(t) {
		if !strings.HasPrefix(path, "generated/gateway/") {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.TypeSpec); ok {
				for _, word := range []string{"Server", "Strict", "Middleware", "RequestObject", "ResponseObject", "Mux",
					"JSONResponse"} {
					assert.NotContains(t, spec.Name.Name, word, path)
				}
			}
			return true
		})
	}
}
