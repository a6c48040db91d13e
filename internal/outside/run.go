package outside

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/go-ali1688/ali1688/internal/measured"
	"github.com/go-ali1688/ali1688/openapi"
	_ "github.com/go-ali1688/ali1688/openapi/legacy" // a document more
)

// run is one run of the programs, on a mock of its own.
type run struct {
	tmp, root string
	mock      string // the address, without the path
}

// Run runs the programs that are named, or all, on the documents that are named, or all. It keeps the results as
// measured values and returns an error that lists what nothing explains.
func Run(root string, only, on []string) error {
	tmp, err := os.MkdirTemp("", "outside")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(tmp) }()
	r := &run{tmp: tmp, root: root}
	stop, err := r.startMock()
	if err != nil {
		return err
	}
	defer stop()
	var unexplained []string
	for i := range tools {
		if t := &tools[i]; len(only) == 0 || slices.Contains(only, t.name) {
			found, err := r.tool(t, on)
			if err != nil {
				return fmt.Errorf("%s: %w", t.title, err)
			}
			unexplained = append(unexplained, found...)
		}
	}
	if err := keepTable(); err != nil {
		return err
	}
	if len(unexplained) > 0 {
		return fmt.Errorf("%d errors that nothing explains:\n%s", len(unexplained), strings.Join(unexplained, "\n"))
	}
	return nil
}

// keepTable makes the table of what is measured, of earlier runs, too.
func keepTable() error {
	values, err := measured.Load(os.Getenv(measured.Env))
	if err != nil {
		return err
	}
	return measured.Keep(Tables(values))
}

// tool runs a program on the documents and returns what nothing explains.
func (r *run) tool(t *tool, on []string) ([]string, error) {
	values := map[string]string{}
	var reasons, unexplained []string
	for _, d := range openapi.Documents() {
		if len(on) > 0 && !slices.Contains(on, d.Name) || t.only != "" && t.only != d.Name {
			continue
		}
		started := time.Now()
		found, err := t.check(r, d)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.Name, err)
		}
		cell, why, rest := found.cell(t.name)
		values[t.key(d.Name)] = cell
		reasons = append(reasons, why...)
		for _, p := range rest {
			unexplained = append(unexplained, t.title+" "+d.Name+": "+p)
		}
		fmt.Printf("%-20s %-14s %-24s %s\n", t.title, d.Name, cell, time.Since(started).Round(time.Second))
	}
	slices.Sort(reasons)
	if reasons = slices.Compact(reasons); len(on) == 0 || len(reasons) > 0 {
		values["outside."+t.name+".why"] = strings.Join(reasons, "; ")
	}
	return unexplained, measured.Keep(values)
}

// startMock builds the command and starts the mock, which verifies signatures.
func (r *run) startMock() (stop func(), err error) {
	program := filepath.Join(r.tmp, "ali1688")
	if _, err := r.command("go", "build", "-trimpath", "-o", program, "./cmd/ali1688"); err != nil {
		return nil, err
	}
	cmd := exec.Command(program, "mock", "--listen", "127.0.0.1:0", "--app", "1000000:SECRET")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		return nil, fmt.Errorf("the mock did not start: %w", cmd.Wait())
	}
	r.mock = strings.TrimPrefix(lines.Text(), "listening on ")
	return func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }, nil
}

// address returns the address in front of the paths of a document.
func (r *run) address(document string) string { return r.mock + base(document) }

func base(document string) string {
	if document == "gateway" {
		return "/1688"
	}
	return "/openapi"
}

// command runs a program in the root. The error has its output.
func (r *run) command(name string, args ...string) (string, error) {
	return r.in(r.root, name, args...)
}

func (r *run) in(dir, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		return string(out), fmt.Errorf("%s: %w: %s", name, err, last(string(out)))
	}
	return string(out), nil
}

// last returns the end of an output.
func last(out string) string {
	if len(out) > 2000 {
		return out[len(out)-2000:]
	}
	return out
}

// path returns a path of this run's folder.
func (r *run) path(elem ...string) string { return filepath.Join(append([]string{r.tmp}, elem...)...) }

// foreign returns a file of the folder with the scripts, or of its node_modules.
func (r *run) foreign(elem ...string) string {
	return filepath.Join(append([]string{r.root, "internal", "foreigntools"}, elem...)...)
}

// bundle returns the path of a document in JSON or YAML.
func (r *run) bundle(name, format string) string {
	return filepath.Join(r.root, "openapi", "dist", name+"."+format)
}

// sent reads the output of a program that sends: a line each for an operation and its error.
func sent(out string, err error) (result, error) {
	var found result
	if err != nil {
		return found, err
	}
	for line := range strings.Lines(out) {
		var row struct{ Operation, Error string }
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			return found, fmt.Errorf("%w in %q", err, line)
		}
		found.sent++
		if row.Error != "" {
			found.problems = append(found.problems, row.Operation+": "+row.Error)
		}
	}
	return found, nil
}

// freePort returns a port that nobody listens on.
func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer func() { _ = l.Close() }()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}
