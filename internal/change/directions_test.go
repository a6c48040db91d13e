package change

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// told returns the edits between two documents as reports tell them: in English, in Chinese, the level on the wire; and
// what follows from all: the version, and the number of edits that break somebody.
func told(t *testing.T, old, new string) []string {
	t.Helper()
	w := newWalker("toy", parsed(t, old), parsed(t, new))
	w.walk()
	require.NoError(t, w.judge())
	r := &Report{Version: "1.2.3", Edits: w.edits}
	r.conclude()
	var out []string
	for _, e := range w.edits {
		english, chinese := dictionary["en"].line(e), dictionary["zh-CN"].line(e)
		out = append(out, fmt.Sprintf("%s %s | %s | %s", e.Group, english, chinese, e.Wire))
	}
	return append(out, fmt.Sprintf("%s %d", r.Next, r.Breaks()))
}

// bothWays is a pair of documents, with the wanted report of each direction: from the first to the second, and back.
type bothWays struct {
	name     string
	old, new string
	there    []string
	back     []string
}

func (b bothWays) check(t *testing.T, document func(string) string) {
	t.Helper()
	t.Run(b.name, func(t *testing.T) {
		assert.Equal(t, b.there, told(t, document(b.old), document(b.new)), "there")
		assert.Equal(t, b.back, told(t, document(b.new), document(b.old)), "back")
	})
}

