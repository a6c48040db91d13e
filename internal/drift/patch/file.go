package patch

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/go-ali1688/ali1688/internal/lists"
)

// file is a source of a document. Edits change its lines, so that comments, order and style of the rest stay.
type file struct {
	path  string
	lines []string
	root  *yaml.Node
}

func parse(path string, content []byte) (*file, error) {
	f := &file{path: path, lines: strings.Split(strings.TrimRight(string(content), "\n"), "\n")}
	return f, f.parse()
}

func (f *file) parse() error {
	f.root = new(yaml.Node)
	if err := yaml.Unmarshal(f.content(), f.root); err != nil {
		return fmt.Errorf("%s: %w", f.path, err)
	}
	return nil
}

func (f *file) content() []byte { return []byte(strings.Join(f.lines, "\n") + "\n") }

// entry is a member of a mapping.
type entry struct{ key, value *yaml.Node }

// at returns the entry that names lead to; an element of a list is an entry without a key.
func (f *file) at(names []string) (entry, bool) {
	e := entry{nil, f.root.Content[0]}
	for _, name := range names {
		var ok bool
		if e, ok = child(e.value, name); !ok {
			return entry{}, false
		}
	}
	return e, true
}

func child(n *yaml.Node, name string) (entry, bool) {
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == name {
				return entry{n.Content[i], n.Content[i+1]}, true
			}
		}
	case yaml.SequenceNode:
		for i, element := range n.Content {
			if fmt.Sprint(i) == name {
				return entry{nil, element}, true
			}
		}
	}
	return entry{}, false
}

func isFlow(n *yaml.Node) bool { return n.Style&yaml.FlowStyle != 0 }

// end returns the number of lines up to and with the last line of a block entry.
func (f *file) end(key *yaml.Node) int {
	last := key.Line
	for i := key.Line; i < len(f.lines); i++ {
		line := f.lines[i]
		if strings.TrimSpace(line) == "" {
			continue
		}
		if indentOf(line) < key.Column {
			break
		}
		last = i + 1
	}
	return last
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// insert puts lines behind that many lines of the file, with an indent.
func (f *file) insert(behind, indent int, lines []string) error {
	f.lines = slices.Insert(f.lines, behind, indented(lines, indent)...)
	return f.parse()
}

func indented(lines []string, indent int) []string {
	return lists.Map(lines, func(line string) string {
		if line == "" {
			return ""
		}
		return strings.Repeat(" ", indent) + line
	})
}

// extend appends an entry to a mapping: block lines, or the text of an entry of a flow mapping. An entry without such
// a text is for a person to add.
func (f *file) extend(mapping *yaml.Node, block []string, flow string) error {
	if isFlow(mapping) {
		if flow == "" {
			return decide("%s:%d is written on one line: add %s by hand", f.path, mapping.Line,
				strings.TrimSuffix(block[0], ":"))
		}
		return f.insertInFlow(mapping, flow)
	}
	last := mapping.Content[len(mapping.Content)-2]
	return f.insert(f.end(last), last.Column-1, block)
}

// insertInFlow puts a text in front of the bracket that ends a flow collection.
func (f *file) insertInFlow(n *yaml.Node, text string) error {
	line, column, ok := f.flowEnd(n)
	if !ok {
		return fmt.Errorf("%s:%d: no bracket ends what begins here", f.path, n.Line)
	}
	if len(n.Content) > 0 {
		text = ", " + text
	}
	f.splice(line, column, column, text)
	return f.parse()
}

// splice replaces the bytes of a line between two columns, both counted from 0.
func (f *file) splice(line, from, to int, text string) {
	f.lines[line] = f.lines[line][:from] + text + f.lines[line][to:]
}

// flowEnd returns the place of the bracket that ends a flow collection, counted from 0.
func (f *file) flowEnd(n *yaml.Node) (line, column int, ok bool) {
	depth, quote := 0, byte(0)
	for line, from := n.Line-1, column0(f.lines[n.Line-1], n.Column); line < len(f.lines); line, from = line+1, 0 {
		text := f.lines[line]
		for i := from; i < len(text); i++ {
			switch c := text[i]; {
			case quote != 0:
				if c == quote {
					quote = 0
				} else if c == '\\' && quote == '"' {
					i++
				}
			case (c == '"' || c == '\'') && i > 0 && strings.IndexByte(" ,:[{", text[i-1]) >= 0:
				quote = c
			case c == '{' || c == '[':
				depth++
			case c == '}' || c == ']':
				if depth--; depth == 0 {
					return line, i, true
				}
			}
		}
	}
	return 0, 0, false
}

// column0 returns the byte of a line at a column of the parser, which counts characters from 1.
func column0(line string, column int) int {
	at := 0
	for i := range line {
		if at++; at == column {
			return i
		}
	}
	return len(line)
}

// replace replaces the text of a scalar that is on one line.
func (f *file) replace(n *yaml.Node, text string) error {
	from, to, err := f.span(n)
	if err != nil {
		return err
	}
	f.splice(n.Line-1, from, to, text)
	return f.parse()
}

// span returns the bytes of a scalar within its line.
func (f *file) span(n *yaml.Node) (from, to int, err error) {
	line := f.lines[n.Line-1]
	from = column0(line, n.Column)
	for _, text := range []string{n.Value, "'" + n.Value + "'", `"` + n.Value + `"`} {
		if strings.HasPrefix(line[from:], text) {
			return from, from + len(text), nil
		}
	}
	return 0, 0, fmt.Errorf("%s:%d: a scalar on several lines, or with escapes", f.path, n.Line)
}

// remove removes an entry of a mapping whose value is a scalar on the same line.
func (f *file) remove(mapping *yaml.Node, name string) error {
	e, ok := child(mapping, name)
	if !ok {
		return nil
	}
	if !isFlow(mapping) {
		f.lines = slices.Delete(f.lines, e.key.Line-1, f.end(e.key))
		return f.parse()
	}
	_, to, err := f.span(e.value)
	if err != nil {
		return err
	}
	f.cut(e.key.Line-1, column0(f.lines[e.key.Line-1], e.key.Column), to)
	return f.parse()
}

// cut removes an element of a flow collection with the comma that parts it from another.
func (f *file) cut(line, from, to int) {
	text := f.lines[line]
	switch {
	case strings.HasPrefix(text[to:], ", "):
		to += len(", ")
	case strings.HasSuffix(text[:from], ", "):
		from -= len(", ")
	}
	f.splice(line, from, to, "")
}
