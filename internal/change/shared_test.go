package change

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// common is a document whose operations share what stands beside them.
const common = `{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "security": [{"k": []}],
	"paths": {"/a/": {"parameters": [{"name": "p", "in": "query", "schema": {"type": "string"}}],
		"get": {"operationId": "a", "responses": {"200": {"$ref": "#/components/responses/R"}},
			"parameters": [{"name": "ids", "in": "query", "explode": false, "schema": {"type": "array"}}]},
		"post": {"operationId": "b", "requestBody": {"$ref": "#/components/requestBodies/B"}, "responses": {},
			"parameters": [{"name": "p", "in": "query", "schema": {"type": "number"}}]}}},
	"components": {"securitySchemes": {"k": {"type": "apiKey", "in": "query", "name": "key"}},
		"examples": {"R": {"value": 1}}, "headers": {"H": {"schema": {"type": "string"}}},
		"responses": {"R": {"description": "d", "headers": {"X": {"$ref": "#/components/headers/H"}},
			"content": {"application/json": {"schema": {"type": "object", "properties": {"m": {"type": "string"}}}}}}},
		"requestBodies": {"B": {"content": {"application/json": {"schema": {"type": "object",
			"properties": {"x": {"type": "string"}}}}}}}}}`

// TestSharedEdits changes what operations share: each edit has its verdict, though no operation changes.
func TestSharedEdits(t *testing.T) {
	for _, c := range []struct {
		old, new string
		want     []string
	}{
		{`{"m": {"type": "string"}}`, `{}`, []string{"R m removed [string] [] breaks"}},
		{`{"m": {"type": "string"}}`, `{"m": {"type": "number"}}`, []string{"R m retyped [string] [number] breaks"}},
		{`"description": "d"`, `"description": "e"`, []string{"R text [] [description] none text"}},
		{`"B": {`, `"B": {"required": true, `, []string{"B required [] [] breaks"}},
		{`"properties": {"x"`, `"required": ["x"], "properties": {"x"`, []string{"B x required [] [] breaks"}},
		{`"name": "key"`, `"name": "token"`, []string{"k changed [name key] [token] breaks"}},
		{`"apiKey", `, `"apiKey", "x-more": 1, `, []string{"k changed [x-more] [1] none"}},
		{`"apiKey", `, `"apiKey", "bearerFormat": "JWT", `, []string{"k changed [bearerFormat] [JWT] warns"}},
		{`"apiKey", `, `"apiKey", "description": "d", `, []string{"k text [] [description] none text"}},
		{`[{"k": []}]`, `[{"k": []}, {"z": []}]`,
			[]string{`document changed [security [{"k":[]}]] [[{"k":[]},{"z":[]}]] adds`}},
		{`[{"k": []}]`, `[{"z": []}]`, []string{`document changed [security [{"k":[]}]] [[{"z":[]}]] breaks`}},
		{`"security": [{"k": []}]`, `"security": []`, []string{`document changed [security [{"k":[]}]] [[]] adds`}},
		{`"operationId": "a", `, `"operationId": "a", "security": [{"z": []}], `,
			[]string{`a changed [security] [[{"z":[]}]] breaks`}},
		{`"value": 1`, `"value": 2`, []string{"R changed [value 1] [2] none"}},
		{`"name": "p", "in": "query", "schema": {"type": "string"}`,
			`"name": "p", "in": "query", "required": true, "schema": {"type": "string"}`, []string{"a p required [] [] breaks"}},
		{`{"/a/": {`, `{"/a/": {"servers": [{"url": "http://a"}], `,
			[]string{"a servers [] [http://a] warns text", "b servers [] [http://a] warns text"}},
		{`"explode": false, `, ``, []string{"a ids changed [explode false] [] warns"}},
		{`"explode": false, `, `"explode": false, "style": "form", `, []string{"a ids changed [style] [form] none"}},
	} {
		edited := strings.Replace(common, c.old, c.new, 1)
		assert.NotEqual(t, common, edited, c.old)
		assert.Equal(t, c.want, walked(t, common, edited), "%s to %s", c.old, c.new)
	}
}
