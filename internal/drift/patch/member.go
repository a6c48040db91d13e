package patch

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/drift"
	"github.com/go-ali1688/ali1688/internal/drift/shape"
	"github.com/go-ali1688/ali1688/internal/lint"
	"github.com/go-ali1688/ali1688/internal/redact"
)

// addMember adds a property for a member that no schema names.
func (p *Patcher) addMember(c *drift.Change) error {
	f, e, err := p.edit(c.Place)
	if err != nil {
		return err
	}
	if c.Member == "" || c.Shape.Count == 0 {
		return decide("%s: no value of the member could be read", c.Place)
	}
	property, err := p.property(f, c.Place, c.Member, c.Shape)
	if err != nil {
		return err
	}
	// Components that the property refers to were written to the end of the file, which moved no line above them.
	if _, e, err = p.edit(c.Place); err != nil {
		return err
	}
	properties, ok := child(e.value, "properties")
	if !ok {
		return f.extend(e.value, append([]string{"properties:"}, indented(property, 2)...), "")
	}
	return f.extend(properties.value, property, "")
}

// property returns the lines of a property.
func (p *Patcher) property(f *file, place, name string, s *shape.Shape) ([]string, error) {
	lines := []string{scalar(name) + ":"}
	kind, err := p.typeOf(f, owner(place+document.Pointer("properties", name)), name, s)
	if err != nil {
		return nil, err
	}
	lines = append(lines, indented(append(kind, marks(name, s)...), 2)...)
	lines = append(lines, "  description: "+lint.ToDescribe,
		fmt.Sprintf("  %s: {level: recorded, sources: [recordings], seen: %s}", document.XEvidence, p.month))
	if s.Kinds&shape.Object == 0 {
		lines = append(lines, "  example: "+example(s))
	}
	return lines, nil
}

// marks returns the extensions that lint asks for by the name of a property with scalar values. Nobody has said what it
// is, so its unit is unknown, and it counts as personal where it may be.
func marks(name string, s *shape.Shape) (lines []string) {
	if s.Kinds&^(scalars|shape.Null|shape.EmptyList) != 0 {
		return nil
	}
	if lint.SoundsMeasured(name) && s.Kinds&(scalars&^shape.Boolean) != 0 {
		lines = append(lines, document.XUnit+": unknown")
	}
	if isPersonal(name) {
		lines = append(lines, document.XPersonal+": true")
	}
	return lines
}

func isPersonal(name string) bool { return lint.SoundsPersonal(name) || redact.IsPersonal(name) }

// typeOf returns the lines that state the type of a shape. It writes the components that they refer to.
func (p *Patcher) typeOf(f *file, component, name string, s *shape.Shape) ([]string, error) {
	k := s.Kinds
	switch {
	case k == shape.List || k == shape.List|shape.EmptyList:
		items, err := p.typeOf(f, component+"Element", name, s.Element)
		if err != nil {
			return nil, err
		}
		return append([]string{"type: array"}, itemLines(append(items, p.texts(s.Element)...))...), nil
	case k == shape.EmptyList && p.doc.Schema(unknownList) != nil:
		return p.wrapped(f, unknownList)
	case k == shape.EmptyList:
		return []string{"type: array", "items: {}"}, nil
	case k == shape.Text && isPersonal(name): // digits of a person are no number
		return []string{"type: string"}, nil
	case k&^(scalars|shape.Null|shape.EmptyList) == 0:
		return p.scalarType(f, k, s.Meaning(name))
	}
	return p.compound(f, component, name, s)
}

// unknownList is the component of lists that were only ever seen empty.
const unknownList = "UnknownList"

// itemLines returns the lines of the elements of a list. A reference alone needs no wrapper around it.
func itemLines(lines []string) []string {
	if ref, ok := strings.CutPrefix(lines[0], document.KeyAllOf+": ["); ok && len(lines) == 1 {
		return []string{"items: " + strings.TrimSuffix(ref, "]")}
	}
	return append([]string{"items:"}, indented(lines, 2)...)
}

