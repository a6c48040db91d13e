package diskcache_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.etcd.io/bbolt"

	"github.com/go-ali1688/ali1688/apiclient"
	"github.com/go-ali1688/ali1688/diskcache"
)

// clock is a time that a test moves.
type clock struct{ now time.Time }

func (c *clock) time() time.Time { return c.now }

func open(t *testing.T, file string, opts diskcache.Options) *diskcache.Store {
	t.Helper()
	s, err := diskcache.Open(file, opts)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, s.Close()) })
	return s
}

// keys returns those of the keys that are kept, with their bodies.
func keys(t *testing.T, s *diskcache.Store, list ...string) string {
	t.Helper()
	var there []string
	for _, key := range list {
		entry, ok, err := s.Get(t.Context(), key)
		require.NoError(t, err)
		if ok {
			there = append(there, key+"="+string(bytes.TrimRight(entry.Body, "x")))
		}
	}
	return strings.Join(there, " ")
}

// TestStore keeps responses by key, over a restart, within their time and the size of all.
func TestStore(t *testing.T) {
	c := &clock{time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)}
	file := filepath.Join(t.TempDir(), "cache.db")
	opts := diskcache.Options{MaxBytes: 3 * 1200, Clock: c.time}
	set := func(s *diskcache.Store, key, body string, size int, keep time.Duration) {
		padded := body + strings.Repeat("x", max(0, size-len(body)))
		require.NoError(t, s.Set(t.Context(), key, apiclient.CacheEntry{Body: []byte(padded), At: c.now}, keep))
	}
	s, err := diskcache.Open(file, opts)
	require.NoError(t, err)
	set(s, "a", "1", 1000, time.Hour)
	set(s, "b", "2", 1000, time.Minute)
	assert.Equal(t, "a=1 b=2", keys(t, s, "a", "b", "c"))
	_, err = diskcache.Open(file, diskcache.Options{Wait: time.Millisecond})
	require.ErrorIs(t, err, diskcache.ErrInUse)
	require.NoError(t, s.Close())

	s = open(t, file, opts)
	assert.Equal(t, "a=1 b=2", keys(t, s, "a", "b"), "after a restart")
	entry, _, err := s.Get(t.Context(), "a")
	require.NoError(t, err)
	assert.True(t, c.now.Equal(entry.At))
	set(s, "a", "3", 1000, time.Hour)
	set(s, "c", "4", 1000, time.Hour)
	assert.Equal(t, "a=3 b=2 c=4", keys(t, s, "a", "b", "c"))
	set(s, "d", "5", 1000, time.Hour)
	assert.Equal(t, "a=3 c=4 d=5", keys(t, s, "a", "b", "c", "d"), "b was kept before all others")
	set(s, "e", "6", 4000, time.Hour)
	assert.Equal(t, "a=3 c=4 d=5", keys(t, s, "a", "c", "d", "e"), "what is larger than the cache is not kept")
	set(s, "d", "7", 10, time.Minute)
	set(s, "f", "8", 900, time.Hour)
	assert.Equal(t, "a=3 c=4 d=7 f=8", keys(t, s, "a", "c", "d", "f"), "d takes less now")
	c.now = c.now.Add(time.Minute)
	assert.Equal(t, "a=3 c=4 f=8", keys(t, s, "a", "c", "d", "f"), "the time of d is over")
	info, err := os.Stat(file)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
}

// TestAtOnce writes and reads from many goroutines, and the file stays bounded.
func TestAtOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "cache.db")
	s := open(t, file, diskcache.Options{MaxBytes: 1 << 20})
	var all sync.WaitGroup
	for w := range 8 {
		all.Go(func() {
			for i := range 50 {
				key := fmt.Sprint(w, " ", i)
				body := bytes.Repeat([]byte{byte('a' + w)}, 10_000)
				assert.NoError(t, s.Set(context.Background(), key, apiclient.CacheEntry{Body: body}, time.Hour))
				entry, ok, err := s.Get(context.Background(), key)
				assert.NoError(t, err)
				assert.True(t, !ok || bytes.Equal(body, entry.Body))
			}
		})
	}
	all.Wait()
	info, err := os.Stat(file)
	require.NoError(t, err)
	assert.Less(t, info.Size(), int64(8<<20), "4 MB were kept, of which 1 MB stayed")
}

// TestOtherFiles refuses files that are of something else, and leaves them as they are.
func TestOtherFiles(t *testing.T) {
	dir := t.TempDir()
	text, foreign := filepath.Join(dir, "text"), filepath.Join(dir, "foreign.db")
	require.NoError(t, os.WriteFile(text, bytes.Repeat([]byte("no database "), 1000), 0o600))
	db, err := bbolt.Open(foreign, 0o600, nil)
	require.NoError(t, err)
	require.NoError(t, db.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket([]byte("orders"))
		return err
	}))
	require.NoError(t, db.Close())
	for file, want := range map[string]string{
		text: "cannot open the cache", foreign: "it is not a cache of this version",
		filepath.Join(dir, "none", "cache.db"): "no such file or directory",
	} {
		_, err := diskcache.Open(file, diskcache.Options{})
		require.ErrorContains(t, err, want)
	}
}

// TestKilled kills a process that writes, again and again, and finds every response whole.
func TestKilled(t *testing.T) {
	if file := os.Getenv("ALI1688_TEST_CACHE"); file != "" {
		fill(file)
	}
	file := filepath.Join(t.TempDir(), "cache.db")
	for range 3 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		cmd.Env = append(os.Environ(), "ALI1688_TEST_CACHE="+file)
		out, err := cmd.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, cmd.Start())
		_, err = out.Read(make([]byte, 1)) // some are kept
		require.NoError(t, err)
		require.NoError(t, cmd.Process.Kill())
		_ = cmd.Wait()
		s, err := diskcache.Open(file, diskcache.Options{})
		require.NoError(t, err)
		whole := 0
		for i := range 100 {
			entry, ok, err := s.Get(t.Context(), fmt.Sprint(i))
			require.NoError(t, err)
			if ok {
				whole++
				assert.Equal(t, bytes.Repeat([]byte{byte(i)}, 5000), entry.Body)
			}
		}
		assert.GreaterOrEqual(t, whole, 20)
		require.NoError(t, s.Close())
	}
}

// fill writes without an end, and says so after 20 responses.
func fill(file string) {
	s, err := diskcache.Open(file, diskcache.Options{Wait: time.Minute})
	if err != nil {
		panic(err)
	}
	for n := 0; ; n++ {
		entry := apiclient.CacheEntry{Body: bytes.Repeat([]byte{byte(n % 100)}, 5000)}
		if err := s.Set(context.Background(), fmt.Sprint(n%100), entry, time.Hour); err != nil {
			panic(err)
		}
		if n == 20 {
			fmt.Println("kept")
		}
	}
}
