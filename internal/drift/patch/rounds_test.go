package patch_test

import (
	"io/fs"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/drift/patch"
)

// shop is a small document; its folder has all files.
var shop = []documents.Row{{
	Name: "shop", Overlay: "openapi/overlays/shop.go.yaml", Chinese: "openapi/overlays/zh-CN/shop",
}}

// cases have changes of a response. The want is the changed lines of the sources of the document, without those of the
// Chinese and of Go.
var cases = []struct{ name, member, body, want string }{
	{"a text", "maker", `"a b"`, `
+    maker:
+      type: string
+      description: To be described.
+      x-evidence: {level: recorded, sources: [recordings], seen: unknown}
+      example: a b`},
	{"a price", "fee", `"5.40"`, `
+    fee:
+      allOf: [{$ref: values.yaml#/LooseDecimal}]
+      x-unit: unknown
+      description: To be described.
+      x-evidence: {level: recorded, sources: [recordings], seen: unknown}
+      example: "5.40"`},
	{"an id that no float holds", "owner", `2207146052740123456`, `
+    owner:
+      allOf: [{$ref: values.yaml#/LooseID}]
+      description: To be described.
+      x-evidence: {level: recorded, sources: [recordings], seen: unknown}
+      example: 2207146052740123456`},
	{"a phone number", "phone", `"13812345678"`, `
+    phone:
+      type: string
+      x-personal: true
+      description: To be described.
+      x-evidence: {level: recorded, sources: [recordings], seen: unknown}
+      example: REDACTED`},
	{"objects in a list", "steps", `[{"from":2,"props":{"0:0":"red"}}]`, `
+    steps:
+      type: array
+      items: {$ref: '#/OfferStepsElement'}
+      description: To be described.
+      x-evidence: {level: recorded, sources: [recordings], seen: unknown}
+      example: [{"from": 2, "props": {"0:0": "red"}}]
+
+OfferStepsElementProps:
+  type: object
+  description: To be described.
+  additionalProperties:
+    type: string
+  example: {"0:0": "red"}
+
+OfferStepsElement:
+  type: object
+  description: To be described.
+  properties:
+    from:
+      allOf: [{$ref: values.yaml#/Integer}]
+      description: To be described.
+      x-evidence: {level: recorded, sources: [recordings], seen: unknown}
+      example: 2
+    props:
+      allOf: [{$ref: '#/OfferStepsElementProps'}]
+      description: To be described.
+      x-evidence: {level: recorded, sources: [recordings], seen: unknown}`},
	{"a number as a text", "price", `"5.40"`, `
-      allOf: [{$ref: values.yaml#/Decimal}]
+      allOf: [{$ref: values.yaml#/LooseDecimal}]`},
	{"no text", "title", `null`, `
-      type: string
+      allOf: [{$ref: values.yaml#/TextOrNull}]
+
+TextOrNull:
+  description: A text, sent as text or null.
+  type: string
+  nullable: true
+  example: "1"`},
	{"an inline number as a text", "sold", `"12"`, `
-    sold: {type: integer, format: int64, description: How many were sold., example: 12}
+    sold: {allOf: [{$ref: values.yaml#/LooseInt}], description: How many were sold., example: 12}
+
+LooseInt:
+  description: A whole number, sent as text or integer.
+  anyOf:
+    - $ref: '#/PlainText'
+    - $ref: '#/PlainInteger'
+  example: 1`},
	{"PHP's empty map", "seller", `[]`, `
-      allOf: [{$ref: '#/Seller'}]
+      allOf: [{$ref: '#/SellerOrEmpty'}]
+
+SellerOrEmpty:
+  description: To be described.
+  anyOf:
+    - $ref: '#/Seller'
+    - $ref: values.yaml#/PlainEmptyList
+
+PlainEmptyList:
+  type: array
+  maxItems: 0
+  items: {type: string}
+  example: []
+  description: An empty list, which stands for nothing.`},
	{"a text in place of a list", "pictures", `""`, `
-      type: array
+      allOf: [{$ref: '#/OfferPicturesOrText'}]
       description: The pictures.
-      items: {type: string, description: An address., example: //a}
+
+OfferPictures:
+  description: To be described.
+  type: array
+  items: {type: string, description: An address., example: //a}
+
+OfferPicturesOrText:
+  description: To be described.
+  anyOf:
+    - $ref: '#/OfferPictures'
+    - $ref: values.yaml#/PlainText`},
	{"objects in place of an object", "seller", `[{"nick":"a"}]`, `
-      allOf: [{$ref: '#/Seller'}]
+      allOf: [{$ref: '#/SellerOrList'}]
+
+SellerList:
+  type: array
+  description: To be described.
+  items:
+    $ref: '#/Seller'
+
+SellerOrList:
+  description: To be described.
+  anyOf:
+    - $ref: '#/Seller'
+    - $ref: '#/SellerList'`},
	{"another state", "state", `"sold_out"`, `
-  enum: [on, "off"]
-  x-enum-varnames: [On, "Off"]
+  enum: [on, "off", "sold_out"]
+  x-enum-varnames: [On, "Off", SoldOut]
+    "sold_out": 待补充, To be described.`},
	{"another limit", "rating", `7`, `
-      maximum: 5
+      maximum: 7`},
	{"another form", "created", `"2026-01-01"`, `
-      allOf: [{$ref: values.yaml#/Time}]
+      type: string`},
	{"a missing member", "title", ``, `
-  required: [id, title, price]
+  required: [id, price]`},
	{"a member of a row", "variants", `[{"spec":"a","stock":1}]`, `
+    stock:
+      allOf: [{$ref: values.yaml#/Integer}]
+      description: To be described.
+      x-evidence: {level: recorded, sources: [recordings], seen: unknown}
+      example: 1`},
}

