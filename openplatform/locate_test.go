package openplatform

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	platform "github.com/go-ali1688/ali1688/generated/platform"
	"github.com/go-json-experiment/json/jsontext"
)

// summary writes leaves as path=kind:text, with ! for a wrong one and ~ for an empty one, sorted.
func summary(leaves []leaf) string {
	var out []string
	for _, l := range leaves {
		text := fmt.Sprintf("%s=%c:%s", l.path, l.kind, l.text)
		if l.wrong {
			text += "!"
		}
		if l.empty {
			text += "~"
		}
		out = append(out, text)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func TestLocate(t *testing.T) {
	cases := []struct {
		paths      []string
		body, want string
	}{
		{[]string{"a"}, `{"a":"x","b":1}`, `a=":x`},
		{[]string{"a"}, `{"b":1}`, ``},
		{[]string{"a"}, `{}`, `a=n:~`},
		{[]string{"a"}, `{"a":""}`, `a=":~`},
		{[]string{"a"}, `{"a":null}`, `a=n:null~`},
		{[]string{"a"}, `{"a":"null"}`, `a=":null~`},
		{[]string{"a"}, `{"a":{}}`, `a={:~`},
		{[]string{"a"}, `{"a":{ }}`, `a={:~`},
		{[]string{"a"}, `{"a":{"b":1}}`, `a={:`},
		{[]string{"a"}, `{"a":[ ]}`, `a=[:~`},
		{[]string{"a"}, `{"a":[0]}`, `a=[:`},
		{[]string{"a"}, `{"a":true}`, `a=t:true`},
		{[]string{"a", "a.b"}, `{"a":{"b":1}}`, `a.b=0:1`},
		{[]string{"a", "a.b"}, `{"a":[7]}`, `a.b=[:! a=[:`},
		{[]string{"a", "a.b"}, `{"a":[]}`, `a.b=[:~ a=[:~`},
		{[]string{"a", "a.b"}, `{"a":"x"}`, `a=":x`},
		{[]string{"a.b"}, `{"a":"x"}`, `a.b=":!`},
		{[]string{"a.b"}, `{"a":""}`, `a.b=":~`},
		{[]string{"a.b"}, `{"a":null}`, `a.b=n:~`},
		{[]string{"a.b"}, `{"a":{}}`, `a.b=n:~`},
		{[]string{"a.b.c", "a.d"}, `{"a":{}}`, `a.b.c=n:~ a.d=n:~`},
		{[]string{"a.b"}, `{"a":" {\"b\":2}"}`, `a.b=0:2`},
		{[]string{"a.b"}, `{"a":"{broken"}`, `a.b=":!`},
		{[]string{"a.b"}, `{"a":["{}"]}`, `a.b=[:!`},
		{[]string{"a"}, `{"a":"{\"b\":2}"}`, `a=":{"b":2}`},
		{[]string{"a[]"}, `{"a":[1,2]}`, `a[]=0:1 a[]=0:2`},
		{[]string{"a[].b"}, `{"a":[{"b":1},{"b":2},{"c":3}]}`, `a[].b=0:1 a[].b=0:2`},
		{[]string{"a[].b"}, `{"a":{"b":1}}`, `a[].b=0:1`},
		{[]string{"a[].b"}, `{"a":[]}`, ``},
		{[]string{"a[].b"}, `{"a":"x"}`, `a[].b=":!`},
		{[]string{"a[].b"}, `{"a":["x"]}`, `a[].b=":!`},
		{[]string{"a", "a[].b"}, `{"a":[{"b":1}]}`, `a=[: a[].b=0:1`},
		{[]string{"a", "a[].b"}, `{"a":[]}`, `a=[:~`},
	}
	for _, c := range cases {
		leaves, err := newPaths(c.paths).locate(jsontext.Value(c.body))
		require.NoError(t, err, c.body)
		assert.Equal(t, c.want, summary(leaves), "%v in %s", c.paths, c.body)
	}
}

func TestLocateReportsBrokenBodies(t *testing.T) {
	p := newPaths([]string{"a.b", "r[].x", "w"})
	for _, body := range []string{
		``, `{`, `{"a`, `{"a":`, `{"a":{"b":1`, `{"a":{"b":1}`, `{"z":tru`, `{"r":[`, `{"r":[{"x":1}`, `{"r":[1,`, `{"w":[1`,
		`{"w":tru`, `{} {}`, `{}x`, `{"a":1}]`,
	} {
		_, err := p.locate(jsontext.Value(body))
		assert.Error(t, err, body)
	}
}

func TestAddOutside(t *testing.T) {
	cases := []struct {
		known, added string
		want         bool
	}{
		{"a", "b", true},
		{"a", "a", false},
		{"a", "a.b", false},
		{"a.b", "a", true},
		{"a.b", "a.c", true},
		{"a[].b", "a.c", false},
		{"a[].b", "c", true},
	}
	for _, c := range cases {
		p := newPaths([]string{c.known})
		p.addOutside(c.added)
		var paths []string
		p.each(func(path string) { paths = append(paths, path) })
		assert.Equal(t, c.want, c.known != c.added && slices.Contains(paths, c.added), "%s to %s", c.added, c.known)
	}
}

// TestPathsOfUndescribed keeps nothing of an operation that the document lacks, which every call makes anew.
func TestPathsOfUndescribed(t *testing.T) {
	for name, want := range map[string]bool{"x.y/none": false, "alibaba.trade.cancel": true} {
		op, err := operation(name)
		require.NoError(t, err)
		stated(op, jsontext.Value(`{}`))
		_, kept := wanted.Load(op)
		assert.Equal(t, want, kept, name)
	}
}

func TestTruth(t *testing.T) {
	cases := []struct {
		leaf      leaf
		value, ok bool
	}{
		{leaf{kind: 't', text: "true"}, true, true},
		{leaf{kind: 'f', text: "false"}, false, true},
		{leaf{kind: '"', text: "TRUE"}, true, true},
		{leaf{kind: '"', text: "fAlse"}, false, true},
		{leaf{kind: '0', text: "1"}, true, true},
		{leaf{kind: '0', text: "0"}, false, true},
		{leaf{kind: '0', text: "2"}, false, false},
		{leaf{kind: '"', text: "yes"}, false, false},
		{leaf{kind: 't', text: "true", wrong: true}, false, false},
		{leaf{kind: '{', text: "true"}, false, false},
		{leaf{kind: '[', text: "true"}, false, false},
	}
	for _, c := range cases {
		value, ok := c.leaf.truth()
		assert.Equal(t, []bool{c.value, c.ok}, []bool{value, ok}, "%+v", c.leaf)
	}
}

// TestWrapped restores what the gateway dropped of a response: nothing, the value of result, or of result.result.
func TestWrapped(t *testing.T) {
	object := []string{"object"}
	deep := &platform.Operation{
		Levels: []platform.Level{
			{Kinds: object, Members: []string{"code", "result", "success"}},
			{Kinds: object, Members: []string{"code", "result", "total"}},
			{Kinds: []string{"array", "object"}, Members: []string{"id", "name"}},
		},
		Outcome: platform.Outcome{Proof: []string{"result.result.name", "result.total"}},
	}
	scalar := &platform.Operation{Levels: []platform.Level{{Kinds: object, Members: []string{"result"}},
		{Kinds: []string{"boolean", "number", "string"}}}}
	cases := []struct {
		op      *platform.Operation
		body    string
		missing int
	}{
		{deep, `{"success":true,"result":{"total":1,"result":[]}}`, 0},
		{deep, `{"success":true}`, 0},
		{deep, `{"code":1}`, 0},
		{deep, `{"code":1,"total":2}`, 1},
		{deep, `{"total":1,"result":[]}`, 1},
		{deep, `{"total":1}`, 1},
		{deep, `{"id":1,"name":"x"}`, 2},
		{deep, `{"name":"x","code":1}`, 2},
		{deep, `{"id":"x","code":1}`, 0},
		{deep, `{"total":1,"success":true}`, 1},
		{deep, `{"total":1,"success":true,"result":{}}`, 1},
		{deep, `[{"id":1}]`, 2},
		{deep, `"text"`, 0},
		{deep, `{"unknown":1}`, 0},
		{deep, `{}`, 0},
		{deep, `{"result":{"result":{"id":1,"name":"x"}}}`, 0},
		{deep, `{"result":{"id":1,"name":"x"}}`, 1},
		{scalar, `true`, 1},
		{scalar, `false`, 1},
		{scalar, `"x"`, 0},
		{scalar, `7`, 1},
		{scalar, `null`, 0},
		{scalar, `[1]`, 0},
		{scalar, `{"result":7}`, 0},
		{&platform.Operation{}, `{"result":7}`, 0},
	}
	for _, c := range cases {
		want := strings.Repeat(`{"result":`, c.missing) + c.body + strings.Repeat("}", c.missing)
		assert.Equal(t, want, string(wrapped(c.op, jsontext.Value(c.body))), c.body)
	}
}
