package conformance

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// shop is a small document in the manner of the gateway's.
const shop = `{
	"Root": {"x-required-on-success": ["item"], "allOf": [
		{"$ref": "#/components/schemas/Envelope"},
		{"type": "object", "properties": {"item": {"allOf": [{"$ref": "#/components/schemas/Item"}]}}}]},
	"Envelope": {"type": "object", "properties": {
		"error": {"type": "string"}, "error_code": {"$ref": "#/components/schemas/LooseErrorCode"},
		"cache": {"type": "integer", "format": "int64"},
		"call_args": {"anyOf": [{"type": "object", "additionalProperties": {"type": "string"}},
			{"$ref": "#/components/schemas/Empty"}]}}},
	"Item": {"type": "object", "required": ["num_iid", "price"], "properties": {
		"num_iid": {"type": "string", "pattern": "^[0-9]+$", "minLength": 2, "maxLength": 19},
		"price": {"$ref": "#/components/schemas/LooseDecimal"},
		"status": {"type": "string", "enum": ["on", "off"]},
		"grade": {"type": "integer", "minimum": 0, "maximum": 5, "exclusiveMaximum": true},
		"images": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "string"}},
		"props": {"anyOf": [{"type": "object", "additionalProperties": {"type": "string"}},
			{"$ref": "#/components/schemas/Empty"}]},
		"seller": {"anyOf": [{"$ref": "#/components/schemas/Seller"}, {"$ref": "#/components/schemas/Shop"},
			{"$ref": "#/components/schemas/Null"}]},
		"related": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}},
		"secret": {"type": "integer"},
		"a/b~c": {"type": "boolean"},
		"extra": {}}},
	"Seller": {"type": "object", "required": ["nick"], "properties": {
		"nick": {"type": "string"}, "level": {"type": "integer"}}},
	"Shop": {"type": "object", "required": ["shop_id"], "properties": {"shop_id": {"type": "integer"}}},
	"LooseDecimal": {"anyOf": [{"type": "string"}, {"type": "number"}]},
	"LooseErrorCode": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
	"Null": {"type": "string", "nullable": true, "enum": [null]},
	"Empty": {"type": "array", "maxItems": 0, "items": {"type": "string"}}
}`