// response returns a body of the shop with another value of a member, or without it.
func response(member, value string) string {
	body := `{"id":"1","title":"T","price":5.4,"seller":{"nick":"a"}}`
	if value == "" {
		return strings.Replace(body, `"title":"T",`, "", 1)
	}
	for _, known := range []string{`"title":"T",`, `"price":5.4,`, `,"seller":{"nick":"a"}`} {
		if strings.Contains(known, `"`+member+`":`) {
			body = strings.Replace(body, known, "", 1)
		}
	}
	return body[:len(body)-1] + `,"` + member + `":` + value + `}`
}

func one(body string) func() iter.Seq[bodies.Part] {
	return func() iter.Seq[bodies.Part] {
		return slices.Values([]bodies.Part{func(yield func(bodies.Body, error) bool) {
			yield(bodies.Body{File: "offer_get/1.json", API: "offer_get", Content: []byte(body)}, nil)
		}})
	}
}

// TestSources makes one edit for each kind of change, and none when the same body is read again.
func TestSources(t *testing.T) {
	tree := os.DirFS("testdata/shop")
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			read := one(response(tt.member, tt.body))
			result, err := patch.Sources(tree, shop, read)
			require.NoError(t, err)
			require.Empty(t, result.Open)
			assert.Len(t, result.Changes, 1)
			assert.Equal(t, strings.TrimPrefix(tt.want, "\n"), difference(t, result))

			again, err := patch.Sources(edited(t, result), shop, read)
			require.NoError(t, err)
			assert.Empty(t, again.Changes)
			assert.Empty(t, again.Files)
		})
	}
}

// difference returns the changed lines of the schemas, and the lines between them.
func difference(t *testing.T, result *patch.Result) string {
	t.Helper()
	var out []string
	for _, name := range []string{"offer", "values"} {
		path := "openapi/shop/schemas/" + name + ".yaml"
		old, err := os.ReadFile("testdata/shop/" + path)
		require.NoError(t, err)
		new, ok := result.Files[path]
		if !ok {
			continue
		}
		lines := strings.Split(string(diff.Diff("a", old, "b", new)), "\n")
		for i, line := range lines[3:] {
			next := i+4 < len(lines) && strings.HasPrefix(lines[i+4], "-")
			before := strings.HasPrefix(lines[i+2], "+") || strings.HasPrefix(lines[i+2], "-")
			if line != "" && (line[0] == '+' || line[0] == '-') || next && before && !strings.HasPrefix(line, "@@") {
				out = append(out, line)
			}
		}
	}
	return strings.Join(out, "\n")
}

// edited returns the repository with the edits.
func edited(t *testing.T, result *patch.Result) fs.FS {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS("testdata/shop")))
	for name, content := range result.Files {
		require.NoError(t, os.MkdirAll(dir+"/"+name[:strings.LastIndex(name, "/")], 0o750))
		require.NoError(t, os.WriteFile(dir+"/"+name, content, 0o600))
	}
	return os.DirFS(dir)
}
