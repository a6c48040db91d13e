package change

import (
	"cmp"
	"encoding/json"
	"fmt"
	"go/types"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/exp/apidiff"

	"github.com/go-ali1688/ali1688/internal/codegen"
	"github.com/go-ali1688/ali1688/internal/codegen/oapi"
	"github.com/go-ali1688/ali1688/internal/documents"
)

// addGo fills the Go column: it compares the packages of both sides and gives every change to the edit that causes it.
func (r *Report) addGo(old, new *Side) error {
	before, err := old.packages()
	if err != nil {
		return fmt.Errorf("the Go of %s: %w", old.Name, err)
	}
	after, err := new.packages()
	if err != nil {
		return fmt.Errorf("the Go of %s: %w", new.Name, err)
	}
	imports := newImports(cmp.Or(new.folder, old.folder), before, after)
	a, err := imports.check(before)
	if err != nil {
		return fmt.Errorf("the Go of %s: %w", old.Name, err)
	}
	b, err := imports.check(after)
	if err != nil {
		return fmt.Errorf("the Go of %s: %w", new.Name, err)
	}
	r.GoNote = imports.note
	for _, p := range slices.Sorted(maps.Keys(both(a, b))) {
		r.give(documentOf(p), goChanges(p, a[p], b[p]), unused(new.Documents[documentOf(p)]))
	}
	return nil
}

// documentOf returns the name of the document that a package is made from.
func documentOf(importPath string) string {
	for i := range documents.Rows {
		row := &documents.Rows[i]
		if path.Join(modulePath, row.Root) == importPath || path.Join(modulePath, row.Generated()) == importPath {
			return row.Name
		}
	}
	return path.Base(importPath)
}

func goChanges(name string, old, new *types.Package) []apidiff.Change {
	switch {
	case old == nil:
		return []apidiff.Change{{Message: "package " + name + ": added", Compatible: true}}
	case new == nil:
		return []apidiff.Change{{Message: "package " + name + ": removed"}}
	}
	// The value of a constant of another package is unknown without the toolchain.
	return slices.DeleteFunc(apidiff.Changes(old, new).Changes, func(c apidiff.Change) bool {
		return strings.HasSuffix(c.Message, "value changed from unknown to unknown")
	})
}

// packages returns the Go packages of the side, generated now where the side is a bare document.
func (s *Side) packages() (map[string]map[string][]byte, error) {
	if s.Packages != nil {
		return s.Packages, nil
	}
	out := map[string]map[string][]byte{}
	for name, d := range s.Documents {
		source, err := generate(name, d.Root)
		if err != nil {
			return nil, err
		}
		out[path.Join(modulePath, typesFolder(name))] = map[string][]byte{name + ".gen.go": source}
	}
	s.Packages = out
	return out, nil
}

// generate returns the Go of a document as `make generate` makes it. An overlay may have actions for other documents.
func generate(name string, document object) ([]byte, error) {
	data, err := json.Marshal(document)
	if err != nil {
		return nil, err
	}
	source := codegen.Source{Row: rowOf(name, document), Tree: codegen.Embedded, YAML: data, JSON: data}
	return source.Generate(oapi.Types, true)
}

// rowOf returns the row of a document by its name, or by the form of its paths.
func rowOf(name string, document object) *documents.Row {
	if row := documents.Find(name); row != nil {
		return row
	}
	for path := range child(document, "paths") {
		if row := documents.WithPath(path); row != nil {
			return row
		}
	}
	return &documents.Rows[0]
}

// give gives every change of the Go to the edit that causes it, and to a new one where none does.
func (r *Report) give(document string, changes []apidiff.Change, unused map[string]bool) {
	g := newGiver(r, document, unused)
	for _, c := range changes {
		if !strings.HasPrefix(c.Message, "package ") {
			g.learn(c)
		}
	}
	for _, c := range changes {
		e := g.causeOf(c)
		if e == nil {
			e = g.unexplained(c)
		}
		e.GoChanges = append(e.GoChanges, c.Message)
		e.Go = max(e.Go, goLevel(c))
	}
}

// grows matches the methods of the client. A new one is a new operation, and so a method more of the interfaces of
// the server stubs: news for their implementers, and for nobody else.
var grows = regexp.MustCompile(`^\(\*ClientWithResponses\)\.\w+: added`)

func goLevel(c apidiff.Change) Level {
	switch {
	case grows.MatchString(c.Message):
		return Warns
	case c.Compatible:
		return Adds
	}
	return Breaks
}

// unused returns the schemas of a document that no operation reaches: no Go is made of them.
func unused(d *Document) map[string]bool {
	out := map[string]bool{}
	if d == nil {
		return out
	}
	used := usageOf(d.Root)
	for name := range child(child(d.Root, "components"), "schemas") {
		if _, ok := used["schemas/"+name]; !ok {
			out[name] = true
		}
	}
	return out
}
