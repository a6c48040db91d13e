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
