//go:build !lean

package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestDrift reports a new member with a patch, edits the sources, and finds nothing afterwards.
func TestDrift(t *testing.T) {
	checkout, recordings := t.TempDir(), filepath.Join(t.TempDir(), "item_password")
	for _, folder := range []string{"openapi/gateway", "openapi/openplatform", "openapi/legacy", "openapi/overlays"} {
		require.NoError(t, os.CopyFS(filepath.Join(checkout, folder), os.DirFS(filepath.Join("../..", folder))))
	}
	recorded, err := os.ReadFile("../../evidence/recordings/item_password/01-qr-share-2020.json")
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll(recordings, 0o750))
	file := filepath.Join(recordings, "1.json")
	require.NoError(t, os.WriteFile(file, []byte(`{"secretive":"5.40",`+string(recorded[1:])), 0o600))

	r := do(t, "", "drift", "--sources", checkout, recordings)
	assert.Equal(t, exitFindings, r.status, r.err)
	assert.Contains(t, r.out, "item_password: undocumented secretive: text (1 value in 1 response, ")
	assert.Contains(t, r.out, "+++ b/openapi/gateway/schemas/")
	assert.Contains(t, r.err, "1 responses, 1 changes, 0 for a person to decide")

	r = do(t, "", "drift", "--sources", checkout, "--format", "json", file)
	assert.Contains(t, r.out, `"operations":["item_password"],"rule":"undocumented"`)

	r = do(t, "", "drift", "--sources", checkout, "--write", "--format", "json", recordings)
	assert.Equal(t, exitFindings, r.status, r.err)
	assert.Contains(t, r.err, "edited "+checkout)
	r = do(t, "", "drift", "--sources", checkout, recordings)
	assert.Equal(t, exitFine, r.status, r.out)
	require.NoError(t, os.WriteFile(filepath.Join(recordings, "2.json.gz"), []byte("\x1f\x8b"), 0o600))
	r = do(t, "", "drift", "--sources", checkout, recordings)
	assert.Equal(t, exitUsage, r.status, r.out)
	assert.Contains(t, r.err, "ali1688: 1 inputs could not be read; the first: cannot read "+recordings+"/2.json.gz: ")
	r = do(t, "", "drift", "--sources", checkout, filepath.Join(recordings, "2.json.gz"))
	assert.Equal(t, exitUsage, r.status, r.out)
	assert.Contains(t, r.err, "cannot read "+recordings+"/2.json.gz: ", "why there is no response")
}

func TestDriftRefuses(t *testing.T) {
	for want, args := range map[string][]string{
		"drift needs a file or a folder":         {"drift"},
		"--format must be text or json":          {"drift", "--format", "html", "a"},
		"there are no documents in testdata":     {"drift", "--sources", "testdata", "a"},
		"there is no response of a known operat": {"drift", "--sources", "../..", "testdata"},
	} {
		r := do(t, "", args...)
		assert.Equal(t, exitUsage, r.status, args)
		assert.Contains(t, r.err, want)
	}
}
