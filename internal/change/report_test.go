package change

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sample is a report with an edit of each level, in three groups.
func sample() *Report {
	applied := func(object) {}
	return &Report{Old: "v1", New: "v2", Version: "1.2.3", Calls: Major, Next: "2.0.0", Edits: []*Edit{
		{
			Document:   "gateway",
			Group:      "Item",
			Place:      "price",
			Kind:       Retyped,
			Was:        "string",
			Is:         "a | b",
			Wire:       Breaks,
			Go:         Breaks,
			GoChanges:  []string{"Item.Price: changed from string to int"},
			Operations: []string{"item_get"},
			apply:      applied,
		},
		{Document: "gateway", Group: "Item", Place: "title", Kind: TextChanged, Is: "example", Text: true,
			Operations: []string{"item_get"}, apply: applied},
		{Document: "gateway", Group: "State", Kind: EnumGrew, Is: "gone", Wire: Warns, Go: Adds,
			GoChanges:  []string{"StateGone: added", "StateOfAll: added"},
			Operations: []string{"item_get", "item_search"}, apply: applied},
		{Document: "gateway", Group: "cat_get", Kind: Added, Wire: Adds, Go: Warns, kind: inOperations},
		{Document: "gateway", Group: "document", Kind: TextChanged, Is: "info", Text: true, kind: inRoot, apply: applied},
	}}
}

func reportText(t *testing.T, r *Report, format, language string) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, r.Write(&out, format, language))
	return out.String()
}

// TestWholeReports compares whole reports.
func TestWholeReports(t *testing.T) {
	cases := map[string]struct{ format, language, want string }{
		"text": {"text", "en", `Item (item_get)
  wire BREAKS Go BREAKS -     price: string became a | b [Item.Price: changed from string to int]
  wire -      Go -      text  title: example
State (in 2 operations)
  wire warns  Go adds   -     may be gone, too [StateGone: added and 1 more]
cat_get
  wire adds   Go warns  -     added
document
  wire -      Go -      text  info
Edits: 5. Breaking: 1, warnings: 2, additions: 0, texts or notes: 2.
This calls for a major step: 1.2.3 → 2.0.0.
`},
		"Chinese text": {"text", "zh-CN", `Item (item_get)
  线上 不兼容 Go 不兼容 -     price: 由 string 改为 a | b [Item.Price: changed from string to int]
  线上 -      Go -      文本  title: example
State (涉及 2 个接口)
  线上 注意   Go 兼容   -     取值增加 gone [StateGone: added，另有 1 处]
cat_get
  线上 兼容   Go 注意   -     新增
document
  线上 -      Go -      文本  info
共 5 处改动：1 处不兼容，2 处需注意，0 处兼容，2 处文本或备注。
版本应升主版本：1.2.3 → 2.0.0。
`},
		"Markdown": {"markdown", "en", `
### ` + "`Item`" + ` · item_get

| wire | Go | text | |
|---|---|---|---|
| BREAKS | BREAKS | - | price: string became a \| b [Item.Price: changed from string to int] |
| - | - | text | title: example |

### ` + "`State`" + ` · in 2 operations

| wire | Go | text | |
|---|---|---|---|
| warns | adds | - | may be gone, too [StateGone: added and 1 more] |

### ` + "`cat_get`" + `

| wire | Go | text | |
|---|---|---|---|
| adds | warns | - | added |

### ` + "`document`" + `

| wire | Go | text | |
|---|---|---|---|
| - | - | text | info |

Edits: 5. Breaking: 1, warnings: 2, additions: 0, texts or notes: 2.
This calls for a major step: 1.2.3 → 2.0.0.
`},
		"changelog": {"changelog", "en", `### Added

- ` + "`cat_get`" + ` added

### Changed

- ⚠ ` + "`Item.price`" + ` string became a | b (item_get)
- ` + "`State`" + ` may be gone, too (in 2 operations)

`},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) { assert.Equal(t, c.want, reportText(t, sample(), c.format, c.language)) })
	}
}

