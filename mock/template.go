package mock

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/go-ali1688/ali1688/loose"
)

// template is a body that is cut where members depend on the call. What lies between them is served byte for byte.
type template struct {
	name  string // of the file it was read from, without its ending
	parts []part
	facts facts
}

// part is text and, behind it, the fresh value of a member, unless that is none.
type part struct {
	text []byte
	slot slot
}

// member is one member of an object: the text of its name with the colon and all space around, and its value.
type member struct {
	name  string
	head  []byte
	value jsontext.Value
}

func newMember(name string, value jsontext.Value) member {
	return member{name: name, head: append(appendText(nil, name), ':'), value: value}
}

// replaced are the members with that one instead of those of its name, at the end.
func replaced(members []member, name string, value jsontext.Value) []member {
	out := slices.DeleteFunc(slices.Clone(members), func(m member) bool { return m.name == name })
	return append(out, newMember(name, value))
}

// joined writes the members as an object.
func joined(members []member) []byte {
	out := []byte("{")
	for i, m := range members {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(out, m.head...), m.value...)
	}
	return append(out, '}')
}

var errNoObject = errors.New("want a JSON object")

// parseTemplate cuts a body up. The envelope is completed: no answer of today lacks error, reason, error_code, cache
// and the members that depend on the call.
func parseTemplate(body []byte) (*template, error) {
	members, err := parseObject(body)
	if err != nil {
		return nil, err
	}
	t := &template{facts: factsOf(members)}
	t.compile(append(members, absent(members, t.facts)...))
	return t, nil
}

// parseObject reads the members of the one JSON object that body has to be.
func parseObject(body []byte) ([]member, error) {
	d := jsontext.NewDecoder(bytes.NewBuffer(body), loose.Options())
	if d.PeekKind() != jsontext.KindBeginObject {
		if _, err := d.ReadValue(); err != nil {
			return nil, fmt.Errorf("%w: %w", errNoObject, err)
		}
		return nil, errNoObject
	}
	if _, err := d.ReadToken(); err != nil {
		return nil, err
	}
	var members []member
	for d.PeekKind() != jsontext.KindEndObject {
		m, err := parseMember(d, body)
		if err != nil {
			return nil, err
		}
		members = append(members, m)
	}
	return members, parseEnd(d)
}

func parseMember(d *jsontext.Decoder, body []byte) (member, error) {
	start := d.InputOffset()
	name, err := d.ReadToken()
	if err != nil {
		return member{}, err
	}
	m := member{name: name.String()}
	value, err := d.ReadValue()
	if err != nil {
		return member{}, err
	}
	m.value = value.Clone()
	head := body[start : d.InputOffset()-int64(len(value))]
	m.head = bytes.TrimPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte(","))
	if len(m.head) == len(bytes.TrimLeft(head, " \t\r\n")) {
		m.head = head // the first member has no comma before it
	}
	return m, nil
}

// parseEnd reads the end of the object and makes sure that nothing follows.
func parseEnd(d *jsontext.Decoder) error {
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	if _, err := d.ReadToken(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the JSON object")
	}
	return nil
}

// compile joins what is constant.
func (t *template) compile(members []member) {
	text := []byte("{")
	for _, m := range members {
		s := slots[m.name]
		if s == dropped {
			continue
		}
		if len(t.parts) > 0 || len(text) > 1 {
			text = append(text, ',')
		}
		text = append(text, m.head...)
		if s == constant {
			text = append(text, m.value...)
			continue
		}
		t.parts = append(t.parts, part{text, s})
		text = nil
	}
	t.parts = append(t.parts, part{append(text, '}'), constant})
}

// render is the body for one call.
func (t *template) render(e *envelope) []byte {
	n := 512
	for _, p := range t.parts {
		n += len(p.text)
	}
	out := make([]byte, 0, n)
	for _, p := range t.parts {
		out = append(out, p.text...)
		out = e.append(out, p.slot)
	}
	return out
}
