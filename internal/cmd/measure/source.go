package main

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"strings"
)

// workingTree returns the text of every Go file that git tracks, by path from the root of the repository.
func workingTree() (map[string][]byte, error) {
	names, err := exec.Command("git", "ls-files", "*.go").Output()
	if err != nil {
		return nil, fmt.Errorf("git ls-files: %w", err)
	}
	files := map[string][]byte{}
	for name := range strings.Lines(string(names)) {
		name = strings.TrimSuffix(name, "\n")
		text, err := os.ReadFile(name)
		switch {
		case errors.Is(err, fs.ErrNotExist): // deleted and not committed
			continue
		case err != nil:
			return nil, err
		}
		files[name] = text
	}
	return files, nil
}

// committed returns the same of a revision.
func committed(revision string) (map[string][]byte, error) {
	archive, err := exec.Command("git", "archive", "--format=tar", revision).Output()
	if err != nil {
		return nil, fmt.Errorf("git archive %s: %w", revision, err)
	}
	files := map[string][]byte{}
	for reader := tar.NewReader(bytes.NewReader(archive)); ; {
		header, err := reader.Next()
		switch {
		case errors.Is(err, io.EOF):
			return files, nil
		case err != nil:
			return nil, err
		case !strings.HasSuffix(header.Name, ".go"):
			continue
		}
		if files[header.Name], err = io.ReadAll(reader); err != nil {
			return nil, err
		}
	}
}
