// Package phpjson reads JSON as PHP writes it, token by token: a name may come twice, and text may not be UTF-8. It
// knows no Go types, so that packages which only look into a body build without the decoder of values.
package phpjson

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// options let pass what PHP may write and jsontext refuses by itself.
var options = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

// NewDecoder returns a decoder of the tokens of a text.
func NewDecoder(text []byte) *jsontext.Decoder {
	return jsontext.NewDecoder(bytes.NewBuffer(text), options...)
}

// A Member is a member of an object.
type Member struct {
	Name  string
	Value jsontext.Value
}

// Text returns the text of a string, and every other value as it is written.
func (m Member) Text() string {
	if m.Value.Kind() != jsontext.KindString {
		return string(m.Value)
	}
	text, _ := jsontext.AppendUnquote(nil, m.Value) // what is not UTF-8 becomes U+FFFD
	return string(text)
}

// Members returns the members of the object that a text is, in its order, or false if the text is not one object.
func Members(text []byte) ([]Member, bool) {
	if !jsontext.Value(text).IsValid(options...) {
		return nil, false
	}
	decoder := NewDecoder(text)
	if begin, _ := decoder.ReadToken(); begin.Kind() != jsontext.KindBeginObject {
		return nil, false
	}
	var members []Member
	for decoder.PeekKind() == jsontext.KindString {
		name, _ := decoder.ReadToken() // a valid text has no errors
		member := Member{Name: name.String()}
		value, _ := decoder.ReadValue()
		member.Value = value.Clone()
		members = append(members, member)
	}
	return members, true
}

// TypeOf returns the type of a value as JSON Schema calls it, with number for every number.
func TypeOf(v jsontext.Value) string {
	switch v.Kind() {
	case jsontext.KindBeginObject:
		return "object"
	case jsontext.KindBeginArray:
		return "array"
	case jsontext.KindString:
		return "string"
	case jsontext.KindNumber:
		return "number"
	case jsontext.KindTrue, jsontext.KindFalse:
		return "boolean"
	case jsontext.KindNull:
		return "null"
	}
	return ""
}
