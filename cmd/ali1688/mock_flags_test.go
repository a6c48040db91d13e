package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// flagsOfOptions has the flag of every option of package mock, or the reason why it has none.
var flagsOfOptions = map[string]string{
	"WithAllowedHosts": "allow-host", "WithApp": "app", "WithAppRate": "app-rate", "WithClosedWorld": "closed-world",
	"WithConcurrency": "max-concurrent",
	"WithContentType": "content-type", "WithDialect": "dialect", "WithDocument": "document",
	"WithEmbeddedRecordings": "embedded-recordings",
	"WithFault":              "fault", "WithGzip": "gzip", "WithIssuedTokens": "issued-tokens", "WithKey": "key",
	"WithLogger": "log", "WithLongOfferIDs": "long-ids",
	"WithMaxValues": "max-values", "WithNestedCustom": "nested-custom", "WithPublicURL": "public-url",
	"WithQuota": "quota", "WithRecordings": "recordings",
	"WithSeed": "seed", "WithSlowness": "slowness", "WithStrict": "strict",

	"WithPushes": "push-url", "WithAutomaticOrders": "auto-pay", "WithRunningClock": "clock", "WithScenario": "scenario",

	"WithClock":           "- a function has no text form; --clock sets it",
	"WithFailOnDeviation": "- there is no test to fail; --log and /__admin/requests have the deviations",
}

// TestEveryOptionHasAFlag reads package mock and compares its options with the flags of the command.
func TestEveryOptionHasAFlag(t *testing.T) {
	help := do(t, "", "help", "mock").out
	files := token.NewFileSet()
	dir := filepath.Join("..", "..", "mock")
	packages, err := parser.ParseDir(files, dir, //nolint:staticcheck // build tags play no part in these files
		func(f fs.FileInfo) bool { return !strings.HasSuffix(f.Name(), "_test.go") },
		0)
	require.NoError(t, err)
	seen := map[string]bool{}
	for _, file := range packages["mock"].Files {
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Recv != nil || !strings.HasPrefix(f.Name.Name, "With") {
				continue
			}
			seen[f.Name.Name] = true
			name, known := flagsOfOptions[f.Name.Name]
			if !known {
				t.Errorf("mock.%s has no flag: add one, or the reason why it has none, to flagsOfOptions", f.Name.Name)
				continue
			}
			if !strings.HasPrefix(name, "- ") {
				assert.Contains(t, help, "--"+name, f.Name.Name)
			}
		}
	}
	for name := range flagsOfOptions {
		assert.True(t, seen[name], "package mock has no %s", name)
	}
}

// TestMockFlagsThatCannotBeRight names what is wrong.
func TestMockFlagsThatCannotBeRight(t *testing.T) {
	for want, args := range map[string][]string{
		"did you mean php-notice?":               {"--fault", "php-notic"},
		"did you mean item_get?":                 {"--fault", "reset,api=item_gte"},
		`no member "tmies"; did you mean times?`: {"--fault", "reset,tmies=1"},
		"times must be a number":                 {"--fault", "reset,times=two"},
		"must be a key and its secret":           {"--key", ":s"},
		"must not be negative":                   {"--slowness", "-1s"},
		"must be the name of a host":             {"--allow-host", "http://x"},
	} {
		r := do(t, "", append([]string{"mock"}, args...)...)
		assert.Equal(t, exitUsage, r.status, "%v", args)
		assert.Contains(t, r.err, want)
	}
}

// TestMockFlags starts the mock with one flag each and looks at one response.
func TestMockFlags(t *testing.T) {
	const offer = "/1688/item_get/?key=k&secret=s&num_iid=610947572360"
	for _, tt := range []struct {
		args       []string
		path, want string
	}{
		{[]string{"--key", "k:t"}, offer, `"4005"`},
		{[]string{"--key", "k:s"}, offer, `"0000"`},
		{[]string{"--quota", "0"}, offer, `"4013"`},
		{[]string{"--closed-world"}, offer, `"2000"`},
		{[]string{"--fault", "code-4001,api=item_get,times=1"}, offer, `"4001"`},
		{[]string{"--fault", "code-4001,api=cat_get"}, offer, `"0000"`},
		{[]string{"--closed-world=false"}, offer, `"0000"`},
	} {
		url, stop := serving(t, append([]string{"mock"}, tt.args...)...)
		_, _, body := get(t, url+tt.path)
		assert.Contains(t, body, tt.want, "%v", tt.args)
		assert.Equal(t, exitFine, stop().status)
	}
}

// TestDocsStayInside asks for a link that leads out of the folder, and for a name that no file can have.
func TestDocsStayInside(t *testing.T) {
	dir, outside := t.TempDir(), filepath.Join(t.TempDir(), "secret.txt")
	require.NoError(t, os.WriteFile(outside, []byte("secret"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "index.html"), []byte("the site"), 0o600))
	require.NoError(t, os.Symlink(outside, filepath.Join(dir, "link")))
	require.NoError(t, os.Symlink(filepath.Dir(outside), filepath.Join(dir, "folder")))
	url, _ := serving(t, "mock", "--docs", dir)
	for path, want := range map[string]int{"/docs/": 200, "/docs/link": 404, "/docs/folder/secret.txt": 404,
		"/docs/%00": 404, "/docs/missing": 404} {
		status, _, body := get(t, url+path)
		assert.Equal(t, want, status, path)
		assert.NotContains(t, body, "secret", path)
	}
	for _, server := range []string{url} {
		req, err := http.NewRequest(http.MethodGet, server+"/docs/", nil)
		require.NoError(t, err)
		req.Host = "evil.example"
		rsp, err := http.DefaultClient.Do(req)
		require.NoError(t, err)
		require.NoError(t, rsp.Body.Close())
		assert.Equal(t, http.StatusForbidden, rsp.StatusCode)
	}
}
