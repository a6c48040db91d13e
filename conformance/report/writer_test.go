package report

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance"
)

// pieces keeps what was written at once.
type pieces []string

func (p *pieces) Write(text []byte) (int, error) {
	if len(text) > 0 {
		*p = append(*p, string(text))
	}
	return len(text), nil
}

// many returns a report on bodies, of which every third has two findings.
func many(n int) *Report {
	var r Report
	for i := range n {
		var findings []conformance.Finding
		if i%3 == 0 {
			findings = []conformance.Finding{{Pointer: "/a", Rule: "type", Got: "<&>", Schema: "x.yaml:3"}, {Rule: "enum"}}
		}
		r.Add(entry(fmt.Sprintf("all.ndjson:%d", i+1)), findings, nil)
	}
	return &r
}

// TestWriter has reports that are kept in memory and in a file: both have the same text, in pieces of whole lines.
func TestWriter(t *testing.T) {
	defer func(n int) { spoolSize = n }(spoolSize)
	r := many(2000)
	for _, format := range []Format{Text, JSON, JUnit, SARIF} {
		require.True(t, format.Known())
		spoolSize = 1 << 30
		var memory, file pieces
		require.NoError(t, r.write(&memory, format))
		spoolSize = 1 << 10
		t.Setenv("TMPDIR", t.TempDir())
		require.NoError(t, r.write(&file, format))
		assert.Equal(t, strings.Join(memory, ""), strings.Join(file, ""), format)
		for _, piece := range file {
			assert.True(t, strings.HasSuffix(piece, "\n"), "%s: …%q", format, piece[max(0, len(piece)-40):])
			assert.Less(t, len(piece), 1<<18, format)
		}
		assert.True(t, len(file) > 3 || format == Text, "%s: %d pieces", format, len(file))
	}
	assert.False(t, Format("xml").Known())
}

// TestWriterCounts counts bodies, and lists the first samples of each kind.
func TestWriterCounts(t *testing.T) {
	var out strings.Builder
	w := NewWriter(&out, Text, 1)
	for _, v := range many(7).Verdicts {
		require.NoError(t, w.Add(v))
	}
	require.NoError(t, w.Add(Unchecked(entry("x"), errors.New("first"))))
	require.NoError(t, w.Add(Unchecked(entry("y"), errors.New("second"))))
	require.NoError(t, w.Close())
	failures, first := w.Failures()
	assert.Equal(t, []any{9, 3, 2, "first"}, []any{w.Bodies(), w.Bad(), failures, first.Error()})
	assert.Equal(t, `the text of the body: enum, 3 times
  all.ndjson:1: (body): enum: want , got 
x.yaml:3: type, 3 times
  all.ndjson:1: /a: type: want , got <&>
the input: unchecked, 2 times
  x: (body): unchecked: want a recorded response of a known operation, got first
`, out.String())
}
