package products

import (
	"bytes"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// withEmptyList adds an empty list at a path of an object, unless the path leads nowhere or something is there.
func withEmptyList(object jsontext.Value, path []string) jsontext.Value {
	dec := jsontext.NewDecoder(bytes.NewReader(object))
	if _, err := dec.ReadToken(); err != nil || object.Kind() != '{' {
		return object
	}
	for dec.PeekKind() == '"' {
		name, _ := dec.ReadToken()
		found := name.String() == path[0]
		value, err := dec.ReadValue()
		if err != nil || found && len(path) == 1 {
			return object
		}
		if found {
			to := int(dec.InputOffset())
			return slices.Concat(object[:to-len(value)], withEmptyList(slices.Clone(value), path[1:]), object[to:])
		}
	}
	if len(path) > 1 {
		return object
	}
	end := bytes.LastIndexByte(object, '}')
	comma := ","
	if len(bytes.TrimSpace(object[1:end])) == 0 {
		comma = ""
	}
	return slices.Concat(object[:end], []byte(comma+`"`+path[0]+`":[]`), object[end:])
}
