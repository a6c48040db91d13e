package conformance

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// rules is a document with each rule at its own member.
const rules = `{
	"Root": {"type": "object", "minProperties": 1, "maxProperties": 3, "properties": {
		"short": {"type": "string", "minLength": 2},
		"long": {"type": "string", "maxLength": 1},
		"one": {"type": "string", "enum": ["only"]},
		"numbers": {"type": "number", "enum": [3, 4.5]},
		"yes": {"type": "boolean", "enum": [true]},
		"no": {"type": "boolean", "enum": [false]},
		"flag": {"type": "boolean", "enum": [true, false]},
		"i32": {"type": "integer", "format": "int32"},
		"above": {"type": "number", "minimum": 3, "exclusiveMinimum": true},
		"most": {"type": "number", "maximum": 7},
		"pair": {"type": "array", "minItems": 2, "maxItems": 2},
		"closed": {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": false},
		"exclusive": {"oneOf": [{"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}},
			{"type": "object", "required": ["b"], "properties": {"b": {"type": "integer"}}}, {"type": "string"}]},
		"either": {"anyOf": [{"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}, "c": {"type": "string"}}},
			{"type": "object", "properties": {"b": {"type": "integer"}, "c": {"type": "string"}}}]},
		"both": {"allOf": [{"type": "object", "properties": {"a": {"type": "integer"}}}, {"anyOf": [
			{"type": "object", "required": ["b"], "properties": {"b": {"type": "integer"}}},
			{"type": "object", "required": ["c"], "properties": {"c": {"type": "integer"}}}]}]},
		"any": {}, "text": {"type": "string"}, "count": {"type": "integer"}, "truth": {"type": "boolean"},
		"nullable": {"type": "string", "nullable": true},
		"mixed": {"anyOf": [{"type": "string"}, {"type": "integer"}]}}}
}`

func TestEveryRule(t *testing.T) {
	cases := []struct {
		body string
		want []string
	}{
		{`{}`, []string{"(body): minProperties: want at least 1 member, got 0 members"}},
		{`{"any":1,"text":"","flag":true}`, nil},
		{`{"any":1,"text":"","flag":true,"count":1}`,
			[]string{"(body): maxProperties: want at most 3 members, got 4 members"}},
		{`{"short":"ab"}`, nil},
		{`{"short":"中"}`, []string{`/short: minLength: want at least 2 characters, got "中"`}},
		{`{"long":""}`, nil},
		{`{"long":"中"}`, nil},
		{`{"long":"ab"}`, []string{`/long: maxLength: want at most 1 character, got "ab"`}},
		{`{"one":"only"}`, nil},
		{`{"one":"two"}`, []string{`/one: enum: want "only", got "two"`}},
		{`{"numbers":3.0}`, nil},
		{`{"numbers":4.5}`, nil},
		{`{"numbers":4}`, []string{"/numbers: enum: want one of 3, 4.5, got 4"}},
		{`{"yes":true,"no":false}`, nil},
		{`{"yes":false,"no":true}`, []string{"/yes: enum: want true, got false", "/no: enum: want false, got true"}},
		{`{"flag":false}`, nil},
		{`{"i32":2147483647}`, nil},
		{`{"i32":-2147483648}`, nil},
		{`{"i32":2147483648}`, []string{"/i32: format: want integer within 2.147483647e+09, got 2147483648"}},
		{`{"i32":-2147483649}`, []string{"/i32: format: want integer within 2.147483647e+09, got -2147483649"}},
		{`{"above":3.1}`, nil},
		{`{"above":3}`, []string{"/above: minimum: want more than 3, got 3"}},
		{`{"most":7}`, nil},
		{`{"most":7.5}`, []string{"/most: maximum: want at most 7, got 7.5"}},
		{`{"pair":[1,2]}`, nil},
		{`{"pair":[1]}`, []string{"/pair: minItems: want at least 2 items, got 1 item"}},
		{`{"pair":[1,2,3]}`, []string{"/pair: maxItems: want at most 2 items, got 3 items"}},
		{`{"closed":{"a":"x"}}`, nil},
		{`{"closed":{"a":"x","b":1}}`, []string{"/closed/b: additional: want no further member, got 1"}},
		{`{"exclusive":{"a":1}}`, nil},
		{`{"exclusive":"x"}`, nil},
		{`{"exclusive":{"a":1,"b":1}}`, []string{"/exclusive/b: undocumented: want a documented member, got 1",
			"/exclusive: one-of: want exactly one of the shapes, got 2 fitting shapes"}},
		{`{"exclusive":{"a":"x","b":1}}`, []string{"/exclusive/a: undocumented: want a documented member, got \"x\""}},
		{`{"exclusive":{}}`, []string{"/exclusive/a: required: want the member, got nothing"}},
		{`{"exclusive":1}`, []string{"/exclusive: type: want string or object, got 1"}},
		{`{"either":{"a":1,"c":"x"}}`, nil},
		{`{"either":{"b":1,"c":"x"}}`, nil},
		{`{"either":{"b":1,"c":1}}`, []string{"/either/c: type: want string, got 1"}},
		{`{"either":{"a":1,"c":1}}`, []string{"/either/c: type: want string, got 1"}},
		{`{"either":{"d":1}}`, []string{"/either/d: undocumented: want a documented member, got 1"}},
		{`{"both":{"a":1,"b":1}}`, nil},
		{`{"both":{"a":1,"c":1}}`, nil},
		{`{"both":{"a":"x","c":1}}`, []string{`/both/a: type: want integer, got "x"`}},
		{`{"both":{"a":1,"c":"x"}}`, []string{`/both/c: type: want integer, got "x"`}},
		{`{"both":{"a":1,"c":1,"d":1}}`, []string{"/both/d: undocumented: want a documented member, got 1"}},
		{`{"any":null}`, nil},
		{`{"text":null}`, []string{"/text: type: want string, got null"}},
		{`{"nullable":null}`, nil},
		{`{"nullable":1}`, []string{"/nullable: type: want string or null, got 1"}},
		{`{"count":-7}`, nil},
		{`{"count":3e2}`, nil},
		{`{"count":1E1}`, nil},
		{`{"count":0.5}`, []string{"/count: type: want integer, got 0.5"}},
		{`{"any":1E400}`, []string{"/any: number-range: want number within a double, got 1E400"}},
		{`{"any":` + strings.Repeat("9", 299) + `}`, nil},
		{`{"any":` + strings.Repeat("9", 310) + `}`, []string{"/any: number-range: want number within a double, got " +
			strings.Repeat("9", 40) + "…"}},
	}
	c := newChecker(t, documentOf(rules))
	for _, tc := range cases {
		assert.Equal(t, tc.want, linesOf(check(t, c, "op", []byte(tc.body), Options{Strict: true})), tc.body)
	}
}

