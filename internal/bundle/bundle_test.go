package bundle

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/document"
)

// small returns a folder with one of everything; the tests change files of it.
func small() map[string]string {
	return map[string]string{
		"openapi.yaml": `# About this document.
openapi: 3.0.3
info: {title: Small, version: "1.0"}
paths:
  # The one call.
  /item_get/: {$ref: paths/item_get.yaml} # inlined
components:
  securitySchemes:
    key: {type: apiKey, in: query, name: key}
`,
		"paths/item_get.yaml": `# All of one item.
get:
  operationId: item_get
  parameters:
    - $ref: ../parameters.yaml#/cache
  responses:
    "200":
      description: The item.
      content:
        application/json:
          schema: {$ref: ../schemas/item.yaml#/Item}
`,
		"parameters.yaml": `cache:
  name: cache
  in: query
  schema: {$ref: schemas/loose.yaml#/Flag}
`,
		"schemas/item.yaml": `# What is sold.
Item:
  type: object
  properties:
    zeta: {type: string, example: "0000"} # first by intent
    alpha:
      $ref: '#/ItemSku'
      description: The first of them.
ItemSku:
  type: object
`,
		"schemas/loose.yaml": "Flag: {type: string, enum: [\"0\", \"1\"]}\n",
	}
}

func with(changes map[string]string) map[string]string {
	files := small()
	maps.Copy(files, changes)
	return files
}

func build(files map[string]string) (*Document, error) {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return FS(fsys, "openapi/small")
}

func mustBuild(t *testing.T, files map[string]string) *Document {
	t.Helper()
	d, err := build(files)
	require.NoError(t, err)
	return d
}

func yamlOf(t *testing.T, files map[string]string) string {
	t.Helper()
	out, err := mustBuild(t, files).YAML()
	require.NoError(t, err)
	return string(out)
}

func jsonOf(t *testing.T, files map[string]string) string {
	t.Helper()
	out, err := mustBuild(t, files).JSON()
	require.NoError(t, err)
	require.True(t, json.Valid(out), "not JSON: %s", out)
	return string(out)
}

func TestWholeDocument(t *testing.T) {
	want := `# Built from openapi/small by ` + "`make generate`" + `. DO NOT EDIT: edit the files there.

# About this document.
openapi: 3.0.3
info: {title: Small, version: "1.0"}
paths:
  # The one call.
  /item_get/: # inlined
    # All of one item.
    get:
      operationId: item_get
      parameters:
        - $ref: '#/components/parameters/cache'
      responses:
        "200":
          description: The item.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Item'}
components:
  securitySchemes:
    key: {type: apiKey, in: query, name: key}
  schemas:
    # What is sold.
    Item:
      type: object
      properties:
        zeta: {type: string, example: "0000"} # first by intent
        alpha:
          $ref: '#/components/schemas/ItemSku'
          description: The first of them.
    ItemSku:
      type: object
    Flag: {type: string, enum: ["0", "1"]}
  parameters:
    cache:
      name: cache
      in: query
      schema: {$ref: '#/components/schemas/Flag'}
`
	assert.Equal(t, want, yamlOf(t, small()))
}

func TestDirNamesFilesBelowTheFolder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range small() {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	}
	d, err := Dir(dir)
	require.NoError(t, err)
	assert.Contains(t, string(d.Positions()), filepath.ToSlash(dir)+"/schemas/item.yaml:2")
}

func TestSameBytesEachTime(t *testing.T) {
	first := mustBuild(t, small())
	for range 20 {
		again := mustBuild(t, small())
		for _, form := range []func(*Document) ([]byte, error){(*Document).YAML, (*Document).JSON} {
			got, _ := form(again)
			want, _ := form(first)
			require.Equal(t, string(want), string(got))
		}
		require.Equal(t, string(first.Positions()), string(again.Positions()))
	}
}

