package bundle

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

var escapePointer = strings.NewReplacer("~", "~0", "/", "~1")

// Positions writes a JSON object, in the order of the document, one member a line:
// the JSON pointer of every key and list element, and the source line on which that
// key or element itself stands ("openapi/gateway/schemas/item.yaml:12"). A section
// that no file writes, such as /components/schemas, stands where its first member does.
func (d *Document) Positions() ([]byte, error) {
	p := positions{files: d.files}
	p.WriteByte('{')
	p.entry("", d.root)
	p.below("", d.root)
	p.WriteString("\n}\n")
	return p.Bytes(), nil
}

type positions struct {
	jsonWriter
	files map[*yaml.Node]*file
	comma string
}

func (p *positions) entry(pointer string, n *yaml.Node) {
	p.WriteString(p.comma + "\n ")
	p.text(pointer)
	p.WriteString(": ")
	p.text(p.place(n))
	p.comma = ","
}

func (p *positions) below(pointer string, n *yaml.Node) {
	for k, v := range pairs(n) {
		at := k
		if p.files[k] == nil {
			at = v
		}
		p.member(pointer+"/"+escapePointer.Replace(k.Value), at, v)
	}
	if n.Kind == yaml.SequenceNode {
		for i, v := range n.Content {
			p.member(pointer+"/"+strconv.Itoa(i), v, v)
		}
	}
}

func (p *positions) member(pointer string, at, value *yaml.Node) {
	p.entry(pointer, at)
	p.below(pointer, value)
}

// place follows a section that no file writes to its first member.
func (p *positions) place(n *yaml.Node) string {
	for p.files[n] == nil {
		first := n.Content[0]
		if n.Kind == yaml.MappingNode && p.files[first] == nil { // a key that no file writes has no content
			first = n.Content[1]
		}
		n = first
	}
	return p.files[n].at(n.Line)
}
