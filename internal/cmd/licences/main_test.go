package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestWrite has modules with one text, with two, with source code of that name, and with none.
func TestWrite(t *testing.T) {
	cases := []struct {
		name  string
		files map[string]string
		want  []string
		err   string
	}{
		{"one", map[string]string{"LICENSE": "MIT", "README.md": "about"}, []string{"MIT\n"}, ""},
		{
			"British, with a notice",
			map[string]string{"Licence.txt": "BSD", "NOTICE": "by X"},
			[]string{"BSD\n", "by X\n"},
			"",
		},
		{"two licences", map[string]string{"LICENSE-APACHE": "Apache", "COPYING": "GPL"}, []string{"Apache\n", "GPL\n"}, ""},
		{"source code", map[string]string{"license.go": "package x"}, nil, "example.com/m v1 has no licence"},
		{"none", nil, nil, "example.com/m v1 has no licence"},
	}
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, content := range tt.files {
				require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600))
			}
			var out bytes.Buffer
			err := module{"example.com/m v1", dir}.write(&out)
			if tt.err != "" {
				assert.ErrorContains(t, err, tt.err)
				return
			}
			require.NoError(t, err)
			for _, text := range append(tt.want, "example.com/m v1\n") {
				assert.Contains(t, out.String(), text)
			}
			assert.NotContains(t, out.String(), "about")
		})
	}
}

// TestEveryModuleHasALicence writes the file of a release.
func TestEveryModuleHasALicence(t *testing.T) {
	file := filepath.Join(t.TempDir(), "licences.txt")
	require.NoError(t, run("../../..", file, ""))
	content, err := os.ReadFile(file)
	require.NoError(t, err)
	for _, want := range []string{"Go 1.", "The Go Authors", "github.com/getkin/kin-openapi v", "golang.org/x/text v",
		"Apache License"} {
		assert.Contains(t, string(content), want)
	}
	assert.NotContains(t, string(content), "go-ali1688/ali1688 ", "our own licence is a file of its own")

	require.NoError(t, run("../../..", file, "lean"))
	lean, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Less(t, len(lean), len(content), "the lean command links less")
}
