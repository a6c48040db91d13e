package bundle

import (
	"bytes"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

var escapePointer = strings.NewReplacer("~", "~0", "/", "~1")

// Positions returns the position in the sources of every key and list element of the document. It is a JSON object in
// the order of the document, one member a line, which nests like the document:
//
//	{"": "openapi/gateway/openapi.yaml:5", "/info": {"": 6, "/title": 7}, "/tags": 9}
//
// The names from the outermost object to a position, joined, are the JSON pointer of the key or element; the empty
// name is the object's own. A number is a line of the file that has the position of the surrounding object. A section
// that no file writes, such as /components/schemas, has the position of its first member.
func (d *Document) Positions() []byte {
	p := positions{files: d.files}
	p.value(d.root, d.root, "")
	p.WriteByte('\n')
	return p.Bytes()
}

// Located returns the document in JSON and the positions of its parts.
func (d *Document) Located() (document, positions []byte, err error) {
	document, err = d.JSON()
	return document, d.Positions(), err
}

type positions struct {
	bytes.Buffer
	files map[*yaml.Node]*file
}

// value writes the position of a key or element, with those of the members of its value. around is the file of the
// surrounding object.
func (p *positions) value(at, value *yaml.Node, around string) {
	at = p.written(at)
	if len(value.Content) == 0 || value.Kind == yaml.AliasNode {
		p.position(at, around)
		return
	}
	p.WriteString(`{"":`)
	p.position(at, around)
	around = p.files[at].path()
	for k, v := range Pairs(value) {
		at := k
		if p.files[k] == nil {
			at = v
		}
		p.member(escapePointer.Replace(k.Value), at, v, around)
	}
	if value.Kind == yaml.SequenceNode {
		for i, v := range value.Content {
			p.member(strconv.Itoa(i), v, v, around)
		}
	}
	p.WriteByte('}')
}

func (p *positions) member(name string, at, value *yaml.Node, around string) {
	p.WriteString(",\n")
	writeText(&p.Buffer, "/"+name)
	p.WriteByte(':')
	p.value(at, value, around)
}

func (p *positions) position(n *yaml.Node, around string) {
	if file := p.files[n]; file.path() != around {
		writeText(&p.Buffer, file.at(n.Line))
		return
	}
	p.WriteString(strconv.Itoa(n.Line))
}

// written follows a section that no file writes to its first member.
func (p *positions) written(n *yaml.Node) *yaml.Node {
	for p.files[n] == nil {
		first := n.Content[0]
		if n.Kind == yaml.MappingNode && p.files[first] == nil { // a key that no file writes has no content
			first = n.Content[1]
		}
		n = first
	}
	return n
}
