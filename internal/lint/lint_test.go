package lint

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/bundle"
)

// root is a document with one path, which the tests write to paths/item_get.yaml.
const root = `openapi: 3.0.3
info: {title: Small, version: "1"}
security: [{key: []}]
paths:
  /item_get/: {$ref: paths/item_get.yaml}
components:
  securitySchemes:
    key: {type: apiKey, in: query, name: key}
`

// whole is an operation with nothing to mend, and the schemas it needs.
const whole = `get:
  operationId: item_get
  summary: Get an offer
  description: Everything about one offer.
  tags: [product]
  x-family: product
  x-evidence: {level: recorded, sources: [a page], seen: 2024-04}
  parameters:
    - name: num_iid
      in: query
      description: The offer's id (商品ID).
      schema: {type: string}
      example: "610947572360"
  responses:
    "200":
      description: The offer.
      content:
        application/json:
          schema: {$ref: ../schemas/item.yaml#/Item}
`

const item = `Item:
  type: object
  description: An offer.
  properties:
    title:
      type: string
      description: The title.
      example: "5.40"
`

// files are the changed files of a small document, by name; the others are those above.
type files map[string]string

// op returns the whole operation with one text in it exchanged.
func op(old, new string) files {
	return files{"paths/item_get.yaml": exchange(whole, old, new)}
}

// prop returns a document in which the properties of Item are the given lines.
func prop(lines string) files {
	return files{"schemas/item.yaml": "Item:\n  type: object\n  properties:\n    " +
		strings.ReplaceAll(lines, "\n", "\n    ") + "\n"}
}

// and adds another file.
func (f files) and(name, text string) files {
	f[name] = text
	return f
}

func exchange(text, old, new string) string {
	if !strings.Contains(text, old) {
		panic("no such text in the document: " + old)
	}
	return strings.Replace(text, old, new, 1)
}

// lint returns the problems of one document, one a line.
func lint(t *testing.T, changed files) string {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, set := range []files{{"openapi.yaml": root, "paths/item_get.yaml": whole, "schemas/item.yaml": item}, changed} {
		for name, text := range set {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	doc, err := bundle.FS(fsys, "small")
	require.NoError(t, err)
	data, positions, err := doc.Located()
	require.NoError(t, err)
	problems, err := Check(data, positions)
	require.NoError(t, err)
	var lines []string
	for _, p := range problems {
		lines = append(lines, p.String())
	}
	return strings.Join(lines, "\n")
}

// ruleTest shows one document with one problem, or with none if want is empty.
type ruleTest struct {
	name string
	doc  files
	want string // how the one line begins
}

func runRuleTests(t *testing.T, tests []ruleTest) {
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := lint(t, tt.doc)
			if tt.want == "" {
				assert.Empty(t, got)
				return
			}
			assert.NotContains(t, got, "\n", "one problem only")
			assert.True(t, strings.HasPrefix(got, tt.want), "got  %s\nwant %s…", got, tt.want)
		})
	}
}

func TestWholeDocumentHasNoProblem(t *testing.T) {
	assert.Empty(t, lint(t, nil))
}

func TestProblemsComeByFileAndLine(t *testing.T) {
	got := lint(t, op("summary: Get an offer", "summary: ''").and("schemas/item.yaml",
		"Item:\n  properties:\n    a: {}\n    b: {}\n"))
	var places []string
	for line := range strings.SplitSeq(got, "\n") {
		places = append(places, strings.SplitN(line, " ", 3)[0]+strings.SplitN(line, " ", 3)[1])
	}
	assert.Equal(t, []string{
		"small/paths/item_get.yaml:3:operation-texts:",
		"small/schemas/item.yaml:3:description:", "small/schemas/item.yaml:3:example:",
		"small/schemas/item.yaml:4:description:", "small/schemas/item.yaml:4:example:",
	}, places)
}

func TestInputThatIsNoJSON(t *testing.T) {
	_, err := Check([]byte("openapi: 3.0.3"), []byte("{}"))
	assert.ErrorContains(t, err, "read the document: ")
	_, err = Check([]byte("{}"), []byte("?"))
	assert.ErrorContains(t, err, "read the positions: ")
}

// TestKinds reports a value of the wrong kind at its line.
func TestKinds(t *testing.T) {
	runRuleTests(t, []ruleTest{
		{"a number", op("seen: 2024-04", "seen: 2024"),
			"small/paths/item_get.yaml:7: kind: write a text at seen, not a number"},
		{"a text", op("sources: [a page]", "sources: a page"),
			"small/paths/item_get.yaml:7: kind: write a list at sources, not a text"},
		{"a list", op("x-evidence: {level: recorded, sources: [a page], seen: 2024-04}", "x-evidence: []"),
			"small/paths/item_get.yaml:7: kind: write an object at x-evidence, not a list"},
		{"a word", op("schema: {type: string}", "schema: {type: string, maxLength: many}"),
			"small/paths/item_get.yaml:12: kind: write a whole number at maxLength, not a text"},
	})
}

func TestWithoutPositionsThePointerIsNamed(t *testing.T) {
	problems, err := Check([]byte(`{"openapi":"3.1.0"}`), []byte("{}"))
	require.NoError(t, err)
	require.Len(t, problems, 1)
	assert.Equal(t, "#/openapi", problems[0].Where)
}
