package patch

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/drift/shape"
	"github.com/go-ali1688/ali1688/internal/lists"
)

// meaning is what the values of a component stand for, by a word of its name.
type meaning struct {
	word   string
	of     shape.Meaning
	golang string
}

var meanings = []meaning{
	{"Decimal", shape.Amount, "loose.Decimal"}, {"Integer", shape.Count, "loose.Int"}, {"Int", shape.Count, "loose.Int"},
	{"ID", shape.ID, "loose.ID"}, {"Bool", shape.Flag, "loose.Bool"}, {"Text", shape.Words, "loose.Text"},
	{"Count", shape.Words, "loose.Count"},
}

// meaningOf returns the first meaning whose word is in the name, or nil.
func meaningOf(component string) *meaning {
	return lists.Find(meanings, func(m *meaning) bool { return strings.Contains(component, m.word) })
}

// scalarComponent returns the component for scalar values of these kinds, which it writes if there is none.
func (p *Patcher) scalarComponent(want shape.Kinds, m shape.Meaning, had *document.Schema) (string, error) {
	name := scalarName(want, m)
	if base := had.Component(); base != "" && kinds(p.doc, had)&scalars == want&scalars {
		name = bare(base)
	}
	if want.Has(shape.Null) {
		name += orNull
	}
	if want.Has(shape.EmptyList) {
		name += orEmptyList
	}
	if s := p.doc.Schema(name); s != nil {
		if kinds(p.doc, s) != want {
			return "", decide("%s has other kinds than %s: write a component for them by hand", name, want)
		}
		return name, nil
	}
	if slices.Contains(p.added(), name) {
		return name, nil
	}
	return name, p.writeScalar(name, want, m)
}

// The ends of the names of components whose values may be absent.
const (
	orNull      = "OrNull"
	orEmptyList = "OrEmptyList"
)

// bare returns the name of a component without what its values may be instead.
func bare(component string) string {
	return strings.TrimSuffix(strings.TrimSuffix(component, orEmptyList), orNull)
}

// scalarNames are the names of components for scalar values. Those of numbers and texts depend on the meaning.
var scalarNames = map[shape.Kinds]string{
	0: "Nothing", shape.Text: "Text", shape.Integer: "Integer", shape.Integer | shape.Fraction: "Decimal",
	shape.Boolean: "Boolean", shape.Text | shape.Integer | shape.Fraction: "LooseDecimal",
	shape.Text | shape.Boolean: "LooseBool", shape.Text | shape.Integer: "LooseInt",
}

// scalarName returns the name of the component for scalar values of these kinds.
func scalarName(want shape.Kinds, m shape.Meaning) string {
	name := scalarNames[want&scalars]
	switch {
	case name == "LooseInt" && m == shape.ID:
		return "LooseID"
	case name == "LooseInt" && m == shape.Words:
		return "LooseCount"
	case name != "":
		return name
	}
	words := strings.ReplaceAll((want & scalars).String(), " or ", " Or ")
	return strings.ReplaceAll("Loose"+capital(words), "Integer", "Int")
}

// writeScalar writes a component for scalar values into the file that has the others, and its Go type.
func (p *Patcher) writeScalar(name string, want shape.Kinds, m shape.Meaning) error {
	f, err := p.values()
	if err != nil {
		return err
	}
	lines := []string{name + ":", fmt.Sprintf("  description: %s, sent as %s.", things[m], want)}
	if one := want &^ shape.Null; want.Has(shape.Null) && typeName(one) != "" {
		lines = append(lines, "  type: "+typeName(one))
		if typeFormat[typeName(one)] != "" {
			lines = append(lines, "  format: "+typeFormat[typeName(one)])
		}
		lines = append(lines, "  nullable: true")
	} else {
		lines = append(lines, "  anyOf:")
		branches, err := p.branchesFor(f, want)
		if err != nil {
			return err
		}
		for _, branch := range branches {
			lines = append(lines, "    - "+document.KeyRef+": '#/"+branch+"'")
		}
	}
	lines = append(lines, "  example: "+exampleOf(want))
	if err := p.write(f, lines); err != nil {
		return err
	}
	return p.golang(name, goScalar(name, want))
}

