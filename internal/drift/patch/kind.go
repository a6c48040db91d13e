package patch

import (
	"cmp"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/drift"
	"github.com/go-ali1688/ali1688/internal/drift/shape"
	"github.com/go-ali1688/ali1688/internal/lint"
)

// widen lets a place have the kinds that were seen, beside those that it has.
func (p *Patcher) widen(c *drift.Change) error {
	s := p.schema(c.Place)
	f, e, err := p.edit(c.Place)
	if err != nil {
		return err
	}
	if s == nil || strings.Contains(c.Place, "/content/") {
		return decide("%s: the response as a whole is %s, and %s was wanted: describe the new shape by hand", c.Place,
			c.Shape.Kinds, c.Want)
	}
	if values, err := p.values(); err == nil && values == f {
		return decide("%s: many members have this component: give the one at %s a component of its own", c.Place,
			c.Examples[0])
	}
	have := kinds(p.doc, s)
	want := known(have | c.Shape.Kinds)
	if len(s.Enum) > 0 || len(s.KnownValues) > 0 {
		return decide("%s: a value of another kind beside an enumeration: %s", c.Place, c.Shape.Kinds)
	}
	var component string
	if want&^(scalars|shape.Null|shape.EmptyList) == 0 {
		component, err = p.scalarComponent(want, p.meaning(c, s), s)
	} else {
		component, err = p.compoundComponent(f, c, s, want)
	}
	if err != nil {
		return err
	}
	return p.refer(f, c.Place, e, component)
}

// meaning returns what the values of a place stand for: by the component that the place refers to, or by what was seen
// together with the example of the document.
func (p *Patcher) meaning(c *drift.Change, s *document.Schema) shape.Meaning {
	if m := meaningOf(s.Component()); m != nil && !c.Shape.Kinds.Has(shape.Fraction) {
		return m.of
	}
	seen := new(shape.Shape)
	seen.Merge(c.Shape)
	if s.Example != nil {
		seen.Add(s.Example, s.Example)
	}
	return seen.Meaning(cmp.Or(c.Member, document.LastName(c.Place)))
}

// compoundComponent returns a union of what a place has and what was seen, where objects or lists are among them.
func (p *Patcher) compoundComponent(f *file, c *drift.Change, s *document.Schema, want shape.Kinds) (string, error) {
	base := s.Component()
	if base == "" && !s.IsComposed() && s.Type != "" && kindsOf(s)&^(scalars|shape.Null) != 0 {
		moved, err := p.move(f, c.Place)
		if err != nil {
			return "", err
		}
		base = moved
	}
	return p.union(f, base, owner(c.Place), want, c.Shape)
}

// refer makes a place refer to a component.
func (p *Patcher) refer(f *file, place string, e entry, component string) error {
	if _, names, err := p.source(place); err == nil {
		e, _ = f.at(names) // components that were written may have moved it
	}
	ref, err := p.ref(f, component)
	if err != nil {
		return err
	}
	mapping := e.value
	if at, ok := child(mapping, document.KeyRef); ok {
		return f.replace(at.value, ref)
	}
	if all, ok := child(mapping, document.KeyAllOf); ok {
		if part, ok := child(all.value, "0"); ok && len(all.value.Content) == 1 {
			if at, ok := child(part.value, document.KeyRef); ok {
				return f.replace(at.value, ref)
			}
		}
		return decide("%s consists of several schemas: widen it by hand", place)
	}
	return p.replaceType(f, place, mapping, ref)
}

// replaceType replaces the type of an inline schema by a reference.
func (p *Patcher) replaceType(f *file, place string, mapping *yaml.Node, ref string) error {
	for _, name := range []string{"format", "nullable"} {
		if err := f.remove(mapping, name); err != nil {
			return err
		}
		mapping = p.again(f, place)
	}
	at, ok := child(mapping, "type")
	if !ok {
		return decide("%s has no type: widen it by hand", place)
	}
	_, to, err := f.span(at.value)
	if err != nil {
		return err
	}
	f.splice(at.key.Line-1, column0(f.lines[at.key.Line-1], at.key.Column), to, refTo(ref))
	return f.parse()
}

// again returns the node of a place after an edit.
func (p *Patcher) again(f *file, place string) *yaml.Node {
	_, names, _ := p.source(place)
	e, _ := f.at(names)
	return e.value
}

// ref returns a reference to a component from a file, in YAML.
func (p *Patcher) ref(from *file, component string) (string, error) {
	home, err := p.home(component)
	if err != nil {
		return "", err
	}
	if home == from.path {
		return "'#/" + component + "'", nil
	}
	relative, err := filepath.Rel(path.Dir(from.path), home)
	return filepath.ToSlash(relative) + "#/" + component, err
}

// home returns the file that a component is in.
func (p *Patcher) home(component string) (string, error) {
	if p.doc.Schema(component) != nil {
		f, _, err := p.source(document.SchemaPointer(component))
		if err != nil {
			return "", err
		}
		return f.path, nil
	}
	for name := range p.changed {
		if _, ok := child(p.files[name].root.Content[0], component); ok {
			return name, nil
		}
	}
	return "", decide("there is no component %s", component)
}

// wrapped returns the lines of a property that refers to a component and has a description of its own.
func (p *Patcher) wrapped(f *file, component string) ([]string, error) {
	ref, err := p.ref(f, component)
	return []string{refTo(ref)}, err
}

// refTo returns the line of a property that refers to a component.
func refTo(ref string) string {
	return document.KeyAllOf + ": [{" + document.KeyRef + ": " + ref + "}]"
}

// move makes a component of an inline schema and returns its name. The place keeps its texts and its example.
func (p *Patcher) move(f *file, place string) (string, error) {
	name := p.free(owner(place))
	mapping := p.again(f, place)
	if isFlow(mapping) {
		return "", decide("%s is written on one line: move it to a component by hand", place)
	}
	lines := []string{name + ":"}
	var moved [][2]int // from and to, as lines counted from 0
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key := mapping.Content[i]
		if slices.Contains([]string{"description", "example"}, key.Value) || document.IsExtension(key.Value) {
			continue
		}
		span := [2]int{key.Line - 1, f.end(key)}
		moved = append(moved, span)
		for _, line := range f.lines[span[0]:span[1]] {
			lines = append(lines, "  "+strings.TrimPrefix(line, strings.Repeat(" ", key.Column-1)))
		}
	}
	indent := strings.Repeat(" ", indentOf(f.lines[moved[0][0]]))
	for _, span := range slices.Backward(moved[1:]) {
		f.lines = slices.Delete(f.lines, span[0], span[1])
	}
	f.lines = slices.Replace(f.lines, moved[0][0], moved[0][1], indent+refTo("'#/"+name+"'"))
	if err := f.parse(); err != nil {
		return "", err
	}
	lines = slices.Insert(lines, 1, "  description: "+lint.ToDescribe)
	p.moved = append(p.moved, [2]string{place, document.SchemaPointer(name)})
	return name, p.write(f, lines)
}
