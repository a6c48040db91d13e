package change

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/exp/apidiff"
)

// translatedLines walks two documents and their translations, and returns the edits as people read them.
func translatedLines(t *testing.T, old, new, oldChinese, newChinese string) string {
	t.Helper()
	w := newWalker("toy", parsed(t, old), parsed(t, new))
	w.walk()
	w.addTranslated(parsed(t, oldChinese), parsed(t, newChinese))
	return lines(&Report{Edits: w.edits})
}

// translations writes a document with the texts of a schema, of its member, and of an operation.
func translations(schema, member, operation, more string) string {
	return `{"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{"/a/":{"get":{"operationId":"S","description":"` +
		operation + `","responses":{}}}},"components":{"schemas":{"S":{"type":"object","description":"` + schema +
		`","properties":{"a":{"type":"string","description":"` + member + `"}` + more + `}}}}}`
}

// TestTranslated puts changed translations beside the English that changed in the same place, or on lines of their own.
func TestTranslated(t *testing.T) {
	const more = `,"b":{"type":"string"}`
	english := func(schema, member, operation string) string { return translations(schema, member, operation, "") }
	old, chinese := english("s", "m", "o"), english("模式", "字段", "接口")
	for _, tt := range []struct{ name, new, newChinese, want string }{
		{"nothing", old, chinese, ""},
		{"English alone", english("s2", "m", "o"), chinese, "S description"},
		{"both", english("s2", "m", "o"), english("新模式", "字段", "接口"), "S description, zh-CN"},
		{"Chinese alone", old, english("新模式", "字段", "接口"), "S zh-CN"},
		{"the member", old, english("模式", "新字段", "接口"), "S a: zh-CN"},
		{"the operation of the same name", old, english("模式", "字段", "新接口"), "S zh-CN"},
		{"English in one place, Chinese in another", english("s2", "m", "o"), english("模式", "新字段", "接口"),
			"S description\nS a: zh-CN"},
		{"English of the schema, Chinese of the operation", english("s2", "m", "o"), english("模式", "字段", "新接口"),
			"S description\nS zh-CN"},
		{"all", english("s2", "m2", "o2"), english("新模式", "新字段", "新接口"),
			"S description, zh-CN\nS a: description, zh-CN\nS description, zh-CN"},
		{"English that nobody translated", english("s", "m", "o2"), english("模式", "字段", "o2"), "S description"},
		{"a member more", translations("s", "m", "o", more), translations("新模式", "字段", "接口", more),
			"S b: added: string\nS zh-CN"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, translatedLines(t, old, tt.new, chinese, tt.newChinese))
		})
	}
}

// TestUntranslated has nothing to compare with where one side has no Chinese.
func TestUntranslated(t *testing.T) {
	old := parsed(t, translations("s", "m", "o", ""))
	w := newWalker("toy", old, old)
	w.addTranslated(nil, old)
	w.addTranslated(old, nil)
	assert.Empty(t, w.edits)
}

// TestRenames reports a reference to another component as one of Go alone only where the wire cannot show it.
func TestRenames(t *testing.T) {
	const text, number = `{"type":"string"}`, `{"type":"integer"}`
	reference := func(name, more string) string {
		return `{"properties":{"a":{"allOf":[{"$ref":"#/components/schemas/` + name + `"}]` + more + `}}}`
	}
	for _, tt := range []struct {
		name               string
		oldMore, newMore   string // beside the reference
		components, target string
		want               bool
	}{
		{"the same", ``, ``, text, text, true},
		{"another type", ``, ``, text, number, false},
		{"other texts", `,"description":"a"`, `,"description":"b"`, `{"type":"string","title":"a"}`, text, true},
		{"null beside it", `,"nullable":true`, ``, text, text, false},
		{"null in it", ``, ``, `{"type":"string","nullable":true}`, text, false},
		{"another value", ``, ``, `{"enum":["a"]}`, `{"enum":["b"]}`, false},
		{"values in order", ``, ``, `{"enum":["a","b"]}`, `{"enum":["a","b"]}`, true},
		{"a value less", ``, ``, `{"enum":["a","b"]}`, `{"enum":["a"]}`, false},
		{"a list for a value", ``, ``, `{"enum":["a"]}`, `{"enum":"a"}`, false},
		{"a member of that name", ``, ``, `{"properties":{"title":{"type":"string"}}}`,
			`{"properties":{"title":{"type":"integer"}}}`, false},
		{"elements", ``, ``, `{"items":{"type":"string"}}`, `{"items":{"type":"integer"}}`, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWalker("toy",
				parsed(t, documentWith(reference("Old", tt.oldMore), `,"Old":`+tt.components)),
				parsed(t, documentWith(reference("New", tt.newMore), `,"New":`+tt.target)))
			w.walk()
			var goOnly []bool
			for _, e := range w.edits {
				if e.Kind == Retyped {
					goOnly = append(goOnly, e.goOnly)
				}
			}
			assert.Equal(t, []bool{tt.want}, goOnly)
		})
	}
}

