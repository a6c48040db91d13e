package change

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/codegen"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/translate"
)

// refresh replaces the documents whose sources changed after they were bundled, and notes their folders in Stale.
func (s *Side) refresh(tree fs.FS) error {
	roots, err := fs.Glob(tree, "openapi/*/openapi.yaml")
	if err != nil {
		return err
	}
	for _, root := range roots {
		if err := s.refreshDocument(tree, path.Dir(root)); err != nil {
			return err
		}
	}
	return nil
}

func (s *Side) refreshDocument(tree fs.FS, folder string) error {
	sources, err := fs.Sub(tree, folder)
	if err != nil {
		return err
	}
	bundled, err := bundle.FS(sources, folder)
	if err != nil {
		return err
	}
	data, err := bundled.JSON()
	if err != nil {
		return err
	}
	name := path.Base(folder)
	doc := new(Document)
	if doc.Root, err = parseJSON(data); err != nil {
		return fmt.Errorf("%s: %w", folder, err)
	}
	if doc.Chinese, err = translated(tree, name, bundled); err != nil {
		return fmt.Errorf("%s: %w", folder, err)
	}
	committed, err := fs.ReadFile(tree, path.Join(distFolder, name+".json"))
	if err == nil && bytes.Equal(committed, data) && (doc.Chinese == nil || same(doc.Chinese, s.Documents[name].Chinese)) {
		return nil
	}
	s.Documents[name] = doc
	s.Stale = append(s.Stale, folder)
	return s.refreshGo(tree, name, bundled)
}

// refreshGo replaces the generated files of a document by those of its edited sources. A tree without the settings of
// the generator keeps its own.
func (s *Side) refreshGo(tree fs.FS, name string, bundled *bundle.Document) error {
	row := documents.Find(name)
	if row == nil || !isFile(tree, row.Config) {
		return nil
	}
	source := codegen.Source{Row: row, Tree: tree}
	var err error
	if source.YAML, err = bundled.YAML(); err != nil {
		return err
	}
	if source.JSON, err = bundled.JSON(); err != nil {
		return err
	}
	files, err := source.Files()
	if err != nil {
		return fmt.Errorf("the Go of %s: %w", row.Folder(), err)
	}
	for file, content := range files {
		if p := s.Packages[path.Join(modulePath, path.Dir(file))]; p != nil {
			p[file] = content
		}
	}
	return nil
}

func isFile(tree fs.FS, name string) bool {
	info, err := fs.Stat(tree, name)
	return err == nil && info.Mode().IsRegular()
}

// translated returns the document in Chinese, or nil if no overlay is known for it.
func translated(tree fs.FS, name string, bundled *bundle.Document) (object, error) {
	row := documents.Find(name)
	if row == nil || row.Chinese == "" {
		return nil, nil
	}
	english, err := bundled.YAML()
	if err != nil {
		return nil, err
	}
	texts, err := translate.Read(tree, row.Chinese, english)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("%s: %w", row.Chinese, err)
	}
	chinese, err := texts.Apply()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", row.Chinese, err)
	}
	return parseYAML(chinese)
}
