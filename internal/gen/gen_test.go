package gen

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openapi"
)

func TestComment(t *testing.T) {
	assert.Equal(t, "// One.\n//\n// Two words.", comment("One.\n\nTwo\nwords.\n"))
	for line := range strings.Lines(comment(strings.Repeat("word ", 100))) {
		assert.LessOrEqual(t, len(line), 3+110+1)
	}
}

func TestDoes(t *testing.T) {
	assert.Equal(t, "gets an offer", does("Get an offer"))
	assert.Equal(t, "searches shops by keyword", does("Search shops by keyword"))
	assert.Equal(t, "applies for a refund", does("Apply for a refund"))
	assert.Equal(t, "pays an order", does("Pay an order"))
}

func TestCamel(t *testing.T) {
	assert.Equal(t, "NotFound", camel("not_found"))
	assert.Equal(t, "APIStopped", camel("api_stopped"))
}

// TestOrdered numbers properties as they were written, and the envelope's behind all others.
func TestOrdered(t *testing.T) {
	out, err := Ordered([]byte(`
components:
  schemas:
    Envelope: {properties: {error: {type: string}}}
    Offer: {properties: {title: {type: string}, price: {properties: {min: {type: number}}}}}
    Answer: {allOf: [{properties: {item: {type: object}}}]}
`))
	require.NoError(t, err)
	for _, want := range []string{"error: {type: string, x-order: 1000}", "title: {type: string, x-order: 1}",
		"price: {properties: {min: {type: number, x-order: 1}}, x-order: 2}", "item: {type: object, x-order: 1}"} {
		assert.Contains(t, string(out), want)
	}
}

// TestModel joins the real document with the real bindings.
func TestModel(t *testing.T) {
	bindings, err := os.ReadFile("../../generated/gateway/gateway.gen.go")
	require.NoError(t, err)
	model, err := Build(openapi.Gateway().JSON, bindings)
	require.NoError(t, err)
	byName := map[string]Operation{}
	for _, op := range model.Operations {
		byName[op.Name] = op
	}
	cases := map[string]func(*testing.T, Operation){
		"item_get": func(t *testing.T, op Operation) {
			assert.Equal(t, "ItemGet", op.Go)
			assert.Equal(t, "ItemGetResponse", op.Response)
			assert.Equal(t, Param{Name: "num_iid", Go: "NumIID", In: "query", Required: true, GoType: "string", Type: "string", Pattern: "^[0-9]{1,19}$", Example: "610947572360"}, op.Params[0])
			assert.Equal(t, []PayloadError{{Error: "r.Item.Error"}}, op.PayloadErrors)
		},
		"item_search": func(t *testing.T, op Operation) {
			assert.Equal(t, &Page{Param: "Page", Row: "SearchItem", Lists: []string{"Items.Item"}, Pages: []string{"Items.PageCount", "Items.Pagecount"}, First: 1}, op.Page)
		},
		"upload_img": func(t *testing.T, op Operation) {
			assert.Equal(t, "POST", op.Method)
			assert.Equal(t, "UploadImgForm", op.Body)
			assert.Equal(t, "form", op.Needed("form")[0].In)
		},
		"seller_info": func(t *testing.T, op Operation) {
			assert.Len(t, op.OneOf, 4)
			assert.Equal(t, `ali1688.Ptr("b2b-2206619673102e9470")`, op.Needed("query")[0].Literal())
		},
	}
	for name, want := range cases {
		t.Run(name, func(t *testing.T) { want(t, byName[name]) })
	}
}

// TestBuildRefuses says what is wrong with a document that the bindings do not fit.
func TestBuildRefuses(t *testing.T) {
	_, err := Build([]byte(`{"paths":{"/a/":{"get":{"operationId":"a","parameters":[{"name":"q","in":"query"}],
		"responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/AResponse"}}}}}}}}}`), []byte("package gateway"))
	assert.ErrorContains(t, err, `oapi-codegen made no field for "q"`)
}

// TestEveryNameIsExplained reads the generated bindings as godoc does: every exported type, field, function and method
// has a comment.
func TestEveryNameIsExplained(t *testing.T) {
	files, err := filepath.Glob("../../generated/*/*.gen.go")
	require.NoError(t, err)
	services, err := filepath.Glob("../../openplatform/zz_*.gen.go")
	require.NoError(t, err)
	require.Greater(t, len(files)+len(services), 15)
	for _, path := range append(files, services...) {
		t.Run(path, func(t *testing.T) {
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
			require.NoError(t, err)
			explainedFile(t, file)
		})
	}
}

func explainedFile(t *testing.T, file *ast.File) {
	t.Helper()
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Name.IsExported() {
				begins(t, n.Name.Name, n.Doc)
			}
			return false
		case *ast.GenDecl:
			for _, spec := range n.Specs {
				if ts, ok := spec.(*ast.TypeSpec); ok && ts.Name.IsExported() {
					begins(t, ts.Name.Name, cmp.Or(ts.Doc, n.Doc))
					explained(t, ts)
				}
			}
		}
		return true
	})
}

// fromUpstream are the names that oapi-codegen's own templates comment in other words.
var fromUpstream = regexp.MustCompile(`^(ClientInterface|HttpRequestDoer|NewClient|Visit\w+)$`)

// begins checks that a comment begins with the name and goes on with something else.
func begins(t *testing.T, name string, comment *ast.CommentGroup) {
	t.Helper()
	words := strings.Fields(comment.Text())
	if assert.Greater(t, len(words), 1, "%s has no comment", name) && !fromUpstream.MatchString(name) {
		assert.Equal(t, name, strings.TrimRight(words[0], ":,."), "the comment of %s does not begin with it", name)
		assert.NotEqual(t, name, words[1], "the comment of %s stutters", name)
	}
}

func explained(t *testing.T, ts *ast.TypeSpec) {
	t.Helper()
	s, ok := ts.Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, f := range s.Fields.List {
		for _, name := range f.Names {
			assert.True(t, !name.IsExported() || f.Doc != nil || f.Comment != nil, "%s.%s has no comment", ts.Name.Name, name.Name)
		}
	}
}

// TestCommentedNames mends how names and descriptions are joined, and leaves other comments alone.
func TestCommentedNames(t *testing.T) {
	const source = `package p

// SKU One variant.
//
// Example: SKU 1
type SKU struct {
	// Price The price.
	// Example: 1
	Price string
	// The stock.
	Stock int
}

// Get returns it.
func (s SKU) Get() {}
`
	got, err := Commented([]byte(source))
	require.NoError(t, err)
	want := strings.NewReplacer("// SKU One", "// SKU: One", "// Price The", "// The").Replace(source)
	assert.Equal(t, want, string(got))
}
