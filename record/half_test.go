package record

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestHalfWrittenFiles starts a recorder in a folder that killed ones have left, and one that is still writing.
func TestHalfWrittenFiles(t *testing.T) {
	ended := exec.Command("go", "version")
	require.NoError(t, ended.Run())
	long := time.Now().Add(-2 * longestWrite)
	cases := []struct {
		name, writer string
		modified     time.Time
		kept         bool
	}{
		{"of a process that has ended", host() + "-" + strconv.Itoa(ended.Process.Pid), time.Now(), false},
		{"of this process", writer(), time.Now(), true},
		{"of another host", "00000000-1", time.Now(), true},
		{"of another host, long ago", "00000000-1", long, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "item_get", "a.json."+c.writer+".123"+halfWritten)
			require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
			require.NoError(t, os.WriteFile(path, []byte("{"), 0o644))
			require.NoError(t, os.Chtimes(path, c.modified, c.modified))
			_, err := New(filepath.Dir(filepath.Dir(path)))
			require.NoError(t, err)
			_, err = os.Stat(path)
			assert.Equal(t, c.kept, err == nil)
		})
	}
}

func TestNoHalfIsLeftByAnError(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "a.json", "in the way"), 0o755))
	require.Error(t, replace(filepath.Join(dir, "a.json"), []byte("{}")))
	left, err := filepath.Glob(filepath.Join(dir, "*"+halfWritten))
	require.NoError(t, err)
	assert.Empty(t, left)
}

// TestTwoWritersOfOneFile has them write the same name over and over, as two recorders of the same calls do.
func TestTwoWritersOfOneFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "item_get", "a.json")
	var all sync.WaitGroup
	for _, text := range []string{"a", "b", "c"} {
		all.Go(func() {
			for range 100 {
				assert.NoError(t, replace(path, []byte(strings.Repeat(text, 1000))))
			}
		})
	}
	all.Wait()
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, strings.Repeat(string(content[:1]), 1000), string(content))
	entries, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	assert.Len(t, entries, 1)
}
