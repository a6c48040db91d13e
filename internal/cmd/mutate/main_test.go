package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMeasure(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles a package and runs its tests once a mutant")
	}
	var out strings.Builder
	score, err := measure(&out, "./testdata/price", 0, 1, 2)
	require.NoError(t, err)
	assert.Equal(t, `TestFailsAlways is left out: without a mutant it fails, or takes more than 20s
survived: price.go:24:2: removed statement: defer func() { ok = true }()
survived: price.go:24:17: removed statement: ok = true
survived: price.go:24:22: negated constant: true
survived: price.go:25:6: dropped operand: n > 0 && a
survived: price.go:25:20: dropped operand: b
survived: price.go:25:6: dropped operand: n > 0
survived: price.go:25:15: dropped operand: a
survived: price.go:25:6: negated comparison: n > 0
survived: price.go:25:6: moved boundary: n > 0
survived: price.go:25:10: changed constant: 0
survived: price.go:26:3: removed statement: n = n%2 + 1
survived: price.go:31:3: removed statement: break
survived: price.go:26:7: exchanged operator: n%2 + 1
survived: price.go:26:7: exchanged operator: n%2
survived: price.go:26:9: changed constant: 2
survived: price.go:26:13: changed constant: 1
survived: price.go:29:4: removed statement: continue
survived: price.go:33:5: negated condition: a
survived: price.go:34:10: zero result: "text"
survived: price.go:34:18: negated constant: false
survived: price.go:36:13: negated constant: false
survived: price.go:43:3: removed statement: room = append(room, n|4)
survived: price.go:43:23: exchanged operator: n|4
survived: price.go:43:25: changed constant: 4
survived: price.go:45:9: zero result: len(room)
12 of 37 mutants killed, 32 % (37 in all)
`, strings.ReplaceAll(out.String(), "./testdata/price: ", ""))
	assert.Equal(t, 32, score)
}

func TestMeasureReportsPackagesWithoutTests(t *testing.T) {
	_, err := measure(t.Output(), "../../../openapi/overlays", 0, 1, 2)
	assert.ErrorContains(t, err, "mutants.test")
}

func TestApply(t *testing.T) {
	const source = "if a+b { c() }"
	cases := []struct {
		name  string
		edits []edit
		want  string
	}{
		{"none", nil, source},
		{"around", []edit{{start: 3, end: 6, before: "(", after: ")"}}, "if (a+b) { c() }"},
		{"in place of", []edit{{start: 4, end: 5, before: ",", replace: true}}, "if a,b { c() }"},
		{"first is outside", []edit{{start: 3, end: 6, before: "1(", after: ")1"},
			{start: 3, end: 6, before: "2(", after: ")2"}},
			"if 1(2(a+b)2)1 { c() }"},
		{"within another", []edit{{start: 3, end: 4, before: "<", after: ">"}, {start: 4, end: 5, before: ",", replace: true},
			{start: 3, end: 6, before: "f(", after: ")"}}, "if f(<a>,b) { c() }"},
		{"side by side", []edit{{start: 9, end: 12, before: "[", after: "]"}, {start: 3, end: 6, before: "[", after: "]"}},
			"if [a+b] { [c()] }"},
	}
	for _, c := range cases {
		assert.Equal(t, c.want, string(apply([]byte(source), c.edits)), c.name)
	}
}

func TestDraw(t *testing.T) {
	var all []mutant
	for id := range 100 {
		all = append(all, mutant{id: id})
	}
	assert.Equal(t, all, draw(all, 0, 1))
	assert.Equal(t, all, draw(all, 100, 1))
	drawn := draw(all, 30, 1)
	assert.Len(t, drawn, 30)
	assert.IsIncreasing(t, ids(drawn))
	assert.Equal(t, drawn, draw(all, 30, 1))
	assert.NotEqual(t, drawn, draw(all, 30, 2))
}

func ids(mutants []mutant) []int {
	var all []int
	for _, m := range mutants {
		all = append(all, m.id)
	}
	return all
}