// linesOf are findings without the place in the documents.
func linesOf(findings []Finding) []string {
	var lines []string
	for _, f := range findings {
		f.Schema = ""
		lines = append(lines, f.String())
	}
	return lines
}

// TestTextsOfXML takes bodies that were XML: a text is the number or the truth value that it spells.
func TestTextsOfXML(t *testing.T) {
	cases := []struct {
		body string
		want []string
	}{
		{`{"count":"7"}`, nil},
		{`{"count":"-7.0"}`, nil},
		{`{"count":"7.5"}`, []string{"/count: type: want integer, got 7.5"}},
		{`{"count":"x"}`, []string{`/count: type: want integer, got "x"`}},
		{`{"count":"true"}`, []string{`/count: type: want integer, got "true"`}},
		{`{"count":""}`, []string{`/count: type: want integer, got ""`}},
		{`{"count":null}`, nil},
		{`{"above":"3"}`, []string{"/above: minimum: want more than 3, got 3"}},
		{`{"truth":"1"}`, nil},
		{`{"truth":"0"}`, []string{`/truth: type: want boolean, got "0"`}},
		{`{"truth":"x"}`, []string{`/truth: type: want boolean, got "x"`}},
		{`{"text":"7"}`, nil},
		{`{"text":7}`, []string{"/text: type: want string, got 7"}},
		{`{"text":null}`, nil},
		{`{"mixed":"7"}`, nil},
		{`{"closed":"7"}`, []string{`/closed: type: want object, got "7"`}},
	}
	c := newChecker(t, documentOf(rules))
	for _, tc := range cases {
		assert.Equal(t, tc.want, linesOf(check(t, c, "op", []byte(tc.body), Options{Texts: true})), tc.body)
	}
}

func TestKinds(t *testing.T) {
	for want, k := range map[string]kinds{
		"nothing": 0, "anything but null": allKinds, "anything": allKinds | kindNull, "string": kindString,
		"number":  kindNumber,
		"integer": kindInteger, "string or null": kindString | kindNull,
		"string, number or boolean": kindString | kindNumber | kindBoolean,
	} {
		assert.Equal(t, want, k.String())
	}
}

