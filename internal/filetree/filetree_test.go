package filetree

import (
	"os"
	"path/filepath"
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
