package bodies

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestFolderOrder lists folders of more names than are kept at once, in the order of their names.
func TestFolderOrder(t *testing.T) {
	defer func(n int) { maxNames = n }(maxNames)
	dir := t.TempDir()
	var want []string
	for _, name := range []string{"a.json", "b/1.json", "b/2.json", "b/c/1.ndjson", "b.json", "c.json", "d.har",
		"e.txt", "f.json.gz"} {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte("{}"), 0o600))
		if name != "e.txt" {
			want = append(want, name)
		}
	}
	for _, maxNames = range []int{1, 2, 3, 100} {
		var got []string
		for file, err := range files(dir) {
			require.NoError(t, err)
			name, err := filepath.Rel(dir, file)
			require.NoError(t, err)
			got = append(got, filepath.ToSlash(name))
		}
		assert.Equal(t, want, got, "%d names at once", maxNames)
	}
	assert.Equal(t, int64(2*len(want)), Size(t.Context(), dir))
	ctx, stop := context.WithCancel(t.Context())
	stop()
	assert.Zero(t, Size(ctx, dir))
}

// TestFolderEnds is asked for the first files of folders within folders.
func TestFolderEnds(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a/1.json", "a/2.json", "b/1.json"} {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), nil, 0o600))
	}
	for most := 1; most <= 3; most++ {
		n := 0
		for _, err := range files(dir) {
			require.NoError(t, err)
			if n++; n == most {
				break
			}
		}
		assert.Equal(t, most, n)
	}
}

// TestParts splits lines of every length at their ends, and numbers them, whatever the sizes of the reads.
func TestParts(t *testing.T) {
	var text, want strings.Builder
	for i := range 3000 {
		line := fmt.Sprintf(`{"n":%d,"pad":"%s"}`, i, strings.Repeat("x", i%1500*(1+i%17*i%2)))
		text.WriteString(line + "\n")
		fmt.Fprintf(&want, "all.ndjson:%d %d\n", i+1, len(line))
	}
	text.WriteString(`{"last":1}`)
	want.WriteString("all.ndjson:3001 10\n")
	var counted atomic.Int64
	reader := Reader{Count: func(n int) { counted.Add(int64(n)) }}
	for name, in := range map[string]io.Reader{
		"at once": strings.NewReader(text.String()), "in bits": bits{strings.NewReader(text.String())},
		"gzip": strings.NewReader(zipped(t, text.String())),
	} {
		var parts []Part
		counted.Store(0)
		for part := range reader.Stream(in, "all.ndjson") {
			parts = append(parts, part)
		}
		assert.Greater(t, len(parts), 3, name)
		if name != "gzip" {
			assert.Equal(t, int64(text.Len()), counted.Load(), name)
		}
		var got strings.Builder
		for _, part := range parts { // after the stream has ended
			for body, err := range part {
				require.NoError(t, err)
				fmt.Fprintf(&got, "%s %d\n", body.File, len(body.Content))
			}
		}
		assert.Equal(t, want.String(), got.String(), name)
	}
}

// bits is a reader that returns a few bytes at once.
type bits struct{ io.Reader }

func (b bits) Read(p []byte) (int, error) { return b.Reader.Read(p[:min(len(p), 1777)]) }

// TestTooLarge reports a line and an entry that are too large, and goes on with the next line.
func TestTooLarge(t *testing.T) {
	defer func(n int) { maxSize = n }(maxSize)
	maxSize = 1 << 20
	large := `{"pad":"` + strings.Repeat("x", maxSize) + `"}`
	larger := `{"pad":"` + strings.Repeat("x", 2*maxSize) + `"}`
	entry := `{"request":{"url":"/1688/item_get/"},"response":{"status":200,"content":{"text":"{}"}}}`
	cases := map[string]struct {
		name, text string
		want       []string
	}{
		"a line": {"a.ndjson", "1\n" + larger + "\n3\n", []string{"a.ndjson:1 1",
			"cannot read a.ndjson:2: it is larger than 64 MiB", "a.ndjson:3 3"}},
		"the last line": {"a.ndjson", "1\n" + large, []string{"a.ndjson:1 1",
			"cannot read a.ndjson:2: it is larger than 64 MiB"}},
		"an entry": {"a.har", `{"log":{"entries":[` + entry + "," + larger + "," + entry + "]}}",
			[]string{"a.har:0 {}", "cannot read a.har: an entry is larger than 64 MiB"}},
		"an archive": {"a.har", `{"log":{"pages":[` + strings.Repeat(`{"id":"1"},`, maxSize/40) + `1],"entries":[` +
			entry + "]}}", []string{"a.har:0 {}"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var got []string
			for body, err := range Read(strings.NewReader(c.text), c.name) {
				line := fmt.Sprintf("%s %s", body.File, body.Content)
				if err != nil {
					line = err.Error()
				}
				got = append(got, line)
			}
			assert.Equal(t, c.want, got)
		})
	}
}

var errDisk = errors.New("the disk is gone")

// TestBroken reads streams that end with an error: what came before it is read.
func TestBroken(t *testing.T) {
	zip := zipped(t, strings.Repeat("{\"a\":1}\n", 10))
	for name, want := range map[string][]string{
		"a.ndjson":    {"{}", "{}", "cannot read a.ndjson: the disk is gone"},
		"a.har":       {"cannot read a.har: the disk is gone"},
		"a.json":      {"cannot read a.json: the disk is gone"},
		"a.ndjson.gz": {"cannot read a.ndjson.gz: unexpected EOF"},
	} {
		in := io.MultiReader(strings.NewReader("{}\n{}\n"), failing{})
		if name == "a.ndjson.gz" {
			in = bytes.NewReader([]byte(zip[:12]))
		}
		var got []string
		for body, err := range Read(in, name) {
			if err != nil {
				got = append(got, err.Error())
			} else {
				got = append(got, string(body.Content))
			}
		}
		if name == "a.har" { // its beginning is not that of an archive, or the disk is gone: both are true
			assert.Len(t, got, 1)
			continue
		}
		assert.Equal(t, want, got, name)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errDisk }
