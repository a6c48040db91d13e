package conformance

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestPassTakesAnswers makes sure that real bodies without findings do not need the walker, which is slower.
func TestPassTakesAnswers(t *testing.T) {
	c, _ := gateway(t)
	for _, a := range answers(t) {
		op := c.byName[a.api]
		if op == nil || len(walk(c, a.api, a.body, a.options(true))) > 0 || wrapped(a.body) {
			continue
		}
		for _, strict := range []bool{false, true} {
			assert.True(t, passed(c, op, a.body, a.options(strict)), "%s, strict: %v", a.file, strict)
		}
	}
}

// passed reports whether a pass takes a body.
func passed(c *Checker, op *operation, body []byte, o Options) bool {
	ok, _ := c.passed(op, body, o)
	return ok
}

// passSchemas are the components of a document for TestPass.
const passSchemas = `{"Root": {"type": "object", "x-required-on-success": ["item"], "required": ["id"], "properties": {
	"id": {"type": "integer", "minimum": 1},
	"error_code": {"anyOf": [{"type": "string"}, {"type": "number"}]},
	"name": {"type": "string", "maxLength": 3},
	"price": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": "^[0-9.]+$"}]},
	"on": {"type": "boolean", "enum": [true]},
	"none": {"type": "string", "nullable": true},
	"rows": {"type": "array", "minItems": 1, "maxItems": 2, "items": {"$ref": "#/components/schemas/Row"}},
	"map": {"type": "object", "maxProperties": 3, "additionalProperties": {"type": "integer"}},
	"item": {"allOf": [{"$ref": "#/components/schemas/Row"}, {"type": "object", "properties": {"b": {"type": "string"}}}]},
	"open": {}, "closed": {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": false},
	"two": {"anyOf": [{"type": "object", "required": ["a"]}, {"type": "object", "required": ["b"]}]}
	}}, "Row": {"type": "object", "properties": {"a": {"type": "string"}, "中": {"type": "string"}}}}`