func TestCheck(t *testing.T) {
	item := func(members string) string { return `{"item": {"num_iid": "12", "price": 1` + members + `}}` }
	cases := []struct {
		name, body string
		options    Options
		want       []string // pointer: rule: want, got
	}{
		{name: "fine", body: item(``)},
		{name: "fine, with everything", options: Options{Strict: true}, body: item(
			`,"status":"on","grade":4.0,"images":["a"],"props":[],"seller":null,"related":[],"a/b~c":true,"extra":{"x":[1]}`)},
		{name: "type of a union", body: `{"item":{"num_iid":"12","price":{"a":1}}}`,
			want: []string{"/item/price: type: want string or number, got object"}},
		{name: "every fault at its own place", body: `{"cache":"1","item":{"num_iid":7,"price":null,"images":[1,"a",{}]}}`,
			want: []string{
				`/cache: type: want integer, got "1"`,
				"/item/num_iid: type: want string, got 7",
				"/item/price: type: want string or number, got null",
				"/item/images/0: type: want string, got 1",
				"/item/images/2: type: want string, got object"}},
		{name: "root", body: `[1]`, want: []string{"(body): type: want object, got array of 1"}},
		{name: "required", body: `{"item":{"price":1}}`,
			want: []string{"/item/num_iid: required: want the member, got nothing"}},
		{name: "required in an excerpt", body: `{"item":{"price":1,"images":[]}}`, options: Options{Excerpt: true}},
		{name: "required on success", body: `{}`,
			want: []string{"/item: required-on-success: want the member, as the response is not a failure, got nothing"}},
		{name: "required on success, code 0", body: `{"error_code":0}`,
			want: []string{"/item: required-on-success: want the member, as the response is not a failure, got nothing"}},
		{name: "required on success, an empty code", body: `{"error_code":"","error":""}`,
			want: []string{"/item: required-on-success: want the member, as the response is not a failure, got nothing"}},
		{name: "an error without a code", body: `{"error_code":"","error":"gone"}`},
		{name: "empty payload", body: `{"item":{},"error_code":"0000"}`, want: []string{
			"/item/num_iid: required: want the member, got nothing", "/item/price: required: want the member, got nothing",
			"/item: required-on-success: want a payload, as the response states no failure, got object"}},
		{name: "empty list", body: `{"item":[]}`, want: []string{"/item: type: want object, got array of 0"}},
		{name: "payload of a failure is empty", body: `{"item":{"num_iid":"12","price":1},"error_code":"5000"}`},
		{name: "failure needs no payload", body: `{"error_code":"2000"}`, options: Options{Strict: true}},
		{name: "excerpt needs no payload", body: `{"error_code":"0000"}`, options: Options{Excerpt: true}},
		{name: "pattern and lengths", body: `{"item":{"num_iid":"x","price":1}}`, want: []string{
			`/item/num_iid: minLength: want at least 2 characters, got "x"`,
			`/item/num_iid: pattern: want text like ^[0-9]+$, got "x"`}},
		{name: "length is in characters", body: `{"item":{"num_iid":"\u4e2d1","price":1}}`, want: []string{
			`/item/num_iid: pattern: want text like ^[0-9]+$, got "中1"`}},
		{name: "enum", body: item(`,"status":"of"`), want: []string{`/item/status: enum: want one of "on", "off", got "of"`}},
		{name: "minimum", body: item(`,"grade":-1`), want: []string{"/item/grade: minimum: want at least 0, got -1"}},
		{name: "exclusive maximum", body: item(`,"grade":5`),
			want: []string{"/item/grade: maximum: want less than 5, got 5"}},
		{name: "integer", body: item(`,"grade":2.5`), want: []string{"/item/grade: type: want integer, got 2.5"}},
		{name: "format", body: `{"cache":1e30,"error_code":"1"}`,
			want: []string{"/cache: format: want integer within 9.223372036854776e+18, got 1e30"}},
		{name: "items", body: item(`,"images":[]`),
			want: []string{"/item/images: minItems: want at least 1 item, got 0 items"}},
		{name: "empty map", body: item(`,"props":["a"]`),
			want: []string{"/item/props: maxItems: want at most 0 items, got 1 item"}},
		{name: "map", body: item(`,"props":{"0:1":"x","0:2":{}}`),
			want: []string{"/item/props/0:2: type: want string, got object"}},
		{name: "branch with the fewest findings", body: item(`,"seller":{"nick":"n","level":"x"}`),
			want: []string{`/item/seller/level: type: want integer, got "x"`}},
		{name: "branch by its members, strict", body: item(`,"seller":{"shop_id":1}`), options: Options{Strict: true}},
		{name: "no branch", body: item(`,"seller":5`), want: []string{"/item/seller: type: want object or null, got 5"}},
		{name: "recursion", body: item(`,"related":[{"num_iid":"34","price":"x","related":[{"num_iid":"56"}]}]`),
			want: []string{"/item/related/0/related/0/price: required: want the member, got nothing"}},
		{name: "unknown members pass", body: item(`,"new":1`)},
		{name: "undocumented", body: item(`,"new":"\u4e2d","extra":{"any":1}`), options: Options{Strict: true},
			want: []string{`/item/new: undocumented: want a documented member, got "中"`}},
		{name: "undocumented at the root", body: `{"error_code":"1","x":[]}`, options: Options{Strict: true},
			want: []string{"/x: undocumented: want a documented member, got array of 0"}},
		{name: "pointer escapes", body: item(`,"a/b~c":1`), want: []string{"/item/a~1b~0c: type: want boolean, got 1"}},
		{name: "duplicate, the last counts", body: `{"cache":"x","cache":1,"error_code":"1"}`,
			want: []string{"/cache: duplicate-key: want every name once, got the name again at byte 21"}},
		{name: "duplicate behind an escape", body: `{"cache":1,"c\u0061che":{},"error_code":"1"}`, want: []string{
			"/cache: duplicate-key: want every name once, got the name again at byte 24",
			"/cache: type: want integer, got object"}},
		{name: "empty", body: " \n", want: []string{"(body): empty-body: want one JSON value, got 2 bytes"}},
		{name: "truncated", body: `{"cache":"x","item":{"price":1,"num_iid`, want: []string{
			"/item: truncated: want the rest of the value, got the end after 39 bytes",
			`/cache: type: want integer, got "x"`}},
		{name: "truncated number", body: `{"cache":1.`, want: []string{
			"(body): truncated: want the rest of the value, got the end after 11 bytes"}},
		{name: "notice before", body: `<b>Notice</b>` + item(``), want: []string{
			"(body): php-notice: want nothing before the JSON, got \"<b>Notice</b>\" at byte 0"}},
		{name: "notice behind", body: item(``) + "\nWarning: key=abc", want: []string{
			"(body): php-notice: want nothing behind the JSON, got \"Warning: key=REDACTED\" at byte 40"}},
		{name: "notice behind, with braces and blanks", body: item(``) + "\nWarning: {main}\n\n", want: []string{
			"(body): php-notice: want nothing behind the JSON, got \"Warning: {main}\" at byte 40"}},
		{name: "notices around what is broken", body: "\xef\xbb\xbf\nNotice: x\n" + `{"error":1,"error":"` + "\xff" + `"}` +
			"\nWarning: y\n", want: []string{
			"(body): bom: want no byte order mark, got one at byte 0",
			"(body): php-notice: want nothing before the JSON, got \"Notice: x\\n\" at byte 4",
			"(body): php-notice: want nothing behind the JSON, got \"Warning: y\" at byte 38",
			"/error: duplicate-key: want every name once, got the name again at byte 33",
			"/error: invalid-utf8: want text in UTF-8, got \"\uFFFD\" at byte 34"}},
		{name: "byte order mark", body: "\xef\xbb\xbf" + item(``), want: []string{
			"(body): bom: want no byte order mark, got one at byte 0"}},
		{name: "GBK", body: "{\"error\":\"\xd6\xd0\",\"error_code\":\"1\",\"item\":7}", want: []string{
			"(body): gbk: want UTF-8, got GBK at byte 10", "/item: type: want object, got 7"}},
		{name: "HTML", body: `<html><body>Bad Gateway</body></html>`, want: []string{
			`(body): not-json: want JSON, got HTML, "<html><body>Bad Gateway</body></html>" at byte 0`}},
		{name: "plain text", body: `密钥错误,无权限访问`,
			want: []string{`(body): not-json: want JSON, got text, "密钥错误,无权限访问" at byte 0`}},
		{name: "plain text that begins as a word of JSON does", body: ` timeout`,
			want: []string{`(body): not-json: want JSON, got text, "timeout" at byte 0`}},
		{name: "GBK text", body: "\xc3\xdc\xd4\xbf", want: []string{"(body): gbk: want UTF-8, got GBK at byte 0",
			`(body): not-json: want JSON, got text, "密钥" at byte 0`}},
		{name: "syntax", body: `[}`, want: []string{"(body): syntax: want one JSON value, got '}' at byte 1",
			"(body): type: want object, got array of 0"}},
		{name: "syntax within", body: `{"item": {"price": 1, }}`, want: []string{
			"/item: syntax: want one JSON value, got ',' at byte 20"}},
		{name: "trailing", body: item(``) + `{"key":"abc"}`, want: []string{
			"(body): trailing-data: want the end of the body, got 13 bytes more, from '{' at byte 39 on"}},
		{name: "invalid UTF-8", body: "{\"error\":\"\xff\xff\",\"error_code\":\"1\"}", want: []string{
			"/error: invalid-utf8: want text in UTF-8, got \"\uFFFD\uFFFD\" at byte 10"}},
		{name: "invalid UTF-8 in a name", body: "{\"\xff\xff\":1,\"error\":\"\",\"error_code\":\"1\"}", want: []string{
			"/\uFFFD\uFFFD: invalid-utf8: want a name in UTF-8, got other bytes in the name at byte 2"}},
		{name: "half a surrogate pair", body: `{"error":"\ud83d","error_code":"1"}`, want: []string{
			"/error: invalid-utf8: want text in UTF-8, got \"\uFFFD\" at byte 9"}},
		{name: "whole surrogate pair", body: `{"error":"\ud83d\ude00","error_code":"1"}`},
		{name: "number range", body: item(`,"extra":1e999`), want: []string{
			"/item/extra: number-range: want number within a double, got 1e999"}},
		{name: "long text is shortened", body: `{"cache":"` + strings.Repeat("中", 50) + `","error_code":"1"}`, want: []string{
			`/cache: type: want integer, got "` + strings.Repeat("中", 40) + `…"`}},
		{name: "secrets are masked", body: item(`,"secret":"abc"`) + ` `, want: []string{
			"/item/secret: type: want integer, got REDACTED"}},
		{name: "secrets in texts are masked", body: `{"cache":"/?key=abc&secret=def&q=1","error_code":"1"}`, want: []string{
			`/cache: type: want integer, got "/?key=REDACTED&secret=REDACTED&q=1"`}},
		{name: "secrets below are masked", body: `{"call_args":{"Token":1,"session":{"a":1}},"error_code":"1"}`,
			want: []string{
				"/call_args/Token: type: want string, got REDACTED",
				"/call_args/session: type: want string, got object"}},
	}
	c, kin := newChecker(t, documentOf(shop)), newReference(t, documentOf(shop))
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			var got []string
			for _, f := range check(t, c, "op", []byte(tc.body), tc.options) {
				f.Schema = ""
				got = append(got, f.String())
			}
			assert.Equal(t, tc.want, got)
			agree(t, c, kin, "op", []byte(tc.body))
		})
	}
}

