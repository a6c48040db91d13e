package patch

import (
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
	"gopkg.in/yaml.v3"

	"github.com/go-ali1688/ali1688/internal/codegen/naming"
	"github.com/go-ali1688/ali1688/internal/document"
	"github.com/go-ali1688/ali1688/internal/drift"
	"github.com/go-ali1688/ali1688/internal/lint"
	"github.com/go-ali1688/ali1688/internal/redact"
)

// written returns the pointer of the schema that writes a rule for a place: the place itself, or what it refers to.
func (p *Patcher) written(place, keyword string) (string, error) {
	for _, pointer := range []string{place, document.SchemaPointer(p.schema(place).Component())} {
		if raw, ok := document.At(p.json, pointer).(document.Object); ok && raw[keyword] != nil {
			return pointer, nil
		}
	}
	return "", decide("%s: %s is written neither there nor in the component that it refers to", place, keyword)
}

// addValues adds values to an enumeration, with a text for a person to complete.
func (p *Patcher) addValues(c *drift.Change) error {
	pointer, err := p.written(c.Place, "enum")
	if err != nil {
		return err
	}
	s := p.schema(pointer)
	for _, value := range c.Shape.Values {
		if slices.ContainsFunc(s.Enum, func(v jsontext.Value) bool { return string(v) == value }) {
			continue
		}
		if document.Text(jsontext.Value(value)) == redact.Mark {
			return decide("%s: the new value is secret or personal, so that no enumeration can have it", c.Place)
		}
		if err := p.addValue(pointer, value); err != nil {
			return err
		}
	}
	return nil
}

func (p *Patcher) addValue(pointer, value string) error {
	text := document.Text(jsontext.Value(value))
	for _, list := range []struct{ name, element, entry string }{
		{"enum", value, ""},
		{document.XEnumNames, naming.Identifier(text), ""},
		{document.XEnumDescriptions, "", strconv.Quote(text) + ": " + Untranslated + ", " + lint.ToDescribe},
	} {
		f, e, err := p.edit(pointer)
		if err != nil {
			return err
		}
		at, ok := child(e.value, list.name)
		if !ok {
			continue
		}
		if err := f.append(at.value, list.element, list.entry); err != nil {
			return err
		}
	}
	return nil
}

// append appends an element to a list, or an entry to a mapping.
func (f *file) append(n *yaml.Node, element, entry string) error {
	switch {
	case n.Kind == yaml.MappingNode:
		return f.extend(n, []string{entry}, entry)
	case isFlow(n):
		return f.insertInFlow(n, element)
	}
	last := n.Content[len(n.Content)-1]
	return f.insert(last.Line, last.Column-3, []string{"- " + element})
}

// makeOptional takes a member out of the required ones.
func (p *Patcher) makeOptional(c *drift.Change) error {
	schema, _, ok := parent(c.Place)
	if !ok {
		schema = c.Place
	}
	f, e, err := p.edit(schema)
	if err != nil {
		return err
	}
	list, ok := child(e.value, "required")
	if !ok {
		return decide("%s: the list of required members is not there", schema)
	}
	at := slices.IndexFunc(list.value.Content, func(n *yaml.Node) bool { return n.Value == c.Member })
	switch {
	case at < 0:
		return decide("%s: %s is not among the required members", schema, c.Member)
	case len(list.value.Content) == 1:
		f.lines = slices.Delete(f.lines, list.key.Line-1, f.end(list.key))
	case isFlow(list.value):
		element := list.value.Content[at]
		from, to, err := f.span(element)
		if err != nil {
			return err
		}
		f.cut(element.Line-1, from, to)
	default:
		f.lines = slices.Delete(f.lines, list.value.Content[at].Line-1, list.value.Content[at].Line)
	}
	return f.parse()
}

// forgetPattern lets a text have any form, since what it has was no rule.
func (p *Patcher) forgetPattern(c *drift.Change) error {
	f, e, err := p.edit(c.Place)
	if err != nil {
		return err
	}
	if _, ok := child(e.value, "pattern"); ok {
		return f.remove(e.value, "pattern")
	}
	all, ok := child(e.value, document.KeyAllOf)
	if !ok || !isFlow(all.value) {
		return decide("%s: its pattern is in a component: write the form that was seen by hand", c.Place)
	}
	line, column, ok := f.flowEnd(all.value)
	if !ok || line != all.key.Line-1 {
		return decide("%s: its pattern is in a component: write the form that was seen by hand", c.Place)
	}
	f.splice(line, column0(f.lines[line], all.key.Column), column+1, "type: string")
	return f.parse()
}

// moveLimit moves a limit to what was seen.
func (p *Patcher) moveLimit(c *drift.Change) error {
	pointer, err := p.written(c.Place, c.Rule)
	if err != nil {
		return err
	}
	f, e, err := p.edit(pointer)
	if err != nil {
		return err
	}
	limit, ok := child(e.value, c.Rule)
	if !ok {
		return decide("%s: %s is not there", pointer, c.Rule)
	}
	return f.replace(limit.value, map[string]string{
		"minimum": strconv.FormatFloat(c.Shape.Low, 'f', -1, 64), "maximum": strconv.FormatFloat(c.Shape.High, 'f', -1, 64),
		"minLength": strconv.Itoa(c.Shape.Short), "maxLength": strconv.Itoa(c.Shape.Long),
		"minItems": strconv.Itoa(c.Shape.Short), "maxItems": strconv.Itoa(c.Shape.Long),
		"minProperties": strconv.Itoa(c.Shape.Short), "maxProperties": strconv.Itoa(c.Shape.Long),
	}[c.Rule])
}
