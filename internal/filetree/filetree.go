// Package filetree writes the files of generated folders.
package filetree

import (
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