func TestJSONKinds(t *testing.T) {
	tests := []struct{ yaml, want string }{
		{`"0000"`, `"0000"`},
		{`0`, `0`},
		{`-1.50`, `-1.50`},
		{`1e6`, `1e6`},
		{`12345678901234567890`, `12345678901234567890`},
		{`True`, `true`},
		{`yes`, `"yes"`},
		{`~`, `null`},
		{`null`, `null`},
		{`2023-01-02`, `"2023-01-02"`},
		{`2023-01-02 03:04:05`, `"2023-01-02 03:04:05"`},
		{`'<a href="?a&b">'`, `"<a href=\"?a&b\">"`},
		{`一件`, `"一件"`},
		{`[]`, `[]`},
		{`{}`, `{}`},
	}
	for _, tt := range tests {
		t.Run(tt.yaml, func(t *testing.T) {
			got := jsonOf(t, with(map[string]string{"schemas/loose.yaml": "Flag: {type: string}\nX:\n  example: " + tt.yaml +
				"\n"}))
			assert.Contains(t, got, `"example": `+tt.want+"\n")
		})
	}
}

func TestJSONKeepsTheOrderOfTheYAML(t *testing.T) {
	got := jsonOf(t, small())
	last := -1
	for _, word := range []string{`"openapi"`, `"info"`, `"paths"`, `"get"`, `"securitySchemes"`, `"schemas"`, `"zeta"`,
		`"alpha"`, `"ItemSku"`, `"Flag"`, `"parameters": {`} {
		at := strings.Index(got, word)
		assert.Greater(t, at, last, word)
		last = at
	}
}

func TestDatesStayStringsForEveryReader(t *testing.T) {
	got := yamlOf(t, with(map[string]string{"schemas/loose.yaml": "Flag: {type: string, example: 2023-01-02}\n"}))
	assert.Contains(t, got, `example: "2023-01-02"`)
}

func TestPositions(t *testing.T) {
	out := mustBuild(t, small()).Positions()
	got, err := document.ParsePositions(out)
	require.NoError(t, err)
	tests := map[string]string{
		"":                                     "openapi.yaml:2",
		"/openapi":                             "openapi.yaml:2",
		"/paths/~1item_get~1":                  "openapi.yaml:6",
		"/paths/~1item_get~1/get":              "paths/item_get.yaml:2",
		"/paths/~1item_get~1/get/parameters/0": "paths/item_get.yaml:5",
		"/paths/~1item_get~1/get/parameters/0/$ref": "paths/item_get.yaml:5",
		"/components":                                    "openapi.yaml:7",
		"/components/schemas":                            "schemas/item.yaml:2",
		"/components/schemas/Item":                       "schemas/item.yaml:2",
		"/components/schemas/Item/properties/zeta":       "schemas/item.yaml:5",
		"/components/schemas/Item/properties/alpha":      "schemas/item.yaml:6",
		"/components/schemas/Item/properties/alpha/$ref": "schemas/item.yaml:7",
		"/components/schemas/Flag/enum/1":                "schemas/loose.yaml:1",
		"/components/parameters":                         "parameters.yaml:1",
		"/components/parameters/cache/in":                "parameters.yaml:3",
	}
	for pointer, want := range tests {
		assert.Equal(t, "openapi/small/"+want, got[pointer], pointer)
	}
	assert.Contains(t, string(out), `"/schemas":{"":"openapi/small/schemas/item.yaml:2",
"/Item":{"":2,
"/type":3,`, "a file is named where it is not that of the surrounding object")
}

// TestWebhooks puts messages in the place of their references, as paths, and refuses one that nothing refers to.
func TestWebhooks(t *testing.T) {
	files := with(map[string]string{"webhooks/PAID.yaml": `post:
  operationId: PAID
  requestBody:
    content:
      application/json:
        schema: {$ref: ../schemas/item.yaml#/Item}
        example: {$ref: kept}
`})
	_, err := build(files)
	require.ErrorContains(t, err, "openapi/small/webhooks/PAID.yaml:1: no path of openapi.yaml refers to this file")
	files["openapi.yaml"] += "x-webhooks: {PAID: {$ref: webhooks/PAID.yaml}}\n"
	assert.Contains(t, yamlOf(t, files), `x-webhooks:
  PAID:
    post:
      operationId: PAID
      requestBody:
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Item'}
            example: {$ref: kept}
`)
}
