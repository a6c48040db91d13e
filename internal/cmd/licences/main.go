// Command licences writes the licences of what is linked into the command ali1688 into a file, as the archives and the
// image of a release carry it: licences FILE [TAGS].
package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/cmd/exit"
)

func main() {
	if len(os.Args) < 2 || len(os.Args) > 3 {
		fmt.Fprintln(os.Stderr, "usage: licences FILE [TAGS]")
		os.Exit(2)
	}
	exit.On(run(".", os.Args[1], strings.Join(os.Args[2:], "")), "licences", 1)
}

// run writes the licences of the modules that the command of the repository in root links, built with the tags.
func run(root, file, tags string) error {
	modules, err := linked(root, tags)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	for _, m := range modules {
		if err := m.write(&out); err != nil {
			return err
		}
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}

// module is a module that is linked, or Go itself.
type module struct{ name, dir string }

// linked returns Go itself and the modules of the command but for the module of the command, by name.
func linked(root, tags string) ([]module, error) {
	const format = "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}"
	list := exec.Command("go", "list", "-deps", "-tags", tags, "-f", format, "./cmd/ali1688") //nolint:gosec // our tags
	list.Dir, list.Stderr = root, os.Stderr
	list.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	modules := []module{{"Go " + strings.TrimPrefix(runtime.Version(), "go"), strings.TrimSpace(string(goroot))}}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	slices.Sort(lines)
	for _, line := range slices.Compact(lines) {
		if name, dir, ok := strings.Cut(line, "\t"); ok {
			modules = append(modules, module{name, dir})
		}
	}
	return modules, nil
}

// legal are the names of files with the terms of a module.
var legal = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)([.-].*)?$`)

// write appends the name of the module and the texts of its licence, of which there must be one.
func (m module) write(out *bytes.Buffer) error {
	entries, err := os.ReadDir(m.dir)
	if err != nil {
		return fmt.Errorf("%s: %w", m.name, err)
	}
	fmt.Fprintf(out, "%s\n%s\n%s\n\n", strings.Repeat("=", 80), m.name, strings.Repeat("=", 80))
	found := false
	for _, entry := range entries {
		if entry.IsDir() || !legal.MatchString(entry.Name()) || strings.HasSuffix(entry.Name(), ".go") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(m.dir, entry.Name()))
		if err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		found = true
		out.Write(append(bytes.TrimSpace(text), "\n\n"...))
	}
	if !found {
		return fmt.Errorf("%s has no licence in %s", m.name, m.dir)
	}
	return nil
}
