package lintgates

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
)

// added are the operations that the copy has more, each with the arguments of a call and a part of its response.
var added = []struct{ document, api, args string }{
	{"toy", "toy_get", ""},
	{"toy", "toy_list", ""},
	{"gateway", "item_toy", "toy_id=7"},
	{"openplatform", "alibaba.toy.get", "toyId=7"},
}

// TestDocument adds a document to a copy of the repository, which is its folder, its evidence and its row, and an
// operation to each of the two existing documents, which is its YAML, its Chinese and its evidence. All of them are
// generated, linted, listed, called, served by the mock, recorded, checked, diffed, toured and published without
// another edit, and no Go is written.
func TestDocument(t *testing.T) {
	c := newCheckout(t)
	c.addToys()
	for _, args := range [][]string{
		{"go", "run", "./internal/cmd/generate"}, {"go", "run", "./internal/cmd/translate", "-stamp", "-yes"},
		{"go", "run", "./internal/cmd/generate"}, generateCheck, translate, {"go", "run", "./internal/cmd/lint"},
		{"go", "build", "./generated/toy"}, {"go", "build", "-o", "ali1688", "./cmd/ali1688"},
	} {
		out, _, err := c.run(args...)
		require.NoError(t, err, "%v\n%s", args, out)
	}
	assert.Contains(t, c.read("generated/toy/toy.gen.go"), "type Toy struct {")
	assert.Contains(t, c.read("zz_operations.gen.go"), ") ItemToy(ctx ")
	assert.Contains(t, c.read("openplatform/zz_product.gen.go"), "alibaba.toy.get")
	listed := c.ali1688(0, "endpoints")
	for _, op := range added {
		assert.Contains(t, listed, op.api+"  ")
	}
	t.Run("check", c.checkToy)
	t.Run("diff", c.diffToys)
	t.Run("call, mock and record", c.recordToys)
	t.Run("tour", c.tourToys)
	t.Run("publish", c.publishToys)
}

func (c *checkout) addToys() {
	for _, files := range []map[string]string{toy, operations, chinese} {
		for name, content := range files {
			c.write(name, content)
		}
	}
	const table = "internal/documents/documents.go"
	c.write(table, exchange(c.t, c.read(table), "}\n\n// Folder ", toyRow+" "))
	for _, e := range edits {
		c.write(e.file, exchange(c.t, c.read(e.file), e.before, e.before+e.added))
	}
}

func exchange(t *testing.T, text, old, new string) string {
	t.Helper()
	require.Equal(t, 1, strings.Count(text, old), "%q", old)
	return strings.Replace(text, old, new, 1)
}

// ali1688 runs the command of the copy, which must exit with that code.
func (c *checkout) ali1688(code int, args ...string) string {
	c.t.Helper()
	out, _, err := c.run(append([]string{filepath.Join(c.dir, "ali1688")}, args...)...)
	if code == 0 {
		assert.NoError(c.t, err, "%v\n%s", args, out)
	} else {
		var exit *exec.ExitError
		if assert.ErrorAs(c.t, err, &exit) {
			assert.Equal(c.t, code, exit.ExitCode(), "%v\n%s", args, out)
		}
	}
	return out
}

func (c *checkout) checkToy(t *testing.T) {
	for _, op := range added {
		good, bad := `{"price":"5.40"}`, `{"price":[]}`
		if op.document == "gateway" {
			good, bad = `{"error_code":"0000","item":`+good+`}`, `{"error_code":"0000","item":`+bad+`}`
		}
		file := op.api + "/1.json"
		c.write("good/"+file, good)
		c.write("bad/"+file, bad)
		out := c.ali1688(1, "check", "bad/"+file)
		assert.Contains(t, out, "openapi/"+op.document+"/schemas/toy", op.api)
	}
	c.ali1688(0, "check", "--excerpt", "good") // the envelope is left out
	c.write("browser.har", `{"log":{"entries":[{"request":{"method":"GET","url":"https://toy.example/toy/toy_list"},
		"response":{"status":200,"content":{"text":"{}"}}}]}}`)
	assert.Contains(t, c.ali1688(1, "check", "browser.har"), "price")
}

