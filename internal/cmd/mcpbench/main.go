// Command mcpbench measures `ali1688 mcp` beside a bare server of the same SDK, in one run: the time from the start of
// the process to the result of its first call of a tool, over stdio, and the sizes of the programs.
//
//	go run ./internal/cmd/mcpbench [-n 15]
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/go-ali1688/ali1688/internal/cmd/exit"
	"github.com/go-ali1688/ali1688/internal/measured"
)

// bareArgument makes the program be the bare server.
const bareArgument = "bare"

func main() {
	if len(os.Args) == 2 && os.Args[1] == bareArgument {
		exit.On(serveBare(), "mcpbench", 2)
		return
	}
	n := flag.Int("n", 15, "how often each server is started")
	flag.Parse()
	exit.On(run(*n), "mcpbench", 2)
}

// serveBare serves a tool without a schema of its own, whose result is a short text.
func serveBare() error {
	type input struct {
		Q string `json:"q"`
	}
	server := mcp.NewServer(&mcp.Implementation{Name: "bare", Version: "1"}, nil)
	mcp.AddTool(server, &mcp.Tool{Name: "search"},
		func(_ context.Context, _ *mcp.CallToolRequest, in input) (*mcp.CallToolResult, any, error) {
			return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: in.Q}}}, nil, nil
		})
	return server.Run(context.Background(), &mcp.StdioTransport{})
}

func run(n int) error {
	dir, err := os.MkdirTemp("", "mcpbench")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	full, lean := filepath.Join(dir, "ali1688"), filepath.Join(dir, "lean")
	if err := errors.Join(build(full), build(lean, "-tags", "lean")); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	ours, bare, err := compare(n, []string{full, "mcp"}, []string{self, bareArgument})
	if err != nil {
		return err
	}
	values := map[string]string{"mcp.first": milliseconds(ours), "mcp.bare": milliseconds(bare),
		"mcp.size": megabytes(full), "mcp.lean_size": megabytes(lean)}
	fmt.Println("start to the first result, median:", values["mcp.first"], "bare server:", values["mcp.bare"],
		"size:", values["mcp.size"], "lean:", values["mcp.lean_size"])
	return measured.Keep(values)
}

func build(to string, flags ...string) error {
	args := slices.Concat([]string{"build"}, flags, []string{"-ldflags=-s", "-o", to, "./cmd/ali1688"})
	command := exec.Command("go", args...)
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("build the command: %w\n%s", err, out)
	}
	return nil
}

// compare returns the medians of both commands, which take turns.
func compare(n int, ours, bare []string) (first, other time.Duration, err error) {
	var took [2][]time.Duration
	for range n {
		for i, command := range [][]string{ours, bare} {
			d, err := firstResult(command)
			if err != nil {
				return 0, 0, fmt.Errorf("%s: %w", filepath.Base(command[0]), err)
			}
			took[i] = append(took[i], d)
		}
	}
	return median(took[0]), median(took[1]), nil
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

// session are the messages of a client until its first call.
const session = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",` +
	`"capabilities":{},"clientInfo":{"name":"mcpbench","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"search","arguments":{"q":"女装"}}}
`

// firstResult starts a server, and returns how long the result of its first call took.
func firstResult(command []string) (time.Duration, error) {
	server := exec.Command(command[0], command[1:]...)
	server.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "ALI1688_") })
	in, err := server.StdinPipe()
	if err != nil {
		return 0, err
	}
	out, err := server.StdoutPipe()
	if err != nil {
		return 0, err
	}
	started := time.Now()
	if err := server.Start(); err != nil {
		return 0, err
	}
	defer func() {
		_ = in.Close()
		_ = server.Wait()
	}()
	if _, err := io.WriteString(in, session); err != nil {
		return 0, err
	}
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadString('\n')
		switch {
		case err != nil:
			return 0, err
		case !strings.Contains(line, `"id":2`):
			continue
		case !strings.Contains(line, `"content"`):
			return 0, fmt.Errorf("no result: %.200s", line)
		}
		return time.Since(started), nil
	}
}

func milliseconds(d time.Duration) string { return fmt.Sprint(d.Round(time.Millisecond)) }

func megabytes(file string) string {
	info, err := os.Stat(file)
	if err != nil {
		return "not measured"
	}
	return fmt.Sprintf("%.1f MB", float64(info.Size())/1e6)
}
