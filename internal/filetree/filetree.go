// Package filetree writes the files of generated folders, and replaces a file in one step.
package filetree

import (
	"errors"
	"os"
	"path/filepath"
)

// Write writes a file, and makes the folders that it is in. The path may have slashes on every system.
func Write(path string, content []byte) error {
	path = filepath.FromSlash(path)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o644)
}

// Replace replaces a file in one step, so that nobody reads half of it. The content is first in a file beside it, which
// has the mode 0600 and a name by the pattern, as [os.CreateTemp] makes it. Before that file is closed finish syncs it
// or changes its mode.
func Replace(path, pattern string, content []byte, finish func(*os.File) error) error {
	next, err := os.CreateTemp(filepath.Dir(path), pattern)
	if err != nil {
		return err
	}
	_, err = next.Write(content)
	if err = errors.Join(err, finish(next), next.Close()); err == nil {
		err = os.Rename(next.Name(), path)
	}
	if err != nil {
		err = errors.Join(err, os.Remove(next.Name()))
	}
	return err
}