func (c *checkout) diffToys(t *testing.T) {
	for _, document := range []string{"toy", "gateway", "openplatform"} {
		bundle := c.read("openapi/dist/" + document + ".yaml")
		edited := bundle
		for _, rest := range []string{", description: The price of the toy.", "\n      description: The price of the toy."} {
			edited = strings.ReplaceAll(edited, "type: string"+rest, "type: number"+rest)
		}
		require.NotEqual(t, bundle, edited)
		c.write("old/"+document+".yaml", bundle)
		c.write("new/"+document+".yaml", edited)
		assert.Contains(t, c.ali1688(1, "diff", "old/"+document+".yaml", "new/"+document+".yaml"), "price", document)
	}
}

// recordToys calls the operations on the mock, through the recording proxy, which validates what it records.
func (c *checkout) recordToys(t *testing.T) {
	for name, value := range map[string]string{
		"ALI1688_KEY": "k", "ALI1688_SECRET": "s", "ALI1688_APP_KEY": "1000000", "ALI1688_APP_SECRET": "s",
		"ALI1688_ACCESS_TOKEN": "t",
	} {
		t.Setenv(name, value)
	}
	mock := c.start(t, "mock", "--listen", "127.0.0.1:0")
	proxy := c.start(t, "record", "--to", "recorded", "--upstream", mock, "--listen", "127.0.0.1:0")
	for _, op := range added {
		call := append([]string{"call", op.api, "--base-url", proxy}, strings.Fields(op.args)...)
		assert.Contains(t, c.ali1688(0, call...), `"5.40"`)
	}
	ledger := c.read("recorded/ledger.log")
	for _, op := range added {
		line := ledger[max(strings.Index(ledger, `"api":"`+op.api+`"`), 0):]
		line, _, _ = strings.Cut(line, "\n")
		assert.Contains(t, line, `"api":"`+op.api+`"`)
		assert.Contains(t, line, `"ok":true`, op.api)
	}
	c.ali1688(0, "check", "recorded")
}

// start runs a server of the command until the test ends, and returns its address.
func (c *checkout) start(t *testing.T, args ...string) string {
	t.Helper()
	server := exec.CommandContext(t.Context(), filepath.Join(c.dir, "ali1688"), args...)
	server.Dir = c.dir
	out, err := server.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, server.Start())
	t.Cleanup(func() {
		_ = server.Process.Signal(os.Interrupt)
		_ = server.Wait() // ended by the signal
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	return strings.TrimPrefix(strings.TrimSpace(line), "listening on ")
}

func (c *checkout) tourToys(t *testing.T) {
	out, _, err := c.run("go", "run", "./internal/cmd/tour")
	require.NoError(t, err, "%s", out)
	assert.Contains(t, out, "item_toy ")
	assert.Contains(t, out, "toy_get answered and conforms.")
	assert.Contains(t, out, "toy_list answered and conforms.")
}

// publishToys finds the operations on the site.
func (c *checkout) publishToys(t *testing.T) {
	installed, err := filepath.Abs("../../../docs/node_modules")
	require.NoError(t, err)
	if _, err := os.Stat(installed); err != nil {
		testenv.Missing(t, "node", "docs/node_modules: run `npm ci --prefix docs`")
		return
	}
	require.NoError(t, os.Symlink(installed, filepath.Join(c.dir, "docs", "node_modules")))
	c.ali1688(0, "docs", "--out", "site")
	for _, op := range added {
		page := c.read("site/en/" + op.document + "/" + op.api + ".html")
		assert.Contains(t, page, "Everything about a toy.", op.api)
		assert.Contains(t, page, "5.40", op.api)
	}
}
