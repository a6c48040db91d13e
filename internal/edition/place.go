package edition

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/go-ali1688/ali1688/internal/filetree"
)

// OurModule finds the folder of our module, as the module in the current folder has it.
func OurModule() (string, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", ourModule).Output()
	dir := strings.TrimSpace(string(out))
	if err != nil || dir == "" {
		return "", errors.New(
			"the sources of ali1688 were not found: run this in its checkout or in a Go module that requires " + ourModule)
	}
	return dir, nil
}

// ImportPath says under which path Go imports a folder: its place in the module that it lies in.
func ImportPath(folder string) (string, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	for dir := folder; ; dir = filepath.Dir(dir) {
		data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil {
			below, err := filepath.Rel(dir, folder)
			return path.Join(modfile.ModulePath(data), filepath.ToSlash(below)), err
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("%s lies in no Go module: run `go mod init` above it first", folder)
		}
	}
}

// Write writes the files of an edition into a folder. Files that are there and are not made by this are never touched.
func (r *Result) Write(folder string) error {
	for name, content := range r.Files {
		if err := filetree.Write(filepath.Join(folder, name), content); err != nil {
			return err
		}
	}
	return nil
}
