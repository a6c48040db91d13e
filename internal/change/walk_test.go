package change

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// parsed is a document, or a part of one.
func parsed(t *testing.T, text string) object {
	t.Helper()
	var o object
	require.NoError(t, json.Unmarshal([]byte(text), &o), text)
	return o
}

// walked are the edits between two documents, one a line: group, place, kind, what was and is, and the level on the
// wire; text for what people read.
func walked(t *testing.T, old, new string) []string {
	t.Helper()
	w := newWalker("toy", parsed(t, old), parsed(t, new))
	w.walk()
	require.NoError(t, w.judge())
	var lines []string
	for _, e := range w.edits {
		line := strings.Join(strings.Fields(fmt.Sprintf("%s %s %s [%s] [%s] %s", e.Group, e.Place, e.Kind, e.Was, e.Is,
			e.Wire)), " ")
		if e.Text {
			line += " text"
		}
		lines = append(lines, line)
	}
	return lines
}

// documentWith has one operation whose response, body and parameter are the schema S.
func documentWith(schema, more string) string {
	return `{"openapi": "3.0.3", "info": {"title": "Toy", "version": "1.0.0"}, "paths": {"/a/": {"post": {"operationId": "op",
		"parameters": [{"name": "p", "in": "query", "schema": {"type": "string"}}],
		"responses": {"200": {"description": "ok", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/S"}}}}}}}},
		"components": {"schemas": {"S": ` + schema + more + `}}}`
}