func TestCheckDepth(t *testing.T) {
	c := newChecker(t, documentOf(shop))
	nested := func(depth int) []byte {
		return []byte(`{"item":{"num_iid":"12","price":1,"extra":` + strings.Repeat("[", depth) +
			strings.Repeat("]", depth) + `}}`)
	}
	assert.Empty(t, check(t, c, "op", nested(maxDepth-2), Options{}))
	for _, depth := range []int{maxDepth - 1, maxDepth + 100} {
		got := check(t, c, "op", nested(depth), Options{})
		require.Len(t, got, 1)
		assert.Equal(t, "too-deep", got[0].Rule)
		assert.Equal(t, maxDepth, strings.Count(got[0].Pointer, "/"))
	}
	got := check(t, c, "op", []byte(strings.Repeat(`{"item":`, 1_000_000)), Options{})
	assert.Equal(t, "too-deep", got[0].Rule)
}

func TestCheckManyMembers(t *testing.T) {
	c := newChecker(t, documentOf(shop))
	var b strings.Builder
	b.WriteString(`{"error_code":"1"`)
	for i := range 3 * manyMembers {
		b.WriteString(`,"m` + strings.Repeat("x", i) + `":1`)
	}
	assert.Empty(t, check(t, c, "op", []byte(b.String()+`}`), Options{}))
	got := check(t, c, "op", []byte(b.String()+`,"mxx":1,"error_code":"2","mxx":2}`), Options{})
	require.Len(t, got, 3)
	assert.Equal(t, "/mxx", got[0].Pointer)
	assert.Equal(t, "/error_code", got[1].Pointer)
	assert.Equal(t, "/mxx", got[2].Pointer)
}

