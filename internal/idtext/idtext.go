// Package idtext makes an edition of a document in which every id is a text. JavaScript reads JSON numbers as floats,
// which do not hold the 18 and 19 digits of an order's id, and generators for JavaScript and TypeScript take the type
// of the document. The script ali1688.mjs beside the edition turns the ids of a response into texts before they are
// read.
package idtext

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
)

// Names is the pattern of the names of ids, in a syntax that Go and JavaScript share. The script has the same.
const Names = `(^|_)(i|c|s)?ids?$|I[dD]s?(List)?$`

var ids = regexp.MustCompile(Names)

type object = map[string]any

// Edition returns the document with ids as texts, in its schemas and its examples, as JSON.
func Edition(bundled []byte) ([]byte, error) {
	decoder := json.NewDecoder(bytes.NewReader(bundled))
	decoder.UseNumber() // or the examples lose the digits that this is about
	var tree object
	if err := decoder.Decode(&tree); err != nil {
		return nil, err
	}
	schema(tree, "")
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	err := encoder.Encode(tree)
	return out.Bytes(), err
}

// schema changes a part of a document. The name is that of the member or parameter which the part describes.
func schema(part any, name string) {
	switch part := part.(type) {
	case []any:
		for _, element := range part {
			schema(element, name)
		}
	case object:
		if named, ok := part["name"].(string); ok && part["in"] != nil {
			name = named
		}
		if isID(part, name) {
			toText(part)
		}
		for key, value := range part {
			part[key] = member(key, value, name)
		}
	}
}

// member returns the changed value of a keyword.
func member(key string, value any, name string) any {
	switch key {
	case "properties", "schemas":
		for property, described := range asObject(value) {
			schema(described, property)
		}
	case "example", "default":
		return quoted(value, name)
	case "examples":
		for _, named := range asObject(value) {
			if e := asObject(named); e["value"] != nil {
				e["value"] = quoted(e["value"], name)
			}
		}
	default:
		schema(value, name)
	}
	return value
}

// isID reports whether a schema is that of an id and allows numbers.
func isID(part object, name string) bool {
	if name == "LooseID" || name == "LooseIDOrNull" {
		return part["anyOf"] != nil
	}
	return ids.MatchString(name) && (part["type"] == "integer" || isInteger(part))
}

// isInteger reports whether a schema refers to one of the named whole numbers.
func isInteger(part object) bool {
	ref, _ := part["$ref"].(string)
	if all, ok := part["allOf"].([]any); ok && len(all) == 1 {
		ref, _ = asObject(all[0])["$ref"].(string)
	}
	return strings.HasSuffix(ref, "/PlainInteger") || strings.HasSuffix(ref, "/Integer")
}

func toText(part object) {
	for _, key := range []string{"$ref", "allOf", "anyOf", "format", "minimum", "maximum"} {
		delete(part, key)
	}
	part["type"] = "string"
}

// quoted returns an example with its ids as texts.
func quoted(value any, name string) any {
	switch value := value.(type) {
	case json.Number:
		if ids.MatchString(name) {
			return value.String()
		}
	case []any:
		for i := range value {
			value[i] = quoted(value[i], name)
		}
	case object:
		for key := range value {
			value[key] = quoted(value[key], key)
		}
	}
	return value
}

func asObject(value any) object {
	o, _ := value.(object)
	return o
}
