package change

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/exp/apidiff"

	"github.com/go-ali1688/ali1688/internal/bundle"
)

// TestPhrase says in words what a schema takes.
func TestPhrase(t *testing.T) {
	for schema, want := range map[string]string{
		`{}`: "any", `{"type":"string"}`: "string", `{"type":"object"}`: "object", `{"type":"array"}`: "[]any",
		`{"type":"array","items":{"type":"array","items":{"type":"integer"}}}`:             "[][]integer",
		`{"$ref":"#/components/schemas/A"}`:                                                "A",
		`{"allOf":[{"$ref":"#/components/schemas/A"}]}`:                                    "A",
		`{"allOf":[{"$ref":"#/components/schemas/A"},{"type":"object"}]}`:                  "A & object",
		`{"anyOf":[{"type":"string"},{"type":"array","items":{}}]}`:                        "string | []any",
		`{"oneOf":[{"type":"string"}]}`:                                                    "string",
		`{"type":"object","additionalProperties":{"type":"string"}}`:                       "map[]string",
		`{"type":"object","additionalProperties":{"$ref":"#/components/schemas/A"}}`:       "map[]A",
		`{"type":"object","properties":{"a":{}},"additionalProperties":{"type":"string"}}`: "object",
		`{"type":"string","additionalProperties":{"type":"string"}}`:                       "string",
	} {
		assert.Equal(t, want, phrase(parsed(t, schema)), schema)
	}
}

// TestRareEdits reports edits that add or remove a single keyword.
func TestRareEdits(t *testing.T) {
	for _, tt := range []struct {
		name, old, new string
		want           []string
	}{
		{"any member becomes a text", `{"type": "object", "additionalProperties": true}`,
			`{"type": "object", "additionalProperties": {"type": "string"}}`,
			[]string{`S changed [additionalProperties true] [{"type":"string"}] none`}},
		{"a text becomes any member", `{"type": "object", "additionalProperties": {"type": "string"}}`,
			`{"type": "object", "additionalProperties": true}`,
			[]string{`S changed [additionalProperties {"type":"string"}] [true] none`}},
		{"branches in another order", `{"anyOf": [{"type": "string"}, {"type": "integer"}]}`,
			`{"anyOf": [{"type": "integer"}, {"type": "string"}]}`,
			[]string{`S changed [anyOf [{"type":"string"},{"type":"integer"}]] [[{"type":"integer"},{"type":"string"}]] none`}},
		{"required without a property", `{"type": "object", "properties": {"a": {}}}`,
			`{"type": "object", "required": ["b"], "properties": {"a": {}}}`, []string{"S other [] [] none"}},
		{"a promise without a property", `{"type": "object"}`, `{"type": "object", "x-required-on-success": ["b"]}`,
			[]string{"S other [] [] none"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, walked(t, documentWith(tt.old, ""), documentWith(tt.new, "")))
		})
	}
}

// TestOneOfSeveral changes a part of an operation that has others beside it.
func TestOneOfSeveral(t *testing.T) {
	const ok = `"responses": {"200": {"description": "ok"}}`
	const servers = `"servers": [{"url": "http://a"}], `
	parameters := func(kind string) string {
		return `"parameters": [{"name": "p", "in": "query", "schema": {"type": "string"}},
			{"name": "q", "in": "query", "schema": {"type": "` + kind + `"}}], `
	}
	for _, tt := range []struct {
		name, old, new string
		want           []string
	}{
		{"second parameter", parameters("string") + ok, parameters("integer") + ok,
			[]string{"GET /a/ q retyped [string] [integer] breaks"}},
		{"beside servers", servers + ok, servers + `"x-effect": "pay", ` + ok,
			[]string{"GET /a/ changed [x-effect] [pay] none"}},
		{"no schema any more", `"responses": {"200": {"description": "ok", "content": {"text/plain": {"schema": {"type": "string"}}}}}`,
			`"responses": {"200": {"description": "ok", "content": {"text/plain": {}}}}`,
			[]string{`GET /a/ changed [schema {"type":"string"}] [] breaks`}},
	} {
		with := func(op string) string {
			return `{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a/": {"get": {` + op + `}}}}`
		}
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, walked(t, with(tt.old), with(tt.new))) })
	}
}

// TestInlineMessages judges what a message has as those read it who receive it.
func TestInlineMessages(t *testing.T) {
	with := func(schema string) string {
		return `{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}, "x-webhooks": {"PAID": {"post": {
			"operationId": "PAID", "requestBody": {"content": {"application/json": {"schema": ` + schema + `}}},
			"responses": {"200": {"description": "ok"}}}}}}`
	}
	const required = `{"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}`
	optional := strings.Replace(required, `"required": ["a"], `, "", 1)
	assert.Equal(t, []string{"PAID body.a optional [] [] breaks"}, walked(t, with(required), with(optional)))
	assert.Equal(t, []string{"PAID body.a required [] [] adds"}, walked(t, with(optional), with(required)))
}

// TestUntoldTexts has a translation that is the English again, beside one that stays.
func TestUntoldTexts(t *testing.T) {
	document := func(summary, description string) string {
		return `{"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{"/a/":{"get":{"operationId":"a","summary":"` +
			summary + `","description":"` + description + `","responses":{}}}}}`
	}
	assert.Equal(t, "a description",
		translatedLines(t, document("s", "d"), document("s", "d2"), document("概", "述"), document("概", "d2")))
	assert.Equal(t, "a description, zh-CN",
		translatedLines(t, document("s", "d"), document("s", "d2"), document("概", "述"), document("概", "新述")))
}

