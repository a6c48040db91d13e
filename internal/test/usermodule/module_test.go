package usermodule

import (
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// module is a module outside the repository that requires ours, from this checkout.
type module struct {
	t       *testing.T
	dir     string
	flags   string // of the go command, in place of -mod=mod
	offline bool
}

const ours = "github.com/go-ali1688/ali1688"

// newModule makes one. It takes the versions of ours, so that nothing has to be looked up.
func newModule(t *testing.T) *module {
	t.Helper()
	if testing.Short() {
		t.Skip("SKIPPED: -short leaves out what builds whole programs")
	}
	m := &module{t: t, dir: t.TempDir()}
	root, err := filepath.Abs("../../..")
	require.NoError(t, err)
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	require.NoError(t, err)
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	require.NoError(t, err)
	text := regexp.MustCompile(`(?m)^(module|tool) .*\n`).ReplaceAllString(string(mod), "")
	text = strings.ReplaceAll(text, "// indirect", "")
	m.write("go.mod", "module example.org/shop\n\n"+text+"\nrequire "+ours+" v0.0.0\n\nreplace "+ours+" => "+root+"\n")
	m.write("go.sum", string(sum))
	return m
}

func (m *module) write(name, content string) {
	m.t.Helper()
	file := filepath.Join(m.dir, name)
	require.NoError(m.t, os.MkdirAll(filepath.Dir(file), 0o750))
	require.NoError(m.t, os.WriteFile(file, []byte(content), 0o600))
}

// run runs a program in the module and returns what it wrote.
func (m *module) run(program string, args ...string) string {
	m.t.Helper()
	out, err := m.try(program, args...)
	require.NoError(m.t, err, "%s %s: %s", program, strings.Join(args, " "), out)
	return out
}

func (m *module) try(program string, args ...string) (string, error) {
	cmd := exec.Command(program, args...)
	cmd.Dir = m.dir
	cmd.Env = append(os.Environ(), "GOFLAGS="+cmp.Or(m.flags, "-mod=mod")+" -buildvcs=false", "GOWORK=off")
	if m.offline {
		cmd.Env = append(cmd.Env, "GOPROXY=off")
	}
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// command builds ali1688 and says where it is.
func (m *module) command() string {
	m.t.Helper()
	binary := filepath.Join(m.dir, "bin", "ali1688")
	m.run("go", "build", "-o", binary, ours+"/cmd/ali1688")
	return binary
}