// TestRenamedToNothing is no rename: neither component is there.
func TestRenamedToNothing(t *testing.T) {
	w := newWalker("toy", parsed(t, documentWith(`{}`, "")), parsed(t, documentWith(`{}`, "")))
	ref := func(name string) object { return object{"$ref": "#/components/schemas/" + name} }
	assert.False(t, w.onlyRenamed(ref("Old"), ref("New")))
	assert.True(t, w.onlyRenamed(ref("S"), ref("S")))
	assert.False(t, w.onlyRenamed(ref("S"), object{}))
	assert.False(t, w.onlyRenamed(object{}, ref("S")))
}

// TestRules names the rules of oasdiff behind a verdict.
func TestRules(t *testing.T) {
	const one = `{"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{"/a/":{"get":{"operationId":"a",
		"responses":{"200":{"description":"ok"}}}}%}}`
	withPaths := func(text, paths string) string { return strings.Replace(text, "%", paths, 1) }
	for _, tt := range []struct {
		old, new string
		wire     Level
		rules    []string
	}{
		{"", `,"/b/":{"get":{"operationId":"b","responses":{"200":{"description":"ok"}}}}`, Adds, []string{"endpoint-added"}},
		{`,"/b/":{"get":{"operationId":"b","responses":{"200":{"description":"ok"}}}}`, "", Breaks,
			[]string{"api-path-removed-without-deprecation"}},
	} {
		w := newWalker("toy", parsed(t, withPaths(one, tt.old)), parsed(t, withPaths(one, tt.new)))
		w.walk()
		require.NoError(t, w.judge())
		require.Len(t, w.edits, 1)
		assert.Equal(t, tt.wire, w.edits[0].Wire)
		assert.Equal(t, tt.rules, w.edits[0].Rules)
	}
}

// TestAliases explain the fields that have the changed type, although the holder changed, too.
func TestAliases(t *testing.T) {
	money := &Edit{Document: "gateway", Group: "Money", Kind: Retyped}
	order := &Edit{Document: "gateway", Group: "Order", Place: "note", Kind: Removed, inside: []string{"note"}}
	r := &Report{Edits: []*Edit{money, order}}
	r.give("gateway", []apidiff.Change{{Message: "Order.Note: removed"},
		{Message: "Order.Fees: changed from []Text to []Number"},
		{Message: "Order.Paid: changed from Text to int64"}, {Message: "Money: changed from Text to Number"}}, nil)
	assert.Equal(t, []string{"Order.Fees: changed from []Text to []Number", "Money: changed from Text to Number"},
		money.GoChanges)
	assert.Equal(t, []string{"Order.Note: removed", "Order.Paid: changed from Text to int64"}, order.GoChanges)
	assert.Equal(t, [2]Level{Breaks, Breaks}, [2]Level{money.Go, order.Go})
}

// TestGoLevels tells a new operation from any other addition.
func TestGoLevels(t *testing.T) {
	for message, want := range map[string]Level{
		"(*ClientWithResponses).ItemGet: added": Warns, "(*Client).ItemGet: added": Adds, "Item: added": Adds,
		"x(*ClientWithResponses).ItemGet: added": Adds, "(*ClientWithResponses).ItemGet: added, too": Warns,
	} {
		assert.Equal(t, want, goLevel(apidiff.Change{Message: message, Compatible: true}), message)
	}
	assert.Equal(t, Breaks, goLevel(apidiff.Change{Message: "Item: removed"}))
	assert.Equal(t, Warns, goLevel(apidiff.Change{Message: "(*ClientWithResponses).ItemGet: added"}))
}
