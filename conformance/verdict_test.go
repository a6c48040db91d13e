package conformance

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// oddities are schemas on which validators differ; the verdict is kin-openapi's.
var oddities = []string{
	`{}`,
	`{"nullable": true}`,
	`{"type": "integer"}`,
	`{"type": "integer", "format": "int32"}`,
	`{"type": "integer", "format": "int64"}`,
	`{"type": "number", "minimum": 3, "exclusiveMinimum": true, "maximum": 100}`,
	`{"type": "string", "nullable": true, "enum": [null]}`,
	`{"type": "string", "enum": [null, "a"]}`,
	`{"enum": [3, "a", true]}`,
	`{"type": "boolean", "enum": [false]}`,
	`{"minLength": 1, "minimum": 3, "minItems": 1}`,
	`{"maxLength": 1, "maxItems": 1, "maxProperties": 1}`,
	`{"type": "object", "minProperties": 1, "required": ["a", "a"]}`,
	`{"properties": {"a": {"type": "string"}}}`,
	`{"type": "object", "properties": {"a": {}}, "additionalProperties": false}`,
	`{"type": "object", "properties": {"a": {}}, "additionalProperties": true}`,
	`{"type": "object", "additionalProperties": {"type": "integer"}}`,
	`{"allOf": [{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": false}, ` +
		`{"required": ["b"]}]}`,
	`{"allOf": [{"type": "string", "nullable": true}]}`,
	`{"allOf": [{"type": "string"}], "nullable": true}`,
	`{"allOf": [{}]}`,
	`{"type": "string", "allOf": [{"nullable": true}]}`,
	`{"anyOf": [{"type": "string"}, {"type": "string", "nullable": true, "enum": [null]}]}`,
	`{"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^[a-z\u005cu4E00-\u005cu9FFF]+$"}], "maxLength": 2}`,
	`{"anyOf": [{"type": "object", "required": ["a"]}, {"type": "object", "required": ["b"]}, {"type": "array", ` +
		`"maxItems": 0}]}`,
	`{"allOf": [{"anyOf": [{"type": "object", "required": ["a"]}, {"type": "object", "required": ["b"]}]}, ` +
		`{"properties": {"a": {"type": "string"}}}]}`,
	`{"oneOf": [{"type": "number"}, {"type": "integer"}, {"type": "string"}]}`,
	`{"allOf": [{"oneOf": [{"type": "number"}, {"type": "integer"}]}, {"minimum": 1}]}`,
	`{"oneOf": [{"nullable": true}, {"type": "string", "nullable": true}]}`,
	`{"type": "array", "items": {"anyOf": [{"$ref": "#/components/schemas/Root"}, {"type": "integer"}]}}`,
	`{"type": "string", "properties": {"a": {"type": "string"}}}`,
}

var oddBodies = []string{
	`null`, `true`, `false`, `0`, `-0`, `3`, `3.0`, `3.5`, `3e2`, `1e-1`, `2147483648`, `-2147483649`,
	`9223372036854775807`, `9223372036854775808`, `-9223372036854775808`, `1e19`, `12345678901234567890.5`,
	`100.00000000000000000001`, `1e400`,
	`""`, `"a"`, `"ab"`, `"abc"`, `"A"`, `"中"`, `"\u4e2d\u6587"`, `"\ud83d\ude00"`, `"\ud83d"`, "\"\xff\"",
	`[]`, `[1]`, `[1,[2,[]]]`, `["a"]`, `[null]`, `[1,2]`,
	`{}`, `{"a":1}`, `{"a":"x"}`, `{"a":null}`, `{"b":1}`, `{"b":1,"a":"x"}`, `{"a":1,"a":"x"}`, `{"a":"x","c":{}}`,
	``, ` `, `{`, `{"a"`, `{"a":1`, `[1,]`, `[1 2]`, `{"a":1,}`, `{a:1}`, `nul`, `01`, `1.`, `"a`, "\"\n\"", `'a'`, `]`,
	"\uFEFF{}", `{}{}`, ` {} `, `1 2`, `NaN`,
}

func TestVerdictsOnOddities(t *testing.T) {
	for _, schema := range oddities {
		document := documentOf(`{"Root": ` + schema + `}`)
		c, kin := newChecker(t, document), newReference(t, document)
		for _, body := range oddBodies {
			if strings.Contains(schema, "{}") && strings.Contains(body, "null") {
				continue // see TestOpenPlacesAllowNull
			}
			t.Run(schema+" "+body, func(t *testing.T) { agree(t, c, kin, "op", []byte(body)) })
		}
	}
}

// TestOpenPlacesAllowNull is the one difference from kin-openapi that is meant: a schema without a type forbids
// nothing. kin-openapi wants nullable there, which OpenAPI 3.0.3 does not have beside no type.
func TestOpenPlacesAllowNull(t *testing.T) {
	for schema, body := range map[string]string{
		`{}`: `null`,
		`{"type": "object", "properties": {"a": {}}}`: `{"a":null}`,
		`{"type": "array", "items": {}}`:              `[null]`,
		`{"allOf": [{}]}`:                             `null`,
	} {
		require.Empty(t, check(t, newChecker(t, documentOf(`{"Root": `+schema+`}`)), "op", []byte(body), Options{}), schema)
	}
}

func FuzzCheck(f *testing.F) {
	document := documentOf(shop)
	c, kin := newChecker(f, document), newReference(f, document)
	for _, body := range append(oddBodies, dirtyBody) {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		agree(t, c, kin, "op", body)
		strict := check(t, c, "op", body, Options{Strict: true})
		if n := len(check(t, c, "op", body, Options{Strict: true, Excerpt: true})); n > len(strict) {
			t.Errorf("got %d findings in the excerpt, want at most the %d of the whole", n, len(strict))
		}
	})
}