func TestCheckUnknown(t *testing.T) {
	c := newChecker(t, documentOf(shop))
	for api, want := range map[string]string{
		"opp":       `conformance: the document has no operation "opp"; did you mean "op"?`,
		"_error":    `conformance: the document has no operation "_error"; did you mean "_errors"?`,
		"something": `conformance: the document has no operation "something"`,
	} {
		_, err := c.Check(api, nil, Options{})
		assert.EqualError(t, err, want)
	}
}

func TestCheckEnvelope(t *testing.T) {
	c := newChecker(t, documentOf(shop))
	body := []byte(`{"item":{"x":1},"cache":"1","call_args":[]}`)
	strict := Options{Strict: true}
	assert.Len(t, check(t, c, Errors, body, strict), 2)
	got := check(t, c, OtherPlatforms, body, strict)
	require.Len(t, got, 1)
	assert.Equal(t, "/cache", got[0].Pointer)
}

func TestOperations(t *testing.T) {
	got := newChecker(t, documentOf(shop)).Operations()
	assert.Equal(t, []Operation{{"op", "product", "GET", "/op/", "recorded", 1}}, got)
}

func TestPlaces(t *testing.T) {
	c, err := New(documentOf(shop), []byte(`{
		"": "openapi.yaml:1",
		"/components/schemas/Item": "item.yaml:1",
		"/components/schemas/Item/properties/price": "item.yaml:12",
		"/components/schemas/LooseDecimal": "loose.yaml:3",
		"/components/schemas/Item/properties/images": "item.yaml:20"}`))
	require.NoError(t, err)
	places := map[string]string{}
	for _, f := range check(t, c, "op", []byte(`{"item":{"price":[],"images":[1],"new":1}}`), Options{Strict: true}) {
		places[f.Pointer] = f.Schema
	}
	assert.Equal(t, map[string]string{
		"/item/price":    "item.yaml:12",
		"/item/images/0": "item.yaml:20",
		"/item/new":      "item.yaml:1",
		"/item/num_iid":  "item.yaml:1",
	}, places)
}