// TestSchemaEdits changes one schema of a response, a keyword at a time.
func TestSchemaEdits(t *testing.T) {
	cases := []struct {
		old, new string
		want     []string
	}{
		{`{"type": "string"}`, `{"type": "string"}`, nil},
		{`{"type": "string"}`, `{"type": "integer"}`, []string{"S retyped [string] [integer] breaks"}},
		{`{"type": "string"}`, `{}`, []string{"S retyped [string] [any] breaks"}},
		{`{"type": "string"}`, `{"type": "array", "items": {"type": "string"}}`,
			[]string{"S retyped [string] [[]string] breaks"}},
		{`{"type": "string"}`, `{"type": "object", "additionalProperties": {"type": "string"}}`,
			[]string{"S retyped [string] [map[]string] breaks"}},
		{`{"type": "string"}`, `{"type": "object", "properties": {"a": {}}, "additionalProperties": {"type": "string"}}`,
			[]string{"S retyped [string] [object] breaks"}},
		{`{"type": "string"}`, `{"additionalProperties": {"type": "string"}}`,
			[]string{"S retyped [string] [any] breaks"}},
		{`{"type": "string"}`, `{"type": "integer", "additionalProperties": {"type": "string"}}`,
			[]string{"S retyped [string] [integer] breaks"}},
		{`{"type": "string"}`, `{"allOf": [{"type": "string"}, {"type": "integer"}]}`,
			[]string{"S retyped [string] [string & integer] warns"}},
		{`{"type": "string", "description": "a"}`, `{"type": "string", "description": "b", "example": "x"}`,
			[]string{"S text [] [description, example] none text"}},
		{`{"type": "string"}`, `{"type": "string", "nullable": true}`, []string{"S nullable [] [] breaks"}},
		{`{"type": "string", "nullable": true}`, `{"type": "string", "nullable": false}`,
			[]string{"S never-null [] [] adds"}},
		{`{"type": "string", "enum": ["a"]}`, `{"type": "string", "enum": ["a", "b", "c"]}`,
			[]string{"S enum-grew [] [b, c] warns"}},
		{`{"type": "string", "enum": ["a", "b"]}`, `{"type": "string", "enum": ["a"]}`,
			[]string{"S enum-shrank [b] [] adds"}},
		{`{"type": "string", "enum": ["a", "b"]}`, `{"type": "string", "enum": ["b", "c"]}`,
			[]string{"S enum-grew [] [c] warns", "S enum-shrank [a] [] adds"}},
		{`{"type": "string", "enum": ["a", "b"]}`, `{"type": "string", "enum": ["b", "a"]}`, nil},
		{`{"type": "string"}`, `{"type": "string", "enum": ["a"]}`, []string{`S changed [enum] [["a"]] adds`}},
		{`{"type": "string", "maxLength": 3}`, `{"type": "string", "maxLength": 2}`,
			[]string{"S changed [maxLength 3] [2] adds"}},
		{`{"type": "string", "maxLength": 3}`, `{"type": "string"}`, []string{"S changed [maxLength 3] [] breaks"}},
		{`{"type": "string", "x-note": 1}`, `{"type": "string", "x-note": {"a": 2}}`,
			[]string{`S changed [x-note 1] [{"a":2}] none`}},
		{`{"type": "integer", "x-unit": "fen"}`, `{"type": "integer", "x-unit": "yuan"}`,
			[]string{"S unit-changed [fen] [yuan] breaks"}},
		{`{"type": "integer", "x-unit": "fen"}`, `{"type": "integer"}`, []string{"S unit-withdrawn [fen] [] warns"}},
		{`{"type": "integer", "x-unit": "unknown"}`, `{"type": "integer", "x-unit": "g"}`,
			[]string{"S unit-stated [] [g] adds"}},
		{`{"type": "integer", "x-unit": "unknown"}`, `{"type": "integer"}`, []string{"S changed [x-unit unknown] [] none"}},
		{`{"type": "array", "items": {"type": "string"}}`, `{"type": "array", "items": {"type": "integer"}}`,
			[]string{"S [] retyped [string] [integer] breaks"}},
		{`{"type": "object", "additionalProperties": {"type": "string"}}`,
			`{"type": "object", "additionalProperties": {"type": "integer"}}`,
			[]string{"S {} retyped [string] [integer] breaks"}},
		{`{"type": "object", "additionalProperties": {"type": "string"}}`, `{"type": "object"}`,
			[]string{`S changed [additionalProperties {"type":"string"}] [] none`}},
		{`{"type": "object", "properties": {"a": {"type": "string"}}}`,
			`{"type": "object", "properties": {"b": {"type": "string"}}}`,
			[]string{"S a removed [string] [] breaks", "S b added [] [string] adds"}},
		{`{"type": "object"}`, `{"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}`,
			[]string{"S a added [] [string] adds"}},
		{`{"type": "object", "required": ["a"], "properties": {"a": {}, "b": {}}}`,
			`{"type": "object", "properties": {"b": {}}}`,
			[]string{"S a removed [any] [] breaks"}},
		{`{"type": "object", "properties": {"a": {}}}`, `{"type": "object", "required": ["a"], "properties": {"a": {}}}`,
			[]string{"S a required [] [] adds"}},
		{`{"type": "object", "required": ["a"], "properties": {"a": {}}}`, `{"type": "object", "properties": {"a": {}}}`,
			[]string{"S a optional [] [] breaks"}},
		{`{"type": "object", "properties": {"a": {"type": "array", "items": {"type": "object", "properties": {"b": ` +
			`{"type": "string"}}}}}}`,
			`{"type": "object", "properties": {"a": {"type": "array", "items": {"type": "object", "properties": {"b": ` +
				`{"type": "number"}}}}}}`,
			[]string{"S a[].b retyped [string] [number] breaks"}},
		{`{"type": "object", "properties": {"a": {}}}`,
			`{"type": "object", "x-required-on-success": ["a"], "properties": {"a": {}}}`,
			[]string{"S a promised [] [] adds"}},
		{`{"type": "object", "x-required-on-success": ["a"], "properties": {"a": {}}}`,
			`{"type": "object", "properties": {"a": {}}}`,
			[]string{"S a unpromised [] [] breaks"}},
		{`{"type": "object", "x-required-on-success": ["a"], "properties": {"a": {}}}`,
			`{"type": "object", "properties": {}}`,
			[]string{"S a removed [any] [] breaks"}},
		{`{"allOf": [{"type": "object"}, {"type": "object", "properties": {"a": {"type": "string"}}}]}`,
			`{"allOf": [{"type": "object"}, {"type": "object", "properties": {"a": {"type": "number"}}}]}`,
			[]string{"S a retyped [string] [number] warns"}},
		{`{"anyOf": [{"type": "string"}, {"type": "integer"}]}`, `{"anyOf": [{"type": "string"}, {"type": "boolean"}]}`,
			[]string{"S branch-added [] [boolean] breaks", "S branch-removed [integer] [] adds"}},
		{`{"anyOf": [{"type": "string"}, {"type": "integer"}]}`,
			`{"anyOf": [{"type": "string", "maxLength": 2}, {"type": "integer"}]}`,
			[]string{`S changed [anyOf [{"type":"string"},{"type":"integer"}]] ` +
				`[[{"maxLength":2,"type":"string"},{"type":"integer"}]] adds`}},
		{`{"oneOf": [{"type": "string"}]}`, `{"oneOf": [{"type": "string"}, {"type": "integer"}]}`,
			[]string{"S branch-added [] [integer] breaks"}},
	}
	for _, c := range cases {
		assert.Equal(t, c.want, walked(t, documentWith(c.old, ""), documentWith(c.new, "")), "%s to %s", c.old, c.new)
	}
}

