package samples_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/reference"
	"github.com/go-ali1688/ali1688/internal/samples"
	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
	"github.com/go-ali1688/ali1688/mock"
	"github.com/go-ali1688/ali1688/openapi"
)

// runners say how the samples of a language are run, and what they need. A command in which %s stands gets the name of
// the program there.
var runners = map[string]struct {
	require  string   // its name in ALI1688_REQUIRE
	programs []string // that must be there
	command  string
}{
	"curl":   {"curl", []string{"sh", "curl"}, "sh call.sh"},
	"php":    {"php", []string{"php"}, "php call.php"},
	"java":   {"java", []string{"java"}, "java -XX:TieredStopAtLevel=1 Call.java"},
	"python": {"python", []string{"python3"}, "python3 call.py"},
	"ruby":   {"ruby", []string{"ruby"}, "ruby call.rb"},
	"c":      {"cc", []string{"cc", "curl-config"}, "cc -Wall -Werror call.c -lcurl -o call && ./call"},
	"cpp":    {"cc", []string{"c++", "curl-config"}, "c++ -std=c++17 -Wall -Werror call.cpp -lcurl -o call && ./call"},
	"nodejs": {"node", []string{"node"}, "node call.mjs"},
	"r":      {"r", []string{"Rscript"}, "Rscript --vanilla call.R"},
}

func operations(t *testing.T) *reference.Document {
	t.Helper()
	doc, err := reference.Read("gateway", openapi.Gateway().YAML)
	require.NoError(t, err)
	return doc
}

// calls returns the requests of all operations of both documents, by name.
func calls(t *testing.T) map[string]samples.Request {
	t.Helper()
	out := map[string]samples.Request{}
	for _, op := range operations(t).Operations {
		out[op.Name] = samples.Of(&op)
	}
	doc, err := reference.Read("openplatform", openapi.OpenPlatform().YAML)
	require.NoError(t, err)
	for _, op := range doc.Operations {
		out[op.Name] = samples.Through(&op)
	}
	return out
}

// tried returns the operations whose samples are run.
func tried() []string { return slices.Concat(samples.Tried, samples.TriedOpen) }

// TestSamplesRun runs the samples of some operations against the mock and compares what they print with what the mock
// responses to a plain request.
func TestSamplesRun(t *testing.T) {
	all := calls(t)
	gw := mock.New(t, mock.WithClock(func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }))
	for _, l := range samples.Languages {
		runner, ok := runners[l.ID]
		if !ok {
			continue
		}
		t.Run(l.ID, func(t *testing.T) {
			testenv.Program(t, runner.require, runner.programs...)
			for _, name := range tried() {
				r := all[name]
				code, err := l.Write(r)
				require.NoError(t, err)
				printed := run(t, runner.command, filepath.Base(l.File), code, gw.URL())
				assert.JSONEq(t, steady(t, plainCall(t, gw.URL(), r)), steady(t, printed), "%s in %s", name, l.Name)
			}
		})
	}
}

// TestTypedSamplesRun compiles the Go samples of all operations, and runs those of some.
func TestTypedSamplesRun(t *testing.T) {
	all := calls(t)
	gw := mock.New(t, mock.WithClock(func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }))
	overlay, folders := typedPrograms(t, all, gw.URL())
	compile := []string{"list", "-e", "-export", "-f", "{{with .Error}}{{.}}{{end}}{{range .DepsErrors}}{{.}}{{end}}",
		"-overlay", overlay}
	out, err := exec.Command("go", append(compile, folders...)...).CombinedOutput() // which links nothing, unlike go build
	require.NoError(t, err, "%s", out)
	require.Empty(t, strings.TrimSpace(string(out)), "a Go sample does not compile")
	programs := t.TempDir() + string(filepath.Separator)
	build := []string{"build", "-overlay", overlay, "-o", programs}
	for _, name := range tried() {
		build = append(build, "./zz_sample_"+name)
	}
	out, err = exec.Command("go", build...).CombinedOutput() // all at once: loading the packages takes longer than linking
	require.NoError(t, err, "%s", out)
	for _, name := range tried() {
		t.Run(name, func(t *testing.T) {
			cmd := exec.Command(programs + "zz_sample_" + name)
			cmd.Env = append(os.Environ(), account...)
			var stderr strings.Builder
			cmd.Stderr = &stderr
			printed, err := cmd.Output()
			require.NoError(t, err, "%s", stderr.String())
			want := plainCall(t, gw.URL(), all[name])
			if all[name].Open != nil {
				want = handedOn(t, want)
			}
			assert.JSONEq(t, steady(t, want), steady(t, string(printed)))
		})
	}
}

// handedOn returns the response of the open platform in one of the gateway.
func handedOn(t *testing.T, body string) string {
	t.Helper()
	var answer struct{ Response json.RawMessage }
	require.NoError(t, json.Unmarshal([]byte(body), &answer), "%.300s", body)
	require.NotEmpty(t, answer.Response, "%.300s", body)
	return string(answer.Response)
}

