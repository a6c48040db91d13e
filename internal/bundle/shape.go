package bundle

import "strings"

// shape says how the keys of a mapping are to be read. Without it a property called
// `example`, or a member `$ref` of a recorded response, would be taken for a keyword.
type shape int

const (
	object   shape = iota // keys are keywords of OpenAPI; `$ref` refers
	names                 // keys are names, each value is an object
	patterns              // as names, but x- keys are extensions
	paths                 // as patterns, but each value is a path item
	pathItem              // as object, but `$ref` names a path file
	examples              // keys are names, each value is an example object
	example               // as object, but `value` is a payload
	mapping               // a discriminator's: each value is a reference
	payload               // never looked into
)

// webhooks is the extension whose members are path items: the messages that the API sends. OpenAPI 3.0 has no
// webhooks, and its readers take them from here.
const webhooks = "x-webhooks"

// keywords are the keys of an object whose values are something else than objects.
var keywords = map[string]shape{
	"const": payload, "default": payload, "enum": payload, "example": payload,
	"examples": examples, "mapping": mapping, "paths": paths, "responses": patterns,
	"properties": names, "patternProperties": names, "schemas": names,
	"parameters": names, "headers": names, "content": names, "encoding": names,
	"requestBodies": names, "securitySchemes": names, "links": names,
	"callbacks": names, "variables": names, "scopes": names,
}

// child returns the shape of the value at key.
func (s shape) child(key string) shape {
	switch {
	case s == names:
		return object
	case s == examples:
		return example
	case key == webhooks:
		return paths
	case strings.HasPrefix(key, "x-"):
		return payload
	case s == patterns:
		return object
	case s == paths:
		return pathItem
	case s == example && key == "value":
		return payload
	}
	return keywords[key] // object, if it is none of them
}

// element returns the shape of each member of a list.
func (s shape) element() shape {
	if s == payload || s == examples {
		return payload
	}
	return object
}

// shapeOf returns the shape of a whole file.
func shapeOf(f *file) shape {
	switch {
	case f.kind == "examples":
		return examples
	case f.kind != "":
		return names
	}
	return object
}
