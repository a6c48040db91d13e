package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var about = About{Operation: "item_get", Route: "gateway", Server: "http://a.test"}

// written opens an output, writes two responses, notes two failures, and leaves it as a killed process does.
func written(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out.ndjson")
	o, err := Open(path, about)
	require.NoError(t, err)
	o.syncedAt = time.Now().Add(time.Hour) // nothing is known to be on the disk
	require.NoError(t, o.write(Task{Key: "a", Line: 1}, []byte(`{"id":"a"}`)))
	require.NoError(t, o.write(Task{Key: "b", Line: 2}, []byte(`{"id":"b"}`)))
	require.NoError(t, o.fail(Task{Key: "gone", Line: 3}, Verdict{Code: "2000", Settled: true}))
	require.NoError(t, o.fail(Task{Key: "late", Line: 4}, Verdict{Code: "4017"}))
	require.NoError(t, o.closeFiles())
	return path
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(content)
}

func change(t *testing.T, path string, edit func(string) string) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, []byte(edit(read(t, path))), 0o600))
}

func keep(text string) string { return text }

// TestGoOn changes both files as accidents do, and goes on: which requests are done, what the output has, and what was
// lost.
func TestGoOn(t *testing.T) {
	const both = "{\"id\":\"a\"}\n{\"id\":\"b\"}\n"
	cases := map[string]struct {
		output, journal func(string) string
		done            string // of the keys a, b, gone and late, those with a response or not worth another attempt
		want            string
		lost            int
	}{
		"as it was":           {keep, keep, "a b gone", both, 0},
		"a torn response":     {func(s string) string { return s + `{"id":"c` }, keep, "a b gone", both, 0},
		"a response too many": {func(s string) string { return s + `{"id":"c"}` + "\n" }, keep, "a b gone", both, 0},
		"a torn record": {keep, func(s string) string { return strings.TrimSuffix(s, "\n") }, "a b gone",
			both, 0},
		"zeros behind the journal": {keep, func(s string) string { return s + "\x00\x00\x00" }, "a b gone", both, 0},
		"responses that did not reach the disk": {func(s string) string { return s[:15] }, keep, "a",
			"{\"id\":\"a\"}\n", 1},
		"zeros in their place": {func(s string) string { return s[:11] + strings.Repeat("\x00", 11) }, keep, "a",
			"{\"id\":\"a\"}\n", 1},
		"all of them": {func(string) string { return "" }, keep, "", "", 2},
		"at its end":  {keep, func(s string) string { return s + `{"end":true}` + "\n" }, "a b", both, 0},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			path := written(t)
			change(t, path, tt.output)
			change(t, JournalOf(path), tt.journal)
			for range 2 { // what was mended stays so
				o, err := Open(path, about)
				require.NoError(t, err)
				var done []string
				for _, key := range []string{"a", "b", "gone", "late"} {
					if _, there, settled := o.state(key); there || settled {
						done = append(done, key)
					}
				}
				assert.Equal(t, tt.done, strings.Join(done, " "))
				assert.Equal(t, tt.lost, o.Lost())
				require.NoError(t, o.Close())
				assert.Equal(t, tt.want, read(t, path))
				tt.lost = 0
			}
		})
	}
}

// TestRefuse opens what is not the output of this batch, and leaves it as it is.
func TestRefuse(t *testing.T) {
	other := about
	other.Operation = "item_review"
	edit := func(name func(string) string, edit func(string) string) func(*testing.T, string) {
		return func(t *testing.T, path string) {
			synced(t, path)
			change(t, name(path), edit)
		}
	}
	remove := func(name func(string) string) func(*testing.T, string) {
		return func(t *testing.T, path string) { require.NoError(t, os.Remove(name(path))) }
	}
	cases := map[string]struct {
		prepare func(t *testing.T, path string)
		about   About
		want    string
	}{
		"no journal":    {remove(JournalOf), about, "has no journal"},
		"an empty one":  {edit(JournalOf, func(string) string { return "" }), about, "has no journal"},
		"no output":     {remove(keep), about, "is missing, and its journal has responses"},
		"another batch": {edit(keep, keep), other, "is the output of another batch, item_get of the gateway at http://a"},
		"not a journal": {edit(JournalOf, func(string) string { return "{}\n" }), about, "is not a journal of this version"},
		"a changed line": {edit(keep, func(s string) string { return strings.Replace(s, "a", "c", 1) }), about,
			"was changed"},
		"a cut output": {edit(keep, func(s string) string { return s[:3] }), about, "was changed"},
		"a changed journal": {edit(JournalOf, func(s string) string { return strings.Replace(s, `"a"`, `"a`, 1) }), about,
			"line 2 of the journal cannot be read"},
		"not a file": {func(t *testing.T, path string) {
			require.NoError(t, os.Remove(path))
			require.NoError(t, os.Mkdir(path, 0o700))
		}, about, "is not a file"},
		"no folder": {func(t *testing.T, path string) { require.NoError(t, os.RemoveAll(filepath.Dir(path))) }, about,
			"no such file or directory"},
		"another process": {func(t *testing.T, path string) {
			o, err := Open(path, about)
			require.NoError(t, err)
			t.Cleanup(func() { assert.NoError(t, o.Close()) })
		}, about, "another process writes"},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			path := written(t)
			tt.prepare(t, path)
			before, _ := os.ReadFile(path)
			_, err := Open(path, tt.about)
			require.ErrorContains(t, err, tt.want)
			after, _ := os.ReadFile(path)
			assert.Equal(t, string(before), string(after))
		})
	}
}

