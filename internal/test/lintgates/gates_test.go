package lintgates

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// checkout is a copy of the repository.
type checkout struct {
	t   *testing.T
	dir string
}

// newCheckout copies what git has, as it stands on disk.
func newCheckout(t *testing.T) *checkout {
	t.Helper()
	if testing.Short() {
		t.Skip("SKIPPED: -short leaves out what runs the gates in a copy of the repository")
	}
	c := &checkout{t, t.TempDir()}
	list := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	list.Dir = "../../.."
	out, err := list.Output()
	if err != nil {
		t.Skipf("SKIPPED: this is no git checkout: %v", err)
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		content, err := os.ReadFile(filepath.Join("../../..", name))
		if os.IsNotExist(err) {
			continue // deleted and not yet committed
		}
		require.NoError(t, err)
		c.write(name, string(content))
	}
	return c
}

func (c *checkout) write(name, content string) {
	c.t.Helper()
	file := filepath.Join(c.dir, name)
	require.NoError(c.t, os.MkdirAll(filepath.Dir(file), 0o750))
	require.NoError(c.t, os.WriteFile(file, []byte(content), 0o600))
}

func (c *checkout) read(name string) string {
	c.t.Helper()
	content, err := os.ReadFile(filepath.Join(c.dir, name))
	require.NoError(c.t, err)
	return string(content)
}

// run runs a command in the copy, without a network. It returns what the command wrote and the processor time it took.
func (c *checkout) run(args ...string) (string, time.Duration, error) {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = c.dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=readonly -buildvcs=false -trimpath", "GOPROXY=off", "GOWORK=off")
	out, err := cmd.CombinedOutput()
	return string(out), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), err
}

var (
	generateCheck = []string{"go", "run", "./internal/cmd/generate", "-check"}
	documentLint  = []string{"go", "run", "./internal/cmd/lint", "openapi/gateway"}
	translate     = []string{"go", "run", "./internal/cmd/translate"}
)

// faults are those that somebody makes sooner or later, each with the gate of `make lint` that has to find it.
var faults = []struct {
	name     string
	file     string
	old, new string // a part of the file, and what stands there instead
	gate     []string
	want     []string // in what the gate says
}{
	{"a generated file that was edited", "generated/gateway/codes.gen.go", "CodeNotFound", "CodeNothing",
		generateCheck, []string{"generated/gateway/codes.gen.go is stale: run `make generate` and commit it"}},
	{"a document that was not bundled again", "openapi/gateway/paths/item_review.yaml", "List the reviews of an offer",
		"List reviews",
		generateCheck, []string{"openapi/dist/gateway.yaml is stale: run `make generate` and commit it",
			"openapi/dist/gateway.json is stale"}},
	{"a text whose translation is of yesterday", "openapi/gateway/paths/item_review.yaml", "List the reviews of an offer",
		"List reviews",
		translate, []string{"openapi/overlays/zh-CN/gateway/paths/item_review.yaml:",
			"$.paths['/item_review/'].get is stale: its English changed; bring the text up to date, then run `go run " +
				"./internal/cmd/translate -stamp`"}},
	{"an operation without a test", "evidence/fields.tsv", "\nitem_review\t", "\nitem_other\t",
		documentLint, []string{"openapi/gateway/paths/item_review.yaml:",
			"untested: no test knows the response of item_review: list its members in evidence/fields.tsv"}},
	{"a claim without a recording", "openapi/gateway/paths/buyer_order_list.yaml", "level: sibling", "level: recorded",
		documentLint, []string{"openapi/gateway/paths/buyer_order_list.yaml:",
			"recorded: buyer_order_list claims to be recorded, but evidence has no response of it: put one into " +
				"recordings/buyer_order_list/"}},
	{"a rule of the documents that was broken", "openapi/gateway/paths/item_review.yaml",
		"  summary: List the reviews of an offer\n", "",
		documentLint, []string{"openapi/gateway/paths/item_review.yaml:", "summary"}},
}

// TestGates makes every fault, sees the gate find it, and takes it back.
func TestGates(t *testing.T) {
	c := newCheckout(t)
	for _, gate := range [][]string{generateCheck, documentLint, translate} {
		out, _, err := c.run(gate...)
		require.NoError(t, err, "without a fault %v finds nothing:\n%s", gate, out)
	}
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			was := c.read(f.file)
			require.Contains(t, was, f.old)
			c.write(f.file, strings.ReplaceAll(was, f.old, f.new))
			defer c.write(f.file, was)
			out, _, err := c.run(f.gate...)
			require.Error(t, err, "the gate let it through")
			for _, want := range f.want {
				assert.Contains(t, out, want)
			}
		})
	}
}

// TestGenerate makes everything again, twice, without a network and without leave to change go.mod: nothing changes.
func TestGenerate(t *testing.T) {
	c := newCheckout(t)
	before := c.everything()
	c.write("generated/gateway/codes.gen.go", "package gateway\n")
	c.write("openapi/dist/gateway.yaml", "")
	for range 2 {
		start := time.Now()
		out, cpu, err := c.run("go", "run", "./internal/cmd/generate")
		require.NoError(t, err, out)
		t.Logf("made everything in %s, %s of processor time", time.Since(start).Round(10*time.Millisecond),
			cpu.Round(10*time.Millisecond))
		assert.Equal(t, before, c.everything())
	}
}

// everything returns the content of all files that are made.
func (c *checkout) everything() map[string]string {
	c.t.Helper()
	out := map[string]string{}
	for _, pattern := range []string{"generated/*/*", "openapi/dist/*", "zz_*", "*/zz_*", "internal/*/zz_*", "go.mod",
		"go.sum"} {
		files, err := filepath.Glob(filepath.Join(c.dir, pattern))
		require.NoError(c.t, err)
		for _, file := range files {
			name, err := filepath.Rel(c.dir, file)
			require.NoError(c.t, err)
			out[name] = c.read(name)
		}
	}
	return out
}
