package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/go-ali1688/ali1688/conformance/bodies"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSARIFPlaces reads the line, or the entry of an archive, from the name of a body.
func TestSARIFPlaces(t *testing.T) {
	cases := []struct {
		name, uri string
		line      int
	}{
		{"a/1.json", "a/1.json", 0},
		{"a/1.ndjson:7", "a/1.ndjson", 7},
		{"a/1.har:7", "a/1.har", 0},
		{"a/1.har:0", "a/1.har", 0},
		{"a/1.har", "a/1.har", 0},
		{"a/1.har.gz:7", "a/1.har.gz", 0},
		{"a/1.har:x", "a/1.har:x", 0},
		{"a/1.ndjson:0", "a/1.ndjson", 0},
		{"a/1.ndjson:1", "a/1.ndjson", 1},
		{"a:b/1.json", "a:b/1.json", 0},
		{"a/1.json:-7", "a/1.json:-7", 0},
		{"a/中.json", "a/%E4%B8%AD.json", 0},
	}
	for _, c := range cases {
		r := Report{
			Verdicts: []Verdict{{File: c.name, Findings: []conformance.Finding{{Rule: "type", Schema: "openapi/x.yaml:3"},
				{Rule: "undocumented"}}}}}
		var out strings.Builder
		require.NoError(t, r.WriteSARIF(&out))
		var log sarifLog
		require.NoError(t, json.Unmarshal([]byte(out.String()), &log))
		results := log.Runs[0].Results
		require.Len(t, results, 2)
		physical := results[0].Locations[0].Physical
		line := 0
		if physical.Region != nil {
			line = physical.Region.StartLine
		}
		assert.Equal(t, []any{strings.TrimPrefix(c.uri, "./"), c.line},
			[]any{strings.TrimPrefix(physical.Artifact.URI, "./"), line}, c.name)
		assert.Equal(t, "openapi/x.yaml", results[0].Related[0].Physical.Artifact.URI)
		assert.Equal(t, 3, results[0].Related[0].Physical.Region.StartLine)
		assert.Empty(t, results[1].Related)
		assert.Equal(t, []string{"error", "note"}, []string{results[0].Level, results[1].Level})
		assert.Equal(t, []sarifRule{{"type"}, {"undocumented"}}, log.Runs[0].Tool.Driver.Rules)
	}
}

// entry is a body of a report.
func entry(file string) bodies.Body { return bodies.Body{File: file, API: "op"} }

// private is a body whose request has a secret.
type private struct{ bodies.Body }

func (private) Secrets() []string { return []string{"planted-2"} }

// TestReportCounts has a body that conforms, one that does not, and two that cannot be checked.
func TestReportCounts(t *testing.T) {
	var r Report
	r.Add(entry("good"), nil, nil)
	r.Add(private{entry("bad?secret=planted")}, []conformance.Finding{{Rule: "type"}}, &Refusal{Code: "planted-2"})
	r.Fail(entry("x"), errors.New("no operation for x?secret=planted"))
	r.Fail(private{entry("y?secret=planted")}, errors.New("planted-2 is missing"))
	assert.Equal(t, 1, r.Bad())
	require.Len(t, r.Failures(), 2)
	assert.EqualError(t, r.Failures()[0], "no operation for x?secret=REDACTED")
	assert.EqualError(t, r.Failures()[1], "REDACTED is missing")
	var lines []string
	for _, v := range r.Verdicts {
		lines = append(lines, fmt.Sprint(v.File, " ", v.API, " ", v.OK, " ", len(v.Findings)))
	}
	assert.Equal(t, []string{"good op true 0", "bad?secret=REDACTED op false 1", "x op false 1",
		"y?secret=REDACTED op false 1"}, lines)
	assert.Equal(t, "REDACTED", r.Verdicts[1].Refusal.Code)
	assert.Equal(t, "unchecked", r.Verdicts[3].Findings[0].Rule)
}

// failing is a writer that takes some bytes and then fails.
type failing struct{ room int }

var errFull = errors.New("full")

func (f *failing) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestReportsReportWriters(t *testing.T) {
	r := Report{Verdicts: []Verdict{{File: "a", Findings: []conformance.Finding{{Rule: "type"}}}}}
	for name, write := range map[string]func(*failing) error{
		"text": func(f *failing) error { return r.WriteText(f) }, "JSON": func(f *failing) error { return r.WriteJSON(f) },
		"JUnit": func(f *failing) error { return r.WriteJUnit(f) },
		"SARIF": func(f *failing) error { return r.WriteSARIF(f) },
	} {
		for _, room := range []int{0, 30} {
			assert.ErrorIs(t, write(&failing{room}), errFull, name)
		}
		assert.NoError(t, write(&failing{1 << 20}), name)
	}
}
