package patch

import (
	"io/fs"
	"os"
	"path/filepath"

	"github.com/go-ali1688/ali1688/internal/filetree"
)

// copySources copies the sources of all documents and the overlays into a new folder, where they are edited.
func copySources(tree fs.FS, folders ...string) (dir string, err error) {
	if dir, err = os.MkdirTemp("", "ali1688-drift-"); err != nil {
		return "", err
	}
	for _, folder := range folders {
		sources, err := fs.Sub(tree, folder)
		if err != nil {
			return dir, err
		}
		if err := os.CopyFS(filepath.Join(dir, filepath.FromSlash(folder)), sources); err != nil {
			return dir, err
		}
	}
	return dir, nil
}

// Close removes the copy of the sources.
func (p *Patcher) Close() error { return os.RemoveAll(p.dir) }

// Tree writes the edits and returns the root of a copy of the repository that has the sources of the documents.
func (p *Patcher) Tree() (fs.FS, error) {
	for name, content := range p.Files() {
		if err := filetree.Write(filepath.Join(p.dir, name), content); err != nil {
			return nil, err
		}
	}
	return os.DirFS(p.dir), nil
}
