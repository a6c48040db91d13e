package splice

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestEdit sets and removes members; what is not named stays byte for byte.
func TestEdit(t *testing.T) {
	for _, tt := range []struct{ name, body, path, value, want string }{
		{"set", `{"a":1,"b":2}`, "a", "9", `{"a":9,"b":2}`},
		{"add at the end", `{"a":1}`, "b", "9", `{"a":1,"b":9}`},
		{"add to nothing", `{}`, "b", "9", `{"b":9}`},
		{"remove", `{"a":1,"b":2}`, "a", "", `{"b":2}`},
		{"remove the last", `{"a":1}`, "a", "", `{}`},
		{"remove what is not there", `{"a":1}`, "b", "", `{"a":1}`},
		{"every member of a name", `{"a":1,"a":2}`, "a", "9", `{"a":9,"a":9}`},
		{"inside", `{"r":{"a":1,"b":[1.50]}}`, "r.a", "9", `{"r":{"a":9,"b":[1.50]}}`},
		{"inside of nothing", `{"a":1}`, "r.a", "9", `{"a":1}`},
		{"inside of another kind", `{"r":[1]}`, "r.a", "9", `{"r":[1]}`},
		{"rows", `{"l":[{"a":1},{"b":2},{}]}`, "l[].a", "9", `{"l":[{"a":9},{"b":2,"a":9},{"a":9}]}`},
		{"rows of rows", `{"l":[{"m":[{"a":1},{"a":2}]}]}`, "l[].m[].a", "", `{"l":[{"m":[{},{}]}]}`},
		{"rows of another kind", `{"l":[1,null,"x",[2]]}`, "l[].a", "9", `{"l":[1,null,"x",[2]]}`},
		{"no rows", `{"l":[]}`, "l[].a", "9", `{"l":[]}`},
		{"an object for a list", `{"l":{"a":1}}`, "l[].a", "9", `{"l":{"a":1}}`},
		{"a list of its own", `{"l":[1]}`, "l[]", "9", `{"l":9}`},
		{"names in Chinese", `{"名":{"\u540d":1}}`, "名.名", "9", `{"名":{"名":9}}`},
		{"spaces and escapes stay", "{ \"a\" : 1,\n \"b\\/\": \"\\u4e2d\" }", "a", "9", "{\"a\":9,\n \"b\\/\": \"\\u4e2d\"}"},
		{"no object", `[1]`, "a", "9", `[1]`},
		{"no JSON", `<html>`, "a", "9", `<html>`},
		{"cut off", `{"a":1,`, "a", "9", `{"a":1,`},
		{"something behind", `{"a":1}x`, "a", "9", `{"a":1}x`},
	} {
		var value jsontext.Value
		if tt.value != "" {
			value = jsontext.Value(tt.value)
		}
		assert.Equal(t, tt.want, string(Edit([]byte(tt.body), []string{tt.path}, value)), tt.name)
	}
	assert.Equal(t, `{"a":9,"c":3,"b":9}`, string(Edit([]byte(`{"a":1,"c":3}`), []string{"a", "b"}, jsontext.Value("9"))))
}

func TestSetTop(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		values     map[string]string
		want       string
	}{
		{"set in its position", `{"a":1,"b":2}`, map[string]string{"a": "9"}, `{"a":9,"b":2}`},
		{"add in the order of names", `{"a":1}`, map[string]string{"z": "1", "m": "2"}, `{"a":1,"m":2,"z":1}`},
		{"remove the first", `{"a":1,"b":2}`, map[string]string{"a": ""}, `{"b":2}`},
		{"remove all", `{"a":1}`, map[string]string{"a": "", "b": ""}, `{}`},
		{"a name twice", `{"a":1,"b":2,"a":3}`, map[string]string{"a": "9"}, `{"a":9,"b":2}`},
		{"a removed name twice", `{"a":1,"b":2,"a":3}`, map[string]string{"a": ""}, `{"b":2}`},
		{"inner members stay", `{"b":{"a":1}}`, map[string]string{"a": "9"}, `{"b":{"a":1},"a":9}`},
		{"a name with quotes", `{"\"":1}`, map[string]string{`"`: "9"}, `{"\"":9}`},
		{"no object", `[]`, map[string]string{"a": "9"}, `[]`},
		{"no JSON", ``, map[string]string{"a": "9"}, ``},
		{"cut off in a value", `{"a":1,"b":{`, map[string]string{"a": "9"}, `{"a":1,"b":{`},
		{"cut off between members", `{"a":1,`, map[string]string{"a": "9"}, `{"a":1,`},
	} {
		before := len(tt.values)
		assert.Equal(t, tt.want, string(SetTop([]byte(tt.body), tt.values)), tt.name)
		assert.Len(t, tt.values, before, "%s: the values of the caller", tt.name)
	}
}

