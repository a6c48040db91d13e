package change

import (
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// withToolchain names another go command for the time of a test.
func withToolchain(t *testing.T, name string) {
	t.Helper()
	was := Toolchain
	Toolchain = name
	t.Cleanup(func() { Toolchain = was })
}

// TestWithoutToolchain compares declarations as they parse, says so, and comes to the same verdict.
func TestWithoutToolchain(t *testing.T) {
	changed := strings.Replace(shop, "price: {type: string,", "price: {type: number,", 1)
	with, err := Compare(sides(t, shop, changed))
	require.NoError(t, err)
	withToolchain(t, "no-such-go")
	without, err := Compare(sides(t, shop, changed))
	require.NoError(t, err)
	assert.Empty(t, with.GoNote)
	assert.Contains(t, without.GoNote, "the command no-such-go is neither in PATH nor in $GOROOT/bin")
	assert.Equal(t, with.Edits[0].GoChanges, without.Edits[0].GoChanges)
	assert.Equal(t, Breaks, without.Edits[0].Go)
	assert.Contains(t, without.summary(dictionary["en"]), "types of other packages by name only: the command no-such-go")
	assert.Contains(t, without.summary(dictionary["zh-CN"]), "只按声明比较生成的代码")
}

// TestToolchainOutsidePath finds the go command in GOROOT.
func TestToolchainOutsidePath(t *testing.T) {
	root := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(root, "bin"), 0o750))
	path := filepath.Join(root, "bin", "some-go")
	require.NoError(t, os.WriteFile(path, []byte("#!/bin/sh\n"), 0o700))
	withToolchain(t, "some-go")
	t.Setenv("GOROOT", root)
	found, err := goCommand()
	require.NoError(t, err)
	assert.Equal(t, path, found)
}

// TestOutsideModule names the reason of the go command.
func TestOutsideModule(t *testing.T) {
	t.Setenv("GO111MODULE", "on")
	_, err := exportData(t.TempDir(), []string{"github.com/go-ali1688/ali1688/loose"})
	assert.ErrorContains(t, err, "go list failed: ")
	assert.ErrorContains(t, err, "go.mod")
}

// TestPackagesOfOneSide resolves an import between packages of a side, in whatever order they are read.
func TestPackagesOfOneSide(t *testing.T) {
	packages := map[string]map[string][]byte{
		"example.org/a":   {"a.go": []byte("package a\n\nimport \"example.org/a/b\"\n\ntype A struct{ B b.B }\n")},
		"example.org/a/b": {"b.go": []byte("package b\n\ntype B int\n")},
		"example.org/c":   {"c.go": []byte("package c\n\nimport \"example.org/a\"\n\ntype D struct{ A a.A }\n")},
	}
	i := newImports("", packages)
	done, err := i.check(packages)
	require.NoError(t, err)
	assert.Empty(t, i.note)
	a := done["example.org/a"].Scope().Lookup("A").Type().Underlying().(*types.Struct)
	assert.Equal(t, "int", a.Field(0).Type().Underlying().String())
}
