package writing

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// wrong has the expressions that comments and pages do not use, and the ones that they use instead.
var wrong = []struct{ expression, instead string }{
	{`\bholds?\b[^.;]* against\b|\bheld against\b`, "validate against, compare with"},
	{`\b(?:says?|tells?|said|told) whether\b`, "report whether"},
	{`\bsays? of\b`, "state about"},
	{`\bbefell\b|\bbefalls\b|\bbecame of\b`, "happened to, the result"},
	{`\bgives? (?:it )?back\b`, "return"},
	{`\b(?:is|are|be) told (?:of|what|by)\b`, "is notified of"},
	{`\bpass(?:es|ed)? over\b`, "skip, ignore"},
	{`\b(?:is|are) no (?:JSON|YAML|HTML|UTF)\b`, "is not"},
	{`\bthat there (?:is|are)(?:[^ ]| [^n]|$)`, "an existing, a known"},
	{`(?i)\brivals?\b`, "server, benchmark"},
	{`\bdirt\b`, "malformed input"},
	{`\bspare hosts?\b`, "fallback host"},
	{`\b(?:an|the|no|each|every|its|this|real|whole|own|recorded|paid) answers?\b`, "response"},
	{`\broads?\b`, "route"},
	{`\b(?:stand|stands|stood) in one another\b`, "are nested"},
}

// TestLanguage looks for wrong expressions in the comments and the texts of hand-written Go.
func TestLanguage(t *testing.T) {
	forms := compiled()
	for _, file := range tracked(t, ".go") {
		if strings.HasSuffix(file, ".gen.go") || strings.Contains(file, "testdata/") {
			continue
		}
		files := token.NewFileSet()
		f, err := parser.ParseFile(files, path.Join(root, file), nil, parser.ParseComments|parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, group := range f.Comments {
			for _, comment := range group.List {
				check(t, forms, file, files.Position(comment.Pos()).Line, comment.Text)
			}
		}
		if !strings.HasSuffix(file, "_test.go") {
			checkTexts(t, forms, file, files, f)
		}
	}
}

// checkTexts checks the string literals of a file: messages, summaries and help.
func checkTexts(t *testing.T, forms []*regexp.Regexp, file string, files *token.FileSet, f *ast.File) {
	t.Helper()
	for node := range ast.Preorder(f) {
		if l, ok := node.(*ast.BasicLit); ok && l.Kind == token.STRING {
			check(t, forms, file, files.Position(l.Pos()).Line, l.Value)
		}
	}
}

// TestLanguageOfPages looks for them in the pages for users and contributors.
func TestLanguageOfPages(t *testing.T) {
	forms := compiled()
	for _, file := range tracked(t, ".md") {
		if file == "CONTRIBUTING.md" || strings.HasPrefix(file, "docs/zh-CN/") || strings.HasPrefix(file, "evidence/") {
			continue
		}
		content, err := os.ReadFile(path.Join(root, file))
		require.NoError(t, err)
		for i, line := range strings.Split(string(content), "\n") {
			check(t, forms, file, i+1, line)
		}
	}
}

// TestLanguageOfTemplates looks for them in the templates that Go files are made from.
func TestLanguageOfTemplates(t *testing.T) {
	forms := compiled()
	for _, file := range tracked(t, ".tmpl") {
		content, err := os.ReadFile(path.Join(root, file))
		require.NoError(t, err)
		for i, line := range strings.Split(string(content), "\n") {
			check(t, forms, file, i+1, line)
		}
	}
}

// TestLanguageFinds plants one wrong text for each expression, and right ones beside them.
func TestLanguageFinds(t *testing.T) {
	planted := []string{
		"It holds bodies against documents.", "It says whether", "what it says of it", "what befell the call", "gives back",
		"is told what happens",
		"it passes over it", "is no JSON", "operations that there are", "beside its rivals", "dirt stops", "spare hosts",
		"the answer of the gateway",
		"by either way, the road", "arrays stand in one another",
	}
	forms := compiled()
	require.Len(t, planted, len(wrong))
	for i, text := range planted {
		assert.Regexp(t, forms[i], text)
	}
	for _, right := range []string{
		"The mock answers every operation.", "is no longer valid", "validates bodies against documents", "reports whether",
		"the roadmap", "is not JSON",
	} {
		for _, form := range forms {
			assert.NotRegexp(t, form, right)
		}
	}
}

func compiled() (forms []*regexp.Regexp) {
	for _, w := range wrong {
		forms = append(forms, regexp.MustCompile(w.expression))
	}
	return forms
}

func check(t *testing.T, forms []*regexp.Regexp, file string, line int, text string) {
	t.Helper()
	for i, form := range forms {
		if found := form.FindString(text); found != "" {
			t.Errorf("%s:%d: %q: write %s", file, line, found, wrong[i].instead)
		}
	}
}
