package change

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// tinyDocument is the least that is a document.
const tinyDocument = `{"openapi":"3.0.3","info":{"title":"t","version":"1.0.0"},"paths":{}}`

// folderWith returns a folder with files.
func folderWith(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o750))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	}
	return dir
}

// TestCheckoutFiles reads the Go of a document without tests and tools, and notes whether there is a module.
func TestCheckoutFiles(t *testing.T) {
	files := map[string]string{
		"openapi/dist/toy.json": tinyDocument, "openapi/dist/toy.positions.json": "{}",
		"generated/toy/toy.gen.go": "package toy\n", "generated/toy/toy_test.go": "package toy\n",
		"generated/toy/tools.go": "package toy\n", "toy/client.go": "package toy\n", "other/other.go": "package other\n",
	}
	side, err := Load(folderWith(t, files))
	require.NoError(t, err)
	assert.Empty(t, side.folder)
	assert.Empty(t, side.Stale)
	assert.Equal(t, []string{"toy"}, slices.Sorted(maps.Keys(side.Documents)))
	assert.Equal(t, map[string]map[string][]byte{
		modulePath + "/generated/toy": {"generated/toy/toy.gen.go": []byte("package toy\n")},
		modulePath + "/toy":           {"toy/client.go": []byte("package toy\n")},
	}, side.Packages)
	files["go.mod"] = "module m\n"
	dir := folderWith(t, files)
	side, err = Load(dir)
	require.NoError(t, err)
	assert.Equal(t, dir, side.folder)
	assert.Equal(t, "1.0.0", side.Version())
}

// TestSources reads the sources of a document from their folder.
func TestSources(t *testing.T) {
	t.Chdir(repository(t))
	bundleSources(t, shop)
	side, err := Load(filepath.Join("openapi", "gateway"))
	require.NoError(t, err)
	assert.Equal(t, filepath.Join("openapi", "gateway"), side.Name)
	assert.Nil(t, side.Packages)
	require.Equal(t, []string{"gateway"}, slices.Sorted(maps.Keys(side.Documents)))
	whole, err := Load("v1")
	require.NoError(t, err)
	report, err := Compare(whole, side)
	require.NoError(t, err)
	assert.Empty(t, report.Edits)
}

