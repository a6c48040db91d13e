package patch

import (
	"io/fs"
	"strings"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/lists"
	"github.com/go-ali1688/ali1688/internal/translate"
)

// Untranslated is the Chinese of texts that a person must write.
const Untranslated = "待补充"

// golang states the Go type of a component in the overlay of the document, if it has one.
func (p *Patcher) golang(component, goType string) error {
	if p.row.Overlay == "" || goType == "" {
		return nil
	}
	f, err := p.open(p.row.Overlay)
	if err != nil {
		return err
	}
	update := "update: {x-go-type: '" + goType + "'"
	switch {
	case strings.HasPrefix(goType, "loose."):
		update += ", x-go-type-import: {path: github.com/go-ali1688/ali1688/loose}"
	case strings.HasPrefix(goType, "jsontext."):
		update += ", x-go-type-import: {path: github.com/go-json-experiment/json/jsontext}"
	}
	p.changed[f.path] = true
	return f.insert(len(f.lines), 2, []string{"- target: $.components.schemas." + component, "  " + update + "}"})
}

// Translate gives every text that the edits added its place in the overlay with the Chinese texts, for a person to
// write, and moves the texts of schemas that became components.
func (p *Patcher) Translate() error {
	if p.row.Chinese == "" || len(p.changed) == 0 {
		return nil
	}
	bundled, err := p.bundle()
	if err != nil {
		return err
	}
	if err := p.retarget(); err != nil {
		return err
	}
	overlay, err := p.overlay(bundled)
	if err != nil {
		return err
	}
	places, err := document.ParsePositions(bundled.Positions())
	if err != nil {
		return err
	}
	for _, text := range overlay.Missing() {
		source, _, _ := strings.Cut(places.Of(text.Pointer), ":")
		f, err := p.chinese(p.row.Chinese + strings.TrimPrefix(source, p.row.Folder()))
		if err != nil {
			return err
		}
		key := document.LastName(text.Pointer)
		if err := f.insert(len(f.lines), 2, []string{
			"- target: " + text.Target, "  update: {" + key + ": " + Untranslated + "}",
		}); err != nil {
			return err
		}
	}
	return p.stamp(bundled)
}

// bundle bundles the sources as they are now.
func (p *Patcher) bundle() (*bundle.Document, error) {
	tree, err := p.Tree()
	if err != nil {
		return nil, err
	}
	sources, err := fs.Sub(tree, p.row.Folder())
	if err != nil {
		return nil, err
	}
	return bundle.FS(sources, p.row.Folder())
}

func (p *Patcher) overlay(bundled *bundle.Document) (*translate.Overlay, error) {
	english, err := bundled.YAML()
	if err != nil {
		return nil, err
	}
	tree, err := p.Tree()
	if err != nil {
		return nil, err
	}
	return translate.Read(tree, p.row.Chinese, english)
}

// chinese returns a file of the overlay, a new one if need be.
func (p *Patcher) chinese(name string) (*file, error) {
	f, err := p.open(name)
	if err != nil {
		if f, err = parse(name, []byte("actions:\n")); err != nil {
			return nil, err
		}
		p.files[name] = f
	}
	p.changed[name] = true
	return f, nil
}

// retarget moves the Chinese of schemas that became components.
func (p *Patcher) retarget() error {
	for _, moved := range p.moved {
		from, to := jsonPath(moved[0]), jsonPath(moved[1])
		source, _, err := p.source(moved[0])
		if err != nil {
			return err
		}
		f, err := p.chinese(p.row.Chinese + strings.TrimPrefix(source.path, p.row.Folder()))
		if err != nil {
			return err
		}
		for i, line := range f.lines {
			if strings.HasPrefix(line, "  - target: "+from+".") {
				f.lines[i] = strings.Replace(line, from, to, 1)
			}
		}
		if err := f.parse(); err != nil {
			return err
		}
	}
	return nil
}

// jsonPath returns the JSONPath of a schema as an overlay has it.
func jsonPath(pointer string) string {
	return "$" + strings.Join(lists.Map(split(pointer), translate.Step), "")
}

// stamp notes the English that the texts which were added stand for. Others keep their stamps.
func (p *Patcher) stamp(bundled *bundle.Document) error {
	overlay, err := p.overlay(bundled)
	if err != nil {
		return err
	}
	files, err := overlay.Stamp(true)
	if err != nil {
		return err
	}
	for _, file := range files {
		if f := p.files[file.Path]; f != nil && p.changed[file.Path] {
			f.lines = strings.Split(strings.TrimRight(string(file.Content), "\n"), "\n")
		}
	}
	return nil
}
