package splice

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/go-ali1688/ali1688/loose"
	"github.com/go-json-experiment/json/jsontext"
)

// Member is one member of an object. Head is the text of its name with the colon and all space around it.
type Member struct {
	Name  string
	Head  []byte
	Value jsontext.Value
}

// NewMember returns a member with its name encoded, and no space around the colon.
func NewMember(name string, value jsontext.Value) Member {
	return Member{Name: name, Head: append(AppendText(nil, name), ':'), Value: value}
}

// Replace returns the members without those of a name, and with a new one of that name at the end.
func Replace(members []Member, name string, value jsontext.Value) []Member {
	out := slices.DeleteFunc(slices.Clone(members), func(m Member) bool { return m.Name == name })
	return append(out, NewMember(name, value))
}

// Join returns the object of the members.
func Join(members []Member) []byte {
	out := []byte("{")
	for i, m := range members {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(out, m.Head...), m.Value...)
	}
	return append(out, '}')
}

var errNotObject = errors.New("want a JSON object")

// ParseObject parses the members of body, which must be one JSON object.
func ParseObject(body []byte) ([]Member, error) {
	d := jsontext.NewDecoder(bytes.NewBuffer(body), loose.Options())
	if d.PeekKind() != jsontext.KindBeginObject {
		if _, err := d.ReadValue(); err != nil {
			return nil, fmt.Errorf("%w: %w", errNotObject, err)
		}
		return nil, errNotObject
	}
	if _, err := d.ReadToken(); err != nil {
		return nil, err
	}
	var members []Member
	for d.PeekKind() != jsontext.KindEndObject {
		m, err := parseMember(d, body)
		if err != nil {
			return nil, err
		}
		members = append(members, m)
	}
	return members, parseEnd(d)
}

func parseMember(d *jsontext.Decoder, body []byte) (Member, error) {
	start := d.InputOffset()
	name, err := d.ReadToken()
	if err != nil {
		return Member{}, err
	}
	m := Member{Name: name.String()}
	value, err := d.ReadValue()
	if err != nil {
		return Member{}, err
	}
	m.Value = value.Clone()
	head := body[start : d.InputOffset()-int64(len(value))]
	m.Head = bytes.TrimPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte(","))
	if len(m.Head) == len(bytes.TrimLeft(head, " \t\r\n")) {
		m.Head = head // the first member has no comma before it
	}
	return m, nil
}

// parseEnd parses the end of the object, after which nothing may follow.
func parseEnd(d *jsontext.Decoder) error {
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	if _, err := d.ReadToken(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the JSON object")
	}
	return nil
}

// Value returns the value of the last member of that name, or nil.
func Value(members []Member, name string) jsontext.Value {
	for _, m := range slices.Backward(members) {
		if m.Name == name {
			return m.Value
		}
	}
	return nil
}

// Text returns the value of the last member of that name as text, or "" if there is none or it has no text form.
func Text(members []Member, name string) string {
	var t loose.Text
	if value := Value(members, name); value == nil || loose.Unmarshal(value, &t) != nil {
		return ""
	}
	return t.String()
}

// AppendText appends a text as a JSON string, with U+FFFD in place of invalid UTF-8.
func AppendText(b []byte, s string) []byte {
	b, _ = jsontext.AppendQuote(b, strings.ToValidUTF8(s, "\uFFFD")) // fails on invalid UTF-8 only
	return b
}

// AppendHex appends the lowest hexadecimal digits of x.
func AppendHex(b []byte, x uint64, digits int) []byte {
	for shift := 4 * (digits - 1); shift >= 0; shift -= 4 {
		b = append(b, "0123456789abcdef"[x>>shift&15])
	}
	return b
}
