package change

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Toolchain is the name of the go command. Tests replace it.
var Toolchain = "go"

// goCommand returns the path of the go command: the one in PATH, or one where Go is usually installed.
func goCommand() (string, error) {
	if path, err := exec.LookPath(Toolchain); err == nil {
		return path, nil
	}
	for _, root := range []string{os.Getenv("GOROOT"), "/usr/local/go", `C:\Program Files\Go`} {
		if path, err := exec.LookPath(filepath.Join(root, "bin", Toolchain)); root != "" && err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("the command %s is neither in PATH nor in $GOROOT/bin nor in /usr/local/go/bin", Toolchain)
}

// exportData returns the files with export data of the packages and of all that they import, by import path.
func exportData(dir string, paths []string) (map[string]string, error) {
	files := map[string]string{}
	if len(paths) == 0 {
		return files, nil
	}
	command, err := goCommand()
	if err != nil {
		return nil, err
	}
	list := exec.Command(command,
		append([]string{"list", "-export", "-deps", "-f", "{{if .Export}}{{.ImportPath}}\t{{.Export}}{{end}}"}, paths...)...)
	list.Dir = dir
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list failed: %s", firstLine(err))
	}
	for line := range strings.Lines(string(out)) {
		if p, file, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			files[p] = file
		}
	}
	return files, nil
}

// firstLine returns the first line that a failed command wrote to its standard error.
func firstLine(err error) string {
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && len(exit.Stderr) > 0 {
		line, _, _ := strings.Cut(strings.TrimSpace(string(exit.Stderr)), "\n")
		return line
	}
	return err.Error()
}
