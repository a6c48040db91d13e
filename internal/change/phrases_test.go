package change

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestPhrases writes every kind of edit in both languages.
func TestPhrases(t *testing.T) {
	cases := []struct {
		edit             Edit
		english, chinese string
	}{
		{Edit{Kind: Added}, "added", "新增"},
		{Edit{Kind: Added, Is: "string"}, "added: string", "新增: string"},
		{Edit{Kind: Removed, Was: "string"}, "removed", "已删除"},
		{Edit{Kind: Renamed, Was: "a", Is: "b"}, "the operationId a became b", "operationId 由 a 改为 b"},
		{Edit{Kind: Retyped, Was: "string", Is: "[]A"}, "string became []A", "由 string 改为 []A"},
		{Edit{Kind: BecameRequired}, "became required", "改为必有"},
		{Edit{Kind: BecameOptional}, "became optional", "改为可缺"},
		{Edit{Kind: BecameNullable}, "may be null now", "现在可以为 null"},
		{Edit{Kind: NeverNull}, "is never null any more", "不再为 null"},
		{Edit{Kind: EnumGrew, Is: "a, b"}, "may be a, b, too", "取值增加 a, b"},
		{Edit{Kind: EnumShrank, Was: "a"}, "is a no longer", "取值去掉 a"},
		{Edit{Kind: BranchAdded, Is: "integer"}, "may be integer, too", "也可以是 integer"},
		{Edit{Kind: BranchRemoved, Was: "integer"}, "is integer no longer", "不再是 integer"},
		{Edit{Kind: Promised}, "every success has it now", "成功时必有"},
		{Edit{Kind: Unpromised}, "a success may lack it now", "成功时不再必有"},
		{Edit{Kind: MediaAdded, Is: "text/xml"}, "comes as text/xml, too", "增加格式 text/xml"},
		{Edit{Kind: MediaRemoved, Was: "text/xml"}, "comes as text/xml no longer", "去掉格式 text/xml"},
		{Edit{Kind: StatusAdded, Is: "404"}, "may answer 404, too", "增加状态 404"},
		{Edit{Kind: StatusRemoved, Was: "404"}, "answers 404 no longer", "去掉状态 404"},
		{Edit{Kind: UnitChanged, Was: "fen", Is: "yuan"}, "the unit fen became yuan", "单位由 fen 改为 yuan"},
		{Edit{Kind: UnitStated, Is: "g"}, "the unit is g", "单位为 g"},
		{Edit{Kind: UnitWithdrawn, Was: "g"}, "the unit is no longer stated, it was g", "不再注明单位，原为 g"},
		{Edit{Kind: Changed, Was: "maxLength 3", Is: "2"}, "maxLength 3 became 2", "maxLength 3 改为 2"},
		{Edit{Kind: Changed, Was: "maxLength 3"}, "maxLength 3 went away", "maxLength 3 已去掉"},
		{Edit{Kind: TextChanged, Is: "summary, tags"}, "summary, tags", "summary, tags"},
		{Edit{Kind: ServersChanged, Was: "http://a", Is: "http://b"}, "the servers http://a became http://b",
			"服务器地址由 http://a 改为 http://b"},
		{Edit{Kind: Unused, Was: "A, B"}, "nothing refers any more to A, B", "不再被引用：A, B"},
		{Edit{Kind: GoOnly}, "Go only", "仅 Go"},
		{Edit{Kind: Other}, "changed", "有改动"},
	}
	seen := map[Kind]bool{}
	for _, c := range cases {
		seen[c.edit.Kind] = true
		assert.Equal(t, c.english, dictionary["en"].phrase(&c.edit), "%+v", c.edit)
		assert.Equal(t, c.chinese, dictionary["zh-CN"].phrase(&c.edit), "%+v", c.edit)
		c.edit.Place = "skus.sku[].price"
		assert.Equal(t, "skus.sku[].price: "+c.english, dictionary["en"].line(&c.edit))
	}
	for kind := range dictionary["en"].kinds {
		assert.True(t, seen[kind], "no case has the kind %s", kind)
	}
}

// TestGoSaid quotes the shortest change of the Go, and counts the others.
func TestGoSaid(t *testing.T) {
	cases := []struct {
		changes          []string
		english, chinese string
	}{
		{nil, "", ""},
		{[]string{"A.B: removed"}, "A.B: removed", "A.B: removed"},
		{[]string{"NewAClient: removed", "A.B: removed"}, "A.B: removed and 1 more", "A.B: removed，另有 1 处"},
		{[]string{"A: added", "BCD: added", "EFGH: added"}, "A: added and 2 more", "A: added，另有 2 处"},
		{[]string{"B: added", "A: added"}, "B: added and 1 more", "B: added，另有 1 处"},
	}
	for _, c := range cases {
		e := &Edit{GoChanges: c.changes}
		assert.Equal(t, c.english, dictionary["en"].goSaid(e), "%v", c.changes)
		assert.Equal(t, c.chinese, dictionary["zh-CN"].goSaid(e), "%v", c.changes)
	}
}

// TestSeenIn names the operations of a component; an operation and a document have none beside themselves.
func TestSeenIn(t *testing.T) {
	cases := []struct {
		kind             groupKind
		operations       []string
		english, heading string
	}{
		{inSchemas, nil, "", "G"},
		{inSchemas, []string{"a"}, "a", "G (a)"},
		{inParameters, []string{"a", "b"}, "in 2 operations", "G (in 2 operations)"},
		{inOtherComponents, []string{"a"}, "a", "G (a)"},
		{inOperations, []string{"a"}, "", "G"},
		{inMessages, []string{"a", "b"}, "", "G"},
		{inRoot, []string{"a"}, "", "G"},
	}
	for _, c := range cases {
		e := &Edit{Group: "G", kind: c.kind, Operations: c.operations}
		assert.Equal(t, c.english, dictionary["en"].seenIn(e), "%+v", c)
		assert.Equal(t, c.heading, heading(e, dictionary["en"]), "%+v", c)
	}
	assert.Equal(t, "涉及 3 个接口", dictionary["zh-CN"].seenIn(&Edit{Operations: []string{"a", "b", "c"}}))
}

// TestPadded counts a Chinese character as two columns, and always leaves a space.
func TestPadded(t *testing.T) {
	cases := []struct {
		text  string
		width int
		want  string
	}{
		{"wire -", 12, "wire -      "},
		{"线上 -", 12, "线上 -      "},
		{"不兼容", 8, "不兼容  "},
		{"不兼容", 6, "不兼容 "},
		{"BREAKS", 3, "BREAKS "},
		{"", 2, "  "},
	}
	for _, c := range cases {
		assert.Equal(t, c.want, padded(c.text, c.width), "%q to %d", c.text, c.width)
	}
}
