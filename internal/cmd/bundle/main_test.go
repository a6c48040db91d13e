package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// folder writes a tiny document and returns its folder and where to bundle it to.
func folder(t *testing.T) (in, out string) {
	t.Helper()
	dir := t.TempDir()
	in = filepath.Join(dir, "tiny")
	require.NoError(t, os.Mkdir(in, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(in, "openapi.yaml"), []byte("openapi: 3.0.3\npaths: {}\n"), 0o644))
	return in, filepath.Join(dir, "out")
}

func runArgs(args ...string) (code int, stdout, stderr string) {
	var o, e bytes.Buffer
	code = run(args, &o, &e)
	return code, o.String(), e.String()
}

func TestWritesThreeFiles(t *testing.T) {
	in, out := folder(t)
	code, _, stderr := runArgs(in, out)
	require.Zero(t, code, stderr)
	json, err := os.ReadFile(out + ".json")
	require.NoError(t, err)
	assert.Equal(t, "{\n \"openapi\": \"3.0.3\",\n \"paths\": {}\n}\n", string(json))
	assert.FileExists(t, out+".yaml")
	assert.FileExists(t, out+".positions.json")
}

func TestCheck(t *testing.T) {
	tests := []struct {
		name   string
		before func(t *testing.T, in, out string)
		code   int
		want   func(out string) string
	}{
		{"nothing built yet", func(*testing.T, string, string) {}, 1, func(out string) string {
			return stale(out+".yaml") + stale(out+".json") + stale(out+".positions.json")
		}},
		{"up to date", func(t *testing.T, in, out string) { runArgs(in, out) }, 0, func(string) string { return "" }},
		{"one edited by hand", func(t *testing.T, in, out string) {
			runArgs(in, out)
			require.NoError(t, os.WriteFile(out+".json", []byte("{}"), 0o644))
		}, 1, func(out string) string { return stale(out + ".json") }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in, out := folder(t)
			tt.before(t, in, out)
			code, stdout, _ := runArgs("-check", in, out)
			assert.Equal(t, tt.code, code)
			assert.Equal(t, tt.want(out), stdout)
		})
	}
}

func TestCheckWritesNothing(t *testing.T) {
	in, out := folder(t)
	runArgs("-check", in, out)
	assert.NoFileExists(t, out+".yaml")
}

func TestWrongCalls(t *testing.T) {
	in, _ := folder(t)
	for _, args := range [][]string{{}, {in}, {"-wrong", in, "out"}, {filepath.Join(in, "none"), "out"}} {
		code, _, stderr := runArgs(args...)
		assert.Equal(t, 2, code, args)
		assert.NotEmpty(t, stderr, args)
	}
}

func stale(name string) string {
	return name + ": stale: run `make generate`\n"
}