// TestReferences changes what schemas refer to, and takes a wrapped reference for the bare one.
func TestReferences(t *testing.T) {
	const more = `, "A": {"type": "string"}, "B": {"type": "string"}`
	cases := []struct {
		old, new string
		want     []string
	}{
		{`{"$ref": "#/components/schemas/A"}`, `{"$ref": "#/components/schemas/B"}`, []string{"S retyped [A] [B] none"}},
		{`{"$ref": "#/components/schemas/A"}`, `{"allOf": [{"$ref": "#/components/schemas/A"}], "description": "x"}`,
			[]string{"S text [] [description] none text", "S other [] [] warns"}},
		{`{"type": "array", "items": {"$ref": "#/components/schemas/A"}}`,
			`{"type": "array", "items": {"$ref": "#/components/schemas/B"}}`,
			[]string{"S [] retyped [A] [B] none"}},
	}
	for _, c := range cases {
		assert.Equal(t, c.want, walked(t, documentWith(c.old, more), documentWith(c.new, more)), "%s to %s", c.old, c.new)
	}
	assert.Equal(t, []string{"A added [] [] none"},
		walked(t, documentWith(`{"type": "string"}`, ""), documentWith(`{"type": "string"}`, `, "A": {"type": "string"}`)))
	assert.Equal(t, []string{"A removed [] [] none"},
		walked(t, documentWith(`{"type": "string"}`, `, "A": {"type": "string"}`), documentWith(`{"type": "string"}`, "")))
}

