package conformance

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
		{"cat_get/all.ndjson", "{\"a\":1}\n\n{\"api\":\"item_get\",\"body\":{\"b\":2}}\n{\"api\":\"item_fee\",\"body\":\"{\\\"c\\\":3\"}\n",
			[]string{"cat_get/all.ndjson:1 cat_get {\"a\":1}", "cat_get/all.ndjson:3 item_get {\"b\":2}", "cat_get/all.ndjson:4 item_fee {\"c\":3"}},
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
			for b, err := range Bodies(dir) {
				require.NoError(t, err)
				got = append(got, strings.TrimPrefix(b.File, dir+"/")+" "+b.API+" "+string(b.Content))
			}
			assert.Equal(t, c.want, got)
		})
	}
}

// TestBodiesGoesOn reads a folder in which most inputs are bad: each is named, and the good one is read.
func TestBodiesGoesOn(t *testing.T) {
	dir := t.TempDir()
	put := func(name, content string) {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	}
	entry := `{"request":{"url":"/1688/item_get/"},"response":{"status":200,"content":{"text":"%s","encoding":"%s"}}}`
	put("item_get/bomb.json.gz", zipped(t, strings.Repeat(" ", MaxBody+1)))
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
	for b, err := range Bodies(dir) {
		line := fmt.Sprintf("%s %s %d %s", b.File, b.API, b.Status, b.Content)
		if err != nil {
			line = b.File + ": " + err.Error()
		}
		got = append(got, strings.ReplaceAll(line, dir+"/", ""))
	}
	assert.Equal(t, want, got)
	for b, err := range Bodies("testdata/none") {
		assert.EqualError(t, err, "cannot read testdata/none: no such file or directory")
		assert.Equal(t, "testdata/none", b.File)
	}
}

// TestRefusals validates the platform's own errors as such, whichever operation was called.
func TestRefusals(t *testing.T) {
	const order, refused = "alibaba.trade.cancel", `{"error_code":"gw.SignatureInvalid","error_message":"Invalid signature","exception":""}`
	cases := []struct {
		name, api, body string
		status          int
		want            []string // pointers and rules
	}{
		{"by its member", order, refused, 0, nil},
		{"by its folder", Refusals, refused, 0, nil},
		{"by its status", order, `{"message":"busy"}`, 503, []string{"/message undocumented", "/error_code required"}},
		{"a faulty one", order, `{"error_code":401,"hint":1}`, 401, []string{"/error_code type", "/hint undocumented"}},
		{"a response with 200", order, `{"success":true}`, 200, nil},
		{"the gateway has an envelope of its own", "item_get", `{"error_code":"4008","error":"busy"}`, 429, nil},
		{"an operation with refusals of its own", "getToken", `{"error":"invalid_grant","error_description":"code expired"}`, 400, nil},
		{"the platform refuses that operation", "getToken", `{"error_code":"gw.AppKeyNotFound"}`, 400, nil},
		{"an operation that has the member", "item_get", `{"error_code":{}}`, 200, []string{"/error_code type"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var r Report
			body := Body{File: "x", API: c.api, Status: c.status, Content: []byte(c.body)}
			require.NoError(t, r.Check(For(c.api), body, Options{Strict: true}))
			var got []string
			for _, f := range r.Verdicts[0].Findings {
				got = append(got, f.Pointer+" "+f.Rule)
			}
			assert.Equal(t, c.want, got)
			assert.Equal(t, c.api, r.Verdicts[0].API)
		})
	}
}

// TestBodiesStops hands out no more than is wanted.
func TestBodiesStops(t *testing.T) {
	n := 0
	for _, err := range Bodies("testdata/recordings") {
		require.NoError(t, err)
		n++
		break
	}
	assert.Equal(t, 1, n)
}

func reported(t *testing.T) *Report {
	t.Helper()
	r := &Report{}
	for i, body := range []string{`{"item":{"title":"t"},"error_code":"0000"}`, `{"item":{"price":{}},"error_code":"0000"}`, `{"item":{"price":[]},"error_code":"0000"}`, `<html>`} {
		require.NoError(t, r.Check(Gateway(), Body{File: fmt.Sprintf("item_get/%d.json", i), API: "item_get", Content: []byte(body)}, Options{}))
	}
	return r
}

