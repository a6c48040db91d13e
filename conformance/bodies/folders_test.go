package bodies

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestFolders takes the operation from the folder that a file lies in, and excerpts from the one around that.
func TestFolders(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "top")
	for name, content := range map[string]string{
		"1.json": "{}", "a/b/item_get/1.json": "{}", "excerpts/item_get/2.json": "{}", "excerpts/3.json": "{}",
		"excerpts/x/item_get/4.json": "{}", "item_gte/5.json": "{}", "item_get/6.jsonl": `{"api":"cat_get","body":{}}`,
		"item_get/7.txt": "{}", "item_get/8.log": "{}", "item_get/9.json.gz": zipped(t, "{}"), "item_get/json": "{}",
		"a.json/item_get/10.json": "{}", "item_get/11.JSON": "{}",
	} {
		put(t, dir, name, content)
	}
	require.NoError(t, os.Symlink("item_get", filepath.Join(dir, "link")))
	require.NoError(t, os.Symlink("item_get", filepath.Join(dir, "link.json")))
	want := []string{
		"1.json top false", "a/b/item_get/1.json item_get false", "a.json/item_get/10.json item_get false",
		"excerpts/3.json excerpts false", "excerpts/item_get/2.json item_get true",
		"excerpts/x/item_get/4.json item_get false", "item_get/6.jsonl:1 cat_get false", "item_get/9.json.gz item_get false",
		"item_gte/5.json item_gte false",
		"cannot read link.json: it is not a regular file; use - to read standard input",
	}
	assert.Equal(t, want, found(dir, dir))
	alias := filepath.Join(t.TempDir(), "alias")
	require.NoError(t, os.Symlink(dir, alias))
	want[0] = "1.json alias false"
	assert.Equal(t, want, found(alias, alias), "a link to the folder")
	t.Chdir(filepath.Join(dir, "excerpts", "item_get"))
	assert.Equal(t, []string{"2.json item_get true"}, found("2.json", dir), "the folders above the working directory")
	assert.Equal(t, []string{"../../item_get/8.log:1 item_get false"}, found("../../item_get/8.log", dir),
		"a file that is named")
}

// found reads a path, and names its bodies from dir on.
func found(path, dir string) (list []string) {
	for b, err := range All(path) {
		line := fmt.Sprint(b.File, " ", b.API, " ", b.Excerpt)
		if err != nil {
			line = err.Error()
		}
		list = append(list, strings.ReplaceAll(line, dir+"/", ""))
	}
	return list
}

// TestUnreadableFolder goes on behind a folder that may not be listed.
func TestUnreadableFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root reads everything")
	}
	dir := t.TempDir()
	put(t, dir, "a/1.json", "{}")
	put(t, dir, "b/1.json", "{}")
	require.NoError(t, os.Chmod(filepath.Join(dir, "a"), 0))
	assert.Equal(t, []string{"cannot read a: permission denied", "b/1.json b false"}, found(dir, dir))
}

// TestStops asks for the first bodies of every kind of input, and gets no more.
func TestStops(t *testing.T) {
	dir := t.TempDir()
	entry := `{"request":{"url":"/1688/item_get/"},"response":{"status":200}}`
	put(t, dir, "a.har", `{"log":{"entries":[`+entry+","+entry+`]}}`)
	put(t, dir, "b.ndjson", strings.Repeat("{}\n", 2))
	put(t, dir, "c.json", `[{"Method":"GET"},{"Method":"GET"}]`)
	put(t, dir, "d.har", "{")
	put(t, dir, "d.ndjson", "\x1f\x8b")
	put(t, dir, "e/1.json", "{}")
	for most := 1; most <= 9; most++ {
		n := 0
		for _, err := range All(dir) {
			_ = err // those of broken files
			if n++; n == most {
				break
			}
		}
		assert.Equal(t, most, n)
	}
	assert.Len(t, found(dir, dir), 9)
}

// TestAccessors are what the checker and reports ask for.
func TestAccessors(t *testing.T) {
	b := Body{File: "f", API: "a", Status: 404, Content: []byte("c"), Excerpt: true, secrets: []string{"s"}}
	assert.Equal(t, []any{"f", "a", 404, "c", true, []string{"s"}},
		[]any{b.Name(), b.Operation(), b.HTTPStatus(), string(b.Text()), b.IsExcerpt(), b.Secrets()})
}

// TestLedgers are recognised by the name of the file, wherever it lies.
func TestLedgers(t *testing.T) {
	const line = `{"api":"item_get","platform":"1688","method":"GET"}`
	for _, name := range []string{"ledger.log", "a.logs/ledger.log", "a.log/ledger.log.gz"} {
		assert.Equal(t, []string{name + ":1 item_get "}, described(Reader{}, line, name))
	}
	for _, name := range []string{"a-ledger.log", "ledger.log/a.log", "ledger.jsonl"} {
		assert.Equal(t, []string{name + ":1  " + line}, described(Reader{}, line, name))
	}
}

// TestJournals has texts that only begin like the journal of a mock.
func TestJournals(t *testing.T) {
	for text, want := range map[string][]string{
		`{"requests":[{"Method":"GET","API":"a"}]}`: {"j.json:0 a "},
		`[{"Method":"GET","API":"a"},{"API":"b"}]`:  {"j.json:0 a ", "j.json:1 b "},
		`{"requests":[{"Method":"GET"`:              {`j.json  {"requests":[{"Method":"GET"`},
		`{"Method":"GET"}`:                          {`j.json  {"Method":"GET"}`},
		`{"requests":[], "x":"` + strings.Repeat("x", 100) + `","y":"Method"}`: {`j.json  {"requests":[], "x":"` +
			strings.Repeat("x", 100) + `","y":"Method"}`},
	} {
		assert.Equal(t, want, described(Reader{}, text, "j.json"), text)
	}
}
