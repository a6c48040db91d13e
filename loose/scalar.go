package loose

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// scalar is the common core of the scalar types. It holds the JSON of the value as it
// came, except that a string is unescaped and has only its opening quote: "5.40
// for "5.40". So the first byte tells the form, the text is a part of raw, and
// a value takes the room of one Go string.
type scalar struct{ raw string }

// Form returns the JSON form in which the value came.
func (s scalar) Form() Form {
	if s.raw == "" {
		return FormAbsent
	}
	return formOf(s.raw[0])
}

// formOf returns the form of the JSON value that begins with c.
func formOf(c byte) Form {
	switch c {
	case '"':
		return FormString
	case 'n':
		return FormNull
	case 't', 'f':
		return FormBool
	case '[':
		return FormArray
	case '{':
		return FormObject
	}
	return FormNumber
}

// text returns the text of a string, number or bool, and "" for every other form.
func (s scalar) text() string {
	switch s.Form() {
	case FormString:
		return s.raw[1:]
	case FormNumber, FormBool:
		return s.raw
	}
	return ""
}

// IsZero reports whether the value is absent. The struct tag omitzero asks it,
// so a member that never came is not written either, whereas null, "" and [] are.
func (s scalar) IsZero() bool { return s.raw == "" }

// IsEmpty reports whether there is nothing to read: the value is absent, or PHP
// wrote nothing in one of its ways, null, "", [], {} or false. 0 and "0" are values.
func (s scalar) IsEmpty() bool { return s.String() == "" }

// String returns the text of the value, a number as its literal, and "" for a value
// that is empty.
func (s scalar) String() string {
	if s.raw == "false" {
		return ""
	}
	return s.text()
}

// MarshalJSON returns the JSON that the value came from, and null for an absent one.
func (s scalar) MarshalJSON() ([]byte, error) {
	return s.appendJSON(nil), nil
}

// MarshalJSONTo writes the JSON that the value came from, and null for an absent one.
func (s scalar) MarshalJSONTo(enc *jsontext.Encoder) error {
	if s.Form() == FormString {
		return enc.WriteToken(jsontext.String(s.text()))
	}
	return enc.WriteValue(s.appendJSON(enc.AvailableBuffer()))
}

func (s scalar) appendJSON(b []byte) []byte {
	switch s.Form() {
	case FormAbsent:
		return append(b, "null"...)
	case FormString:
		b, _ = jsontext.AppendQuote(b, s.text()) // fails on invalid UTF-8 only, which text never is
		return b
	}
	return append(b, s.raw...)
}

// textOf returns the string form of text, free of invalid UTF-8 as decoded text is.
func textOf(text string) scalar {
	return scalar{`"` + strings.ToValidUTF8(text, "\uFFFD")}
}

// numberOf returns the number form of text, and the string form of text that is no
// JSON number, since writing it bare would spoil the document.
func numberOf(text string) scalar {
	if !isJSONNumber(text) {
		return textOf(text)
	}
	return scalar{text}
}

// readFrom reads the next value of dec; want begins the text of its error.
func (s *scalar) readFrom(dec *jsontext.Decoder, want string) error {
	value, err := dec.ReadValue()
	if err != nil {
		return err
	}
	return s.set(value, want)
}

// read reads the value in b, which may have space around it.
func (s *scalar) read(b []byte, want string) error {
	return s.set(bytes.Trim(b, " \t\r\n"), want)
}

var errNotJSON = errors.New("not a JSON value")

// set takes over one JSON value. The callers have validated it, except those who
// call UnmarshalJSON by hand; for them nothing worse than an error may happen.
func (s *scalar) set(value []byte, want string) error {
	switch {
	case len(value) == 0:
		return fmt.Errorf("%s, got nothing", want)
	case value[0] == '"':
		return s.setString(value)
	case value[0] == '[', value[0] == '{':
		return s.setComposite(value, want)
	}
	return s.setLiteral(value)
}

func (s *scalar) setLiteral(value []byte) error {
	switch string(value) {
	case "null":
		s.raw = "null"
	case "true":
		s.raw = "true"
	case "false":
		s.raw = "false"
	default:
		if value[0] != '-' && !isDigit(value[0]) {
			return errNotJSON
		}
		s.raw = string(value)
	}
	return nil
}

func (s *scalar) setString(value []byte) error {
	last := len(value) - 1
	if last < 1 || value[last] != '"' {
		return errNotJSON
	}
	if bytes.IndexByte(value, '\\') < 0 && utf8.Valid(value) {
		s.raw = string(value[:last])
		return nil
	}
	// The error says that invalid UTF-8 was replaced, which is what is wanted.
	var scratch [256]byte // spares short strings an allocation
	text, _ := jsontext.AppendUnquote(append(scratch[:0], '"'), value)
	s.raw = string(text)
	return nil
}

func (s *scalar) setComposite(value []byte, want string) error {
	if len(value) < 2 || len(bytes.Trim(value[1:len(value)-1], " \t\r\n")) > 0 {
		return fmt.Errorf("%s, got %s", want, formOf(value[0]).noun())
	}
	s.raw = "[]"
	if value[0] == '{' {
		s.raw = "{}"
	}
	return nil
}