// TestOperationEdits changes an operation, a part at a time.
func TestOperationEdits(t *testing.T) {
	const ok = `"responses": {"200": {"description": "ok"}}`
	cases := []struct {
		old, new string
		want     []string
	}{
		{ok, ok, nil},
		{`"operationId": "a", ` + ok, `"operationId": "b", ` + ok, []string{"b renamed [a] [b] adds"}},
		{`"summary": "a", ` + ok, `"summary": "b", "tags": ["x"], ` + ok,
			[]string{"GET /a/ text [] [summary, tags] none text"}},
		{ok, `"x-effect": "pay", ` + ok, []string{"GET /a/ changed [x-effect] [pay] none"}},
		{`"servers": [{"url": "http://a"}], ` + ok, `"servers": [{"url": "http://b"}, {"url": "http://c"}], ` + ok,
			[]string{"GET /a/ servers [http://a] [http://b, http://c] warns text"}},
		{`"servers": [{"url": "http://a"}], ` + ok, `"servers": [{"url": "http://a", "description": "x"}], ` + ok,
			[]string{"GET /a/ servers [http://a] [http://a] none text"}},
		{ok, `"parameters": [{"name": "p", "in": "query", "schema": {"type": "string"}}], ` + ok,
			[]string{"GET /a/ p added [] [] adds"}},
		{ok, `"parameters": [{"name": "p", "in": "query", "required": true, "schema": {"type": "string"}}], ` + ok,
			[]string{"GET /a/ p added [] [] breaks"}},
		{`"parameters": [{"name": "p", "in": "query", "schema": {"type": "string"}}], ` + ok, ok,
			[]string{"GET /a/ p removed [] [] breaks"}},
		{`"parameters": [{"name": "p", "in": "query", "schema": {"type": "string"}}], ` + ok,
			`"parameters": [{"name": "p", "in": "header", "schema": {"type": "string"}}], ` + ok,
			[]string{"GET /a/ p added [] [] adds", "GET /a/ p removed [] [] breaks"}},
		{`"parameters": [{"name": "p", "in": "query", "schema": {"type": "string"}}], ` + ok,
			`"parameters": [{"name": "p", "in": "query", "required": true, "schema": {"type": "integer"}}], ` + ok,
			[]string{"GET /a/ p required [] [] breaks", "GET /a/ p retyped [string] [integer] breaks"}},
		{
			`"parameters": [{"name": "p", "in": "query", "required": true, "schema": {"type": "string"}}], ` + ok,
			`"parameters": [{"name": "p", "in": "query", "description": "x", "style": "form", "schema": {"type": "string"}}], ` + ok,
			[]string{"GET /a/ p text [] [description] none text", "GET /a/ p optional [] [] adds",
				"GET /a/ p changed [style] [form] none"},
		},
		{`"parameters": [{"$ref": "#/components/parameters/P"}], ` + ok,
			`"parameters": [{"name": "p", "in": "query", "schema": {"type": "integer"}}], ` + ok,
			[]string{"GET /a/ p other [] [] breaks"}},
		{ok, `"requestBody": {"content": {"application/json": {"schema": {"type": "string"}}}}, ` + ok,
			[]string{"GET /a/ body added [] [] adds"}},
		{`"requestBody": {"content": {"application/json": {"schema": {"type": "string"}}}}, ` + ok, ok,
			[]string{"GET /a/ body removed [] [] breaks"}},
		{`"requestBody": {"content": {"application/json": {"schema": {"type": "string"}}}}, ` + ok,
			`"requestBody": {"required": true, "description": "x", "content": {"application/json": {"schema": {"type": ` +
				`"integer"}}}}, ` + ok,
			[]string{"GET /a/ body text [] [description] none text", "GET /a/ body required [] [] breaks",
				"GET /a/ body retyped [string] [integer] breaks"}},
		{ok, `"responses": {"200": {"description": "ok"}, "404": {"description": "no"}}`,
			[]string{"GET /a/ status-added [] [404] adds"}},
		{`"responses": {"200": {"description": "ok"}, "404": {"description": "no"}}`, ok,
			[]string{"GET /a/ status-removed [404] [] adds"}},
		{ok, `"responses": {"200": {"description": "fine"}}`, []string{"GET /a/ text [] [description] none text"}},
		{ok, `"responses": {"200": {"description": "ok", "content": {"text/plain": {"schema": {"type": "string"}}}}}`,
			[]string{"GET /a/ media-added [] [text/plain] adds"}},
		{`"responses": {"200": {"description": "ok", "content": {"text/plain": {}}}}`,
			`"responses": {"200": {"description": "ok", "content": {"text/plain": {"schema": {"type": "string"}}}}}`,
			[]string{`GET /a/ changed [schema] [{"type":"string"}] adds`}},
		{`"responses": {"200": {"description": "ok", "content": {"text/plain": {}, "text/html": {}}}}`,
			`"responses": {"200": {"description": "ok", "content": {"text/plain": {}}}}`,
			[]string{"GET /a/ media-removed [text/html] [] breaks"}},
	}
	with := func(op string) string {
		return `{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a/": {"get": {` + op + `}}},
			"components": {"parameters": {"P": {"name": "p", "in": "query", "schema": {"type": "string"}}}}}`
	}
	for _, c := range cases {
		assert.Equal(t, c.want, walked(t, with(c.old), with(c.new)), "%s to %s", c.old, c.new)
	}
	two := strings.Replace(with(ok), `"paths": {`, `"paths": {"/b/": {"post": {`+ok+`}}, `, 1)
	assert.Equal(t, []string{"POST /b/ added [] [] adds"}, walked(t, with(ok), two))
	assert.Equal(t, []string{"POST /b/ removed [] [] breaks"}, walked(t, two, with(ok)))
}