// TestJSONReport reads the report back as programs do.
func TestJSONReport(t *testing.T) {
	var got struct {
		Old, New, Version, Next string
		Calls                   string `json:"calls_for"`
		Edits                   []map[string]any
	}
	require.NoError(t, json.Unmarshal([]byte(reportText(t, sample(), "json", "en")), &got))
	assert.Equal(t, []string{"v1", "v2", "1.2.3", "2.0.0", "major"},
		[]string{got.Old, got.New, got.Version, got.Next, got.Calls})
	require.Len(t, got.Edits, 5)
	assert.Equal(t, map[string]any{"document": "gateway", "group": "Item", "place": "price", "kind": "retyped",
		"was": "string", "is": "a | b", "wire": "breaks", "go": "breaks", "text": false,
		"go_changes": []any{"Item.Price: changed from string to int"}, "operations": []any{"item_get"}}, got.Edits[0])
	assert.Equal(t, []any{"warns", "adds"}, []any{got.Edits[2]["wire"], got.Edits[2]["go"]})
	assert.Contains(t, reportText(t, &Report{}, "json", "en"), `"edits": []`, "no edits are a list, not null")
}

// TestSummaries counts the levels, and says what a reader should know.
func TestSummaries(t *testing.T) {
	of := func(levels ...Level) []*Edit {
		var out []*Edit
		for _, l := range levels {
			out = append(out, &Edit{Wire: l})
		}
		return out
	}
	cases := map[string]struct {
		report Report
		want   string
	}{
		"nothing": {Report{}, "no difference"},
		"nothing, edited": {Report{Stale: []string{"openapi/a"}},
			"no difference\nopenapi/a was edited after it was bundled and is compared as edited: run `make generate`"},
		"levels": {Report{Edits: of(None, None, None, Adds, Adds, Warns), Calls: Minor, Version: "1.0.0", Next: "1.1.0"},
			"Edits: 6. Breaking: 0, warnings: 1, additions: 2, texts or notes: 3.\n" +
				"This calls for a minor step: 1.0.0 → 1.1.0."},
		"no version": {Report{Edits: of(Breaks), Calls: Major},
			"Edits: 1. Breaking: 1, warnings: 0, additions: 0, texts or notes: 0.\nThis calls for a major step: ?."},
		"before 1.0": {Report{Edits: of(None), Calls: Patch, Version: "0.1.0", Next: "0.1.1"},
			"Edits: 1. Breaking: 0, warnings: 0, additions: 0, texts or notes: 1.\n" +
				"This calls for a patch step: 0.1.0 → 0.1.1.\n" +
				"Before 1.0 a major step raises the second number, and any other step the third."},
		"without Go": {Report{Edits: of(Adds), Calls: Minor, Next: "1.1.0", Version: "1.0.0", GoNote: "no toolchain"},
			"Edits: 1. Breaking: 0, warnings: 0, additions: 1, texts or notes: 0.\n" +
				"This calls for a minor step: 1.0.0 → 1.1.0.\n" +
				"Go: declarations are compared as they parse, types of other packages by name only: no toolchain"},
	}
	for name, c := range cases {
		assert.Equal(t, c.want, c.report.summary(dictionary["en"]), name)
	}
}

// TestLevels takes the graver of both columns, and counts what breaks somebody.
func TestLevels(t *testing.T) {
	cases := []struct{ wire, golang, want Level }{
		{None, None, None}, {Adds, None, Adds}, {None, Adds, Adds}, {Warns, Adds, Warns}, {Adds, Warns, Warns},
		{Breaks, Warns, Breaks}, {Warns, Breaks, Breaks},
	}
	r := &Report{}
	for _, c := range cases {
		e := &Edit{Wire: c.wire, Go: c.golang}
		assert.Equal(t, c.want.String(), e.Level().String(), "%v and %v", c.wire, c.golang)
		r.Edits = append(r.Edits, e)
	}
	assert.Equal(t, 2, r.Breaks())
}

// TestConclude finds the step that edits call for, whatever their order.
func TestConclude(t *testing.T) {
	cases := []struct {
		levels []Level
		calls  Semver
		next   string
	}{
		{nil, NoStep, "1.2.3"},
		{[]Level{None}, Patch, "1.2.4"},
		{[]Level{None, Adds}, Minor, "1.3.0"},
		{[]Level{Adds, None}, Minor, "1.3.0"},
		{[]Level{Warns, None, Adds}, Minor, "1.3.0"},
		{[]Level{Breaks, Adds, None}, Major, "2.0.0"},
		{[]Level{None, Adds, Breaks}, Major, "2.0.0"},
	}
	for _, c := range cases {
		r := &Report{Version: "1.2.3"}
		for _, l := range c.levels {
			r.Edits = append(r.Edits, &Edit{Go: l})
		}
		r.conclude()
		assert.Equal(t, c.calls, r.Calls, "%v", c.levels)
		assert.Equal(t, c.next, r.Next, "%v", c.levels)
	}
}

