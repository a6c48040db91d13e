package translate

import (
	"io/fs"
	"path"
	"slices"
)

// File is a file of an overlay. Its path is relative to the root of the repository.
type File struct {
	Path    string
	Content []byte
}

// Files reads the files of an overlay below a folder of a tree. The first is openapi.yaml, which has the head.
func Files(tree fs.FS, folder string) ([]File, error) {
	head := path.Join(folder, "openapi.yaml")
	names := []string{head}
	err := fs.WalkDir(tree, folder, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && path.Ext(name) == ".yaml" && name != head {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(names[1:])
	out := make([]File, len(names))
	for i, name := range names {
		out[i].Path = name
		if out[i].Content, err = fs.ReadFile(tree, name); err != nil {
			return nil, err
		}
	}
	return out, nil
}
