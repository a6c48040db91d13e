package record

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestGuard(t *testing.T) {
	assert.NoError(t, guard(func() {}))
	assert.EqualError(t, guard(func() { panic("planted") }), "the recorder panicked on this response")
}

func TestPathless(t *testing.T) {
	_, err := os.Stat(filepath.Join(t.TempDir(), "missing"))
	assert.EqualError(t, pathless(err), "no such file or directory")
	other := errors.New("other")
	assert.Equal(t, other, pathless(other))
}

// TestOtherFilesStay starts a recorder among files that no recorder has left half-written.
func TestOtherFilesStay(t *testing.T) {
	dir := t.TempDir()
	old := time.Now().Add(-2 * longestWrite)
	keep := []string{"notes.json", "item_get/1.json", "half", "x.half.txt"}
	gone := []string{"a.half", "item_get/a.b.half", "item_get/a.json.00000000-1.5.half"}
	for _, name := range append(keep, gone...) {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o750))
		require.NoError(t, os.WriteFile(path, nil, 0o600))
		require.NoError(t, os.Chtimes(path, old, old))
	}
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "folder.half"), 0o750))
	require.NoError(t, os.Chtimes(filepath.Join(dir, "folder.half"), old, old))
	young := filepath.Join(dir, "b."+host()+"-x.5.half")
	require.NoError(t, os.WriteFile(young, nil, 0o600))
	_, err := New(dir)
	require.NoError(t, err)
	for _, name := range append(keep, "folder.half", filepath.Base(young)) {
		_, err := os.Stat(filepath.Join(dir, name))
		assert.NoError(t, err, name)
	}
	for _, name := range gone {
		assert.NoFileExists(t, filepath.Join(dir, name))
	}
}

func TestAppendToReportsItsFolder(t *testing.T) {
	assert.Error(t, appendTo(filepath.Join(t.TempDir(), "missing", "ledger.log"), []byte("x")))
	assert.Error(t, replace(filepath.Join(os.DevNull, "x", "a.json"), nil))
}
