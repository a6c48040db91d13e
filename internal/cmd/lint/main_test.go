package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// folder writes a document that consists of its root.
func folder(t *testing.T, root string) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "openapi.yaml"), []byte(root), 0o644))
	return dir
}

func TestRun(t *testing.T) {
	good := folder(t, "openapi: 3.0.3\npaths: {}\n")
	bad := folder(t, "openapi: 3.1.0\npaths: {}\n")
	broken := folder(t, "openapi: [\n")
	tests := []struct {
		name string
		args []string
		code int
		want func(t *testing.T, stdout, stderr string)
	}{
		{"nothing to mend", []string{good}, 0, func(t *testing.T, stdout, _ string) {
			assert.Empty(t, stdout)
		}},
		{"a problem in one of two", []string{bad, good}, 1, func(t *testing.T, stdout, _ string) {
			assert.Contains(t, stdout, filepath.ToSlash(bad)+"/openapi.yaml:1: openapi-version: write")
		}},
		{"not YAML", []string{broken}, 2, func(t *testing.T, _, stderr string) {
			assert.Contains(t, stderr, "openapi.yaml: yaml: ")
		}},
		{"all documents, outside a checkout", nil, 2, func(t *testing.T, _, stderr string) {
			assert.Contains(t, stderr, "openapi/gateway")
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			assert.Equal(t, tt.code, run(tt.args, &stdout, &stderr))
			tt.want(t, stdout.String(), stderr.String())
		})
	}
}
