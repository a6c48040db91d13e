package bundle

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

const rootName = "openapi.yaml"

// kinds are the kinds of components, in the order in which the document lists them.
var kinds = []string{
	"schemas", "responses", "parameters", "examples", "requestBodies",
	"headers", "securitySchemes", "links", "callbacks",
}

// file is one parsed source file.
type file struct {
	base string
	name string // relative to the folder, with forward slashes
	kind string // kind of the components in it, empty for the root and for path items
	node *yaml.Node
}

// at names a line of the file as people and editors read it.
func (f *file) at(line int) string {
	return fmt.Sprintf("%s:%d", f.path(), line)
}

func (f *file) path() string { return path.Join(f.base, f.name) }

// source is a folder on its way to becoming a document.
type source struct {
	root       *file
	files      map[string]*file
	sorted     []*file // all but the root
	components map[string]map[string]component
	origin     map[*yaml.Node]*file
	faults     []error
}

// refuse notes a fault. Work goes on, so that one run reports all of them.
func (s *source) refuse(f *file, line int, format string, args ...any) {
	s.faults = append(s.faults, fmt.Errorf("%s: %s", f.at(line), fmt.Sprintf(format, args...)))
}

func (s *source) err() error { return errors.Join(s.faults...) }

// load reads and vets every YAML file of the folder. Files that are not YAML are
// left alone. It reports the faults inside the files, before any between them.
func load(fsys fs.FS, base string) (*source, error) {
	s := &source{files: map[string]*file{}, origin: map[*yaml.Node]*file{}}
	if _, err := fs.Stat(fsys, rootName); err != nil {
		return nil, fmt.Errorf("%s: %w", base, err)
	}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !isYAML(name) {
			return err
		}
		return s.read(fsys, &file{base: base, name: name, kind: kindOf(name)})
	})
	return s, errors.Join(err, s.err())
}

func isYAML(name string) bool {
	return slices.Contains([]string{".yaml", ".yml"}, path.Ext(name))
}

// isItem reports whether a file is a path item, of a path or of a message.
func isItem(name string) bool {
	return strings.HasPrefix(name, "paths/") || strings.HasPrefix(name, "webhooks/")
}

// kindOf tells the kind of components from where a file lies.
func kindOf(name string) string {
	first, _, _ := strings.Cut(strings.TrimSuffix(name, ".yaml"), "/")
	if slices.Contains(kinds, first) {
		return first
	}
	return ""
}

func (s *source) read(fsys fs.FS, f *file) error {
	if f.kind == "" && f.name != rootName && !isItem(f.name) || path.Ext(f.name) == ".yml" {
		s.refuse(f, 1, "no place for this file: path items lie in paths/*.yaml, messages in webhooks/*.yaml, components in "+
			"<kind>.yaml or <kind>/*.yaml (%s)", strings.Join(kinds, ", "))
		return nil
	}
	data, err := fs.ReadFile(fsys, f.name)
	if err != nil {
		return err
	}
	if f.node, err = parse(data); err != nil {
		s.faults = append(s.faults, fmt.Errorf("%s: %w", f.path(), err))
		return nil
	}
	s.add(f)
	return nil
}

func (s *source) add(f *file) {
	s.files[f.name] = f
	if f.name == rootName {
		s.root = f
	} else {
		s.sorted = append(s.sorted, f)
	}
	s.vet(f, f.node)
}

// parse reads the one mapping that a file consists of.
func parse(data []byte) (*yaml.Node, error) {
	dec := yaml.NewDecoder(strings.NewReader(string(data)))
	var doc yaml.Node
	if err := dec.Decode(&doc); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if doc.Kind == 0 || doc.Content[0].Kind != yaml.MappingNode || len(doc.Content[0].Content) == 0 {
		return nil, errors.New("the file must hold a mapping with at least one key")
	}
	if err := dec.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, errors.New("the file must hold one YAML document")
	}
	return keepComments(&doc), nil
}

// keepComments moves the comments of a whole file to its first and last key, since
// the file itself does not survive.
func keepComments(doc *yaml.Node) *yaml.Node {
	m := doc.Content[0]
	first, last := m.Content[0], m.Content[len(m.Content)-2]
	first.HeadComment = joinComments(doc.HeadComment, m.HeadComment, first.HeadComment)
	last.FootComment = joinComments(last.FootComment, m.FootComment, doc.FootComment)
	m.HeadComment, m.FootComment = "", ""
	return m
}

func joinComments(comments ...string) string {
	full := slices.DeleteFunc(comments, func(c string) bool { return c == "" })
	return strings.Join(full, "\n\n")
}