// synced brings an output to the disk, so that no power failure can be the reason for what it lacks.
func synced(t *testing.T, path string) {
	t.Helper()
	o, err := Open(path, about)
	require.NoError(t, err)
	require.NoError(t, o.Close())
}

// TestDiskFull fails to write a response: nothing of it stays, and the batch goes on later.
func TestDiskFull(t *testing.T) {
	path := written(t)
	o, err := Open(path, about)
	require.NoError(t, err)
	whole := o.file
	o.file, err = os.Open(path) // which cannot be written
	require.NoError(t, err)
	require.ErrorContains(t, o.write(Task{Key: "c"}, []byte("{}")), "cannot write the output")
	require.NoError(t, o.file.Close())
	o.file = whole
	_, done, _ := o.state("c")
	assert.False(t, done)
	require.NoError(t, o.write(Task{Key: "c"}, []byte("{}")))
	require.NoError(t, o.Close())
	assert.Equal(t, "{\"id\":\"a\"}\n{\"id\":\"b\"}\n{}\n", read(t, path))
}

// TestFullDisk runs a batch on a disk that becomes full: it stops, everything that was requested is written, and the
// same batch requests the rest later.
func TestFullDisk(t *testing.T) {
	path, sent := filepath.Join(t.TempDir(), "out.ndjson"), map[string]int{}
	var mu sync.Mutex
	var tasks []Task
	for i := range 18 {
		key := fmt.Sprint(i)
		tasks = append(tasks, Task{Key: key, Line: i + 1, Send: func(context.Context) ([]byte, error) {
			mu.Lock()
			defer mu.Unlock()
			sent[key]++
			return bytes.Repeat([]byte("7"), outputRoom/14), nil
		}})
	}
	run := func(allocate func(*os.File, int64, int64) error) *Result {
		o, err := Open(path, about)
		require.NoError(t, err)
		o.allocate = allocate
		result := (&Run{Tasks: tasks, Workers: 4, Output: o}).Do(t.Context())
		require.NoError(t, o.Close())
		return result
	}
	result := run(func(*os.File, int64, int64) error { return syscall.ENOSPC })
	require.ErrorIs(t, result.Stopped, errDiskFull)
	assert.Len(t, sent, result.Written, "what was requested is written")
	assert.Less(t, result.Written, len(tasks))
	again := run(func(*os.File, int64, int64) error { return syscall.EOPNOTSUPP })
	require.NoError(t, again.Stopped)
	assert.Equal(t, []int{result.Written, len(tasks)}, []int{again.Before, again.Done()})
	for key, times := range sent {
		assert.Equal(t, 1, times, key)
	}
	assert.Equal(t, len(tasks), strings.Count(read(t, path), "\n"))
}

// TestStream writes lines and no journal.
func TestStream(t *testing.T) {
	var b bytes.Buffer
	o := Stream(&b)
	require.NoError(t, o.write(Task{Key: "a"}, []byte("{}")))
	require.NoError(t, errors.Join(o.fail(Task{Key: "b"}, Verdict{}), o.finish(), o.Close()))
	assert.Equal(t, "{}\n", b.String())
	require.ErrorIs(t, Stream(broken{}).write(Task{}, nil), io.ErrClosedPipe)
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
