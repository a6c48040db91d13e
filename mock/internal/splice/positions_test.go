package splice

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// spaced has a member of every kind, with space in every position that JSON allows.
const spaced = "{ \"a\" : 1.50 ,\n\t\"b\":\"\\u4e2d\\/\", \"c\" :[ 1,{\"d\" : null} ],\"e\":{ \"f\" : { } },\r\n \"g\":-0e+1 }"

// TestPositions sets and removes each member in turn. The text of all others stays, and so does the space before a
// name.
func TestPositions(t *testing.T) {
	const a, b, c, e, g = ` "a" : 1.50`, "\n\t\"b\":\"\\u4e2d\\/\"", ` "c" :[ 1,{"d" : null} ]`, `"e":{ "f" : { } }`,
		"\r\n \"g\":-0e+1"
	object := func(members ...string) string { return "{" + strings.Join(members, ",") + "}" }
	for _, tt := range []struct{ path, edited, removed, top string }{
		{"a", object(`"a":9`, b, c, e, g), object(b, c, e, g), object(` "a" : 9`, b, c, e, g)},
		{"b", object(a, `"b":9`, c, e, g), object(a, c, e, g), object(a, "\n\t\"b\":9", c, e, g)},
		{"c", object(a, b, `"c":9`, e, g), object(a, b, e, g), object(a, b, ` "c" :9`, e, g)},
		{"e", object(a, b, c, `"e":9`, g), object(a, b, c, g), object(a, b, c, `"e":9`, g)},
		{"g", object(a, b, c, e, `"g":9`), object(a, b, c, e), object(a, b, c, e, "\r\n \"g\":9")},
		{"h", object(a, b, c, e, g, `"h":9`), object(a, b, c, e, g), object(a, b, c, e, g, `"h":9`)},
	} {
		nine := jsontext.Value("9")
		assert.Equal(t, tt.edited, string(Edit([]byte(spaced), []string{tt.path}, nine)), "edit %s", tt.path)
		assert.Equal(t, tt.removed, string(Edit([]byte(spaced), []string{tt.path}, nil)), "remove %s", tt.path)
		assert.Equal(t, tt.top, string(SetTop([]byte(spaced), map[string]string{tt.path: "9"})), "set %s", tt.path)
		assert.Equal(t, tt.removed, string(SetTop([]byte(spaced), map[string]string{tt.path: ""})), "unset %s", tt.path)
	}
	for _, tt := range []struct{ path, want string }{
		{"e.f", `"e":{"f":9}`},
		{"e.x", `"e":{ "f" : { },"x":9}`},
		{"e.f.x", `"e":{"f":{"x":9}}`},
		{"e.f[].x", `"e":{"f":{ }}`},
		{"e.x.y", `"e":{ "f" : { }}`},
	} {
		assert.Equal(t, object(a, b, c, tt.want, g), string(Edit([]byte(spaced), []string{tt.path}, jsontext.Value("9"))),
			tt.path)
	}
	assert.Equal(t, object(a, b, `"c":[1,{"d":9}]`, e, g),
		string(Edit([]byte(spaced), []string{"c[].d"}, jsontext.Value("9"))), "the object in a list of two kinds")
}

// TestValuesOfEveryKind inserts each kind of value as it is written.
func TestValuesOfEveryKind(t *testing.T) {
	for _, value := range []string{
		`null`, `true`, `""`, `{}`, `[]`, `1.50`, `12345678901234567890`, `1e400`, `"\u4e2d"`, `{"a":[{"a":{}}]}`,
	} {
		assert.Equal(t, `{"x":[`+value+`],"a":`+value+`}`,
			string(Edit([]byte(`{"x":[`+value+`],"a":1}`), []string{"a"}, jsontext.Value(value))))
		assert.Equal(t, `{"l":[{"a":`+value+`},{"a":`+value+`}]}`,
			string(Edit([]byte(`{"l":[{"a":`+value+`},{}]}`), []string{"l[].a"}, jsontext.Value(value))))
		assert.Equal(t, `{"a":`+value+`}`, string(SetTop([]byte(`{"a":`+value+`}`), map[string]string{"b": ""})))
		assert.Equal(t, `{"b":`+value+`}`, string(Rewrite([]byte(`{"b":1}`),
			func(at jsontext.Pointer, _ jsontext.Value) []byte {
				if at == "/b" {
					return []byte(value)
				}
				return nil
			})))
	}
}

// TestSeveralPaths edits in the order of the paths, so that a later one finds the work of an earlier one.
func TestSeveralPaths(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		paths      []string
		value      string
		want       string
	}{
		{"none", `{"a":1}`, nil, "9", `{"a":1}`},
		{"one inside of another", `{"a":{"b":1}}`, []string{"a.b", "a"}, `{"c":2}`, `{"a":{"c":2}}`},
		{"another inside of one", `{"a":1}`, []string{"a", "a.c"}, `{"b":2}`, `{"a":{"b":2,"c":{"b":2}}}`},
		{"the same", `{"a":1}`, []string{"b", "b"}, "9", `{"a":1,"b":9}`},
		{"removed", `{"a":1,"b":[{"a":1,"c":2}],"c":3}`, []string{"c", "b[].a"}, "", `{"a":1,"b":[{"c":2}]}`},
		{"an empty name", `{"":{"":1}}`, []string{"."}, "9", `{"":{"":9}}`},
	} {
		var value jsontext.Value
		if tt.value != "" {
			value = jsontext.Value(tt.value)
		}
		assert.Equal(t, tt.want, string(Edit([]byte(tt.body), tt.paths, value)), tt.name)
	}
}

// TestHeads wants the text before each value: of the first member with the space before its name, of no member with
// the comma.
func TestHeads(t *testing.T) {
	members, err := ParseObject([]byte(spaced))
	require.NoError(t, err)
	assert.Equal(t, []Member{
		{"a", []byte(` "a" : `), jsontext.Value(`1.50`)},
		{"b", []byte("\n\t\"b\":"), jsontext.Value(`"\u4e2d\/"`)},
		{"c", []byte(` "c" :`), jsontext.Value(`[ 1,{"d" : null} ]`)},
		{"e", []byte(`"e":`), jsontext.Value(`{ "f" : { } }`)},
		{"g", []byte("\r\n \"g\":"), jsontext.Value(`-0e+1`)},
	}, members)
	assert.Equal(t, Member{"a\"中\xff", []byte(`"a\"中` + "\uFFFD" + `":`), jsontext.Value(`1`)},
		NewMember("a\"中\xff", jsontext.Value(`1`)))
	assert.Equal(t, []Member{NewMember("b", jsontext.Value(`2`)), NewMember("a", nil)},
		Replace([]Member{NewMember("a", jsontext.Value(`1`)), NewMember("b", jsontext.Value(`2`))}, "a", nil))
	assert.Equal(t, `{}`, string(Join(nil)))
}
