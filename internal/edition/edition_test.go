package edition

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// write writes files, by their paths, into a new folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	}
	return dir
}

func TestName(t *testing.T) {
	for path, want := range map[string]string{
		"example.com/shop":           "shop",
		"example.com/My-Shop.go":     "myshopgo",
		"shop":                       "shop",
		"example.com/shop/v2":        "shop",
		"example.com/shop/v1":        "v1",
		"gopkg.in/shop.v3":           "shop",
		"example.com/1688":           "edition1688",
		"example.com/func":           "editionfunc",
		"example.com/main":           "editionmain",
		"example.com/商店":             "edition",
		"example.com/_":              "edition_",
		"example.com/ali1688_client": "ali1688_client",
	} {
		assert.Equal(t, want, (&Edition{Import: path}).name(), path)
	}
}

func TestImportPath(t *testing.T) {
	dir := write(
		t,
		map[string]string{"go.mod": "module example.com/a\n", "inner/go.mod": "// comment\nmodule \"example.com/b\"\n"},
	)
	for below, want := range map[string]string{
		"": "example.com/a", "client": "example.com/a/client", "x/y": "example.com/a/x/y",
		"inner": "example.com/b", "inner/z": "example.com/b/z",
	} {
		got, err := ImportPath(filepath.Join(dir, filepath.FromSlash(below)))
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
}

func TestWithPaths(t *testing.T) {
	const root = "openapi: 3.0.3\npaths:\n  /a/:\n    $ref: paths/a.yaml\n"
	got, err := withPaths([]byte(root), []string{"paths/item_stock.yaml", "schemas/item_stock.yaml", "paths/deep/b.yaml"})
	require.NoError(t, err)
	assert.Equal(
		t,
		"openapi: 3.0.3\npaths:\n  /item_stock/:\n    $ref: paths/item_stock.yaml\n  /a/:\n    $ref: paths/a.yaml\n",
		string(got),
	)
	_, err = withPaths([]byte("openapi: 3.0.3\n"), nil)
	assert.ErrorContains(t, err, "has no paths")
}

// TestLocated names a user's file where the user has it, and ours where we have them.
func TestLocated(t *testing.T) {
	e := &Edition{With: "mine"}
	got := e.located("openapi/gateway/paths/a.yaml:3 openapi/gateway/paths/item_get.yaml:4 "+
		"openapi/gateway/parameters/own.yaml:5",
		[]string{"parameters/own.yaml", "paths/a.yaml"})
	assert.Equal(t, "mine/paths/a.yaml:3 openapi/gateway/paths/item_get.yaml:4 mine/parameters.yaml:5", got)
}

// TestOurs makes a file of ours the edition's.
func TestOurs(t *testing.T) {
	e := &Edition{Import: "example.com/shop"}
	for source, want := range map[string]string{
		"package ali1688\n":                                                   "package shop\n",
		"// About ali1688.\npackage ali1688\n":                                "// About ali1688.\npackage shop\n",
		"package ali1688\n\nvar a = \"ali1688\"\n":                            "package shop\n\nvar a = \"ali1688\"\n",
		"package ali1688\n\nimport \"" + ourModule + "/generated/gateway\"\n": "package shop\n\nimport \"example.com/shop/gateway\"\n",
		"package ali1688\n\nimport \"" + ourModule + "/loose\"\n":             "package shop\n\nimport \"" + ourModule + "/loose\"\n",
	} {
		assert.Equal(t, want, string(e.ours([]byte(source))))
	}
}

const (
	stockPath = `get:
  operationId: item_stock
  tags: [product]
  summary: Get the stock of an offer
  parameters:
    - $ref: ../parameters.yaml#/NumIID
    - {name: size, in: query, description: "S|M.", schema: {type: string, enum: [S, M]}, example: S}
  responses:
    "200":
      description: The stock.
      content:
        application/json:
          schema: {$ref: ../schemas/stock.yaml#/ItemStockResponse}
`
	stockSchema = `ItemStockResponse:
  type: object
  properties:
    stock: {type: integer, description: "Pieces,\nor 0.", example: 12}
`
)

// TestDocument merges the user's folder with ours.
func TestDocument(t *testing.T) {
	own := map[string]string{
		"paths/item_stock.yaml": strings.ReplaceAll(stockPath, "../parameters.yaml#/NumIID", "../parameters.yaml#/StockID"),
		"schemas/stock.yaml":    stockSchema,
		"parameters.yaml":       "StockID: {name: num_iid, in: query, required: true, description: The id., schema: {type: string}}\n",
		"overlay.yaml": "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n  - target: $.components.schemas.Item.properties\n" +
			"    update: {gift: {type: string, description: A gift., example: a mug}}\n",
		"README.md": "not read",
	}
	with := write(t, own)
	d, err := (&Edition{Module: "../..", With: with, Import: "example.com/shop"}).document()
	require.NoError(t, err)
	assert.Contains(t, string(d.positions), filepath.ToSlash(with)+"/paths/item_stock.yaml:")
	assert.NotContains(t, string(d.positions), "parameters/own.yaml")
	for _, note := range d.notes {
		assert.Contains(t, note, filepath.ToSlash(with), "a note is about the user's files")
	}
	assert.NotEmpty(t, d.notes, "an operation without evidence")
	reference := string(d.reference())
	for _, want := range []string{
		"## item_stock\n\n`GET /item_stock/`: Get the stock of an offer\n",
		"| `num_iid` | required | The id. |\n", "| `size` |  | S\\|M. |\n",
		"## `ItemStockResponse`\n\n| member | | example |\n|---|---|---|\n| `stock` | Pieces, or 0. | `12` |\n",
		"## `Item`\n\n| member | | example |\n|---|---|---|\n| `gift` | A gift. | `a mug` |\n",
	} {
		assert.Contains(t, reference, want)
	}
	assert.Equal(t, 3, strings.Count(reference, "\n## "), "nothing of ours: %s", reference)
}

func TestDocumentRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
		"nothing":         {map[string]string{"README.md": ""}, "holds no YAML"},
		"another ending":  {map[string]string{"paths/item_stock.yml": stockPath}, "item_stock.yml is not read: give it"},
		"a file of ours":  {map[string]string{"paths/item_get.yaml": "get: {}"}, "paths/item_get.yaml is a file of ours"},
		"not YAML":        {map[string]string{"schemas/x.yaml": "a: ["}, "/schemas/x.yaml"},
		"an unknown $ref": {map[string]string{"paths/item_stock.yaml": stockPath}, "NumIID"},
		"another operationId": {map[string]string{"schemas/stock.yaml": stockSchema,
			"paths/item_stok.yaml": strings.ReplaceAll(stockPath, "#/NumIID", "#/lang")},
			"/paths/item_stok.yaml:2: operation-id: "},
		"a bad overlay": {map[string]string{"overlay.yaml": "actions: ["}, "overlay.yaml: the overlay is not YAML"},
	} {
		with := write(t, c.files)
		_, err := (&Edition{Module: "../..", With: with, Import: "example.com/shop"}).document()
		require.Error(t, err, name)
		assert.ErrorContains(t, err, c.want, name)
		assert.NotContains(t, err.Error(), sourceFolder+"/schemas/x.yaml", "%s: the file is the user's", name)
	}
	_, err := (&Edition{Module: "../..", With: filepath.Join(t.TempDir(), "gone")}).document()
	assert.ErrorContains(t, err, "your files cannot be read")
	_, err = (&Edition{Module: t.TempDir(), With: "."}).Make()
	assert.Error(t, err)
}

// TestHelpers formats every template.
func TestHelpers(t *testing.T) {
	for path, name := range map[string]string{"example.com/1688": "edition1688", "example.com/shop/v2": "shop"} {
		files := map[string][]byte{}
		require.NoError(t, (&Edition{Import: path}).helpers(files))
		assert.Len(t, files, 5)
		assert.Contains(t, string(files["doc.gen.go"]), "\npackage "+name+"\n")
		assert.Contains(t, string(files["mock/mock.gen.go"]), `"`+path+`/openapi"`)
	}
}

func TestWrite(t *testing.T) {
	dir := write(t, map[string]string{"mine.go": "package shop\n", "doc.gen.go": "old"})
	r := &Result{Files: map[string][]byte{"doc.gen.go": []byte("new"), "mock/mock.gen.go": []byte("mock")}}
	require.NoError(t, r.Write(dir))
	for name, want := range map[string]string{"mine.go": "package shop\n", "doc.gen.go": "new", "mock/mock.gen.go": "mock"} {
		got, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		assert.Equal(t, want, string(got))
	}
	assert.Error(t, r.Write(filepath.Join(dir, "mine.go")), "a file for a folder")
}