func TestTooManyFindings(t *testing.T) {
	c := newChecker(t, documentOf(rules))
	rows := func(n int) []byte { return []byte(`{"any":[` + strings.Repeat(`1e999,`, n-1) + `1e999]}`) }
	assert.Len(t, check(t, c, "op", rows(maxFindings), Options{}), maxFindings)
	got := check(t, c, "op", rows(maxFindings+1), Options{})
	require.Len(t, got, maxFindings+1)
	assert.Equal(t, Finding{Rule: "too-many", Want: fmt.Sprintf("at most %d findings", maxFindings), Got: "more"},
		got[maxFindings])
}

func TestMaxValues(t *testing.T) {
	c := newChecker(t, documentOf(rules))
	for n, want := range map[int][]string{5: nil, 4: {"(body): too-long: want at most 4 values, got more"}} {
		assert.Equal(t, want, linesOf(check(t, c, "op", []byte(`{"any":[1,2,3]}`), Options{MaxValues: n})))
	}
}

// TestFamilies names operations by id or path, and takes the family from a tag.
func TestFamilies(t *testing.T) {
	const response = `"responses": {"200": {"content": {"application/json": {"schema": {"type": "object"}}}}}`
	c, err := New([]byte(`{"paths": {"/b/": {"get": {"operationId": "named", "tags": ["order", "more"], `+response+`}},
		"/a/b/": {"post": {`+response+`}}}}`), nil)
	require.NoError(t, err)
	var got []string
	for _, op := range c.Operations() {
		got = append(got, strings.Join([]string{op.Name, op.Family, op.Method, op.Path}, " "))
	}
	assert.Equal(t, []string{"a/b  POST /a/b/", "named order GET /b/"}, got)
	_, err = New([]byte(`{"paths": {"/b/": {"get": {"operationId": "same", `+response+
		`}}, "/a/": {"get": {"operationId": "same", `+response+`}}}}`), nil)
	assert.ErrorContains(t, err, `there are two operations "same"`)
	_, err = New([]byte(`{"paths": {"/b/": {"get": {"operationId": "bare", "responses": {}}}}}`), nil)
	assert.ErrorContains(t, err, "has no schema for application/json")
}

// TestCheckerFor finds the document of an operation, and guesses that of an unknown one by its dots.
func TestCheckerFor(t *testing.T) {
	for api, want := range map[string]*Checker{
		"item_get": Gateway(), "alibaba.trade.cancel": OpenPlatform(), "getToken": OpenPlatform(), "item_nothing": Gateway(),
		"alibaba.nothing": OpenPlatform(), "": Gateway(),
	} {
		assert.Same(t, want, For(api), api)
	}
}

// recorded is a body with an HTTP status, and whether it was cut off.
type recorded struct {
	text    string
	status  int
	excerpt bool
	secrets []string
}

func (r recorded) Operation() string { return "op" }
func (r recorded) HTTPStatus() int   { return r.status }
func (r recorded) Text() []byte      { return []byte(r.text) }
func (r recorded) IsExcerpt() bool   { return r.excerpt }
func (r recorded) Secrets() []string { return r.secrets }

// TestCheckBody checks bodies that conform, that do not, and that were cut off, by the recording or by the options.
func TestCheckBody(t *testing.T) {
	c := newChecker(t, documentOf(shop))
	cases := []struct {
		name    string
		body    recorded
		options Options
		want    int
	}{
		{"good", recorded{text: `{"error_code":"1"}`}, Options{}, 0},
		{"bad", recorded{text: `{"cache":"x","error_code":"1"}`}, Options{}, 1},
		{"cut", recorded{text: `{"item":{}}`, excerpt: true}, Options{}, 0},
		{"cut by option", recorded{text: `{"item":{}}`}, Options{Excerpt: true}, 0},
		{"whole", recorded{text: `{"item":{}}`}, Options{}, 3},
	}
	for _, tc := range cases {
		findings, err := c.CheckBody(tc.body, tc.options)
		require.NoError(t, err)
		assert.Len(t, findings, tc.want, tc.name)
	}
	findings, err := c.CheckBody(recorded{text: `{"cache":"planted-1","error_code":"1"}`, secrets: []string{"planted-1"}},
		Options{})
	require.NoError(t, err)
	require.Len(t, findings, 1)
	assert.NotContains(t, findings[0].Got, "planted")
}
