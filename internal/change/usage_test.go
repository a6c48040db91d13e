package change

import (
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

// reached has two operations and a message, and components that they reach, directly and through others.
const reached = `{"openapi": "3.0.3", "info": {"title": "t", "version": "1"},
	"paths": {
		"/a/": {"get": {"operationId": "read", "parameters": [{"$ref": "#/components/parameters/Page"}],
			"responses": {"200": {"$ref": "#/components/responses/Found"}}}},
		"/b/": {"post": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}},
			"responses": {"200": {"description": "ok", "content": {"application/json": {"schema":
				{"$ref": "#/components/schemas/Order"}}}}}}, "summary": "not a method"}},
	"x-webhooks": {"PAID": {"post": {"operationId": "PAID",
		"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Paid"}}}},
		"responses": {"200": {"description": "ok"}}}}},
	"components": {
		"parameters": {"Page": {"name": "page", "in": "query", "schema": {"$ref": "#/components/schemas/Number"}}},
		"responses": {"Found": {"description": "ok", "content": {"application/json": {"schema":
			{"$ref": "#/components/schemas/Item"}}}}},
		"schemas": {
			"Number": {"type": "integer"},
			"Item": {"type": "object", "properties": {"more": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}},
				"price": {"allOf": [{"$ref": "#/components/schemas/Price"}]}}},
			"Price": {"type": "string"},
			"Order": {"type": "object", "properties": {"price": {"$ref": "#/components/schemas/Price"}}},
			"Paid": {"type": "object"}, "Forgotten": {"$ref": "#/components/schemas/Lost"}, "Lost": {"type": "string"}}}}`

// TestUsage finds the operations that reach each component, and where.
func TestUsage(t *testing.T) {
	type names = []string
	cases := map[string]struct{ answers, bodies, parameters, requests names }{
		"parameters/Page": {nil, nil, names{"read"}, names{"read"}},
		"schemas/Number":  {nil, nil, names{"read"}, names{"read"}},
		"responses/Found": {names{"read"}, nil, nil, nil},
		"schemas/Item":    {names{"read"}, nil, nil, nil},
		"schemas/Order":   {names{"POST /b/"}, names{"POST /b/"}, nil, names{"POST /b/"}},
		"schemas/Price":   {names{"POST /b/", "read"}, names{"POST /b/"}, nil, names{"POST /b/"}},
		"schemas/Paid":    {names{"PAID"}, nil, nil, nil},
	}
	used := usageOf(parsed(t, reached))
	assert.ElementsMatch(t, slices.Collect(maps.Keys(cases)), slices.Collect(maps.Keys(used)))
	for key, c := range cases {
		for where, pair := range map[string][2]names{
			"answers":    {c.answers, slices.Sorted(maps.Keys(used[key].answers))},
			"bodies":     {c.bodies, slices.Sorted(maps.Keys(used[key].bodies))},
			"parameters": {c.parameters, slices.Sorted(maps.Keys(used[key].parameters))},
			"requests":   {c.requests, slices.Sorted(maps.Keys(used[key].requests))},
		} {
			assert.Equal(t, pair[0], pair[1], "%s in %s", key, where)
		}
	}
	assert.Equal(t, names{"POST /b/", "read"}, used["schemas/Price"].operations())
	assert.Equal(t, map[string]bool{"Forgotten": true, "Lost": true}, unused(&Document{Root: parsed(t, reached)}))
	assert.Empty(t, unused(nil))
}

// TestUsesOfAnEdit looks up what an edit is about, and adds the uses of both sides.
func TestUsesOfAnEdit(t *testing.T) {
	used := usageOf(parsed(t, reached))
	for want, e := range map[string]*Edit{
		"read":     {Group: "Page", kind: inParameters},
		"POST /b/": {Group: "Order", kind: inSchemas},
		"PAID":     {Group: "Paid", kind: inSchemas},
	} {
		assert.Equal(t, []string{want}, used.of(e).operations(), "%+v", e)
	}
	for _, e := range []*Edit{{Group: "Page", kind: inSchemas}, {Group: "Forgotten"},
		{Group: "Found", kind: inOtherComponents}} {
		assert.Empty(t, used.of(e).operations(), "%+v", e)
	}
	a := uses{set{"a": true}, set{"b": true}, set{"c": true}, set{"b": true, "c": true}}
	b := uses{set{"d": true}, set{}, set{"e": true}, set{"e": true}}
	assert.Equal(t, uses{set{"a": true, "d": true}, set{"b": true}, set{"c": true, "e": true},
		set{"b": true, "c": true, "e": true}}, a.plus(b))
	assert.Equal(t, []string{"a", "b", "c", "d", "e"}, a.plus(b).operations())
	assert.Equal(t, set{"a": true}, a.answers, "adding leaves both as they were")
}

// TestMessagesAreRead compares a message as a response: those who receive it read it.
func TestMessagesAreRead(t *testing.T) {
	message := object{"operationId": "PAID",
		"requestBody": object{"content": object{"application/json": object{"x": "y"}}},
		"responses":   object{"204": object{"description": "theirs"}}}
	assert.Equal(t, object{"operationId": "PAID", "responses": object{"200": object{"description": "ok",
		"content": object{"application/json": object{"x": "y"}}}}}, turned(message))
	assert.Contains(t, message, "requestBody", "the message itself stays")
}

// TestSchemaIn puts a schema where the document has it, and into a response where nothing reaches it.
func TestSchemaIn(t *testing.T) {
	one := set{"op": true}
	cases := map[string]struct {
		uses                       uses
		response, body, parameters bool
	}{
		"nowhere":     {newUses(), true, false, false},
		"a response":  {uses{one, set{}, set{}, set{}}, true, false, false},
		"a body":      {uses{set{}, one, set{}, one}, false, true, false},
		"a parameter": {uses{set{}, set{}, one, one}, false, false, true},
		"everywhere":  {uses{one, one, one, one}, true, true, true},
	}
	for name, c := range cases {
		op := child(child(schemaIn(object{"type": "string"}, c.uses), "/_"), "post")
		assert.Equal(t, c.response, child(child(child(op, "responses"), "200"), "content") != nil, name)
		assert.Equal(t, c.body, op["requestBody"] != nil, name)
		assert.Equal(t, c.parameters, op["parameters"] != nil, name)
	}
}

// TestAround builds a document with the components that a form refers to, from either side, and no others.
func TestAround(t *testing.T) {
	old := parsed(t, reached)
	w := newWalker("toy", old, parsed(t, `{"components": {"schemas": {"New": {"$ref": "#/components/schemas/Price"}}}}`))
	cases := map[string]struct {
		form object
		want []string
	}{
		"none":             {object{"type": "string"}, nil},
		"one":              {object{"$ref": "#/components/schemas/Price"}, []string{"Price"}},
		"one and itself":   {object{"items": object{"$ref": "#/components/schemas/Item"}}, []string{"Item", "Price"}},
		"of the new side":  {object{"$ref": "#/components/schemas/New"}, []string{"New", "Price"}},
		"one that nobody":  {object{"$ref": "#/components/schemas/Missing"}, nil},
		"through a chain":  {object{"$ref": "#/components/schemas/Forgotten"}, []string{"Forgotten", "Lost"}},
		"a path elsewhere": {object{"$ref": "other.yaml#/Item"}, nil},
	}
	for name, c := range cases {
		got := w.around(object{"/_": object{}}, c.form)
		assert.Equal(t, c.want, keys(child(child(got, "components"), "schemas"), nil), name)
		assert.Equal(t, object{"/_": object{}}, got["paths"])
	}
	got := w.around(object{}, object{"$ref": "#/components/parameters/Page"})
	assert.Equal(t, []string{"parameters", "schemas"}, keys(child(got, "components"), nil))
}
