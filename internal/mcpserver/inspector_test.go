package mcpserver

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-ali1688/ali1688/internal/mcpserver/toolset"
	"github.com/go-ali1688/ali1688/internal/testkit/testenv"
)

// inspector returns the command of the npm inspector. Without it the test is skipped.
func inspector(t *testing.T) []string {
	t.Helper()
	node := testenv.Program(t, "inspector", "node")
	script, err := filepath.Abs("inspector/node_modules/@modelcontextprotocol/inspector-cli/build/index.js")
	require.NoError(t, err)
	if _, err := os.Stat(script); err != nil {
		testenv.Missing(t, "inspector", "npm inspector (npm ci --prefix internal/mcpserver/inspector)")
	}
	return []string{node, script}
}

// inspect runs the inspector in command-line mode, and decodes what it prints.
func inspect(t *testing.T, to any, command ...string) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), command[0], command[1:]...).Output()
	require.NoError(t, err, "%s", out)
	require.NoError(t, json.Unmarshal(out, to), "%s", out)
}

// listing is what the inspector prints of a list of tools.
type listing struct {
	Tools []struct {
		Name         string         `json:"name"`
		OutputSchema map[string]any `json:"outputSchema"`
	} `json:"tools"`
}

// TestInspector has the npm inspector list and call every default tool over streamable HTTP. Results conform to the
// schemas that it lists.
func TestInspector(t *testing.T) {
	s := newShop(t)
	order, err := s.mock.Orders().Start("mock", "half-shipped")
	require.NoError(t, err)
	server, err := New(s.Config)
	require.NoError(t, err)
	web := httptest.NewServer(HTTP(server, ""))
	t.Cleanup(web.Close)
	target := append(inspector(t), web.URL+"/mcp", "--transport", "http")
	var listed listing
	inspect(t, &listed, append(slices.Clone(target), "--method", "tools/list")...)
	schemas := map[string]map[string]any{}
	for _, tool := range listed.Tools {
		schemas[tool.Name] = tool.OutputSchema
	}
	require.Len(t, schemas, len(toolset.Table))
	for _, c := range calls {
		args := append(slices.Clone(target), "--method", "tools/call", "--tool-name", c.tool)
		if c.tool == "trace" {
			c.args["orderId"] = fmt.Sprint(order) // as text, for the inspector reads numbers as float64
		}
		for name, value := range c.args {
			args = append(args, "--tool-arg", name+"="+jsonText(value))
		}
		var got struct {
			IsError    bool           `json:"isError"`
			Content    []any          `json:"content"`
			Structured map[string]any `json:"structuredContent"`
		}
		inspect(t, &got, args...)
		assert.False(t, got.IsError, "%s: %v", c.tool, got.Content)
		assert.Contains(t, got.Structured, c.has, c.tool)
		conforms(t, schemas[c.tool], got.Structured)
	}
}

// TestInspectorStarts has the npm inspector start the command, as the programs of assistants do.
func TestInspectorStarts(t *testing.T) {
	command := inspector(t)
	program := filepath.Join(t.TempDir(), "ali1688")
	out, err := exec.Command("go", "build", "-o", program, "../../cmd/ali1688").CombinedOutput()
	require.NoError(t, err, "%s", out)
	var listed listing
	inspect(t, &listed, append(command, program, "mcp", "--method", "tools/list")...)
	assert.Len(t, listed.Tools, len(toolset.Table))
}
