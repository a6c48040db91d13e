package bodies

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// described returns a line for each body that a text holds under a name: file, operation and content, or the error.
func described(r Reader, text, name string) (list []string) {
	for b, err := range join(r.Stream(strings.NewReader(text), name)) {
		if err != nil {
			list = append(list, err.Error())
			continue
		}
		list = append(list, fmt.Sprintf("%s %s %s", b.File, b.API, b.Content))
	}
	return list
}

// TestGzip reads what is compressed, whatever its name says.
func TestGzip(t *testing.T) {
	lines := zipped(t, "{\"a\":1}\n{\"b\"") + zipped(t, ":2}\n")
	cases := []struct {
		name, file, text string
		want             []string
	}{
		{"plain", "a.json.gz", "{}", []string{"a.json.gz  {}"}},
		{"compressed without the name", "a.json", zipped(t, "{}"), []string{"a.json  {}"}},
		{"two members", "a.json.gz", zipped(t, `{"a":`) + zipped(t, `1}`), []string{`a.json.gz  {"a":1}`}},
		{"a line across members", "a.ndjson.gz", lines, []string{`a.ndjson.gz:1  {"a":1}`, `a.ndjson.gz:2  {"b":2}`}},
		{"an archive", "a.har.gz", zipped(t, `{"log":{"entries":[]}}`), nil},
		{"empty", "a.json.gz", "", []string{"a.json.gz  "}},
		{"one byte", "a.json", "\x1f", []string{"a.json  \x1f"}},
		{"compressed twice", "a.json.gz", zipped(t, zipped(t, "{}")), []string{"a.json.gz  " + zipped(t, "{}")}},
		{"a header alone", "a.json.gz", "\x1f\x8b", []string{"cannot read a.json.gz: unexpected EOF"}},
		{"a bad header of lines", "a.ndjson.gz", "\x1f\x8bx" + strings.Repeat("-", 20),
			[]string{"cannot read a.ndjson.gz: gzip: invalid header"}},
		{"a bad header of an archive", "a.har.gz", "\x1f\x8bx" + strings.Repeat("-", 20),
			[]string{"cannot read a.har.gz: gzip: invalid header"}},
		{"text behind the member", "a.json.gz", zipped(t, "{}") + "more and more text", []string{
			"cannot read a.json.gz: gzip: invalid header"}},
		{"a wrong checksum", "a.json.gz", zipped(t, "{}")[:18] + "12345678", []string{
			"cannot read a.json.gz: gzip: invalid checksum"}},
		{"truncated behind a line", "a.ndjson.gz", zipped(t, "{}\n") + zipped(t, "{}\n")[:11],
			[]string{"a.ndjson.gz:1  {}", "cannot read a.ndjson.gz: unexpected EOF"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, described(Reader{}, c.text, c.file)) })
	}
}

func TestLines(t *testing.T) {
	const mark = "\uFEFF"
	cases := []struct {
		name, text string
		want       []string
	}{
		{"empty", "", nil},
		{"blank", "\n \r\n\t\n", nil},
		{"line ends of Windows", "{}\r\n\r\n[]\r\n", []string{"x.jsonl:1  {}", "x.jsonl:3  []"}},
		{"no end", "{}\n[]", []string{"x.jsonl:1  {}", "x.jsonl:2  []"}},
		{"a byte order mark", mark + `{"api":"a","body":{}}` + "\n" + mark + "{}", []string{"x.jsonl:1 a {}",
			"x.jsonl:2  " + mark + "{}"}},
		{"a mark alone", mark, nil},
		{"half a mark", mark[:2], []string{"x.jsonl:1  " + mark[:2]}},
		{"an unknown operation", `{"api":"item_gte","body":{}}`, []string{"x.jsonl:1 item_gte {}"}},
		{"an empty operation", `{"api":"","body":{}}`, []string{`x.jsonl:1  {"api":"","body":{}}`}},
		{"null in place of a body", `{"api":"a","body":null}`, []string{"x.jsonl:1 a null"}},
		{"no body", `{"api":"a","bodies":{}}`, []string{`x.jsonl:1  {"api":"a","bodies":{}}`}},
		{"the names as values", `{"x":"api","y":"body"}`, []string{`x.jsonl:1  {"x":"api","y":"body"}`}},
		{"text with escapes", `{"api":"a","body":"\u007b\"t\":\"\\u4e2d\"}"}`, []string{`x.jsonl:1 a {"t":"\u4e2d"}`}},
		{"text that is not UTF-8", `{"api":"a","body":"` + "\xff" + `"}`, []string{"x.jsonl:1 a " + "\"\xff\""}},
		{"the operation twice", `{"api":"a","api":"b","body":1}`, []string{"x.jsonl:1 b 1"}},
		{"not JSON", `{"api":"a","body":`, []string{`x.jsonl:1  {"api":"a","body":`}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, described(Reader{}, c.text, "x.jsonl")) })
	}
}

// TestLimits has the largest body that is read, and one byte more.
func TestLimits(t *testing.T) {
	defer func(n int) { maxSize = n }(maxSize)
	maxSize = 100
	whole, line := strings.Repeat("1", 100), strings.Repeat("2", 100)
	assert.Equal(t, []string{"a.json  " + whole}, described(Reader{}, whole, "a.json"))
	assert.Equal(t, []string{"cannot read a.json: it is larger than 64 MiB"}, described(Reader{}, whole+"1", "a.json"))
	assert.Equal(t, []string{"a.log:1  " + line, "cannot read a.log:2: it is larger than 64 MiB", "a.log:3  3"},
		described(Reader{}, line+"\n"+line+"2\n3", "a.log"))
}

