package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// addTo checks a body of item_get, and adds the verdict to a report.
func addTo(t *testing.T, r *Report, file, body string, o conformance.Options) {
	t.Helper()
	b := bodies.Body{File: file, API: "item_get", Content: []byte(body)}
	findings, err := conformance.Gateway().CheckBody(b, o)
	require.NoError(t, err)
	r.Add(b, findings, nil)
}

func reported(t *testing.T) *Report {
	t.Helper()
	r := &Report{}
	for i, body := range []string{`{"item":{"title":"t"},"error_code":"0000"}`,
		`{"item":{"price":{}},"error_code":"0000"}`, `{"item":{"price":[]},"error_code":"0000"}`, `<html>`} {
		addTo(t, r, fmt.Sprintf("item_get/%d.json", i), body, conformance.Options{})
	}
	return r
}

func TestReport(t *testing.T) {
	r := reported(t)
	assert.Equal(t, 3, r.Bad())
	write := func(f func(*Report, *bytes.Buffer) error) string {
		var b bytes.Buffer
		require.NoError(t, f(r, &b))
		return b.String()
	}
	t.Run("text groups by what is to be mended", func(t *testing.T) {
		out := write(func(r *Report, b *bytes.Buffer) error { return r.WriteText(b) })
		lines := strings.Split(out, "\n")
		assert.Regexp(t, `^openapi/gateway/schemas/item.yaml:\d+: type, 2 times$`, lines[0])
		assert.Equal(t, "  item_get/1.json: /item/price: type: want string or number, got object", lines[1])
		assert.Contains(t, out, "the text of the body: not-json, 1 time\n")
	})
	t.Run("json has a line a body", func(t *testing.T) {
		out := write(func(r *Report, b *bytes.Buffer) error { return r.WriteJSON(b) })
		assert.Equal(t, `{"file":"item_get/0.json","api":"item_get","ok":true,"findings":[]}`, strings.Split(out, "\n")[0])
		var v Verdict
		require.NoError(t, json.Unmarshal([]byte(strings.Split(out, "\n")[1]), &v))
		assert.Equal(t, "/item/price", v.Findings[0].Pointer)
	})
	t.Run("junit", func(t *testing.T) {
		var suite junitSuite
		require.NoError(t, xml.Unmarshal([]byte(write(func(r *Report, b *bytes.Buffer) error { return r.WriteJUnit(b) })),
			&suite))
		assert.Equal(t, 4, suite.Tests)
		assert.Equal(t, 3, suite.Failures)
		assert.Nil(t, suite.Cases[0].Failure)
		assert.Contains(t, suite.Cases[3].Failure.Text, "not-json")
	})
	t.Run("sarif", func(t *testing.T) {
		var log sarifLog
		require.NoError(t, json.Unmarshal([]byte(write(func(r *Report, b *bytes.Buffer) error { return r.WriteSARIF(b) })),
			&log))
		require.Len(t, log.Runs[0].Results, 3)
		first := log.Runs[0].Results[0]
		assert.Equal(t, "item_get/1.json", first.Locations[0].Physical.Artifact.URI)
		assert.Equal(t, "openapi/gateway/schemas/item.yaml", first.Related[0].Physical.Artifact.URI)
		assert.Positive(t, first.Related[0].Physical.Region.StartLine)
	})
}

// TestReportIsPrintable has control characters, lines and long texts in everything that comes from outside.
func TestReportIsPrintable(t *testing.T) {
	dirty := "a\nb\x1b[31m" + strings.Repeat("长", 10_000)
	finding := conformance.Finding{Pointer: "/" + dirty, Rule: "kind", Want: "text", Got: dirty}
	report := Report{Verdicts: []Verdict{{File: dirty, API: "item_get", Findings: []conformance.Finding{finding}}}}
	var out strings.Builder
	require.NoError(t, report.WriteText(&out))
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	require.Len(t, lines, 2, "the heading and the finding")
	assert.NotContains(t, out.String(), "\x1b")
	assert.Less(t, len([]rune(lines[1])), 4*500)
	assert.True(t, strings.HasPrefix(lines[1], "  a b [31m长"), lines[1])
}
