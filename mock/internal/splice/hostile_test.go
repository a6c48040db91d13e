package splice

import (
	"bytes"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTextsThatAreNotObjects stay as they are, whatever is edited in them.
func TestTextsThatAreNotObjects(t *testing.T) {
	for _, body := range []string{
		``, ` `, `null`, `true`, `1`, `"{}"`, `[]`, `[{"a":1}]`, `{`, `}`, `{"a"`, `{"a":`, `{"a":}`, `{"a" 1}`, `{"a":1`,
		`{"a":1 "b":2}`, `{"a":1,}`, `{,"a":1}`, `{a:1}`, `{'a':1}`, `{1:1}`, `{"a":01}`, `{"a":tru}`, `{"a":[1}`, `{"a":1]`,
		`{"a":"` + "\n" + `"}`, `{"a":"\x"}`, `{"a":NaN}`, `{"a":1}{"a":1}`, `{"a":1},`, `{"a":1}` + "\x00", "\ufeff" + `{"a":1}`,
		`<br />{"a":1}`, strings.Repeat(`{"a":`, 20_000) + `1` + strings.Repeat(`}`, 20_000),
	} {
		shown := body[:min(len(body), 40)]
		assert.Equal(t, body, string(Edit([]byte(body), []string{"a", "b", "a.a", "a[].a"}, jsontext.Value("9"))), shown)
		assert.Equal(t, body, string(SetTop([]byte(body), map[string]string{"a": "9"})), shown)
		_, err := ParseObject([]byte(body))
		assert.Error(t, err, shown)
	}
}

// TestWhatIsNotUTF8 stays byte for byte, beside what is edited: a body of the gateway may be GBK.
func TestWhatIsNotUTF8(t *testing.T) {
	const body = "{\"\xd6\xd0\":\"\xb9\xfa\",\"a\":1}"
	assert.Equal(t, "{\"\xd6\xd0\":\"\xb9\xfa\",\"a\":9}", string(Edit([]byte(body), []string{"a"}, jsontext.Value("9"))))
	assert.Equal(t, "{\"\xd6\xd0\":\"\xb9\xfa\"}", string(SetTop([]byte(body), map[string]string{"a": ""})))
	assert.Equal(t, "{\"l\":[{\"a\":9,\"\xd6\":1}]}",
		string(Edit([]byte("{\"l\":[{\"a\":1,\"\xd6\":1}]}"), []string{"l[].a"}, jsontext.Value("9"))))
	assert.Equal(t, `{"l":[{"a":9,"a":9}]}`,
		string(Edit([]byte(`{"l":[{"a":1,"a":2}]}`), []string{"l[].a"}, jsontext.Value("9"))), "names twice, as elsewhere")
}

// TestLongText edits a text of several buffers of the decoder.
func TestLongText(t *testing.T) {
	row := func(value string) string {
		return `{"text":"` + strings.Repeat("中", 3000) + `","a":` + value + `,"b":[` + strings.Repeat("1,", 3000) + `1]}`
	}
	list := func(value string) string {
		return `{"l":[` + strings.Repeat(row(value)+",", 20) + row(value) + `],"end":"` + strings.Repeat("x", 9000) + `"}`
	}
	assert.Equal(t, list("9"), string(Edit([]byte(list("1")), []string{"l[].a"}, jsontext.Value("9"))))
	assert.Equal(t, list("9"), string(Rewrite([]byte(list("1")), func(at jsontext.Pointer, _ jsontext.Value) []byte {
		if at == "/l/-/a" {
			return []byte("9")
		}
		return nil
	})))
}

// TestRewriteVisits wants the position and the text of each value, outer ones before inner ones. A change may keep the
// texts, which are copies.
func TestRewriteVisits(t *testing.T) {
	type visit struct{ at, value string }
	for _, tt := range []struct {
		body string
		want []visit
	}{
		{`7`, []visit{{"", `7`}}},
		{` [ ] `, []visit{{"", `[ ]`}}},
		{`{}`, []visit{{"", `{}`}}},
		{`{"a":{"b/~":[1.0,{"":"\u4e2d"}]},"a":null}`, []visit{
			{"", `{"a":{"b/~":[1.0,{"":"\u4e2d"}]},"a":null}`},
			{"/a", `{"b/~":[1.0,{"":"\u4e2d"}]}`}, {"/a/b~1~0", `[1.0,{"":"\u4e2d"}]`},
			{"/a/b~1~0/-", `1.0`}, {"/a/b~1~0/-", `{"":"\u4e2d"}`}, {"/a/b~1~0/-/", `"\u4e2d"`}, {"/a", `null`},
		}},
	} {
		var kept []jsontext.Value
		var got []visit
		out := Rewrite([]byte(tt.body), func(at jsontext.Pointer, value jsontext.Value) []byte {
			kept, got = append(kept, value), append(got, visit{at: string(at)})
			return nil
		})
		for i, value := range kept {
			got[i].value = string(value)
		}
		assert.Equal(t, tt.want, got, tt.body)
		assert.Equal(t, compacted(tt.body), string(out))
	}
}

// TestRewriteFails keeps the whole body if one change is not JSON, and if the body is more than one value.
func TestRewriteFails(t *testing.T) {
	for _, tt := range []struct{ name, body, with string }{
		{"a change of a member", `{"a":1,"b":2}`, `{`},
		{"a change of a row", `{"b":[1,2]}`, `{`},
		{"two values for one", `{"b":[1,2]}`, `1,1`},
		{"a notice behind", `{"a":1}<br />`, `9`},
		{"another value behind", `{"a":1} {"a":2}`, `9`},
		{"a comma behind", `{"a":1},`, `9`},
		{"a row cut off", `{"a":1,"b":[1,`, `9`},
	} {
		assert.Equal(t, tt.body, string(Rewrite([]byte(tt.body), func(at jsontext.Pointer, _ jsontext.Value) []byte {
			if at == "/a" || at == "/b/-" {
				return []byte(tt.with)
			}
			return nil
		})), tt.name)
	}
	assert.Equal(t, `[9]`, string(Rewrite([]byte(" [1]\n "), func(at jsontext.Pointer, _ jsontext.Value) []byte {
		if at == "/-" {
			return []byte(`9`)
		}
		return nil
	})), "space around the value")
}

// FuzzParseObject cuts any object into members from which the same text is joined, but for space after a value.
func FuzzParseObject(f *testing.F) {
	for _, seed := range []string{spaced, `{}`, `{"a":1,"a":[{}]}`, "{\"\xd6\":\"\xff\"}", `{"a":{"b":{"c":[[]]}}}`, `[1]`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		before := bytes.Clone(body)
		members, err := ParseObject(body)
		require.Equal(t, before, body, "the text of the caller")
		if err != nil {
			return
		}
		joined := Join(members)
		again, err := ParseObject(joined)
		require.NoError(t, err)
		require.Equal(t, members, again)
		require.Equal(t, joined, SetTop(joined, nil))
	})
}