func TestPass(t *testing.T) {
	c := newChecker(t, documentOf(passSchemas))
	deep := strings.Repeat("[", maxDepth-1) + strings.Repeat("]", maxDepth-1)
	var many strings.Builder
	for i := range 3 * manyMembers {
		many.WriteString(`"n` + strconv.Itoa(i) + `":0,`)
	}
	cases := []struct {
		name, body string // in place of …, what every body has
		options    Options
		want       bool
	}{
		{"nothing more", `{…}`, Options{}, true},
		{"blanks", " {… , \"name\" :\t\"a\"\r\n}\n", Options{}, true},
		{"a member twice", `{…,"id":2}`, Options{}, false},
		{"a member twice, escaped", `{…,"\u0069d":2}`, Options{}, false},
		{"an unknown member", `{…,"x":{"y":[1,"\u4e2d\ud83d\ude00",null]}}`, Options{}, true},
		{"an unknown member, strict", `{…,"x":1}`, Options{Strict: true}, false},
		{"an unknown member in an item, strict", `{"id":1,"item":{"z":1}}`, Options{Strict: true}, false},
		{"members of two parts, strict", `{"id":1,"item":{"a":"","b":"","中":""}}`, Options{Strict: true}, true},
		{"an unknown member twice", `{…,"x":1,"x":1}`, Options{}, false},
		{"an unknown member twice, escaped", `{…,"x\u0079":1,"xy":1}`, Options{}, false},
		{"many unknown members", `{` + many.String() + `…}`, Options{}, true},
		{"many unknown members, one twice", `{` + many.String() + `…,"n7":0}`, Options{}, false},
		{"many unknown members, a late one twice", `{` + many.String() + `…,"n200":0}`, Options{}, false},
		{"a required member is missing", `{"item":{"a":""}}`, Options{}, false},
		{"a required member is missing in an excerpt", `{"item":{"a":""}}`, Options{Excerpt: true}, true},
		{"a kind", `{"id":"1","item":{"a":""}}`, Options{}, false},
		{"an integer as a float", `{"id":1.0,"item":{"a":""}}`, Options{}, true},
		{"a fraction for an integer", `{"id":1.5,"item":{"a":""}}`, Options{}, false},
		{"a range", `{"id":0,"item":{"a":""}}`, Options{}, false},
		{"a success without a payload", `{"id":1}`, Options{}, false},
		{"a success with an empty payload", `{"id":1,"item":{ }}`, Options{}, false},
		{"a success with null", `{"id":1,"item":null}`, Options{}, false},
		{"a success by its code", `{"id":1,"error_code":"0000"}`, Options{}, false},
		{"a failure without a payload", `{"id":1,"error_code":"4000"}`, Options{}, true},
		{"a success by a number", `{…,"error_code":0}`, Options{}, true},
		{"a success by a float", `{…,"error_code":0.0}`, Options{}, false},
		{"a failure by a number", `{…,"error_code":1}`, Options{}, false},
		{"a failure whose code has escapes", `{"id":1,"error_code":"400\u0030"}`, Options{}, false},
		{"a long text", `{…,"name":"abcd"}`, Options{}, false},
		{"a text of three characters", `{…,"name":"\u4e2d中\n"}`, Options{}, true},
		{"union, a number", `{…,"price":-1.5e3}`, Options{}, true},
		{"union, a text", `{…,"price":"1.5"}`, Options{}, true},
		{"union, a wrong text", `{…,"price":"x"}`, Options{}, false},
		{"union, no branch", `{…,"price":true}`, Options{}, false},
		{"union, two branches of a kind", `{…,"two":{"b":1}}`, Options{}, false},
		{"enum of booleans", `{…,"on":true}`, Options{}, true},
		{"enum of booleans, another", `{…,"on":false}`, Options{}, false},
		{"null", `{…,"none":null,"open":null}`, Options{}, true},
		{"null where it is not allowed", `{…,"name":null}`, Options{}, false},
		{"a list", `{…,"rows":[{"a":"x"},{}]}`, Options{}, true},
		{"a short list", `{…,"rows":[]}`, Options{}, false},
		{"a short list in an excerpt", `{…,"rows":[]}`, Options{Excerpt: true}, true},
		{"a long list", `{…,"rows":[{},{},{}]}`, Options{}, false},
		{"a wrong row", `{…,"rows":[{"a":1}]}`, Options{}, false},
		{"a map", `{…,"map":{"a":1,"b":2}}`, Options{Strict: true}, true},
		{"a large map", `{…,"map":{"a":1,"b":2,"c":3,"d":4}}`, Options{}, false},
		{"a wrong value of a map", `{…,"map":{"a":"1"}}`, Options{}, false},
		{"a closed object", `{…,"closed":{"a":""}}`, Options{}, true},
		{"a closed object with more", `{…,"closed":{"b":""}}`, Options{}, false},
		{"as deep as allowed", `{…,"open":` + deep + `}`, Options{}, true},
		{"too deep", `{…,"open":[` + deep + `]}`, Options{}, false},
		{"half a surrogate pair", `{…,"x":"\ud83d"}`, Options{}, false},
		{"half a surrogate pair before another escape", `{…,"x":"\ud83d\u0041"}`, Options{}, false},
		{"the second half of a pair", `{…,"x":"\ude00"}`, Options{}, false},
		{"two second halves", `{…,"x":"\ude00\ude00"}`, Options{}, false},
		{"behind the second halves", `{…,"x":"\ue000\ud7ff\uffff"}`, Options{}, true},
		{"a pair of what is no second half", `{…,"x":"\ud83d\ue000"}`, Options{}, false},
		{"the last second half", `{…,"x":"\ud83d\udfff"}`, Options{}, true},
		{"half a pair and half an escape", `{…,"x":"\ud83d\ude0"}`, Options{}, false},
		{"invalid UTF-8", "{…,\"x\":\"\xff\"}", Options{}, false},
		{"invalid UTF-8 in a long text", "{…,\"x\":\"0123456789\xe4\xb80123456789\"}", Options{}, false},
		{"invalid UTF-8 in a name", "{…,\"\xff\":1}", Options{}, false},
		{"a control character", "{…,\"x\":\"0123456789\n0123456789\"}", Options{}, false},
		{"a form feed around the value", "{…}\f", Options{}, false},
		{"an unknown escape", `{…,"x":"\x"}`, Options{}, false},
		{"hexadecimal digits", `{…,"x":"\u00fF"}`, Options{}, true},
		{"no hexadecimal digits", `{…,"x":"\u00fg"}`, Options{}, false},
		{"an infinite number", `{…,"x":1e999}`, Options{}, false},
		{"a leading zero", `{…,"x":01}`, Options{}, false},
		{"a minus", `{…,"x":-}`, Options{}, false},
		{"no fraction", `{…,"x":1.}`, Options{}, false},
		{"no exponent", `{…,"x":1e+}`, Options{}, false},
		{"a comma at the end", `{…,}`, Options{}, false},
		{"no comma", `{… "x":1}`, Options{}, false},
		{"no colon", `{…,"x" 1}`, Options{}, false},
		{"a word", `{…,"x":nul}`, Options{}, false},
		{"trailing data", `{…}{}`, Options{}, false},
		{"cut", `{…,"x":"a`, Options{}, false},
		{"cut in an escape", `{…,"x":"\`, Options{}, false},
		{"cut in a code point", `{…,"x":"\u00`, Options{}, false},
		{"cut behind a name", `{…,"x":`, Options{}, false},
		{"as many values as allowed", `{…}`, Options{MaxValues: 4}, true},
		{"too many values", `{…}`, Options{MaxValues: 3}, false},
		{"an array", `[…]`, Options{}, false},
		{"texts of XML", `{…}`, Options{Texts: true}, false},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			body := []byte(strings.Replace(test.body, "…", `"id":1,"item":{"a":"x"}`, 1))
			assert.Equal(t, test.want, passed(c, c.byName["op"], body, test.options))
			check(t, c, "op", body, test.options)
		})
	}
}

