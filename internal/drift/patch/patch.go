// Package patch changes the YAML sources of a document so that they state what recorded responses show. It edits lines
// and leaves comments, order and style alone; it allows what was seen and no more.
package patch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/bundle"
	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/documents"
	"github.com/go-ali1688/ali1688/internal/drift"
)

// Decision is a change that a person must make: no edit follows from what was seen.
type Decision struct{ What string }

// Error returns what to decide.
func (d *Decision) Error() string { return d.What }

func decide(format string, args ...any) error { return &Decision{fmt.Sprintf(format, args...)} }

// Patcher edits the sources of one document.
type Patcher struct {
	row       *documents.Row
	dir       string // the copy of the sources
	doc       *document.Document
	text      []byte // the bundle
	json      any    // the same, decoded
	positions document.Positions
	files     map[string]*file // that were read, by path
	changed   map[string]bool
	moved     [][2]string // pointers of schemas that became components, before and after
	month     string      // in which the responses were received, YYYY-MM or unknown
}

// New copies the sources of a document, whose repository has the tree. Whoever calls it closes the patcher.
func New(tree fs.FS, row *documents.Row) (*Patcher, error) {
	dir, err := copySources(tree, row.Folder(), "openapi/overlays")
	p := &Patcher{row: row, dir: dir, files: map[string]*file{}, changed: map[string]bool{}}
	if err == nil {
		err = p.Bundle()
	}
	if err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

// Bundle bundles the sources as they are now. Changes that are applied later must have been found with this bundle.
func (p *Patcher) Bundle() error {
	bundled, err := p.bundle()
	if err != nil {
		return err
	}
	return p.read(bundled)
}

func (p *Patcher) read(bundled *bundle.Document) error {
	text, positions, err := bundled.Located()
	if err != nil {
		return err
	}
	p.text, p.json = text, nil
	if p.positions, err = document.ParsePositions(positions); err != nil {
		return err
	}
	if p.doc, err = document.Parse(text); err != nil {
		return err
	}
	return json.Unmarshal(text, &p.json)
}

// Apply edits the sources for one change. The error is a *[Decision] where nothing was edited because a person must
// decide.
func (p *Patcher) Apply(c *drift.Change) error {
	p.month = "unknown"
	if !c.Last.IsZero() {
		p.month = c.Last.Format("2006-01")
	}
	switch c.Rule {
	case "undocumented", "additional":
		return p.addMember(c)
	case "type":
		return p.widen(c)
	case "enum":
		return p.addValues(c)
	case "required":
		return p.makeOptional(c)
	case "pattern":
		return p.forgetPattern(c)
	case "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties":
		return p.moveLimit(c)
	}
	return decide("%s: no edit of the document follows from it", c.Rule)
}

// Files returns the edited files by their paths from the root of the repository.
func (p *Patcher) Files() map[string][]byte {
	out := map[string][]byte{}
	for name := range p.changed {
		out[name] = p.files[name].content()
	}
	return out
}

// open returns a source, which it reads on first use.
func (p *Patcher) open(name string) (*file, error) {
	if f := p.files[name]; f != nil {
		return f, nil
	}
	content, err := os.ReadFile(filepath.Join(p.dir, filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	f, err := parse(name, content)
	if err != nil {
		return nil, err
	}
	p.files[name] = f
	return f, nil
}

// source returns the file that a part of the document is in, and the names that lead to the part in the file.
func (p *Patcher) source(pointer string) (*file, []string, error) {
	names := split(pointer)
	if len(names) < 3 {
		return nil, nil, decide("%s is no part of a schema", pointer)
	}
	place := p.positions.Of(document.Pointer(names[:3]...))
	name, _, _ := strings.Cut(place, ":")
	f, err := p.open(name)
	if err != nil {
		return nil, nil, err
	}
	if path.Base(name) == "openapi.yaml" {
		return f, names, nil
	}
	return f, names[2:], nil
}

// edit returns the entry of a part of the document and its file, which counts as changed from now on.
func (p *Patcher) edit(pointer string) (*file, entry, error) {
	f, names, err := p.source(pointer)
	if err != nil {
		return nil, entry{}, err
	}
	e, ok := f.at(names)
	if !ok {
		return nil, entry{}, decide("%s is not in %s", pointer, f.path)
	}
	p.changed[f.path] = true
	return f, e, nil
}

func split(pointer string) []string { return slices.Collect(jsontext.Pointer(pointer).Tokens()) }

// schema returns the schema at a pointer of the bundle, or nil.
func (p *Patcher) schema(pointer string) *document.Schema {
	text, err := json.Marshal(document.At(p.json, pointer))
	s := new(document.Schema)
	if err != nil || json.Unmarshal(text, s) != nil {
		return nil
	}
	return s
}

// parent returns the pointer of the schema that a property belongs to, and the name of the property.
func parent(pointer string) (of, name string, ok bool) {
	names := split(pointer)
	at := len(names) - 2
	if at < 0 || names[at] != "properties" {
		return "", "", false
	}
	return document.Pointer(names[:at]...), names[at+1], true
}

// owner returns the component that a pointer is in and the members on the way, as one name for a new component.
func owner(pointer string) string {
	names := split(pointer)
	out := names[min(2, len(names)-1)]
	for i := 3; i < len(names); i++ {
		switch {
		case names[i-1] == "properties":
			out += capital(names[i])
		case names[i] == "items" && names[i-1] != "additionalProperties":
			out += "Element"
		}
	}
	return out
}

func capital(name string) string {
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return !isLetter(r) }) {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	if b.Len() == 0 {
		return "Member"
	}
	return b.String()
}

func isLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

// free returns a name that no component has.
func (p *Patcher) free(name string) string {
	for i := 2; p.doc.Schema(name) != nil || slices.Contains(p.added(), name); i++ {
		name = fmt.Sprintf("%s%d", strings.TrimRight(name, "0123456789"), i)
	}
	return name
}

// added returns the names of components that were written since the document was bundled.
func (p *Patcher) added() []string {
	var out []string
	for name := range p.changed {
		for i := 0; i < len(p.files[name].root.Content[0].Content); i += 2 {
			out = append(out, p.files[name].root.Content[0].Content[i].Value)
		}
	}
	return out
}