func TestNewRefuses(t *testing.T) {
	for name, tc := range map[string]struct{ schemas, want string }{
		"unknown reference": {`{"Root": {"$ref": "#/components/schemas/None"}}`,
			"there is no schema #/components/schemas/None"},
		"foreign reference": {`{"Root": {"items": {"$ref": "x.yaml"}}}`, `"x.yaml" does not lead to`},
		"unsupported":       {`{"Root": {"not": {}}}`, "not is not supported"},
		"unknown type":      {`{"Root": {"type": "text"}}`, `the type "text" is unknown`},
		"pattern":           {`{"Root": {"pattern": "("}}`, "missing closing"},
		"composite enum":    {`{"Root": {"enum": [[]]}}`, "only scalars can be compared"},
		"contains itself": {
			`{"Root": {"anyOf": [{"type": "string"}, {"allOf": [{"$ref": "#/components/schemas/Root"}]}]}}`, "contains itself"},
		"reference to itself":  {`{"Root": {"$ref": "#/components/schemas/Root"}}`, "refers to itself"},
		"additionalProperties": {`{"Root": {"additionalProperties": 1}}`, "additionalProperties"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := New(documentOf(tc.schemas), nil)
			assert.ErrorContains(t, err, tc.want)
		})
	}
	_, err := New([]byte(`{"paths": {}}`), nil)
	assert.ErrorContains(t, err, "no operations")
	_, err = New([]byte(`{`), nil)
	assert.ErrorContains(t, err, "document")
	_, err = New(documentOf(shop), []byte(`[]`))
	assert.ErrorContains(t, err, "positions")
}