func TestParseObject(t *testing.T) {
	for _, tt := range []struct{ name, body, err string }{
		{"empty", `{}`, ""},
		{"one", `{"a":1}`, ""},
		{"spaced", "{\n\t\"a\" : 1 ,\r\n \"b\": [1, 2]}", ""},
		{"a comma in a name", `{",":1,"a,":","}`, ""},
		{"twice", `{"a":1,"a":2}`, ""},
		{"a list", `[1]`, "want a JSON object"},
		{"a text", `"a"`, "want a JSON object"},
		{"nothing", ``, "want a JSON object: EOF"},
		{"HTML", `<p>`, "want a JSON object: jsontext: invalid character '<'"},
		{"cut off in a name", `{"a`, "jsontext: unexpected EOF"},
		{"cut off in a value", `{"a":[`, "jsontext: unexpected EOF"},
		{"cut off between members", `{"a":1,`, "jsontext: unexpected EOF"},
		{"two", `{} {}`, "something follows the JSON object"},
		{"a notice behind", `{}<br />`, "something follows the JSON object"},
	} {
		members, err := ParseObject([]byte(tt.body))
		if tt.err != "" {
			require.Error(t, err, tt.name)
			assert.ErrorContains(t, err, tt.err, tt.name)
			continue
		}
		require.NoError(t, err, tt.name)
		assert.Equal(t, compacted(tt.body), compacted(string(Join(members))), tt.name)
	}
}

func compacted(text string) string {
	v := jsontext.Value(text)
	_ = v.Compact(jsontext.AllowDuplicateNames(true))
	return string(v)
}

func TestMembers(t *testing.T) {
	body := []byte(`{"a":1, "b" : "x","a":"2","o":{},"n":null}`)
	members, err := ParseObject(body)
	require.NoError(t, err)
	assert.Equal(t, ` "b" : `, string(members[1].Head), "without the comma")
	for i := range body {
		body[i] = '#' // the values are copies
	}
	for name, want := range map[string]struct{ value, text string }{
		"a": {`"2"`, "2"}, "b": {`"x"`, "x"}, "o": {`{}`, ""}, "n": {`null`, ""}, "c": {"", ""},
	} {
		assert.Equal(t, want.value, string(Value(members, name)), name)
		assert.Equal(t, want.text, Text(members, name), name)
	}
	replaced := Replace(members, "a", jsontext.Value("9"))
	assert.Equal(t, `9`, string(Value(replaced, "a")))
	assert.Len(t, replaced, 4, "both are gone")
	assert.Len(t, members, 5, "the members of the caller stay")
	assert.Equal(t, `"2"`, string(Value(members, "a")))
}

func TestTexts(t *testing.T) {
	for text, want := range map[string]string{
		"":            `""`,
		`a"\`:         `"a\"\\"`,
		"中\n":         `"中\n"`,
		"\xd6\xd0":    `"` + "\uFFFD" + `"`, // GBK
		"a\x00\u2028": "\"a\\u0000\u2028\"",
	} {
		assert.Equal(t, want, Quote(text))
	}
	for _, tt := range []struct {
		x      uint64
		digits int
		want   string
	}{{0, 4, "0000"}, {0xabc, 4, "0abc"}, {0xabcdef, 4, "cdef"}, {^uint64(0), 16, "ffffffffffffffff"}, {1, 0, ""}} {
		assert.Equal(t, "x"+tt.want, string(AppendHex([]byte("x"), tt.x, tt.digits)))
	}
}

// TestRewrite changes values by their pointer, in which every index of a list is -.
func TestRewrite(t *testing.T) {
	replace := func(at, with string) Change {
		return func(pointer jsontext.Pointer, _ jsontext.Value) []byte {
			if string(pointer) == at {
				return []byte(with)
			}
			return nil
		}
	}
	for _, tt := range []struct{ name, body, at, want string }{
		{"the whole", `{"a":1}`, "", `9`},
		{"a member", `{"a":1,"b":{"a":2}}`, "/a", `{"a":9,"b":{"a":2}}`},
		{"an inner member", `{"a":1,"b":{"a":2}}`, "/b/a", `{"a":1,"b":{"a":9}}`},
		{"every row", `{"l":[{"a":1},{"a":2}]}`, "/l/-/a", `{"l":[{"a":9},{"a":9}]}`},
		{"values of a list", `[1,[2]]`, "/-", `[9,9]`},
		{"a name with a slash", `{"a/b":1,"a~b":2}`, "/a~1b", `{"a/b":9,"a~b":2}`},
		{"a name twice", `{"a":1,"a":2}`, "/a", `{"a":9,"a":9}`},
		{"outer before inner", `{"a":{"b":1}}`, "/a", `{"a":9}`},
		{"nothing", `{"a":1.50,"b":"\u4e2d","c":1e400}`, "/x", `{"a":1.50,"b":"\u4e2d","c":1e400}`},
		{"no JSON", `{"a":1,}`, "/a", `{"a":1,}`},
		{"no UTF-8", "{\"a\":\"\xd6\xd0\"}", "/b", "{\"a\":\"\xd6\xd0\"}"},
		{"empty", ``, "", ``},
	} {
		assert.Equal(t, tt.want, string(Rewrite([]byte(tt.body), replace(tt.at, "9"))), tt.name)
	}
	assert.Equal(t, `{"a":1}`, string(Rewrite([]byte(`{"a":1}`), replace("/a", "{"))), "a change that is not JSON")
	deep := strings.Repeat("[", 300) + "1" + strings.Repeat("]", 300)
	assert.Equal(t, strings.Replace(deep, "1", "9", 1),
		string(Rewrite([]byte(deep), replace(strings.Repeat("/-", 300), "9"))))
}