// TestPassLearnsOrder checks bodies one after the other, as the order of members is guessed from the body before.
func TestPassLearnsOrder(t *testing.T) {
	c := newChecker(t, documentOf(passSchemas))
	for _, body := range []string{
		`{"id":1,"item":{"a":"x","b":"y"},"name":"n"}`,
		`{"name":"n","item":{"b":"y","a":"x"},"id":1}`,
		`{"item":{"b":"y","a":"x"},"id":1,"name":"n","price":1}`,
		`{"item":{"a":"x"},"unknown":1,"id":1}`,
	} {
		for range 3 {
			require.True(t, passed(c, c.byName["op"], []byte(body), Options{}), body)
		}
		require.False(t, passed(c, c.byName["op"], []byte(strings.Replace(body, `"id":1`, `"id":"1"`, 1)), Options{}), body)
	}
}

// TestSucceeded asks for the result of bodies with and without findings.
func TestSucceeded(t *testing.T) {
	c := newChecker(t, documentOf(passSchemas))
	for body, want := range map[string]bool{
		`{"id":1,"item":{"a":"x"}}`:                          true,
		`{"id":1,"item":{"a":"x"},"error_code":"0000"}`:      true,
		`{"id":1,"item":{"a":"x"},"error_code":"0"}`:         true,
		`{"id":1,"error_code":"4000"}`:                       false,
		`{"id":1,"item":{"a":"x"},"error_code":"\u0030000"}`: true,
		`{"id":1,"error_code":"\u0034000"}`:                  false,
		`{"id":1,"item":{"a":"x"},"error_code":0.0}`:         true,
		`{"id":1,"item":{"a":"x"},"error_code":0.1}`:         false,
		`{"id":1,"item":{"a":"x"},"error_code":0}`:           true,
		`{"id":1,"error":"gone"}`:                            false,
		`{"id":1,"error":"gone","error_code":""}`:            false,
		`{"id":1,"error":"","error_code":""}`:                true,
		`{"id":1,"item":{"a":"x"},"error":"ok"}`:             true,
		`{"id":1,"item":{"a":"x"},"error":"gone"}`:           false,
		`{"id":1,"item":{"a":"x"},"error_code":"200"}`:       true,
		`{"id":1,"error":false}`:                             true,
		`{"id":1,"error_code":200}`:                          true,
		`{"id":1,"error_code":null,"error":null}`:            true,
		`{"id":"a finding"}`:                                 true,
		`{"id":"a finding","error_code":"0000"}`:             true,
		`{"id":"a finding","error_code":0}`:                  true,
		`{"id":"a finding","error_code":"4000"}`:             false,
		`{"id":1,"item":{"a":"x"}`:                           false,
		`[]`:                                                 false,
		`no JSON`:                                            false,
	} {
		result, err := c.Inspect(bodyOf{"op", body}, Options{})
		require.NoError(t, err)
		assert.Equal(t, want, result.Succeeded, body)
	}
}

// bodyOf is a body of an operation of which nothing else is known.
type bodyOf struct{ operation, text string }

func (b bodyOf) Operation() string { return b.operation }
func (b bodyOf) Text() []byte      { return []byte(b.text) }
func (bodyOf) HTTPStatus() int     { return 0 }
func (bodyOf) IsExcerpt() bool     { return false }
func (bodyOf) Secrets() []string   { return nil }

// FuzzScan compares the scanner with encoding/json: what a pass takes in a free place is JSON.
func FuzzScan(f *testing.F) {
	for _, body := range append(oddBodies, dirtyBody) {
		f.Add([]byte(body))
	}
	c := newChecker(f, documentOf(`{"Root": {"type": "object", "properties": {"x": {}}}}`))
	f.Fuzz(func(t *testing.T, value []byte) {
		body := []byte(`{"x":` + string(value) + `}`)
		passed := passed(c, c.byName["op"], body, Options{})
		if passed && !json.Valid(body) {
			t.Errorf("the pass takes what encoding/json does not: %q", body)
		}
		if clean := len(walk(c, "op", body, Options{})) == 0; passed != clean {
			t.Errorf("got a pass: %v, want %v, as the walker has it: %q", passed, clean, body)
		}
	})
}