// TestBrokenSides names the file that cannot be read.
func TestBrokenSides(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		arg   string
		want  string
	}{
		{"empty dist", map[string]string{"openapi/dist/README.md": ""}, "", "has no documents in openapi/dist"},
		{"broken bundle", map[string]string{"openapi/dist/toy.json": "{"}, "", "openapi/dist/toy.json: unexpected EOF"},
		{"half a bundle", map[string]string{"openapi/dist/toy.json": `{"paths":{}}`}, "",
			"openapi/dist/toy.json: it is not an OpenAPI 3.0 document: it needs the members openapi and paths"},
		{"broken Chinese", map[string]string{"openapi/dist/toy.json": tinyDocument, "openapi/dist/toy.zh-CN.yaml": "["}, "",
			"openapi/dist/toy.json: yaml: "},
		{"broken Chinese beside a file", map[string]string{"toy.json": tinyDocument, "toy.zh-CN.yaml": "paths: {}"}, "toy.json",
			"toy.zh-CN.yaml: it is not an OpenAPI 3.0 document"},
		{"a number without JSON", map[string]string{"toy.yaml": "openapi: .nan"}, "toy.yaml",
			"toy.yaml: it is YAML that JSON cannot write: "},
		{"a folder for a Go file", map[string]string{"openapi/dist/toy.json": tinyDocument, "generated/toy/a.go/b": ""}, "",
			"openapi/dist/toy.json: read generated/toy/a.go"},
		{"broken overlay", map[string]string{"openapi/dist/gateway.json": tinyDocument,
			"openapi/gateway/openapi.yaml":                "openapi: 3.0.3\ninfo: {title: t, version: '2'}\npaths: {}\n",
			"openapi/overlays/zh-CN/gateway/openapi.yaml": "actions: ["}, "", "openapi/gateway: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(filepath.Join(folderWith(t, tt.files), tt.arg))
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

// TestFreshSources are not stale, also those of a document that no row names.
func TestFreshSources(t *testing.T) {
	const source = "openapi: 3.0.3\ninfo: {title: t, version: 1.0.0}\npaths: {}\n"
	for bundle, stale := range map[string][]string{
		tinyDocument: {"openapi/toy"}, `{"openapi":"3.0.3","info":{"title":"t","version":"0.9.0"},"paths":{}}`: {"openapi/toy"},
	} {
		dir := folderWith(t, map[string]string{"openapi/dist/toy.json": bundle, "openapi/toy/openapi.yaml": source})
		side, err := Load(dir)
		require.NoError(t, err)
		assert.Equal(t, stale, side.Stale, "it is not written as the bundler writes it")
		assert.Equal(t, "1.0.0", side.Version())
		sources, err := Load(filepath.Join(dir, "openapi", "toy"))
		require.NoError(t, err)
		assert.Equal(t, sources.Documents, side.Documents)
	}
}

// TestIsFile takes nothing but files.
func TestIsFile(t *testing.T) {
	tree := fstest.MapFS{"a/b": {Data: []byte("x")}}
	for name, want := range map[string]bool{"a/b": true, "a": false, "c": false} {
		assert.Equal(t, want, isFile(tree, name), name)
	}
}

// TestPlainJSON leaves signs of HTML as they are.
func TestPlainJSON(t *testing.T) {
	r := &Report{Edits: []*Edit{{Group: "S", Kind: Changed, Was: "pattern <a>&", Wire: Breaks, Rules: []string{"r"}}}}
	assert.JSONEq(t, `{"old":"","new":"","version":"","calls_for":"","next":"","go_note":"","edits":[{"document":"","group":"S",
		"place":"","kind":"changed","was":"pattern <a>&","is":"","wire":"breaks","rules":["r"],"go":"none","text":false}]}`,
		reportText(t, r, "json", "en"))
	assert.Contains(t, reportText(t, r, "json", "en"), `"was": "pattern <a>&"`)
}

// TestFirstLine quotes what a command complained of, or how it ended.
func TestFirstLine(t *testing.T) {
	assert.Equal(t, "a", firstLine(&exec.ExitError{Stderr: []byte("\n a\nb")}))
	_, err := exec.Command("false").Output()
	assert.Equal(t, "exit status 1", firstLine(err))
	assert.Equal(t, "unexpected end of JSON input", firstLine(json.Unmarshal(nil, new(int))))
}

// TestNoToolchainHere does not run a command of the folder that the report is made in.
func TestNoToolchainHere(t *testing.T) {
	dir := folderWith(t, map[string]string{"bin/some-go": "#!/bin/sh\n"})
	require.NoError(t, os.Chmod(filepath.Join(dir, "bin", "some-go"), 0o700))
	t.Chdir(dir)
	t.Setenv("GOROOT", "")
	withToolchain(t, "some-go")
	_, err := goCommand()
	assert.EqualError(t, err, "the command some-go is neither in PATH nor in $GOROOT/bin nor in /usr/local/go/bin")
}

// TestRealPackages takes the types of other packages from the toolchain, and without one by name.
func TestRealPackages(t *testing.T) {
	packages := map[string]map[string][]byte{"example.org/a": {"a.go": []byte("package a\n\nimport \"time\"\n\n" +
		"type A struct{ D time.Duration }\n\nconst C = time.Second.X.Y\n")}}
	for toolchain, want := range map[string]string{"go": "int64", "no-such-go": "struct{}"} {
		withToolchain(t, toolchain)
		i := newImports("", packages)
		done, err := i.check(packages)
		require.NoError(t, err)
		got := done["example.org/a"].Scope().Lookup("A").Type().Underlying().String()
		assert.Equal(t, "struct{D time.Duration}", got)
		imported := done["example.org/a"].Imports()
		require.Len(t, imported, 1)
		assert.Equal(t, want, imported[0].Scope().Lookup("Duration").Type().Underlying().String())
		assert.Equal(t, toolchain == "no-such-go", strings.Contains(i.note, "no-such-go"), i.note)
	}
}
