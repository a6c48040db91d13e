package mock

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// quote writes text as JSON.
func quote(text string) string { return string(appendText(nil, text)) }

// replaceTop sets members of the outermost object, and takes those out whose value is empty.
func replaceTop(body []byte, values map[string]string) []byte {
	out := []byte{'{'}
	decoder := jsontext.NewDecoder(bytes.NewReader(body), jsontext.AllowDuplicateNames(true))
	if token, err := decoder.ReadToken(); err != nil || token.Kind() != '{' {
		return body
	}
	add := func(name, value string) {
		if value == "" {
			return
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(append(append(out, quote(name)...), ':'), value...)
	}
	for decoder.PeekKind() == '"' {
		name, _ := decoder.ReadToken()
		key := name.String()
		value, err := decoder.ReadValue()
		if err != nil {
			return body
		}
		if with, ok := values[key]; ok {
			add(key, with)
			delete(values, key)
			continue
		}
		add(key, string(value))
	}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		add(key, values[key])
	}
	return append(out, '}')
}

// change says what to write in place of a value; nil is the value itself. name is that of the member it belongs to.
type change func(pointer jsontext.Pointer, value jsontext.Value) []byte

// rewrite changes values of a JSON text, the outer ones first.
func rewrite(body []byte, f change) []byte {
	var out bytes.Buffer
	decoder := jsontext.NewDecoder(bytes.NewReader(body), jsontext.AllowDuplicateNames(true))
	encoder := jsontext.NewEncoder(&out, jsontext.AllowDuplicateNames(true))
	if err := rewriteValue(decoder, encoder, "", f); err != nil {
		return body
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}

func rewriteValue(decoder *jsontext.Decoder, encoder *jsontext.Encoder, at jsontext.Pointer, f change) error {
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
	return rewriteInside(jsontext.NewDecoder(bytes.NewReader(value), jsontext.AllowDuplicateNames(true)), encoder, at, f)
}

func rewriteInside(decoder *jsontext.Decoder, encoder *jsontext.Encoder, at jsontext.Pointer, f change) error {
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
			if err := encoder.WriteToken(jsontext.String(key)); err != nil {
				return err
			}
			next = at.AppendToken(key)
		}
		if err := rewriteValue(decoder, encoder, next, f); err != nil {
			return err
		}
	}
}

// otherItem gives the offer another id.
func otherItem(at jsontext.Pointer, _ jsontext.Value) []byte {
	if at == "/item/num_iid" {
		return []byte(`"600000000001"`)
	}
	return nil
}

// emptyMaps empties maps whose keys are data, as PHP writes an empty one.
func emptyMaps(_ jsontext.Pointer, value jsontext.Value) []byte {
	if value.Kind() != '{' {
		return nil
	}
	key, _, ok := strings.Cut(string(value[1:]), `":`)
	key = strings.TrimLeft(key, " \t\r\n\"")
	if ok && (key == "" || strings.Trim(key, "0123456789:") == "") {
		return []byte("[]")
	}
	return nil
}

// singleRows writes the first row in place of a list of rows.
func singleRows(at jsontext.Pointer, value jsontext.Value) []byte {
	if value.Kind() != '[' || !strings.HasSuffix(string(at), "/item") && !strings.HasSuffix(string(at), "/sku") && !strings.HasSuffix(string(at), "/prop_img") {
		return nil
	}
	decoder := jsontext.NewDecoder(bytes.NewReader(value), jsontext.AllowDuplicateNames(true))
	if _, err := decoder.ReadToken(); err != nil || decoder.PeekKind() != '{' {
		return nil
	}
	first, err := decoder.ReadValue()
	if err != nil {
		return nil
	}
	return first.Clone()
}

func numbersAsText(_ jsontext.Pointer, value jsontext.Value) []byte {
	if value.Kind() != '0' {
		return nil
	}
	return []byte(`"` + string(value) + `"`)
}

// textAsNumbers leaves error_code alone: as a number it would lose its zeros, which no gateway was seen to do.
func textAsNumbers(at jsontext.Pointer, value jsontext.Value) []byte {
	digits := strings.Trim(string(value), `"`)
	if value.Kind() != '"' || at == "/error_code" || digits == "" || strings.Trim(digits, "0123456789.") != "" || !jsontext.Value(digits).IsValid() {
		return nil
	}
	return []byte(digits)
}
