package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/conformance/report"
)

func TestCheck(t *testing.T) {
	r := do(t, `{"item":{"num_iid":{}},"error_code":"0000"}`, "check", "--api", "item_get", "--format", "json", "-")
	assert.Equal(t, exitFindings, r.status)
	var v report.Verdict
	require.NoError(t, json.Unmarshal([]byte(r.out), &v))
	require.Len(t, v.Findings, 1)
	assert.Equal(t, "/item/num_iid", v.Findings[0].Pointer)
	assert.Contains(t, v.Findings[0].Schema, "openapi/gateway/schemas/item.yaml:")

	for _, args := range [][]string{{"../../evidence/recordings"}, {"../../evidence/openplatform/samples"},
		{"--excerpt", "../../evidence/excerpts"}} {
		r = do(t, "", append([]string{"check", "--strict"}, args...)...)
		assert.Equal(t, exitFine, r.status, r.out+r.err)
		assert.Empty(t, r.out)
	}
	for format, want := range map[string]string{"sarif": `"version": "2.1.0"`, "junit": "<testsuite",
		"text": "item.yaml:"} {
		r = do(t, `{"item":{"num_iid":{}}}`, "check", "--api", "item_get", "--format", format, "-")
		assert.Equal(t, exitFindings, r.status)
		assert.Contains(t, r.out, want)
	}
}

// TestCheckGoesOn has an unknown operation and an unreadable file beside a bad body: all three are reported.
func TestCheckGoesOn(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"item_get/bad.json": `{"item":{"num_iid":{}},"error_code":"0000"}`, "item_gte/1.json": "{}", "c.har": "{",
	} {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	}
	r := do(t, "", "check", "--format", "json", dir)
	assert.Equal(t, exitUsage, r.status)
	assert.Contains(t, r.err, "2 inputs could not be checked")
	var got []string
	for line := range strings.Lines(r.out) {
		var v report.Verdict
		require.NoError(t, json.Unmarshal([]byte(line), &v))
		require.Len(t, v.Findings, 1, line)
		got = append(got, filepath.Base(v.File)+" "+v.Findings[0].Rule)
	}
	assert.Equal(t, []string{"c.har unchecked", "bad.json type", "1.json unchecked"}, got)
}

// TestCheckIsInterrupted stops a check that waits for standard input, which has given one body.
func TestCheckIsInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	in := &stalled{onStall: stop}
	var out, errs bytes.Buffer
	args := []string{"check", "--api", "item_get", "--format", "json", "-", "../../evidence/recordings"}
	status := run(ctx, args, streams{in, &out, &errs}, func(string) string { return "" })
	assert.Equal(t, exitUsage, status)
	assert.Contains(t, errs.String(), "interrupted")
	assert.NotContains(t, out.String(), "recordings", "nothing is checked after the interruption")
}

// stalled is standard input that says when somebody waits for it, and never ends.
type stalled struct{ onStall func() }

func (s *stalled) Read([]byte) (int, error) {
	s.onStall()
	select {}
}