func TestReport(t *testing.T) {
	r := reported(t)
	assert.Equal(t, 3, r.Bad())
	write := func(f func(*Report, *bytes.Buffer) error) string {
		var b bytes.Buffer
		require.NoError(t, f(r, &b))
		return b.String()
	}
	t.Run("text groups by what is to be mended", func(t *testing.T) {
		out := write(func(r *Report, b *bytes.Buffer) error { return r.WriteText(b) })
		lines := strings.Split(out, "\n")
		assert.Regexp(t, `^openapi/gateway/schemas/item.yaml:\d+: type, 2 times$`, lines[0])
		assert.Equal(t, "  item_get/1.json: /item/price: type: want string or number, got object", lines[1])
		assert.Contains(t, out, "the text of the body: not-json, 1 time\n")
	})
	t.Run("json has a line a body", func(t *testing.T) {
		out := write(func(r *Report, b *bytes.Buffer) error { return r.WriteJSON(b) })
		assert.Equal(t, `{"file":"item_get/0.json","api":"item_get","ok":true,"findings":[]}`, strings.Split(out, "\n")[0])
		var v Verdict
		require.NoError(t, json.Unmarshal([]byte(strings.Split(out, "\n")[1]), &v))
		assert.Equal(t, "/item/price", v.Findings[0].Pointer)
	})
	t.Run("junit", func(t *testing.T) {
		var suite junitSuite
		require.NoError(t, xml.Unmarshal([]byte(write(func(r *Report, b *bytes.Buffer) error { return r.WriteJUnit(b) })), &suite))
		assert.Equal(t, 4, suite.Tests)
		assert.Equal(t, 3, suite.Failures)
		assert.Nil(t, suite.Cases[0].Failure)
		assert.Contains(t, suite.Cases[3].Failure.Text, "not-json")
	})
	t.Run("sarif", func(t *testing.T) {
		var log sarifLog
		require.NoError(t, json.Unmarshal([]byte(write(func(r *Report, b *bytes.Buffer) error { return r.WriteSARIF(b) })), &log))
		require.Len(t, log.Runs[0].Results, 3)
		first := log.Runs[0].Results[0]
		assert.Equal(t, "item_get/1.json", first.Locations[0].Physical.Artifact.URI)
		assert.Equal(t, "openapi/gateway/schemas/item.yaml", first.Related[0].Physical.Artifact.URI)
		assert.Positive(t, first.Related[0].Physical.Region.StartLine)
	})
	assert.ErrorContains(t, r.Check(Gateway(), Body{File: "x.json", API: "item_gett"}, Options{}), `x.json: conformance: the document has no operation "item_gett"; did you mean "item_get"?`)
}

// fake is a test that remembers its failures.
type fake struct{ failures []string }

func (f *fake) Helper() {}
func (f *fake) Errorf(format string, args ...any) {
	f.failures = append(f.failures, fmt.Sprintf(format, args...))
}
func (f *fake) Fatalf(format string, args ...any) { f.Errorf(format, args...) }

func TestCheckInTests(t *testing.T) {
	cases := []struct {
		name, api, body string
		options         []Options
		want            string
	}{
		{"fine", "item_get", `{"item":{"title":"t"}}`, nil, ""},
		{"unknown member", "item_get", `{"item":{"new":1}}`, nil, "item_get: /item/new: undocumented"},
		{"unknown member, allowed", "item_get", `{"item":{"new":1}}`, []Options{{}}, ""},
		{"unknown operation", "item_gte", `{}`, nil, "no operation"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := &fake{}
			Check(f, c.api, []byte(c.body), c.options...)
			if c.want == "" {
				assert.Empty(t, f.failures)
				return
			}
			require.Len(t, f.failures, 1)
			assert.Contains(t, f.failures[0], c.want)
		})
	}
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
				_, _ = Gateway().Check("item_get", b.Content, Options{Strict: true})
			}
		}
	})
}