var typeFormat = map[string]string{"integer": "int64", "number": "double"}

// typeName returns the type of OpenAPI that has these kinds, or "".
func typeName(k shape.Kinds) string {
	for name, kinds := range kindsOfType {
		if kinds == k && k&^scalars == 0 {
			return name
		}
	}
	return ""
}

func goScalar(name string, want shape.Kinds) string {
	if want.Has(shape.Boolean) {
		return "loose.Bool"
	}
	if m := meaningOf(name); m != nil {
		return m.golang
	}
	return "loose.Text"
}

// things are the words for values in the description of a component.
var things = map[shape.Meaning]string{
	shape.Words: "A text", shape.Count: "A whole number", shape.Amount: "A number with decimals",
	shape.ID: "An identifier", shape.Flag: "A yes or no",
}

func exampleOf(want shape.Kinds) string {
	for _, e := range []struct {
		kind shape.Kinds
		text string
	}{{shape.Integer, "1"}, {shape.Text, `"1"`}, {shape.Boolean, "true"}, {shape.EmptyList, "[]"}} {
		if want.Has(e.kind) {
			return e.text
		}
	}
	return "null"
}

// branchesFor returns the components of the kinds of a union, in the order of the kinds.
func (p *Patcher) branchesFor(f *file, want shape.Kinds) ([]string, error) {
	have := p.branches()
	var out []string
	if want.Has(shape.Fraction) {
		want |= shape.Integer
	}
	for _, k := range []shape.Kinds{
		shape.Text, shape.Integer | shape.Fraction, shape.Integer, shape.Boolean, shape.EmptyList, shape.Null,
	} {
		if !want.Has(k) || k == shape.Integer && want.Has(shape.Fraction) {
			continue
		}
		name, err := p.branch(f, k, have)
		if err != nil {
			return nil, err
		}
		out = append(out, name)
	}
	return out, nil
}

// branch returns the component of one kind, which it writes if the document has none.
func (p *Patcher) branch(f *file, k shape.Kinds, have map[shape.Kinds]string) (string, error) {
	if have[k] != "" {
		return have[k], nil
	}
	made, ok := plainBranches[k]
	if !ok {
		return "", decide("the document has no component for %s", k)
	}
	if slices.Contains(p.added(), made.name) {
		return made.name, nil
	}
	if err := p.write(f, append([]string{made.name + ":"}, made.lines...)); err != nil {
		return "", err
	}
	return made.name, p.golang(made.name, made.golang)
}

// plainBranches are the components of one kind that a document may lack.
var plainBranches = map[shape.Kinds]struct {
	name, golang string
	lines        []string
}{
	shape.Null: {"PlainNull", "loose.Text", []string{"  type: string", "  nullable: true", "  enum: [null]",
		"  example: null", "  description: Only null."}},
	shape.EmptyList: {"PlainEmptyList", "", []string{"  type: array", "  maxItems: 0", "  items: {type: string}",
		"  example: []", "  description: An empty list, which stands for nothing."}},
	shape.Boolean: {"PlainBoolean", "bool", []string{"  type: boolean", "  example: true", "  description: A boolean."}},
}

// scalarType returns the lines of a property with scalar values.
func (p *Patcher) scalarType(f *file, want shape.Kinds, m shape.Meaning) ([]string, error) {
	switch {
	case want == shape.Null:
		want |= shape.Text
	case want == shape.Text && m == shape.Words:
		return []string{"type: string"}, nil
	case want == shape.Text && m == shape.Amount: // a numeric text of PHP is a number at other times
		want |= shape.Integer | shape.Fraction
	case want == shape.Text, m == shape.ID:
		want |= shape.Integer | shape.Text
	}
	name, err := p.scalarComponent(known(want), m, new(document.Schema))
	if err != nil {
		return nil, err
	}
	return p.wrapped(f, name)
}
