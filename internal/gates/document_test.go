package gates

import (
	"bufio"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// toy is a third document with two operations, and the evidence that its texts claim.
var toy = map[string]string{
	"openapi/toy/openapi.yaml": `openapi: 3.0.3
info: {title: Toy, version: 0.1.0, description: A document with two operations.}
servers: [{url: "https://toy.example/toy"}]
tags: [{name: tool, description: Tools.}]
paths:
  /toy_get: {$ref: paths/toy_get.yaml}
  /toy_list: {$ref: paths/toy_list.yaml}
`,
	"openapi/toy/paths/toy_get.yaml":  strings.ReplaceAll(toyOperation, "NAME", "toy_get"),
	"openapi/toy/paths/toy_list.yaml": strings.ReplaceAll(toyOperation, "NAME", "toy_list"),
	"openapi/toy/schemas/toy.yaml": `Toy:
  type: object
  description: A toy.
  required: [price]
  properties:
    price: {type: string, description: The price of the toy., x-unit: yuan, example: "5.40"}
`,
	"conformance/testdata/toy/fields.tsv": "toy_get\t/price\ntoy_list\t/price\n",
}

const toyOperation = `get:
  operationId: NAME
  summary: Get a toy
  description: Everything about a toy.
  tags: [tool]
  x-family: tool
  x-effect: read
  x-evidence: {level: documented, sources: ["https://toy.example/"], seen: 2026-11}
  responses:
    "200":
      description: The toy.
      content:
        application/json:
          schema: {$ref: ../schemas/toy.yaml#/Toy}
`

// toyRow is its row.
const toyRow = `	{
		Name: "toy", Go: "Toy", Title: "the toys", Server: "https://toy.example", Base: "/toy", Path: "/{api}",
		Package: "toy", Config: "generated/openplatform.config.yaml", Root: "toy",
	},
}

// Folder is`

// TestDocument adds a document to a copy of the repository: its folder, its evidence and its row. It is generated,
// linted, listed, checked, recorded and diffed without another edit.
func TestDocument(t *testing.T) {
	c := newCheckout(t)
	for name, content := range toy {
		c.write(name, content)
	}
	const table = "internal/documents/documents.go"
	c.write(table, strings.Replace(c.read(table), "}\n\n// Folder is", toyRow, 1))
	for _, args := range [][]string{
		{"go", "run", "./internal/cmd/generate"}, generateCheck, {"go", "run", "./internal/cmd/doclint"},
		{"go", "build", "./generated/toy"}, {"go", "build", "-o", "ali1688", "./cmd/ali1688"},
	} {
		out, _, err := c.run(args...)
		require.NoError(t, err, "%v\n%s", args, out)
	}
	assert.Contains(t, c.read("generated/toy/toy.gen.go"), "type Toy struct {")
	assert.Contains(t, c.ali1688(0, "endpoints"), "toy_list  ")

	t.Run("check", c.checkToy)
	t.Run("diff", c.diffToy)
	t.Run("record", c.recordToy)
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
	c.write("answers/toy_get/good.json", `{"price":"5.40"}`)
	c.ali1688(0, "check", "answers")
	c.write("answers/toy_get/bad.json", `{"price":[]}`)
	assert.Contains(t, c.ali1688(1, "check", "answers"), "openapi/toy/schemas/toy.yaml:")
	c.write("browser.har", `{"log":{"entries":[{"request":{"method":"GET","url":"https://toy.example/toy/toy_list"},
		"response":{"status":200,"content":{"text":"{}"}}}]}}`)
	assert.Contains(t, c.ali1688(1, "check", "browser.har"), "price")
}

func (c *checkout) diffToy(t *testing.T) {
	bundle := c.read("openapi/dist/toy.yaml")
	c.write("old/toy.yaml", bundle)
	c.write("new/toy.yaml", strings.Replace(bundle, "type: string", "type: number", 1))
	assert.Contains(t, c.ali1688(1, "diff", "old/toy.yaml", "new/toy.yaml"), "price")
}

// recordToy records a response through the proxy.
func (c *checkout) recordToy(t *testing.T) {
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"price":"5.40"}`)
	}))
	defer upstream.Close()
	proxy := exec.CommandContext(t.Context(), filepath.Join(c.dir, "ali1688"), "record", "--to", "recorded", "--upstream", upstream.URL, "--listen", "127.0.0.1:0")
	proxy.Dir = c.dir
	out, err := proxy.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, proxy.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	rsp, err := http.Get(strings.TrimPrefix(strings.TrimSpace(line), "listening on ") + "/toy/toy_get")
	require.NoError(t, err)
	_, err = io.ReadAll(rsp.Body)
	require.NoError(t, err)
	require.NoError(t, rsp.Body.Close())
	require.NoError(t, proxy.Process.Signal(os.Interrupt))
	_ = proxy.Wait() // ended by the signal
	ledger := c.read("recorded/ledger.log")
	assert.Contains(t, ledger, `"platform":"toy"`)
	assert.Contains(t, ledger, `"api":"toy_get"`)
	assert.Contains(t, ledger, `"ok":true`)
}