// TestComponentEdits changes parameters and responses that are components, and what stands beside them.
func TestComponentEdits(t *testing.T) {
	with := func(components, root string) string {
		return `{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}` + root +
			`, "paths": {"/a/": {"get": {"operationId": "op",
			"parameters": [{"$ref": "#/components/parameters/P"}], "responses": {"200": {"description": "ok"}}}}}, "components": {` + components + `}}`
	}
	const p = `"parameters": {"P": {"name": "p", "in": "query", "schema": {"type": "string"}}}`
	cases := []struct {
		old, new string
		want     []string
	}{
		{with(p, ""), with(strings.Replace(p, `"in"`, `"required": true, "in"`, 1), ""), []string{"P required [] [] breaks"}},
		{with(p, ""), with(strings.Replace(p, `"string"`, `"string", "enum": ["a"]`, 1), ""),
			[]string{`P changed [enum] [["a"]] breaks`}},
		{with(p, ""), with(p+`, "responses": {"R": {"description": "x"}}`, ""), []string{"R added [] [] none"}},
		{with(p+`, "responses": {"R": {"description": "x", "a": 1}}`, ""),
			with(p+`, "responses": {"R": {"description": "y", "a": 2}}`, ""),
			[]string{"R text [] [description] none text", "R changed [a 1] [2] none"}},
		{with(p, ""), with(p, `, "x-more": 1`), []string{"document changed [x-more] [1] none"}},
		{with(p, ""), with(p, `, "tags": [{"name": "a"}]`), []string{"document text [] [tags] none text"}},
		{with(p, `, "servers": [{"url": "http://a"}]`), with(p, `, "servers": [{"url": "http://b"}]`),
			[]string{"document servers [http://a] [http://b] warns text"}},
	}
	for _, c := range cases {
		assert.Equal(t, c.want, walked(t, c.old, c.new), "%s to %s", c.old, c.new)
	}
}

// TestEnumsOfParameters has a parameter's enumeration, where a new value is no danger and a lost one is.
func TestEnumsOfParameters(t *testing.T) {
	with := func(enum string) string {
		return `{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a/": {"get": {"operationId": "op", "parameters": [
			{"name": "p", "in": "query", "schema": {"$ref": "#/components/schemas/E"}}], "responses": {"200": {"description": "ok"}}}}},
			"components": {"schemas": {"E": {"type": "string", "enum": ` + enum + `}}}}`
	}
	assert.Equal(t, []string{"E enum-grew [] [b] adds"}, walked(t, with(`["a"]`), with(`["a", "b"]`)))
	assert.Equal(t, []string{"E enum-shrank [b] [] breaks"}, walked(t, with(`["a", "b"]`), with(`["a"]`)))
}

// TestMessageEdits changes a message that the API sends: those who receive it are hurt by what is missing, and not by
// what is new.
func TestMessageEdits(t *testing.T) {
	with := func(topics, schema string) string {
		return `{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}, "x-webhooks": {` + topics + `},
			"components": {"schemas": {"S": ` + schema + `}}}`
	}
	topic := func(name, more string) string {
		return `"` + name + `": {"post": {"operationId": "` + name + `", ` + more + `
			"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/S"}}}},
			"responses": {"200": {"description": "ok"}}}}`
	}
	const object = `{"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}`
	cases := []struct {
		old, new string
		want     []string
	}{
		{with(topic("A", ""), object), with(topic("A", "")+", "+topic("B", ""), object), []string{"B added [] [] adds"}},
		{with(topic("A", "")+", "+topic("B", ""), object), with(topic("A", ""), object), []string{"B removed [] [] breaks"}},
		{
			with(topic("A", ""), object),
			with(topic("A", `"summary": "x", `), object),
			[]string{"A text [] [summary] none text"},
		},
		{with(topic("A", ""), object), with(topic("A", ""), strings.Replace(object, `"required": ["a"], `, "", 1)),
			[]string{"S a optional [] [] breaks"}},
		{with(topic("A", ""), object), with(topic("A", ""), strings.Replace(object, `"string"}`, `"string"}, "b": {}`, 1)),
			[]string{"S b added [] [any] adds"}},
	}
	for _, c := range cases {
		assert.Equal(t, c.want, walked(t, c.old, c.new))
	}
}