// texts returns the description and the example of the elements of a list, unless a component has them.
func (p *Patcher) texts(s *shape.Shape) []string {
	if s.Kinds&(shape.Object|shape.List) != 0 {
		return nil
	}
	return []string{"description: " + lint.ToDescribe, "example: " + example(s)}
}

// compound returns a reference to a component for objects, alone or beside other kinds.
func (p *Patcher) compound(f *file, component, name string, s *shape.Shape) ([]string, error) {
	if !s.Kinds.Has(shape.Object) {
		return nil, decide("%s is %s: describe it by hand", name, s.Kinds)
	}
	made, err := p.object(f, p.free(component), s)
	if err != nil {
		return nil, err
	}
	if s.Kinds != shape.Object {
		if made, err = p.union(f, made, component, s.Kinds, s); err != nil {
			return nil, err
		}
	}
	return p.wrapped(f, made)
}

// object writes a component for objects and returns its name.
func (p *Patcher) object(f *file, component string, s *shape.Shape) (string, error) {
	lines := []string{component + ":", "  type: object", "  description: " + lint.ToDescribe}
	if s.IsMap() || len(s.Members) == 0 {
		more, err := p.mapOf(f, component, s)
		if err != nil {
			return "", err
		}
		return component, p.write(f, append(lines, indented(more, 2)...))
	}
	lines = append(lines, "  properties:")
	for _, m := range s.Members {
		property, err := p.property(f, document.SchemaPointer(component), m.Name, m.Value)
		if err != nil {
			return "", err
		}
		lines = append(lines, indented(property, 4)...)
	}
	return component, p.write(f, lines)
}

// mapOf returns the rest of a component for objects whose names are data.
func (p *Patcher) mapOf(f *file, component string, s *shape.Shape) ([]string, error) {
	values := new(shape.Shape)
	for _, m := range s.Members {
		values.Merge(m.Value)
	}
	if len(s.Members) == 0 {
		return []string{"additionalProperties: {}", "example: {}"}, nil
	}
	kind, err := p.typeOf(f, component+"Value", component, values)
	if err != nil {
		return nil, err
	}
	return append(append([]string{"additionalProperties:"}, indented(kind, 2)...), "example: "+example(s)), nil
}

// write appends a component to a file.
func (p *Patcher) write(f *file, lines []string) error {
	p.changed[f.path] = true
	return f.insert(len(f.lines), 0, append([]string{""}, lines...))
}

// example returns an example in YAML.
func example(s *shape.Shape) string {
	v := s.Example
	switch {
	case s.Kinds.Has(shape.List) && (v == nil || string(v) == "[]"): // all of them are too long to show
		return "[" + example(s.Element) + "]"
	case v == nil && s.Kinds.Has(shape.Text):
		return `""`
	case v == nil && s.Kinds.Has(shape.EmptyList):
		return "[]"
	case v == nil && s.Kinds.Has(shape.Object):
		return "{}"
	case v == nil:
		return "0"
	case v.Kind() != '"':
		v = v.Clone()
		_ = v.Format(jsontext.SpaceAfterColon(true), jsontext.SpaceAfterComma(true), jsontext.AllowInvalidUTF8(true))
		return string(v)
	}
	text, err := jsontext.AppendUnquote(nil, v)
	if err != nil {
		return `""`
	}
	return scalar(string(text))
}

var (
	plain    = regexp.MustCompile(`^[\p{L}_][\p{L}0-9_ ./()-]*$`)
	reserved = regexp.MustCompile(`(?i)^(y|n|yes|no|on|off|true|false|null)$| $`)
)

// scalar returns a text in YAML, in quotes where it would be read as something else.
func scalar(text string) string {
	if plain.MatchString(text) && !reserved.MatchString(text) {
		return text
	}
	quoted, err := jsontext.AppendQuote(nil, text)
	if err != nil {
		return `""`
	}
	return string(quoted)
}
