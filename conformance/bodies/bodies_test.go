package bodies

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-ali1688/ali1688/conformance"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func zipped(t testing.TB, content string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write([]byte(content))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return b.String()
}

const archive = `{"log":{"entries":[
	{"request":{"url":"https://api-gw.onebound.cn/1688/item_get/?key=x"},"response":{"content":{"text":"{}"}}},
	{"request":{"url":"https://example.com/1688.js"},"response":{"content":{"text":"{}"}}},
	{"request":{"url":"https://api-gw.onebound.cn/1688global/cat_get"},"response":{"content":{"text":"%s","encoding":"base64"}}}]}}`

// TestBodies reads a folder with a file of each kind.
func TestBodies(t *testing.T) {
	cases := []struct {
		file, content string
		want          []string // file: api: content
	}{
		{"item_get/1.json", `{"a":1}`, []string{"item_get/1.json item_get {\"a\":1}"}},
		{"item_get/1.json.gz", zipped(t, `{"a":1}`), []string{"item_get/1.json.gz item_get {\"a\":1}"}},
		{"item_get/empty.json", "", []string{"item_get/empty.json item_get "}},
		{
			"cat_get/all.ndjson",
			"{\"a\":1}\n\n{\"api\":\"item_get\",\"body\":{\"b\":2}}\n{\"api\":\"item_fee\",\"body\":\"{\\\"c\\\":3\"}\n",
			[]string{"cat_get/all.ndjson:1 cat_get {\"a\":1}", "cat_get/all.ndjson:3 item_get {\"b\":2}",
				"cat_get/all.ndjson:4 item_fee {\"c\":3"},
		},
		{"session.har", fmt.Sprintf(archive, base64.StdEncoding.EncodeToString([]byte("{}"))),
			[]string{"session.har:0 item_get {}", "session.har:2 cat_get {}"}},
		{"item_get/notes.txt", "no answer", nil},
	}
	for _, c := range cases {
		t.Run(c.file, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, c.file)
			require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
			require.NoError(t, os.WriteFile(path, []byte(c.content), 0o600))
			var got []string
			for b, err := range All(dir) {
				require.NoError(t, err)
				got = append(got, strings.TrimPrefix(b.File, dir+"/")+" "+b.API+" "+string(b.Content))
			}
			assert.Equal(t, c.want, got)
		})
	}
}

// TestBodiesGoesOn reads a folder in which most inputs are bad: each is named, and the good one is read.
func TestBodiesGoesOn(t *testing.T) {
	defer func(n int) { maxSize = n }(maxSize)
	maxSize = 1 << 16
	dir := t.TempDir()
	put := func(name, content string) {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	}
	entry := `{"request":{"url":"/1688/item_get/"},"response":{"status":200,"content":{"text":"%s","encoding":"%s"}}}`
	put("item_get/bomb.json.gz", zipped(t, strings.Repeat(" ", maxSize+1)))
	put("item_get/cut.json.gz", zipped(t, "{}")[:12])
	put("item_get/good.json", "{}")
	put("a.har", "{")
	put("b.har", `{"log":{"entries":[`+fmt.Sprintf(entry, "?", "base64")+","+fmt.Sprintf(entry, "{}", "")+"]}}")
	require.NoError(t, os.Symlink("nowhere", filepath.Join(dir, "item_get/dangling.json")))
	require.NoError(t, os.Symlink("loop.json", filepath.Join(dir, "item_get/loop.json")))
	require.NoError(t, os.Symlink(os.DevNull, filepath.Join(dir, "item_get/device.json")))
	require.NoError(t, os.Symlink("good.json", filepath.Join(dir, "item_get/linked.json")))
	want := []string{
		"a.har: a.har is not an HTTP Archive",
		"b.har:0: b.har: entry 0: the content is not base64",
		"b.har:1 item_get 200 {}",
		"item_get/bomb.json.gz: cannot read item_get/bomb.json.gz: it is larger than 64 MiB",
		"item_get/cut.json.gz: cannot read item_get/cut.json.gz: unexpected EOF",
		"item_get/dangling.json: cannot read item_get/dangling.json: no such file or directory",
		"item_get/device.json: cannot read item_get/device.json: it is not a regular file; use - to read standard input",
		"item_get/good.json item_get 0 {}",
		"item_get/linked.json item_get 0 {}",
		"item_get/loop.json: cannot read item_get/loop.json: too many levels of symbolic links",
	}
	var got []string
	for b, err := range All(dir) {
		line := fmt.Sprintf("%s %s %d %s", b.File, b.API, b.Status, b.Content)
		if err != nil {
			line = b.File + ": " + err.Error()
		}
		got = append(got, strings.ReplaceAll(line, dir+"/", ""))
	}
	assert.Equal(t, want, got)
	for b, err := range All("../../evidence/none") {
		assert.EqualError(t, err, "cannot read ../../evidence/none: no such file or directory")
		assert.Equal(t, "../../evidence/none", b.File)
	}
}

// TestBodiesStops hands out no more than is wanted.
func TestBodiesStops(t *testing.T) {
	n := 0
	for _, err := range All("../../evidence/recordings") {
		require.NoError(t, err)
		n++
		break
	}
	assert.Equal(t, 1, n)
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"a.json", "a.ndjson", "a.har", "a.json.gz"} {
		f.Add(name, []byte(`{"api":"item_get","body":"{}"}`))
		f.Add(name, []byte(archive))
		f.Add(name, []byte(zipped(f, archive)))
	}
	f.Fuzz(func(_ *testing.T, name string, content []byte) {
		for b, err := range Read(bytes.NewReader(content), name) {
			if err == nil {
				_, _ = conformance.Gateway().CheckBody(b, conformance.Options{Strict: true})
			}
		}
	})
}
