package splice

import (
	"bytes"
	"errors"
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Change returns the text that replaces a value, or nil to keep the value.
type Change func(pointer jsontext.Pointer, value jsontext.Value) []byte

// asWritten are the options with which texts keep their escapes.
var asWritten = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.PreserveRawStrings(true))

// Rewrite changes values of a JSON text, outer ones before inner ones. It returns any other text unchanged.
func Rewrite(body []byte, f Change) []byte {
	var out bytes.Buffer
	decoder := jsontext.NewDecoder(bytes.NewReader(body), asWritten)
	encoder := jsontext.NewEncoder(&out, asWritten)
	if err := rewriteValue(decoder, encoder, "", f); err != nil {
		return body
	}
	if _, err := decoder.ReadToken(); !errors.Is(err, io.EOF) {
		return body // something follows the value
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}

func rewriteValue(decoder *jsontext.Decoder, encoder *jsontext.Encoder, at jsontext.Pointer, f Change) error {
	value, err := decoder.ReadValue()
	if err != nil {
		return err
	}
	value = value.Clone()
	if with := f(at, value); with != nil {
		return encoder.WriteValue(with)
	}
	if k := value.Kind(); k != '{' && k != '[' {
		return encoder.WriteValue(value)
	}
	return rewriteInside(jsontext.NewDecoder(bytes.NewReader(value), asWritten), encoder, at, f)
}

func rewriteInside(decoder *jsontext.Decoder, encoder *jsontext.Encoder, at jsontext.Pointer, f Change) error {
	open, err := decoder.ReadToken()
	if err != nil {
		return err
	}
	object := open.Kind() == '{'
	if err := encoder.WriteToken(open); err != nil {
		return err
	}
	for {
		next := at + "/-"
		switch kind := decoder.PeekKind(); {
		case kind == '}' || kind == ']':
			end, err := decoder.ReadToken()
			if err != nil {
				return err
			}
			return encoder.WriteToken(end)
		case object:
			name, err := decoder.ReadToken()
			if err != nil {
				return err
			}
			key := name.String()
			if err := encoder.WriteToken(name); err != nil {
				return err
			}
			next = at.AppendToken(key)
		}
		if err := rewriteValue(decoder, encoder, next, f); err != nil {
			return err
		}
	}
}
