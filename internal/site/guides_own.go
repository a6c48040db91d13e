package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ownGuides returns the folder with the user's guides in the language of the edition: a folder with the name of the
// language if there is one, and otherwise the whole folder, for all languages.
func (e *edition) ownGuides() fs.FS {
	if _, err := os.Stat(filepath.Join(e.Guides, e.lang)); err == nil {
		return os.DirFS(filepath.Join(e.Guides, e.lang))
	}
	return os.DirFS(e.Guides)
}

// readOwnGuides reads the user's guides, by name. They are Markdown as it stands, and no template.
func (e *edition) readOwnGuides() error {
	if e.Guides == "" {
		return nil
	}
	names, err := fs.Glob(e.ownGuides(), "*.md")
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return fmt.Errorf("--guides: %s has no Markdown (*.md)", e.Guides)
	}
	for _, name := range names {
		g, err := e.readOwnGuide(name)
		if err != nil {
			return err
		}
		e.ownGuide = append(e.ownGuide, g)
	}
	return nil
}

func (e *edition) readOwnGuide(name string) (*guide, error) {
	base := strings.TrimSuffix(name, ".md")
	source, err := fs.ReadFile(e.ownGuides(), name)
	if err != nil {
		return nil, err
	}
	read, err := e.markdown(source, base+".html")
	if err != nil {
		return nil, err
	}
	if read.Title == "" {
		return nil, fmt.Errorf("--guides: %s has no title: begin it with `# Title`", filepath.Join(e.Guides, name))
	}
	return &guide{read, base + ".html"}, nil
}

// writeOwnGuides writes the user's guides with their Markdown, and copies pictures and other files beside them.
func (e *edition) writeOwnGuides() error {
	for _, g := range e.ownGuide {
		if slices.Contains(e.paths, g.Path) {
			return fmt.Errorf("--guides: %s has the name of a page of ours; rename it", markdownPath(g.Path))
		}
		if err := e.render("guide.html", g.page(map[string]any{"HTML": g.HTML})); err != nil {
			return err
		}
		for _, s := range g.Sections {
			e.index.add(entry{g.Title, s.Title, anchored(g.Path, s.ID)}, s.Title+" "+s.Title+" "+s.Text)
		}
	}
	if e.Guides == "" {
		return nil
	}
	from := e.ownGuides()
	return fs.WalkDir(from, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && slices.Contains(languages, name) {
			return fs.SkipDir // the guides of the other language
		}
		if !entry.Type().IsRegular() || strings.HasPrefix(entry.Name(), ".") {
			return nil
		}
		content, err := fs.ReadFile(from, name)
		return errors.Join(err, e.copyOwn(name, content))
	})
}

// copyOwn writes a file of the user's, unless it is where a page of ours is.
func (e *edition) copyOwn(name string, content []byte) error {
	if e.volume(strings.Split(name, "/")[0]) != nil || filepath.Ext(name) == ".html" {
		return fmt.Errorf("--guides: %s would lie where pages of ours do; rename it", filepath.Join(e.Guides, name))
	}
	return e.write(e.lang+"/"+name, content)
}