// TestLongLines has lines longer than a part, alone and between others.
func TestLongLines(t *testing.T) {
	long := strings.Repeat("x", 3*pieceSize)
	for _, text := range []string{
		long, long + "\n", "1\n" + long, long + "\n3", "1\n" + long + "\n3", long + "\n" + long,
	} {
		var want []string
		for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
			want = append(want, fmt.Sprintf("a.ndjson:%d  %s", i+1, line))
		}
		assert.Equal(t, want, described(Reader{}, text, "a.ndjson"), "%d bytes", len(text))
	}
}

// TestArchives reads the entries of an operation, and skips entries that name no operation.
func TestArchives(t *testing.T) {
	entry := func(request, response string) string {
		return `{"request":` + request + `,"response":` + response + `}`
	}
	const get, ok = `{"method":"GET","url":"https://h/1688/item_get/"}`, `{"status":200,"content":{"text":"{}"}}`
	text := base64.StdEncoding.EncodeToString([]byte(`{"t":"中"}`))
	cases := []struct {
		name, entries string
		want          []string
	}{
		{"none", ``, nil},
		{"plain", entry(get, ok), []string{"x.har:0 item_get {}"}},
		{"base64", entry(get, `{"status":200,"content":{"encoding":"base64","text":"`+text+`"}}`),
			[]string{`x.har:0 item_get {"t":"中"}`}},
		{"no base64", entry(get, `{"content":{"encoding":"base64","text":"{}"}}`) + "," + entry(get, ok),
			[]string{"x.har: entry 0: the content is not base64", "x.har:1 item_get {}"}},
		{"another encoding", entry(get, `{"content":{"encoding":"x","text":"{}"}}`), []string{"x.har:0 item_get {}"}},
		{"no content", entry(get, `{"status":500}`), []string{"x.har:0 item_get "}},
		{"redirect", entry(get, `{"status":302}`), nil},
		{"client error", entry(get, `{"status":404}`), []string{"x.har:0 item_get "}},
		{"preflight", entry(`{"method":"OPTIONS","url":"https://h/1688/item_get/"}`, ok), nil},
		{"another server", entry(`{"method":"GET","url":"https://h/item_get/"}`, ok), nil},
		{"unknown operation", entry(`{"method":"GET","url":"https://h/1688/item_gte/"}`, ok),
			[]string{"x.har:0 item_gte {}"}},
		{"no address", entry(`{"method":"GET","url":"%zz"}`, ok), nil},
		{"platform", entry(`{"method":"POST","url":"https://h/openapi/param2/1/com.alibaba.trade/alibaba.trade.cancel/1"}`,
			ok), []string{"x.har:0 alibaba.trade.cancel {}"}},
		{"an entry of another kind", `{"request":[]},` + entry(get, ok), []string{"x.har: entry 0 is not one of an HTTP Archive",
			"x.har:1 item_get {}"}},
		{"an entry that breaks off", entry(get, ok) + `,{"request":`, []string{"x.har:0 item_get {}",
			"x.har breaks off or is not JSON behind entry 0"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, described(Reader{}, `{"log":{"version":"1.2","entries":[`+c.entries+`]}}`, "x.har"))
		})
	}
	bad := []string{"x.har is not an HTTP Archive"}
	for text, want := range map[string][]string{
		"\uFEFF" + `{"log":{"entries":[` + entry(get, ok) + `]}}`: {"x.har:0 item_get {}"},
		`{"log":{}}`: nil, `{}`: nil, `{"log":{"entries":{}}}`: bad, `{"log":{"entries":`: bad, "": bad, "<html>": bad,
		`{"log":{"entries":[` + entry(get, ok): {"x.har:0 item_get {}", "x.har breaks off or is not JSON behind entry 0"},
	} {
		assert.Equal(t, want, described(Reader{}, text, "x.har"), text)
	}
}

// TestSeen takes the time of an entry from the archive, and that of other bodies from their file.
func TestSeen(t *testing.T) {
	changed := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	dir := t.TempDir()
	put(t, dir, "item_get/1.json", "{}")
	put(t, dir, "item_get/2.har", `{"log":{"entries":[
		{"startedDateTime":"2025-06-07T08:09:10.5+08:00","request":{"url":"/1688/cat_get"},"response":{"status":201}},
		{"startedDateTime":"yesterday","request":{"url":"/1688/cat_get"},"response":{}}]}}`)
	var got []string
	for _, name := range []string{"1.json", "2.har"} {
		require.NoError(t, os.Chtimes(filepath.Join(dir, "item_get", name), changed, changed))
	}
	for b, err := range All(dir) {
		require.NoError(t, err)
		got = append(got, fmt.Sprint(b.API, " ", b.Status, " ", b.Seen.UTC().Format(time.RFC3339Nano)))
	}
	assert.Equal(t, []string{"item_get 0 2026-01-02T03:04:05Z", "cat_get 201 2025-06-07T00:09:10.5Z",
		"cat_get 0 2026-01-02T03:04:05Z"}, got)
}

func put(t *testing.T, dir, name, content string) {
	t.Helper()
	path := filepath.Join(dir, name)
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
}