// typedPrograms lays the Go sample of every operation over this folder, without writing into it.
func typedPrograms(t *testing.T, all map[string]samples.Request, address string) (overlay string, folders []string) {
	t.Helper()
	here, err := os.Getwd()
	require.NoError(t, err)
	dir := t.TempDir()
	replace := map[string]string{}
	for name, r := range all {
		code, err := goLanguage(t).Write(r)
		require.NoError(t, err)
		code = strings.Replace(code, `os.Getenv("ALI1688_SECRET"))`, `os.Getenv("ALI1688_SECRET"), ali1688.WithBaseURL("`+
			address+`"))`, 1)
		file := filepath.Join(dir, name+".go")
		require.NoError(t, os.WriteFile(file, []byte(code), 0o600))
		folder := "zz_sample_" + name
		replace[filepath.Join(here, folder, "main.go")] = file
		folders = append(folders, "./"+folder)
	}
	content, err := json.Marshal(map[string]any{"Replace": replace})
	require.NoError(t, err)
	overlay = filepath.Join(dir, "overlay.json")
	require.NoError(t, os.WriteFile(overlay, content, 0o600))
	return overlay, folders
}

func goLanguage(t *testing.T) samples.Language {
	for _, l := range samples.Languages {
		if l.ID == "go" {
			return l
		}
	}
	t.Fatal("there is no Go among the languages")
	return samples.Language{}
}

var account = []string{"ALI1688_KEY=k&1", "ALI1688_SECRET=s+2", "ALI1688_SESSION=s&3",
	"ALI1688_APP_KEY=" + appKey, "ALI1688_APP_SECRET=" + appSecret, "ALI1688_ACCESS_TOKEN=" + accessToken}

// run runs a program against address and gives what it printed.
func run(t *testing.T, command, file, code, address string) string {
	t.Helper()
	require.Contains(t, code, samples.Base)
	return runCode(t, command, file, strings.ReplaceAll(code, samples.Base, address))
}

// runCode runs a program and gives what it printed.
func runCode(t *testing.T, command, file, code string) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, file), []byte(code), 0o600))
	ctx, stop := context.WithTimeout(context.Background(), 10*time.Minute) // a guard, however busy the machine is
	defer stop()
	cmd := exec.CommandContext(ctx, "sh", "-c", command)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), append(account, "LC_ALL=C.UTF-8")...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, "%s\n%s\n%s", stderr.String(), out, code)
	return string(out)
}

// plainCall makes the request with net/http.
func plainCall(t *testing.T, address string, r samples.Request) string {
	t.Helper()
	query, form := values(r.Query), values(r.Form)
	query.Set("key", "k&1")
	query.Set("secret", "s+2")
	if r.Session {
		query.Set("session", "s&3")
	}
	target := strings.Replace(r.URL(), samples.Base, address, 1) + "?" + query.Encode()
	get := func() (*http.Response, error) { return http.Get(target) }
	if r.Post() {
		get = func() (*http.Response, error) { return http.PostForm(target, form) }
	}
	response, err := get()
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return string(body)
}

func values(pairs []samples.Pair) url.Values {
	out := url.Values{}
	for _, p := range pairs {
		out.Set(p.Name, p.Value)
	}
	return out
}

// steady returns a response without what differs from call to call.
func steady(t *testing.T, body string) string {
	t.Helper()
	if strings.HasPrefix(strings.TrimSpace(body), "[") {
		return body // a list that custom returns alone has nothing that changes from call to call
	}
	answer := map[string]json.RawMessage{}
	require.NoError(t, json.Unmarshal([]byte(body), &answer), "%.300s", body)
	for _, name := range []string{"request_id", "execution_time", "api_info", "last_id", "cache", "server_memory"} {
		delete(answer, name)
	}
	out, err := json.Marshal(answer)
	require.NoError(t, err)
	return string(out)
}

// TestSamplesKeepHostileText sends text that is special to one language or another to a server that looks at it.
func TestSamplesKeepHostileText(t *testing.T) {
	const hostile = "a\"b'c\\d$HOME ${x} #{y} %s %d `z` &amp; +女装 ?" + "?/ \\u0041 {{.}} \\(q)"
	got := make(chan url.Values, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		got <- r.Form
		_, _ = io.WriteString(w, `{"error_code":"0000"}`)
	}))
	t.Cleanup(server.Close)
	for _, l := range samples.Languages {
		runner, ok := runners[l.ID]
		if !ok {
			continue
		}
		for place, r := range map[string]samples.Request{
			"query": {API: "item_search", Platform: "1688", Query: []samples.Pair{{Name: "q", Value: hostile}}},
			"form":  {API: "item_search", Platform: "1688", Form: []samples.Pair{{Name: "q", Value: hostile}}},
		} {
			t.Run(l.ID+" "+place, func(t *testing.T) {
				testenv.Program(t, runner.require, runner.programs...)
				code, err := l.Write(r)
				require.NoError(t, err)
				run(t, runner.command, filepath.Base(l.File), code, server.URL)
				assert.Equal(t, url.Values{"q": {hostile}, "key": {"k&1"}, "secret": {"s+2"}}, <-got)
			})
		}
	}
}
