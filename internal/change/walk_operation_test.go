package change

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

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
