package document_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/openapi"
)

// reading are the folders that may know the keywords: this package, and those that write documents, the bundler and the
// edition with ids as texts.
var reading = []string{"internal/document/", "internal/bundle/", "internal/idtext/"}

// foreign are folders with sources of others.
var foreign = []string{"node_modules", ".git", "vendor"}

var (
	extension  = regexp.MustCompile(`"(x-[a-z-]+)":`)
	separators = regexp.MustCompile(`[/":]`)
)

// keywords returns $ref, allOf and every extension that the documents use but for x-go-type, which is oapi-codegen's
// and which the code generation writes.
func keywords() map[string]bool {
	found := map[string]bool{"$ref": true, "allOf": true}
	for _, doc := range openapi.Documents() {
		for _, m := range extension.FindAllSubmatch(doc.JSON, -1) {
			found[string(m[1])] = true
		}
	}
	delete(found, "x-go-type")
	return found
}

// TestOnlyReader refuses a second reader of documents: no other package names a keyword, in a text or in the tag of a
// field. Sentences that mention one are for people.
func TestOnlyReader(t *testing.T) {
	words := keywords()
	require.True(t, words["x-evidence"] && words["x-error-codes"])
	root := filepath.Join("..", "..")
	require.NoError(t, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && slices.Contains(foreign, entry.Name()) {
			return filepath.SkipDir
		}
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err == nil && isSource(filepath.ToSlash(name)) {
			for _, place := range keywordsIn(t, path, words) {
				assert.Fail(t, "a second reader of documents: use package document", place)
			}
		}
		return err
	}))
}

func isSource(name string) bool {
	for _, folder := range reading {
		if strings.HasPrefix(name, folder) {
			return false
		}
	}
	return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go")
}

// keywordsIn returns the places of keywords in the texts and tags of a file.
func keywordsIn(t *testing.T, file string, words map[string]bool) []string {
	t.Helper()
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	var places []string
	ast.Inspect(parsed, func(n ast.Node) bool {
		literal, ok := n.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			return true
		}
		text, err := strconv.Unquote(literal.Value)
		require.NoError(t, err)
		for _, word := range separators.Split(text, -1) {
			if words[word] {
				places = append(places, set.Position(literal.Pos()).String()+" "+word)
			}
		}
		return true
	})
	return places
}

// TestKeywordsAreFound shows the forms that count.
func TestKeywordsAreFound(t *testing.T) {
	cases := map[string]int{
		`var a = "$ref"`: 1, "type s struct { R string `json:\"$ref\"` }": 1,
		"type s struct { E int `yaml:\"x-evidence\"` }": 1,
		`var a = p + "/allOf"`:                          1, `var a = "x-go-type"`: 0,
		`var a = "write x-evidence: it says where"`: 0, `// "$ref"`: 0,
	}
	for source, want := range cases {
		file := filepath.Join(t.TempDir(), "a.go")
		require.NoError(t, os.WriteFile(file, []byte("package a\n\n"+source+"\n"), 0o600))
		assert.Len(t, keywordsIn(t, file, keywords()), want, source)
	}
}