// TestUnjudged names the place of an edit that oasdiff cannot read, and the side.
func TestUnjudged(t *testing.T) {
	document := func(length string) *Document {
		return &Document{Root: parsed(t, documentWith(`{"type":"object","properties":{"a":{"type":"string","maxLength":`+
			length+`}}}`, ""))}
	}
	side := func(d *Document) *Side { return &Side{Documents: map[string]*Document{"toy": d}} }
	_, err := Compare(side(document(`"x"`)), side(document("2")))
	assert.ErrorContains(t, err, "toy: S a: the old form: ")
	_, err = Compare(side(document("2")), side(document(`"x"`)))
	assert.ErrorContains(t, err, "toy: S a: the new form: ")
}

// TestBrokenGo names the side whose Go cannot be read.
func TestBrokenGo(t *testing.T) {
	side := func(name, source string) *Side {
		return &Side{Name: name, Documents: map[string]*Document{"toy": {Root: parsed(t, tinyDocument)}},
			Packages: map[string]map[string][]byte{"example.org/toy": {"toy.go": []byte(source)}}}
	}
	_, err := Compare(side("v1", "package {"), side("v2", "package toy"))
	assert.EqualError(t, err, "the Go of v1: toy.go:1:9: expected 'IDENT', found '{'")
	_, err = Compare(side("v1", "package toy"), side("v2", "package {"))
	assert.EqualError(t, err, "the Go of v2: toy.go:1:9: expected 'IDENT', found '{'")
	report, err := Compare(side("v1", "package toy\ntype A int\n"), side("v2", "package toy\ntype A int\ntype B A\n"))
	require.NoError(t, err)
	assert.Equal(t, "B Go only", lines(report))
	assert.Equal(t, []string{"B: added"}, report.Edits[0].GoChanges)
}

// TestContainedNames finds a component in the name of something else if its own name is long enough to be no accident.
func TestContainedNames(t *testing.T) {
	for message, want := range map[string]string{
		"Zzz.TotalPayment: removed": "Payment", "Zzz.TotalAmount: removed": "", "Amounts: removed": "Amount",
		"Zzz.Amount: removed": "Amount", "Zzz.Amounts: removed": "", "": "", "Other: removed": "",
		"ItemGet200JSONResponse: removed": "ItemGetResponse",
	} {
		payment, amount := &Edit{Document: "d", Group: "Payment"}, &Edit{Document: "d", Group: "Amount"}
		elsewhere, item := &Edit{Document: "e", Group: "Amount"}, &Edit{Document: "d", Group: "ItemGetResponse"}
		g := newGiver(&Report{Edits: []*Edit{elsewhere, payment, amount, item}}, "d", nil)
		got := ""
		if e := g.causeOf(apidiff.Change{Message: message}); e != nil {
			assert.Equal(t, "d", e.Document, message)
			got = e.Group
		}
		assert.Equal(t, want, got, message)
	}
}

// TestLongNumbers keeps every digit of ids.
func TestLongNumbers(t *testing.T) {
	for _, read := range []func([]byte) (object, error){parseJSON, parseYAML} {
		root, err := read([]byte(`{"openapi":"3.0.3","paths":{},"x":202711458975969812}`))
		require.NoError(t, err)
		assert.Equal(t, "202711458975969812", short(root["x"]))
	}
}

// TestRevisionsFromBelow reads the whole repository from a folder of it, and needs one.
func TestRevisionsFromBelow(t *testing.T) {
	dir := repository(t)
	t.Chdir(filepath.Join(dir, "generated", "gateway"))
	side, err := Load("v1")
	require.NoError(t, err)
	assert.Equal(t, "1.2.3", side.Version())
	assert.Equal(t, "v1", side.Name)
	t.Chdir(t.TempDir())
	_, err = Load("v1")
	assert.EqualError(t, err, "there is no file v1, and no git repository here in which it could be a revision")
}

// TestStaleChinese notes a translation that changed after it was bundled, although the English did not.
func TestStaleChinese(t *testing.T) {
	dir := folderWith(t, map[string]string{
		"openapi/dist/gateway.json":    tinyDocument,
		"openapi/gateway/openapi.yaml": "openapi: 3.0.3\ninfo: {title: t, version: 1.0.0}\npaths: {}\n",
	})
	doc, err := bundle.Dir(filepath.Join(dir, "openapi", "gateway"))
	require.NoError(t, err)
	data, err := doc.JSON()
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "openapi", "dist", "gateway.json"), data, 0o600))
	for _, tt := range []struct {
		name, bundled, title string
		stale                []string
	}{
		{"none", "", "", nil},
		{"the same", strings.Replace(tinyDocument, `"t"`, `"题"`, 1), "题", nil},
		{"another", strings.Replace(tinyDocument, `"t"`, `"题"`, 1), "标题", []string{"openapi/gateway"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			overlays := filepath.Join(dir, "openapi", "overlays", "zh-CN", "gateway")
			require.NoError(t, os.MkdirAll(overlays, 0o750))
			if tt.title != "" {
				bundled := filepath.Join(dir, "openapi", "dist", "gateway.zh-CN.yaml")
				require.NoError(t, os.WriteFile(bundled, []byte(tt.bundled), 0o600))
				require.NoError(t, os.WriteFile(filepath.Join(overlays, "openapi.yaml"), []byte(`overlay: 1.0.0
x-speakeasy-jsonpath: rfc9535
info: {title: zh, version: "1"}
actions:
  - target: $.info
    update: {title: `+tt.title+"}\n"), 0o600))
			} else {
				require.NoError(t, os.RemoveAll(filepath.Dir(overlays)))
			}
			side, err := Load(dir)
			require.NoError(t, err)
			assert.Equal(t, tt.stale, side.Stale)
			if tt.title != "" {
				assert.Equal(t, tt.title, child(side.Documents["gateway"].Chinese, "info")["title"])
			}
		})
	}
}
