package filetree

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestWrite writes into folders that are missing, over what is there, and reports a file in the place of a folder.
func TestWrite(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, Write(dir+"/a/b/c.txt", []byte("first")))
	require.NoError(t, Write(dir+"/a/b/c.txt", []byte("then")))
	content, err := os.ReadFile(filepath.Join(dir, "a", "b", "c.txt"))
	require.NoError(t, err)
	assert.Equal(t, "then", string(content))
	assert.Error(t, Write(dir+"/a/b/c.txt/d.txt", nil))
}

// TestReplace leaves either the new content alone or the old content alone, with the mode that finish sets.
func TestReplace(t *testing.T) {
	readable := func(f *os.File) error { return f.Chmod(0o644) }
	cases := []struct {
		name   string
		finish func(*os.File) error
		want   string
		mode   os.FileMode
	}{
		{"synced", (*os.File).Sync, "new", 0o600},
		{"readable", readable, "new", 0o644},
		{"unfinished", func(*os.File) error { return os.ErrInvalid }, "old", 0o640},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "file")
			require.NoError(t, os.WriteFile(file, []byte("old"), 0o600))
			require.NoError(t, os.Chmod(file, 0o640))
			err := Replace(file, "file.*", []byte("new"), c.finish)
			assert.Equal(t, c.want == "new", err == nil, "%v", err)
			content, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.Equal(t, c.want, string(content))
			info, err := os.Stat(file)
			require.NoError(t, err)
			if runtime.GOOS != "windows" { // which has no such modes
				assert.Equal(t, c.mode, info.Mode().Perm())
			}
			entries, err := os.ReadDir(filepath.Dir(file))
			require.NoError(t, err)
			assert.Len(t, entries, 1, "nothing is left beside the file")
		})
	}
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "folder", "full"), 0o700))
	require.Error(t, Replace(filepath.Join(dir, "folder"), "folder.*", nil, readable))
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, entries, 1, "nothing is left beside the folder")
	assert.ErrorIs(t, Replace(filepath.Join(dir, "none", "file"), "file.*", nil, readable), os.ErrNotExist)
}
