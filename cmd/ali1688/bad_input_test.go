package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestBadInput gives the command what it cannot use: one clear sentence, the right exit code, no trace, no secret.
func TestBadInput(t *testing.T) {
	empty := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(t.TempDir(), name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		return path
	}
	call := func(url string) []string { return []string{"call", "item_get", "num_iid=1", "--base-url", url} }
	cases := []struct {
		name   string
		args   []string
		status int
		want   string
	}{
		{"no such sub-command", []string{"recrod"}, 2, "there is no sub-command \"recrod\"; did you mean record?"},
		{"no sub-command at all", []string{"--strict"}, 2, "`ali1688 --help` lists them"},
		{"no such flag", []string{"check", "--srict"}, 2,
			"there is no flag --srict; did you mean --strict?"},
		{"an operation as a sub-command", []string{"item_get"}, 2, "`ali1688 help item_get` shows its parameters"},
		{"help of no operation", []string{"help", "item_gte"}, 2, "did you mean item_get?"},
		{"help of a call of no operation", []string{"call", "ITEM_GET", "--help"}, 2, "did you mean item_get?"},
		{"no operation", []string{"call"}, 2, "call needs the name of an operation"},
		{"unknown operation", []string{"call", "item_gett"}, 2,
			"there is no operation \"item_gett\"; did you mean item_get?"},
		{"unknown parameter", []string{"call", "item_get", "num_iid=1", "numiid=2"}, 2,
			"item_get takes no parameter \"numiid\"; did you mean num_iid?"},
		{"parameter like no other", []string{"call", "item_get", "num_iid=1", "colour_of_the_sea=2"}, 2,
			"\"colour_of_the_sea\"; it takes num_iid, "},
		{"parameter given twice", []string{"call", "item_get", "num_iid=1", "num_iid=2"}, 2, "num_iid is given twice"},
		{"flag and parameter", []string{"call", "item_get", "num_iid=1", "result_type=json", "--result-type", "jsonu"}, 2,
			"result_type is given twice"},
		{"empty parameter", []string{"call", "item_get", "num_iid=1", "cache="}, 2, "give it a value or leave it out"},
		{"not of the enum", []string{"call", "item_get", "num_iid=1", "cache=maybe"}, 2,
			"cache must be one of yes, no, 1; the request was not sent"},
		{"not of the pattern", []string{"call", "item_get", "num_iid=one"}, 2, "num_iid must be text that matches"},
		{"no number", []string{"call", "cat_get", "cid=x"}, 2, "cid must be a whole number"},
		{"none of several", []string{"call", "item_search"}, 2, "required"},
		{
			"session as a parameter",
			[]string{"call", "custom", "session=abcd"},
			2,
			"give the session of the account with --session",
		},
		{"session of another operation", []string{"call", "item_get", "num_iid=1", "--session", "abcd"}, 2,
			"item_get is one of the gateway"},
		{"picture without @", []string{"call", "img2text", "imgcode=picture.PNG"}, 2, "write imgcode=@picture.PNG"},
		{"picture where words are taken", []string{"call", "item_search_img", "imgid=@picture.jpg"}, 2,
			"imgid takes no file: send the picture with upload_img"},
		{"operation of endpoints", []string{"endpoints", "item_get"}, 2, "`ali1688 help item_get` lists its parameters"},
		{"recordings of endpoints", []string{"endpoints", empty}, 2, "endpoints takes no arguments without --fields, got"},
		{"no such format", []string{"call", "item_get", "num_iid=1", "--result-type", "yaml"}, 2,
			"the parameter result_type must be one of"},
		{"a WebP as a picture", []string{"call", "upload_img", "imgcode=@" + file("a.webp", "RIFF\x24\x00\x00\x00WEBPVP8 ")},
			2, "the image is WebP, which the gateway refuses"},
		{"no such platform", []string{"call", "item_get", "num_iid=1", "--platform", "../x"}, 2,
			"--platform must be 1688 or 1688global"},
		{"no time", []string{"call", "item_get", "num_iid=1", "--timeout", "-1s"}, 2, "--timeout must be longer"},
		{"no such time", []string{"call", "item_get", "num_iid=1", "--timeout", "soon"}, 2,
			`invalid value "soon" for flag --timeout: it must be a time such as 10s, 1m30s or 2h, or a number of seconds; `},
		{"missing parameter", []string{"call", "item_get"}, 2, "the parameter num_iid is required"},
		{"malformed parameter", []string{"call", "item_search", "q=a", "page=0"}, 2,
			"the parameter page must be a whole number of at least 1; the request was not sent"},
		{"no value", []string{"call", "item_get", "num_iid"}, 2, "must be written name=value"},
		{"a secret as a parameter", []string{"call", "item_get", "num_iid=1", "secret=" + plantedSecret}, 2,
			"credentials come from the environment"},
		{"no such file", []string{"call", "upload_img", "imgcode=@" + empty + "/none.png"}, 2,
			"none.png, the file of parameter imgcode: no such file"},
		{"empty file as a parameter", []string{"call", "upload_img", "imgcode=@" + file("a.png", "")}, 2, "is empty"},
		{"folder as a parameter", []string{"call", "upload_img", "imgcode=@" + empty}, 2, "is a directory"},
		{"bad base URL", call("localhost:1688"), 2, "--base-url must be scheme://host[:port]"},
		{"base URL with a path", call("http://127.0.0.1:1/1688"), 2, "--base-url must be scheme://host[:port]"},
		{"base URL with a password", call("http://me:" + plantedSecret + "@127.0.0.1:1"), 2,
			"--base-url must be scheme://host[:port]"},
		{"refused connection", call("http://127.0.0.1:1"), 1,
			"127.0.0.1:1 does not answer (connection refused); check --base-url, or start the mock"},
		{"not HTTP", call("https" + strings.TrimPrefix(answering(t, 200, "", ""), "http")), 1, "no response from 127.0.0.1:"},
		{"proxy page", call(answering(t, 502, "text/html", "<html>Bad Gateway</html>")), 1,
			"the gateway answered HTTP 502 (text/html) instead of 200"},
		{"empty body", call(answering(t, 200, "application/json", "")), 1, "the gateway answered with an empty body"},
		{"redirect", call(answering(t, 302, "text/html", "")), 1, "the gateway answered HTTP 302 (text/html)"},
		{"unknown shape", call(answering(t, 200, "application/json", "[1]")), 1, "the response is unlike every document"},
		{"no JSON", call(answering(t, 200, "text/html", "<html></html>")), 1, "that are no JSON"},
		{"business error", call(answering(t, 200, "text/html", `{"error":"Key[`+plantedKey+
			`]已超量","error_code":"4013","request_id":"gw-1.5"}`)), 1,
			"item_get: gateway error 4013: Key[REDACTED]已超量 (request gw-1.5)"},
		{"port in use", []string{"mock", "--listen", strings.TrimPrefix(answering(t, 200, "", ""), "http://")}, 2,
			"choose another address with --listen"},
		{"no such fault", []string{"mock", "--fault", "truncate"}, 2, "did you mean truncated?"},
		{"no such recordings", []string{"mock", "--recordings", empty + "/none"}, 2, "--recordings must be a folder"},
		{"record without a folder", []string{"record"}, 2, "--to DIR"},
		{"record from nowhere", []string{"record", "--to", empty, "--upstream", "gateway"}, 2, "--upstream must be"},
		{"record from another protocol", []string{"record", "--to", empty, "--upstream", "ftp://gateway"}, 2,
			"--upstream must be scheme://host[:port], such as http://127.0.0.1:1688"},
		{"state in no folder", []string{"mock", "--listen", "127.0.0.1:0", "--state", empty + "/none/state.json"}, 2,
			"--state: the state cannot be written"},
		{"unlike any stage", []string{"mock", "--scenario", "xyz"}, 2, "; there are created, paid, half-shipped,"},
		{"record into a file", []string{"record", "--to", file("x", "") + "/y"}, 2, "cannot record into"},
		{"nothing to check", []string{"check"}, 2, "check needs a file or a folder"},
		{"unreadable file", []string{"check", empty + "/none.json"}, 2, "cannot read"},
		{"folder without bodies", []string{"check", empty}, 2, "there is no"},
		{"unknown folder", []string{"check", file("item_gte/1.json", "{}")}, 2, "--api says which operation it answers"},
		{"unknown name", []string{"check", "--api", "item_gett", empty}, 2, "did you mean \"item_get\"?"},
		{"unknown format", []string{"check", "--format", "yaml", empty}, 2, "--format must be text, json, junit or sarif"},
		{"stdin without a name", []string{"check", "-"}, 2, "stdin"},
		{"empty file", []string{"check", file("item_get/1.json", "")}, 1, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := do(t, "{}", c.args...)
			assert.Equal(t, c.status, r.status, r.err)
			assert.Contains(t, r.err, c.want)
			if c.status == exitUsage {
				assert.Len(t, strings.Split(strings.TrimSpace(r.err), "\n"), 1, "one sentence")
			}
		})
	}
}

func TestNoCredentials(t *testing.T) {
	var errs bytes.Buffer
	status := run(context.Background(), []string{"call", "item_get", "num_iid=1"}, streams{nil, io.Discard, &errs},
		func(string) string { return "" })
	assert.Equal(t, exitUsage, status)
	assert.Equal(
		t, "ali1688: set ALI1688_KEY and ALI1688_SECRET to the key and the secret of your account; for a mock, any will do\n",
		errs.String())
}
