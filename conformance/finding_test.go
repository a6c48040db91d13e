package conformance_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance"
)

// TestReportIsPrintable has control characters, lines and long texts in everything that comes from outside.
func TestReportIsPrintable(t *testing.T) {
	dirty := "a\nb\x1b[31m" + strings.Repeat("长", 10_000)
	finding := conformance.Finding{Pointer: "/" + dirty, Rule: "kind", Want: "text", Got: dirty}
	report := conformance.Report{Verdicts: []conformance.Verdict{{File: dirty, API: "item_get", Findings: []conformance.Finding{finding}}}}
	var out strings.Builder
	require.NoError(t, report.WriteText(&out))
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	require.Len(t, lines, 2, "the heading and the finding")
	assert.NotContains(t, out.String(), "\x1b")
	assert.Less(t, len([]rune(lines[1])), 4*500)
	assert.True(t, strings.HasPrefix(lines[1], "  a b [31m长"), lines[1])
}

// TestMaxValues validates a body of 104 values.
func TestMaxValues(t *testing.T) {
	body := []byte(`{"error_code":"2000","error":"none","more":[` + strings.Repeat("1,", 99) + `1]}`)
	for max, want := range map[int][]conformance.Finding{
		0:   nil,
		104: nil,
		103: {{Rule: "too-long", Want: "at most 103 values", Got: "more"}},
	} {
		findings, err := conformance.Gateway().Check("cat_get", body, conformance.Options{MaxValues: max})
		require.NoError(t, err)
		assert.Equal(t, want, findings, "%d", max)
	}
}