// TestSchemaDirections makes every kind of edit of a response's schema, and takes it back.
func TestSchemaDirections(t *testing.T) {
	for _, b := range []bothWays{
		{"nullable", `{"type": "string"}`, `{"type": "string", "nullable": true}`,
			[]string{"S may be null now | 现在可以为 null | breaks", "2.0.0 1"},
			[]string{"S is never null any more | 不再为 null | adds", "1.3.0 0"}},
		{"enum", `{"type": "string", "enum": ["a"]}`, `{"type": "string", "enum": ["a", "b"]}`,
			[]string{"S may be b, too | 取值增加 b | warns", "1.3.0 0"},
			[]string{"S is b no longer | 取值去掉 b | adds", "1.3.0 0"}},
		{"closed", `{"type": "string"}`, `{"type": "string", "enum": ["a"]}`,
			[]string{`S enum became ["a"] | enum 改为 ["a"] | adds`, "1.3.0 0"},
			[]string{`S enum ["a"] went away | enum ["a"] 已去掉 | breaks`, "2.0.0 1"}},
		{"limit", `{"type": "string", "maxLength": 3}`, `{"type": "string", "maxLength": 2}`,
			[]string{"S maxLength 3 became 2 | maxLength 3 改为 2 | adds", "1.3.0 0"},
			[]string{"S maxLength 2 became 3 | maxLength 2 改为 3 | breaks", "2.0.0 1"}},
		{"unit", `{"type": "integer", "x-unit": "fen"}`, `{"type": "integer", "x-unit": "yuan"}`,
			[]string{"S the unit fen became yuan | 单位由 fen 改为 yuan | breaks", "2.0.0 1"},
			[]string{"S the unit yuan became fen | 单位由 yuan 改为 fen | breaks", "2.0.0 1"}},
		{"unit stated", `{"type": "integer"}`, `{"type": "integer", "x-unit": "g"}`,
			[]string{"S the unit is g | 单位为 g | adds", "1.3.0 0"},
			[]string{"S the unit is no longer stated, it was g | 不再注明单位，原为 g | warns", "1.3.0 0"}},
		{"unit unknown", `{"type": "integer"}`, `{"type": "integer", "x-unit": "unknown"}`,
			[]string{"S x-unit became unknown | x-unit 改为 unknown | none", "1.2.4 0"},
			[]string{"S x-unit unknown went away | x-unit unknown 已去掉 | none", "1.2.4 0"}},
		{"shape", `{"type": "string"}`, `{"type": "array", "items": {"type": "string"}}`,
			[]string{"S string became []string | 由 string 改为 []string | breaks", "2.0.0 1"},
			[]string{"S []string became string | 由 []string 改为 string | breaks", "2.0.0 1"}},
		{"branch", `{"anyOf": [{"type": "string"}]}`, `{"anyOf": [{"type": "string"}, {"type": "integer"}]}`,
			[]string{"S may be integer, too | 也可以是 integer | breaks", "2.0.0 1"},
			[]string{"S is integer no longer | 不再是 integer | adds", "1.3.0 0"}},
		{"member", `{"type": "object", "properties": {"a": {}}}`,
			`{"type": "object", "properties": {"a": {}, "b": {"type": "array", "items": {"type": "string"}}}}`,
			[]string{"S b: added: []string | b: 新增: []string | adds", "1.3.0 0"},
			[]string{"S b: removed | b: 已删除 | breaks", "2.0.0 1"}},
		{"required", `{"type": "object", "properties": {"a": {}}}`,
			`{"type": "object", "required": ["a"], "properties": {"a": {}}}`,
			[]string{"S a: became required | a: 改为必有 | adds", "1.3.0 0"},
			[]string{"S a: became optional | a: 改为可缺 | breaks", "2.0.0 1"}},
		{"promise", `{"type": "object", "properties": {"a": {}}}`,
			`{"type": "object", "x-required-on-success": ["a"], "properties": {"a": {}}}`,
			[]string{"S a: every success has it now | a: 成功时必有 | adds", "1.3.0 0"},
			[]string{"S a: a success may lack it now | a: 成功时不再必有 | breaks", "2.0.0 1"}},
		{"texts", `{"type": "string"}`, `{"type": "string", "title": "T", "x-evidence": {"level": "live"}}`,
			[]string{"S title, x-evidence | title, x-evidence | none", "1.2.4 0"},
			[]string{"S title, x-evidence | title, x-evidence | none", "1.2.4 0"}},
		{"extension", `{"type": "string"}`, `{"type": "string", "x-note": [1]}`,
			[]string{"S x-note became [1] | x-note 改为 [1] | none", "1.2.4 0"},
			[]string{"S x-note [1] went away | x-note [1] 已去掉 | none", "1.2.4 0"}},
		{"elements", `{"type": "array", "items": {"type": "array", "items": {"type": "string"}}}`,
			`{"type": "array", "items": {"type": "array", "items": {"type": "string", "nullable": true}}}`,
			[]string{"S [][]: may be null now | [][]: 现在可以为 null | breaks", "2.0.0 1"},
			[]string{"S [][]: is never null any more | [][]: 不再为 null | adds", "1.3.0 0"}},
		{"any member", `{"type": "object", "properties": {"m": {"type": "object", "additionalProperties": {"type": "string"}}}}`,
			`{"type": "object", "properties": {"m": {"type": "object", "additionalProperties": {"type": "string", "nullable": true}}}}`,
			[]string{"S m{}: may be null now | m{}: 现在可以为 null | breaks", "2.0.0 1"},
			[]string{"S m{}: is never null any more | m{}: 不再为 null | adds", "1.3.0 0"}},
	} {
		b.check(t, func(schema string) string { return documentWith(schema, "") })
	}
}