// TestOrder sorts by document, kind of group, group and place, and keeps the order of the rest.
func TestOrder(t *testing.T) {
	want := []*Edit{
		{Document: "a", kind: inSchemas, Group: "A", Place: "", Is: "first"},
		{Document: "a", kind: inSchemas, Group: "A", Place: "", Is: "second"},
		{Document: "a", kind: inSchemas, Group: "A", Place: "x"},
		{Document: "a", kind: inSchemas, Group: "B"},
		{Document: "a", kind: inParameters, Group: "A"},
		{Document: "a", kind: inRoot, Group: "A"},
		{Document: "b", kind: inSchemas, Group: "A"},
	}
	got := []*Edit{want[6], want[5], want[0], want[4], want[3], want[2], want[1]}
	sortEdits(got)
	assert.Equal(t, want, got)
}

// TestChangelogOrder has what breaks first, then what may, and keeps the order of equals.
func TestChangelogOrder(t *testing.T) {
	r := &Report{}
	for i, level := range []Level{Adds, Warns, None, Breaks, Warns, Breaks} {
		r.Edits = append(
			r.Edits,
			&Edit{Group: string(rune('a' + i)), Kind: BecameNullable, Wire: level, apply: func(object) {}},
		)
	}
	assert.Equal(t, `### Changed

- ⚠ `+"`d`"+` may be null now
- ⚠ `+"`f`"+` may be null now
- `+"`b`"+` may be null now
- `+"`e`"+` may be null now
- `+"`a`"+` may be null now

`, reportText(t, r, "changelog", "en"))
}

// TestChangelogDrops leaves out texts, and components that came or went with all operations that use them.
func TestChangelogDrops(t *testing.T) {
	component := func(kind Kind, operations ...string) *Edit {
		return &Edit{Group: "C", Kind: kind, Wire: Breaks, kind: inSchemas, Operations: operations}
	}
	operation := func(name string, kind Kind) *Edit {
		return &Edit{Group: name, Kind: kind, Wire: Breaks, kind: inOperations}
	}
	member := component(Removed, "a")
	member.Place, member.apply = "x", func(object) {}
	changed := operation("a", Removed)
	changed.apply = func(object) {}
	cases := map[string]struct {
		edit   *Edit
		others []*Edit
		want   bool
	}{
		"with its operation": {component(Removed, "a"), []*Edit{operation("a", Removed)}, true},
		"with both": {component(Added, "a", "b"), []*Edit{operation("a", Added), operation("b", Added)},
			true},
		"one stays":                    {component(Removed, "a", "b"), []*Edit{operation("a", Removed)}, false},
		"the other way":                {component(Removed, "a"), []*Edit{operation("a", Added)}, false},
		"an operation that only lacks": {component(Removed, "a"), []*Edit{changed}, false},
		"a member of it":               {member, []*Edit{operation("a", Removed)}, false},
		"a component of that name":     {component(Removed, "C"), nil, false},
		"of no operation":              {component(Removed), []*Edit{operation("a", Removed)}, false},
		"changed":                      {component(Retyped, "a"), []*Edit{operation("a", Retyped)}, false},
		"an operation itself":          {operation("a", Removed), []*Edit{operation("a", Removed)}, false},
	}
	for name, c := range cases {
		r := &Report{Edits: append(c.others, c.edit)}
		assert.Equal(t, c.want, r.follows(c.edit), name)
	}
	r := &Report{Edits: []*Edit{component(Removed, "a"), operation("a", Removed),
		{Group: "D", Kind: TextChanged, Text: true},
		{Group: "E", Kind: GoOnly, Go: Breaks, GoChanges: []string{"E: removed"}},
		{Group: "F", Place: "x", Kind: Removed, Wire: Adds, apply: func(object) {}}}}
	assert.Equal(t, "### Changed\n\n- ⚠ Go: `E: removed`\n\n### Removed\n\n- ⚠ `a` removed\n- `F.x` removed\n\n",
		reportText(t, r, "changelog", "en"))
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

// TestWriteFails returns the error of the writer.
func TestWriteFails(t *testing.T) {
	for _, format := range Formats {
		assert.ErrorContains(t, sample().Write(fullDisk{}, format, "en"), "the disk is full", format)
	}
}