// TestOperationDirections makes every kind of edit of an operation, and takes it back.
func TestOperationDirections(t *testing.T) {
	const p = `"parameters": [{"name": "p", "in": "query", "schema": {"type": "string"}%s}], `
	const body = `"requestBody": {"content": {"application/json": {"schema": {"type": "string"}}}%s}, `
	for _, b := range []bothWays{
		{"name", `"operationId": "a", `, `"operationId": "b", `,
			[]string{"b the operationId a became b | operationId 由 a 改为 b | adds", "1.3.0 0"},
			[]string{"a the operationId b became a | operationId 由 b 改为 a | adds", "1.3.0 0"}},
		{"parameter", ``, fmt.Sprintf(p, ""), []string{"GET /a/ p: added | p: 新增 | adds", "1.3.0 0"},
			[]string{"GET /a/ p: removed | p: 已删除 | breaks", "2.0.0 1"}},
		{"needed parameter", fmt.Sprintf(p, ""), fmt.Sprintf(p, `, "required": true`),
			[]string{"GET /a/ p: became required | p: 改为必有 | breaks", "2.0.0 1"},
			[]string{"GET /a/ p: became optional | p: 改为可缺 | adds", "1.3.0 0"}},
		{"body", ``, fmt.Sprintf(body, ""), []string{"GET /a/ body: added | body: 新增 | adds", "1.3.0 0"},
			[]string{"GET /a/ body: removed | body: 已删除 | breaks", "2.0.0 1"}},
		{"needed body", fmt.Sprintf(body, ""), fmt.Sprintf(body, `, "required": true`),
			[]string{"GET /a/ body: became required | body: 改为必有 | breaks", "2.0.0 1"},
			[]string{"GET /a/ body: became optional | body: 改为可缺 | adds", "1.3.0 0"}},
		{"effect", ``, `"x-effect": "pay", `, []string{"GET /a/ x-effect became pay | x-effect 改为 pay | none", "1.2.4 0"},
			[]string{"GET /a/ x-effect pay went away | x-effect pay 已去掉 | none", "1.2.4 0"}},
		{"address", `"servers": [{"url": "http://a"}], `, `"servers": [{"url": "http://b"}], `,
			[]string{"GET /a/ the servers http://a became http://b | 服务器地址由 http://a 改为 http://b | warns", "1.3.0 0"},
			[]string{"GET /a/ the servers http://b became http://a | 服务器地址由 http://b 改为 http://a | warns", "1.3.0 0"}},
	} {
		b.check(t, func(members string) string {
			return `{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a/": {"get": {` + members +
				`"responses": {"200": {"description": "ok"}}}}}}`
		})
	}
}

// TestResponseDirections adds and removes what an operation may answer.
func TestResponseDirections(t *testing.T) {
	const plain = `"content": {"text/plain": {"schema": {"type": "string"}}}`
	for _, b := range []bothWays{
		{"status", `"200": {"description": "ok"}`, `"200": {"description": "ok"}, "404": {"description": "no"}`,
			[]string{"op may answer 404, too | 增加状态 404 | adds", "1.3.0 0"},
			[]string{"op answers 404 no longer | 去掉状态 404 | adds", "1.3.0 0"}},
		{"media", `"200": {"description": "ok"}`, `"200": {"description": "ok", ` + plain + `}`,
			[]string{"op comes as text/plain, too | 增加格式 text/plain | adds", "1.3.0 0"},
			[]string{"op comes as text/plain no longer | 去掉格式 text/plain | breaks", "2.0.0 1"}},
		{"inline", `"200": {"description": "ok", ` + plain + `}`,
			`"200": {"description": "ok", "content": {"text/plain": {"schema": {"type": "integer"}}}}`,
			[]string{"op string became integer | 由 string 改为 integer | adds", "1.3.0 0"},
			[]string{"op integer became string | 由 integer 改为 string | breaks", "2.0.0 1"}},
		{"example", `"200": {"description": "ok", ` + plain + `}`,
			`"200": {"description": "ok", "content": {"text/plain": {"example": "x", "schema": {"type": "string"}}}}`,
			[]string{"op example | example | none", "1.2.4 0"}, []string{"op example | example | none", "1.2.4 0"}},
		{"headers", `"200": {"description": "ok"}`,
			`"200": {"description": "ok", "headers": {"X": {"schema": {"type": "string"}}}}`,
			[]string{`op headers became {"X":{"schema":{"type":"string"}}} | headers 改为 {"X":{"schema":{"type":"string"}}} | adds`,
				"1.3.0 0"},
			[]string{`op headers {"X":{"schema":{"type":"string"}}} went away | headers {"X":{"schema":{"type":"string"}}} 已去掉 | adds`,
				"1.3.0 0"}},
		{"reference", `"200": {"$ref": "#/components/responses/A"}`, `"200": {"$ref": "#/components/responses/B"}`,
			[]string{"op $ref #/components/responses/A became #/components/responses/B | " +
				"$ref #/components/responses/A 改为 #/components/responses/B | none", "1.2.4 0"},
			[]string{"op $ref #/components/responses/B became #/components/responses/A | " +
				"$ref #/components/responses/B 改为 #/components/responses/A | none", "1.2.4 0"}},
	} {
		b.check(t, func(responses string) string {
			return `{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a/": {"get": {"operationId": "op",
				"responses": {` + responses + `}}}}, "components": {"responses": {"A": {"description": "a"}, "B": {"description": "b"}}}}`
		})
	}
}
